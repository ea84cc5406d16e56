import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Refusal } from '../../kernel/result.ts';
import type { Mark, Prepared } from './image-work.ts';
import type { Job, Reply } from './image-worker.ts';
import { type Answer, done, REFUSALS, refused } from './refusals.ts';

/** Pictures, worked on in a process of their own that starts with the first and stops when idle. */
export type Images = {
  /** The copy that may be shown, a thumbnail, and hints on how well it can be read. Original bytes are never shown. */
  prepare(bytes: Uint8Array): Promise<Answer<Prepared>>;
  /** A JPEG with the lines burnt in: what for, who looks, when. */
  watermark(bytes: Uint8Array, mark: Mark): Promise<Answer<Uint8Array>>;
  /** Process id of the worker; undefined while none runs. */
  worker(): number | undefined;
  /** Ends the worker; waiting pictures are refused as busy. */
  close(): Promise<void>;
};

type Waiting = { readonly job: Job; readonly resolve: (answer: Answer<Reply>) => void };

const BAD: Readonly<Record<'image_unreadable' | 'image_too_many_pixels', Refusal>> = {
  image_unreadable: REFUSALS.unreadable,
  image_too_many_pixels: REFUSALS.tooManyPixels,
};

export const openImages = (
  options: { readonly idleMs?: number; readonly timeoutMs?: number; readonly maxWaiting?: number; readonly workerFile?: string } = {},
): Images => {
  const {
    idleMs = 20_000,
    timeoutMs = 30_000,
    maxWaiting = 50,
    workerFile = fileURLToPath(new URL('./image-worker.ts', import.meta.url)),
  } = options;
  const queue: Waiting[] = [];
  let child: ChildProcess | undefined;
  let busy: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;

  const settle = (answer: Answer<Reply>): void => {
    clearTimeout(timer);
    const settled = busy;
    busy = undefined;
    settled?.resolve(answer);
    next();
  };
  /** SIGKILL: a decoder caught in a crafted file answers to nothing less, and the worker has nothing to save. */
  const stop = (): void => {
    const stopped = child;
    child = undefined;
    stopped?.kill('SIGKILL');
  };
  const start = (): ChildProcess => {
    const started = fork(workerFile, [], { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    started.on('message', (reply: Reply) => {
      if (started === child) settle(done(reply));
    });
    // A worker that dies of a picture takes only that picture along.
    const died = (): void => {
      if (started !== child) return;
      child = undefined;
      if (busy !== undefined) settle(refused(REFUSALS.unreadable));
    };
    started.on('error', died);
    started.on('exit', died);
    started.unref();
    started.channel?.unref();
    return started;
  };
  const next = (): void => {
    busy = queue.shift();
    if (busy === undefined) {
      timer = setTimeout(stop, idleMs).unref();
      return;
    }
    child ??= start();
    timer = setTimeout(() => {
      stop();
      settle(refused(REFUSALS.tooSlow));
    }, timeoutMs);
    child.send(busy.job);
  };
  const run = (job: Job): Promise<Answer<Reply>> =>
    new Promise((resolve) => {
      if (queue.length >= maxWaiting) return resolve(refused(REFUSALS.imagesBusy));
      queue.push({ job, resolve });
      if (busy === undefined) {
        clearTimeout(timer);
        next();
      }
    });
  const ask = async <T>(job: Job, take: (reply: Reply) => T | undefined): Promise<Answer<T>> => {
    const answer = await run(job);
    if (answer.kind === 'refused') return answer;
    const reply = answer.value;
    if (reply.kind === 'bad') return refused(BAD[reply.code]);
    const value = take(reply);
    if (value === undefined)
      throw new Error(`image worker: ${reply.kind === 'failed' ? reply.message : `unexpected answer ${reply.kind}`}`);
    return done(value);
  };

  return {
    prepare: (bytes) => ask({ op: 'prepare', bytes }, (reply) => (reply.kind === 'prepared' ? reply.prepared : undefined)),
    watermark: (bytes, mark) => ask({ op: 'watermark', bytes, mark }, (reply) => (reply.kind === 'watermarked' ? reply.image : undefined)),
    worker: () => child?.pid,
    close: async () => {
      const waiting = queue.splice(0);
      const running = child;
      const gone = running === undefined ? undefined : new Promise((resolve) => running.once('exit', resolve));
      stop();
      if (busy !== undefined) settle(refused(REFUSALS.imagesBusy));
      clearTimeout(timer);
      for (const { resolve } of waiting) resolve(refused(REFUSALS.imagesBusy));
      await gone;
    },
  };
};
