import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupFault } from './fault.ts';

/** What an export holds: `manifest.json` beside one text file a table (`public.ledger.copy`, PostgreSQL's COPY text format, columns as named). */
const table = z.strictObject({
  schema: z.enum(['public', 'auth']),
  name: z.string().regex(/^[A-Za-z0-9_]+$/),
  columns: z.array(z.string()).min(1),
  rows: z.int().min(0),
  sha256: z.string(),
});
export type TableFile = z.infer<typeof table>;

const manifest = z.strictObject({
  format: z.literal('daiban-export-1'),
  /** Newest migration of the database. */
  version: z.string(),
  at: z.iso.datetime(),
  tables: z.array(table),
  /** Jobs waiting in the queue, `jobs.copy`. */
  jobs: z.strictObject({ rows: z.int().min(0), sha256: z.string() }),
});
export type Manifest = z.infer<typeof manifest>;

export const MANIFEST = 'manifest.json';
export const JOBS_FILE = 'jobs.copy';
export const fileOf = ({ schema, name }: Pick<TableFile, 'schema' | 'name'>): string => `${schema}.${name}.copy`;

export const writeManifest = (folder: string, content: Manifest): Promise<void> =>
  writeFile(join(folder, MANIFEST), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });

/** @throws BackupFault where it is missing, of another kind, or a file differs from what it says */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const broken = (what: string) =>
    new BackupFault(`这份副本不完整或被改动过：${what}。请换一份。`, `This copy is incomplete or was altered: ${what}. Take another one.`);
  let content: Manifest;
  try {
    content = manifest.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
  } catch {
    throw broken(MANIFEST);
  }
  const files = [...content.tables.map((one) => [fileOf(one), one.sha256] as const), [JOBS_FILE, content.jobs.sha256] as const];
  for (const [name, sha256] of files) {
    const digest = createHash('sha256');
    try {
      for await (const chunk of createReadStream(join(folder, name))) digest.update(chunk as Buffer);
    } catch {
      throw broken(name);
    }
    if (digest.digest('hex') !== sha256) throw broken(name);
  }
  return content;
};
