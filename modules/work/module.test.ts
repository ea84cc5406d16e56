import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as cases from '../cases/contract.ts';
import * as contract from './contract.ts';

let app: TestApp;
let world: World;
let story: Story;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
});
afterAll(() => app.close());

const added = async (subject: string, over: object = {}): Promise<string> => {
  const id = newId();
  await app.did(world.by.clerk, contract.addTask, {
    id,
    subject,
    subjectKind: 'case',
    title: '打电话问问',
    to: { site: world.sites.mayi },
    ...over,
  });
  return id;
};
const stateOf = async (id: string): Promise<string> => (await app.ask(world.by.clerk, contract.task, { id })).state;

describe('work', () => {
  test('[K5] a task that waits opens when what it waits for is done or dropped', async () => {
    const { id } = await story.accepted();
    const first = await added(id);
    const second = await added(id);
    const third = await added(id, { after: [first, second] });
    expect(await stateOf(third)).toBe('waiting');
    expect(await app.send(world.by.clerk, contract.done, { task: third, subject: id })).toMatchObject({ code: 'task_waiting' });
    await app.did(world.by.clerk, contract.done, { task: first, subject: id, note: '问过了' });
    expect(await stateOf(third)).toBe('waiting');
    await app.did(world.by.clerk, contract.drop, { task: second, subject: id, reason: '不用了' });
    expect(await stateOf(third)).toBe('open');
    expect((await app.ask(world.by.helper, contract.mine, { limit: 200 })).rows.map((row) => row.id)).toContain(third);
    expect(await app.send(world.by.clerk, contract.done, { task: first, subject: id })).toMatchObject({ code: 'task_over' });
    expect(
      await app.send(world.by.clerk, contract.addTask, {
        id: third,
        subject: id,
        subjectKind: 'case',
        title: '又一次',
        to: { site: world.sites.mayi },
      }),
    ).toMatchObject({
      outcome: 'refused',
    });
  });

  test('[W3] a helper of another island gets in by the task, sees that case and no other', async () => {
    const { clerk, helperB } = world.by;
    const { id } = await story.accepted();
    const other = await story.accepted();
    expect(await app.askRefused(helperB, cases.page, { id })).toMatchObject({ code: 'not_found' });
    const task = await story.errand(clerk, id, 'fill_form');
    expect(await app.send(helperB, contract.take, { task, subject: id })).toMatchObject({ code: 'not_found' });
    await app.did(clerk, contract.assign, { task, subject: id, to: { post: helperB.post }, reason: '顺路' });
    expect((await app.ask(helperB, contract.mine)).rows.map((row) => row.id)).toEqual([task]);
    expect((await story.page(helperB, id)).case.id).toBe(id);
    await app.did(helperB, cases.doErrand, { case: id, task });
    expect(await app.askRefused(helperB, cases.page, { id: other.id })).toMatchObject({ code: 'not_found' });
  });

  test('[K12] the queue is a row for each open task, whoever holds it, and nothing more', async () => {
    const rows = await withClient(app.db.ownerUrl, (owner) =>
      owner.query(`select t.id from work_task t full join work_open o on o.district = t.district and o.task = t.id and o.holder = t.holder
        where (t.state = 'open') is distinct from (o.task is not null)`),
    );
    expect(rows.rows).toEqual([]);
  });

  test('[K6] days are derived anew when a calendar arrives, and the tasks follow', async () => {
    const { coordinator, clerk } = world.by;
    const { id } = await story.accepted();
    const due = (await story.page(clerk, id)).case.due!;
    // As if the year had not been published when the case was accepted.
    await withClient(app.db.ownerUrl, async (owner) => {
      await owner.query('update work_clock set due = null, amber_on = null where subject = $1', [id]);
      await owner.query(`update work_open set due = 'infinity', amber_on = 'infinity' where subject = $1`, [id]);
    });
    expect((await story.page(clerk, id)).case.due).toBeNull();
    const answer = await app.did(coordinator, contract.recomputeClocks, {});
    expect(answer).toMatchObject({ changed: 2, next: null });
    expect((await story.page(clerk, id)).case.due).toBe(due);
    expect((await app.ask(clerk, contract.mine, { limit: 200 })).rows.find((row) => row.subject === id)!.due).toBe(due);
  });
});
