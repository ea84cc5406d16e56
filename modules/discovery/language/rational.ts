/**
 * Exact numbers: a fraction of two bigints in lowest terms, the denominator positive.
 * Money and decimals never touch a float: `0.1 + 0.2 = 0.3` is true here.
 */
export type Rational = { readonly n: bigint; readonly d: bigint };

const gcd = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** The fraction `n/d`. @throws RangeError when d is 0: callers decide what a division by zero means */
export const fraction = (n: bigint, d: bigint): Rational => {
  if (d === 1n) return { n, d };
  if (d === 0n) throw new RangeError('fraction with denominator 0');
  const sign = d < 0n ? -1n : 1n;
  const common = gcd(n, d);
  return { n: (sign * n) / common, d: (sign * d) / common };
};
export const integer = (n: number | bigint): Rational => ({ n: BigInt(n), d: 1n });
export const ZERO: Rational = integer(0);
export const ONE: Rational = integer(1);

export const add = (a: Rational, b: Rational): Rational =>
  a.d === 1n && b.d === 1n ? { n: a.n + b.n, d: 1n } : fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational =>
  a.d === 1n && b.d === 1n ? { n: a.n * b.n, d: 1n } : fraction(a.n * b.n, a.d * b.d);
/** @throws RangeError when b is 0 */
export const divide = (a: Rational, b: Rational): Rational => fraction(a.n * b.d, a.d * b.n);
export const sign = (a: Rational): -1 | 0 | 1 => (a.n > 0n ? 1 : a.n < 0n ? -1 : 0);
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
};
export const equal = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;
export const isInteger = (a: Rational): boolean => a.d === 1n;
export const floor = (a: Rational): bigint => {
  const quotient = a.n / a.d;
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
};
export const ceiling = (a: Rational): bigint => -floor(negate(a));
/** Toward zero. */
export const truncate = (a: Rational): bigint => a.n / a.d;

/** `a` to a whole power. @throws RangeError for 0 to a negative power */
export const power = (a: Rational, exponent: bigint): Rational =>
  exponent >= 0n ? { n: a.n ** exponent, d: a.d ** exponent } : fraction(a.d ** -exponent, a.n ** -exponent);

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** A decimal text such as `-12.50`, `.5`, `1.2e4`; undefined when it isn't one. */
export const parseDecimal = (text: string): Rational | undefined => {
  const found = DECIMAL.exec(text);
  if (!found) return undefined;
  const [, minus, whole = '', part = '', exponent = '0'] = found;
  if (whole === '' && part === '') return undefined;
  const digits = BigInt(whole + part) * (minus === '-' ? -1n : 1n);
  const scale = Number(exponent) - part.length;
  return scale >= 0 ? { n: digits * 10n ** BigInt(scale), d: 1n } : fraction(digits, 10n ** BigInt(-scale));
};

/** As a person writes it: `1234.5`; a fraction that never ends is cut after 10 places and marked `…`. */
export const decimalText = (a: Rational): string => {
  if (a.d === 1n) return a.n.toString();
  const minus = a.n < 0n ? '-' : '';
  const n = a.n < 0n ? -a.n : a.n;
  let rest = n % a.d;
  let places = '';
  while (rest !== 0n && places.length < 10) {
    rest *= 10n;
    places += (rest / a.d).toString();
    rest %= a.d;
  }
  return `${minus}${n / a.d}.${places}${rest === 0n ? '' : '…'}`;
};
