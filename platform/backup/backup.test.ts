import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { freshDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { sealEntries, writeSampleLedger } from '../../tests/support/ledger.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { openKeys } from '../crypto/index.ts';
import { copyOut } from '../db/copy.ts';
import { withClient } from '../db/engine.ts';
import { newId } from '../executor/execute.ts';
import { diskBlobs, documentStore, type StoredFile } from '../files/index.ts';
import { addErasures, erasuresFile } from '../ledger/erasures.ts';
import { startSealing } from '../ledger/sealing.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { backup, restore, unpack } from './archive.ts';
import { columnList, dumpDatabase, tableName, tablesOf } from './dump.ts';
import { loadDatabase } from './load.ts';
import { MANIFEST } from './manifest.ts';
import { openSealed } from './sealed-file.ts';
import { readTar } from './tar.ts';

const PASSPHRASE = '大海 船票 灯塔 雨伞 2026';
let app: TestApp;
let world: World;
/** The office that is saved: its data folder has keys, seals and a document. */
let dataDir: string;
let document: StoredFile;
const targets: TestDatabase[] = [];

const scratch = (): string => mkdtempSync(join(tmpdir(), '代办 backup-'));
const officeOf = (folder: string, db: TestDatabase) => ({
  dataDir: folder,
  ownerUrl: db.ownerUrl,
  blobs: diskBlobs(join(folder, 'documents')),
});
const target = async (): Promise<TestDatabase> => {
  const db = await freshDatabase();
  targets.push(db);
  return db;
};
const rejection = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'not refused',
    (error: Error) => error.message,
  );

/** A digest of every table's rows, whatever their order; the era is the one thing that a load changes. */
const digests = (url: string): Promise<Record<string, string>> =>
  withClient(url, async (client) => {
    const found: Record<string, string> = {};
    for (const table of await tablesOf(client)) {
      const lines: string[] = [];
      await copyOut(client, `copy ${tableName(table)} (${columnList(table.columns)}) to stdout`, (line) => lines.push(line.toString()));
      if (table.name !== 'platform_era') found[table.name] = createHash('sha256').update(lines.sort().join('')).digest('hex');
    }
    return found;
  });

async function* bytes(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

beforeAll(async () => {
  app = await openApp();
  dataDir = scratch();
  // The application of the tests keeps its keys elsewhere; the office's data folder needs the same ones.
  cpSync(app.keysFolder, join(dataDir, 'keys'), { recursive: true });
  world = await makeWorld(app);
  const keys = openKeys(join(dataDir, 'keys'));
  await withClient(app.db.ownerUrl, (owner) =>
    writeSampleLedger(owner, keys, { district: world.district, streams: 3, each: 3, detailEvery: 2 }),
  );
  document = await documentStore(diskBlobs(join(dataDir, 'documents')), keys).write({ id: newId(), type: 'image/png' }, bytes('一张照片'));
  await withClient(app.db.workerUrl, (worker) =>
    worker.query(`select platform_add_job('later', '{"district":"330903"}', now() + interval '1 day', 'once')`),
  );
  const sealing = startSealing({ url: app.db.workerUrl, keys, dataDir, report: () => {} });
  const { rows } = await withClient(app.db.ownerUrl, (owner) =>
    owner.query<{ entries: number }>('select count(*)::int as entries from ledger'),
  );
  await sealEntries(sealing, rows[0]!.entries);
  await sealing.stop();
});
afterAll(async () => {
  await app.close();
  for (const db of targets) await db.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('export and load', () => {
  test('give an equal database whose ledger verifies and goes on in a new era', async () => {
    const folder = join(scratch(), 'export');
    await dumpDatabase(app.db.ownerUrl, folder);
    const db = await target();
    await loadDatabase(db.ownerUrl, folder);
    expect(await digests(db.ownerUrl)).toEqual(await digests(app.db.ownerUrl));
    const report = await verifyLedger({ url: db.ownerUrl, dataDir });
    expect(report).toMatchObject({ findings: [], unsealed: 0 });
    expect(report.entries).toBeGreaterThan(20);
    await withClient(db.ownerUrl, async (owner) => {
      const { rows } = await owner.query('select platform_current_era() as era, (select count(*)::int from graphile_worker.jobs) as jobs');
      expect(rows).toEqual([{ era: 2, jobs: 1 }]);
      const { rows: keys } = await owner.query(
        `select count(*)::int as n from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
      );
      const { rows: wanted } = await withClient(app.db.ownerUrl, (other) =>
        other.query(`select count(*)::int as n from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`),
      );
      expect(keys).toEqual(wanted);
      const { rows: off } = await owner.query(`select tgname from pg_trigger where tgenabled = 'D'`);
      expect(off).toEqual([]);
    });
    const copied = mkdtempSync(join(tmpdir(), 'daiban-moved-'));
    cpSync(dataDir, copied, { recursive: true });
    await withClient(db.ownerUrl, (owner) =>
      writeSampleLedger(owner, openKeys(join(copied, 'keys')), { district: world.district, streams: 1, each: 1 }),
    );
    const sealing = startSealing({ url: db.workerUrl, keys: openKeys(join(copied, 'keys')), dataDir: copied, report: () => {} });
    await sealEntries(sealing, 1);
    await sealing.stop();
    expect(await verifyLedger({ url: db.ownerUrl, dataDir: copied })).toMatchObject({ findings: [], unsealed: 0 });
  });

  test('refuse a database with an office, another version, a damaged file, a folder in use; and then change nothing', async () => {
    const folder = join(scratch(), 'export');
    await dumpDatabase(app.db.ownerUrl, folder);
    expect(await rejection(dumpDatabase(app.db.ownerUrl, folder))).toContain('not empty');
    const before = await digests(app.db.ownerUrl);
    expect(await rejection(loadDatabase(app.db.ownerUrl, folder))).toContain('never overwritten');
    expect(await digests(app.db.ownerUrl)).toEqual(before);

    const db = await target();
    const manifest = readFileSync(join(folder, MANIFEST), 'utf8');
    writeFileSync(join(folder, MANIFEST), manifest.replace(/"version": "[^"]+"/, '"version": "0001_older.sql"'));
    expect(await rejection(loadDatabase(db.ownerUrl, folder))).toContain('0001_older.sql');
    writeFileSync(join(folder, MANIFEST), manifest);
    writeFileSync(join(folder, 'public.network_area.copy'), 'altered\n', { flag: 'a' });
    expect(await rejection(loadDatabase(db.ownerUrl, folder))).toContain('public.network_area.copy');
    await withClient(db.ownerUrl, async (owner) => expect((await owner.query('select 1 from ledger')).rowCount).toBe(0));
  });
});

describe('backup and restore', () => {
  let file: string;
  beforeAll(async () => {
    file = join(scratch(), '备份.tar');
    await backup(officeOf(dataDir, app.db), file, PASSPHRASE);
  });

  test('leave one file of which nothing can be read without the passphrase, and nothing beside it', async () => {
    const names: string[] = [];
    for await (const { name, content } of readTar((await openSealed(file, PASSPHRASE)).content())) {
      names.push(name);
      for await (const _ of content);
    }
    expect(names).toContain('keys.json');
    expect(names).toContain('database/public.ledger.copy');
    expect(names).toContain(`seals/${world.district}.log`);
    expect(names.filter((name) => name.startsWith('documents/'))).toHaveLength(1);
    expect(readdirSync(join(file, '..'))).toEqual(['备份.tar']);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('.'))).toEqual([]);
    const { ledger } = JSON.parse(readFileSync(join(dataDir, 'keys', 'keys.json'), 'utf8')) as {
      ledger: { versions: Record<string, { secret: string }> };
    };
    const bytes = readFileSync(file);
    for (const plain of [ledger.versions['1']!.secret, '林窗口', 'network_area', 'keys.json', document.id])
      expect(bytes.includes(plain), plain).toBe(false);
  });

  test('bring back an equal database, documents, seals and keys; what was erased since stays erased', async () => {
    const db = await target();
    const empty = scratch();
    const erased = await withClient(
      app.db.ownerUrl,
      async (owner) => (await owner.query<{ entry: string }>('select entry from ledger_detail limit 1')).rows[0]!.entry,
    );
    await addErasures(erasuresFile(empty), [{ district: world.district, entry: erased, by: newId(), at: new Date().toISOString() }]);
    const unpacked = await unpack(file, empty, PASSPHRASE);
    const result = await restore(officeOf(empty, db), unpacked, PASSPHRASE);
    unpacked.remove();
    expect(result).toMatchObject({ documents: 1, erased: 1 });
    const [there, here] = [await digests(db.ownerUrl), await digests(app.db.ownerUrl)];
    const different = Object.keys(here).filter((table) => here[table] !== there[table]);
    expect(different.sort()).toEqual(['ledger_detail', 'ledger_erasure']);
    const keys = openKeys(join(empty, 'keys'), { create: false });
    expect((await documentStore(diskBlobs(join(empty, 'documents')), keys).readAll(document)).toString()).toBe('一张照片');
    expect(await verifyLedger({ url: db.ownerUrl, dataDir: empty })).toMatchObject({ findings: [], erased: [{ entry: erased }] });
    expect(readdirSync(empty).sort()).toEqual(['documents', 'erasures.log', 'keys', 'opened', 'seals']);
    expect(await rejection(unpack(file, empty, PASSPHRASE))).toContain('never overwritten');
  });

  test('refuse a wrong passphrase, a short one, a file that exists, a file cut off or of another kind; and leave nothing', async () => {
    const empty = scratch();
    expect(await rejection(unpack(file, empty, `${PASSPHRASE}!`))).toContain('passphrase is wrong');
    expect(await rejection(backup(officeOf(dataDir, app.db), `${file}2`, 'short'))).toContain('at least');
    expect(await rejection(backup(officeOf(dataDir, app.db), file, PASSPHRASE))).toContain('exists');
    const other = `${file}.other`;
    const whole = readFileSync(file);
    const head = whole.indexOf('\n') + 1;
    const altered = (at: number): Buffer => {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1;
      return bytes;
    };
    const PIECE = 64 * 1024 + 28;
    writeFileSync(other, whole);
    // The passphrase is tried once; then the file is another each time it is read.
    const sealed = await openSealed(other, PASSPHRASE);
    const readThrough = async (): Promise<void> => {
      for await (const { content } of readTar(sealed.content())) for await (const _ of content);
    };
    await readThrough();
    for (const bytes of [
      whole.subarray(0, whole.length - 2_000),
      // Cut exactly between two pieces.
      whole.subarray(0, head + PIECE),
      whole.subarray(0, head),
      Buffer.concat([whole, Buffer.alloc(100)]),
      Buffer.concat([whole.subarray(0, head), whole.subarray(head + PIECE, head + 2 * PIECE), whole.subarray(head, head + PIECE)]),
      altered(head + 5),
      altered(whole.length - 1),
      altered(Math.floor(whole.length / 2)),
    ]) {
      writeFileSync(other, bytes);
      expect(await rejection(readThrough())).toContain('damaged');
    }
    expect(await rejection(unpack(other, empty, PASSPHRASE))).toContain('damaged');
    for (const bytes of ['not a backup'.repeat(200), '{"format":"daiban-backup-1"}\n', '']) {
      writeFileSync(other, bytes);
      expect(await rejection(unpack(other, empty, PASSPHRASE))).toContain('no backup of Daiban');
    }
    expect(await rejection(unpack(`${file}.none`, empty, PASSPHRASE))).toContain('no backup file');
    rmSync(other);
    const nowhere = join(empty, 'new');
    expect(await rejection(unpack(file, nowhere, `${PASSPHRASE}!`))).toContain('passphrase is wrong');
    expect(readdirSync(empty)).toEqual([]);
    expect(existsSync(`${file}2`)).toBe(false);
  });
});
