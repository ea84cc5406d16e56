import type { Circuit, Program, Test } from '../circuit.ts';
import { BLOCK } from '../store.ts';
import { type Fn, I32, I64, moduleOf, V128, wasm as w } from './binary.ts';

/** Where things lie in the memory, in bytes. */
export type Layout = {
  readonly columns: readonly number[];
  readonly sure: readonly number[];
  readonly possible: readonly number[];
  /** Byte n sixteen times, for every n: 4 KB. */
  readonly bytes: number;
  readonly ids: number;
  /** The lists, one after another. */
  readonly out: number;
  readonly pages: number;
};

/** Bytes of one bitmap of a block. */
const BITMAP = BLOCK / 8;
/** Policies per function: small enough for the optimising compiler. */
const PER_FUNCTION = 8;

/** Whether codes `v` lie in the set: one comparison per run of codes. Leaves 16 bytes of 0 or 255. */
const inSet = (v: number[], set: Uint8Array, layout: Layout): number[] => {
  // read from memory: engines build a 128-bit constant out of four instructions each time
  const bytes = (value: number): number[] => [...w.i32(0), ...w.v128Load(layout.bytes + 16 * value)];
  const runs: [number, number][] = [];
  for (let code = 1; code < set.length; code += 1) {
    if (!set[code]) continue;
    const last = runs.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else runs.push([code, code]);
  }
  const parts = runs.map(([low, high]) => {
    if (low === high) return [...v, ...bytes(low), ...w.bytesEqual];
    if (high === set.length - 1) return [...v, ...bytes(low), ...w.bytesAtLeast];
    return [...v, ...bytes(low), ...w.bytesSubtract, ...bytes(high - low), ...w.bytesAtMost];
  });
  return parts.flatMap((part, i) => (i === 0 ? part : [...part, ...w.or]));
};

type Scratch = { readonly test: ReadonlyMap<number, number>; readonly unknown: ReadonlyMap<number, number> };

/** Turns a block's codes into one bitmap per test and per fact that may be unknown. */
const scanFunction = (tests: readonly Test[], scratch: Scratch, layout: Layout): Fn => {
  const [row, j, v, shifted] = [0, 1, 2, 3];
  const columns = [...new Set([...[...scratch.test.keys()].map((t) => tests[t]!.column), ...scratch.unknown.keys()])];
  const body = columns.flatMap((column) => {
    const store = (offset: number, bytes: number[]): number[] => [...w.get(shifted), ...bytes, ...w.bitmask, ...w.i32Store16(offset)];
    const made: number[] = [
      ...w.get(row),
      ...w.get(j),
      ...w.i32Add,
      ...w.v128Load(layout.columns[column]!),
      ...w.set(v),
      ...w.get(j),
      ...w.i32(3),
      ...w.i32ShiftRight,
      ...w.set(shifted),
    ];
    for (const [test, offset] of scratch.test)
      if (tests[test]!.column === column) made.push(...store(offset, inSet(w.get(v), tests[test]!.in, layout)));
    const unknown = scratch.unknown.get(column);
    if (unknown !== undefined) made.push(...store(unknown, [...w.get(v), ...w.bytes(0), ...w.bytesEqual]));
    return [
      ...w.i32(0),
      ...w.set(j),
      ...w.loop([...made, ...w.get(j), ...w.i32(16), ...w.i32Add, ...w.tee(j), ...w.i32(BLOCK), ...w.i32LessUnsigned]),
    ];
  });
  return { params: [I32], results: [], locals: [I32, V128, I32], body };
};

/** Combines a block's bitmaps into those of some policies, 128 residents at a time. */
const logicFunction = (policies: readonly number[], programs: readonly (Program | undefined)[], scratch: Scratch, layout: Layout): Fn => {
  const [row, lane, out] = [0, 1, 2];
  const firstRegister = 3;
  const body = policies.flatMap((policy) => {
    const { steps, sure, possible } = programs[policy]!;
    const register = (r: number): number[] => w.get(firstRegister + r);
    const made = steps.flatMap((step, r) => {
      const value =
        'of' in step
          ? [...w.get(lane), ...w.v128Load((step.op === 'test' ? scratch.test : scratch.unknown).get(step.of)!)]
          : step.op === 'none'
            ? w.bytes(0)
            : step.op === 'all'
              ? w.bytes(255)
              : step.op === 'not'
                ? [...register(step.a), ...w.not]
                : [...register(step.a), ...register(step.b), ...(step.op === 'and' ? w.and : w.or)];
      return [...value, ...w.set(firstRegister + r)];
    });
    return [
      ...made,
      ...w.get(out),
      ...register(sure),
      ...w.v128Store(layout.sure[policy]!),
      ...w.get(out),
      ...register(possible),
      ...w.v128Store(layout.possible[policy]!),
    ];
  });
  const most = Math.max(...policies.map((p) => programs[p]!.steps.length));
  const next = [
    ...w.get(out),
    ...w.i32(16),
    ...w.i32Add,
    ...w.set(out),
    ...w.get(lane),
    ...w.i32(16),
    ...w.i32Add,
    ...w.tee(lane),
    ...w.i32(BITMAP),
    ...w.i32LessUnsigned,
  ];
  return {
    params: [I32],
    results: [],
    locals: [I32, I32, ...new Array<number>(most).fill(V128)],
    body: [...w.get(row), ...w.i32(3), ...w.i32ShiftRight, ...w.set(out), ...w.loop([...body, ...next])],
  };
};

/** `lists(sure, possible, end, out)`: writes the ids of rows possible and not sure; with possible = 0, of rows sure. Returns where it stopped. */
const idsFunction = (name: string, onlySure: boolean, layout: Layout): Fn => {
  const [sure, possible, end, out, word, at] = [0, 1, 2, 3, 4, 5];
  const load = onlySure
    ? [...w.get(sure), ...w.i64Load(0)]
    : [...w.get(possible), ...w.i64Load(0), ...w.get(sure), ...w.i64Load(0), ...w.i64(-1), ...w.i64Xor, ...w.i64And];
  const one = [
    ...w.get(out),
    ...[
      ...w.get(at),
      ...w.get(word),
      ...w.i64TrailingZeros,
      ...w.i32WrapI64,
      ...w.i32(2),
      ...w.i32ShiftLeft,
      ...w.i32Add,
      ...w.i32Load(layout.ids),
    ],
    ...w.i32Store(0),
    ...[...w.get(out), ...w.i32(4), ...w.i32Add, ...w.set(out)],
    ...[...w.get(word), ...w.get(word), ...w.i64(1), ...w.i64Subtract, ...w.i64And, ...w.set(word)],
  ];
  const step = (local: number, by: number): number[] => [...w.get(local), ...w.i32(by), ...w.i32Add, ...w.set(local)];
  const body = [
    ...w.whileTrue(
      [...w.get(sure), ...w.get(end), ...w.i32LessUnsigned],
      [
        ...load,
        ...w.set(word),
        ...w.whileTrue([...w.get(word), ...w.i64IsZero, 0x45], one),
        ...step(sure, 8),
        ...step(possible, 8),
        ...step(at, 256),
      ],
    ),
    ...w.get(out),
  ];
  return { name, params: [I32, I32, I32, I32], results: [I32], locals: [I64, I32], body };
};

/** `count(sure, possible, end)`: rows possible and not sure, or sure. */
const countFunction = (name: string, onlySure: boolean): Fn => {
  const [sure, possible, end, sum] = [0, 1, 2, 3];
  const load = onlySure
    ? [...w.get(sure), ...w.i64Load(0)]
    : [...w.get(possible), ...w.i64Load(0), ...w.get(sure), ...w.i64Load(0), ...w.i64(-1), ...w.i64Xor, ...w.i64And];
  const step = (local: number): number[] => [...w.get(local), ...w.i32(8), ...w.i32Add, ...w.set(local)];
  const body = [
    ...w.whileTrue(
      [...w.get(sure), ...w.get(end), ...w.i32LessUnsigned],
      [...w.get(sum), ...load, ...w.i64CountOnes, ...w.i64Add, ...w.set(sum), ...step(sure), ...step(possible)],
    ),
    ...w.get(sum),
    ...w.i32WrapI64,
  ];
  return { name, params: [I32, I32, I32], results: [I32], locals: [I64], body };
};

/** The module for some policies: `sweep(from, to)` over rows (whole blocks), and the functions that read results. */
export const generate = (circuit: Circuit, policies: readonly number[], layout: Layout, scratchAt: number): Uint8Array<ArrayBuffer> => {
  const real = policies.filter((p) => circuit.programs[p]);
  const steps = real.flatMap((p) => circuit.programs[p]!.steps);
  const place = (op: 'test' | 'unknown', from: number): Map<number, number> =>
    new Map([...new Set(steps.flatMap((s) => (s.op === op ? [s.of] : [])))].map((of, i) => [of, from + i * BITMAP]));
  const test = place('test', scratchAt);
  const scratch: Scratch = { test, unknown: place('unknown', scratchAt + test.size * BITMAP) };
  const chunks = Array.from({ length: Math.ceil(real.length / PER_FUNCTION) }, (_, i) =>
    real.slice(i * PER_FUNCTION, (i + 1) * PER_FUNCTION),
  );
  const inner = [
    scanFunction(circuit.tests, scratch, layout),
    ...chunks.map((chunk) => logicFunction(chunk, circuit.programs, scratch, layout)),
  ];
  const [row, end] = [0, 1];
  const sweep: Fn = {
    name: 'sweep',
    params: [I32, I32],
    results: [],
    locals: [],
    body: w.whileTrue(
      [...w.get(row), ...w.get(end), ...w.i32LessUnsigned],
      [...inner.flatMap((_, i) => [...w.get(row), ...w.call(i)]), ...w.get(row), ...w.i32(BLOCK), ...w.i32Add, ...w.set(row)],
    ),
  };
  return moduleOf(
    [
      ...inner,
      sweep,
      idsFunction('yesIds', true, layout),
      idsFunction('unknownIds', false, layout),
      countFunction('countYes', true),
      countFunction('countUnknown', false),
    ],
    layout.pages,
  );
};
/** Bytes of scratch that the module for all policies needs. */
export const scratchBytes = (circuit: Circuit): number => (circuit.tests.length + circuit.classes.length) * BITMAP;
