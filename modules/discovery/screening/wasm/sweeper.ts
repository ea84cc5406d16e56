import type { Dictionary } from '../../language/dictionary.ts';
import type { Circuit } from '../circuit.ts';
import { padded, type Raw, Store } from '../store.ts';
import { type Bits, clearRest, jsSweeper, type Lists, type Sweeper } from '../sweep.ts';
import { generate, type Layout, scratchBytes } from './generate.ts';

/** What is used of the WebAssembly global; this folder is compiled without a browser's or Node's types. */
type Memory = { readonly buffer: ArrayBuffer };
type Exports = {
  readonly sweep: (from: number, to: number) => void;
  readonly yesIds: (sure: number, possible: number, end: number, out: number) => number;
  readonly unknownIds: (sure: number, possible: number, end: number, out: number) => number;
  readonly countYes: (sure: number, possible: number, end: number) => number;
  readonly countUnknown: (sure: number, possible: number, end: number) => number;
};
type WebAssemblyApi = {
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: { m: { m: Memory } }) => { readonly exports: unknown };
};
const api = (): WebAssemblyApi | undefined => (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;

const PAGE = 65536;
const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;

const layoutOf = (raw: Raw, circuit: Circuit): { readonly layout: Layout; readonly scratch: number } => {
  const size = padded(raw.size);
  let at = 64;
  const take = (bytes: number): number => {
    const here = at;
    at += aligned(bytes);
    return here;
  };
  const bytes = take(256 * 16);
  const scratch = take(scratchBytes(circuit));
  const facts = circuit.classes.map((classes) => (classes ? take(size) : 0));
  const totals = circuit.totals.flatMap(() => [take(size), take(size)]);
  const sure = circuit.programs.map((p) => (p ? take(size / 8) : 0));
  const possible = circuit.programs.map((p) => (p ? take(size / 8) : 0));
  const ids = take(raw.size * 4 + 256);
  const out = take(raw.size * 4 + 64);
  return { scratch, layout: { columns: [...facts, ...totals], sure, possible, bytes, ids, out, pages: Math.ceil(at / PAGE) } };
};

/**
 * The store and the fastest sweeper this place allows. Without WebAssembly (or with `path: 'js'`) the plain path runs and `because` says why.
 * Both give the same digest.
 */
export const openStore = (
  raw: Raw,
  circuit: Circuit,
  dictionary: Dictionary,
  path: 'fastest' | 'js' = 'fastest',
): { readonly store: Store; readonly sweeper: Sweeper } => {
  const plain = (because: string): { store: Store; sweeper: Sweeper } => {
    const store = new Store(raw, circuit, dictionary);
    return { store, sweeper: jsSweeper(store, because) };
  };
  if (path === 'js') return plain('asked for');
  const web = api();
  if (!web) return plain('这里没有 WebAssembly | WebAssembly is not available here');
  const { layout, scratch } = layoutOf(raw, circuit);
  let memory: Memory;
  let all: Exports;
  const compile = (policies: readonly number[]): Exports =>
    new web.Instance(new web.Module(generate(circuit, policies, layout, scratch)), { m: { m: memory } }).exports as Exports;
  try {
    memory = new web.Memory({ initial: layout.pages });
    all = compile(circuit.programs.map((_, p) => p));
  } catch (error) {
    return plain(`WebAssembly 用不了：${(error as Error).message} | WebAssembly can't be used: ${(error as Error).message}`);
  }
  const store = new Store(raw, circuit, dictionary, (column, size) => new Uint8Array(memory.buffer, layout.columns[column]!, size));
  const bytes = new Uint8Array(memory.buffer, layout.bytes, 256 * 16);
  for (let value = 0; value < 256; value += 1) bytes.fill(value, value * 16, value * 16 + 16);
  new Int32Array(memory.buffer, layout.ids, raw.size).set(raw.ids);
  return { store, sweeper: wasmSweeper(raw, circuit, layout, memory, all, compile) };
};

const wasmSweeper = (
  raw: Raw,
  circuit: Circuit,
  layout: Layout,
  memory: Memory,
  all: Exports,
  compile: (policies: readonly number[]) => Exports,
): Sweeper => {
  const size = padded(raw.size);
  const one = new Map<number, Exports>();
  const bits = (policy: number): Bits | undefined =>
    circuit.programs[policy] && {
      sure: new Uint32Array(memory.buffer, layout.sure[policy]!, size / 32),
      possible: new Uint32Array(memory.buffer, layout.possible[policy]!, size / 32),
    };
  const tidy = (policy: number): void => {
    const made = bits(policy);
    if (made) clearRest(made, raw.size);
  };
  const within = <T>(policy: number, read: (sure: number, possible: number, end: number) => T): T | undefined => {
    if (!circuit.programs[policy]) return undefined;
    const sure = layout.sure[policy]!;
    return read(sure, layout.possible[policy]!, sure + size / 8);
  };
  // kept between sweeps: fresh memory costs more than writing the ids
  const kept: (Int32Array | undefined)[] = [];
  const listed = (slot: number, end: number): Int32Array => {
    const found = new Int32Array(memory.buffer, layout.out, (end - layout.out) / 4);
    let own = kept[slot];
    if (!own || own.length < found.length) {
      own = new Int32Array(Math.ceil(found.length * 1.1));
      kept[slot] = own;
    }
    own.set(found);
    return own.subarray(0, found.length);
  };
  return {
    path: 'wasm',
    sweep: () => {
      all.sweep(0, size);
      for (let policy = 0; policy < circuit.programs.length; policy += 1) tidy(policy);
    },
    sweepOne: (policy) => {
      const own = one.get(policy) ?? compile([policy]);
      one.set(policy, own);
      own.sweep(0, size);
      tidy(policy);
    },
    bits,
    lists: (policy): Lists | undefined =>
      within(policy, (sure, possible, end) => ({
        yes: listed(2 * policy, all.yesIds(sure, possible, end, layout.out)),
        unknown: listed(2 * policy + 1, all.unknownIds(sure, possible, end, layout.out)),
      })),
    counts: (policy) =>
      within(policy, (sure, possible, end) => ({ yes: all.countYes(sure, possible, end), unknown: all.countUnknown(sure, possible, end) })),
  };
};
