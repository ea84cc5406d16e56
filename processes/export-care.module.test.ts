import { afterAll, beforeAll, expect, test } from 'vitest';
import * as residents from '../modules/residents/contract.ts';
import { newId } from '../platform/executor/execute.ts';
import { readTable } from '../platform/spreadsheet/index.ts';
import { accountOf, openApp, type TestApp } from '../tests/support/app.ts';
import { storyOf } from '../tests/support/story.ts';
import { makeWorld, type World } from '../tests/support/world.ts';
import { registerCareExport } from './export-care.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  registerCareExport(app.app, app);
  world = await makeWorld(app);
});
afterAll(() => app.close());

const sheet = async (account: string, query: string): Promise<unknown> => {
  const response = await app.app.inject({ method: 'GET', url: `/api/v1/care-list.xlsx?${query}`, headers: { 'x-test-account': account } });
  if (response.statusCode !== 200) return response.json();
  const read = await readTable(response.rawPayload);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.rows;
};

test('[R4] a list goes out as a spreadsheet, filtered as on screen, without what was said, and only to who may see it', async () => {
  const { clerk, clerkB, helper, auditor } = world.by;
  const resident = await storyOf(app, world).resident(clerk, { name: '周阿婆', address: '一组 9 号' });
  const care = newId();
  const entry = {
    id: care,
    resident,
    kind: 'elder_alone',
    line: 'ageing',
    words: '女儿嫁得远',
    since: '2026-01-05',
    everyDays: 7,
  } as const;
  await app.did(clerk, residents.putOnCareList, { ...entry, carer: helper.post });
  await app.did(helper, residents.recordCareVisit, {
    id: newId(),
    resident,
    care: [care],
    on: '2026-02-02',
    how: 'phone',
    words: '说都好',
  });
  const rows = (await sheet(accountOf(clerk), `post=${clerk.post}&state=overdue`)) as string[][];
  expect(rows).toHaveLength(2);
  expect(rows[1]).toEqual(
    expect.arrayContaining(['周阿婆', '独居老人', '老龄', '一组 9 号', helper.name, '2026-02-02', '电话', '2026-02-09', '超期']),
  );
  expect(JSON.stringify(rows)).not.toMatch(/说都好|女儿嫁得远/);
  expect((await sheet(accountOf(clerk), 'kind=disabled')) as string[][]).toHaveLength(1);
  expect((await sheet(accountOf(clerkB), '')) as string[][]).toHaveLength(1);
  expect(await sheet(accountOf(auditor), '')).toMatchObject({ code: 'not_allowed' });
  expect(await sheet(accountOf(clerk), 'kind=nobody')).toMatchObject({ code: 'invalid' });
});
