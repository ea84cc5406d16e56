import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as materials from '../../modules/materials/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { CHECKOUT } from '../../platform/cli/command.ts';
import { newId } from '../../platform/executor/execute.ts';
import { photo, sha256 } from '../support/files.ts';
import type { World } from '../support/world.ts';
import { load, sendTo, type Worker } from './load.ts';
import { prepareOffice, type RunningOffice, runCommand, startOffice } from './office.ts';

let folder: string;
let dataDir: string;
let world: World;
let office: RunningOffice | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), '代办 rotate-'));
  dataDir = join(folder, 'data');
  world = await prepareOffice(dataDir, ({ by }) => [by.clerk]);
});
afterAll(async () => {
  await office?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts `./daiban rotate-keys` and kills it with its first words about a table. */
const killedInTheMiddle = (): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(CHECKOUT, 'platform/cli/main.ts'), 'rotate-keys', '--data', dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.on('data', (chunk: Buffer) => {
      if (/ \d+\/\d+/.test(chunk.toString('utf8'))) child.kill('SIGKILL');
    });
    child.once('exit', (_code, signal) => resolve(signal));
  });

const versionsKept = (): readonly string[] => {
  const file = JSON.parse(readFileSync(join(dataDir, 'keys', 'keys.json'), 'utf8')) as Record<string, { versions: object }>;
  return ['column', 'lookup', 'document'].map((purpose) => Object.keys(file[purpose]!.versions).join());
};

test('[W3] keys change under an office at work, killed once: nothing acknowledged is lost, every number and paper opens', async () => {
  const { clerk } = world.by;
  office = await startOffice(dataDir);
  const worker: Worker = { as: clerk, cookie: await office.signIn(clerk) };
  const call = (path: string, method: string, body?: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    fetch(`${office!.url}/api/v1${path}`, {
      method,
      headers: { cookie: worker.cookie, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
  const send = async (name: string, payload: unknown) => {
    const { outcomes } = await sendTo(office!.url, worker.cookie, [{ id: newId(), post: clerk.post, name, payload }]);
    expect(outcomes).toMatchObject([{ outcome: 'done' }]);
  };
  const picture = new Uint8Array(await photo(1));
  const hash = sha256(picture);
  await call('/files', 'POST', JSON.stringify({ hash, size: picture.length, type: 'image/jpeg' }));
  await call(`/files/${hash}?offset=0`, 'PATCH', picture, 'application/octet-stream');
  expect((await call(`/files/${hash}/finish`, 'POST', '{}')).status).toBe(200);
  const [person, paper] = [newId(), newId()];
  const contact = { id: newId(), kind: 'own_phone', phone: '13900005678' };
  await send(residents.register.name, { id: person, area: clerk.area, name: '陈阿姨', contacts: [contact] });
  await send(materials.addDocument.name, { id: paper, subject: { kind: 'resident', id: person }, hash, how: 'sent' });

  const loading = load(office.url, [worker, worker]);
  await wait(500);
  expect(await killedInTheMiddle()).toBe('SIGKILL');
  expect(versionsKept()).toEqual(['1,2', '1,2', '1,2']);
  const again = await runCommand(['rotate-keys', '--data', dataDir]);
  expect(again).toMatchObject({ code: 0, said: expect.stringContaining('接着上次没换完的做') });
  const sent = await loading.end();
  expect(sent).toMatchObject({ bad: [], open: [] });
  expect(sent.acknowledged.size).toBeGreaterThan(20);
  expect(versionsKept()).toEqual(['2', '2', '2']);

  const answered = async (path: string, body: object) =>
    (await (await call(path, 'POST', JSON.stringify(body))).json()) as { rows: unknown[] };
  expect((await answered(residents.search.path, { q: '5678' })).rows).toMatchObject([{ id: person }]);
  expect((await call(`/documents/${paper}/image?purpose=%E6%A0%B8%E5%AF%B9`, 'GET')).status).toBe(200);
  expect(await office.stop()).toBe(0);
  expect(await runCommand(['verify', '--data', dataDir])).toMatchObject({ code: 0 });
  // Not running, and for a second time.
  expect(await runCommand(['rotate-keys', '--data', dataDir])).toMatchObject({ code: 0, said: expect.stringContaining('第 3 版') });
  office = await startOffice(dataDir);
  const cookie = await office.signIn(clerk);
  const found = await fetch(`${office.url}/api/v1${residents.search.path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ q: '5678' }),
  });
  expect(((await found.json()) as { rows: unknown[] }).rows).toMatchObject([{ id: person }]);
  expect(await office.stop()).toBe(0);
  office = undefined;
});
