import { add, compare, floor, fraction, integer, negate, ONE, type Rational, subtract, ZERO } from '../rational.ts';
import { holds, type Interval, intersect } from './interval.ts';

/** The number with the smallest denominator between two (Stern–Brocot). */
const simplestBetween = (lo: Rational, hi: Rational): Rational => {
  if (lo.n <= 0n && hi.n >= 0n) return ZERO;
  if (hi.n < 0n) return negate(simplestBetween(negate(hi), negate(lo)));
  const whole = integer(floor(lo));
  if (compare(whole, lo) === 0) return whole;
  if (compare(add(whole, ONE), hi) <= 0) return add(whole, ONE);
  const inverse = ({ n, d }: Rational): Rational => fraction(d, n);
  return add(whole, inverse(simplestBetween(inverse(subtract(hi, whole)), inverse(subtract(lo, whole)))));
};

/** A plain number so near a value and inside its range, so that splits meet where people put their thresholds. */
export const simplestNear = (value: Rational, range: Interval, slack: Rational): Rational => {
  const { lo, hi } = intersect(range, { lo: subtract(value, slack), hi: add(value, slack) });
  const near = simplestBetween(lo!, hi!);
  if (holds(range, near)) return near;
  // it hit an end that doesn't belong to the range
  const quarter = fraction((hi!.n * lo!.d - lo!.n * hi!.d) as bigint, hi!.d * lo!.d * 4n);
  return simplestBetween(add(lo!, quarter), subtract(hi!, quarter));
};

/** A sixteenth of the range, or of the value where the range has no end. */
export const slackIn = ({ lo, hi }: Interval, value: Rational): Rational => {
  const width = lo && hi ? subtract(hi, lo) : add(value.n < 0n ? negate(value) : value, ONE);
  return fraction(width.n, width.d * 16n);
};
