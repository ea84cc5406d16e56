import type { Text } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import { RULE_FACTS } from '../../residents/contract.ts';
import { derivedFacts, readFact } from '../../residents/domain.ts';
import type { ClauseShown, ExampleResult, PolicyBody, PolicyExample, RuleProblem } from '../contract/policy.ts';
import { parseDay } from '../language/calendar.ts';
import { compile, compileValue, type MadeRules, type Rule } from '../language/compile.ts';
import { readValue, type Value } from '../language/dictionary.ts';
import { Effort } from '../language/effort.ts';
import { type Clause, EXPLAIN_STEPS, explain } from '../language/explain.ts';
import type { Known } from '../language/ground.ts';
import type { RuleRefusal } from '../language/refusal.ts';
import { readBack, sayExpr } from '../language/words.ts';
import { DICTIONARY } from './dictionary.ts';

/** What a rule says: checked against the dictionary of facts, read back, tried on its examples. */

export type RuleTexts = Pick<PolicyBody, 'rule' | 'rules'>;
export type CheckedRule =
  | { readonly ok: true; readonly rule: Rule; readonly subRules: readonly { readonly name: string; readonly readBack: Text }[] }
  | { readonly ok: false; readonly problem: RuleProblem };

export const sayRule = (rule: Rule): Text => readBack(rule);

const problemOf = (rule: string | null, { code, zh, en, hint, place, from, to }: RuleRefusal): RuleProblem => ({
  code,
  rule,
  ...place,
  from,
  to,
  zh,
  en,
  hint: hint ?? null,
});

const START = { line: 1, column: 1, from: 0, to: 0, hint: null };

/** A name that means two things is not read either way. */
const nameProblem = ({ rules }: RuleTexts): RuleProblem | null => {
  const seen = new Set<string>();
  for (const { name } of rules) {
    if (DICTIONARY.index.has(name) || name === '户')
      return {
        code: 'name_taken',
        rule: name,
        ...START,
        zh: `“${name}”已经是情况的名称，子规则请换一个名字`,
        en: `“${name}” is a fact already; give the sub-rule another name`,
      };
    if (seen.has(name))
      return { code: 'name_taken', rule: name, ...START, zh: `子规则“${name}”写了两次`, en: `the sub-rule “${name}” stands there twice` };
    seen.add(name);
  }
  return null;
};

/** Sub-rules written out in place come to at most so many; beyond that nobody can read the rule, and checking it takes for ever. */
const MOST_WRITTEN_OUT = 500;

/** How many sub-rules a text comes to when each is written out where it is used, those within them too. A circle is left to the compiler. */
const writtenOut = (text: string, rules: RuleTexts['rules'], known = new Map<string, number>()): number => {
  let total = 0;
  for (const { name, text: inner } of rules) {
    const times = text.split(name).length - 1;
    if (times === 0) continue;
    if (!known.has(name)) {
      known.set(name, 0);
      known.set(name, 1 + writtenOut(inner, rules, known));
    }
    total += times * known.get(name)!;
  }
  return total;
};

/** The sub-rules first, so that a fault is shown where it was written, also in one that nothing uses. */
export const checkRule = (texts: RuleTexts): CheckedRule => {
  const taken = nameProblem(texts);
  if (taken !== null) return { ok: false, problem: taken };
  if ([texts.rule, ...texts.rules.map(({ text }) => text)].some((text) => writtenOut(text, texts.rules) > MOST_WRITTEN_OUT))
    return {
      ok: false,
      problem: {
        code: 'too_large',
        rule: null,
        ...START,
        zh: '子规则套得太多，请写得简单一些',
        en: 'the sub-rules use one another too often; make the rule simpler',
      },
    };
  const named = new Map(texts.rules.map(({ name, text }) => [name, text]));
  const known: MadeRules = new Map();
  const subRules: { name: string; readBack: Text }[] = [];
  for (const { name, text } of texts.rules) {
    const made = compileValue(text, DICTIONARY, named, known);
    if (!made.ok) return { ok: false, problem: problemOf(name, made.refusal) };
    subRules.push({ name, readBack: sayExpr(made.root, DICTIONARY) });
  }
  const made = compile(texts.rule, DICTIONARY, named, known);
  return made.ok ? { ok: true, rule: made.rule, subRules } : { ok: false, problem: problemOf(null, made.refusal) };
};

type Read = { readonly ok: true; readonly known: Known } | { readonly ok: false; readonly problem: Text };

/** One person of an example, as the language has them. 年龄 follows from 出生日期 where only that is given. */
const readPerson = (facts: PolicyExample['facts'], on: Day): Read => {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(facts)) {
    if (value === null) continue;
    const definition = Object.hasOwn(RULE_FACTS, name) ? RULE_FACTS[name] : undefined;
    if (definition === undefined) return { ok: false, problem: { zh: `没有叫“${name}”的情况`, en: `there is no fact called “${name}”` } };
    const read = readFact(name, definition, value);
    if (!read.ok) return { ok: false, problem: read.refusal };
    texts.set(name, String(read.value));
  }
  const birth = texts.get('出生日期');
  if (birth !== undefined && !texts.has('年龄')) for (const [name, value] of derivedFacts({ birth, sex: null }, on)) texts.set(name, value);
  const known: (Value | undefined)[] = DICTIONARY.facts.map(() => undefined);
  for (const [name, text] of texts) {
    const index = DICTIONARY.index.get(name)!;
    const read = readValue(DICTIONARY.facts[index]!, text);
    if (!read.ok) return { ok: false, problem: read };
    known[index] = read.value;
  }
  return { ok: true, known };
};

export const shown = ({ text, joins, verdict, known, missing, parts }: Clause): ClauseShown => ({
  text,
  joins: joins ?? null,
  verdict,
  known,
  missing,
  parts: parts.map(shown),
});

const TOO_LONG: Text = {
  zh: '规则太复杂，这个例子没有算到底；请少用事实相乘、相除，或拆成几项政策',
  en: 'the rule is too complicated to reckon this example to its end; multiply and divide fewer facts, or make several policies of it',
};

/** @param on the day on which the example is judged: the first of its version, so that it means the same for ever */
const tryExample = (rule: Rule, example: PolicyExample, on: Day, effort: Effort): ExampleResult => {
  const { name, expect } = example;
  const members: Known[] = [];
  for (const facts of [example.facts, ...example.household]) {
    const read = readPerson(facts, on);
    if (!read.ok)
      return {
        name,
        expect,
        verdict: null,
        passes: false,
        missing: [],
        summary: null,
        clause: null,
        problem: { zh: read.problem.zh, en: read.problem.en },
      };
    members.push(read.known);
  }
  const said = explain(rule, { members, self: 0 }, parseDay(on)!, effort);
  return {
    name,
    expect,
    verdict: said.verdict,
    passes: said.verdict === expect,
    missing: [...said.missing],
    summary: said.summary,
    clause: shown(said.clause),
    problem: said.cutShort && said.verdict !== expect ? TOO_LONG : null,
  };
};

/** The examples in turn. Together they may cost no more than one explanation, and each gets an equal share of what the others left. */
export const resultsOf = (rule: Rule, examples: readonly PolicyExample[], on: Day): readonly ExampleResult[] => {
  const effort = new Effort(EXPLAIN_STEPS);
  return examples.map((example, i) => tryExample(rule, example, on, effort.share(examples.length - i)));
};

/** Names of the facts that a rule looks at, in the order of the dictionary. */
export const factsRead = (rule: Rule): readonly string[] => rule.facts.map((fact) => DICTIONARY.facts[fact]!.name);
