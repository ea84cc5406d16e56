import { BLOCK } from '../store.ts';
import type { Exports, Memory } from './api.ts';

/** The first words of the memory: how threads agree on what to do. */
export const CONTROL_BYTES = 64;
const CONTROL = { round: 0, job: 1, next: 2, done: 3, listed: 4 } as const;
export const JOBS = { sweep: 1, count: 2, list: 3, end: 4 } as const;
export type Job = (typeof JOBS)[keyof typeof JOBS];

/** Rows that a thread takes at a time: enough that taking costs nothing, few enough that both end together. */
const ROWS = 32 * BLOCK;
/** A page of WebAssembly. */
const PAGE = 65536;
/** Nobody answers within this many ms: the thread is gone. */
const PATIENCE = 60_000;

/** What every thread must know; sent to it as it is. */
export type Work = {
  readonly memory: Memory;
  readonly size: number;
  readonly plane: number;
  readonly sure: readonly number[];
  readonly possible: readonly number[];
  readonly slots: number;
  readonly lists: number;
  /** Policies that have bitmaps. */
  readonly policies: readonly number[];
};

/** One thread's hand in the work: takes what is left until nothing is. */
export class Hand {
  private readonly work: Work;
  private readonly wasm: Exports;
  private readonly scratch: number;
  readonly control: Int32Array;

  constructor(work: Work, wasm: Exports, scratch: number) {
    this.work = work;
    this.wasm = wasm;
    this.scratch = scratch;
    this.control = new Int32Array(work.memory.buffer, 0, CONTROL_BYTES / 4);
  }

  private do(job: Job): void {
    const { size, policies } = this.work;
    if (job === JOBS.list) {
      for (let i = this.take(); i < policies.length; i = this.take()) this.list(policies[i]!);
      return;
    }
    for (let from = this.take() * ROWS; from < size; from = this.take() * ROWS)
      this.wasm[job === JOBS.sweep ? 'sweep' : 'count'](from, Math.min(from + ROWS, size), this.scratch);
  }

  private take(): number {
    return Atomics.add(this.control, CONTROL.next, 1);
  }

  /** Writes the two lists of a policy behind those already written. */
  list(policy: number): void {
    const { memory, sure, possible, plane, slots, lists } = this.work;
    const [from, open] = [sure[policy]!, possible[policy]!];
    const slot = new Int32Array(memory.buffer, slots + 16 * policy, 4);
    const yes = this.wasm.countYes(from, open, from + plane);
    const unknown = this.wasm.countUnknown(from, open, from + plane);
    const begin = lists / 4 + Atomics.add(this.control, CONTROL.listed, yes + unknown);
    const missing = 4 * (begin + yes + unknown) - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    this.wasm.yesIds(from, open, from + plane, 4 * begin);
    this.wasm.unknownIds(from, open, from + plane, 4 * (begin + yes));
    slot.set([begin, yes, begin + yes, unknown]);
  }

  /** Lists are written from the beginning again. */
  forgetLists(): void {
    Atomics.store(this.control, CONTROL.listed, 0);
  }

  /** Does a job together with the other threads. @param others how many they are */
  lead(job: Job, others: number): void {
    const { control } = this;
    Atomics.store(control, CONTROL.job, job);
    Atomics.store(control, CONTROL.next, 0);
    Atomics.store(control, CONTROL.done, 0);
    if (others > 0) {
      Atomics.add(control, CONTROL.round, 1);
      Atomics.notify(control, CONTROL.round);
    }
    if (job === JOBS.end) return;
    this.do(job);
    for (let done = Atomics.load(control, CONTROL.done); done < others; done = Atomics.load(control, CONTROL.done))
      if (Atomics.wait(control, CONTROL.done, done, PATIENCE) === 'timed-out') throw new Error('a thread of the screening does not answer');
  }

  /** Helps until it is told to end. @param round the last one that is over */
  follow(round: number): void {
    const { control } = this;
    for (let seen = round; ; ) {
      Atomics.wait(control, CONTROL.round, seen);
      seen = Atomics.load(control, CONTROL.round);
      const job = Atomics.load(control, CONTROL.job) as Job;
      if (job === JOBS.end) return;
      this.do(job);
      Atomics.add(control, CONTROL.done, 1);
      Atomics.notify(control, CONTROL.done);
    }
  }

  get round(): number {
    return Atomics.load(this.control, CONTROL.round);
  }
}
