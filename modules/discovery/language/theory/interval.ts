import { add, compare, divide, integer, isInteger, multiply, power, type Rational, sign, ZERO } from '../rational.ts';

/** A range of reals; a missing end is unbounded. */
export type Interval = { readonly lo?: Rational; readonly loOpen?: boolean; readonly hi?: Rational; readonly hiOpen?: boolean };
export const EVERYTHING: Interval = {};
export const point = (value: Rational): Interval => ({ lo: value, hi: value });

export const isEmpty = ({ lo, hi, loOpen, hiOpen }: Interval): boolean => {
  if (!lo || !hi) return false;
  const order = compare(lo, hi);
  return order > 0 || (order === 0 && !!(loOpen || hiOpen));
};
/** The only value of a range that has just one. */
export const pointOf = ({ lo, hi, loOpen, hiOpen }: Interval): Rational | undefined =>
  lo && hi && !loOpen && !hiOpen && compare(lo, hi) === 0 ? lo : undefined;
export const holds = ({ lo, hi, loOpen, hiOpen }: Interval, value: Rational): boolean => {
  const low = lo ? compare(value, lo) : 1;
  const high = hi ? compare(value, hi) : -1;
  return (low > 0 || (low === 0 && !loOpen)) && (high < 0 || (high === 0 && !hiOpen));
};

export const intersect = (a: Interval, b: Interval): Interval => {
  let { lo, loOpen, hi, hiOpen } = a;
  if (b.lo) {
    const order = lo ? compare(b.lo, lo) : 1;
    if (order > 0) [lo, loOpen] = [b.lo, b.loOpen];
    else if (order === 0) loOpen = loOpen || b.loOpen;
  }
  if (b.hi) {
    const order = hi ? compare(b.hi, hi) : -1;
    if (order < 0) [hi, hiOpen] = [b.hi, b.hiOpen];
    else if (order === 0) hiOpen = hiOpen || b.hiOpen;
  }
  return { lo, loOpen, hi, hiOpen };
};

export const shiftScale = (a: Interval, by: Rational): Interval => {
  const lo = a.lo && multiply(a.lo, by);
  const hi = a.hi && multiply(a.hi, by);
  return sign(by) >= 0 ? { lo, loOpen: a.loOpen, hi, hiOpen: a.hiOpen } : { lo: hi, loOpen: a.hiOpen, hi: lo, hiOpen: a.loOpen };
};
export const sumIntervals = (a: Interval, b: Interval): Interval => ({
  lo: a.lo && b.lo ? add(a.lo, b.lo) : undefined,
  loOpen: a.loOpen || b.loOpen,
  hi: a.hi && b.hi ? add(a.hi, b.hi) : undefined,
  hiOpen: a.hiOpen || b.hiOpen,
});

/** A corner of a range of results: `far` says which infinity, 0 none. */
type Corner = { readonly far: -1 | 0 | 1; readonly value: Rational; readonly open: boolean };
const cornersOf = ({ lo, hi, loOpen, hiOpen }: Interval): readonly [Corner, Corner] => [
  lo ? { far: 0, value: lo, open: !!loOpen } : { far: -1, value: ZERO, open: true },
  hi ? { far: 0, value: hi, open: !!hiOpen } : { far: 1, value: ZERO, open: true },
];
const order = (a: Corner, b: Corner): number => a.far - b.far || (a.far === 0 ? compare(a.value, b.value) : 0);
/** The range between the least and the greatest corner; an end is reached if some corner there is. */
const spanOf = (corners: readonly Corner[]): Interval => {
  const sorted = [...corners].sort(order);
  const end = (at: Corner): { value?: Rational; open?: boolean } =>
    at.far === 0 ? { value: at.value, open: sorted.every((c) => order(c, at) !== 0 || c.open) } : {};
  const [low, high] = [end(sorted[0]!), end(sorted.at(-1)!)];
  return { lo: low.value, loOpen: low.open, hi: high.value, hiOpen: high.open };
};

/** All products of two unrelated numbers, exactly. */
export const productInterval = (a: Interval, b: Interval): Interval => {
  const corners: Corner[] = cornersOf(a).flatMap((x) =>
    cornersOf(b).map((y): Corner => {
      const [sx, sy] = [x.far || sign(x.value), y.far || sign(y.value)];
      if (x.far === 0 && y.far === 0) return { far: 0, value: multiply(x.value, y.value), open: x.open || y.open };
      return sx * sy === 0 ? { far: 0, value: ZERO, open: true } : { far: sx * sy > 0 ? 1 : -1, value: ZERO, open: true };
    }),
  );
  if (holds(a, ZERO) || holds(b, ZERO)) corners.push({ far: 0, value: ZERO, open: false });
  return spanOf(corners);
};

/** All values of α·x² + β·x for x in a range, exactly. */
export const quadraticInterval = (alpha: Rational, beta: Rational, range: Interval): Interval => {
  const at = (x: Rational): Rational => add(multiply(alpha, multiply(x, x)), multiply(beta, x));
  const corners: Corner[] = cornersOf(range).map((end) =>
    end.far === 0 ? { ...end, value: at(end.value) } : { far: sign(alpha) > 0 ? 1 : -1, value: ZERO, open: true },
  );
  const vertex = divide(multiply(beta, integer(-1)), multiply(alpha, integer(2)));
  if (holds(range, vertex)) corners.push({ far: 0, value: at(vertex), open: false });
  return spanOf(corners);
};

/** All values of x to a whole power ≥ 1, exactly. */
export const powerInterval = (a: Interval, exponent: number): Interval => {
  if (exponent === 1) return a;
  const raised = (x: Rational): Rational => power(x, BigInt(exponent));
  const corners: Corner[] = cornersOf(a).map((end) =>
    end.far === 0 ? { ...end, value: raised(end.value) } : { ...end, far: exponent % 2 === 0 ? 1 : end.far },
  );
  if (holds(a, ZERO)) corners.push({ far: 0, value: ZERO, open: false });
  return spanOf(corners);
};

/** Only whole numbers: ends move inward. */
export const toIntegers = ({ lo, loOpen, hi, hiOpen }: Interval): Interval => {
  const up = lo && (isInteger(lo) ? lo.n + (loOpen ? 1n : 0n) : lo.n >= 0n ? lo.n / lo.d + 1n : lo.n / lo.d);
  const down = hi && (isInteger(hi) ? hi.n - (hiOpen ? 1n : 0n) : hi.n >= 0n ? hi.n / hi.d : hi.n / hi.d - 1n);
  return { lo: up === undefined ? undefined : integer(up), hi: down === undefined ? undefined : integer(down) };
};

/** The smallest range that holds both. */
export const hull = (a: Interval, b: Interval): Interval => {
  const low = a.lo && b.lo ? compare(a.lo, b.lo) : undefined;
  const high = a.hi && b.hi ? compare(a.hi, b.hi) : undefined;
  return {
    ...(low === undefined ? {} : { lo: low <= 0 ? a.lo : b.lo, loOpen: low < 0 ? a.loOpen : low > 0 ? b.loOpen : a.loOpen && b.loOpen }),
    ...(high === undefined
      ? {}
      : { hi: high >= 0 ? a.hi : b.hi, hiOpen: high > 0 ? a.hiOpen : high < 0 ? b.hiOpen : a.hiOpen && b.hiOpen }),
  };
};
