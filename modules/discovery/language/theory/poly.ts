import {
  add as addR,
  compare,
  integer,
  isInteger,
  multiply as multiplyR,
  negate as negateR,
  type Rational,
  sign,
  ZERO,
} from '../rational.ts';

/**
 * Polynomials over unknowns. A key is the sorted unknowns of a term joined by `,`; `''` is the constant.
 * Rules are almost always linear; products of two unknowns are kept as terms of their own.
 */
export type Poly = ReadonlyMap<string, Rational>;

export const constant = (value: Rational): Poly => (value.n === 0n ? new Map() : new Map([['', value]]));
export const unknown = (id: number): Poly => new Map([[String(id), integer(1)]]);
export const constantOf = (p: Poly): Rational | undefined => (p.size === 0 ? ZERO : p.size === 1 ? p.get('') : undefined);

const put = (into: Map<string, Rational>, key: string, value: Rational): void => {
  const sum = addR(into.get(key) ?? ZERO, value);
  if (sum.n === 0n) into.delete(key);
  else into.set(key, sum);
};
export const plus = (a: Poly, b: Poly): Poly => {
  const out = new Map(a);
  for (const [key, value] of b) put(out, key, value);
  return out;
};
export const scale = (a: Poly, by: Rational): Poly =>
  by.n === 0n ? new Map() : new Map([...a].map(([key, value]) => [key, multiplyR(value, by)]));
export const negate = (a: Poly): Poly => new Map([...a].map(([key, value]) => [key, negateR(value)]));
export const minus = (a: Poly, b: Poly): Poly => plus(a, negate(b));

export const unknownsOf = (key: string): number[] => (key === '' ? [] : key.split(',').map(Number));
export const times = (a: Poly, b: Poly): Poly => {
  const out = new Map<string, Rational>();
  for (const [ka, va] of a)
    for (const [kb, vb] of b) {
      const key = [...unknownsOf(ka), ...unknownsOf(kb)].sort((x, y) => x - y).join(',');
      put(out, key, multiplyR(va, vb));
    }
  return out;
};

/** The polynomial with leading coefficient 1, and the factor's sign that was taken out: the same comparison always has the same text. */
export const canonical = (p: Poly): { readonly text: string; readonly flipped: boolean } => {
  const keys = [...p.keys()].filter((key) => key !== '').sort();
  const lead = p.get(keys[0]!)!;
  const factor = { n: sign(lead) < 0 ? -lead.d : lead.d, d: sign(lead) < 0 ? -lead.n : lead.n };
  const part = (key: string): string => {
    const value = multiplyR(p.get(key)!, factor);
    return `${value.n}/${value.d}*${key}`;
  };
  return { text: [...keys, ...(p.has('') ? [''] : [])].map(part).join('+'), flipped: sign(lead) < 0 };
};

/** A range of reals; a missing end is unbounded. */
export type Interval = { readonly lo?: Rational; readonly loOpen?: boolean; readonly hi?: Rational; readonly hiOpen?: boolean };
export const EVERYTHING: Interval = {};
export const point = (value: Rational): Interval => ({ lo: value, hi: value });

export const isEmpty = ({ lo, hi, loOpen, hiOpen }: Interval): boolean => {
  if (!lo || !hi) return false;
  const order = compare(lo, hi);
  return order > 0 || (order === 0 && !!(loOpen || hiOpen));
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
  const lo = a.lo && multiplyR(a.lo, by);
  const hi = a.hi && multiplyR(a.hi, by);
  return sign(by) >= 0 ? { lo, loOpen: a.loOpen, hi, hiOpen: a.hiOpen } : { lo: hi, loOpen: a.hiOpen, hi: lo, hiOpen: a.loOpen };
};
export const sumIntervals = (a: Interval, b: Interval): Interval => ({
  lo: a.lo && b.lo ? addR(a.lo, b.lo) : undefined,
  loOpen: a.loOpen || b.loOpen,
  hi: a.hi && b.hi ? addR(a.hi, b.hi) : undefined,
  hiOpen: a.hiOpen || b.hiOpen,
});

/** Outer bounds of a product, ends taken as reachable: enough to prove, never used to claim. */
export const productInterval = (a: Interval, b: Interval): Interval => {
  const zero = (i: Interval): boolean => !!i.lo && !!i.hi && i.lo.n === 0n && i.hi.n === 0n;
  if (zero(a) || zero(b)) return point(ZERO);
  const nonNegative = (i: Interval): boolean => !!i.lo && sign(i.lo) >= 0;
  if (a.lo && a.hi && b.lo && b.hi) {
    const all = [multiplyR(a.lo, b.lo), multiplyR(a.lo, b.hi), multiplyR(a.hi, b.lo), multiplyR(a.hi, b.hi)].sort(compare);
    return { lo: all[0], hi: all[3] };
  }
  if (nonNegative(a) && nonNegative(b)) return { lo: multiplyR(a.lo!, b.lo!), hi: undefined };
  return EVERYTHING;
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
