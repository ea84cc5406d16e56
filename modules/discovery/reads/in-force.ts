import type { Id } from '../../../kernel/id.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { PolicyBody } from '../contract/policy.ts';
import { DICTIONARY } from '../domain/dictionary.ts';
import { compile, type Rule } from '../language/compile.ts';

/** A published version that holds on a day, its rule made ready. */
export type InForce = {
  readonly policy: Id;
  readonly code: string;
  readonly version: Id;
  readonly areas: readonly string[];
  readonly body: PolicyBody;
  readonly rule: Rule;
};
export type PoliciesOfDay = {
  readonly policies: readonly InForce[];
  /** Published, but their rule no longer fits the dictionary: nobody is judged by them, and nothing that stands is taken back. */
  readonly unjudged: readonly { readonly policy: Id; readonly code: string }[];
};

type Row = { policy: Id; code: string; version: Id; areas: string[]; body: PolicyBody };
const IN_FORCE_SQL = `select p.id as policy, p.code, v.id as version, v.areas, v.body
  from discovery_version v join discovery_policy p on p.district = v.district and p.id = v.policy
  where v.district = $1 and v.state = 'published' and v.valid_from <= $2 and (v.valid_until is null or v.valid_until >= $2)
  order by p.code`;

/** Rules are compiled once a process: the same text over the same dictionary is the same rule. */
const compiled = new Map<string, Rule | null>();
const KEPT = 2_000;
export const ruleOf = ({ rule, rules }: Pick<PolicyBody, 'rule' | 'rules'>): Rule | null => {
  const key = JSON.stringify([rule, rules]);
  const before = compiled.get(key);
  if (before !== undefined) return before;
  const made = compile(rule, DICTIONARY, new Map(rules.map(({ name, text }) => [name, text])));
  const kept = made.ok ? made.rule : null;
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(key, kept);
  return kept;
};

export const policiesInForce = async (tx: Tx, district: string, day: Day): Promise<PoliciesOfDay> => {
  const policies: InForce[] = [];
  const unjudged: { policy: Id; code: string }[] = [];
  for (const row of await tx.rows<Row>(IN_FORCE_SQL, [district, day])) {
    const rule = ruleOf(row.body);
    if (rule === null) unjudged.push({ policy: row.policy, code: row.code });
    else policies.push({ ...row, rule });
  }
  return { policies, unjudged };
};
