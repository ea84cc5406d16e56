import type { Dictionary, Fact } from '../language/dictionary.ts';
import { integer, multiply, type Rational } from '../language/rational.ts';
import type { Circuit } from './circuit.ts';
import { type Classes, classOf } from './classes.ts';
import { type Coder, codeOf, coderOf, type Encoder, plainEncoder } from './encode.ts';
import type { TotalGap } from './waiting.ts';

/**
 * One fact of everybody. Numbers are whole multiples of 1/`scale` (money in fen: scale 100), NaN = unknown; dates are days since 1970, NaN = unknown;
 * yes/no and listed values are 1 + their place among `values` (no 1, yes 2), 0 = unknown.
 */
export type RawColumn =
  | { readonly kind: 'number'; readonly data: Float64Array; readonly scale: number }
  | { readonly kind: 'listed'; readonly data: Uint8Array };
/** `start[h]..start[h+1]` are a household's residents: members stand side by side. `ids[row]` is the resident's number outside. */
export type Raw = { readonly size: number; readonly ids: Int32Array; readonly columns: readonly RawColumn[]; readonly start: Int32Array };

/** Rows are screened in blocks of this many, so that a block's bitmaps stay in the first cache. */
export const BLOCK = 512;
export const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

/** Code of each listed value, by 1 + its place. */
const listedTable = (fact: Fact, classes: Classes): Uint8Array => {
  const values = fact.values ?? [false, true];
  return Uint8Array.from([0, ...values.map((value) => classOf(classes, value))]);
};

const bound = (value: Rational | undefined, scale: number, otherwise: number): number =>
  value ? Number(multiply(value, integer(scale)).n) / Number(multiply(value, integer(scale)).d) : otherwise;

const scaleOf = (raw: Raw, fact: number): number => {
  const column = raw.columns[fact]!;
  return column.kind === 'number' ? column.scale : 1;
};
/** The numbers that a total adds up. */
const numbersOf = (raw: Raw, fact: number): Float64Array => {
  const column = raw.columns[fact]!;
  if (column.kind !== 'number') throw new Error(`fact ${fact} has listed values: it is in no total (totals.ts)`);
  return column.data;
};

/** Where a column's codes lie: `share` gives codes that are kept current elsewhere, `place` the bytes for its own (WebAssembly: views of its memory). */
type Placing = {
  readonly place?: (column: number, size: number) => Uint8Array;
  readonly share?: (column: number) => Uint8Array | undefined;
  readonly encoder?: Encoder;
};

/** Byte codes of everybody, kept current with the facts. */
export class Store {
  readonly raw: Raw;
  readonly circuit: Circuit;
  /** One per fact, then two per total (at least, at most); empty where no policy asks. Views of one memory. */
  readonly codes: readonly Uint8Array[];
  readonly dictionary: Dictionary;
  readonly encoder: Encoder;
  /** Is told which codes changed: of this column, rows from..to. */
  watch: ((column: number, from: number, to: number) => void) | undefined;
  private households: Int32Array | undefined;
  private readonly shared: readonly boolean[];
  private readonly coders: readonly (Coder | undefined)[];
  private readonly tables: readonly (Uint8Array | undefined)[];
  private readonly totalCoders: readonly Coder[];
  private readonly bounds: readonly { readonly least: number; readonly most: number }[];

  constructor(raw: Raw, circuit: Circuit, dictionary: Dictionary, { place, share, encoder = plainEncoder }: Placing = {}) {
    this.raw = raw;
    this.circuit = circuit;
    this.dictionary = dictionary;
    this.encoder = encoder;
    const facts = dictionary.facts;
    this.coders = facts.map((_, f) => {
      const [classes, column] = [circuit.classes[f], raw.columns[f]!];
      return classes && 'cuts' in classes && column.kind === 'number' ? coderOf(classes.cuts, column.scale) : undefined;
    });
    this.tables = facts.map((fact, f) =>
      circuit.classes[f] && raw.columns[f]!.kind === 'listed' ? listedTable(fact, circuit.classes[f]) : undefined,
    );
    this.bounds = circuit.totals.map(({ fact }) => {
      const { min, max } = facts[fact]!;
      return {
        least: bound(min, scaleOf(raw, fact), Number.NEGATIVE_INFINITY),
        most: bound(max, scaleOf(raw, fact), Number.POSITIVE_INFINITY),
      };
    });
    this.totalCoders = circuit.totals.map(({ fact, cuts }, t) => {
      const whole = Object.values(this.bounds[t]!).every((end) => Number.isInteger(end) || !Number.isFinite(end));
      return coderOf(cuts, scaleOf(raw, fact), whole);
    });
    const size = padded(raw.size);
    const given = Array.from({ length: facts.length + 2 * circuit.totals.length }, (_, c) => share?.(c));
    this.shared = given.map((codes) => codes !== undefined);
    this.codes = given.map((codes, c) => {
      if (codes) return codes;
      if (c < facts.length && !circuit.classes[c]) return new Uint8Array(0);
      return place ? place(c, size) : new Uint8Array(size);
    });
    for (let f = 0; f < facts.length; f += 1) this.encodeColumn(f);
    this.encodeTotals();
  }

  private householdOf(row: number): number {
    if (!this.households) {
      const { size, start } = this.raw;
      this.households = new Int32Array(size);
      for (let h = 0; h + 1 < start.length; h += 1) this.households.fill(h, start[h]!, start[h + 1]!);
    }
    return this.households[row]!;
  }

  private encodeColumn(fact: number): void {
    if (this.shared[fact]) return;
    const column = this.raw.columns[fact]!;
    const into = this.codes[fact]!;
    const coder = this.coders[fact];
    const table = this.tables[fact];
    if (column.kind === 'number' && coder) this.encoder.numbers(column.data, coder, into);
    else if (column.kind === 'listed' && table) this.encoder.listed(column.data, table, into);
  }

  /** Works out every household total again. */
  encodeTotals(): void {
    for (let t = 0; t < this.circuit.totals.length; t += 1)
      if (!this.shared[this.raw.columns.length + 2 * t]) this.encodeTotal(t, 0, this.raw.start.length - 1);
  }

  /** Recomputes one total for the households from..to. */
  private encodeTotal(t: number, from: number, to: number): void {
    const { fn, fact } = this.circuit.totals[t]!;
    const { start } = this.raw;
    const base = this.raw.columns.length + 2 * t;
    const into = { low: this.codes[base]!, high: this.codes[base + 1]! };
    this.encoder.total(numbersOf(this.raw, fact), { fn, start, ...this.bounds[t]! }, this.totalCoders[t]!, into, from, to);
    this.watch?.(base, start[from]!, start[to]!);
    this.watch?.(base + 1, start[from]!, start[to]!);
  }

  /**
   * What an undecided total of a resident's household still takes.
   * @param set the comparison's codes (circuit.ts)
   */
  gapOf(t: number, row: number, set: Uint8Array): TotalGap {
    const { fn, fact } = this.circuit.totals[t]!;
    const data = numbersOf(this.raw, fact);
    const h = this.householdOf(row);
    let known = fn === 'sum' ? 0 : Number.NEGATIVE_INFINITY;
    let open = 0;
    for (let member = this.raw.start[h]!; member < this.raw.start[h + 1]!; member += 1) {
      const value = data[member]!;
      if (Number.isNaN(value)) open += 1;
      else known = fn === 'sum' ? known + value : Math.max(known, value);
    }
    const own = Number.isNaN(data[row]!);
    const { least, most } = this.bounds[t]!;
    const up = set[set.length - 1] === 1;
    const holds = (value: number): boolean => set[codeOf(this.totalCoders[t]!, value)] === 1;
    /** Fewest answers, all at one bound, that settle it though the rest stand at the other. */
    const toSettle = (answer: number, rest: number, settled: (value: number) => boolean): number => {
      for (let answers = 1; answers < open; answers += 1) {
        // an answer may be as large as one likes, but no sum outweighs a rest without a bound
        if (fn === 'sum' && !Number.isFinite(rest)) continue;
        const value = fn === 'sum' ? known + answers * answer + (open - answers) * rest : Math.max(known, answer, rest);
        if (settled(value)) return answers;
      }
      return open;
    };
    const toRise = toSettle(most, least, up ? holds : (value) => !holds(value));
    const toFall = toSettle(least, most, up ? (value) => !holds(value) : holds);
    return { own, others: open > Number(own), toHold: up ? toRise : toFall, toFail: up ? toFall : toRise };
  }

  /**
   * A fact of one resident is told: the codes follow.
   * @param value in the column's own form (RawColumn)
   * @returns the rows whose verdicts may change: `from` to before `to`
   */
  tell(row: number, fact: number, value: number): { readonly from: number; readonly to: number } {
    const column = this.raw.columns[fact]!;
    column.data[row] = value;
    const coder = this.coders[fact];
    if (coder) this.codes[fact]![row] = Number.isNaN(value) ? 0 : codeOf(coder, value);
    const table = this.tables[fact];
    if (table) this.codes[fact]![row] = table[value]!;
    if (coder || table) this.watch?.(fact, row, row + 1);
    let household = false;
    for (let t = 0; t < this.circuit.totals.length; t += 1) {
      if (this.circuit.totals[t]!.fact !== fact) continue;
      household = true;
      const h = this.householdOf(row);
      this.encodeTotal(t, h, h + 1);
    }
    const h = this.householdOf(row);
    return household ? { from: this.raw.start[h]!, to: this.raw.start[h + 1]! } : { from: row, to: row + 1 };
  }
}
