import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { withClient } from './engine.ts';
import { MIGRATIONS, migrate, pending, readMigrations, schemaVersion } from './migrate.ts';

let db: TestDatabase;
let folder: string;
const write = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'daiban-migrate-'));
  await withClient(db.ownerUrl, (client) => client.query('DROP TABLE IF EXISTS platform_migration, one, two'));
  return () => rmSync(folder, { recursive: true });
});

test('applies what is missing, once, also when several processes start together', async () => {
  write('0001_one.sql', 'CREATE TABLE one (a int);');
  expect(await withClient(db.ownerUrl, schemaVersion)).toBeNull();
  const both = await Promise.all([migrate(db.ownerUrl, folder), migrate(db.ownerUrl, folder)]);
  expect(both.flat()).toEqual(['0001_one.sql']);
  write('0002_two.sql', 'CREATE TABLE two (a int);');
  expect(await migrate(db.ownerUrl, folder)).toEqual(['0002_two.sql']);
  expect(await withClient(db.ownerUrl, schemaVersion)).toBe('0002_two.sql');
});

test('a failing file changes nothing and is named with its line', async () => {
  write('0001_one.sql', 'CREATE TABLE one (a int);\nCREATE TABLE two (a nonsense);');
  await expect(migrate(db.ownerUrl, folder)).rejects.toThrow(/0001_one.sql failed and changed nothing: .*nonsense.*\(line 2\)/);
  expect(await withClient(db.ownerUrl, async (client) => (await client.query(`SELECT to_regclass('one') AS one`)).rows[0])).toEqual({
    one: null,
  });
});

const migrations = ['0001_a.sql', '0002_b.sql', '0003_c.sql'].map((name, i) => ({ number: i + 1, name, sql: '', sha256: name }));
const [a, b, c] = migrations as [(typeof migrations)[0], (typeof migrations)[0], (typeof migrations)[0]];

test('refuses a changed file, a file from a newer program, and a file that comes too late', () => {
  expect(pending(migrations, [a])).toEqual([b, c]);
  expect(() => pending(migrations, [{ ...a, sha256: 'other' }])).toThrow('0001_a.sql was changed');
  expect(() => pending([a], [a, b])).toThrow('newer Daiban');
  expect(() => pending(migrations, [a, c])).toThrow('0002_b.sql comes before 0003_c.sql');
});

test('refuses two files of one number and names that are not a migration', async () => {
  write('0001_one.sql', '');
  write('0001_two.sql', '');
  await expect(readMigrations(folder)).rejects.toThrow('same number: 0001_two.sql');
  rmSync(join(folder, '0001_two.sql'));
  write('2_two.sql', '');
  await expect(readMigrations(folder)).rejects.toThrow("Not a migration's name: 2_two.sql");
});

test("the program's own migrations can be read", async () => {
  expect((await readMigrations(MIGRATIONS)).length).toBe(readdirSync(MIGRATIONS).length);
});
