import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as materials from '../../modules/materials/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { columnList, tableName, tablesOf } from '../../platform/backup/dump.ts';
import { copyOut } from '../../platform/db/copy.ts';
import { openEngine, withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { photo, sha256 } from '../support/files.ts';
import type { World } from '../support/world.ts';
import { load, repeat, sendTo, type Worker } from './load.ts';
import { prepareOffice, type RunningOffice, runCommand, startOffice } from './office.ts';

const PASSPHRASE = '大海 船票 灯塔 雨伞 2026';
let folder: string;
let dataDir: string;
let world: World;
let office: RunningOffice | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), '代办 backup-'));
  dataDir = join(folder, 'data');
  world = await prepareOffice(dataDir, ({ by }) => [by.clerk]);
});
afterAll(async () => {
  await office?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A digest of every table's rows, whatever their order. A load begins a new era: the one thing that differs. */
const tables = async (): Promise<Record<string, string>> => {
  const engine = await openEngine({ dataDir });
  try {
    return await withClient(engine.ownerUrl, async (client) => {
      const found: Record<string, string> = {};
      for (const table of await tablesOf(client)) {
        const lines: string[] = [];
        await copyOut(client, `copy ${tableName(table)} (${columnList(table.columns)}) to stdout`, (line) => lines.push(line.toString()));
        if (table.name !== 'platform_era') found[table.name] = `${lines.length} ${sha256(Buffer.from(lines.sort().join('')))}`;
      }
      return found;
    });
  } finally {
    await engine.stop();
  }
};
/** A digest of every stored document, by its place. */
const documents = (): Record<string, string> => {
  const root = join(dataDir, 'documents');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(root, path)).isFile());
  return Object.fromEntries(
    files.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    ]),
  );
};

describe('a lost machine', () => {
  test('[W4] backup, wipe, restore: equal database and documents, and the office goes on where it stood', async () => {
    const { clerk } = world.by;
    office = await startOffice(dataDir);
    const worker: Worker = { as: clerk, cookie: await office.signIn(clerk) };
    const call = (path: string, method: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
      fetch(`${office!.url}/api/v1${path}`, { method, body, headers: { cookie: worker.cookie, 'content-type': type } });

    const loading = load(office.url, [worker, worker, worker]);
    const picture = new Uint8Array(await photo(1));
    const hash = sha256(picture);
    await call('/files', 'POST', JSON.stringify({ hash, size: picture.length, type: 'image/jpeg' }));
    await call(`/files/${hash}?offset=0`, 'PATCH', picture, 'application/octet-stream');
    expect((await call(`/files/${hash}/finish`, 'POST', '{}')).status).toBe(200);
    const [person, paper] = [newId(), newId()];
    const commands = [
      { name: residents.register.name, payload: { id: person, area: clerk.area, name: '陈阿姨' } },
      { name: materials.addDocument.name, payload: { id: paper, subject: { kind: 'resident', id: person }, hash, how: 'sent' } },
    ];
    for (const command of commands)
      expect((await sendTo(office.url, worker.cookie, [{ id: newId(), post: clerk.post, ...command }])).outcomes).toMatchObject([
        { outcome: 'done' },
      ]);
    await wait(1_000);
    const { acknowledged } = await loading.end();
    const pictureOf = async () => {
      const answer = await fetch(`${office!.url}/api/v1/documents/${paper}/image?purpose=%E6%A0%B8%E5%AF%B9`, {
        headers: { cookie: worker.cookie },
      });
      return { status: answer.status, size: (await answer.arrayBuffer()).byteLength > 1000 };
    };
    expect(await pictureOf()).toEqual({ status: 200, size: true });
    expect(await office.stop()).toBe(0);
    const before = { tables: await tables(), documents: documents() };
    expect(Object.keys(before.documents).length).toBeGreaterThan(0);

    const file = join(folder, '备份.tar');
    const env = { DAIBAN_PASSPHRASE: PASSPHRASE };
    expect(await runCommand(['backup', file, '--data', dataDir], env)).toMatchObject({ code: 0 });
    rmSync(dataDir, { recursive: true });
    const wrong = await runCommand(['restore', file, '--data', dataDir], { DAIBAN_PASSPHRASE: '别的 口令 不对 2026 年' });
    expect(wrong.code).toBe(1);
    expect(await runCommand(['restore', file, '--data', dataDir], env)).toMatchObject({ code: 0 });

    expect(await tables()).toEqual(before.tables);
    expect(documents()).toEqual(before.documents);
    expect(await runCommand(['verify', '--data', dataDir])).toMatchObject({ code: 0 });
    office = await startOffice(dataDir);
    expect(await pictureOf()).toEqual({ status: 200, size: true });
    const sent = [...acknowledged.values()];
    const again = await repeat(
      office.url,
      worker,
      sent.map(({ command }) => command),
    );
    expect(again).toEqual(sent.map(({ outcome }) => ({ ...outcome, outcome: 'already_done' })));
    expect(await office.stop()).toBe(0);
    office = undefined;
  });
});
