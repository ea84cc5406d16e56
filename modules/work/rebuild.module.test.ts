import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTogether } from '../../platform/cli/rebuild.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { behind } from '../../tests/support/public.ts';
import { ILL, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as asks from '../asks/contract.ts';
import * as cases from '../cases/contract.ts';
import * as contract from './contract.ts';
import { queueAnew } from './index.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

type Row = { readonly due: string; readonly rank: number };
const queue = () => behind<Row>(app, 'select o.*, o.due::text as due, o.amber_on::text as amber_on from work_open o order by task');
const rebuild = () => withClient(app.db.ownerUrl, (owner) => runTogether(owner, queueAnew));

test('[K6] [I6] the queue can be dropped and made anew from the tasks and clocks, row for row', async () => {
  const { clerk, helper, coordinator } = world.by;
  const story = storyOf(app, world);
  await story.publish();
  // Waiting at the window, with the department, sent home to mend a paper (its clock stands still), and errands on the way.
  await story.open(clerk, 'MZ-001', await story.resident(clerk), { answers: ILL, channel: 'walk_in' });
  await story.accepted();
  await story.sent();
  const { id: paused } = await story.sent();
  await story.did(world.by.approver, cases.requestCorrection, { case: paused, what: '发票看不清，请重拍' });
  for (const over of [{}, { homeService: true }, { visitToday: '一组 3 号', green: true }])
    await app.did(clerk, asks.record, { id: newId(), channel: 'phone', words: '灯坏了', ...over });
  const [mine] = (await app.ask(clerk, contract.mine, { of: 'site', limit: 1 })).rows;
  await app.did(coordinator, contract.assign, { task: mine!.id, subject: mine!.subject, to: { post: helper.post }, reason: '忙不过来' });

  const before = await queue();
  expect(before.length).toBeGreaterThan(5);
  expect(new Set(before.map(({ rank }) => rank))).toEqual(new Set([0, 1]));
  expect(before.some(({ due }) => due === 'infinity') && before.some(({ due }) => due !== 'infinity')).toBe(true);
  await behind(app, 'delete from work_open');
  expect((await app.ask(clerk, contract.mine, { of: 'site' })).rows).toEqual([]);
  expect(await rebuild()).toBe(before.length);
  expect(await queue()).toEqual(before);
  // Again, with nothing lost: the same.
  expect(await rebuild()).toBe(before.length);
  expect(await queue()).toEqual(before);
});
