import type { Rule } from '../language/compile.ts';
import type { Household } from '../language/ground.ts';
import { judge, missingNames, type Verdict } from '../language/verdict.ts';
import { classesOf, classOf } from './classes.ts';
import { householdOf, type Roll } from './roll.ts';

/** A verdict as it is written down. */
export type Finding = { readonly verdict: Verdict['verdict']; readonly missing: readonly string[] };
export type Screener = (row: number) => Finding;

/** Combinations of classes kept in one flat table; larger ones in a map. */
const FLAT = 1 << 20;

/** One verdict, judged exactly. */
export const findingOf = (rule: Rule, household: Household, today: number): Finding => {
  const verdict = judge(rule, household, today);
  return { verdict: verdict.verdict, missing: missingNames(rule, household, verdict) };
};

/**
 * Screens one policy over a roll. Each combination of classes is judged once, exactly, and looked up afterwards:
 * no verdict differs from `judge`, which tests hold it to.
 */
export const screenerOf = (rule: Rule, roll: Roll, today: number): Screener => {
  const classes = classesOf(rule, today);
  if (!classes) return membersScreener(rule, roll, today);
  let total = 1;
  const parts = classes.map((c) => {
    const stride = total;
    total *= c.count;
    const { values, which } = roll.columns[c.fact]!;
    return { which, offset: Float64Array.from(values, (value) => (value === undefined ? 0 : classOf(c, value) * stride)) };
  });
  const kept: { get: (key: number) => Finding | undefined; set: (key: number, value: Finding) => unknown } =
    total <= FLAT ? flatTable(total) : new Map<number, Finding>();
  return (row) => {
    let key = 0;
    for (const { which, offset } of parts) key += offset[which[row]!]!;
    let found = kept.get(key);
    if (!found) {
      found = findingOf(rule, { members: [roll.columns.map(({ values, which }) => values[which[row]!])], self: 0 }, today);
      kept.set(key, found);
    }
    return found;
  };
};

const flatTable = (size: number): { get: (key: number) => Finding | undefined; set: (key: number, value: Finding) => void } => {
  const table: (Finding | undefined)[] = new Array(size);
  return {
    get: (key) => table[key],
    set: (key, value) => {
      table[key] = value;
    },
  };
};

/** Rules over the household or over several facts at once: judged once for each different combination of values. */
const membersScreener = (rule: Rule, roll: Roll, today: number): Screener => {
  const kept = new Map<string, Finding>();
  const columns = rule.facts.map((fact) => roll.columns[fact]!);
  return (row) => {
    const rows = rule.household ? roll.household(row) : [row];
    const key = `${rows.indexOf(row)}:${rows.map((member) => columns.map(({ which }) => which[member]).join()).join(';')}`;
    let found = kept.get(key);
    if (!found) {
      found = findingOf(
        rule,
        rule.household ? householdOf(roll, row) : { members: [roll.columns.map(({ values, which }) => values[which[row]!])], self: 0 },
        today,
      );
      if (kept.size < FLAT) kept.set(key, found);
    }
    return found;
  };
};
