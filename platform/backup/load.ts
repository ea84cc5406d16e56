import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { copyIn } from '../db/copy.ts';
import { withClient } from '../db/engine.ts';
import { migrate, schemaVersion } from '../db/migrate.ts';
import { migrateJobs } from '../jobs/index.ts';
import { columnList, tableName, tablesOf } from './dump.ts';
import { BackupFault } from './fault.ts';
import { fileOf, JOBS_FILE, type Manifest, readManifest, type TableFile } from './manifest.ts';

/**
 * Takes an export into a database that holds no office yet: all of it or nothing. A new era begins, because this cluster counts its
 * transactions anew.
 * @param ownerUrl the owner's connection string
 * @throws BackupFault where the export is damaged or of another version, or the database holds an office
 */
export const loadDatabase = async (ownerUrl: string, folder: string): Promise<Manifest> => {
  const content = await readManifest(folder);
  await migrate(ownerUrl);
  await migrateJobs(ownerUrl);
  await withClient(ownerUrl, async (client) => {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    const version = await schemaVersion(client);
    if (version !== content.version)
      throw new BackupFault(
        `这份副本的版本是 ${content.version}，程序的版本是 ${version}。请用做副本时的那一版程序装入，再升级。`,
        `This copy is of version ${content.version}, the program of ${version}. Load it with the program that made it, then upgrade.`,
      );
    await refuseOffice(client);
    const there = await tablesOf(client);
    const same = there.length === content.tables.length && there.every((one, i) => sameTable(one, content.tables[i]!));
    if (!same) throw new BackupFault('副本里的表与这个程序的不同。', 'The tables of the copy are not those of this program.');
    const giveBack = await layAside(client, content.tables);
    await client.query(`truncate ${content.tables.map(tableName).join(', ')}`);
    for (const table of content.tables) {
      const text = `copy ${tableName(table)} (${columnList(table.columns)}) from stdin`;
      await copyIn(client, text, createReadStream(join(folder, fileOf(table))));
    }
    await giveBack();
    await loadJobs(client, folder);
    await client.query('insert into platform_era (era) select max(era) + 1 from platform_era');
    await client.query('commit');
    await client.query('analyze');
  });
  return content;
};

const sameTable = (one: Pick<TableFile, 'schema' | 'name' | 'columns'>, other: TableFile): boolean =>
  one.schema === other.schema && one.name === other.name && one.columns.join() === other.columns.join();

const refuseOffice = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from ledger) or exists (select from platform_command) or exists (select from auth."user") as used',
  );
  if (rows[0]!.used)
    throw new BackupFault(
      '目标数据库里已经有资料，不会被覆盖。请换一个空的数据库或数据目录。',
      'The target database holds data already, which is never overwritten. Choose an empty database or data folder.',
    );
};

type Constraint = { readonly table: string; readonly name: string; readonly text: string };

/**
 * Takes off foreign keys and triggers while tables come in one by one, whatever their order and circles; the owner may, a superuser is not needed.
 * @returns puts them back, and so checks every row
 */
const layAside = async (client: pg.ClientBase, tables: readonly TableFile[]): Promise<() => Promise<void>> => {
  const { rows } = await client.query<Constraint>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as text from pg_constraint
     where contype = 'f' and conparentid = 0 and connamespace in ('public'::regnamespace, 'auth'::regnamespace)`,
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`);
  for (const table of tables) await client.query(`alter table ${tableName(table)} disable trigger user`);
  return async () => {
    for (const table of tables) await client.query(`alter table ${tableName(table)} enable trigger user`);
    for (const { table, name, text } of rows)
      await client.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${text}`);
  };
};

/** Waiting jobs go in through the queue's own door: its numbers are its own. */
const loadJobs = async (client: pg.ClientBase, folder: string): Promise<void> => {
  await client.query(
    'create temporary table job_copy (identifier text, payload json, run_at timestamptz, max_attempts int, key text, priority int) on commit drop',
  );
  await copyIn(client, 'copy job_copy from stdin', createReadStream(join(folder, JOBS_FILE)));
  await client.query(
    `select graphile_worker.add_job(identifier, payload, run_at => run_at, max_attempts => max_attempts, job_key => key, priority => priority) from job_copy`,
  );
};
