import { floor, integer, isInteger, multiply, negate, ONE, type Rational, subtract, ZERO } from '../rational.ts';
import {
  canonical,
  constant,
  constantOf,
  type Interval,
  intersect,
  isEmpty,
  minus,
  type Poly,
  point,
  productInterval,
  shiftScale,
  sumIntervals,
  toIntegers,
  unknown,
  unknownsOf,
} from './poly.ts';
import { type Row, solve } from './simplex.ts';
import { stepRange, type Unknowns, wholeBounds } from './unknowns.ts';

/** Sets of signs. */
export const BELOW = 1;
export const EQUAL = 2;
export const ABOVE = 4;
export const ANY = 7;

/** Splits of whole numbers tried before a combination is taken for possible. */
const DEEPEST_SPLIT = 60;

const mirrored = (mask: number): number => (mask & EQUAL) | (mask & BELOW ? ABOVE : 0) | (mask & ABOVE ? BELOW : 0);
const asInterval = (mask: number): Interval => ({
  ...(mask & BELOW ? {} : { lo: ZERO, loOpen: !(mask & EQUAL) }),
  ...(mask & ABOVE ? {} : { hi: ZERO, hiOpen: !(mask & EQUAL) }),
});

/**
 * What has been supposed so far about the unknown numbers of one evaluation: ranges, and signs of polynomials.
 * `suppose` gives a narrower space or nothing if no completion fits. Exact for linear rules over reals and dates; with products of two
 * unknowns it may keep a space that is empty (so a verdict may stay open, never be wrong).
 */
export class Space {
  private readonly unknowns: Unknowns;
  private readonly ranges: Map<number, Interval>;
  private readonly signs: Map<string, number>;
  private readonly rows: readonly { readonly poly: Poly; readonly mask: number }[];

  constructor(unknowns: Unknowns, ranges = new Map<number, Interval>(), signs = new Map<string, number>(), rows: Space['rows'] = []) {
    this.unknowns = unknowns;
    this.ranges = ranges;
    this.signs = signs;
    this.rows = rows;
  }

  rangeOf(id: number): Interval {
    const made = this.unknowns.get(id);
    const own = made.kind === 'step' ? stepRange(made.step, this.rangeOfPoly(made.of)) : made.range;
    const narrowed = this.ranges.get(id);
    return narrowed ? intersect(own, narrowed) : own;
  }

  private rangeOfTerm(key: string): Interval {
    const [first, ...others] = unknownsOf(key);
    return others.reduce((range, id) => productInterval(range, this.rangeOf(id)), this.rangeOf(first!));
  }

  rangeOfPoly(poly: Poly): Interval {
    let range: Interval = point(ZERO);
    for (const [key, by] of poly) range = sumIntervals(range, key === '' ? point(by) : shiftScale(this.rangeOfTerm(key), by));
    return range;
  }

  /** The signs that a polynomial may still have. */
  signsOf(poly: Poly): number {
    const fixed = constantOf(poly);
    if (fixed) return fixed.n < 0n ? BELOW : fixed.n > 0n ? ABOVE : EQUAL;
    const { lo, loOpen, hi, hiOpen } = this.rangeOfPoly(poly);
    let mask = ANY;
    if (lo && lo.n >= 0n) mask &= ~BELOW;
    if (hi && hi.n <= 0n) mask &= ~ABOVE;
    if ((lo && (lo.n > 0n || (lo.n === 0n && loOpen))) || (hi && (hi.n < 0n || (hi.n === 0n && hiOpen)))) mask &= ~EQUAL;
    if (mask & EQUAL && this.neverZero(poly)) mask &= ~EQUAL;
    const { text, flipped } = canonical(poly);
    const supposed = this.signs.get(text);
    return supposed === undefined ? mask : mask & (flipped ? mirrored(supposed) : supposed);
  }

  /** One whole unknown that would have to be a fraction. */
  private neverZero(poly: Poly): boolean {
    const terms = [...poly].filter(([key]) => key !== '');
    if (terms.length !== 1 || !/^\d+$/.test(terms[0]![0])) return false;
    const [key, by] = terms[0]!;
    return (
      this.unknowns.isWhole(Number(key)) &&
      !isInteger(multiply(negate(poly.get('') ?? ZERO), { n: by.n < 0n ? -by.d : by.d, d: by.n < 0n ? -by.n : by.n }))
    );
  }

  /** @param mask a set of signs without a gap (not BELOW|ABOVE) */
  suppose(poly: Poly, mask: number): Space | undefined {
    const next = this.narrowed(poly, mask);
    return next?.fits(DEEPEST_SPLIT) ? next : undefined;
  }

  private narrowed(poly: Poly, mask: number): Space | undefined {
    const known = this.signsOf(poly);
    if ((known & mask) === 0) return undefined;
    if ((known & mask) === known) return this;
    const terms = [...poly].filter(([key]) => key !== '');
    const [only] = terms;
    if (terms.length === 1 && only && /^\d+$/.test(only[0])) {
      const [key, by] = only;
      // by·x + c has a sign in mask  ⇔  x in (interval − c) / by
      const shifted = sumIntervals(asInterval(mask), point(negate(poly.get('') ?? ZERO)));
      return this.restrict(Number(key), shiftScale(shifted, { n: by.n < 0n ? -by.d : by.d, d: by.n < 0n ? -by.n : by.n }));
    }
    const { text, flipped } = canonical(poly);
    const signs = new Map(this.signs).set(text, flipped ? mirrored(known & mask) : known & mask);
    return new Space(this.unknowns, this.ranges, signs, [...this.rows, { poly, mask: known & mask }]);
  }

  private restrict(id: number, interval: Interval): Space | undefined {
    const both = intersect(this.rangeOf(id), interval);
    const range = this.unknowns.isWhole(id) ? toIntegers(both) : both;
    if (isEmpty(range)) return undefined;
    const next: Space = new Space(this.unknowns, new Map(this.ranges).set(id, range), this.signs, this.rows);
    const made = this.unknowns.get(id);
    if (made.kind !== 'step') return next;
    // the argument follows: apply(x) ≥ low and apply(x) < high + 1
    const { low, high } = wholeBounds(range);
    const { step, of } = made;
    let space: Space | undefined = next;
    if (low !== undefined) {
      const edge = step.edge(low);
      if (!edge) return undefined;
      space = space.narrowed(minus(of, constant(edge)), step.rising ? EQUAL | ABOVE : EQUAL | BELOW);
    }
    if (high !== undefined && space) {
      const edge = step.edge(high + 1n);
      if (edge) space = space.narrowed(minus(of, constant(edge)), step.rising ? BELOW : ABOVE);
    }
    return space;
  }

  /** Whether some completion satisfies everything supposed. */
  private fits(depth: number): boolean {
    if (this.rows.length === 0 || depth === 0) return true;
    const names = new Map<string, number>();
    const ranges = new Map<number, Interval>();
    const rows: Row[] = [];
    const nameOf = (key: string): number => {
      const known = names.get(key);
      if (known !== undefined) return known;
      const name = names.size;
      names.set(key, name);
      ranges.set(name, this.rangeOfTerm(key));
      if (/^\d+$/.test(key)) {
        const made = this.unknowns.get(Number(key));
        if (made.kind === 'step' && made.step.name === 'floor')
          addRow(minus(made.of, unknown(Number(key))), { lo: ZERO, hi: ONE, hiOpen: true });
        else if (made.kind === 'step') for (const part of made.of.keys()) if (part !== '') nameOf(part);
      }
      return name;
    };
    const addRow = (poly: Poly, range: Interval): void => {
      const terms = [...poly].filter(([key]) => key !== '');
      const shifted = sumIntervals(range, point(negate(poly.get('') ?? ZERO)));
      const whole = terms.every(([key]) => unknownsOf(key).every((id) => this.unknowns.isWhole(id)));
      const by = whole ? wholeFactor(terms.map(([, value]) => value)) : ONE;
      const scaled = shiftScale(shifted, by);
      rows.push({
        terms: new Map(terms.map(([key, value]) => [nameOf(key), multiply(value, by)])),
        range: whole ? toIntegers(scaled) : scaled,
      });
    };
    for (const { poly, mask } of this.rows) addRow(poly, asInterval(mask));
    for (const range of ranges.values()) if (isEmpty(range)) return false;
    if (rows.some(({ range }) => isEmpty(range))) return false;
    const model = solve(ranges, rows);
    if (!model) return false;
    const values = new Map([...names].map(([key, name]) => [key, model.get(name)!]));
    const split = (id: number, at: bigint): boolean =>
      !!this.restrict(id, { hi: integer(at) })?.fits(depth - 1) || !!this.restrict(id, { lo: integer(at + 1n) })?.fits(depth - 1);
    for (const [key, { value, nudge }] of values) {
      if (!/^\d+$/.test(key) || !this.unknowns.isWhole(Number(key))) continue;
      if (!isInteger(value) || nudge !== 0) return split(Number(key), isInteger(value) && nudge < 0 ? value.n - 1n : floor(value));
    }
    for (const [key, { value }] of values) {
      if (!/^\d+$/.test(key)) continue;
      const made = this.unknowns.get(Number(key));
      if (made.kind !== 'step' || made.step.name === 'floor') continue;
      const argument = [...made.of].reduce<Rational>(
        (sum, [part, by]) => subtract(sum, negate(multiply(by, part === '' ? ONE : values.get(part)!.value))),
        ZERO,
      );
      const real = made.step.apply(argument);
      if (real !== value.n) return split(Number(key), value.n > real ? real : real - 1n);
    }
    return true;
  }

  /** Everything supposed is a range of single unknowns. */
  get onlyRanges(): boolean {
    return this.rows.length === 0;
  }
}

/** What makes all coefficients whole with no common divisor. */
const wholeFactor = (values: readonly Rational[]): Rational => {
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  const denominator = values.reduce((all, { d }) => (all * d) / gcd(all, d), 1n);
  const numerator = values.reduce((all, { n, d }) => gcd(all, (n * denominator) / d), 0n);
  return numerator === 0n ? ONE : { n: denominator, d: numerator };
};
