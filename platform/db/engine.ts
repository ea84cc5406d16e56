import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Account, unprivileged } from './account.ts';
import { embeddedBinaries } from './binaries.ts';
import { DatabaseFault } from './fault.ts';
import { claim, holderOf } from './lock.ts';
import {
  type Cluster,
  clearSockets,
  initCluster,
  readStatus,
  SUPERUSER,
  settleOrphans,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { type DatabaseRole, ensureRoles, grantDatabase, roleName } from './roles.ts';
import { socketFolder } from './socket.ts';

/** An open database, embedded or on a server: the same to everyone above. */
export type Engine = {
  /** Connection string of the role that owns the tables (migrations, backup, `db-url`). */
  readonly ownerUrl: string;
  /** Connection string of one of the database roles; `pg` and libpq understand it. */
  urlFor(role: DatabaseRole): string;
  /** Resolves with the reason when the database ends without having been told to. */
  readonly failed: Promise<DatabaseFault>;
  /** Stops the embedded database; a server is left running. Safe to call twice. */
  stop(): Promise<void>;
};

export type EngineOptions = {
  /** Folder with `initdb` and `postgres`; the embedded ones when absent. */
  readonly binaries?: string;
  /** For tests: faster, and lost in a power cut. */
  readonly throwaway?: boolean;
  /** As whom it runs; found out when absent. */
  readonly account?: Account;
  /** Further settings of PostgreSQL. */
  readonly settings?: Readonly<Record<string, string>>;
};

export const DATABASE = 'daiban';

/** For an office's small computer: a few dozen sessions, short queries, every commit on disk. */
const SETTINGS: Readonly<Record<string, string>> = {
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  // Compiling a query costs more than running ours.
  jit: 'off',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  autovacuum_naptime: '30s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_analyze_scale_factor: '0.02',
  // Statements and the details of violated constraints hold residents' data: they stay out of the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const THROWAWAY: Readonly<Record<string, string>> = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

const LOG_LIMIT = 10 * 1024 * 1024;

/**
 * Opens the embedded PostgreSQL of a data folder, making both when they are not there.
 * Unix socket only: no port, nothing to reach from outside. Works as root and as an ordinary user.
 * @throws DatabaseFault when the folder is in use, not ours, or PostgreSQL does not start
 */
export const openEngine = async ({ dataDir, options = {} }: { dataDir: string; options?: EngineOptions }): Promise<Engine> => {
  const folder = ownFolder(dataDir);
  const release = claim(folder);
  try {
    const cluster = await describe(folder, options);
    await settleOrphans(cluster.folder);
    clearSockets(cluster.sockets);
    await initCluster(cluster, { throwaway: options.throwaway ?? false });
    const child = await startPostmaster(cluster).catch((error: unknown) => {
      rmSync(cluster.sockets, { recursive: true, force: true });
      throw error;
    });
    let stopping = false;
    const failed = new Promise<DatabaseFault>((resolve) => {
      child.once('exit', (code, signal) => {
        if (!stopping) resolve(endedByItself(code ?? signal, cluster.log));
      });
    });
    const stop = async (): Promise<void> => {
      if (stopping) return;
      stopping = true;
      await stopPostmaster(child);
      rmSync(cluster.sockets, { recursive: true, force: true });
      release();
    };
    try {
      await ensureDatabase(cluster.sockets);
    } catch (error) {
      await stop();
      throw error;
    }
    return {
      ownerUrl: socketUrl(cluster.sockets, roleName('owner')),
      urlFor: (role) => socketUrl(cluster.sockets, roleName(role)),
      failed,
      stop,
    };
  } catch (error) {
    if (holderOf(folder) === process.pid) release();
    throw error;
  }
};

/** Connection strings of the database that another Daiban has open in this folder; null when none is running. For commands beside a running server. */
export const findRunningEngine = (dataDir: string): Pick<Engine, 'ownerUrl' | 'urlFor'> | null => {
  if (!existsSync(dataDir)) return null;
  const folder = realpathSync(dataDir);
  const status = readStatus(clusterFolder(folder));
  if (holderOf(folder) === null || status === null || !status.ready) return null;
  const urlFor = (role: DatabaseRole): string => socketUrl(status.sockets, roleName(role));
  return { ownerUrl: urlFor('owner'), urlFor };
};

/** `postgres://role@/daiban?host=/tmp/…` */
export const socketUrl = (sockets: string, role: string, database = DATABASE): string =>
  `postgres://${role}@/${database}?host=${encodeURIComponent(sockets)}`;

/** The superuser's connection string of a running embedded database: for tests, which look behind everything. */
export const superuserUrl = (dataDir: string, database = DATABASE): string => {
  const status = readStatus(clusterFolder(realpathSync(dataDir)));
  if (status === null) throw new Error('the database is not running');
  return socketUrl(status.sockets, SUPERUSER, database);
};

const clusterFolder = (dataDir: string): string => join(dataDir, 'postgres');

const describe = async (dataDir: string, options: EngineOptions): Promise<Cluster> => {
  const account = options.account ?? (await unprivileged());
  // The account must be able to walk through to its cluster; what lies beside is closed file by file.
  if (account.uid !== undefined) chmodSync(dataDir, 0o711);
  const log = join(dataDir, 'postgres.log');
  if (existsSync(log) && statSync(log).size > LOG_LIMIT) renameSync(log, `${log}.old`);
  return {
    binaries: options.binaries ?? (await embeddedBinaries()),
    folder: clusterFolder(dataDir),
    sockets: socketFolder(dataDir, account),
    log,
    account,
    settings: { ...SETTINGS, ...(options.throwaway ? THROWAWAY : {}), ...options.settings },
  };
};

const ensureDatabase = async (sockets: string): Promise<void> => {
  await withClient(socketUrl(sockets, SUPERUSER, 'postgres'), async (admin) => {
    await ensureRoles(admin);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${DATABASE} OWNER daiban_owner`);
  });
  await withClient(socketUrl(sockets, SUPERUSER), grantDatabase);
};

/** One connection for one piece of work, closed whatever happens. */
export const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const ownFolder = (dataDir: string): string => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const folder = realpathSync(dataDir);
    const owner = statSync(folder).uid;
    if (owner === process.getuid!()) return folder;
  } catch (cause) {
    throw new DatabaseFault(
      `数据目录 ${dataDir} 建不了或打不开：${(cause as Error).message}`,
      `The data folder ${dataDir} can't be made or opened: ${(cause as Error).message}`,
      { cause },
    );
  }
  throw new DatabaseFault(
    `数据目录 ${dataDir} 属于另一个用户。请用那个用户启动，或用 --data 另选目录。`,
    `The data folder ${dataDir} belongs to another user. Start as that user, or choose another folder with --data.`,
  );
};

const endedByItself = (how: number | string | null, log: string): DatabaseFault =>
  new DatabaseFault(`数据库自己停了（${how}）。详情见 ${log}。`, `The database ended by itself (${how}). More in ${log}.`);
