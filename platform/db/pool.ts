import pg from 'pg';

export type PoolOptions = {
  /** connections at most */
  readonly max: number;
  /** Shown in pg_stat_activity. */
  readonly name?: string;
  /** A statement that runs longer is cancelled, in ms. 0: no limit. */
  readonly statementTimeout?: number;
  /** Told when an idle connection breaks (database stopped, failover); the pool goes on by itself. */
  readonly onError?: (error: Error) => void;
};

/**
 * A pool of connections. Queries started on one client without waiting are sent at once (pipelining):
 * `const begun = client.query('BEGIN'); const row = client.query(…); await Promise.all([begun, row])` costs one round trip.
 *
 * What comes back: `int8` a number when exact, else its digits · `date` '2026-11-21' · `timestamptz` ISO 8601 in UTC,
 * at least milliseconds, microseconds kept ('2026-11-21T06:30:00.123456Z') · `numeric` its digits · `jsonb` parsed.
 */
export const createPool = (url: string, options: PoolOptions): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.name ?? 'daiban',
    statement_timeout: options.statementTimeout ?? 30_000,
    // The session's zone is part of how instants are read back.
    options: '-c TimeZone=UTC',
    pipeline: true,
    types,
  } as pg.PoolConfig);
  // Without a listener a database that stops would end this process.
  pool.on('error', options.onError ?? (() => {}));
  hearLosses(pool);
  return pool;
};

/**
 * A connection that is lost while lent out and idle tells nobody but the client itself: without a listener there the process would end.
 * Whoever has it learns of it with the next query.
 */
export const hearLosses = (pool: pg.Pool): void => {
  pool.on('connect', (client) => client.on('error', () => {}));
};

const OID = { int8: 20, date: 1082, timestamptz: 1184, int8s: 1016, dates: 1182, timestamptzs: 1185 } as const;

export const int8 = (text: string): number | string => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
};

/** '2026-11-21 06:30:00.5+00' → '2026-11-21T06:30:00.500Z' */
export const instant = (text: string): string => {
  const [, day, time, fraction = ''] = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  // infinity, years before Christ: as PostgreSQL says them
  return day === undefined ? text : `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
};

/** pg-types' own parser of array texts; its published type is out of date. */
const arrays = pg.types.arrayParser as unknown as {
  create<T>(text: string, parse: (entry: string | null) => T): { parse(): T[] };
};

const list =
  <T>(parse: (text: string) => T) =>
  (text: string): (T | null)[] =>
    arrays.create(text, (entry) => (entry === null ? null : parse(entry))).parse();

const asIs = (text: string): string => text;

const PARSERS = new Map<number, (text: string) => unknown>([
  [OID.int8, int8],
  [OID.date, asIs],
  [OID.timestamptz, instant],
  [OID.int8s, list(int8)],
  [OID.dates, list(asIs)],
  [OID.timestamptzs, list(instant)],
]);

/** Per pool, so that libraries with their own pools keep what they expect. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && PARSERS.get(oid)) || pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;
