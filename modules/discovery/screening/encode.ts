import { floor, integer, multiply, type Rational } from '../language/rational.ts';

/** Codes of numbers: which of a column's classes (classes.ts) a value lies in. */
export type Coder = {
  readonly cuts: Float64Array;
  /**
   * Whole numbers by table: value − `base` is the place, kept between 1 (below every cut) and `span` (beyond every cut); place 0 is the code of
   * an unknown. undefined where the cuts lie too far apart, or values aren't whole: those are searched.
   */
  readonly table: Uint8Array | undefined;
  readonly base: number;
  readonly span: number;
};

/** Cuts this far apart are searched; closer ones have a table. */
export const WIDEST_TABLE = 1 << 20;

/** Cuts in the column's own units; one that no multiple meets lies between two. */
const scaledCuts = (cuts: readonly Rational[], scale: number): Float64Array =>
  Float64Array.from(cuts, (cut) => {
    const exact = multiply(cut, integer(scale));
    return exact.d === 1n ? Number(exact.n) : Number(floor(exact)) + 0.5;
  });

const codeAmong = (cuts: Float64Array, value: number): number => {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low < cuts.length && cuts[low] === value ? 2 * low + 2 : 2 * low + 1;
};

/** The code at every place; the cuts are passed once. */
const tableOf = (cuts: Float64Array, base: number, span: number): Uint8Array => {
  const table = new Uint8Array(span + 1);
  let passed = 0;
  for (let place = 1; place <= span; place += 1) {
    while (passed < cuts.length && cuts[passed]! < base + place) passed += 1;
    table[place] = cuts[passed] === base + place ? 2 * passed + 2 : 2 * passed + 1;
  }
  return table;
};

/** @param whole every value that will be coded is a whole number, or infinite */
export const coderOf = (exact: readonly Rational[], scale: number, whole = true): Coder => {
  const cuts = scaledCuts(exact, scale);
  const base = Math.floor(cuts[0] ?? 0) - 2;
  const span = Math.ceil(cuts.at(-1) ?? 0) - base + 1;
  return { cuts, base, span, table: whole && span < WIDEST_TABLE ? tableOf(cuts, base, span) : undefined };
};

export const codeOf = ({ cuts, table, base, span }: Coder, value: number): number => {
  if (!table) return codeAmong(cuts, value);
  const place = value - base;
  return table[place < 1 ? 1 : place > span ? span : place]!;
};

/** A total over households: members of household h stand in rows `start[h]..start[h+1]`. */
export type TotalOf = {
  readonly fn: 'sum' | 'max';
  readonly start: Int32Array;
  /** What an unknown counts for at the least, and at the most. */
  readonly least: number;
  readonly most: number;
};

/** How codes are made for everybody; NaN = unknown. */
export type Encoder = {
  /** @param codes of each listed value, by 1 + its place; 0 = unknown */
  readonly listed: (data: Uint8Array, codes: Uint8Array, into: Uint8Array) => void;
  readonly numbers: (data: Float64Array, coder: Coder, into: Uint8Array) => void;
  /** The households from..to: the code of the least and of the most that the total can be, for every member. */
  readonly total: (
    data: Float64Array,
    total: TotalOf,
    coder: Coder,
    into: { readonly low: Uint8Array; readonly high: Uint8Array },
    from: number,
    to: number,
  ) => void;
};

export const plainEncoder: Encoder = {
  listed: (data, codes, into) => {
    for (let i = 0; i < data.length; i += 1) into[i] = codes[data[i]!]!;
  },
  numbers: (data, coder, into) => {
    const { table, base, span } = coder;
    for (let i = 0; i < data.length; i += 1) {
      const value = data[i]!;
      if (Number.isNaN(value)) into[i] = 0;
      else if (!table) into[i] = codeAmong(coder.cuts, value);
      else {
        const place = value - base;
        into[i] = table[place < 1 ? 1 : Math.min(place, span)]!;
      }
    }
  },
  total: (data, { fn, start, least, most }, coder, { low, high }, from, to) => {
    for (let h = from; h < to; h += 1) {
      const [first, end] = [start[h]!, start[h + 1]!];
      let known = fn === 'sum' ? 0 : Number.NEGATIVE_INFINITY;
      let open = 0;
      for (let row = first; row < end; row += 1) {
        const value = data[row]!;
        if (Number.isNaN(value)) open += 1;
        else known = fn === 'sum' ? known + value : Math.max(known, value);
      }
      const at = (bound: number): number => (open === 0 ? known : fn === 'sum' ? known + open * bound : Math.max(known, bound));
      const one = codeOf(coder, at(least));
      const other = open === 0 ? one : codeOf(coder, at(most));
      // a call of `fill` costs more than the two or three bytes
      for (let row = first; row < end; row += 1) {
        low[row] = one;
        high[row] = other;
      }
    }
  },
};
