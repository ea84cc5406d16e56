import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { KeyFileRefusal, type Keys, NOTICED_MS } from '../crypto/index.ts';
import { sealedDetails } from '../ledger/entry.ts';
import { countFormer, redoRows } from './rows.ts';
import { CANDIDATES_SQL, type SealedTable, undeclared } from './sealed.ts';

/** What gets a new version; the session key stays, because second factors are kept under it. */
const ROTATED = ['column', 'lookup', 'document', 'ledger', 'seal'] as const;
/** What is destroyed once nothing rests on it. Former ledger and seal keys stay for ever: old entries must verify. */
const RETIRED = ['column', 'lookup', 'document'] as const;

/** A row sealed just before the new keys were noticed may come in this much later: an upload whose picture is being worked on. */
const LATE_MS = 10_000;
/** Passes over everything. Each finds only what the office was writing during the one before. */
const PASSES = 20;

export type Step =
  | { readonly step: 'begun' | 'resumed'; readonly version: number }
  | { readonly step: 'waiting' }
  | { readonly step: 'redone'; readonly table: string; readonly rows: number; readonly of: number }
  | { readonly step: 'retired'; readonly versions: readonly number[] };

export type RotateOptions = {
  /** Connection string of the owner, who sees every row. */
  readonly url: string;
  readonly keys: Keys;
  /** What the modules keep encrypted; the ledger's details are added here. */
  readonly tables: readonly SealedTable[];
  /** False where no office runs: then nobody needs to notice anything. */
  readonly running: boolean;
  readonly told: (step: Step) => void;
};

export type Rotated = { readonly rows: number; readonly retired: readonly number[] };

/** Columns that look encrypted and that no module declares: a rotation would lose them. */
export class Undeclared extends Error {
  constructor(names: readonly string[]) {
    super(`a rotation would lose these columns, which no module declares as sealed: ${names.join(', ')}`);
    this.name = 'Undeclared';
  }
}

/**
 * New keys for everything, then the old ones destroyed: encrypted columns, keyed look-ups, each file's key. Broken off, it is gone on with
 * by calling it again: the key file says that former versions are still kept, the rows say which they are of.
 * @throws {Undeclared} before anything changes · {Tampered} at a value that was altered behind the application's back: the old keys stay
 */
export const rotateKeys = async ({ url, keys, tables, running, told }: RotateOptions): Promise<Rotated> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await aloneHere(client);
    const all = [sealedDetails, ...tables];
    const { rows: present } = await client.query<{ name: string }>(CANDIDATES_SQL);
    const lost = undeclared(
      all,
      present.map((one) => one.name),
    );
    if (lost.length > 0) throw new Undeclared(lost);

    const resumed = RETIRED.some((purpose) => keys.formerVersions(purpose).length > 0);
    if (!resumed) keys.rotateAll(ROTATED);
    told({ step: resumed ? 'resumed' : 'begun', version: Number.parseInt(keys.currentMark(), 10) });
    if (running) {
      told({ step: 'waiting' });
      await wait(2 * NOTICED_MS);
      await olderEnded(client);
    }
    let rows = 0;
    for (let pass = 1; ; pass += 1) {
      rows += await onePass(client, all, keys, told);
      if (running && pass === 1) {
        told({ step: 'waiting' });
        await wait(LATE_MS);
      }
      await olderEnded(client);
      if ((await leftOver(client, all, keys)) === 0) break;
      if (pass === PASSES) throw new Error('rows under former keys keep coming in: does every program read this key file?');
    }
    const retired = [...new Set(RETIRED.flatMap((purpose) => keys.retire(purpose)))];
    told({ step: 'retired', versions: retired });
    return { rows, retired };
  } finally {
    await client.end();
  }
};

/** Any number, the same in every program that rotates. */
const ROTATION_LOCK = 8420_02;

/** One rotation at a time: two would destroy each other's keys. Held until the connection ends. */
const aloneHere = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [ROTATION_LOCK]);
  if (!rows[0]!.mine)
    throw new KeyFileRefusal({
      code: 'rotation_runs',
      zh: '另一个换密钥的命令正在运行，请等它做完。',
      en: 'Another rotation of the keys is running; wait for it to end.',
    });
};

const onePass = async (client: pg.ClientBase, tables: readonly SealedTable[], keys: Keys, told: RotateOptions['told']): Promise<number> => {
  let rows = 0;
  for (const table of tables) {
    const of = await countFormer(client, table, keys);
    if (of > 0) rows += await redoRows(client, table, keys, (done) => told({ step: 'redone', table: table.table, rows: done, of }));
  }
  return rows;
};

const leftOver = async (client: pg.ClientBase, tables: readonly SealedTable[], keys: Keys): Promise<number> => {
  let left = 0;
  for (const table of tables) left += await countFormer(client, table, keys);
  return left;
};

/** Transactions of Daiban's roles in this database, whoever asks. */
const OPEN_SQL = `select l.virtualtransaction as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'virtualxid' and a.datname = current_database() and a.usename like 'daiban\\_%' and l.pid <> pg_backend_pid()`;

/** Resolves once every transaction that is open now has ended: what it sealed is then there to be seen. */
const olderEnded = async (client: pg.ClientBase): Promise<void> => {
  const open = async (): Promise<readonly string[]> => (await client.query<{ name: string }>(OPEN_SQL)).rows.map((row) => row.name);
  for (let older = await open(); older.length > 0; ) {
    await wait(100);
    const still = new Set(await open());
    older = older.filter((one) => still.has(one));
  }
};
