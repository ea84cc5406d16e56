import type { Rule } from '../language/compile.ts';
import type { Circuit, Program } from './circuit.ts';
import { previewStore } from './preview.ts';
import { BLOCK, padded, type Store } from './store.ts';

/** Two bits per resident for one policy; row r is bit r % 32 of word r / 32. */
export type Bits = { readonly sure: Uint32Array; readonly possible: Uint32Array };
export type Lists = { readonly yes: Int32Array; readonly unknown: Int32Array };
export type Counts = { readonly yes: number; readonly unknown: number };
/** A rule that isn't in force, over everybody. The bits are valid until the next preview. */
export type Preview = { readonly bits: Bits; readonly counts: Counts };
/** What asks about a policy answers undefined for one without a program (circuit.ts): it is judged resident by resident. */
export type Sweeper = {
  /** Which path runs: `wasm`, or `js` and why not the other. */
  readonly path: 'wasm' | 'js';
  readonly because?: string;
  /** Screens everybody. */
  sweep(): void;
  /** Only one policy. */
  sweepOne(policy: number): void;
  bits(policy: number): Bits | undefined;
  /** Makes all lists at once. */
  listAll(): void;
  /** Ids of yes and of unknown, ascending by row. Valid until the next sweep. */
  lists(policy: number): Lists | undefined;
  counts(policy: number): Counts | undefined;
  /** Screens everybody and only counts: no bits are kept. */
  countAll(): readonly (Counts | undefined)[];
  /** A rule as it would be, new thresholds included. @param today days since 1970-01-01 */
  preview(rule: Rule, today: number): Preview | undefined;
  /** Sweeps with so many threads from now on. @returns how many there are: 1 on the plain path */
  withThreads(threads: number): Promise<number>;
  /** Ends the threads. */
  close(): Promise<void>;
};

const WORDS = BLOCK / 32;

/** Plain path: the same program, block by block. */
export const jsSweeper = (store: Store, because?: string): Sweeper => {
  const { circuit, raw } = store;
  const words = padded(raw.size) / 32;
  const out = circuit.programs.map((program) => program && { sure: new Uint32Array(words), possible: new Uint32Array(words) });
  const tests = circuit.tests.map(() => new Uint32Array(WORDS));
  const unknowns = circuit.classes.map(() => new Uint32Array(WORDS));
  const registers = Array.from({ length: Math.max(1, ...circuit.programs.map((p) => p?.steps.length ?? 0)) }, () => new Uint32Array(WORDS));
  const usedBy = (programs: readonly (Program | undefined)[]): { tests: readonly number[]; unknowns: readonly number[] } => ({
    tests: [...new Set(programs.flatMap((p) => p?.steps.flatMap((s) => (s.op === 'test' ? [s.of] : [])) ?? []))],
    unknowns: [...new Set(programs.flatMap((p) => p?.steps.flatMap((s) => (s.op === 'unknown' ? [s.of] : [])) ?? []))],
  });
  const zero = Uint8Array.of(1, ...new Uint8Array(255));
  const run = (policies: readonly number[]): void => {
    const used = usedBy(policies.map((p) => circuit.programs[p]));
    for (let first = 0; first < padded(raw.size); first += BLOCK) {
      for (const t of used.tests) scan(store.codes[circuit.tests[t]!.column]!, circuit.tests[t]!.in, first, tests[t]!);
      for (const f of used.unknowns) scan(store.codes[f]!, zero, first, unknowns[f]!);
      for (const p of policies) {
        const program = circuit.programs[p];
        if (!program) continue;
        runProgram(program, tests, unknowns, registers);
        out[p]!.sure.set(registers[program.sure]!, first / 32);
        out[p]!.possible.set(registers[program.possible]!, first / 32);
      }
    }
    for (const p of policies) if (out[p]) clearRest(out[p], raw.size);
  };
  const bits = (policy: number): Bits | undefined => out[policy];
  const all = circuit.programs.map((_, p) => p);
  const counts = (policy: number): Counts | undefined => {
    const made = bits(policy);
    return made && countsOf(made);
  };
  return {
    path: 'js',
    ...(because ? { because } : {}),
    sweep: () => run(all),
    sweepOne: (policy) => run([policy]),
    bits,
    lists: (policy) => {
      const made = bits(policy);
      return made && { yes: idsOf(made.sure, undefined, raw.ids), unknown: idsOf(made.possible, made.sure, raw.ids) };
    },
    listAll: () => undefined,
    counts,
    countAll: () => {
      run(all);
      return all.map(counts);
    },
    preview: (rule, today) => {
      const made = previewStore(store, rule, today);
      return made && previewPlain(made.store);
    },
    withThreads: () => Promise.resolve(1),
    close: () => Promise.resolve(),
  };
};

/** Sweeps a store of one rule (preview.ts). */
export const previewPlain = (store: Store): Preview => {
  const sweeper = jsSweeper(store);
  sweeper.sweep();
  const bits = sweeper.bits(0)!;
  return { bits, counts: countsOf(bits) };
};

const scan = (codes: Uint8Array, set: Uint8Array, first: number, into: Uint32Array): void => {
  for (let w = 0; w < WORDS; w += 1) {
    let word = 0;
    const at = first + w * 32;
    for (let i = 0; i < 32; i += 1) word |= set[codes[at + i]!]! << i;
    into[w] = word;
  }
};

const runProgram = (
  program: Program,
  tests: readonly Uint32Array[],
  unknowns: readonly Uint32Array[],
  registers: readonly Uint32Array[],
): void => {
  program.steps.forEach((step, r) => {
    const into = registers[r]!;
    if ('of' in step) into.set((step.op === 'test' ? tests : unknowns)[step.of]!);
    else if (step.op === 'none') into.fill(0);
    else if (step.op === 'all') into.fill(0xffffffff);
    else if (step.op === 'not') {
      const a = registers[step.a]!;
      for (let w = 0; w < WORDS; w += 1) into[w] = ~a[w]!;
    } else {
      const [a, b] = [registers[step.a]!, registers[step.b]!];
      if (step.op === 'and') for (let w = 0; w < WORDS; w += 1) into[w] = a[w]! & b[w]!;
      else for (let w = 0; w < WORDS; w += 1) into[w] = a[w]! | b[w]!;
    }
  });
};

/** Rows past the last resident count for nothing. */
export const clearRest = ({ sure, possible }: Bits, size: number): void => {
  for (const words of [sure, possible]) {
    if (size % 32 > 0) words[size >> 5]! &= 2 ** (size % 32) - 1;
    words.fill(0, Math.ceil(size / 32));
  }
};

const popcount = (word: number): number => {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return (((x + (x >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};
export const countsOf = ({ sure, possible }: Bits): Counts => ({ yes: countOf(sure, undefined), unknown: countOf(possible, sure) });
const countOf = (words: Uint32Array, without: Uint32Array | undefined): number => {
  let sum = 0;
  for (let w = 0; w < words.length; w += 1) sum += popcount(without ? words[w]! & ~without[w]! : words[w]!);
  return sum;
};
const idsOf = (words: Uint32Array, without: Uint32Array | undefined, ids: Int32Array): Int32Array => {
  const out = new Int32Array(countOf(words, without));
  let n = 0;
  for (let w = 0; w < words.length; w += 1) {
    let word = without ? words[w]! & ~without[w]! : words[w]!;
    while (word !== 0) {
      out[n++] = ids[w * 32 + 31 - Math.clz32(word & -word)]!;
      word &= word - 1;
    }
  }
  return out;
};

/** Order-free fingerprint of verdicts: whoever screens the same residents to the same result has the same, in whatever order. */
export class Fingerprint {
  private a = 0;
  private b = 0;
  /** @param kind 0 yes, 1 unknown */
  add(policy: number, kind: 0 | 1, id: number): void {
    const mixed = Math.imul(Math.imul(id + 1, 0x9e3779b1) ^ Math.imul(policy * 2 + kind + 1, 0x85ebca6b), 0xc2b2ae35);
    this.a = (this.a + (mixed ^ (mixed >>> 15))) >>> 0;
    this.b = (this.b ^ Math.imul(mixed, 0x27d4eb2f)) >>> 0;
  }
  get text(): string {
    return `${this.a.toString(16)}-${this.b.toString(16)}`;
  }
}

/** The fingerprint of all lists of a sweep. */
export const digest = (sweeper: Sweeper, circuit: Circuit): string => {
  const all = new Fingerprint();
  circuit.programs.forEach((_, p) => {
    const lists = sweeper.lists(p);
    for (const id of lists?.yes ?? []) all.add(p, 0, id);
    for (const id of lists?.unknown ?? []) all.add(p, 1, id);
  });
  return all.text;
};
