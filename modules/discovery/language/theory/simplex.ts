import { costOf, type Effort } from '../effort.ts';
import { add, compare as compareR, divide, integer, multiply, negate, ONE, type Rational, subtract, ZERO } from '../rational.ts';
import type { Interval } from './interval.ts';

/**
 * Is there a real solution to linear bounds? The general simplex method of Dutertre and de Moura ("A Fast Linear-Arithmetic
 * Solver for DPLL(T)", 2006) with Bland's rule, exact fractions, and strict bounds as infinitely small steps.
 */
export type Row = { readonly terms: ReadonlyMap<number, Rational>; readonly range: Interval };

/** value + step·ε, ε smaller than every positive number. */
type Nudged = { readonly c: Rational; readonly k: Rational };
const at = (c: Rational, k = ZERO): Nudged => ({ c, k });
const order = (a: Nudged, b: Nudged): number => compareR(a.c, b.c) || compareR(a.k, b.k);
const plusTimes = (a: Nudged, by: Rational, b: Nudged): Nudged => ({ c: add(a.c, multiply(by, b.c)), k: add(a.k, multiply(by, b.k)) });

/** Steps for one number of the tableau. */
const PIVOTED = 4;

type Column = { value: Nudged; lo?: Nudged; hi?: Nudged };

/**
 * @param ranges the range of each unknown (by id) that the rows name
 * @param effort each number of the tableau that changes costs something
 * @returns a value for every unknown that meets all bounds, strict ones too, or undefined if nothing fits
 */
export const solve = (
  ranges: ReadonlyMap<number, Interval>,
  rows: readonly Row[],
  effort: Effort,
): ReadonlyMap<number, Rational> | undefined => {
  const ids = [...ranges.keys()];
  const columnOf = new Map(ids.map((id, i) => [id, i]));
  const bound = (range: Interval): Pick<Column, 'lo' | 'hi'> => ({
    ...(range.lo ? { lo: at(range.lo, range.loOpen ? ONE : ZERO) } : {}),
    ...(range.hi ? { hi: at(range.hi, range.hiOpen ? integer(-1) : ZERO) } : {}),
  });
  const columns: Column[] = ids.map((id) => {
    const b = bound(ranges.get(id)!);
    return { ...b, value: b.lo ?? b.hi ?? at(ZERO) };
  });
  // tableau: each basic column as a combination of the others
  const tableau = new Map<number, Map<number, Rational>>();
  for (const row of rows) {
    const terms = new Map([...row.terms].map(([id, by]) => [columnOf.get(id)!, by]));
    let value = at(ZERO);
    for (const [column, by] of terms) value = plusTimes(value, by, columns[column]!.value);
    tableau.set(columns.length, terms);
    columns.push({ ...bound(row.range), value });
  }
  for (const { lo, hi } of columns) if (lo && hi && order(lo, hi) > 0) return undefined;

  const pivot = (basic: number, entering: number, target: Nudged): void => {
    const row = tableau.get(basic)!;
    const by = row.get(entering)!;
    const before = columns[basic]!.value;
    const step: Nudged = { c: divide(subtract(target.c, before.c), by), k: divide(subtract(target.k, before.k), by) };
    columns[basic]!.value = target;
    columns[entering]!.value = plusTimes(columns[entering]!.value, ONE, step);
    for (const [other, terms] of tableau) {
      const share = terms.get(entering);
      if (other !== basic && share) columns[other]!.value = plusTimes(columns[other]!.value, share, step);
    }
    tableau.delete(basic);
    const solved = new Map<number, Rational>([[basic, divide(ONE, by)]]);
    for (const [column, share] of row) if (column !== entering) solved.set(column, negate(divide(share, by)));
    for (const [other, terms] of tableau) {
      const share = terms.get(entering);
      if (!share) continue;
      const next = new Map(terms);
      next.delete(entering);
      for (const [column, part] of solved) {
        effort.spend(PIVOTED * costOf(part));
        const sum = add(next.get(column) ?? ZERO, multiply(share, part));
        if (sum.n === 0n) next.delete(column);
        else next.set(column, sum);
      }
      tableau.set(other, next);
    }
    tableau.set(entering, solved);
  };

  for (;;) {
    effort.spend(columns.length);
    const basics = [...tableau.keys()].sort((a, b) => a - b);
    const broken = basics.find((i) => {
      const { value, lo, hi } = columns[i]!;
      return (lo && order(value, lo) < 0) || (hi && order(value, hi) > 0);
    });
    if (broken === undefined) break;
    const { value, lo, hi } = columns[broken]!;
    const up = !!lo && order(value, lo) < 0;
    const canMove = (column: number, share: Rational): boolean => {
      const { value: v, lo: l, hi: h } = columns[column]!;
      return share.n > 0n === up ? !h || order(v, h) < 0 : !l || order(v, l) > 0;
    };
    const entering = [...tableau.get(broken)!].sort(([a], [b]) => a - b).find(([column, share]) => canMove(column, share));
    if (!entering) return undefined;
    pivot(broken, entering[0], up ? lo! : hi!);
  }
  // every bound holds with infinitely small steps; find a real one that is small enough for all
  let step = ONE;
  const leaveRoom = (above: Nudged, below: Nudged): void => {
    const [room, shrinks] = [subtract(above.c, below.c), subtract(below.k, above.k)];
    if (room.n <= 0n || shrinks.n <= 0n) return;
    const most = divide(room, multiply(shrinks, integer(2)));
    if (compareR(most, step) < 0) step = most;
  };
  for (const { value, lo, hi } of columns) {
    if (lo) leaveRoom(value, lo);
    if (hi) leaveRoom(hi, value);
  }
  return new Map(ids.map((id, i) => [id, add(columns[i]!.value.c, multiply(step, columns[i]!.value.k))]));
};
