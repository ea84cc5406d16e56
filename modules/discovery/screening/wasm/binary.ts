/** Just enough of the WebAssembly binary format (version 1 with 128-bit SIMD) to write modules of loops over bytes. */
type Bytes = number[];

export const unsigned = (value: number): Bytes => {
  const out: Bytes = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    out.push(rest > 0 ? low | 128 : low);
  } while (rest > 0);
  return out;
};
const signed = (value: number): Bytes => {
  const out: Bytes = [];
  let rest = value;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    if ((rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)) return [...out, low];
    out.push(low | 128);
  }
};
const vector = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];
const section = (id: number, body: Bytes): Bytes => [id, ...unsigned(body.length), ...body];
const text = (s: string): Bytes => [...unsigned(s.length), ...[...s].map((c) => c.charCodeAt(0))];

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;
export const V128 = 0x7b;

const simd = (op: number): Bytes => [0xfd, ...unsigned(op)];
const memory = (op: Bytes, align: number, offset: number): Bytes => [...op, align, ...unsigned(offset)];

/** Instructions by the names of the specification. */
export const wasm = {
  get: (local: number): Bytes => [0x20, ...unsigned(local)],
  set: (local: number): Bytes => [0x21, ...unsigned(local)],
  tee: (local: number): Bytes => [0x22, ...unsigned(local)],
  i32: (value: number): Bytes => [0x41, ...signed(value | 0)],
  call: (index: number): Bytes => [0x10, ...unsigned(index)],
  i32Add: [0x6a],
  i32Subtract: [0x6b],
  i32LessSigned: [0x48],
  i32LessUnsigned: [0x49],
  i32GreaterSigned: [0x4a],
  i32ShiftLeft: [0x74],
  i32ShiftRight: [0x76],
  i32WrapI64: [0xa7],
  i32Load: (offset: number): Bytes => memory([0x28], 2, offset),
  i32Store: (offset: number): Bytes => memory([0x36], 2, offset),
  i32Load8: (offset: number): Bytes => memory([0x2d], 0, offset),
  i32Store8: (offset: number): Bytes => memory([0x3a], 0, offset),
  /** Towards zero, at most what fits; of what is no number, 0. */
  i32FromF64: [0xfc, 0x02],
  f64FromI32: [0xb7],
  f64: (value: number): Bytes => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  f64Load: (offset: number): Bytes => memory([0x2b], 3, offset),
  f64Add: [0xa0],
  f64Subtract: [0xa1],
  f64Multiply: [0xa2],
  f64Max: [0xa5],
  f64Twice: simd(0x14),
  f64x2Equal: simd(0x47),
  f64x2Add: simd(0xf0),
  f64x2Subtract: simd(0xf1),
  /** The second where it is smaller (larger) than the first, else the first. */
  f64x2Smaller: simd(0xf6),
  f64x2Larger: simd(0xf7),
  i32Lane: (lane: number): Bytes => [...simd(0x1b), lane],
  f64Equal: [0x61],
  f64Differ: [0x62],
  /** The first if the third isn't 0, else the second. */
  choose: [0x1b],
  i32Store16: (offset: number): Bytes => memory([0x3b], 1, offset),
  i64: (value: number): Bytes => [0x42, ...signed(value)],
  i64Load: (offset: number): Bytes => memory([0x29], 3, offset),
  i64IsZero: [0x50],
  i64TrailingZeros: [0x7a],
  i64CountOnes: [0x7b],
  i64Add: [0x7c],
  i64Subtract: [0x7d],
  i64And: [0x83],
  i64Xor: [0x85],
  v128Load: (offset: number): Bytes => memory(simd(0x00), 4, offset),
  v128Store: (offset: number): Bytes => memory(simd(0x0b), 4, offset),
  /** The same byte sixteen times. */
  bytes: (value: number): Bytes => [...simd(0x0c), ...new Array<number>(16).fill(value)],
  /** The bytes of the first at the places that the second names. */
  bytesPick: simd(0x0e),
  bytesDiffer: simd(0x24),
  bytesAdd: simd(0x6e),
  /** Ones in each byte. */
  bytesCountOnes: simd(0x62),
  /** Sixteen bytes to eight sums of two; those to four. */
  pairsOfBytes: simd(0x7d),
  pairsOfShorts: simd(0x7f),
  wordsAdd: simd(0xae),
  /** The top bit of each byte, as sixteen bits. */
  bitmask: simd(0x64),
  not: simd(0x4d),
  and: simd(0x4e),
  andNot: simd(0x4f),
  or: simd(0x50),
  /** Bits of the first where the third is one, else of the second. */
  select: simd(0x52),
  /** Runs `body` while the condition that it leaves is true. */
  loop: (body: Bytes): Bytes => [0x03, 0x40, ...body, 0x0d, 0x00, 0x0b],
  /** Runs `body` while `condition`, which is asked first. */
  whileTrue: (condition: Bytes, body: Bytes): Bytes => [
    0x02,
    0x40,
    0x03,
    0x40,
    ...condition,
    0x45,
    0x0d,
    0x01,
    ...body,
    0x0c,
    0x00,
    0x0b,
    0x0b,
  ],
} as const;

export type Fn = {
  readonly name?: string;
  readonly params: readonly number[];
  readonly results: readonly number[];
  readonly locals: readonly number[];
  readonly body: Bytes;
};

/** A module that works on an imported, shared memory `m.m` (sizes in pages of 64 KB) and exports its named functions. */
export const moduleOf = (
  functions: readonly Fn[],
  { initial, maximum }: { readonly initial: number; readonly maximum: number },
): Uint8Array<ArrayBuffer> => {
  const types = functions.map(({ params, results }) => [0x60, ...vector(params.map((p) => [p])), ...vector(results.map((r) => [r]))]);
  const code = functions.map(({ locals, body }) => {
    const inner = [...vector(locals.map((type) => [1, type])), ...body, 0x0b];
    return [...unsigned(inner.length), ...inner];
  });
  const named = functions.flatMap(({ name }, i) => (name ? [[...text(name), 0x00, ...unsigned(i)]] : []));
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([[...text('m'), ...text('m'), 0x02, 0x03, ...unsigned(initial), ...unsigned(maximum)]])),
    ...section(3, vector(functions.map((_, i) => unsigned(i)))),
    ...section(7, vector(named)),
    ...section(10, vector(code)),
  ]);
};
