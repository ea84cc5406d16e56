import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { dayOf } from '../../kernel/time.ts';
import * as materials from '../../modules/materials/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openPaper } from '../../platform/paper/index.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { publishPolicy } from '../../tests/support/policies.ts';
import { say } from '../../tests/support/relief.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { registerPapers } from './routes.ts';

const paper = openPaper({ idleMs: 1_000 });
let app: TestApp;
let world: World;
let story: Story;
beforeAll(async () => {
  app = await openApp();
  registerPapers(app.app, { api: app, paper, publicUrl: 'https://example.test' });
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
});
afterAll(async () => {
  paper.close();
  await app.close();
});

const print = (as: Actor, id: string, kind: string) =>
  app.app.inject({
    url: `/api/v1/cases/${id}/papers/${kind}.pdf?post=${as.post}`,
    headers: { 'x-test-account': `acc-${as.person}` },
  });

describe('the bills of a pouch', () => {
  const printBills = (as: Actor, id: string) =>
    app.app.inject({
      url: `/api/v1/residents/${id}/papers/bills.pdf?span=months12&post=${as.post}`,
      headers: { 'x-test-account': `acc-${as.person}` },
    });

  test('[M6] printed for whoever may open the pouch, and the look is written down; refused while nothing may be claimed', async () => {
    const { helper, auditor, clerkB } = world.by;
    const id = await story.resident(helper, { name: '陈阿姨' });
    expect((await printBills(helper, id)).json()).toMatchObject({ code: 'paper_no_bills' });
    await app.did(helper, materials.putBill, {
      id: newId(),
      resident: id,
      document: await story.document(helper, id, 'resident'),
      day: dayOf(new Date().toISOString()),
      kind: 'outpatient',
      place: '普陀医院',
      number: '3306012577778888',
      total: '90000',
      selfPaid: '80000',
    });
    const printed = await printBills(helper, id);
    expect(printed.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    const { rows } = await app.ask(auditor, residents.looks, { id });
    expect(rows.map(({ what, reason }) => [what, reason])).toContainEqual(['materials.pouch', '打印票据清单']);
    expect((await printBills(auditor, id)).json()).toMatchObject({ code: 'not_allowed' });
    expect((await printBills(clerkB, id)).statusCode).toBe(404);
  });
});

describe('a person’s own list', () => {
  const printList = (as: Actor, id: string) =>
    app.app.inject({
      url: `/api/v1/residents/${id}/papers/own-list.pdf?post=${as.post}`,
      headers: { 'x-test-account': `acc-${as.person}` },
    });

  test('[D5] printed for whoever may read it, and the look is written down; refused while it is empty', async () => {
    const { helper, auditor } = world.by;
    const id = await story.resident(helper, { name: '陈阿姨', facts: say({ 低保: true }) });
    expect((await printList(helper, id)).json()).toMatchObject({ code: 'paper_own_list_empty' });
    await publishPolicy(app, world, {
      code: 'ALL',
      rule: '低保',
      examples: [
        { name: '是', facts: { 低保: true }, expect: 'yes' },
        { name: '不是', facts: { 低保: false }, expect: 'no' },
      ],
    });
    const printed = await printList(helper, id);
    expect(printed.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    expect(printed.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const { rows } = await app.ask(auditor, residents.looks, { id });
    expect(rows.map(({ what, reason }) => [what, reason])).toContainEqual(['discovery.own_list', '打印本人的清单']);
    expect((await printList(auditor, id)).json()).toMatchObject({ code: 'not_allowed' });
  });
});

describe('papers of a case', () => {
  test('[K2] [K10] receipt as a PDF for whoever may read the case; a refusal that says why otherwise', async () => {
    const { clerk } = world.by;
    const { id } = await story.accepted();
    const receipt = await print(clerk, id, 'receipt');
    expect(receipt.statusCode).toBe(200);
    expect(receipt.headers['content-type']).toBe('application/pdf');
    expect(receipt.headers['cache-control']).toBe('no-store');
    expect(receipt.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await print(clerk, id, 'custody')).json()).toMatchObject({ code: 'paper_no_parcel' });
    expect((await print(clerk, id, 'other')).statusCode).toBe(422);
  });

  test('[R5] nobody prints what they may not read', async () => {
    const { id } = await story.accepted();
    expect((await print(world.by.auditor, id, 'receipt')).json()).toMatchObject({ code: 'not_allowed' });
    expect((await app.app.inject(`/api/v1/cases/${id}/papers/receipt.pdf`)).statusCode).toBe(401);
  });
});
