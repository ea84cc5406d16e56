import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/**
 * Which details were erased by law, one JSON line each, in `<data>/erasures.log`: outside the database and never in a backup,
 * so that an old backup that is restored loses them again. Ids only.
 */
const line = z.object({ district: z.string(), entry: z.string(), by: z.string(), at: z.string() });
export type Erasure = z.infer<typeof line>;

export const erasuresFile = (dataDir: string): string => join(dataDir, 'erasures.log');

/** All erasures on the list; none where there is no list yet. A line that a power cut left unfinished is passed over: it is written again. */
export const readErasures = async (path: string): Promise<readonly Erasure[]> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((one) => {
    try {
      return [line.parse(JSON.parse(one))];
    } catch {
      return [];
    }
  });
};

export const keyOf = ({ district, entry }: Pick<Erasure, 'district' | 'entry'>): string => `${district} ${entry}`;

/** Adds what the list lacks; once this resolves it survives a power cut. */
export const addErasures = async (path: string, erasures: readonly Erasure[]): Promise<void> => {
  const known = new Set((await readErasures(path)).map(keyOf));
  const fresh = erasures.filter((one) => !known.has(keyOf(one)));
  if (fresh.length === 0) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  try {
    // Begins with a line end, in case the last line was cut short.
    await file.appendFile(
      fresh
        .map((one) => `\n${JSON.stringify(one)}`)
        .join('')
        .concat('\n'),
    );
    await file.sync();
  } finally {
    await file.close();
  }
};
