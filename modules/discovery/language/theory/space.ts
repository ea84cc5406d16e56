import { fraction, isInteger, type Rational, ZERO } from '../rational.ts';
import {
  holds,
  type Interval,
  intersect,
  isEmpty,
  point,
  powerInterval,
  productInterval,
  quadraticInterval,
  shiftScale,
  sumIntervals,
  toIntegers,
} from './interval.ts';
import { canonical, constant, constantOf, costOfPoly, minus, type Poly, unknownsOf } from './poly.ts';
import { asStep, isListed, monthsRange, snapped, stepRange, type Unknowns, wholeBounds } from './unknowns.ts';

/** Sets of signs. */
export const BELOW = 1;
export const EQUAL = 2;
export const ABOVE = 4;
export const ANY = 7;

const mirrored = (mask: number): number => (mask & EQUAL) | (mask & BELOW ? ABOVE : 0) | (mask & ABOVE ? BELOW : 0);
const asInterval = (mask: number): Interval => ({
  ...(mask & BELOW ? {} : { lo: ZERO, loOpen: !(mask & EQUAL) }),
  ...(mask & ABOVE ? {} : { hi: ZERO, hiOpen: !(mask & EQUAL) }),
});
/** The signs that values of a range have. */
export const signsIn = ({ lo, loOpen, hi, hiOpen }: Interval): number => {
  let mask = ANY;
  if (lo && lo.n >= 0n) mask &= ~BELOW;
  if (hi && hi.n <= 0n) mask &= ~ABOVE;
  if ((lo && (lo.n > 0n || (lo.n === 0n && loOpen))) || (hi && (hi.n < 0n || (hi.n === 0n && hiOpen)))) mask &= ~EQUAL;
  return mask;
};
const isOne = (key: string): boolean => /^\d+$/.test(key);
const inverse = ({ n, d }: Rational): Rational => fraction(d, n);

/** A polynomial that stays in a range. */
export type Bounded = { readonly poly: Poly; readonly range: Interval };

/**
 * What has been supposed so far about the unknown numbers of one evaluation: ranges, and polynomials that stay in ranges.
 * Whether some completion fits it all is for feasible.ts to say.
 */
export class Space {
  readonly unknowns: Unknowns;
  readonly rows: readonly Bounded[];
  private readonly ranges: ReadonlyMap<number, Interval>;
  private readonly signs: ReadonlyMap<string, number>;

  constructor(
    unknowns: Unknowns,
    ranges: ReadonlyMap<number, Interval> = new Map(),
    signs: ReadonlyMap<string, number> = new Map(),
    rows: readonly Bounded[] = [],
  ) {
    this.unknowns = unknowns;
    this.ranges = ranges;
    this.signs = signs;
    this.rows = rows;
  }

  /** Everything supposed is a range of single unknowns. */
  get onlyRanges(): boolean {
    return this.rows.length === 0;
  }

  /** Unknowns of which more is supposed than what they are. */
  get restricted(): readonly number[] {
    return [...this.ranges.keys()];
  }

  rangeOf(id: number): Interval {
    const own = this.ownRange(id);
    const narrowed = this.ranges.get(id);
    return narrowed ? intersect(own, narrowed) : own;
  }

  private ownRange(id: number): Interval {
    const made = this.unknowns.get(id);
    switch (made.kind) {
      case 'step':
        return stepRange(made.step, this.rangeOfPoly(made.of));
      case 'months':
        return monthsRange(this.rangeOfPoly(made.from), this.rangeOfPoly(made.to));
      case 'quotient':
        return {};
      case 'listed':
        return { lo: made.values[0]!, hi: made.values.at(-1)! };
      default:
        return made.range;
    }
  }

  /** @param key a product of unknowns, as polynomials write it */
  rangeOfTerm(key: string): Interval {
    const exponents = new Map<number, number>();
    for (const id of unknownsOf(key)) exponents.set(id, (exponents.get(id) ?? 0) + 1);
    return [...exponents].map(([id, exponent]) => powerInterval(this.rangeOf(id), exponent)).reduce(productInterval);
  }

  rangeOfPoly(poly: Poly): Interval {
    const left = new Map(poly);
    let range = point(left.get('') ?? ZERO);
    left.delete('');
    // x² and x together, when x is in no other term: the range of a parabola
    for (const [key, alpha] of poly) {
      const [id, twin, more] = unknownsOf(key);
      if (id === undefined || id !== twin || more !== undefined) continue;
      if ([...poly.keys()].some((k) => k !== key && k !== String(id) && unknownsOf(k).includes(id))) continue;
      range = sumIntervals(range, quadraticInterval(alpha, poly.get(String(id)) ?? ZERO, this.rangeOf(id)));
      left.delete(key);
      left.delete(String(id));
    }
    for (const [key, by] of left) range = sumIntervals(range, shiftScale(this.rangeOfTerm(key), by));
    return range;
  }

  /** The signs that a polynomial may still have. */
  signsOf(poly: Poly): number {
    const fixed = constantOf(poly);
    if (fixed) return fixed.n < 0n ? BELOW : fixed.n > 0n ? ABOVE : EQUAL;
    this.unknowns.effort.spend(costOfPoly(poly));
    let mask = signsIn(this.rangeOfPoly(poly));
    if (mask & EQUAL && this.neverZero(poly)) mask &= ~EQUAL;
    const { text, flipped } = canonical(poly);
    const supposed = this.signs.get(text);
    return supposed === undefined ? mask : mask & (flipped ? mirrored(supposed) : supposed);
  }

  /** One unknown that would have to be a value it can't have. */
  private neverZero(poly: Poly): boolean {
    const [only, ...others] = [...poly].filter(([key]) => key !== '');
    if (!only || others.length > 0 || !isOne(only[0])) return false;
    const id = Number(only[0]);
    const made = this.unknowns.get(id);
    const root = shiftScale(point(negateOf(poly.get('') ?? ZERO)), inverse(only[1])).lo!;
    return made.kind === 'listed' ? !isListed(made.values, root) : this.unknowns.isWhole(id) && !isInteger(root);
  }

  /**
   * The space in which a polynomial has one of these signs, as far as ranges can tell; nothing if they show that none fits.
   * @param mask a set of signs without a gap (not BELOW|ABOVE)
   */
  assume(poly: Poly, mask: number): Space | undefined {
    const known = this.signsOf(poly);
    if ((known & mask) === 0) return undefined;
    if ((known & mask) === known) return this;
    const [only, ...others] = [...poly].filter(([key]) => key !== '');
    if (only && others.length === 0 && isOne(only[0])) {
      // by·x + c has a sign in mask  ⇔  x in (interval − c) / by
      const shifted = sumIntervals(asInterval(mask), point(negateOf(poly.get('') ?? ZERO)));
      return this.restrict(Number(only[0]), shiftScale(shifted, inverse(only[1])));
    }
    const { text, flipped } = canonical(poly);
    const signs = new Map(this.signs).set(text, flipped ? mirrored(known & mask) : known & mask);
    return new Space(this.unknowns, this.ranges, signs, [...this.rows, { poly, range: asInterval(known & mask) }]);
  }

  /** One unknown stays in a range; what that says about a step's argument follows. */
  restrict(id: number, interval: Interval): Space | undefined {
    const both = intersect(this.rangeOf(id), interval);
    const made = this.unknowns.get(id);
    const range = made.kind === 'listed' ? snapped(made.values, both, holds) : this.unknowns.isWhole(id) ? toIntegers(both) : both;
    if (!range || isEmpty(range)) return undefined;
    const next = new Space(this.unknowns, new Map(this.ranges).set(id, range), this.signs, this.rows);
    const step = asStep(made, (poly) => this.rangeOfPoly(poly));
    return step ? next.follow(step, range) : next;
  }

  /** The argument of a step that stays in a range: apply(x) ≥ low and apply(x) < high + 1. */
  private follow({ step, of }: NonNullable<ReturnType<typeof asStep>>, range: Interval): Space | undefined {
    const { low, high } = wholeBounds(range);
    let space: Space | undefined = this;
    if (low !== undefined) {
      const edge = step.edge(low);
      if (!edge) return undefined;
      space = space.assume(minus(of, constant(edge)), step.rising ? EQUAL | ABOVE : EQUAL | BELOW);
    }
    if (high !== undefined && space) {
      const edge = step.edge(high + 1n);
      if (edge) space = space.assume(minus(of, constant(edge)), step.rising ? BELOW : ABOVE);
    }
    return space;
  }
}

const negateOf = ({ n, d }: Rational): Rational => ({ n: -n, d });
