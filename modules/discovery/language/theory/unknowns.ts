import { ceiling, floor, integer, isInteger, type Rational } from '../rational.ts';
import { EVERYTHING, type Interval, type Poly, toIntegers } from './poly.ts';

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
  readonly apply: (argument: Rational) => bigint;
  /** The argument at which `apply` first reaches n: the least one with apply ≥ n when rising, the greatest one when falling; undefined if none does. */
  readonly edge: (n: bigint) => Rational | undefined;
};

export const ROUND_DOWN: Step = { name: 'floor', rising: true, wholeArgument: false, apply: floor, edge: (n) => integer(n) };

/** ± a thousand million years, as far as FEEL's dates go. */
const FAR = 366_000_000_000;
/** A step over days; the edge is found by halving. */
export const stepOfDay = (name: string, rising: boolean, apply: (day: number) => number): Step => {
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
  return { name, rising, wholeArgument: true, apply: (argument) => BigInt(apply(Number(floor(argument)))), edge };
};

export type Definition =
  | { readonly kind: 'real' | 'whole'; readonly range: Interval }
  | { readonly kind: 'step'; readonly step: Step; readonly of: Poly }
  /** A whole number of which only the range is known. */
  | { readonly kind: 'free'; readonly range: Interval };

/** All unknown numbers of one evaluation, by id; only ever grows. */
export class Unknowns {
  private readonly definitions: Definition[] = [];
  private readonly byText = new Map<string, number>();
  private readonly texts: string[] = [];

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
    return this.get(id).kind !== 'real';
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

/** Whole bounds of a range, undefined where there is none. */
export const wholeBounds = (range: Interval): { readonly low?: bigint; readonly high?: bigint } => {
  const { lo, hi } = toIntegers(range);
  return { ...(lo ? { low: ceiling(lo) } : {}), ...(hi ? { high: floor(hi) } : {}) };
};
