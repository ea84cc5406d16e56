import type { Rule } from './compile.ts';
import { Effort } from './effort.ts';
import { type Expr, everyNode } from './expression.ts';
import { type Household, keyOf } from './ground.ts';
import { judge, missingNames, VERDICT_STEPS, type Verdict } from './verdict.ts';
import { readBack, type Said, sayExpr, valueText } from './words.ts';

/** One clause of a rule with its verdict; `parts` when it is made of several. */
export type Clause = {
  readonly text: Said;
  readonly joins?: 'and' | 'or' | 'not';
  readonly verdict: Verdict['verdict'];
  /** What is known of the facts it names: 年龄 70 岁 */
  readonly known: readonly Said[];
  /** What it still waits for, as `missingNames` writes it. */
  readonly missing: readonly string[];
  readonly parts: readonly Clause[];
};

/** A fact that alone would turn the verdict if it were otherwise. */
export type Turning = { readonly fact: string; readonly now: Said; readonly becomes: 'yes' | 'no' | 'either' };

export type Explanation = {
  readonly verdict: Verdict['verdict'];
  readonly missing: readonly string[];
  /** Reckoning it to the end would take too long. */
  readonly cutShort: boolean;
  readonly clause: Clause;
  readonly turning: readonly Turning[];
  readonly summary: Said;
};

const only = (rule: Rule, root: Expr): Rule => ({
  ...rule,
  root,
  facts: rule.facts.filter((fact) => [...everyNode(root)].some((node) => node.k === 'fact' && node.fact === fact)),
});

/** Somebody's case under a rule, and what looking into it may still cost. */
type Asked = { readonly rule: Rule; readonly household: Household; readonly today: number; readonly effort: Effort };
const judged = ({ household, today, effort }: Asked, rule: Rule, of = household): Verdict =>
  judge(rule, of, today, effort.part(VERDICT_STEPS));

const clauseOf = (asked: Asked, root: Expr): Clause => {
  const { rule, household } = asked;
  const own = only(rule, root);
  const verdict = judged(asked, own);
  const inner = root.k === 'rule' ? root.of : root;
  const parts = inner.k === 'and' || inner.k === 'or' ? inner.parts : inner.k === 'not' && inner.of.k !== 'fact' ? [inner.of] : [];
  const self = household.members[household.self]!;
  const named = new Set([...everyNode(root)].flatMap((node) => (node.k === 'fact' && node.scope === 0 ? [node.fact] : [])));
  return {
    text: sayExpr(root, rule.dictionary),
    ...(inner.k === 'and' || inner.k === 'or' || (inner.k === 'not' && parts.length > 0) ? { joins: inner.k as 'and' | 'or' | 'not' } : {}),
    verdict: verdict.verdict,
    known: parts.length > 0 ? [] : [...named].filter((fact) => self[fact] !== undefined).map((fact) => factText(rule, fact, self)),
    missing: missingNames(own, household, verdict),
    parts: parts.map((part) => clauseOf(asked, part)),
  };
};

const factText = (rule: Rule, fact: number, known: Household['members'][number]): Said => {
  const { name, type, unit } = rule.dictionary.facts[fact]!;
  const value = valueText(known[fact]!, type, unit);
  return { zh: `${name} ${value.zh}`, en: `${name} ${value.en}` };
};

/** Facts of the resident that, changed alone, would turn a settled verdict. */
const turningOf = (asked: Asked, verdict: Verdict): readonly Turning[] => {
  const { rule, household } = asked;
  if (verdict.verdict === 'unknown') return [];
  const self = household.members[household.self]!;
  return rule.facts.flatMap((fact): Turning[] => {
    if (self[fact] === undefined) return [];
    const without = self.map((value, i) => (i === fact ? undefined : value));
    const open = judged(asked, rule, { ...household, members: household.members.map((m, i) => (i === household.self ? without : m)) });
    const key = keyOf({ member: household.self, fact });
    if (open.verdict !== 'unknown' || !open.missing.some((m) => keyOf(m) === key)) return [];
    const becomes = open.missing.length > 1 ? 'either' : verdict.verdict === 'yes' ? 'no' : 'yes';
    return [{ fact: rule.dictionary.facts[fact]!.name, now: factText(rule, fact, self), becomes }];
  });
};

const SUMMARY = {
  yes: { zh: '可能符合', en: 'seems to qualify' },
  no: { zh: '不符合', en: 'does not qualify' },
  unknown: { zh: '还不知道', en: 'not known yet' },
} as const;

/** Steps for one verdict with its reasons. */
export const EXPLAIN_STEPS = 2 * VERDICT_STEPS;
const TOO_LONG = { zh: '：规则太复杂，没有算到底', en: ': the rule is too complicated to be reckoned to its end' } as const;

/**
 * Why a verdict is what it is, clause by clause, in words. A verdict decides nothing: the office that pays does.
 * @param effort what it may cost; clauses it no longer reaches are `unknown`
 */
export const explain = (rule: Rule, household: Household, today: number, effort = new Effort(EXPLAIN_STEPS)): Explanation => {
  const asked: Asked = { rule, household, today, effort };
  const verdict = judged(asked, rule);
  const missing = missingNames(rule, household, verdict);
  const { zh, en } = readBack(rule);
  const tooLong = verdict.verdict === 'unknown' && verdict.cutShort === true;
  const lacking =
    missing[0] === '!reason'
      ? tooLong
        ? TOO_LONG
        : { zh: '：规则算不出结果，请核对情况', en: ': the rule has no value, check the facts' }
      : missing.length > 0
        ? {
            zh: `${tooLong ? `${TOO_LONG.zh}，可能` : '：'}还缺 ${missing.join('、')}`,
            en: `${tooLong ? `${TOO_LONG.en}, perhaps` : ':'} missing ${missing.join(', ')}`,
          }
        : { zh: '', en: '' };
  return {
    verdict: verdict.verdict,
    missing,
    cutShort: tooLong,
    clause: clauseOf(asked, rule.root),
    turning: turningOf(asked, verdict),
    summary: { zh: `${SUMMARY[verdict.verdict].zh}（${zh}）${lacking.zh}`, en: `${SUMMARY[verdict.verdict].en} (${en})${lacking.en}` },
  };
};
