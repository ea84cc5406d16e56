import { fraction, integer, type Rational } from '../rational.ts';
import { type Interval, pointOf, shiftScale, sumIntervals } from './interval.ts';
import { constant, minus, type Poly, plus, scale, substitute, times, unknown, unknownsOf } from './poly.ts';
import type { Bounded, Space } from './space.ts';

/** What linear bounds say about products of unknowns, so that the linear search can use it. */

export const isCurved = ({ poly }: Bounded): boolean => [...poly.keys()].some((key) => key.includes(','));

/** Unknowns that stand in products. */
const inProducts = (space: Space): readonly number[] => [
  ...new Set(space.rows.flatMap(({ poly }) => [...poly.keys()].filter((key) => key.includes(',')).flatMap(unknownsOf))),
];

const inverse = ({ n, d }: Rational): Rational => fraction(d, n);
const PASSES = 3;
/** Ranges narrowed by what each linear row leaves to each of its unknowns; nothing if one is left without a value. */
export const tightened = (space: Space): Space | undefined => {
  let narrow: Space | undefined = space;
  for (let pass = 0; pass < PASSES; pass += 1)
    for (const row of space.rows.filter((r) => !isCurved(r)))
      for (const [key, by] of row.poly) {
        if (key === '' || !narrow) continue;
        const rest = new Map(row.poly);
        rest.delete(key);
        const left: Interval = sumIntervals(row.range, shiftScale(narrow.rangeOfPoly(rest), integer(-1)));
        if (left.lo || left.hi) narrow = narrow.restrict(Number(key), shiftScale(left, inverse(by)));
      }
  return narrow;
};

/** Linear forms that are never negative. */
type Form = { readonly poly: Poly; readonly strict: boolean };
const formsOf = ({ poly, range: { lo, hi, loOpen, hiOpen } }: Bounded): readonly Form[] => [
  ...(lo ? [{ poly: minus(poly, constant(lo)), strict: !!loOpen }] : []),
  ...(hi ? [{ poly: minus(constant(hi), poly), strict: !!hiOpen }] : []),
];
/** More pairs of forms than this are not multiplied: the linear problem would grow with their square. */
const MOST_FORMS = 10;

/** Rows that follow from those supposed: equal terms put in, forms that are not negative multiplied, squares of sums and differences. */
export const impliedBounds = (space: Space): readonly Bounded[] => {
  const ids = inProducts(space);
  const forms = [
    ...space.rows.filter((row) => !isCurved(row)).flatMap(formsOf),
    ...ids.flatMap((id) => formsOf({ poly: unknown(id), range: space.rangeOf(id) })),
  ].slice(0, MOST_FORMS);
  const products = forms.flatMap((a, i) =>
    forms.slice(i + 1).map((b): Bounded => ({ poly: times(a.poly, b.poly), range: { lo: integer(0), loOpen: a.strict && b.strict } })),
  );
  const squares = ids.flatMap((a, i) =>
    ids
      .slice(i + 1)
      .flatMap((b) =>
        [plus(unknown(a), unknown(b)), minus(unknown(a), unknown(b))].map(
          (sum): Bounded => ({ poly: times(sum, sum), range: { lo: integer(0) } }),
        ),
      ),
  );
  return [...substitutions(space), ...products, ...(ids.length <= MOST_FORMS / 2 ? squares : [])];
};

/** Where one unknown is a linear expression of others, products of it are products of those. */
const substitutions = (space: Space): readonly Bounded[] => {
  const curved = space.rows.filter(isCurved);
  return space.rows.flatMap(({ poly, range }) => {
    const fixed = pointOf(range);
    if (!fixed || curved.some((row) => row.poly === poly)) return [];
    for (const [key, by] of poly) {
      if (key === '') continue;
      const id = Number(key);
      const about = curved.filter((row) => [...row.poly.keys()].some((k) => k.includes(',') && unknownsOf(k).includes(id)));
      if (about.length === 0) continue;
      const rest = new Map(poly);
      rest.delete(key);
      const value = scale(minus(constant(fixed), rest), fraction(by.d, by.n));
      return about.map((row) => ({ poly: substitute(row.poly, id, value), range: row.range }));
    }
    return [];
  });
};
