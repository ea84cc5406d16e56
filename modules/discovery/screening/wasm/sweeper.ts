import { Worker } from 'node:worker_threads';
import type { Rule } from '../../language/compile.ts';
import type { Dictionary } from '../../language/dictionary.ts';
import { type Circuit, runOnce } from '../circuit.ts';
import { previewStore } from '../preview.ts';
import { padded, type Raw, Store } from '../store.ts';
import { type Bits, type Counts, clearRest, countsOf, jsSweeper, type Lists, type Preview, previewPlain, type Sweeper } from '../sweep.ts';
import { type Exports, instanceOf, type Memory, type Module, webAssembly } from './api.ts';
import { wasmEncoder } from './encoder.ts';
import { COUNTS, generate, generateOne, scratchBytes } from './generate.ts';
import { type Places, placesOf, SPARE_COLUMNS } from './layout.ts';
import type { Given } from './sweep-worker.ts';
import { Hand, JOBS, type Work } from './work.ts';

/** Threads that there is room for; more than that share the memory's speed. */
const MOST_THREADS = 8;

export type Opened = { readonly store: Store; readonly sweeper: Sweeper };

/**
 * The store and the fastest sweeper this place allows. Without WebAssembly (or with `path: 'js'`) the plain path runs and `because` says why.
 * Both give the same digest.
 */
export const openStore = (raw: Raw, circuit: Circuit, dictionary: Dictionary, path: 'fastest' | 'js' = 'fastest'): Opened => {
  const plain = (because: string): Opened => {
    const store = new Store(raw, circuit, dictionary);
    return { store, sweeper: jsSweeper(store, because) };
  };
  if (path === 'js') return plain('asked for');
  const web = webAssembly();
  if (!web) return plain('这里没有 WebAssembly | WebAssembly is not available here');
  try {
    const places = placesOf(raw.size, circuit, MOST_THREADS);
    const memory = new web.Memory({ ...places.pages, shared: true });
    const module = new web.Module(
      generate(
        circuit,
        circuit.programs.map((_, p) => p),
        places,
      ),
    );
    return openWasm(raw, circuit, dictionary, places, memory, module);
  } catch (error) {
    return plain(`WebAssembly 用不了：${(error as Error).message} | WebAssembly can't be used: ${(error as Error).message}`);
  }
};

const openWasm = (raw: Raw, circuit: Circuit, dictionary: Dictionary, places: Places, memory: Memory, module: Module): Opened => {
  const { buffer } = memory;
  const wasm = instanceOf(module, memory);
  const store = new Store(raw, circuit, dictionary, {
    place: (column, size) => new Uint8Array(buffer, places.codes[column]!, size),
    encoder: wasmEncoder(buffer, wasm, places.stage),
  });
  new Int32Array(buffer, places.ids, raw.size).set(raw.ids);
  return { store, sweeper: new WasmSweeper(store, places, memory, module, wasm, buffer) };
};

class WasmSweeper implements Sweeper {
  readonly path = 'wasm';
  private readonly store: Store;
  private readonly places: Places;
  private readonly memory: Memory;
  /** The memory as it was at first: holds everything but the lists. */
  private readonly buffer: SharedArrayBuffer;
  private readonly module: Module;
  private readonly work: Work;
  private readonly hand: Hand;
  private readonly size: number;
  private readonly wasm: Exports;
  private readonly one = new Map<number, Exports>();
  private helpers: readonly Worker[] = [];
  /** Column, from, to, by threes. */
  private readonly stale: number[] = [];
  private readonly listed = new Set<number>();
  /** What a row past the last resident would come to: it is counted with the rest, and taken off. */
  private readonly nobody: readonly ({ readonly sure: boolean; readonly possible: boolean } | undefined)[];

  constructor(store: Store, places: Places, memory: Memory, module: Module, wasm: Exports, buffer: SharedArrayBuffer) {
    const { circuit, raw } = store;
    this.store = store;
    this.places = places;
    this.memory = memory;
    this.buffer = buffer;
    this.module = module;
    this.size = padded(raw.size);
    this.wasm = wasm;
    const { plane, sure, possible, slots, lists } = places;
    const policies = circuit.programs.flatMap((program, p) => (program ? [p] : []));
    this.work = { memory, size: this.size, plane, sure, possible, slots, lists, policies };
    this.hand = new Hand(this.work, this.wasm, places.scratch[0]!);
    const zeros = store.codes.map(() => 0);
    this.nobody = circuit.programs.map((program) => program && runOnce(program, circuit.tests, zeros));
    for (let column = 0; column < store.codes.length; column += 1) this.wasm[`slice${column}`]?.(0, this.size);
    store.watch = (column, from, to) => void this.stale.push(column, from, to);
  }

  /** Codes that changed since go into the planes. */
  private follow(): void {
    const { stale, wasm } = this;
    for (let i = 0; i < stale.length; i += 3) wasm[`slice${stale[i]!}`]?.(stale[i + 1]! & ~15, (stale[i + 2]! + 15) & ~15);
    stale.length = 0;
  }

  sweep(): void {
    this.follow();
    this.forget();
    this.hand.lead(JOBS.sweep, this.helpers.length);
    for (const policy of this.work.policies) clearRest(this.bits(policy)!, this.store.raw.size);
  }

  sweepOne(policy: number): void {
    const { circuit } = this.store;
    if (!circuit.programs[policy]) return;
    this.follow();
    this.forget();
    const own = this.one.get(policy) ?? this.compile(circuit, policy, this.places);
    this.one.set(policy, own);
    own.sweep(0, this.size, this.places.scratch[0]!);
    clearRest(this.bits(policy)!, this.store.raw.size);
  }

  private compile(circuit: Circuit, policy: number, places: Places, sliced?: (column: number) => boolean): Exports {
    const web = webAssembly();
    if (!web) throw new Error('WebAssembly is gone');
    return instanceOf(new web.Module(generateOne(circuit, policy, places, sliced)), this.memory);
  }

  private forget(): void {
    this.listed.clear();
    this.hand.forgetLists();
  }

  bits(policy: number): Bits | undefined {
    return this.store.circuit.programs[policy] && this.bitsAt(this.places.sure[policy]!, this.places.possible[policy]!);
  }

  private bitsAt(sure: number, possible: number): Bits {
    const { buffer } = this;
    return { sure: new Uint32Array(buffer, sure, this.size / 32), possible: new Uint32Array(buffer, possible, this.size / 32) };
  }

  listAll(): void {
    this.forget();
    this.hand.lead(JOBS.list, this.helpers.length);
    for (const policy of this.work.policies) this.listed.add(policy);
  }

  lists(policy: number): Lists | undefined {
    if (!this.store.circuit.programs[policy]) return undefined;
    if (!this.listed.has(policy)) this.hand.list(policy);
    this.listed.add(policy);
    const [yes, yesSize, unknown, unknownSize] = new Int32Array(this.buffer, this.places.slots + 16 * policy, 4);
    return {
      yes: new Int32Array(this.memory.buffer, 4 * yes!, yesSize!),
      unknown: new Int32Array(this.memory.buffer, 4 * unknown!, unknownSize!),
    };
  }

  counts(policy: number): Counts | undefined {
    if (!this.store.circuit.programs[policy]) return undefined;
    const [sure, possible] = [this.places.sure[policy]!, this.places.possible[policy]!];
    const end = sure + this.places.plane;
    return { yes: this.wasm.countYes(sure, possible, end), unknown: this.wasm.countUnknown(sure, possible, end) };
  }

  countAll(): readonly (Counts | undefined)[] {
    this.follow();
    const { programs } = this.store.circuit;
    const from = scratchBytes(this.store.circuit).bitmaps;
    const sums = this.places.scratch
      .slice(0, 1 + this.helpers.length)
      .map((scratch) => new Int32Array(this.buffer, scratch + from, (programs.length * COUNTS) / 4));
    for (const own of sums) own.fill(0);
    this.hand.lead(JOBS.count, this.helpers.length);
    const rest = this.size - this.store.raw.size;
    const sum = (at: number): number => sums.reduce((all, own) => all + own[at]! + own[at + 1]! + own[at + 2]! + own[at + 3]!, 0);
    return this.nobody.map((nobody, p) => {
      if (!nobody) return undefined;
      const yes = sum(8 * p) - (nobody.sure ? rest : 0);
      return { yes, unknown: sum(8 * p + 4) - (nobody.possible ? rest : 0) - yes };
    });
  }

  preview(rule: Rule, today: number): Preview | undefined {
    this.follow();
    const { places, store, buffer } = this;
    const free = Array.from({ length: SPARE_COLUMNS }, (_, i) => i);
    const spareOf = new Map<number, number>();
    const made = previewStore(store, rule, today, (column, size) => {
      const spare = free.shift();
      if (spare === undefined) return new Uint8Array(size);
      spareOf.set(column, spare);
      return new Uint8Array(buffer, places.spare.codes[spare]!, size);
    });
    if (!made) return undefined;
    if (made.shared.filter((from) => from === undefined).length > SPARE_COLUMNS) return previewPlain(made.store);
    const at = (all: readonly number[], spares: readonly number[]): readonly number[] =>
      made.shared.map((from, column) => (from === undefined ? (spares[spareOf.get(column)!] ?? 0) : all[from]!));
    const layout = {
      ...places,
      codes: at(places.codes, places.spare.codes),
      planes: at(places.planes, places.spare.planes),
      sure: [places.spare.sure],
      possible: [places.spare.possible],
    };
    const own = this.compile(made.store.circuit, 0, layout, (column) => spareOf.has(column));
    for (const column of spareOf.keys()) own[`slice${column}`]?.(0, this.size);
    own.sweep(0, this.size, places.scratch[0]!);
    const bits = this.bitsAt(places.spare.sure, places.spare.possible);
    clearRest(bits, store.raw.size);
    return { bits, counts: countsOf(bits) };
  }

  async withThreads(threads: number): Promise<number> {
    await this.close();
    const wanted = Math.min(threads, MOST_THREADS) - 1;
    const { work, module } = this;
    const helpers = Array.from({ length: Math.max(0, wanted) }, (_, i) => {
      const given: Given = { work, module, scratch: this.places.scratch[i + 1]! };
      return new Worker(new URL('./sweep-worker.ts', import.meta.url), { workerData: given });
    });
    await Promise.all(
      helpers.map(
        (helper) =>
          new Promise((resolve, reject) => {
            helper.once('message', resolve);
            helper.once('error', reject);
          }),
      ),
    );
    for (const helper of helpers) helper.unref();
    this.helpers = helpers;
    return 1 + helpers.length;
  }

  async close(): Promise<void> {
    const ending = this.helpers.map((helper) => new Promise((resolve) => helper.once('exit', resolve)));
    for (const helper of this.helpers) helper.ref();
    if (this.helpers.length > 0) this.hand.lead(JOBS.end, this.helpers.length);
    this.helpers = [];
    await Promise.all(ending);
  }
}
