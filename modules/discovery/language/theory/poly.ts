import { costOf } from '../effort.ts';
import { add as addR, integer, multiply as multiplyR, negate as negateR, type Rational, sign, ZERO } from '../rational.ts';

/**
 * Polynomials over unknowns. A key is the sorted unknowns of a term joined by `,`; `''` is the constant.
 * Rules are almost always linear; products of two unknowns are kept as terms of their own.
 */
export type Poly = ReadonlyMap<string, Rational>;

export const constant = (value: Rational): Poly => (value.n === 0n ? new Map() : new Map([['', value]]));
export const unknown = (id: number): Poly => new Map([[String(id), integer(1)]]);
export const constantOf = (p: Poly): Rational | undefined => (p.size === 0 ? ZERO : p.size === 1 ? p.get('') : undefined);

/** What it takes to go through its terms once, in steps: long numbers and terms of many factors take longer. */
export const costOfPoly = (p: Poly): number => {
  let cost = 0;
  for (const [key, value] of p) cost += costOf(value) + key.length / 4;
  return cost;
};

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
/** Factors of the longest term. */
export const degreeOf = (p: Poly): number => Math.max(0, ...[...p.keys()].map((key) => unknownsOf(key).length));
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

/** The same polynomial with a linear expression in place of one unknown. */
export const substitute = (p: Poly, id: number, by: Poly): Poly =>
  [...p].reduce<Poly>((sum, [key, value]) => {
    const ids = unknownsOf(key);
    const rest = constant(value);
    return plus(
      sum,
      ids.reduce<Poly>((product, part) => times(product, part === id ? by : unknown(part)), rest),
    );
  }, new Map());
