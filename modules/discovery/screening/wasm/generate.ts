import type { Circuit, Program, Step } from '../circuit.ts';
import { BLOCK } from '../store.ts';
import { type Fn, I32, moduleOf, V128, wasm as w } from './binary.ts';
import { encoderFunctions, type Stage } from './encoder.ts';
import { listFunctions } from './lists.ts';
import { type Formulas, formulasOf, isTurned, isZero, planesOf } from './planes.ts';

/** Where things lie in the memory, in bytes. Bitmaps and planes have a bit per resident. */
export type Layout = {
  /** By column: its byte codes, and its planes (first who is known, then the code's bits), one after another. */
  readonly codes: readonly number[];
  readonly planes: readonly number[];
  /** Bytes of one plane or bitmap of everybody. */
  readonly plane: number;
  readonly sure: readonly number[];
  readonly possible: readonly number[];
  readonly ids: number;
  readonly stage: Stage;
  readonly pages: { readonly initial: number; readonly maximum: number };
};

/** Bytes of one bitmap of a block. */
const BITMAP = BLOCK / 8;
/** Policies, and columns, per function: small enough for the optimising compiler. */
const PER_FUNCTION = 8;
/** Bytes of a policy's sums: four of sure, four of possible. */
export const COUNTS = 32;

const chunksOf = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / PER_FUNCTION) }, (_, i) => items.slice(i * PER_FUNCTION, (i + 1) * PER_FUNCTION));

/** A thread's scratch: where the bitmap of a block lies for each test; a test and its contrary have one. */
type Scratch = ReadonlyMap<number, number>;

const scratchOf = (formulas: readonly (readonly [number, Formulas])[]): Scratch => {
  let at = 0;
  return new Map(
    formulas.flatMap(([, { results }]) => {
      const places = new Map([...new Set(results.values())].map((register) => [register, BITMAP * at++]));
      return [...results].map(([test, register]): [number, number] => [test, places.get(register)!]);
    }),
  );
};

const [ROW, SCRATCH, AT, LANE] = [0, 1, 2, 3];
const FIRST = 4;
/** Repeats `body` for the four times 128 residents of a block; `AT` is their place in a bitmap of everybody, `LANE` in one of the scratch. */
const byLanes = (body: number[]): number[] => [
  ...[...w.get(ROW), ...w.i32(3), ...w.i32ShiftRight, ...w.set(AT)],
  ...[...w.get(SCRATCH), ...w.set(LANE)],
  ...w.loop([
    ...body,
    ...[...w.get(AT), ...w.i32(16), ...w.i32Add, ...w.set(AT)],
    ...[...w.get(LANE), ...w.i32(16), ...w.i32Add, ...w.tee(LANE)],
    ...[...w.get(SCRATCH), ...w.i32(BITMAP), ...w.i32Add, ...w.i32LessUnsigned],
  ]),
];

/** Turns a block's planes into one bitmap per formula. */
const scanFunction = (columns: readonly (readonly [number, Formulas])[], scratch: Scratch, layout: Layout): Fn => {
  const most = Math.max(...columns.map(([, { ops }]) => ops.length));
  const body = columns.flatMap(([column, { ops, results }]) => {
    const register = (r: number): number[] => (r < 0 ? w.bytes(isZero(r) ? 0 : 255) : w.get(FIRST + r));
    const made = ops.flatMap((op, r) => {
      const value =
        op.k === 'plane'
          ? [...w.get(AT), ...w.v128Load(layout.planes[column]! + (op.bit + 1) * layout.plane)]
          : op.k === 'select'
            ? [...register(op.a), ...register(op.b), ...register(op.by), ...w.select]
            : [...register(op.a), ...register(op.b), ...w[op.k]];
      return [...value, ...w.set(FIRST + r)];
    });
    const different = new Map([...results].map(([test, r]) => [r, scratch.get(test)!]));
    const stored = [...different].flatMap(([r, at]) => [...w.get(LANE), ...register(r), ...w.v128Store(at)]);
    return [...made, ...stored];
  });
  return { params: [I32, I32], results: [], locals: [I32, I32, ...new Array<number>(most).fill(V128)], body: byLanes(body) };
};

/** Steps that the result rests on. */
const needed = ({ steps, sure, possible }: Program): ReadonlySet<number> => {
  const all = new Set([sure, possible]);
  for (let r = steps.length - 1; r >= 0; r -= 1) {
    const step = steps[r]!;
    if (!all.has(r) || !('a' in step)) continue;
    all.add(step.a);
    if ('b' in step) all.add(step.b);
  }
  return all;
};

/** `a < 5, or not known`: what is left over by the formula for `a >= 5`. */
const looseTest = (step: Step, steps: readonly Step[], circuit: Circuit): number | undefined => {
  if (step.op !== 'or') return undefined;
  const parts = [steps[step.a]!, steps[step.b]!];
  const test = parts.find((part) => part.op === 'test');
  const unknown = parts.find((part) => part.op === 'unknown');
  if (test?.op !== 'test' || unknown?.op !== 'unknown') return undefined;
  const { column } = circuit.tests[test.of]!;
  return column === unknown.of && isTurned(circuit.tests[test.of]!) ? test.of : undefined;
};

/** The value of each register of a program, 128 residents at a time. */
const stepsOf = (program: Program, circuit: Circuit, scratch: Scratch, layout: Layout, first: number): number[] => {
  const register = (r: number): number[] => w.get(first + r);
  const known = (column: number): number[] => [...w.get(AT), ...w.v128Load(layout.planes[column]!)];
  const formula = (of: number): number[] => [...w.get(LANE), ...w.v128Load(scratch.get(of)!)];
  const all = needed(program);
  return program.steps.flatMap((step, r) => {
    if (!all.has(r)) return [];
    const loose = looseTest(step, program.steps, circuit);
    const value = ((): number[] => {
      if (loose !== undefined) return [...formula(loose), ...w.not];
      switch (step.op) {
        case 'test':
          return isTurned(circuit.tests[step.of]!)
            ? [...known(circuit.tests[step.of]!.column), ...formula(step.of), ...w.andNot]
            : formula(step.of);
        case 'unknown':
          return [...known(step.of), ...w.not];
        case 'none':
        case 'all':
          return w.bytes(step.op === 'all' ? 255 : 0);
        case 'not':
          return [...register(step.a), ...w.not];
        default:
          return [...register(step.a), ...register(step.b), ...w[step.op]];
      }
    })();
    return [...value, ...w.set(first + r)];
  });
};

/** Combines a block's bitmaps into those of some policies, and keeps them, or only counts. */
const logicFunction = (policies: readonly number[], circuit: Circuit, scratch: Scratch, layout: Layout, counts: number | undefined): Fn => {
  const sums = counts === undefined ? 0 : 2 * policies.length;
  const first = FIRST + sums;
  const body = policies.flatMap((policy, i) => {
    const program = circuit.programs[policy]!;
    const results = [
      { register: w.get(first + program.sure), at: layout.sure[policy]!, sum: FIRST + 2 * i },
      { register: w.get(first + program.possible), at: layout.possible[policy]!, sum: FIRST + 2 * i + 1 },
    ];
    return [
      ...stepsOf(program, circuit, scratch, layout, first),
      ...results.flatMap(({ register, at, sum }) =>
        counts === undefined
          ? [...w.get(AT), ...register, ...w.v128Store(at)]
          : [...w.get(sum), ...register, ...w.bytesCountOnes, ...w.bytesAdd, ...w.set(sum)],
      ),
    ];
  });
  // a byte holds the ones of four lanes (32); then it goes to the thread's sums
  const added = policies.flatMap((policy, i) =>
    counts === undefined
      ? []
      : [0, 1].flatMap((kind) => {
          const at = counts + policy * COUNTS + kind * 16;
          const sum = [...w.get(FIRST + 2 * i + kind), ...w.pairsOfBytes, ...w.pairsOfShorts];
          return [...w.get(SCRATCH), ...w.get(SCRATCH), ...w.v128Load(at), ...sum, ...w.wordsAdd, ...w.v128Store(at)];
        }),
  );
  const cleared = Array.from({ length: sums }, (_, i) => [...w.bytes(0), ...w.set(FIRST + i)]).flat();
  const most = Math.max(...policies.map((p) => circuit.programs[p]!.steps.length));
  return {
    params: [I32, I32],
    results: [],
    locals: [I32, I32, ...new Array<number>(sums + most).fill(V128)],
    body: [...cleared, ...byLanes(body), ...added],
  };
};

/** `sliceN(from, to)`: byte codes of column N into planes, for these rows (multiples of 16). */
const sliceFunction = (column: number, codes: number, layout: Layout): Fn => {
  const [row, end, v, at] = [0, 1, 2, 3];
  const bits = planesOf(codes);
  const store = (plane: number, value: number[]): number[] => [
    ...w.get(at),
    ...value,
    ...w.bitmask,
    ...w.i32Store16(layout.planes[column]! + plane * layout.plane),
  ];
  const doubled = [...w.get(v), ...w.get(v), ...w.bytesAdd, ...w.set(v)];
  const body = [
    ...[...w.get(row), ...w.v128Load(layout.codes[column]!), ...w.set(v)],
    ...[...w.get(row), ...w.i32(3), ...w.i32ShiftRight, ...w.set(at)],
    ...store(0, [...w.get(v), ...w.bytes(0), ...w.bytesDiffer]),
    // the top bit of each byte is read; doubling brings up the next
    ...Array.from({ length: 8 }, (_, i) => 7 - i).flatMap((bit) => [...(bit < bits ? store(bit + 1, w.get(v)) : []), ...doubled]),
    ...[...w.get(row), ...w.i32(16), ...w.i32Add, ...w.set(row)],
  ];
  return {
    name: `slice${column}`,
    params: [I32, I32],
    results: [],
    locals: [V128, I32],
    body: w.whileTrue([...w.get(row), ...w.get(end), ...w.i32LessUnsigned], body),
  };
};

const slices = (circuit: Circuit, layout: Layout, wanted: (column: number) => boolean): readonly Fn[] =>
  [
    ...circuit.classes.map((classes) => classes?.count),
    ...circuit.totals.flatMap(({ cuts }) => [2 * cuts.length + 2, 2 * cuts.length + 2]),
  ].flatMap((codes, column) => (codes !== undefined && wanted(column) ? [sliceFunction(column, codes, layout)] : []));

/** Calls the functions for block after block. */
const sweepFunction = (name: string, calls: readonly number[]): Fn => {
  const [row, end, scratch] = [0, 1, 2];
  const body = [
    ...calls.flatMap((call) => [...w.get(row), ...w.get(scratch), ...w.call(call)]),
    ...[...w.get(row), ...w.i32(BLOCK), ...w.i32Add, ...w.set(row)],
  ];
  return {
    name,
    params: [I32, I32, I32],
    results: [],
    locals: [],
    body: w.whileTrue([...w.get(row), ...w.get(end), ...w.i32LessUnsigned], body),
  };
};

/** Bytes of scratch that a thread needs: a bitmap of a block per test at most, and the sums of every policy. */
export const scratchBytes = (circuit: Circuit): { readonly bitmaps: number; readonly all: number } => {
  const bitmaps = circuit.tests.length * BITMAP;
  return { bitmaps, all: bitmaps + circuit.programs.length * COUNTS };
};

/**
 * The module for some policies: `sweep(from, to, scratch)` and `count(from, to, scratch)` over rows (whole blocks),
 * `sliceN` for the columns, and the functions that read results.
 */
export const generate = (circuit: Circuit, policies: readonly number[], layout: Layout): Uint8Array<ArrayBuffer> => {
  const { scans, logic } = partsOf(circuit, policies, layout);
  const counts = logic(scratchBytes(circuit).bitmaps);
  const inner = [...scans, ...logic(undefined), ...counts];
  const [scan, kept] = [scans.map((_, i) => i), counts.map((_, i) => scans.length + i)];
  return moduleOf(
    [
      ...inner,
      sweepFunction('sweep', [...scan, ...kept]),
      sweepFunction('count', [...scan, ...kept.map((call) => call + counts.length)]),
      ...slices(circuit, layout, () => true),
      ...listFunctions(layout.ids),
      ...encoderFunctions(layout.stage),
    ],
    layout.pages,
  );
};

/** The module for a single policy, made anew whenever it is edited: only `sweep`, and `sliceN` for some columns. */
export const generateOne = (
  circuit: Circuit,
  policy: number,
  layout: Layout,
  sliced: (column: number) => boolean = () => false,
): Uint8Array<ArrayBuffer> => {
  const { scans, logic } = partsOf(circuit, [policy], layout);
  const inner = [...scans, ...logic(undefined)];
  const calls = inner.map((_, i) => i);
  return moduleOf([...inner, sweepFunction('sweep', calls), ...slices(circuit, layout, sliced)], layout.pages);
};

const partsOf = (
  circuit: Circuit,
  policies: readonly number[],
  layout: Layout,
): { readonly scans: readonly Fn[]; readonly logic: (counts: number | undefined) => readonly Fn[] } => {
  const real = policies.filter((p) => circuit.programs[p]);
  const tests = [...new Set(real.flatMap((p) => circuit.programs[p]!.steps.flatMap((s) => (s.op === 'test' ? [s.of] : []))))];
  const formulas = [...formulasOf(circuit, tests)];
  const scratch = scratchOf(formulas);
  const scans = chunksOf(formulas).map((columns) => scanFunction(columns, scratch, layout));
  const logic = (counts: number | undefined): readonly Fn[] =>
    chunksOf(real).map((chunk) => logicFunction(chunk, circuit, scratch, layout, counts));
  return { scans, logic };
};
