import { divide, floor, integer, isInteger, ONE, type Rational } from './rational.ts';
import { EVERYTHING, type Interval } from './theory/interval.ts';
import { constant, constantOf, costOfPoly, minus, type Poly, plus, scale, times, unknown, unknownsOf } from './theory/poly.ts';
import type { Space } from './theory/space.ts';
import { ROUND_DOWN, type Step, type Unknowns } from './theory/unknowns.ts';

/**
 * A number, date or duration whose unknown parts are kept as letters: over/under, exact.
 * `open`: it depends on a choice not made yet (which branch of an `if`); only its range is known, and whether it may turn out null.
 */
export type Quantity = { readonly over: Poly; readonly under?: Poly } | { readonly open: Interval; readonly nullable: boolean };
export type Settled = Extract<Quantity, { over: Poly }>;
export const isOpen = (q: Quantity): q is Extract<Quantity, { open: Interval }> => 'open' in q;

export const exactly = (value: Rational): Settled => ({ over: constant(value) });
export const fixedValue = (q: Quantity): Rational | undefined => (isOpen(q) || q.under ? undefined : constantOf(q.over));

/** What it takes to make it, in steps: a divisor is multiplied with all that it meets. */
export const costOfQuantity = ({ over, under }: Settled): number => 1 + costOfPoly(over) + (under ? 4 * costOfPoly(under) : 0);

/** A quotient whose divisor is a number is no quotient. */
export const quotient = (over: Poly, under: Poly | undefined): Settled => {
  const by = under && constantOf(under);
  if (!under || by === undefined) return under ? { over, under } : { over };
  return { over: scale(over, divide(ONE, by)) };
};

const bottom = (a: Settled, b: Settled): Poly | undefined => (a.under && b.under ? times(a.under, b.under) : (a.under ?? b.under));
export const sumOf = (a: Settled, b: Settled, subtracting = false): Settled => {
  const join = subtracting ? minus : plus;
  const left = b.under ? times(a.over, b.under) : a.over;
  const right = a.under ? times(b.over, a.under) : b.over;
  return quotient(join(left, right), bottom(a, b));
};
export const productOf = (a: Settled, b: Settled): Settled => quotient(times(a.over, b.over), bottom(a, b));
/** The divisor must not be zero. */
export const quotientOf = (a: Settled, b: Settled): Settled =>
  quotient(b.under ? times(a.over, b.under) : a.over, a.under ? times(a.under, b.over) : b.over);

export const rangeOf = (q: Quantity, space: Space): Interval => (isOpen(q) ? q.open : q.under ? EVERYTHING : space.rangeOfPoly(q.over));

const textOf = (p: Poly): string =>
  [...p]
    .map(([key, { n, d }]) => `${key}*${n}/${d}`)
    .sort()
    .join('+');

/** A step applied to something that may hold unknowns. */
export const stepOf = (step: Step, argument: Settled, unknowns: Unknowns): Settled => {
  const fixed = fixedValue(argument);
  if (fixed) return exactly(integer(step.apply(fixed)));
  const { over, under } = argument;
  if (under) {
    if (step !== ROUND_DOWN) return freeOf(step.name, [argument], EVERYTHING, unknowns);
    return { over: unknown(unknowns.intern(`floor(${textOf(over)}:${textOf(under)})`, () => ({ kind: 'quotient', over, under }))) };
  }
  if (step === ROUND_DOWN && isWhole(over, unknowns)) return argument;
  return { over: unknown(unknowns.intern(`${step.name}(${textOf(over)})`, () => ({ kind: 'step', step, of: over }))) };
};

/** A whole number of which only the range is known. */
export const freeOf = (name: string, parts: readonly Settled[], range: Interval, unknowns: Unknowns): Settled => {
  const text = parts.map(({ over, under }) => textOf(over) + (under ? `:${textOf(under)}` : '')).join(';');
  return { over: unknown(unknowns.intern(`${name}(${text})`, () => ({ kind: 'free', range }))) };
};

/** Whole months between two days that are both unknown. */
export const monthsApart = (from: Poly, to: Poly, unknowns: Unknowns): Settled => ({
  over: unknown(unknowns.intern(`months(${textOf(from)};${textOf(to)})`, () => ({ kind: 'months', from, to }))),
});

/** What has the sign of a quantity: a quotient has that of divisor times dividend. */
export const signedLike = ({ over, under }: Settled): Poly => (under ? times(over, under) : over);

const isWhole = (p: Poly, unknowns: Unknowns): boolean =>
  [...p].every(([key, by]) => isInteger(by) && unknownsOf(key).every((id) => unknowns.isWhole(id)));
export const floorOf = (q: Settled, unknowns: Unknowns): Settled => stepOf(ROUND_DOWN, q, unknowns);
export const wholeNumber = (value: Rational): number => Number(floor(value));
