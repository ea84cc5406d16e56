import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { addDays, dayOf } from '../../kernel/time.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as contract from './contract.ts';
import { careDueOn } from './domain.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

const today = dayOf(new Date().toISOString());
const ago = (days: number): string => addDays(today, -days);
/** A random id of the form that the program's own have. */
const V7 = `overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid`;
const WHY = { reason: 'other', words: '核对' } as const;

type Person = Partial<z.input<typeof contract.register.payload>>;
const register = async (
  facts: Readonly<Record<string, boolean>> = {},
  person: Person = {},
  as: Actor = world.by.clerk,
): Promise<string> => {
  const id = newId();
  const known = Object.entries(facts).map(([name, value]) => ({ id: newId(), name, value, at: ago(3), source: 'visit' as const }));
  await app.did(as, contract.register, { id, area: world.areas.group1, name: '周阿婆', birth: '1940-05-01', facts: known, ...person });
  return id;
};
type PutOn = z.input<typeof contract.putOnCareList.payload>;
const putting = (resident: string, over: Partial<PutOn> = {}): PutOn => ({
  id: newId(),
  resident,
  kind: 'elder_alone',
  line: 'ageing',
  words: '一个人住',
  carer: world.by.helper.post,
  everyDays: 7,
  since: ago(30),
  ...over,
});
const putOn = async (resident: string, over: Partial<PutOn> = {}, as: Actor = world.by.clerk): Promise<string> =>
  (await app.did(as, contract.putOnCareList, putting(resident, over))).id;
const visit = async (resident: string, care: readonly string[], days: number, words: string | null = null, as: Actor = world.by.helper) =>
  (await app.did(as, contract.recordCareVisit, { id: newId(), resident, care: [...care], on: ago(days), how: 'home', words })).id;
const entry = async (id: string, as: Actor = world.by.clerk) =>
  (await app.ask(as, contract.care, { limit: 200 })).rows.find((row) => row.id === id);
const proposed = async (resident: string, as: Actor = world.by.clerk) =>
  (await app.ask(as, contract.careProposed, { limit: 200 })).rows.filter((row) => row.resident.id === resident);

describe('care lists', () => {
  test('[R4] who is on which list, who visits, when last; the days are those of the rule', async () => {
    const resident = await register({ 独居: true });
    const care = await putOn(resident, { because: '独居', words: null });
    expect(await entry(care)).toMatchObject({
      resident: { id: resident, name: '周阿婆' },
      kind: 'elder_alone',
      line: 'ageing',
      because: '独居',
      putBy: world.by.clerk.name,
      carer: { id: world.by.helper.post, name: world.by.helper.name },
      last: null,
      dueOn: careDueOn({ since: ago(30), lastOn: null, everyDays: 7 }),
      level: 'overdue',
    });
    await visit(resident, [care], 2, '灶台没人管，记得叫他关火');
    const second = await visit(resident, [care], 9);
    expect(await entry(care)).toMatchObject({
      last: { on: ago(2), by: world.by.helper.name, how: 'home' },
      dueOn: addDays(today, 5),
      level: 'fine',
    });
    const seen = await app.ask(world.by.clerk, contract.careOf, { id: resident, ...WHY });
    expect(seen.visits.map(({ on, words }) => [on, words])).toEqual([
      [ago(2), '灶台没人管，记得叫他关火'],
      [ago(9), null],
    ]);
    await app.did(world.by.helper, contract.withdrawCareVisit, { resident, id: seen.visits[0]!.id, reason: '记到别人头上了' });
    expect(await entry(care)).toMatchObject({ last: { on: ago(9) }, level: 'overdue' });
    await app.did(world.by.helper, contract.withdrawCareVisit, { resident, id: second, reason: '日期不对' });
    expect(await entry(care)).toMatchObject({ last: null });
    const rows = await withClient(app.db.ownerUrl, (owner) =>
      owner.query('select words from residents_care_visit where resident = $1', [resident]),
    );
    expect(JSON.stringify(rows.rows)).not.toContain('灶台');
  });

  test('[R4] one visit counts for several lists of the person, each kept for its own line of work', async () => {
    const resident = await register({ 低保: true });
    const ageing = await putOn(resident);
    const poor = await putOn(resident, { kind: 'low_income', line: 'civil_affairs', because: '低保', words: null, everyDays: 30 });
    expect(await app.send(world.by.clerk, contract.putOnCareList, putting(resident))).toMatchObject({ code: 'care_already' });
    await visit(resident, [ageing, poor], 0);
    for (const id of [ageing, poor]) expect(await entry(id)).toMatchObject({ last: { on: today }, level: 'fine' });
    const { rows } = await app.ask(world.by.clerk, contract.care, { line: 'civil_affairs', kind: 'low_income' });
    expect(rows.map(({ id }) => id)).toContain(poor);
    expect(rows.map(({ id }) => id)).not.toContain(ageing);
  });

  test('[R4] another visits from now on; whoever decides on what changed meanwhile is told', async () => {
    const resident = await register();
    const care = await putOn(resident);
    const { seq } = (await entry(care))!;
    const change = { care, carer: world.by.clerk.post, everyDays: 14 };
    await app.did(world.by.coordinator, contract.changeCarer, change, { seen: seq });
    expect(await entry(care)).toMatchObject({ carer: { id: world.by.clerk.post }, everyDays: 14 });
    expect(await app.send(world.by.coordinator, contract.changeCarer, { ...change, everyDays: 7 }, { seen: seq })).toMatchObject({
      code: 'changed_meanwhile',
    });
    expect(
      await app.send(world.by.clerk, contract.changeCarer, { ...change, carer: world.by.helperB.post }, { seen: seq + 1 }),
    ).toMatchObject({
      code: 'carer_elsewhere',
    });
    expect((await app.ask(world.by.clerk, contract.care, { mine: 'true', limit: 200 })).rows.map(({ id }) => id)).toContain(care);
    expect((await app.ask(world.by.helper, contract.care, { mine: 'true', limit: 200 })).rows.map(({ id }) => id)).not.toContain(care);
  });

  test('[R4] taken off with a reason that stays; then put on again', async () => {
    const resident = await register();
    const care = await putOn(resident);
    await app.did(world.by.clerk, contract.takeOffCareList, { care, reason: '女儿接去同住了' }, { seen: (await entry(care))!.seq });
    expect(await entry(care)).toBeUndefined();
    expect((await app.ask(world.by.clerk, contract.careOf, { id: resident, ...WHY })).entries).toMatchObject([
      { id: care, ended: { on: today, reason: '女儿接去同住了' } },
    ]);
    const again = { id: newId(), resident, care: [care], on: today, how: 'phone' as const };
    expect(await app.send(world.by.helper, contract.recordCareVisit, again)).toMatchObject({ code: 'care_ended' });
    expect(await entry(await putOn(resident))).toBeDefined();
  });

  test('[R4] [D8] whom known facts speak for is proposed, never put on; whoever is on the list is proposed no more', async () => {
    const alone = await register({ 独居: true, 低保: true, 特困: true });
    const young = await register({ 独居: true }, { birth: '1990-01-01' });
    const away = await register({ 独居: true }, { livesElsewhere: '宁波' });
    const not = await register({ 独居: false });
    expect((await proposed(alone)).map(({ kind, because }) => [kind, [...because].sort()])).toEqual(
      expect.arrayContaining([
        ['elder_alone', ['独居']],
        ['low_income', ['低保', '特困'].sort()],
      ]),
    );
    for (const one of [young, away, not]) expect(await proposed(one)).toEqual([]);
    expect((await app.ask(world.by.clerk, contract.careOf, { id: alone, ...WHY })).entries).toEqual([]);
    await putOn(alone, { because: '独居', words: null });
    expect((await proposed(alone)).map(({ kind }) => kind)).toEqual(['low_income']);
    expect(await app.send(world.by.clerk, contract.putOnCareList, putting(not, { because: '独居', words: null }))).toMatchObject({
      code: 'care_fact_not_known',
    });
  });

  test('[R4] proposals come page by page, each person whole', async () => {
    for (let n = 0; n < 4; n += 1) await register({ 低保: true, 卧床: true, 残疾: true });
    const all = (await app.ask(world.by.clerk, contract.careProposed, { limit: 200 })).rows;
    const paged: contract.CareProposal[] = [];
    let cursor: string | undefined;
    do {
      const { rows, next } = await app.ask(world.by.clerk, contract.careProposed, {
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
      paged.push(...rows);
      cursor = next ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
  });

  test('[R4] the list is read page by page, whoever waits longest first, with how many wait', async () => {
    const { rows, counts } = await app.ask(world.by.clerk, contract.care, { limit: 200 });
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(rows.map(({ dueOn }) => dueOn).sort());
    const first = await app.ask(world.by.clerk, contract.care, { limit: 2 });
    const second = await app.ask(world.by.clerk, contract.care, { limit: 2, cursor: first.next! });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(rows.slice(0, 4).map(({ id }) => id));
    expect(counts).toEqual({
      all: rows.length,
      overdue: rows.filter(({ level }) => level === 'overdue').length,
      due: rows.filter(({ level }) => level === 'due').length,
      never: rows.filter(({ last }) => last === null).length,
    });
    for (const state of ['overdue', 'due', 'never'] as const) {
      const of = (await app.ask(world.by.clerk, contract.care, { state, limit: 200 })).rows;
      expect([state, of.length]).toEqual([state, counts![state]]);
    }
  });

  test('[R4] who died is due no more; who moves takes the list along to the other office', async () => {
    const resident = await register();
    const care = await putOn(resident);
    await visit(resident, [care], 1);
    await app.did(world.by.clerk, contract.recordDeath, { resident, diedOn: today, source: 'relative' });
    expect(await entry(care)).toBeUndefined();
    const mover = await register();
    const moved = await putOn(mover);
    await visit(mover, [moved], 1);
    const { person } = await app.ask(world.by.clerk, contract.page, { id: mover, ...WHY });
    const home = { resident: mover, area: world.areas.baisha, address: '白沙 3 号', since: today, reason: '搬到女儿那里' };
    await app.did(world.by.centreClerk, contract.changeHome, home, { seen: person.seq });
    expect(await entry(moved)).toBeUndefined();
    expect(await entry(moved, world.by.clerkB)).toMatchObject({ area: world.areas.baisha, last: { on: ago(1) } });
  });
});

describe('care lists and who may see them', () => {
  test('[R4] [W3] who refers puts people on and visits; lists of health and money show only their own', async () => {
    const { referrer, clerk } = world.by;
    const resident = await register({ 残疾: true });
    const disabled = await putOn(resident, { kind: 'disabled', line: 'disabled_federation', because: '残疾', words: null });
    const alone = await putOn(resident, {}, referrer);
    const seen = (await app.ask(referrer, contract.care, { limit: 200 })).rows.map(({ id }) => id);
    expect(seen).toContain(alone);
    expect(seen).not.toContain(disabled);
    expect(await proposed(await register({ 卧床: true }), referrer)).toEqual([]);
    await visit(resident, [disabled], 1, '药快吃完了');
    const mine = await visit(resident, [alone], 0, '说腿疼', referrer);
    const { visits } = await app.ask(referrer, contract.careOf, { id: resident, ...WHY });
    expect(visits.map(({ words }) => words)).toEqual(['说腿疼', null]);
    const other = visits.find(({ id }) => id !== mine)!;
    expect(await app.send(referrer, contract.withdrawCareVisit, { resident, id: other.id, reason: '试试' })).toMatchObject({
      code: 'not_found',
    });
    const onTheirs = { id: newId(), resident, care: [disabled], on: today, how: 'home' as const };
    expect(await app.send(referrer, contract.recordCareVisit, onTheirs)).toMatchObject({ code: 'not_found' });
    expect(await app.send(referrer, contract.takeOffCareList, { care: alone, reason: '试试' }, { seen: 1 })).toMatchObject({
      code: 'not_allowed',
    });
    await app.did(
      clerk,
      contract.changeCarer,
      { care: disabled, carer: referrer.post, everyDays: 30 },
      { seen: (await entry(disabled))!.seq },
    );
    expect((await app.ask(referrer, contract.care, { limit: 200 })).rows.map(({ id }) => id)).toContain(disabled);
  });

  test('[R4] among twenty thousand entries a page is a page, and an island counts its own', async () => {
    const { district, areas, by } = world;
    const resident = await register({}, { area: areas.baisha }, by.clerkB);
    await withClient(app.db.ownerUrl, async (owner) => {
      await owner.query(
        `insert into residents_care (district, id, area, resident, kind, called, line, because, put_by, carer, every_days, since)
           select $1, ${V7}, $2, $4, 'other', n::text, 'ageing', '独居', $3, $3, 7, '2025-01-01' from generate_series(1, 20000) n`,
        [district, areas.baisha, by.clerkB.post, resident],
      );
      await owner.query('analyze residents_care');
    });
    const overdue = (as: Actor) => app.ask(as, contract.care, { state: 'overdue' });
    const whole = await overdue(by.centreClerk);
    const island = await overdue(by.clerk);
    expect(whole.rows).toHaveLength(50);
    expect(whole.counts!.overdue).toBeGreaterThanOrEqual(20_000);
    expect(island.counts!.all).toBeLessThan(1000);
  });
});
