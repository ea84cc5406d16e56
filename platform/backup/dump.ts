import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { copyOut } from '../db/copy.ts';
import { withClient } from '../db/engine.ts';
import { schemaVersion } from '../db/migrate.ts';
import { inSnapshot } from '../ledger/snapshot.ts';
import { BackupFault } from './fault.ts';
import { fileOf, JOBS_FILE, type Manifest, type TableFile, writeManifest } from './manifest.ts';

/** Every table of ours with the columns that are stored as given; which migrations ran, the target knows itself. */
export const tablesOf = async (client: pg.ClientBase): Promise<readonly Pick<TableFile, 'schema' | 'name' | 'columns'>[]> => {
  const { rows } = await client.query<Pick<TableFile, 'schema' | 'name' | 'columns'>>(
    `select c.relnamespace::regnamespace::text as schema, c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace) and c.relname <> 'platform_migration'
     group by 1, 2 order by 1, 2`,
  );
  return rows;
};

export const tableName = ({ schema, name }: Pick<TableFile, 'schema' | 'name'>): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

export const columnList = (columns: readonly string[]): string => columns.map((column) => pg.escapeIdentifier(column)).join(', ');

const JOBS_SQL = `copy (select t.identifier, j.payload, j.run_at, j.max_attempts, j.key, j.priority
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.attempts < j.max_attempts order by j.id) to stdout`;

/**
 * Writes the whole database as text files of one moment into an empty folder. The office may go on working.
 * @param ownerUrl the owner's connection string
 * @throws BackupFault where the folder holds something or the database has no schema
 */
export const dumpDatabase = async (ownerUrl: string, folder: string): Promise<Manifest> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0)
    throw new BackupFault(`文件夹 ${folder} 不是空的，请换一个。`, `The folder ${folder} is not empty; choose another one.`);
  return withClient(ownerUrl, async (client) => {
    await inSnapshot(client);
    const version = await schemaVersion(client);
    if (version === null) throw new BackupFault('数据库还是空的。', 'The database is still empty.');
    const tables: TableFile[] = [];
    for (const table of await tablesOf(client)) {
      const text = `copy ${tableName(table)} (${columnList(table.columns)}) to stdout`;
      tables.push({ ...table, ...(await toFile(client, text, join(folder, fileOf(table)))) });
    }
    const jobs = await toFile(client, JOBS_SQL, join(folder, JOBS_FILE));
    const content: Manifest = { format: 'daiban-export-1', version, at: new Date().toISOString(), tables, jobs };
    await writeManifest(folder, content);
    return content;
  });
};

/** Bytes gathered before they are written. */
const BATCH = 1024 * 1024;

const toFile = async (client: pg.ClientBase, text: string, path: string): Promise<{ rows: number; sha256: string }> => {
  const file = openSync(path, 'wx', 0o600);
  const digest = createHash('sha256');
  let waiting: Buffer[] = [];
  let held = 0;
  const flush = (): void => {
    const all = Buffer.concat(waiting, held);
    digest.update(all);
    for (let at = 0; at < all.length; ) at += writeSync(file, all, at);
    waiting = [];
    held = 0;
  };
  try {
    const rows = await copyOut(client, text, (line) => {
      waiting.push(Buffer.from(line));
      held += line.length;
      // Written at once, not later: so the database goes no faster than the disk.
      if (held >= BATCH) flush();
    });
    flush();
    fsyncSync(file);
    return { rows, sha256: digest.digest('hex') };
  } finally {
    closeSync(file);
  }
};
