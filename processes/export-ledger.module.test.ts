import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable } from '../platform/spreadsheet/index.ts';
import { accountOf, openApp, type TestApp } from '../tests/support/app.ts';
import { type Story, storyOf } from '../tests/support/story.ts';
import { makeWorld, type World } from '../tests/support/world.ts';
import { registerLedgerExport } from './export-ledger.ts';

let app: TestApp;
let world: World;
let story: Story;
beforeAll(async () => {
  app = await openApp();
  registerLedgerExport(app.app, app);
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
});
afterAll(() => app.close());

const sheet = async (account: string, query: string) => {
  const response = await app.app.inject({ method: 'GET', url: `/api/v1/ledger.xlsx?${query}`, headers: { 'x-test-account': account } });
  if (response.statusCode !== 200) return response.json() as { code: string };
  const read = await readTable(response.rawPayload);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.rows;
};

test('[K8] the ledger of a case goes out as a spreadsheet, in sentences, and only to who may see it', async () => {
  const { clerk, clerkB, helper } = world.by;
  const resident = await story.resident(clerk);
  const id = await story.open(clerk, 'MZ-001', resident);
  const { case: opened } = await story.page(clerk, id);
  const rows = (await sheet(accountOf(clerk), `code=${opened.shortCode}&post=${clerk.post}`)) as string[][];
  expect(rows[0]).toEqual(expect.arrayContaining(['谁', '做了什么']));
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.slice(1).every((row) => row[2] === clerk.name && row[4] === opened.shortCode)).toBe(true);
  expect(((await sheet(accountOf(clerkB), `code=${opened.shortCode}`)) as string[][]).slice(1)).toEqual([]);
  expect(await sheet(accountOf(helper), 'kind=cases')).toMatchObject({ code: 'not_allowed' });
  expect(await sheet(accountOf(clerk), 'from=2026-02-30')).toMatchObject({ code: 'invalid' });
});
