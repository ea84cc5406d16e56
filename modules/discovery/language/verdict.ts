import type { Rule } from './compile.ts';
import type { Value } from './dictionary.ts';
import { Effort, Exhausted } from './effort.ts';
import { Evaluation } from './evaluation.ts';
import { type Choice, type Ground, type Household, keyOf, type Missing, NO, NULL, OPEN, type Supposed, type Truth, YES } from './ground.ts';
import { suppose } from './theory/feasible.ts';
import { constant, minus, unknown, unknownsOf } from './theory/poly.ts';
import { EQUAL, Space } from './theory/space.ts';
import { Unknowns } from './theory/unknowns.ts';

/**
 * yes or no exactly when every completion of the unknown facts agrees, and none is without a value.
 * `missing`: the unknown facts that could still change it, the resident's own first, each group in dictionary order;
 * `noValue`: nothing is missing, but the rule has no value (division by zero), written `!reason`;
 * `cutShort`: reckoning it to the end would take too long, so that `missing` may name more than it must.
 */
export type Verdict =
  | { readonly verdict: 'yes' | 'no'; readonly missing: readonly []; readonly noValue: false }
  | { readonly verdict: 'unknown'; readonly missing: readonly Missing[]; readonly noValue: boolean; readonly cutShort?: true };

/** Up to so many unknown facts the search runs to its end, as long as its work lasts. */
export const EXACT_UP_TO = 12;
/** Combinations tried beyond that before a verdict is left open. */
const PATIENCE = 3000;
/** Steps for one verdict: many times what rules of people need, and about half a second. */
export const VERDICT_STEPS = 1_000_000;

const DECIDED: Readonly<Record<0 | 1, Verdict>> = {
  [NO]: { verdict: 'no', missing: [], noValue: false },
  [YES]: { verdict: 'yes', missing: [], noValue: false },
};

export const groundOf = (rule: Rule, household: Household, today: number, effort = new Effort(VERDICT_STEPS)): Ground => ({
  rule,
  household,
  today,
  unknowns: new Unknowns(effort),
});
export const nothingSupposed = (ground: Ground): Supposed => ({ space: new Space(ground.unknowns), chosen: new Map() });

/** The ways a choice can go that some completion fits. */
export function* answersTo(choice: Choice, supposed: Supposed): Generator<Supposed> {
  if (choice.k === 'null') return;
  if (choice.k === 'value') {
    const id = supposed.space.unknowns.find(choice.key);
    for (const value of choice.values) {
      // a listed number may be supposed things of as a letter, too
      const amount = id !== undefined && typeof value === 'object' ? minus(unknown(id), constant(value)) : undefined;
      const space = amount ? suppose(supposed.space, amount, EQUAL) : supposed.space;
      if (space) yield { space, chosen: new Map<string, Value>(supposed.chosen).set(choice.key, value) };
    }
    return;
  }
  for (const mask of choice.sides.parts) {
    const space = mask === 0 ? undefined : suppose(supposed.space, choice.sides.poly, mask);
    if (space) yield { space, chosen: supposed.chosen };
  }
}

type Outcome = { readonly truths: ReadonlySet<Truth>; readonly finished: boolean };

/** The results that completions can have, until two differ. `finished` false: some stayed open. */
const outcomesOf = (
  evaluate: (supposed: Supposed) => { readonly truth: Truth; readonly choices: readonly Choice[] },
  start: Supposed,
  patience: number,
): Outcome => {
  const truths = new Set<Truth>();
  let left = patience;
  let finished = true;
  const visit = (supposed: Supposed): void => {
    if (truths.size > 1) return;
    if (left <= 0) {
      finished = false;
      return;
    }
    left -= 1;
    const { truth, choices } = evaluate(supposed);
    if (truth !== OPEN) {
      truths.add(truth);
      return;
    }
    const choice = choices.find((c) => c.k !== 'null');
    if (!choice) {
      finished = false;
      return;
    }
    for (const next of answersTo(choice, supposed)) visit(next);
  };
  const ended = unlessExhausted(() => {
    visit(start);
    return true;
  });
  return { truths, finished: finished && ended === true };
};

/** What the work comes to; undefined where what is allowed is used up before its end. */
const unlessExhausted = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Exhausted) return undefined;
    throw error;
  }
};

/** The unknown facts a choice is about; a repeated one is listed twice. */
const keysOf = (choice: Choice, keyOfUnknown: (id: number) => readonly string[]): readonly string[] =>
  choice.k === 'null'
    ? []
    : choice.k === 'value'
      ? [choice.key]
      : [...choice.sides.poly.keys()].flatMap((key) => unknownsOf(key).flatMap(keyOfUnknown));

/** Some completion makes the clause true, and some false. */
const bothReached = ({ sides: { poly, parts, yes = 0 } }: Extract<Choice, { k: 'sign' }>, { space }: Supposed): boolean =>
  [true, false].every((wanted) => parts.some((part) => ((part & yes) !== 0) === wanted && suppose(space, poly, part)));

/** All clauses left are independent: each rests on facts that no other names, so every one of them matters and nothing is settled. */
const independent = (evaluation: Evaluation): readonly string[] | undefined => {
  const { choices, ground } = evaluation;
  if (choices.length === 0 || !choices.every((choice) => choice.plain)) return undefined;
  let bounded = false;
  const factOf = (id: number): readonly string[] => {
    const made = ground.unknowns.get(id);
    // only its range is known, not which facts make it
    if (made.kind === 'free' || made.kind === 'months' || made.kind === 'quotient') bounded = true;
    if (made.kind === 'step') return [...made.of.keys()].flatMap((key) => unknownsOf(key).flatMap(factOf));
    return [ground.unknowns.textOf(id)];
  };
  const keys: string[] = [];
  for (const choice of choices) {
    if (choice.k === 'sign' && !bothReached(choice, evaluation.supposed)) return undefined;
    const own = keysOf(choice, factOf);
    // several unknowns in one sum: only where all are real numbers does each of them matter for sure
    if (
      choice.k === 'sign' &&
      own.length > 1 &&
      ![...choice.sides.poly.keys()].every((key) => key === '' || (/^\d+$/.test(key) && ground.unknowns.get(Number(key)).kind === 'real'))
    )
      return undefined;
    keys.push(...own);
  }
  return !bounded && new Set(keys).size === keys.length ? keys : undefined;
};

const inOrder = (missing: readonly Missing[], self: number): readonly Missing[] =>
  [...missing].sort((a, b) => Number(a.member !== self) - Number(b.member !== self) || a.fact - b.fact || a.member - b.member);

/** Everything unknown that a rule may look at. */
const unknownFacts = ({ facts, household: looksAtAll }: Rule, { members, self }: Household): readonly Missing[] =>
  members.flatMap((known, member) =>
    member === self || looksAtAll ? facts.filter((fact) => known[fact] === undefined).map((fact) => ({ member, fact })) : [],
  );

/**
 * @param today days since 1970-01-01 of the day screened for
 * @param effort what it may cost; where that is not enough the verdict is `unknown`, never a guess
 */
export const judge = (rule: Rule, household: Household, today: number, effort = new Effort(VERDICT_STEPS)): Verdict => {
  const ground = groundOf(rule, household, today, effort);
  const start = nothingSupposed(ground);
  const first = new Evaluation(ground, start);
  const truth = unlessExhausted(() => first.truth());
  if (truth === undefined) {
    const missing = inOrder(unknownFacts(rule, household), household.self);
    return { verdict: 'unknown', missing, noValue: missing.length === 0, cutShort: true };
  }
  if (truth === YES || truth === NO) return DECIDED[truth];
  if (truth === NULL) return { verdict: 'unknown', missing: [], noValue: true };
  const plain = unlessExhausted(() => independent(first));
  if (plain) {
    const named = new Set(plain);
    return {
      verdict: 'unknown',
      missing: inOrder(
        [...first.touched.values()].filter((m) => named.has(keyOf(m))),
        household.self,
      ),
      noValue: false,
    };
  }
  const patience = first.touched.size <= EXACT_UP_TO ? Number.POSITIVE_INFINITY : PATIENCE;
  const evaluate = (supposed: Supposed): { truth: Truth; choices: readonly Choice[] } => {
    const pass = new Evaluation(ground, supposed);
    return { truth: pass.truth(), choices: pass.choices };
  };
  const { truths, finished } = outcomesOf(evaluate, start, patience);
  const [only] = truths;
  if (truths.size === 1 && finished) {
    if (only === YES || only === NO) return DECIDED[only];
    return { verdict: 'unknown', missing: [], noValue: true };
  }
  const missing = inOrder(
    [...first.touched.values()].filter((m) => canChange(ground, m, patience)),
    household.self,
  );
  return { verdict: 'unknown', missing, noValue: false, ...(effort.spent ? { cutShort: true as const } : {}) };
};

/** Whether two completions that differ in this fact alone have different results. */
const canChange = (ground: Ground, missing: Missing, patience: number): boolean => {
  const twin: Ground = { ...ground, twin: keyOf(missing) };
  const { truths, finished } = outcomesOf(
    (supposed) => {
      const one = new Evaluation(ground, supposed);
      const a = one.truth();
      const two = new Evaluation(twin, supposed);
      const b = two.truth();
      if (a === OPEN || b === OPEN) return { truth: OPEN, choices: [...one.choices, ...two.choices] };
      return { truth: a === b ? NO : YES, choices: [] };
    },
    nothingSupposed(ground),
    patience,
  );
  return truths.has(YES) || !finished;
};

/** Facts as the command line and screens name them: another member's as `户.<fact>`, each once. */
export const missingNames = (rule: Rule, household: Household, verdict: Verdict): readonly string[] => {
  if (verdict.verdict !== 'unknown') return [];
  if (verdict.noValue) return ['!reason'];
  const name = (m: Missing): string => `${m.member === household.self ? '' : '户.'}${rule.dictionary.facts[m.fact]!.name}`;
  return [...new Set(verdict.missing.map(name))];
};
