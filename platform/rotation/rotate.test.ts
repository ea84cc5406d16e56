import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCode } from '../../kernel/codes.ts';
import { syntheticId } from '../../kernel/identity.ts';
import * as asks from '../../modules/asks/contract.ts';
import * as cases from '../../modules/cases/contract.ts';
import * as evaluation from '../../modules/evaluation/contract.ts';
import { modules } from '../../modules/index.ts';
import * as residents from '../../modules/residents/contract.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { openFiles, type TestFiles } from '../../tests/support/files.ts';
import { behind, type OpenedCase, openCase, openPublic, publishRelief } from '../../tests/support/public.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { NOTICED_MS, openKeys } from '../crypto/index.ts';
import { newId } from '../executor/execute.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { rotateKeys, type Step } from './rotate.ts';
import { undeclared } from './sealed.ts';

/** Well-formed and nobody's: sequence 000 is never issued. */
const ID_NUMBER = syntheticId('330903', '1951-03-02');
const tables = modules.flatMap((module) => module.sealed ?? []);
const settled = () => new Promise((resolve) => setTimeout(resolve, NOTICED_MS + 100));

let app: TestApp;
let world: World;
let files: TestFiles;
let pages: { close(): Promise<void> };
let story: Story;
let dataDir: string | undefined;
let person: string;
let photo: string;
let opened: OpenedCase;
let lookCode: string;

beforeAll(async () => {
  app = await openApp();
  files = openFiles(app);
  pages = openPublic(app);
  world = await makeWorld(app);
  story = storyOf(app, world);
  const { clerk, helper } = world.by;
  const item = await publishRelief(app, world);
  opened = await openCase(app, clerk, item, { phone: '13800001234' });
  person = newId();
  await app.did(clerk, residents.register, {
    id: person,
    area: clerk.area,
    name: '周阿海',
    birth: '1951-03-02',
    idNumber: ID_NUMBER,
    contacts: [{ id: newId(), kind: 'own_phone', phone: '13900005678' }],
  });
  // More people than one batch takes.
  for (let i = 0; i < 230; i += 1)
    await app.did(clerk, residents.register, {
      id: newId(),
      area: clerk.area,
      name: `居民${i}`,
      contacts: [{ id: newId(), kind: 'own_phone', phone: `1370000${8000 + i}` }],
    });
  await app.did(clerk, asks.record, {
    id: newId(),
    channel: 'phone',
    words: '路灯不亮',
    caller: { name: '王芳', phone: '13900005678', relation: null },
  });
  await story.consent(helper, opened.id, opened.resident, ['submit']);
  photo = await files.keep(helper, opened.id);
  lookCode = makeCode('lookup', randomBytes(11));
  await app.did(clerk, evaluation.giveLookCode, { id: newId(), resident: opened.resident, code: lookCode });
  dataDir = mkdtempSync(join(tmpdir(), 'daiban-rotated-'));
}, 60_000);
afterAll(async () => {
  await pages?.close();
  await files?.close();
  await app?.close();
  if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true });
});

const rotate = (told: (step: Step) => void = () => {}) =>
  rotateKeys({ url: app.db.ownerUrl, keys: openKeys(app.keysFolder), tables, running: false, told });

/** Everything that needs a key, as people use it. */
const everythingWorks = async (): Promise<void> => {
  const { clerk, helper } = world.by;
  const found = async (q: string) => (await app.ask(clerk, residents.search, { q })).rows.map((row) => row.id);
  expect(await found('5678')).toEqual([person]);
  expect(await found('13900005678')).toEqual([person]);
  expect(await found(ID_NUMBER.slice(-4))).toEqual([person]);
  expect(await found(ID_NUMBER)).toEqual([person]);
  expect(await found('13700008229')).toHaveLength(1);
  expect(await app.ask(clerk, residents.reveal, { id: person, what: 'id_number', reason: 'other', words: '核对' })).toMatchObject({
    value: ID_NUMBER,
  });
  expect((await app.ask(clerk, asks.list, {})).rows.map((row) => row.words)).toContain('路灯不亮');
  const picture = await files.call(helper, 'GET', `/documents/${photo}/image?purpose=${encodeURIComponent('核对')}`);
  expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/jpeg']);
  expect((await app.ask(clerk, cases.receipt, { id: opened.id })).publicCode).toBe(opened.publicCode);
  expect((await app.app.inject({ method: 'GET', url: `/m/${opened.publicCode}` })).body).toContain(opened.shortCode.slice(0, 4));
  expect((await app.app.inject({ method: 'GET', url: `/looks/${lookCode}` })).statusCode).toBe(200);
};

/** Every sealed value and hash with the version that it is of. */
const versions = async (): Promise<ReadonlySet<number>> => {
  const found = new Set<number>();
  for (const { table, values } of tables)
    for (const { column, hash } of values) {
      const text = hash === undefined ? `null` : `split_part(${hash.column}, '.', 1)`;
      const rows = await behind<{ sealed: number; hash: string | null }>(
        app,
        `select distinct get_byte(${column}, 3) as sealed, ${text} as hash from ${table} where ${column} is not null`,
      );
      for (const row of rows) for (const one of [row.sealed, row.hash]) if (one !== null) found.add(Number(one));
    }
  const details = await behind<{ of: number }>(app, 'select distinct get_byte(body, 3) as of from ledger_detail');
  for (const { of } of details) found.add(of);
  return found;
};
const verified = async () => {
  cpSync(app.keysFolder, join(dataDir!, 'keys'), { recursive: true });
  return verifyLedger({ url: app.db.ownerUrl, dataDir: dataDir! });
};

describe('new keys', () => {
  test('[W3] everything is sealed anew, the old keys are gone, and people notice nothing', async () => {
    await everythingWorks();
    const steps: Step[] = [];
    const { rows, retired } = await rotate((step) => steps.push(step));
    expect(retired).toEqual([1]);
    expect(rows).toBeGreaterThan(400);
    expect(steps[0]).toEqual({ step: 'begun', version: 2 });
    expect(await versions()).toEqual(new Set([2]));
    await settled();
    await everythingWorks();
    expect(await verified()).toMatchObject({ findings: [] });
  });

  test('[W3] broken off anywhere, every row opens; called again it goes on and ends', async () => {
    const broken = new Error('broken off');
    await expect(
      rotate((step) => {
        if (step.step === 'redone' && step.table === 'residents_contact') throw broken;
      }),
    ).rejects.toThrow(broken);
    expect(await versions()).toEqual(new Set([2, 3]));
    await settled();
    await everythingWorks();
    const steps: Step[] = [];
    expect((await rotate((step) => steps.push(step))).retired).toEqual([2]);
    expect(steps[0]).toEqual({ step: 'resumed', version: 3 });
    expect(await versions()).toEqual(new Set([3]));
    await settled();
    await everythingWorks();
    expect(await verified()).toMatchObject({ findings: [] });
  });

  test('[W3] a value altered behind the application stops it, and the old key stays', async () => {
    const [row] = await behind<{ id: string; was: Buffer }>(app, 'select id, phone_sealed as was from residents_contact limit 1');
    await behind(
      app,
      `update residents_contact set phone_sealed = set_byte(phone_sealed, 20, get_byte(phone_sealed, 20) # 1) where id = $1`,
      [row!.id],
    );
    await expect(rotate()).rejects.toThrow('the tag does not fit');
    expect(openKeys(app.keysFolder).formerVersions('column')).toEqual([3]);
    await behind(app, 'update residents_contact set phone_sealed = $2 where id = $1', [row!.id, row!.was]);
    expect((await rotate()).retired).toEqual([3]);
  });

  test('two at once are refused; a column that nobody declares is named before anything begins', async () => {
    const both = await Promise.allSettled([rotate(), rotate()]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await behind(app, 'create table notices_secret (words_sealed bytea)');
    const before = openKeys(app.keysFolder).currentMark();
    await expect(rotate()).rejects.toThrow('public.notices_secret.words_sealed');
    expect(openKeys(app.keysFolder).currentMark()).toBe(before);
    expect(undeclared([], ['public.ledger.hash', 'public.cases_case.public_code'])).toEqual(['public.cases_case.public_code']);
  });
});
