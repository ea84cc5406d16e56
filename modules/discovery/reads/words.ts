import type { Id } from '../../../kernel/id.ts';
import { RULE_FACTS } from '../../residents/contract.ts';
import type { PolicyLine } from '../contract/lead.ts';
import type { PolicyBody } from '../contract/policy.ts';
import type { Asked } from '../contract/screening.ts';
import { DICTIONARY } from '../domain/dictionary.ts';
import { MOST_QUESTIONS, nextQuestions, type Opening } from '../language/questions.ts';

/** What reads say of policies and facts. */

export type PolicyRow = { readonly policy: Id; readonly code: string; readonly version: Id; readonly body: PolicyBody };

export const policyLineOf = ({ policy, code, version, body }: PolicyRow): PolicyLine => {
  const { what, amount, where, line, itemCode } = body.benefit;
  return { id: policy, code, version, name: body.name, what, amount, where, line, itemCode, example: body.example };
};

const OTHERS = '户.';
/** All that may be asked, as verdicts name it: the resident's own first, then another member's. */
const ASKABLE: readonly string[] = [...DICTIONARY.facts.map(({ name }) => name), ...DICTIONARY.facts.map(({ name }) => `${OTHERS}${name}`)];

/** Null for a name that the dictionary no longer has. */
export const findAsked = (name: string): Asked | null => {
  const fact = name.startsWith(OTHERS) ? name.slice(OTHERS.length) : name;
  const definition = RULE_FACTS[fact];
  if (definition === undefined) return null;
  const { question, type, unit, values } = definition;
  return {
    name,
    fact,
    of: fact === name ? 'self' : 'household',
    question,
    type,
    unit: unit ?? null,
    values: values === undefined ? null : [...values],
  };
};

/** What to ask next: for one, two, three questions the set that settles most. */
export const questionsOf = (openings: readonly Opening[]): { facts: Asked[]; settles: number }[] =>
  nextQuestions(openings, ASKABLE, MOST_QUESTIONS).map(({ facts, settles }) => ({
    facts: facts.flatMap((name) => findAsked(name) ?? []),
    settles,
  }));
