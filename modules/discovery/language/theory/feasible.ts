import { monthsBetween } from '../calendar.ts';
import { add, compare, floor, fraction, integer, isInteger, multiply, negate, ONE, type Rational, subtract, ZERO } from '../rational.ts';
import { impliedBounds, isCurved, tightened } from './curved.ts';
import { holds, type Interval, isEmpty, point, pointOf, shiftScale, sumIntervals, toIntegers } from './interval.ts';
import { constant, minus, type Poly, plus, scale, times, unknown, unknownsOf } from './poly.ts';
import { simplestNear, slackIn } from './simplest.ts';
import { type Row, solve } from './simplex.ts';
import { ABOVE, BELOW, type Bounded, EQUAL, type Space } from './space.ts';
import { asStep, isListed, MONTH } from './unknowns.ts';

/**
 * Does some completion satisfy everything supposed? Branch and bound: the linear part is solved exactly (simplex.ts); products, steps
 * and listed values are enclosed by linear bounds. A solution that fits them exactly is a completion; else the range of an unknown is
 * split where it doesn't fit, and both sides are tried.
 * Ends for certain wherever all is linear in reals, and whole numbers or dates are bounded. Products may touch a bound at a point that no
 * split meets: after so many tries the space is taken for possible (so a verdict may stay open, never be wrong).
 */
const TRIES = { linear: 200, curved: 40 };
/** Steps to enclose one row by linear bounds. */
const ENCLOSED = 20;
/** Splits closer together than this are not tried: the numbers would only grow longer. */
const FINEST: Rational = fraction(1n, 1n << 24n);

/** The space narrowed to where a polynomial has one of these signs (a set without a gap), or nothing if no completion fits. */
export const suppose = (space: Space, poly: Poly, mask: number): Space | undefined => {
  space.unknowns.effort.spend(4 + poly.size);
  const next = space.assume(poly, mask);
  return next && fits(next) ? next : undefined;
};

const fits = (space: Space): boolean => {
  if (space.rows.length === 0 && !space.restricted.some((id) => isJoint(space, id))) return true;
  if (!space.rows.some(isCurved)) return search(space, [], { left: TRIES.linear });
  const narrow = tightened(space);
  return !!narrow && search(narrow, impliedBounds(narrow), { left: TRIES.curved });
};

/** An unknown that is made of several and whose own range says little of theirs. */
const isJoint = (space: Space, id: number): boolean => /months|quotient/.test(space.unknowns.get(id).kind);

type Budget = { left: number };
type Model = ReadonlyMap<string, Rational>;

const search = (space: Space, cuts: readonly Bounded[], budget: Budget): boolean => {
  let all = cuts;
  for (;;) {
    space.unknowns.effort.spend(ENCLOSED * (space.rows.length + all.length));
    budget.left -= 1;
    if (budget.left < 0) return true;
    const model = relaxed(space, all);
    if (!model) return false;
    const next = whatFitsNot(space, model);
    if (!next) return true;
    if ('cut' in next) {
      all = [...all, next.cut];
      continue;
    }
    return next.sides().some((side) => side && search(side, all, budget));
  }
};

/** The linear enclosure of a space, solved. */
const relaxed = (space: Space, cuts: readonly Bounded[]): Model | undefined => {
  const { unknowns } = space;
  const names = new Map<string, number>();
  const ranges = new Map<number, Interval>();
  const rows: Row[] = [];
  const nameOf = (key: string): number => {
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = names.size;
    names.set(key, name);
    ranges.set(name, space.rangeOfTerm(key));
    const [first, ...others] = unknownsOf(key);
    if (others.length > 0) for (const factor of [String(first), others.join()]) nameOf(factor);
    const made = unknowns.get(first!);
    if (others.length === 0 && made.kind === 'months')
      for (const part of [...made.from.keys(), ...made.to.keys()]) if (part !== '') nameOf(part);
    const enclosing = others.length > 0 ? productBounds(space, key) : definitionBounds(space, Number(key));
    for (const { poly, range } of enclosing) addRow(poly, range);
    return name;
  };
  const addRow = (poly: Poly, range: Interval): void => {
    const terms = [...poly].filter(([key]) => key !== '');
    const shifted = sumIntervals(range, point(negate(poly.get('') ?? ZERO)));
    const whole = terms.every(([key]) => unknownsOf(key).every((id) => unknowns.isWhole(id)));
    const by = whole ? wholeFactor(terms.map(([, value]) => value)) : ONE;
    const scaled = shiftScale(shifted, by);
    rows.push({
      terms: new Map(terms.map(([key, value]) => [nameOf(key), multiply(value, by)])),
      range: whole ? toIntegers(scaled) : scaled,
    });
  };
  for (const id of space.restricted) if (isJoint(space, id)) nameOf(String(id));
  for (const { poly, range } of [...space.rows, ...cuts]) addRow(poly, range);
  if ([...ranges.values()].some(isEmpty) || rows.some(({ range }) => isEmpty(range))) return undefined;
  const values = solve(ranges, rows, unknowns.effort);
  return values && new Map([...names].map(([key, name]) => [key, values.get(name)!]));
};

const AT_LEAST_ZERO: Interval = { lo: ZERO };
/** (x − end of x) · (y − end of y) has a known sign at each pair of ends. */
const productBounds = (space: Space, key: string): readonly Bounded[] => {
  const [first, ...others] = unknownsOf(key) as [number, ...number[]];
  const rest = others.join();
  const [x, y]: readonly Poly[] = [unknown(first), new Map([[rest, ONE]])];
  const product: Poly = new Map([[key, ONE]]);
  const [a, b] = [space.rangeOfTerm(String(first)), space.rangeOfTerm(rest)];
  const bounds: Bounded[] = [];
  const ends = (r: Interval): readonly { readonly at: Rational; readonly open: boolean; readonly up: boolean }[] => [
    ...(r.lo ? [{ at: r.lo, open: !!r.loOpen, up: false }] : []),
    ...(r.hi ? [{ at: r.hi, open: !!r.hiOpen, up: true }] : []),
  ];
  for (const p of ends(a))
    for (const q of ends(b)) {
      const corner = plus(minus(minus(product, scale(x!, q.at)), scale(y!, p.at)), constant(multiply(p.at, q.at)));
      bounds.push({ poly: p.up === q.up ? corner : scale(corner, integer(-1)), range: { lo: ZERO, loOpen: p.open && q.open } });
    }
  return bounds;
};

/** How an unknown follows what it is made of. */
const definitionBounds = (space: Space, id: number): readonly Bounded[] => {
  const made = space.unknowns.get(id);
  const own = unknown(id);
  const step = asStep(made, (poly) => space.rangeOfPoly(poly));
  if (step) return [{ poly: minus(own, scale(step.of, step.step.envelope.slope)), range: step.step.envelope.within }];
  if (made.kind === 'quotient') {
    const rest = minus(made.over, times(own, made.under));
    const [signed, under] =
      space.signsOf(made.under) === BELOW ? [scale(rest, integer(-1)), scale(made.under, integer(-1))] : [rest, made.under];
    return [
      { poly: signed, range: AT_LEAST_ZERO },
      { poly: minus(signed, under), range: { hi: ZERO, hiOpen: true } },
    ];
  }
  if (made.kind !== 'months') return [];
  // a month has 28 to 31 days
  const days = minus(made.to, made.from);
  const signs = space.signsOf(days);
  const scaled = scale(own, MONTH);
  const near: Bounded = { poly: minus(scaled, days), range: { lo: integer(-62), hi: integer(62) } };
  if (!(signs & BELOW))
    return [
      near,
      { poly: minus(scale(own, integer(31)), days), range: { lo: integer(-30) } },
      { poly: minus(scale(own, integer(28)), days), range: { hi: ZERO } },
    ];
  if (!(signs & ABOVE))
    return [
      near,
      { poly: minus(scale(own, integer(31)), days), range: { hi: integer(30) } },
      { poly: minus(scale(own, integer(28)), days), range: { lo: ZERO } },
    ];
  return [near];
};

type Unfit = { readonly cut: Bounded } | { readonly sides: () => readonly (Space | undefined)[] };

const whatFitsNot = (space: Space, model: Model): Unfit | undefined => {
  const { unknowns } = space;
  const single = [...model].filter(([key]) => key !== '' && !key.includes(','));
  const upTo = (id: number, at: bigint): Unfit => ({
    sides: () => [space.restrict(id, { hi: integer(at) }), space.restrict(id, { lo: integer(at + 1n) })],
  });
  for (const [key, value] of single) {
    const id = Number(key);
    const made = unknowns.get(id);
    if (made.kind === 'listed') {
      if (!isListed(made.values, value)) return { sides: () => [space.restrict(id, { hi: value }), space.restrict(id, { lo: value })] };
    } else if (unknowns.isWhole(id) && !isInteger(value)) return upTo(id, floor(value));
  }
  const at = (poly: Poly): Rational =>
    [...poly].reduce<Rational>((sum, [key, by]) => add(sum, multiply(by, key === '' ? ONE : model.get(key)!)), ZERO);
  const known = (poly: Poly): boolean => [...poly.keys()].every((key) => key === '' || model.has(key));
  for (const [key, value] of single) {
    const id = Number(key);
    const made = unknowns.get(id);
    const step = asStep(made, (poly) => space.rangeOfPoly(poly));
    if (step && known(step.of)) {
      const real = step.step.apply(at(step.of));
      if (real !== value.n) return upTo(id, value.n > real ? real : real - 1n);
    } else if (made.kind === 'months') {
      const [from, to] = [at(made.from), at(made.to)];
      if (BigInt(monthsBetween(Number(floor(from)), Number(floor(to)))) === value.n) continue;
      const days = minus(made.to, made.from);
      const signs = space.signsOf(days);
      if (signs & BELOW && signs & ABOVE) return { sides: () => [space.assume(days, EQUAL | ABOVE), space.assume(days, BELOW)] };
      const off = minus(made.from, constant(from));
      return { sides: () => [EQUAL, BELOW, ABOVE].map((mask) => (space.signsOf(off) & mask ? space.assume(off, mask) : undefined)) };
    }
  }
  for (const [key, value] of model) {
    const ids = unknownsOf(key);
    if (ids.length < 2) continue;
    const [first, rest] = [model.get(String(ids[0]))!, model.get(ids.slice(1).join())!];
    if (compare(multiply(first, rest), value) === 0) continue;
    return productUnfit(space, ids, model, compare(multiply(first, rest), value) > 0);
  }
  return undefined;
};

/** A product that its factors don't make: a tangent under a square, else a factor is split. */
const productUnfit = (space: Space, ids: readonly number[], model: Model, tooSmall: boolean): Unfit | undefined => {
  const free = [...new Set(ids)].filter((id) => !pointOf(space.rangeOf(id)));
  const id = free[0];
  if (id === undefined) return undefined;
  const range = space.rangeOf(id);
  const value = model.get(String(id))!;
  const slack = slackIn(range, value);
  if (tooSmall && ids.length === 2 && ids[0] === ids[1]) {
    // the tangent at m takes away every value below x² − (x − m)²
    const gap = subtract(multiply(value, value), model.get(ids.join())!);
    for (let near = slack; compare(near, FINEST) > 0; near = fraction(near.n, near.d * 4n)) {
      const m = simplestNear(value, range, near);
      const off = subtract(value, m);
      if (compare(multiply(off, off), gap) >= 0) continue;
      const line = plus(scale(unknown(id), multiply(m, integer(-2))), constant(multiply(m, m)));
      return { cut: { poly: plus(new Map([[ids.join(), ONE]]), line), range: AT_LEAST_ZERO } };
    }
    return undefined;
  }
  if (space.unknowns.isWhole(id)) {
    const top = range.hi && compare(range.hi, value) <= 0 ? value.n - 1n : value.n;
    return { sides: () => [space.restrict(id, { hi: integer(top) }), space.restrict(id, { lo: integer(top + 1n) })] };
  }
  if (compare(slack, FINEST) < 0) return undefined;
  const near = simplestNear(value, range, slack);
  return {
    sides: () => [
      holds(range, near) ? space.restrict(id, point(near)) : undefined,
      space.restrict(id, { hi: near, hiOpen: true }),
      space.restrict(id, { lo: near, loOpen: true }),
    ],
  };
};

/** What makes all coefficients whole with no common divisor. */
const wholeFactor = (values: readonly Rational[]): Rational => {
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  const denominator = values.reduce((all, { d }) => (all * d) / gcd(all, d), 1n);
  const numerator = values.reduce((all, { n, d }) => gcd(all, (n * denominator) / d), 0n);
  return numerator === 0n ? ONE : { n: denominator, d: numerator };
};
