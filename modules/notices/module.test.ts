import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { behind } from '../../tests/support/public.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as cases from '../cases/contract.ts';
import * as residents from '../residents/contract.ts';
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

const waiting = async (as = world.by.clerk) => (await app.ask(as, contract.toTell, { limit: 200 })).rows;
const rowOf = async (id: string) => (await waiting()).find((row) => row.case === id);
const tell = async (id: string, entry: string, over: object = {}, as = world.by.clerk) =>
  app.send(as, contract.told, { id: newId(), case: id, entry, how: 'phone', to: 'self', ...over });

describe('[K10] what is to be told follows from the case', () => {
  test('an acceptance waits, with the ways to the person and without their number, until it is ticked', async () => {
    const { id, resident } = await story.accepted();
    const phone = { id: newId(), kind: 'own_phone' as const, phone: '13700000042', bestHours: '傍晚' };
    await app.did(world.by.clerk, residents.addContact, { resident, ...phone });
    const row = (await rowOf(id))!;
    expect(row).toMatchObject({ move: 'accepted', resident: { id: resident, name: '陈阿姨' }, siteName: '蚂蚁岛便民服务站', tries: 0 });
    expect(row.reach).toEqual([{ id: phone.id, kind: 'own_phone', relation: null, bestHours: '傍晚', trusted: false, hasPhone: true }]);
    expect(JSON.stringify(row)).not.toContain('0042');

    expect(await tell(id, row.entry)).toMatchObject({ outcome: 'done' });
    expect(await rowOf(id)).toBeUndefined();
    const [first] = (await app.ask(world.by.helper, contract.ofCase, { case: id })).rows;
    expect(first).toMatchObject({ entry: row.entry, open: false, told: [{ how: 'phone', to: 'self', by: '林窗口', takenBack: null }] });
    expect(await tell(id, row.entry, {}, world.by.helper)).toMatchObject({ outcome: 'refused', code: 'already_told' });
    const entries = await behind<{ event: string }>(app, 'select event from ledger where stream_id = $1 order by seq desc limit 1', [id]);
    expect(entries).toEqual([{ event: 'notices.told' }]);
  });

  test('a case that moved on waits once, with its latest; what is delivered waits no more', async () => {
    const { id } = await story.sent();
    const accepted = (await rowOf(id))!;
    await story.approved(id);
    expect((await waiting()).filter((row) => row.case === id)).toMatchObject([{ move: 'decided' }]);
    // Whoever still held the older entry on screen ticks that one; the decision stays to be told.
    expect(await tell(id, accepted.entry)).toMatchObject({ outcome: 'done' });
    expect(await rowOf(id)).toMatchObject({ move: 'decided' });
    await app.did(world.by.approver, cases.resultMade, { case: id });
    expect(await rowOf(id)).toMatchObject({ move: 'result_made' });
    await app.did(world.by.helper, cases.delivered, { case: id, how: 'home', to: 'self', toName: '陈阿姨', place: '一组 12 号' });
    expect(await rowOf(id)).toBeUndefined();
  });

  test('a correction comes with what is to be corrected', async () => {
    const { id } = await story.sent();
    await story.did(world.by.approver, cases.requestCorrection, { case: id, what: '身份证照片看不清，请重拍' });
    expect(await rowOf(id)).toMatchObject({ move: 'correction_requested' });
    const [first] = (await app.ask(world.by.clerk, contract.ofCase, { case: id })).rows;
    expect(first).toMatchObject({ open: true, words: { what: '身份证照片看不清，请重拍' } });
  });

  test('an entry that was struck can’t be told, and one that needs no telling neither', async () => {
    const { id } = await story.accepted();
    const row = (await rowOf(id))!;
    const { entry: opened } = (await story.page(world.by.clerk, id)).stages.find(({ move }) => move === 'opened')!;
    expect(await tell(id, opened)).toMatchObject({ outcome: 'refused', code: 'not_found' });
    await story.did(world.by.clerk, cases.correct, { case: id, entry: row.entry, reason: '点错了' });
    expect(await rowOf(id)).toBeUndefined();
    expect(await tell(id, row.entry)).toMatchObject({ outcome: 'refused', code: 'not_found' });
  });
});

describe('[K10] ticking', () => {
  test('tries in vain are counted, and it stays on the list', async () => {
    const { id } = await story.accepted();
    const { entry } = (await rowOf(id))!;
    for (const says of ['没人接', null])
      await app.did(world.by.helper, contract.notReached, { id: newId(), case: id, entry, how: 'phone', says });
    const row = (await rowOf(id))!;
    expect(row.tries).toBe(2);
    expect(row.triedAt).not.toBeNull();
    const [first] = (await app.ask(world.by.clerk, contract.ofCase, { case: id })).rows;
    expect(first!.tries).toMatchObject([
      { how: 'phone', by: '李跑腿', says: '没人接' },
      { how: 'phone', by: '李跑腿', says: null },
    ]);
  });

  test('[K11] a tick taken back stays, struck, and the person is to be told again', async () => {
    const { id } = await story.accepted();
    const { entry } = (await rowOf(id))!;
    const { id: told } = await app.did(world.by.clerk, contract.told, { id: newId(), case: id, entry, how: 'chat', to: 'relative' });
    const back = { case: id, told, reason: '发错了人' };
    await app.did(world.by.clerk, contract.takeBack, { id: newId(), ...back });
    expect(await rowOf(id)).toMatchObject({ entry });
    expect(await app.send(world.by.clerk, contract.takeBack, { id: newId(), ...back })).toMatchObject({ code: 'taken_back_already' });
    expect(await tell(id, entry, { how: 'knock' })).toMatchObject({ outcome: 'done' });
    const [first] = (await app.ask(world.by.clerk, contract.ofCase, { case: id })).rows;
    expect(first).toMatchObject({
      open: false,
      told: [
        { how: 'chat', to: 'relative', takenBack: { by: '林窗口', reason: '发错了人' } },
        { how: 'knock', to: 'self', takenBack: null },
      ],
    });
  });

  test('two at the same moment: one tick', async () => {
    const { id } = await story.accepted();
    const { entry } = (await rowOf(id))!;
    const outcomes = await Promise.all([tell(id, entry), tell(id, entry, {}, world.by.helper)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
  });

  test('green channel first, then the oldest, page by page', async () => {
    const all = await waiting();
    const [old, young] = [await story.resident(world.by.clerk, { birth: '1940-01-01' }), await story.resident(world.by.clerk)];
    for (const resident of [young, old]) {
      const id = await story.open(world.by.clerk, 'MZ-001', resident, {
        answers: { cause: 'illness', by_proxy: false, can_sign: true, pay_way: 'own_account' },
      });
      await story.did(world.by.clerk, cases.giveNotice, { case: id });
    }
    const rows = await waiting();
    expect(rows).toHaveLength(all.length + 2);
    expect(rows[0]).toMatchObject({ green: true, move: 'notice_given', resident: { id: old } });
    expect(rows.at(-1)).toMatchObject({ green: false, resident: { id: young } });
    const paged: string[] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const page = await app.ask(world.by.clerk, contract.toTell, { limit: 2, ...(next === undefined ? {} : { cursor: next }) });
      paged.push(...page.rows.map(({ entry }) => entry));
      next = page.next;
    }
    expect(paged).toEqual(rows.map(({ entry }) => entry));
  });
});

describe('[A2] another island', () => {
  test('sees nothing to tell, and can neither tick nor read nor take back', async () => {
    const { id } = await story.accepted();
    const { entry } = (await rowOf(id))!;
    const { clerkB } = world.by;
    expect(await waiting(clerkB)).toEqual([]);
    expect((await app.ask(clerkB, contract.toTell, { under: world.areas.mayi })).rows).toEqual([]);
    expect(await tell(id, entry, {}, clerkB)).toMatchObject({ outcome: 'refused', code: 'not_found' });
    expect((await app.askRefused(clerkB, contract.ofCase, { case: id })).status).toBe(404);
    const { id: told } = await app.did(world.by.clerk, contract.told, { id: newId(), case: id, entry, how: 'phone', to: 'self' });
    expect(await app.send(clerkB, contract.takeBack, { id: newId(), case: id, told, reason: '看看' })).toMatchObject({ code: 'not_found' });
    expect((await waiting(world.by.centreClerk)).length).toBe((await waiting()).length);
  });

  test('nobody changes or deletes a tick in the database, or ticks in another’s name', async () => {
    const { id } = await story.accepted();
    const { entry } = (await rowOf(id))!;
    await story.bypass(async (query) => {
      const { clerk, helper } = world.by;
      for (const table of ['notices_told', 'notices_try', 'notices_taken_back'])
        for (const sql of [`update ${table} set at = now()`, `delete from ${table}`])
          await expect(query(sql, [], clerk.post)).rejects.toThrow(/permission denied/);
      const forged = [world.district, newId(), world.areas.group1, id, entry, helper.post];
      await expect(
        query(
          `insert into notices_told (district, id, area, case_id, entry, how, to_whom, at, told_by) values ($1, $2, $3, $4, $5, 'phone', 'self', now(), $6)`,
          forged,
          clerk.post,
        ),
      ).rejects.toThrow(/row-level security/);
    });
  });
});
