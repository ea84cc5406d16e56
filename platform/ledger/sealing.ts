import type { Pool, PoolClient } from 'pg';
import type { Keys } from '../crypto/index.ts';
import { createPool } from '../db/pool.ts';
import { GENESIS } from './entry.ts';
import { addErasures, type Erasure, erasuresFile } from './erasures.ts';
import { MEMBER_BYTES, merkleRoot } from './merkle.ts';
import { SEAL_COLUMNS, type Seal, sealHash } from './seal.ts';
import { appendLines, lastLine, sealsFolder } from './sealfile.ts';

/** The hash that entries are written with now is also that of the next seal. */
const hashName = (keys: Keys): string => keys.ledger.current().algorithm.split('+')[0]!;

/** Entries in one seal, about: 2.4 MB of members. */
const MOST = 50_000;
/** Any number, the same in every program that seals. */
const SEAL_LOCK = 8420_03;

const LAST_SQL = `select ${SEAL_COLUMNS} from ledger_seal where district = $1 order by n desc limit 1`;
const SINCE_SQL = `select ${SEAL_COLUMNS} from ledger_seal where district = $1 and n > $2 order by n limit 1000`;
const ADD_SQL = `insert into ledger_seal (district, n, era, xid_from, xid_to, entries, members, root, previous, algorithm, hash, signature, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, to_timestamp($13::float8 / 1000))`;

/**
 * Seals what a district's last seal left open. One program at a time does; another one's turn is taken as done.
 * @returns the seals made, none where nothing new has settled
 */
const sealDistrict = async (client: PoolClient, keys: Keys, district: string): Promise<readonly Seal[]> => {
  const made: Seal[] = [];
  for (;;) {
    await client.query('begin');
    try {
      const { rows: turn } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1, hashtext($2)) as mine', [
        SEAL_LOCK,
        district,
      ]);
      const seal = turn[0]!.mine ? await nextSeal(client, keys, district) : undefined;
      if (seal !== undefined) {
        const { members, root, previous, algorithm, signature } = seal;
        const place = [district, seal.n, seal.era, seal.xidFrom, seal.xidTo, seal.entries];
        await client.query(ADD_SQL, [...place, members, root, previous, algorithm, seal.hash, signature, seal.at]);
      }
      await client.query('commit');
      if (seal !== undefined) made.push(seal);
      // What comes in meanwhile waits for the next round: else a busy hour would be sealed one entry at a time.
      if (seal === undefined || seal.entries < MOST) return made;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  }
};

const nextSeal = async (client: PoolClient, keys: Keys, district: string): Promise<Seal | undefined> => {
  const last = (await client.query<Seal>(LAST_SQL, [district])).rows[0];
  const { rows: eras } = await client.query<{ era: number }>('select platform_current_era() as era');
  for (let era = last?.era ?? 1; era <= eras[0]!.era; era += 1) {
    const xidFrom = last?.era === era ? last.xidTo : '0';
    const { rows } = await client.query<{ xidTo: string | null; members: Buffer | null }>(
      `select until.xid::text as "xidTo", ledger_members($1, $2, $3, until.xid) as members from ledger_seal_end($1, $2, $3, $4) as until (xid)`,
      [district, era, xidFrom, MOST],
    );
    const found = rows[0];
    if (found?.members == null || found.xidTo === null) continue;
    const algorithm = hashName(keys);
    const seal = {
      district,
      n: (last?.n ?? 0) + 1,
      era,
      xidFrom,
      xidTo: found.xidTo,
      entries: found.members.length / MEMBER_BYTES,
      members: found.members,
      root: merkleRoot(found.members, algorithm),
      previous: last?.hash ?? GENESIS,
      at: Date.now(),
    };
    const sealed = sealHash(seal, algorithm);
    const signed = keys.ledger.sign(sealed);
    return { ...seal, algorithm: `${algorithm}+${signed.algorithm}`, hash: sealed, signature: signed.signature };
  }
  return undefined;
};

/** Brings the file up to the table. Every program of an office keeps a whole copy, whoever made the seals. */
const copyToFile = async (client: PoolClient, folder: string, district: string, report: (message: string) => void): Promise<void> => {
  let last = await lastLine(folder, district);
  for (;;) {
    const { rows } = await client.query<Seal>(SINCE_SQL, [district, last?.n ?? 0]);
    const first = rows[0];
    if (first === undefined) {
      const { rows: newest } = await client.query<Seal>(LAST_SQL, [district]);
      if (last !== undefined && newest[0]?.hash.toString('hex') !== last.hash)
        report(`the seals of ${district} in the database are not those in the file: run daiban verify`);
      return;
    }
    if (last !== undefined && first.previous.toString('hex') !== last.hash) {
      report(`seal ${first.n} of ${district} does not follow the file's last one: run daiban verify`);
      return;
    }
    await appendLines(folder, district, rows);
    last = await lastLine(folder, district);
  }
};

/** How far back a round looks for erasures: transactions that take long commit late. */
const LOOK_BACK_MS = 3_600_000;

/** Seals every district once and brings the files up to date. @returns how many entries were sealed */
const sealAll = async (pool: Pool, { keys, dataDir, report }: SealOptions, since: number): Promise<number> => {
  const folder = sealsFolder(dataDir);
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ district: string }>('select district from ledger_districts() as district');
    let entries = 0;
    for (const { district } of rows) {
      for (const seal of await sealDistrict(client, keys, district)) entries += seal.entries;
      await copyToFile(client, folder, district, report);
    }
    const erased = await client.query<Erasure>(
      'select district, entry, by_command as by, at from ledger_erasures_since(to_timestamp($1::float8 / 1000))',
      [since],
    );
    if (erased.rows.length > 0) await addErasures(erasuresFile(dataDir), erased.rows);
    return entries;
  } finally {
    client.release();
  }
};

export type SealOptions = {
  /** Connection string of the role `worker`. */
  readonly url: string;
  readonly keys: Keys;
  /** The data folder: seals go to `seals/<district>.log`, erasures to `erasures.log`. */
  readonly dataDir: string;
  /** What the operator should know; never personal data. */
  report(message: string): void;
  /** ms between two rounds; design.md §3 promises 10 s at most from the end of one to that of the next. */
  readonly every?: number;
};

export type Sealing = {
  /** Seals now what has settled. @returns how many entries */
  seal(): Promise<number>;
  /** Seconds since everything settled was last known to be sealed. */
  lag(): number;
  /** A last round, then no more. Call it once nothing writes any longer. */
  stop(): Promise<void>;
};

const EVERY_MS = 8_000;

/** Seals the ledger from now until `stop`. A round that fails is reported and tried again with the next. */
export const startSealing = (options: SealOptions): Sealing => {
  const { url, report, every = EVERY_MS } = options;
  const pool = createPool(url, { max: 1, name: 'daiban seals', onError: (error) => report(`connection for seals lost: ${error.message}`) });
  let sealedAt = Date.now();
  // The first round looks at all erasures: the list may have been lost.
  let since = 0;
  let round: Promise<unknown> = Promise.resolve();
  const seal = (): Promise<number> => {
    const next = round.then(async () => {
      const begun = Date.now();
      const entries = await sealAll(pool, options, since);
      sealedAt = Date.now();
      since = begun - LOOK_BACK_MS;
      return entries;
    });
    round = next.catch(() => {}); // the caller of this round hears of it; the next round must run all the same
    return next;
  };
  const timer = setInterval(() => {
    seal().catch((error: Error) => report(`not sealed: ${error.message}`));
  }, every);
  return {
    seal,
    lag: () => (Date.now() - sealedAt) / 1000,
    stop: async () => {
      clearInterval(timer);
      try {
        await seal();
      } finally {
        await pool.end();
      }
    },
  };
};
