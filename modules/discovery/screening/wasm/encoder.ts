import { type Coder, type Encoder, plainEncoder, WIDEST_TABLE } from '../encode.ts';
import type { Exports } from './api.ts';
import { F64, type Fn, I32, V128, wasm as w } from './binary.ts';

/** Rows that are copied in at a time: they stay in the second cache. */
const ROWS = 1 << 14;
/** Households of one such piece. */
const HOMES = ROWS;

/** What the encoder needs of the memory: a table of codes, a piece of raw values, and where its households begin. */
export const STAGE = { table: WIDEST_TABLE + 64, values: (ROWS + 1) * 8, starts: (HOMES + 1) * 4 } as const;
export type Stage = { readonly table: number; readonly values: number; readonly starts: number };

/** The place of a number in the table, left on the stack: never 0, which is for unknowns. */
const place = (value: number[], base: number, span: number, local: number): number[] => [
  ...[...value, ...w.get(base), ...w.f64Subtract, ...w.i32FromF64, ...w.set(local)],
  ...[...w.i32(1), ...w.get(local), ...w.get(local), ...w.i32(1), ...w.i32LessSigned, ...w.choose, ...w.set(local)],
  ...[...w.get(span), ...w.get(local), ...w.get(local), ...w.get(span), ...w.i32GreaterSigned, ...w.choose],
];
const isKnown = (value: number): number[] => [...w.get(value), ...w.get(value), ...w.f64Equal];

/** Added to a small whole number, its low 32 bits are that number. */
const TO_BITS = 2 ** 52;

/** `encode(from, end, out, base, span)`: codes of the values at from..end, two at a time; of none, place 0. No branch: every fifth value is unknown, at random. */
const encodeFunction = (stage: Stage): Fn => {
  const [from, end, out, base, span, value] = [0, 1, 2, 3, 4, 5];
  const both = (x: number[]): number[] => [...x, ...w.f64Twice];
  const code = (lane: number): number[] => [...w.get(value), ...w.i32Lane(lane), ...w.i32Load8(stage.table), ...w.i32Store8(lane / 2)];
  const body = [
    ...[...w.get(from), ...w.v128Load(0), ...both(w.get(base)), ...w.f64x2Subtract, ...w.set(value)],
    ...[...both(w.get(span)), ...both(w.f64(1)), ...w.get(value), ...w.f64x2Larger, ...w.f64x2Smaller],
    ...[...w.get(value), ...w.get(value), ...w.f64x2Equal, ...w.and],
    ...[...both(w.f64(TO_BITS)), ...w.f64x2Add, ...w.set(value)],
    ...[...w.get(out), ...code(0), ...w.get(out), ...code(2)],
    ...[...w.get(from), ...w.i32(16), ...w.i32Add, ...w.set(from)],
    ...[...w.get(out), ...w.i32(2), ...w.i32Add, ...w.set(out)],
  ];
  return {
    name: 'encode',
    params: [I32, I32, I32, F64, F64],
    results: [],
    locals: [V128],
    body: w.whileTrue([...w.get(from), ...w.get(end), ...w.i32LessUnsigned], body),
  };
};

/** `sum` and `max(home, lastHome, value, low, high, base, span, least, most)`: codes of both ends of every household's total. */
const totalFunction = (name: 'sum' | 'max', stage: Stage): Fn => {
  const [home, last, value, low, high, base, span, least, most] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [known, open, left, one, other, x, at] = [9, 10, 11, 12, 13, 14, 15];
  const nothing = name === 'sum' ? 0 : Number.NEGATIVE_INFINITY;
  const join = name === 'sum' ? w.f64Add : w.f64Max;
  const members = [
    ...[...w.get(home), ...w.i32Load(stage.starts + 4), ...w.get(home), ...w.i32Load(stage.starts), ...w.i32Subtract, ...w.set(left)],
  ];
  const next = (local: number, by: number): number[] => [...w.get(local), ...w.i32(by), ...w.i32Add, ...w.set(local)];
  const down = [...w.get(left), ...w.i32(1), ...w.i32Subtract, ...w.set(left)];
  const bounded = (bound: number): number[] =>
    name === 'sum' ? [...w.get(open), ...w.f64FromI32, ...w.get(bound), ...w.f64Multiply] : w.get(bound);
  const end = (bound: number): number[] => [
    ...[...w.get(known), ...bounded(bound), ...join, ...w.get(known), ...w.get(open), ...w.choose, ...w.set(x)],
    ...[...place(w.get(x), base, span, at), ...w.i32Load8(stage.table)],
  ];
  const body = [
    ...[...w.f64(nothing), ...w.set(known), ...w.i32(0), ...w.set(open)],
    ...members,
    ...w.whileTrue(w.get(left), [
      ...[...w.get(value), ...w.f64Load(0), ...w.set(x)],
      ...[...w.get(known), ...w.get(x), ...w.f64(nothing), ...isKnown(x), ...w.choose, ...join, ...w.set(known)],
      ...[...w.get(open), ...w.get(x), ...w.get(x), ...w.f64Differ, ...w.i32Add, ...w.set(open)],
      ...next(value, 8),
      ...down,
    ]),
    ...[...end(least), ...w.set(one), ...end(most), ...w.set(other)],
    ...members,
    ...w.whileTrue(w.get(left), [
      ...[...w.get(low), ...w.get(one), ...w.i32Store8(0), ...w.get(high), ...w.get(other), ...w.i32Store8(0)],
      ...next(low, 1),
      ...next(high, 1),
      ...down,
    ]),
    ...next(home, 4),
  ];
  return {
    name,
    params: [I32, I32, I32, I32, I32, F64, I32, F64, F64],
    results: [],
    locals: [F64, I32, I32, I32, I32, F64, I32],
    body: w.whileTrue([...w.get(home), ...w.get(last), ...w.i32LessUnsigned], body),
  };
};

/** `relabel(from, end)`: bytes below 16 become those of the table, sixteen at a time, where they stand. */
const relabelFunction = (stage: Stage): Fn => {
  const [from, end, table] = [0, 1, 2];
  const body = [
    ...[...w.get(from), ...w.get(table), ...w.get(from), ...w.v128Load(0), ...w.bytesPick, ...w.v128Store(0)],
    ...[...w.get(from), ...w.i32(16), ...w.i32Add, ...w.set(from)],
  ];
  return {
    name: 'relabel',
    params: [I32, I32],
    results: [],
    locals: [V128],
    body: [
      ...[...w.i32(0), ...w.v128Load(stage.table), ...w.set(table)],
      ...w.whileTrue([...w.get(from), ...w.get(end), ...w.i32LessUnsigned], body),
    ],
  };
};

export const encoderFunctions = (stage: Stage): readonly Fn[] => [
  relabelFunction(stage),
  encodeFunction(stage),
  totalFunction('sum', stage),
  totalFunction('max', stage),
];

/**
 * Makes codes in the memory that they are swept in; what has no table, or lies elsewhere, goes the plain way.
 * @param buffer the memory as it was at first: a memory that grew gives another object for the same bytes
 */
export const wasmEncoder = (buffer: SharedArrayBuffer, wasm: Exports, stage: Stage): Encoder => {
  const values = new Float64Array(buffer, stage.values, ROWS + 1);
  const starts = new Int32Array(buffer, stage.starts, HOMES + 1);
  const within = (codes: Uint8Array): boolean => codes.buffer === buffer;
  const setTable = (table: Uint8Array): void => new Uint8Array(buffer, stage.table, table.length).set(table);
  return {
    listed: (data, codes, into) => {
      if (codes.length > 16 || !within(into)) return plainEncoder.listed(data, codes, into);
      setTable(codes);
      into.set(data);
      // rows past the last resident are 0 and stay unknown: the first code is
      wasm.relabel(into.byteOffset, into.byteOffset + into.length);
    },
    numbers: (data, coder: Coder, into) => {
      if (!coder.table || !within(into)) return plainEncoder.numbers(data, coder, into);
      setTable(coder.table);
      for (let from = 0; from < data.length; from += ROWS) {
        const rows = Math.min(ROWS, data.length - from);
        values.set(data.subarray(from, from + rows));
        // two at a time: an odd last one is followed by an unknown, as the rows past the last resident are
        values[rows] = Number.NaN;
        wasm.encode(stage.values, stage.values + 8 * rows, into.byteOffset + from, coder.base, coder.span);
      }
    },
    total: (data, total, coder, into, from, to) => {
      const { fn, start, least, most } = total;
      if (to - from === 1 || !coder.table || !within(into.low) || !within(into.high))
        return plainEncoder.total(data, total, coder, into, from, to);
      setTable(coder.table);
      for (let home = from; home < to; ) {
        let last = Math.min(to, home + HOMES);
        // halved until the piece fits; one household larger than a piece goes the plain way
        while (start[last]! - start[home]! > ROWS && last > home + 1) last = home + ((last - home) >> 1);
        const row = start[home]!;
        if (start[last]! - row > ROWS) plainEncoder.total(data, total, coder, into, home, last);
        else {
          values.set(data.subarray(row, start[last]));
          starts.set(start.subarray(home, last + 1));
          const [low, high] = [into.low.byteOffset + row, into.high.byteOffset + row];
          wasm[fn](0, 4 * (last - home), stage.values, low, high, coder.base, coder.span, least, most);
        }
        home = last;
      }
    },
  };
};
