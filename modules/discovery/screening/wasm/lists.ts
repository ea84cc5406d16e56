import { type Fn, I32, I64, wasm as w } from './binary.ts';

/** `lists(sure, possible, end, out)`: writes the ids of rows possible and not sure; with possible = 0, of rows sure. Returns where it stopped. */
const idsFunction = (name: string, onlySure: boolean, ids: number): Fn => {
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
      ...w.i32Load(ids),
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

/** What reads the bitmaps: `yesIds`, `unknownIds`, `countYes`, `countUnknown`. @param ids where the residents' numbers lie */
export const listFunctions = (ids: number): readonly Fn[] => [
  idsFunction('yesIds', true, ids),
  idsFunction('unknownIds', false, ids),
  countFunction('countYes', true),
  countFunction('countUnknown', false),
];
