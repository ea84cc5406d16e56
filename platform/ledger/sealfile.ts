import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Seal } from './seal.ts';

/**
 * The seals of a district once more, one JSON line each, in `<data>/seals/<district>.log`, outside the database:
 * whoever cuts off ledger and seals together does not reach it. Holds hashes and numbers only.
 */
export const sealsFolder = (dataDir: string): string => join(dataDir, 'seals');
export const sealFile = (folder: string, district: string): string => join(folder, `${district}.log`);

/** What a line keeps of a seal: enough to show that the seal in the database is this one, or is gone. */
const line = z.object({
  district: z.string(),
  n: z.int().positive(),
  at: z.string(),
  entries: z.int(),
  hash: z.string(),
  previous: z.string(),
});
export type SealLine = z.infer<typeof line>;

const textOf = (seal: Seal): string =>
  `${JSON.stringify({
    district: seal.district,
    n: seal.n,
    at: new Date(seal.at).toISOString(),
    era: seal.era,
    xidFrom: seal.xidFrom,
    xidTo: seal.xidTo,
    entries: seal.entries,
    root: seal.root.toString('hex'),
    previous: seal.previous.toString('hex'),
    hash: seal.hash.toString('hex'),
    algorithm: seal.algorithm,
    signature: seal.signature.toString('hex'),
  })}\n`;

const parse = (text: string): SealLine | undefined => {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    // A line cut short by a power cut; its seal is in the database and is written again.
    return undefined;
  }
};

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Longest line: all fields and a signature are under 1 KiB. */
const TAIL_BYTES = 4096;

/** The last whole line; undefined where there is none yet. */
export const lastLine = async (folder: string, district: string): Promise<SealLine | undefined> => {
  const file = await open(sealFile(folder, district), 'r').catch((error: unknown) => {
    if (missing(error)) return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await file.read(tail, 0, tail.length, size - tail.length);
    const lines = tail.toString('utf8').split('\n').reverse();
    return lines.map(parse).find((one) => one !== undefined);
  } finally {
    await file.close();
  }
};

/** Adds lines; once this resolves they survive a power cut. */
export const appendLines = async (folder: string, district: string, seals: readonly Seal[]): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(sealFile(folder, district), 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(1);
    if (size > 0) await file.read(end, 0, 1, size - 1);
    // What a power cut left of a line is closed off, so that it can't spoil the next one.
    const closing = size > 0 && end.toString() !== '\n' ? '\n' : '';
    await file.appendFile(closing + seals.map(textOf).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  const holder = await open(folder, 'r');
  try {
    await holder.sync();
  } finally {
    await holder.close();
  }
};

/** Every whole line in order; none where there is no file. */
export async function* readLines(folder: string, district: string): AsyncGenerator<SealLine> {
  const path = sealFile(folder, district);
  const there = await stat(path).catch((error: unknown) => {
    if (missing(error)) return undefined;
    throw error;
  });
  if (there === undefined) return;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const parsed = parse(text);
    if (parsed !== undefined) yield parsed;
  }
}
