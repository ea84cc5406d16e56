import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PaperAnswer, PaperJob } from './worker.ts';

export { qrSvg } from './qr.ts';

/** A template that does not compile, a font that is not there, a render that took too long: a fault of ours, never of what was typed in. */
export class PaperError extends Error {
  override readonly name = 'PaperError';
}

export type Paper = {
  /**
   * A PDF of one template.
   * @param template path in the repository, `web/paper/receipt.typ`; it reads its data with `json(bytes(sys.inputs.data))`
   * @param data anything JSON can hold, at most 2 MB; texts are printed as they are, never read as markup
   * @throws PaperError
   */
  readonly renderPdf: (template: string, data: unknown) => Promise<Buffer>;
  /** The worker's process while there is one: its memory is reported apart. */
  readonly workerPid: () => number | null;
  /** Stops the worker; what is still waiting fails with a PaperError. */
  readonly close: () => void;
};

const TEMPLATE = /^(?:[a-z0-9-]+\/)+[a-z0-9-]+\.typ$/;
const MAX_DATA = 2_000_000;

type Waiting = { readonly job: PaperJob; readonly resolve: (pdf: Buffer) => void; readonly reject: (error: Error) => void };

/**
 * Printing, in a worker process that starts with the first paper and stops when none came for a while, so that the main process stays small.
 * One paper at a time, in the order asked for.
 * @param idleMs how long the worker stays after the last paper @param timeoutMs how long one paper may take
 */
export const openPaper = ({ idleMs = 30_000, timeoutMs = 30_000 }: { idleMs?: number; timeoutMs?: number } = {}): Paper => {
  const queue: Waiting[] = [];
  let worker: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let made = 0;

  const stop = (): void => {
    clearTimeout(timer);
    worker?.removeAllListeners();
    worker?.kill('SIGKILL');
    worker = null;
  };

  /** The paper in work ends, one way or the other, and the next has its turn. */
  const settle = (end: (waiting: Waiting) => void): void => {
    clearTimeout(timer);
    const waiting = queue.shift();
    if (waiting !== undefined) end(waiting);
    if (queue.length > 0) next();
    else rest();
  };

  const failed = (why: string): void => {
    stop();
    settle(({ reject }) => reject(new PaperError(why)));
  };

  const start = (): ChildProcess => {
    // The worker gets no secrets: nothing of our environment but the path.
    const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [], {
      serialization: 'advanced',
      execArgv: [],
      env: { PATH: process.env.PATH ?? '', TZ: 'Asia/Shanghai' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (answer: PaperAnswer) =>
      settle(({ resolve, reject }) => ('pdf' in answer ? resolve(Buffer.from(answer.pdf)) : reject(new PaperError(answer.error)))),
    );
    child.on('error', (error) => failed(`the print worker could not start: ${error.message}`));
    child.on('exit', (code, signal) => failed(`the print worker ended (${signal ?? code})`));
    return child;
  };

  const next = (): void => {
    worker ??= start();
    worker.ref();
    worker.channel?.ref();
    worker.send(queue[0]!.job);
    timer = setTimeout(() => failed(`${queue[0]!.job.template} took longer than ${timeoutMs} ms`), timeoutMs);
  };

  /** Nothing to print: the worker no longer keeps us alive, and goes when it stays so. */
  const rest = (): void => {
    worker?.unref();
    worker?.channel?.unref();
    timer = setTimeout(stop, idleMs).unref();
  };

  return {
    renderPdf: (template, data) =>
      new Promise((resolve, reject) => {
        if (!TEMPLATE.test(template)) throw new PaperError(`not a template: ${template}`);
        const json = JSON.stringify(data) ?? 'null';
        if (json.length > MAX_DATA) throw new PaperError(`${template}: more than ${MAX_DATA} characters of data`);
        made += 1;
        queue.push({ job: { n: made, template, data: json }, resolve, reject });
        if (queue.length > 1) return;
        clearTimeout(timer);
        next();
      }),
    workerPid: () => worker?.pid ?? null,
    close: () => {
      stop();
      for (const { reject } of queue.splice(0)) reject(new PaperError('printing was closed'));
    },
  };
};
