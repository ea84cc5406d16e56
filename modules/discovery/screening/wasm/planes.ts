import type { Circuit, Test } from '../circuit.ts';

/**
 * Codes lie in memory a bit at a time: plane k of a column holds bit k of everybody's code, so one instruction works on 128 residents.
 * A test (is the code in this set?) then is a few *and*s and *or*s of planes, shared between the tests of a column.
 */
export type Op =
  | { readonly k: 'plane'; readonly bit: number }
  | { readonly k: 'and' | 'or' | 'andNot'; readonly a: number; readonly b: number }
  | { readonly k: 'select'; readonly a: number; readonly b: number; readonly by: number };

/** A column's tests as operations on its planes; each one is a register. */
export type Formulas = {
  readonly ops: readonly Op[];
  /** By test its register. */
  readonly results: ReadonlyMap<number, number>;
};

export const planesOf = (codes: number): number => Math.max(1, Math.ceil(Math.log2(codes)));

/** A test is worked out for the set or for what is not in it, whichever leaves out code 1: `a < 5` and `a >= 5` are one formula. */
export const isTurned = ({ in: set }: Test): boolean => set[1] === 1;
const kept = (test: Test): readonly number[] => {
  const turned = isTurned(test);
  return Array.from(test.in, (inside, code) => (code === 0 ? 0 : turned ? 1 - inside : inside));
};

const ZERO = -1;
const ONES = -2;
/** Neither wanted nor unwanted: no resident has this code. */
const ANY = 2;

class Builder {
  readonly ops: Op[] = [];
  private readonly known = new Map<string, number>();

  private op(op: Op): number {
    const text = JSON.stringify(op);
    const before = this.known.get(text);
    if (before !== undefined) return before;
    const at = this.ops.push(op) - 1;
    this.known.set(text, at);
    return at;
  }

  /** The codes below 2^bits by `wanted`, split by their highest bit. */
  formula(wanted: readonly number[], bits: number): number {
    if (wanted.every((w) => w !== 1)) return ZERO;
    if (wanted.every((w) => w !== 0)) return ONES;
    const [low, high] = [wanted.slice(0, wanted.length / 2), wanted.slice(wanted.length / 2)];
    if (low.every((w, i) => w === ANY || high[i] === ANY || w === high[i]))
      return this.formula(
        low.map((w, i) => (w === ANY ? high[i]! : w)),
        bits - 1,
      );
    const [zero, one] = [this.formula(low, bits - 1), this.formula(high, bits - 1)];
    const bit = this.op({ k: 'plane', bit: bits - 1 });
    if (zero === ZERO) return one === ONES ? bit : this.op({ k: 'and', a: bit, b: one });
    if (one === ONES) return this.op({ k: 'or', a: bit, b: zero });
    if (one === ZERO && zero !== ONES) return this.op({ k: 'andNot', a: zero, b: bit });
    return this.op({ k: 'select', a: one, b: zero, by: bit });
  }
}
/** Registers below 0 are all zeros and all ones. */
export const isZero = (register: number): boolean => register === ZERO;

/** Formulas of every column that the tests read. */
export const formulasOf = (circuit: Circuit, tests: readonly number[]): ReadonlyMap<number, Formulas> => {
  const byColumn = new Map<number, number[]>();
  for (const of of tests) {
    const { column } = circuit.tests[of]!;
    byColumn.set(column, [...(byColumn.get(column) ?? []), of]);
  }
  return new Map(
    [...byColumn].map(([column, own]) => {
      const builder = new Builder();
      const results = new Map<number, number>();
      for (const of of own) {
        const inside = kept(circuit.tests[of]!);
        const bits = planesOf(inside.length);
        const wanted = Array.from({ length: 1 << bits }, (_, code) => inside[code] ?? ANY);
        results.set(of, builder.formula(wanted, bits));
      }
      return [column, { ops: builder.ops, results }];
    }),
  );
};
