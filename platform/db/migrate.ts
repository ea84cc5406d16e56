import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { withClient } from './engine.ts';
import { DatabaseFault } from './fault.ts';

export type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly sha256: string };

export const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url));

const MIGRATE_LOCK = 8420_02;
const FILE = /^(\d{4})_[a-z0-9_]+\.sql$/;

/**
 * Brings a database to the newest schema, forward only: each file in its own transaction, recorded with its hash.
 * Several processes may start at once; one migrates, the others wait.
 * @param ownerUrl the owner's connection string
 * @returns names of the files applied now, none when the database was current
 * @throws DatabaseFault when an applied file was changed or is missing, a file comes too late, or its SQL fails
 */
export const migrate = async (ownerUrl: string, folder: string = MIGRATIONS): Promise<readonly string[]> => {
  const wanted = await readMigrations(folder);
  return withClient(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATE_LOCK]);
    await client.query(
      `CREATE TABLE IF NOT EXISTS platform_migration (
         name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const applied = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM platform_migration ORDER BY name');
    const missing = pending(wanted, applied.rows);
    for (const migration of missing) await apply(client, migration);
    return missing.map((migration) => migration.name);
  });
};

/** Name of the newest migration that the database has, for backups and exports; null for an empty one. */
export const schemaVersion = async (client: pg.ClientBase): Promise<string | null> => {
  const table = await client.query<{ there: boolean }>(`SELECT to_regclass('platform_migration') IS NOT NULL AS there`);
  if (!table.rows[0]!.there) return null;
  const newest = await client.query<{ name: string | null }>('SELECT max(name) AS name FROM platform_migration');
  return newest.rows[0]!.name;
};

export const readMigrations = async (folder: string): Promise<readonly Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(
    names.map(async (name) => {
      const number = FILE.exec(name)?.[1];
      if (number === undefined)
        throw new DatabaseFault(
          `迁移文件名不对：${name}，应像 0001_roles.sql。`,
          `Not a migration's name: ${name}; it should look like 0001_roles.sql.`,
        );
      const sql = await readFile(join(folder, name), 'utf8');
      return { number: Number(number), name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
  const twice = migrations.find((migration, i) => migration.number === migrations[i - 1]?.number);
  if (twice) throw new DatabaseFault(`有两个迁移文件用了同一个编号：${twice.name}`, `Two migrations have the same number: ${twice.name}`);
  return migrations;
};

/** What is still to be applied; refuses a history that is not the beginning of ours. */
export const pending = (wanted: readonly Migration[], applied: readonly { name: string; sha256: string }[]): readonly Migration[] => {
  for (const [i, past] of applied.entries()) {
    const ours = wanted[i];
    const known = wanted.find((migration) => migration.name === past.name);
    if (!known) {
      throw new DatabaseFault(
        `数据库里有这个程序没有的迁移 ${past.name}：它由更新的代办程序建立。请升级程序。`,
        `The database has the migration ${past.name}, which this program lacks: a newer Daiban made it. Upgrade the program.`,
      );
    }
    if (known.sha256 !== past.sha256) {
      throw new DatabaseFault(
        `迁移 ${past.name} 执行之后被改过。请恢复原文件，把改动写进新的迁移。`,
        `The migration ${past.name} was changed after it had been applied. Put the file back and write the change as a new migration.`,
      );
    }
    if (ours?.name !== past.name) {
      throw new DatabaseFault(
        `迁移 ${ours?.name} 排在已执行的 ${past.name} 之前。请给它一个更大的编号。`,
        `The migration ${ours?.name} comes before ${past.name}, which was already applied. Give it a higher number.`,
      );
    }
  }
  return wanted.slice(applied.length);
};

const apply = async (client: pg.ClientBase, migration: Migration): Promise<void> => {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO platform_migration (name, sha256) VALUES ($1, $2)', [migration.name, migration.sha256]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    const { message, position } = cause as pg.DatabaseError;
    const line = position === undefined ? '' : ` (line ${migration.sql.slice(0, Number(position)).split('\n').length})`;
    throw new DatabaseFault(
      `迁移 ${migration.name} 没有成功，数据库保持原样：${message}${line}`,
      `The migration ${migration.name} failed and changed nothing: ${message}${line}`,
      { cause },
    );
  }
};
