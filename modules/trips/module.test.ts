import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import { sql } from '../../platform/executor/types.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as contract from './contract.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
});
afterAll(() => app?.close());

const addLine = async (over: object = {}): Promise<string> => {
  const id = newId();
  const { mayi, root } = world.areas;
  const ends = { from: { area: mayi, place: '蚂蚁岛码头' }, to: { area: root, place: '沈家门' } };
  await app.did(world.by.coordinator, contract.addLine, {
    id,
    kind: 'ferry',
    name: '蚂蚁岛航线',
    minutes: 30,
    fareFen: '2500',
    ...ends,
    ...over,
  });
  return id;
};
const everyDay = [1, 2, 3, 4, 5, 6, 7];

test('[B2 T1] the next sailings from the island, without what is cancelled, and again when it runs after all', async () => {
  const { coordinator, helper } = world.by;
  const line = await addLine();
  const [morning, noon] = [newId(), newId()];
  await app.did(coordinator, contract.addSailing, { id: morning, line, departs: '08:00', weekdays: everyDay, validFrom: '2026-01-01' });
  await app.did(coordinator, contract.addSailing, {
    id: noon,
    line,
    departs: '13:30',
    weekdays: [6, 7],
    validFrom: '2026-01-01',
    minutes: 45,
  });
  const query = { from: world.areas.group1, to: world.areas.root, at: '2026-11-21T06:00:00+08:00', limit: 3 };
  const next = async () => (await app.ask(helper, contract.sailings, query)).rows.map((s) => [s.departs, s.arrives]);
  expect(await next()).toEqual([
    ['2026-11-21T00:00:00.000Z', '2026-11-21T00:30:00.000Z'],
    ['2026-11-21T05:30:00.000Z', '2026-11-21T06:15:00.000Z'],
    ['2026-11-22T00:00:00.000Z', '2026-11-22T00:30:00.000Z'],
  ]);
  await app.did(coordinator, contract.cancelSailing, { id: morning, days: ['2026-11-21'], reason: '大风停航' });
  expect((await next())[0]![0]).toBe('2026-11-21T05:30:00.000Z');
  await app.did(coordinator, contract.restoreSailing, { id: morning, days: ['2026-11-21'], reason: '风小了' });
  expect((await next())[0]![0]).toBe('2026-11-21T00:00:00.000Z');
  await app.did(coordinator, contract.endSailing, { id: noon, until: '2026-11-20', reason: '冬季班次' });
  expect((await next())[1]![0]).toBe('2026-11-22T00:00:00.000Z');
  expect((await app.ask(helper, contract.sailings, { ...query, to: world.areas.baisha })).rows).toHaveLength(3);
});

test('[T1] timetables are the coordinator’s; a line needs its places, a sailing its line', async () => {
  const { helper, coordinator } = world.by;
  const { mayi, root } = world.areas;
  const there = { from: { area: mayi, place: '码头' }, to: { area: root, place: '沈家门' } };
  const line = { id: newId(), kind: 'ferry' as const, name: '航线', minutes: 30, fareFen: '2500', ...there };
  expect(await app.send(helper, contract.addLine, line)).toMatchObject({ code: 'not_allowed' });
  expect(await app.send(coordinator, contract.addLine, { ...line, to: { area: `${root}zz.`, place: '远方' } })).toMatchObject({
    code: 'area_missing',
  });
  expect(await app.send(coordinator, contract.addLine, { ...line, to: line.from })).toMatchObject({ code: 'line_goes_nowhere' });
  const sailing = { id: newId(), departs: '08:00', weekdays: everyDay, validFrom: '2026-01-01' };
  expect(await app.send(coordinator, contract.addSailing, { ...sailing, line: newId() })).toMatchObject({ code: 'not_found' });
  const rows = (await app.ask(helper, contract.lines, { limit: 1 })).rows;
  expect(rows).toHaveLength(1);
});

test('[W3] a timetable is changed only within one’s area, whoever writes the SQL', async () => {
  const line = await addLine({ name: '另一条' });
  const { clerkB } = world.by;
  const write = sql(
    `insert into trips_sailing (district, id, line, departs, weekdays, valid_from) values ($1, $2, $3, '09:00', '{1}', '2026-01-01')`,
    clerkB.district,
    newId(),
    line,
  );
  await expect(inTransaction(app.pool, clerkB, 'write', (tx) => tx.commit([write]))).rejects.toMatchObject({ code: '42501' });
  const none = await inTransaction(app.pool, { district: world.district, post: newId() }, 'read', (tx) =>
    tx.rows('select 1 from trips_line'),
  );
  expect(none).toEqual([]);
});
