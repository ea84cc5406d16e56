import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DatabaseFault } from './fault.ts';
import { findProcess } from './processes.ts';

const holder = z.object({ pid: z.number().int(), startedAt: z.string(), boot: z.string() });

const lockFile = (dataDir: string): string => join(dataDir, 'daiban.lock');

/** The pid of the living Daiban that uses the folder, or null. What a killed one left behind does not count. */
export const holderOf = (dataDir: string): number | null => {
  let text: string;
  try {
    text = readFileSync(lockFile(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const parsed = holder.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.boot !== bootId()) return null;
  const living = findProcess(parsed.data.pid);
  return living !== null && living.state !== 'Z' && living.startedAt === parsed.data.startedAt ? living.pid : null;
};

/**
 * Marks the folder as used by this process.
 * @returns gives the folder free again
 * @throws DatabaseFault when another living Daiban has it
 */
export const claim = (dataDir: string): (() => void) => {
  const file = lockFile(dataDir);
  const content = JSON.stringify({ pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? '', boot: bootId() });
  // Written aside and linked, so that the lock is never seen half written.
  const aside = `${file}.${process.pid}`;
  for (;;) {
    try {
      writeFileSync(aside, content, { mode: 0o600 });
      linkSync(aside, file);
      return () => unlinkSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(aside, { force: true });
    }
    const pid = holderOf(dataDir);
    if (pid !== null) {
      throw new DatabaseFault(
        `数据目录 ${dataDir} 正被另一个代办程序（进程 ${pid}）使用。请先停掉它，或用 --data 另选目录。`,
        `The data folder ${dataDir} is in use by another Daiban (process ${pid}). Stop that one, or choose another folder with --data.`,
      );
    }
    rmSync(file, { force: true });
  }
};

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** A lock that a full disk or a power cut left empty is no lock. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
