import { addMonths, dayOf, monthsBetween, partsOf } from '../calendar.ts';
import type { Effort } from '../effort.ts';
import { ceiling, compare, floor, fraction, integer, isInteger, ONE, type Rational, ZERO } from '../rational.ts';
import { EVERYTHING, type Interval, pointOf, toIntegers } from './interval.ts';
import type { Poly } from './poly.ts';

/** `value − slope · argument` always lies in `within`: how a step follows its argument, for the linear search. */
export type Envelope = { readonly slope: Rational; readonly within: Interval };

/**
 * A function of whole or real numbers that only ever rises (or only falls) and gives whole numbers:
 * rounding down, the year of a date, whole months between a date and a fixed one, a date some months on.
 */
export type Step = {
  /** Same name and same argument = the same unknown. */
  readonly name: string;
  readonly rising: boolean;
  /** The argument takes whole numbers only (a day). */
  readonly wholeArgument: boolean;
  readonly envelope: Envelope;
  readonly apply: (argument: Rational) => bigint;
  /** The argument at which `apply` first reaches n: the least one with apply ≥ n when rising, the greatest one when falling; undefined if none does. */
  readonly edge: (n: bigint) => Rational | undefined;
};

export const ROUND_DOWN: Step = {
  name: 'floor',
  rising: true,
  wholeArgument: false,
  envelope: { slope: ONE, within: { lo: integer(-1), loOpen: true, hi: ZERO } },
  apply: floor,
  edge: (n) => integer(n),
};

/** ± a thousand million years, as far as FEEL's dates go. */
const FAR = 366_000_000_000;
/** Days in a month on average: the calendar repeats after 400 years = 146,097 days. */
export const MONTH: Rational = fraction(146_097n, 4800n);
const MONTHS_PER_DAY: Rational = fraction(4800n, 146_097n);
/** A step over days; the edge is found by halving. */
const stepOfDay = (name: string, rising: boolean, envelope: Envelope, apply: (day: number) => number): Step => {
  const edge = (n: bigint): Rational | undefined => {
    const target = Number(n);
    const reaches = (x: number): boolean => apply(rising ? x : -x) >= target;
    if (!reaches(FAR)) return undefined;
    let low = -FAR;
    let high = FAR;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (reaches(middle)) high = middle;
      else low = middle + 1;
    }
    return integer(rising ? low : -low);
  };
  return { name, rising, wholeArgument: true, envelope, apply: (argument) => BigInt(apply(Number(floor(argument)))), edge };
};

const around = (middle: Rational, slope: Rational, slack: bigint): Envelope => ({
  slope,
  within: {
    lo: { n: middle.n - slack * middle.d, d: middle.d },
    hi: { n: middle.n + slack * middle.d, d: middle.d },
  },
});
const times = (a: Rational, by: bigint): Rational => fraction(a.n * by, a.d);

/** The year of a day; a year lags or leads the average by less than two days. */
export const YEAR: Step = stepOfDay(
  'year',
  true,
  { slope: fraction(400n, 146_097n), within: { lo: integer(1968), hi: integer(1971) } },
  (day) => partsOf(day).year,
);
/** How many days so many months are, least and most, by trying the turns of every month of the 400 years after which the calendar repeats. */
const daysIn = new Map<bigint, Interval>();
const daysInMonths = (months: bigint): Interval => {
  const known = daysIn.get(months);
  if (known) return known;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let month = 0; month < 4800; month += 1)
    for (const date of [1, 28, 29, 30, 31]) {
      const day = dayOf(2000 + Math.floor(month / 12), (month % 12) + 1, date);
      const days = addMonths(day, Number(months)) - day;
      least = Math.min(least, days);
      most = Math.max(most, days);
    }
  const range = { lo: integer(least), hi: integer(most) };
  daysIn.set(months, range);
  return range;
};
/** A day so many months on. */
export const monthsOnStep = (months: bigint): Step =>
  stepOfDay(`+${months}M`, true, { slope: ONE, within: daysInMonths(months) }, (day) => addMonths(day, Number(months)));
/** A fixed day, an unknown number of months on. */
export const dayOnStep = (day: bigint): Step =>
  stepOfDay(`${day}+`, true, around(integer(day), MONTH, 6n), (months) => addMonths(Number(day), months));
export const monthsFromStep = (from: bigint): Step =>
  stepOfDay(`months from ${from}`, true, around(times(MONTHS_PER_DAY, -from), MONTHS_PER_DAY, 2n), (day) =>
    monthsBetween(Number(from), day),
  );
export const monthsToStep = (to: bigint): Step =>
  stepOfDay(`months to ${to}`, false, around(times(MONTHS_PER_DAY, to), { n: -MONTHS_PER_DAY.n, d: MONTHS_PER_DAY.d }, 2n), (day) =>
    monthsBetween(day, Number(to)),
  );

export type Definition =
  | { readonly kind: 'real' | 'whole'; readonly range: Interval }
  /** One of these, in rising order. */
  | { readonly kind: 'listed'; readonly values: readonly Rational[]; readonly whole: boolean }
  | { readonly kind: 'step'; readonly step: Step; readonly of: Poly }
  /** Whole months between two unknown days. */
  | { readonly kind: 'months'; readonly from: Poly; readonly to: Poly }
  /** A quotient rounded down; the divisor is supposed not to be zero. */
  | { readonly kind: 'quotient'; readonly over: Poly; readonly under: Poly }
  /** A whole number of which only the range is known. */
  | { readonly kind: 'free'; readonly range: Interval };

/** All unknown numbers of one evaluation, by id; only ever grows. `effort`: what reckoning with them may still cost. */
export class Unknowns {
  readonly effort: Effort;
  private readonly definitions: Definition[] = [];
  private readonly byText = new Map<string, number>();
  private readonly texts: string[] = [];

  constructor(effort: Effort) {
    this.effort = effort;
  }

  get(id: number): Definition {
    return this.definitions[id]!;
  }

  /** @param text what makes it the same unknown */
  intern(text: string, make: () => Definition): number {
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    const id = this.definitions.push(make()) - 1;
    this.byText.set(text, id);
    this.texts[id] = text;
    return id;
  }

  textOf(id: number): string {
    return this.texts[id]!;
  }

  find(text: string): number | undefined {
    return this.byText.get(text);
  }

  isWhole(id: number): boolean {
    const made = this.get(id);
    return made.kind === 'listed' ? made.whole : made.kind !== 'real';
  }
}

/** The values a step can take while its argument stays in a range. */
export const stepRange = (step: Step, argument: Interval): Interval => {
  const arg = step.wholeArgument ? toIntegers(argument) : argument;
  // an open end at a whole number is never reached: floor over [0, 3) ends at 2
  const last = (end: Rational, open: boolean | undefined): bigint =>
    open && isInteger(end) && step.rising ? step.apply(end) - 1n : step.apply(end);
  const low = step.rising ? arg.lo && step.apply(arg.lo) : arg.hi && step.apply(arg.hi);
  const high = step.rising ? arg.hi && last(arg.hi, arg.hiOpen) : arg.lo && step.apply(arg.lo);
  if (low === undefined && high === undefined) return EVERYTHING;
  return { lo: low === undefined ? undefined : integer(low), hi: high === undefined ? undefined : integer(high) };
};

/** The values of whole months between two days that stay in ranges. */
export const monthsRange = (from: Interval, to: Interval): Interval => {
  const [f, t] = [toIntegers(from), toIntegers(to)];
  const between = (x: Rational | undefined, y: Rational | undefined): Rational | undefined =>
    x && y && integer(monthsBetween(Number(floor(x)), Number(floor(y))));
  return { lo: between(f.hi, t.lo), hi: between(f.lo, t.hi) };
};

/** A definition that has become a step of one argument: months between two days of which one is fixed by now. */
export const asStep = (made: Definition, rangeOf: (poly: Poly) => Interval): { readonly step: Step; readonly of: Poly } | undefined => {
  if (made.kind === 'step') return made;
  if (made.kind !== 'months') return undefined;
  const from = pointOf(rangeOf(made.from));
  if (from) return { step: monthsFromStep(floor(from)), of: made.to };
  const to = pointOf(rangeOf(made.to));
  return to && { step: monthsToStep(floor(to)), of: made.from };
};

/** The part of a range that listed values reach; undefined if none does. */
export const snapped = (
  values: readonly Rational[],
  range: Interval,
  holds: (range: Interval, value: Rational) => boolean,
): Interval | undefined => {
  const inside = values.filter((value) => holds(range, value));
  return inside.length === 0 ? undefined : { lo: inside[0]!, hi: inside.at(-1)! };
};
export const isListed = (values: readonly Rational[], value: Rational): boolean => values.some((v) => compare(v, value) === 0);

/** Whole bounds of a range, undefined where there is none. */
export const wholeBounds = (range: Interval): { readonly low?: bigint; readonly high?: bigint } => {
  const { lo, hi } = toIntegers(range);
  return { ...(lo ? { low: ceiling(lo) } : {}), ...(hi ? { high: floor(hi) } : {}) };
};
