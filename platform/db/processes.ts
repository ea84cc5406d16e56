import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process as Linux shows it under /proc. */
export type Process = {
  readonly pid: number;
  /** One letter; `Z` is a dead process that nobody has reaped yet. */
  readonly state: string;
  /** Ticks from boot to its start: with the pid it names one process even after pids wrap around. */
  readonly startedAt: string;
};

/** The process with this pid, or null when there is none. */
export const findProcess = (pid: number): Process | null => {
  const stat = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === null) return null;
  // pid (name, which may hold spaces and brackets) state ppid …; the start time is field 22
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid, state: fields[0]!, startedAt: fields[19]! };
};

/** Living processes that work in this folder: every PostgreSQL process stands in its cluster's folder. */
export const processesIn = (folder: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readOrNull(() => readlinkSync(`/proc/${pid}/cwd`)) === folder && findProcess(pid)?.state !== 'Z');

/** Processes end, and other users' are closed to us, while we look: both mean "nothing to see". */
const readOrNull = (read: () => string): string | null => {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
};
