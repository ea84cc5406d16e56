import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { CommandContract, Outcome } from '../../kernel/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { behind } from '../../tests/support/public.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as work from '../work/contract.ts';
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

type Plea = Partial<z.input<typeof contract.record.payload>>;
const WORDS = '我爸瘫在床上下不来，想评个长护险';
const recorded = async (over: Plea = {}, as: Actor = world.by.clerk): Promise<string> =>
  (await app.did(as, contract.record, { id: newId(), channel: 'phone', words: WORDS, ...over })).id;
const page = (id: string, as: Actor = world.by.clerk) => app.ask(as, contract.ask, { id });
/** Sends a decision as somebody who has the ask as it stands on the screen. */
const decided = async <C extends CommandContract>(
  c: C,
  payload: z.input<C['payload']> & { ask: string },
  as = world.by.clerk,
): Promise<Outcome> => app.send(as, c, payload, { seen: (await page(payload.ask, as)).seq });
const joined = (ask: string, into: string): Promise<Outcome> => decided(contract.join, { ask, into });
const done = { outcome: 'done' };
const refused = (code: string) => ({ outcome: 'refused', code });
/** The open tasks of an ask at the window of 蚂蚁岛. */
const toDo = async (ask: string, as: Actor = world.by.clerk) =>
  (await app.ask(as, work.mine, { of: 'site', limit: 200 })).rows.filter(({ subject }) => subject === ask);
const clocksOf = async (ask: string) => (await app.ask(world.by.clerk, work.clocks, { subject: ask })).rows;

describe('recording', () => {
  test('[I1] every door ends as one request with its channel kept, words and caller readable to staff', async () => {
    for (const channel of contract.CHANNELS) {
      const id = await recorded({ channel, caller: { name: '徐敏', phone: '14200000005', relation: '女儿' }, about: { name: '徐德兴' } });
      expect(await page(id)).toMatchObject({
        channel,
        words: WORDS,
        state: 'open',
        name: '徐德兴',
        site: world.sites.mayi,
        caller: { name: '徐敏', phone: '14200000005', relation: '女儿' },
        about: { name: '徐德兴', address: null },
      });
    }
  });

  test('[I1] nothing that was said or who said it stands readable in the database', async () => {
    const id = await recorded({
      words: '徐德兴要人帮',
      caller: { name: '徐敏', phone: '14200000006', relation: null },
      visitToday: '一组 3 号',
    });
    const rows = [
      ...(await behind(app, 'select to_jsonb(a) as row from asks_ask a where id = $1', [id])),
      ...(await behind(app, 'select data as row from ledger where stream_id = $1', [id])),
    ];
    expect(rows.length).toBeGreaterThan(3);
    expect(JSON.stringify(rows)).not.toMatch(/徐|14200000006|一组/);
  });

  test('[I1] lies where the person lives; a person or place that is not there is refused', async () => {
    const resident = await story.resident(world.by.clerk);
    expect(await page(await recorded({ resident }))).toMatchObject({ area: world.areas.group1, name: '陈阿姨', resident });
    const send = (over: Plea) => app.send(world.by.clerk, contract.record, { id: newId(), channel: 'phone', words: WORDS, ...over });
    expect(await send({ resident: newId() })).toMatchObject(refused('resident_missing'));
    expect(await send({ area: `${world.areas.mayi}none.` })).toMatchObject(refused('area_missing'));
    expect(await send({ area: world.areas.baisha })).toMatchObject(refused('outside_area'));
    const twice = { id: newId(), channel: 'phone' as const, words: WORDS };
    await app.did(world.by.clerk, contract.record, twice);
    expect(await app.send(world.by.clerk, contract.record, twice)).toMatchObject(refused('id_taken'));
  });

  test('[I2] a home service: contact due in two working days at the site, with the days that were counted', async () => {
    const id = await recorded({ homeService: true });
    const { contactDue, homeService } = await page(id);
    expect(homeService).toBe(true);
    const [clock] = await clocksOf(id);
    expect(clock).toMatchObject({ kind: 'contact', due: contactDue });
    expect(clock!.days.filter(({ counted }) => counted)).toHaveLength(2);
    expect((await toDo(id)).map(({ kind, due }) => [kind, due])).toContainEqual(['contact', contactDue]);
  });

  test('[I5] who can’t wait is visited the same day, at the address that was taken down', async () => {
    const id = await recorded({ visitToday: '一组 3 号' });
    expect(await page(id)).toMatchObject({ visitToday: '一组 3 号' });
    expect((await toDo(id)).map(({ kind }) => kind).sort()).toEqual(['triage', 'visit']);
  });

  test('[I6] the green channel stands on the request and on its tasks', async () => {
    const id = await recorded({ green: true });
    expect((await page(id)).green).toBe(true);
    expect((await toDo(id)).every(({ green }) => green)).toBe(true);
  });
});

describe('contact and answer', () => {
  test('[I2] a call that nobody answered is kept; reaching the person stops the clock', async () => {
    const id = await recorded({ homeService: true });
    await app.did(world.by.helper, contract.contacted, { ask: id, how: 'phone', reached: false });
    expect(await page(id)).toMatchObject({ contactedAt: null, contactDue: expect.any(String) });
    await app.did(world.by.helper, contract.contacted, { ask: id, how: 'phone', reached: true, said: '后天上午来' });
    const now = await page(id);
    expect(now).toMatchObject({ contactedAt: expect.any(String), contactDue: null });
    expect(now.entries.at(-1)).toMatchObject({ event: 'work.task_done', by: '李跑腿' });
    expect(now.entries.filter(({ event }) => event === 'asks.contacted').map(({ detail }) => detail)).toEqual([
      null,
      { said: '后天上午来' },
    ]);
    expect((await toDo(id)).map(({ kind }) => kind)).toEqual(['triage']);
    expect(await app.send(world.by.helperB, contract.contacted, { ask: id, how: 'phone', reached: true })).toMatchObject(
      refused('not_found'),
    );
  });

  test('[I3] answered: what was said is kept, nothing is left to do, and a second answer is refused', async () => {
    const id = await recorded({ homeService: true });
    await app.did(world.by.clerk, contract.answerAsk, { ask: id, answer: '带身份证来就行', how: 'phone' });
    const now = await page(id);
    expect(now.state).toBe('answered');
    expect(now.entries.find(({ event }) => event === 'asks.answered')).toMatchObject({ detail: { answer: '带身份证来就行' } });
    expect(await toDo(id)).toEqual([]);
    expect((await clocksOf(id)).map(({ state }) => state)).toEqual(['stopped']);
    const again = { ask: id, answer: '再说一遍', how: 'phone' } as const;
    expect(await app.send(world.by.clerk, contract.answerAsk, again)).toMatchObject(refused('ask_over'));
    expect(await app.send(world.by.clerkB, contract.answerAsk, again)).toMatchObject(refused('not_found'));
    await expect(behind(app, `update asks_ask set answered_at = null where id = $1`, [id])).rejects.toThrow(/check constraint/);
  });
});

describe('triage', () => {
  test.each([
    [{ kind: 'advice', answer: '带身份证来就行' }, 'answered', 'advice', []],
    [{ kind: 'advice', answer: '带身份证来就行', told: 'to_do' }, 'triaged', 'advice', ['answer']],
    [{ kind: 'errand', what: '交电费' }, 'triaged', 'errand', ['errand']],
    [{ kind: 'petition' }, 'triaged', 'petition', ['petition']],
    [{ kind: 'not_ours', to: '供电所', answer: '告诉您了，找供电所' }, 'handed_over', 'not_ours', []],
  ] as const)('[I3] %j', async (way, state, kind, left) => {
    const id = await recorded({ homeService: true });
    const task = way.kind === 'errand' || way.kind === 'petition' ? { task: newId() } : {};
    expect(await decided(contract.triage, { ask: id, ...way, ...task } as never)).toMatchObject(done);
    expect(await page(id)).toMatchObject({ state, kind });
    // The contact that was promised stays promised while the ask is open.
    expect((await toDo(id)).map((one) => one.kind).sort()).toEqual([...left, ...(left.length > 0 ? ['contact'] : [])].sort());
  });

  test('[I3] seen otherwise after all: the earlier errand falls away; what is over is refused', async () => {
    const id = await recorded();
    await decided(contract.triage, { ask: id, kind: 'errand', task: newId(), what: '交电费' });
    expect(await decided(contract.triage, { ask: id, kind: 'petition', task: newId() })).toMatchObject(done);
    expect((await toDo(id)).map(({ kind }) => kind)).toEqual(['petition']);
    await app.did(world.by.clerk, contract.answerAsk, { ask: id, answer: '办好了', how: 'in_person' });
    expect(await decided(contract.triage, { ask: id, kind: 'advice', answer: '好' })).toMatchObject(refused('ask_over'));
  });

  test('[I3] decided on what was seen: an entry in between is shown', async () => {
    const id = await recorded();
    const { seq } = await page(id);
    await app.did(world.by.helper, contract.contacted, { ask: id, how: 'phone', reached: true });
    const payload = { ask: id, kind: 'advice' as const, answer: '好' };
    expect(await app.send(world.by.clerk, contract.triage, payload, { seen: seq })).toMatchObject(refused('changed_meanwhile'));
    expect(await app.send(world.by.clerk, contract.triage, payload)).toMatchObject(refused('seen_missing'));
    expect(await app.send(world.by.clerkB, contract.triage, payload, { seen: seq })).toMatchObject({ outcome: 'refused' });
    expect((await page(id)).state).toBe('open');
  });

  test('[X3] a cry for help becomes a case; the case stands on the request', async () => {
    const resident = await story.resident(world.by.clerk);
    const id = await recorded({ plea: true, resident, homeService: true });
    const opened = await story.open(world.by.clerk, 'MZ-001', resident, { ask: id });
    expect(await page(id)).toMatchObject({ state: 'triaged', kind: 'case', cases: [opened], plea: true });
    expect((await toDo(id)).map(({ kind }) => kind)).toEqual(['contact']);
  });
});

describe('the same by several doors', () => {
  test('[I7] shown with why, joined, each door kept; nothing is left to do at the later', async () => {
    const { clerk } = world.by;
    const resident = await story.resident(clerk, { name: '钱多多' });
    const first = await recorded({ resident, homeService: true });
    const byPhone = await recorded({
      channel: 'online',
      caller: { name: '钱小', phone: '14200000077', relation: null },
      about: { name: '钱多多' },
    });
    const again = await recorded({ channel: 'referral', caller: { name: '邻居', phone: '14200000077', relation: null } });
    const same = async (id: string) =>
      Object.fromEntries((await app.ask(clerk, contract.duplicates, { id })).rows.map((row) => [row.id, row.because]));
    expect(await same(first)).toEqual({ [byPhone]: 'name' });
    expect(await same(byPhone)).toEqual({ [first]: 'name', [again]: 'phone' });
    expect(await joined(byPhone, first)).toMatchObject({ ...done, answer: { id: first } });
    expect(await page(first)).toMatchObject({ joined: [{ id: byPhone, channel: 'online' }], contactDue: expect.any(String) });
    expect(await page(byPhone)).toMatchObject({ state: 'joined', joinedInto: first, channel: 'online' });
    expect(await toDo(byPhone)).toEqual([]);
    expect(await same(again)).toEqual({});
    expect((await app.askRefused(world.by.clerkB, contract.duplicates, { id: first })).code).toBe('not_found');
  });

  test('[I7] refused by name, and by the database too', async () => {
    const [a, b, c] = [await recorded(), await recorded(), await recorded()];
    expect(await joined(a, a)).toMatchObject(refused('join_itself'));
    expect(await joined(a, newId())).toMatchObject(refused('not_found'));
    expect(await joined(b, a)).toMatchObject(done);
    expect(await joined(b, c)).toMatchObject(refused('ask_over'));
    expect(await joined(c, b)).toMatchObject(refused('join_joined'));
    await decided(contract.triage, { ask: c, kind: 'petition', task: newId() });
    expect(await joined(c, a)).toMatchObject(refused('join_worked'));
    await app.did(world.by.clerk, contract.answerAsk, { ask: a, answer: '好', how: 'phone' });
    expect(await joined(await recorded(), a)).toMatchObject(refused('join_closed'));
    expect(await app.send(world.by.clerk, contract.contacted, { ask: b, how: 'phone', reached: true })).toMatchObject(refused('ask_over'));
    await expect(behind(app, 'update asks_ask set joined_into = id where id = $1', [b])).rejects.toThrow(/check constraint/);
  });

  test('[I2] [I7] the visit that only the later door asked for goes over, with its clock, and comes back', async () => {
    const [first, later] = [await recorded(), await recorded({ visitToday: '一组 3 号', channel: 'walk_in' })];
    const { contactDue } = await page(later);
    expect(await joined(later, first)).toMatchObject(done);
    expect(await page(first)).toMatchObject({ contactDue, homeService: true });
    expect((await toDo(first)).map(({ kind }) => kind).sort()).toEqual(['triage', 'visit']);
    expect((await page(later)).contactDue).toBeNull();

    expect(await decided(contract.unjoin, { ask: later, reason: '不是一个人' })).toMatchObject(done);
    expect(await page(later)).toMatchObject({ state: 'open', joinedInto: null, contactDue });
    expect((await toDo(later)).map(({ kind }) => kind).sort()).toEqual(['triage', 'visit']);
    expect((await toDo(first)).map(({ kind }) => kind)).toEqual(['triage']);
    expect(await page(first)).toMatchObject({ joined: [], contactDue: null });
    expect((await page(first)).entries.map(({ event }) => event)).toEqual(expect.arrayContaining(['asks.took_in', 'asks.gave_back']));
    expect(await decided(contract.unjoin, { ask: later, reason: '再分' })).toMatchObject(refused('not_joined'));
  });
});

describe('putting right', () => {
  test('[K11] who it is about, what was said and who said it; the old stays readable in the ledger', async () => {
    const { clerk } = world.by;
    const resident = await story.resident(clerk);
    const id = await recorded({ caller: { name: '徐敏', phone: '14200000088', relation: null } });
    await app.did(clerk, contract.identify, { ask: id, resident });
    expect(await page(id)).toMatchObject({ resident, name: '陈阿姨' });
    expect(await app.send(clerk, contract.identify, { ask: id, resident: newId() })).toMatchObject(refused('resident_missing'));
    expect(await app.send(world.by.clerkB, contract.identify, { ask: id, resident })).toMatchObject(refused('not_found'));

    const right = { ask: id, words: '想办残疾证', caller: { name: '徐敏', phone: '14200000099', relation: '女儿' }, reason: '听错了' };
    expect(await decided(contract.correct, right)).toMatchObject(done);
    const now = await page(id);
    expect(now).toMatchObject({ words: '想办残疾证', caller: { phone: '14200000099', relation: '女儿' } });
    expect(now.entries.map(({ detail }) => detail?.words).filter(Boolean)).toEqual([WORDS, '想办残疾证']);
    expect(await decided(contract.correct, { ask: id, reason: '无' })).toMatchObject(refused('nothing_changed'));
    expect((await app.askRefused(world.by.clerkB, contract.ask, { id })).code).toBe('not_found');
  });
});

describe('the list', () => {
  test('[I1] newest first, page by page, nothing twice and nothing left out; by state, person and area', async () => {
    const { clerk, centreClerk } = world.by;
    const resident = await story.resident(clerk);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift(await recorded({ resident, words: `第 ${n} 次` }));
    const got: string[] = [];
    let cursor: string | null = null;
    do {
      const found: z.output<typeof contract.list.answer> = await app.ask(clerk, contract.list, {
        resident,
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      expect(found.rows.length).toBeLessThanOrEqual(2);
      got.push(...found.rows.map(({ id }) => id));
      cursor = found.next;
    } while (cursor !== null);
    expect(got).toEqual(ids);
    await app.did(clerk, contract.answerAsk, { ask: ids[0]!, answer: '好', how: 'phone' });
    const list = async (as: Actor, query: z.input<typeof contract.list.query>) =>
      (await app.ask(as, contract.list, { limit: 200, ...query })).rows;
    expect((await list(clerk, { resident, state: 'answered' })).map(({ id }) => id)).toEqual([ids[0]]);
    const under = await list(centreClerk, { under: world.areas.group1 });
    expect(under.length).toBeGreaterThanOrEqual(5);
    expect(new Set(under.map(({ area }) => area))).toEqual(new Set([world.areas.group1]));
    expect((await app.askRefused(clerk, contract.list, { cursor: 'nonsense' })).code).toBe('invalid');
  });

  test('[W3] another island sees none of it; who refers sees it, a department and an auditor may not ask', async () => {
    const id = await recorded({}, world.by.referrer);
    const seenBy = async (as: Actor) => (await app.ask(as, contract.list, { limit: 200 })).rows.some((row) => row.id === id);
    expect(await seenBy(world.by.referrer)).toBe(true);
    expect(await seenBy(world.by.coordinator)).toBe(true);
    const others = await recorded();
    expect((await app.ask(world.by.referrer, contract.list, { limit: 200 })).rows.map((row) => row.id)).not.toContain(others);
    expect((await app.askRefused(world.by.referrer, contract.ask, { id: others })).code).toBe('not_found');
    expect((await app.ask(world.by.clerkB, contract.list, { under: world.areas.mayi })).rows).toEqual([]);
    for (const as of [world.by.approver, world.by.auditor, world.by.administrator, world.by.partner])
      expect((await app.askRefused(as, contract.list)).code).toBe('not_allowed');
  });
});
