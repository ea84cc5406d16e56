import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from './account.ts';
import { majorVersion } from './binaries.ts';
import { DatabaseFault } from './fault.ts';
import { findProcess, processesIn } from './processes.ts';

/** The superuser made by initdb; used only to make roles and databases. */
export const SUPERUSER = 'postgres';

export type Cluster = {
  /** folder of `initdb` and `postgres` */
  readonly binaries: string;
  /** PGDATA */
  readonly folder: string;
  readonly sockets: string;
  readonly log: string;
  readonly account: Account;
  readonly settings: Readonly<Record<string, string>>;
};

/** How long a stopping or starting database may take, in ms; recovery after a power cut is the slowest. */
const PATIENCE = 120_000;
const POLL = 10;

/**
 * Makes the cluster if there is none: aside, then renamed, because an initdb that is killed leaves something that looks like
 * a cluster and is not (14 of 16 tries).
 */
export const initCluster = async (cluster: Cluster, { throwaway }: { throwaway: boolean }): Promise<void> => {
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) return;
  const aside = `${cluster.folder}.init`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  if (cluster.account.uid !== undefined) chownSync(aside, cluster.account.uid, cluster.account.gid!);
  // LC_CTYPE must be UTF-8 for pg_trgm to see Chinese; sorting by code point is what area paths need.
  const builtin = majorVersion(cluster.binaries) >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const args = ['-D', aside, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', ...builtin, '--data-checksums'];
  const logFrom = logSize(cluster);
  const child = run(cluster, 'initdb', throwaway ? [...args, '--no-sync'] : args);
  const code = await new Promise<number | null>((resolve, reject) => child.once('exit', resolve).once('error', reject));
  if (code !== 0) throw failed('初始化', 'be made', cluster, logFrom);
  renameSync(aside, cluster.folder);
};

/** Starts PostgreSQL and waits until it takes connections. It stops by itself when this process dies, however it dies. */
export const startPostmaster = async (cluster: Cluster): Promise<ChildProcess> => {
  const settings = { ...cluster.settings, listen_addresses: '', unix_socket_directories: cluster.sockets, unix_socket_permissions: '0700' };
  const logFrom = logSize(cluster);
  const args = ['-D', cluster.folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = run(cluster, 'postgres', args, ['setpriv', '--pdeathsig', 'INT', '--']);
  const deadline = Date.now() + PATIENCE;
  let broken: Error | null = null;
  child.once('error', (error) => {
    broken = error;
  });
  while (broken === null && child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const status = readStatus(cluster.folder);
    if (status?.pid === child.pid && status?.ready) return child;
    await wait(POLL);
  }
  child.kill('SIGINT');
  throw failed('启动', 'start', cluster, logFrom, broken ?? undefined);
};

/** SIGINT: sessions are ended, everything is written. Returns when the process is gone. */
export const stopPostmaster = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const patience = setTimeout(() => child.kill('SIGQUIT'), PATIENCE);
  await gone;
  clearTimeout(patience);
};

/**
 * Ends what a killed Daiban left running in this cluster and removes the lock file that nobody holds any more.
 * The caller has made sure that no living Daiban owns the folder.
 */
export const settleOrphans = async (folder: string): Promise<void> => {
  const pid = readStatus(folder)?.pid;
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (pid !== undefined && processesIn(folder).includes(pid)) process.kill(pid, signal);
    const deadline = Date.now() + patience;
    // Its children have shared memory open: as long as one lives, a second PostgreSQL would damage the files.
    while (processesIn(folder).length > 0 && Date.now() < deadline) await wait(POLL);
    if (processesIn(folder).length === 0) break;
  }
  const left = processesIn(folder);
  if (left.length > 0) {
    throw new DatabaseFault(
      `上次留下的数据库进程（${left.join('、')}）停不下来。请结束它们再启动。`,
      `Database processes left from before (${left.join(', ')}) do not stop. End them and start again.`,
    );
  }
  // A zombie, or another program that got the same pid, makes PostgreSQL believe that the lock is held.
  if (pid !== undefined && findProcess(pid) !== null) rmSync(join(folder, 'postmaster.pid'), { force: true });
};

/**
 * Removes the socket and its lock that a killed database left. Their own check asks whether the pid lives: a zombie, or whoever got
 * that pid since, would keep the office closed. The folder is this cluster's alone, and `settleOrphans` has seen that nobody runs in it.
 */
export const clearSockets = (sockets: string): void => {
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(sockets, name), { force: true });
};

/** What `postmaster.pid` says: line 1 the pid, line 5 the socket folder, line 8 whether it takes connections. Null when no database runs or ran. */
export const readStatus = (folder: string): { pid: number; sockets: string; ready: boolean } | null => {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), sockets: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Detached, so that Ctrl-C reaches Daiban only and the database is stopped after the requests have ended. */
const run = (cluster: Cluster, program: string, args: readonly string[], before: readonly string[] = []): ChildProcess => {
  const [command, ...rest] = [...cluster.account.prefix, ...guards(before), join(cluster.binaries, program), ...args];
  const log = openSync(cluster.log, 'a', 0o600);
  try {
    return spawn(command!, rest, {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
      uid: cluster.account.uid,
      gid: cluster.account.gid,
    });
  } finally {
    closeSync(log);
  }
};

/** Small systems lack setpriv; there an orphan is settled at the next start instead of at once. */
const guards = (before: readonly string[]): readonly string[] =>
  before.length > 0 && spawnSync(before[0]!, ['--version']).status === 0 ? before : [];

const logSize = (cluster: Cluster): number => (existsSync(cluster.log) ? statSync(cluster.log).size : 0);

const failed = (zh: string, en: string, cluster: Cluster, logFrom: number, cause?: Error): DatabaseFault => {
  const said = existsSync(cluster.log)
    ? readFileSync(cluster.log).subarray(logFrom).toString('utf8').trim().split('\n').slice(-12).join('\n')
    : '';
  return new DatabaseFault(
    `数据库没能${zh}。详情见 ${basename(cluster.log)}：`,
    `The database could not ${en}. More in ${cluster.log}:\n${cause ? `${cause.message}\n` : ''}${said}`,
    { cause },
  );
};
