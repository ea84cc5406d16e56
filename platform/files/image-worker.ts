import { BadImage, type Mark, type Prepared, prepare, watermark } from './image-work.ts';

/** The child process of images.ts: one job at a time over IPC; it ends when its parent does. */

export type Job =
  | { readonly op: 'prepare'; readonly bytes: Uint8Array }
  | { readonly op: 'watermark'; readonly bytes: Uint8Array; readonly mark: Mark };
export type Reply =
  | { readonly kind: 'prepared'; readonly prepared: Prepared }
  | { readonly kind: 'watermarked'; readonly image: Uint8Array }
  | { readonly kind: 'bad'; readonly code: BadImage['code'] }
  | { readonly kind: 'failed'; readonly message: string };

const run = async (job: Job): Promise<Reply> => {
  try {
    return job.op === 'prepare'
      ? { kind: 'prepared', prepared: await prepare(job.bytes) }
      : { kind: 'watermarked', image: await watermark(job.bytes, job.mark) };
  } catch (error) {
    if (error instanceof BadImage) return { kind: 'bad', code: error.code };
    return { kind: 'failed', message: (error as Error).stack ?? String(error) };
  }
};

process.on('message', async (job: Job) => {
  process.send?.(await run(job));
});
process.on('disconnect', () => process.exit(0));
// The terminal's Ctrl-C reaches the whole group; the parent says when to go.
process.on('SIGINT', () => {});
