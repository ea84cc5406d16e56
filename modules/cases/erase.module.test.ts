import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/executor/execute.ts';
import { erasuresFile, readErasures } from '../../platform/ledger/erasures.ts';
import { startSealing } from '../../platform/ledger/sealing.ts';
import { verifyLedger } from '../../platform/ledger/verify.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { sealEntries } from '../../tests/support/ledger.ts';
import { behind } from '../../tests/support/public.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as contract from './contract.ts';

let app: TestApp;
let world: World;
let story: Story;
let dataDir: string;
let id: string;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
  dataDir = mkdtempSync(join(tmpdir(), 'daiban-erase-'));
  const { clerk } = world.by;
  id = await story.open(clerk, 'MZ-001', await story.resident(clerk));
  await story.did(clerk, contract.withdraw, { case: id, words: '我儿子欠了债，不想让人知道' });
});
afterAll(async () => {
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const entryOf = async (event: string, as = world.by.coordinator) =>
  (await app.ask(as, contract.ledger, { id })).rows.find((row) => row.event === event)!;
const erase = (as: World['by']['clerk'], entry: string) =>
  app.send(as, contract.eraseDetail, { entry, basis: 'consent_withdrawn', reason: '本人来电要求删除撤回的缘由' });

test('[W3] a coordinator erases one entry’s free text: who, when and why stay, and the ledger verifies', async () => {
  const { clerk, coordinator, auditor, administrator, clerkB } = world.by;
  const before = await entryOf('cases.withdrawn');
  expect(before.says.zh).toContain('欠了债');
  expect(before).toMatchObject({ erasable: true, erased: null });
  expect((await entryOf('cases.withdrawn', clerk)).erasable).toBe(false);

  for (const as of [clerk, auditor, administrator])
    expect(await erase(as, before.id)).toMatchObject({ outcome: 'refused', code: 'not_allowed' });
  expect(await erase(clerkB, before.id)).toMatchObject({ outcome: 'refused' });
  expect(await erase(coordinator, newId())).toMatchObject({ code: 'not_found' });
  expect((await entryOf('cases.withdrawn')).says.zh).toContain('欠了债');

  expect(await erase(coordinator, before.id)).toMatchObject({ outcome: 'done' });
  const after = await entryOf('cases.withdrawn');
  expect(after.says.zh).not.toContain('欠了债');
  expect(after).toMatchObject({ hash: before.hash, erasable: false, erased: { by: '周负责', basis: 'consent_withdrawn' } });
  const said = await entryOf('cases.detail_erased');
  expect(said.says.zh).toBe('依法删除了一条记录的附文（本人撤回同意）：本人来电要求删除撤回的缘由');
  expect(said.erasable).toBe(false);
  expect(await behind(app, 'select 1 from ledger_detail where entry = $1', [before.id])).toEqual([]);

  expect(await erase(coordinator, before.id)).toMatchObject({ code: 'erased_already' });
  expect(await erase(coordinator, said.id)).toMatchObject({ code: 'erasure_stays' });
  const found = await app.ask(auditor, contract.ledgerSearch, {});
  expect(found.rows.find((row) => row.id === before.id)).toMatchObject({
    erasable: false,
    erased: { by: '周负责', basis: 'consent_withdrawn' },
  });
});

test('[W3] the erasure gets onto the list outside the database, and verify says who erased', async () => {
  cpSync(app.keysFolder, join(dataDir, 'keys'), { recursive: true });
  const sealing = startSealing({ url: app.db.workerUrl, keys: app.services.keys, dataDir, report: () => {} });
  const [all] = await behind<{ n: number }>(app, 'select count(*)::int as n from ledger');
  await sealEntries(sealing, all!.n);
  await sealing.stop();
  const { id: entry } = await entryOf('cases.withdrawn');
  const [command] = await behind<{ by: string }>(app, `select command_id as by from ledger where event = 'cases.detail_erased'`);
  expect(await readErasures(erasuresFile(dataDir))).toMatchObject([{ entry, by: command!.by }]);
  expect(await verifyLedger({ url: app.db.ownerUrl, dataDir })).toMatchObject({ findings: [], erased: [{ entry, by: command!.by }] });
});

test('[W3] another island’s coordinator, let into the matter or not, erases nothing', async () => {
  const other = await entryOf('cases.opened');
  const away = { ...world.by.clerkB };
  expect(await erase(away, other.id)).toMatchObject({ outcome: 'refused' });
  await behind(app, `update network_post set role = 'coordinator', ranges = $2 where id = $1`, [
    world.by.helperB.post,
    [world.areas.baisha],
  ]);
  const coordinatorB = { ...world.by.helperB, role: 'coordinator' as const };
  expect(await erase(coordinatorB, other.id)).toMatchObject({ code: 'not_found' });
  await behind(
    app,
    `insert into platform_grant (district, id, subject, post, purpose, from_at) values ($1, $2, $3, $4, 'carries', now() - interval '1 day')`,
    [world.district, newId(), id, coordinatorB.post],
  );
  expect(await erase(coordinatorB, other.id)).toMatchObject({ code: 'outside_area' });
});
