import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import { sql } from '../../platform/executor/types.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { matters, openMatter, registerResident } from '../../tests/support/matter.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { modules } from '../index.ts';
import * as work from '../work/contract.ts';
import * as contract from './contract.ts';
import { chainHolds, stopsOf } from './domain.ts';

let app: TestApp;
let world: World;
let box: string;
beforeAll(async () => {
  app = await openApp([...modules, matters]);
  world = await makeWorld(app);
  box = newId();
  await app.did(world.by.coordinator, contract.addBox, { id: box, site: world.sites.mayi, name: '蚂蚁岛漂流箱' });
});
afterAll(() => app?.close());

const post = (who: Actor): contract.Holder => ({ kind: 'post', id: who.post });
const site = (who: Actor): contract.Holder => ({ kind: 'site', id: who.site! });
const registration = (over: object = {}) => ({
  id: newId(),
  kind: 'envelope' as const,
  from: { kind: 'resident' as const },
  place: '蚂蚁岛便民服务站',
  ...over,
});
const register = (as: Actor, over: object = {}) => app.did(as, contract.register, registration(over));
const pass = (code: string, taker: contract.Holder, over: object = {}) => ({ codes: [code], taker, place: '码头', ...over });
const lineOf = (as: Actor, code: string) => app.ask(as, contract.parcel, { code });
/** A picture of a signature, kept as the row that custody points at; how it is made is materials' matter. */
const signed = async (as: Actor, subject: string): Promise<string> => {
  const [file, document] = [newId(), newId()];
  await inTransaction(app.pool, as, 'write', (tx) =>
    tx.commit([
      sql(
        `insert into materials_file (district, id, kind, hash, size, media_type, suite, uploaded_by) values ($1, $2, 'original', repeat('a', 64), 9, 'image/jpeg', 'international', $3)`,
        as.district,
        file,
        as.person,
      ),
      sql(
        `insert into materials_document (district, id, area, subject, subject_kind, file, hash, size, media_type, how, added_by, added_at)
         values ($1, $2, $3, $4, 'parcel', $5, repeat('a', 64), 9, 'image/jpeg', 'taken', $6, now())`,
        as.district,
        document,
        as.area,
        subject,
        file,
        as.post,
      ),
    ]),
  );
  return document;
};

describe('hand-overs', () => {
  test('[B1] each has a giver, a taker, a place, a time; the line is whole, and only the holder can give', async () => {
    const { helper, helper2, clerk } = world.by;
    const caseId = await openMatter(app, helper);
    const { id, code } = await register(helper, { caseId, contents: ['id_card', 'household_book'] });
    expect(await app.send(clerk, contract.handOver, pass(code, post(helper2)))).toMatchObject({
      outcome: 'refused',
      code: 'not_the_holder',
    });
    expect(await app.did(helper, contract.handOver, pass(code, post(helper2)))).toEqual({ parcels: [{ id, code, state: 'offered' }] });
    expect((await lineOf(helper, code)).holder).toMatchObject({ kind: 'post', id: helper.post });
    expect((await app.ask(helper2, contract.held, { which: 'offered' })).rows).toMatchObject([{ code }]);
    const typed = ` ${code.slice(0, 3)}-${code.slice(3, 6)}-${code.slice(6).toLowerCase()}`;
    expect(await app.did(helper2, contract.handOver, pass(typed, post(helper2)))).toEqual({
      parcels: [{ id, code, state: 'handed_over' }],
    });
    const parcel = await lineOf(clerk, code);
    expect(parcel).toMatchObject({
      caseId,
      holder: { id: helper2.post, name: '王跑腿' },
      offeredTo: null,
      contents: ['id_card', 'household_book'],
      seq: 3,
    });
    expect(parcel.line.map((s) => [s.giver?.name ?? null, s.taker.name, s.place])).toEqual([
      [null, '李跑腿', '蚂蚁岛便民服务站'],
      ['李跑腿', '王跑腿', '码头'],
    ]);
    expect(chainHolds(parcel.line)).toBe(true);
    expect(stopsOf(parcel, 'zh', new Date().toISOString())).toMatchObject([{ state: 'passed' }, { state: 'present', who: '王跑腿' }]);
    expect((await app.ask(helper2, contract.held, {})).rows.map((r) => r.code)).toContain(code);
    expect((await app.ask(clerk, contract.held, { caseId })).rows).toHaveLength(1);
    expect(await app.askRefused(world.by.clerkB, contract.parcel, { code })).toMatchObject({ code: 'not_found' });
  });

  test('[B1] two take it at the same moment: one has it, the other is told', async () => {
    const { helper, helper2, clerk } = world.by;
    const { code } = await register(helper);
    const both = await Promise.all([
      app.send(helper2, contract.handOver, pass(code, post(helper2))),
      app.send(clerk, contract.handOver, pass(code, post(clerk))),
    ]);
    const parcel = await lineOf(helper, code);
    expect(chainHolds(parcel.line)).toBe(true);
    expect(parcel.line.length - 1).toBe(both.filter((one) => one.outcome === 'done').length);
    for (const one of both) if (one.outcome === 'refused') expect(one).toMatchObject({ code: 'handed_over_meanwhile' });
  });

  test('[B1 B6] brought home on a planned day, the person signs, and it is delivered', async () => {
    const { helper, clerk } = world.by;
    const person = await registerResident(app, helper);
    const { id, code } = await register(helper, { kind: 'card', resident: person, from: { kind: 'department', name: '社保局' } });
    await app.did(clerk, contract.planDelivery, { codes: [code], by: helper.post, on: '2026-11-27' });
    expect(await lineOf(clerk, code)).toMatchObject({ deliverOn: '2026-11-27', deliverBy: helper.post, fromName: '社保局' });
    const home = pass(code, { kind: 'resident', id: person }, { place: '家中' });
    expect(await app.send(helper, contract.handOver, home)).toMatchObject({ code: 'signature_missing' });
    expect(await app.send(helper, contract.handOver, { ...home, signature: newId() })).toMatchObject({ code: 'signature_photo_missing' });
    await app.did(helper, contract.handOver, { ...home, signature: await signed(helper, id) });
    expect(await lineOf(clerk, code)).toMatchObject({ state: 'delivered', deliverOn: null, holder: { kind: 'resident', name: '周阿海' } });
    expect((await app.ask(helper, contract.held, {})).rows.map((r) => r.code)).not.toContain(code);
  });

  test('[B2] by code into the box at the pier, across on a sailing, taken out by the keeper; what is in it now is known', async () => {
    const { helper, clerk, centreClerk, helperB } = world.by;
    const caseId = await openMatter(app, clerk);
    const nephew: contract.Holder = { kind: 'relative', id: await registerResident(app, clerk, '陈阿姨') };
    const { code } = await register(clerk, { caseId, holder: nephew, place: '电话里约好' });
    const expectedBy = new Date(Date.now() + 3_600_000).toISOString();
    await app.did(centreClerk, contract.handOver, pass(code, { kind: 'box', id: box }, { place: '朱家尖码头', expectedBy }));
    expect((await app.ask(clerk, contract.boxes, {})).rows).toMatchObject([{ name: '蚂蚁岛漂流箱', inside: 1, last: null }]);
    expect((await app.ask(clerk, contract.held, { box })).rows).toMatchObject([{ code, holder: { name: '蚂蚁岛漂流箱' }, expectedBy }]);
    const sailing = newId();
    await app.did(helperB, contract.moveBox, { id: newId(), box, sailing, what: 'on_board', place: '朱家尖码头' });
    await app.did(helper, contract.moveBox, { id: newId(), box, sailing, what: 'arrived', place: '蚂蚁岛码头' });
    expect(await app.send(centreClerk, contract.handOver, pass(code, post(centreClerk)))).toMatchObject({ code: 'not_box_keeper' });
    await app.did(helper, contract.handOver, pass(code, post(helper), { place: '蚂蚁岛码头' }));
    const parcel = await lineOf(clerk, code);
    expect(parcel.line.map((s) => s.taker.kind)).toEqual(['relative', 'box', 'post']);
    expect(parcel.boxMoves.map((m) => [m.what, m.sailing])).toEqual([
      ['on_board', sailing],
      ['arrived', sailing],
    ]);
    expect((await app.ask(clerk, contract.boxes, {})).rows).toMatchObject([{ inside: 0, last: { what: 'arrived' } }]);
  });

  test('[B3] what did not arrive is shown and chased, found again or recorded as lost, never silent', async () => {
    const { helper, helper2, coordinator } = world.by;
    const { id, code } = await register(helper, { expectedBy: '2026-01-05T00:00:00Z' });
    const lateCodes = async (query: object = {}) =>
      (await app.ask(coordinator, contract.late, { limit: 200, ...query })).rows.map((r) => r.code);
    expect(await lateCodes()).toContain(code);
    expect(await lateCodes({ under: world.areas.baisha })).not.toContain(code);
    await app.did(helper2, contract.notArrived, { code, says: '13:30 的船上没有' });
    const task = (await app.ask(helper, work.mine, {})).rows.find((row) => row.subject === id);
    expect(task).toMatchObject({ kind: 'chase' });
    await app.did(helper, contract.found, { code, says: '落在码头窗口' });
    expect((await lineOf(helper, code)).state).toBe('held');
    expect(await app.send(helper, contract.lose, { id, says: '找不到' }, { seen: 4 })).toMatchObject({ code: 'not_allowed' });
    const seq = (await lineOf(coordinator, code)).seq;
    await app.did(coordinator, contract.lose, { id, says: '台风天落海' }, { seen: seq });
    const lost = await lineOf(helper, code);
    expect([lost.state, lost.notes.map((n) => n.what)]).toEqual(['lost', ['not_arrived', 'found', 'lost']]);
    expect(await app.send(helper2, contract.handOver, pass(code, post(helper2)))).toMatchObject({ code: 'parcel_lost' });
  });

  test('[B4] cash is counted by two at each hand, signed for, and a difference is chased', async () => {
    const { helper, clerk } = world.by;
    const person = await registerResident(app, helper);
    const cash = registration({ kind: 'cash', resident: person, from: { kind: 'bank', name: '农商银行' } });
    expect(await app.send(clerk, contract.register, cash)).toMatchObject({ code: 'cash_not_counted' });
    const { id, code } = await app.did(clerk, contract.register, { ...cash, count: { fen: '120000', second: '陈柜员' } });
    expect(await app.send(clerk, contract.handOver, pass(code, { kind: 'box', id: box }))).toMatchObject({ code: 'cash_by_hand' });
    expect(await app.send(helper, contract.handOver, pass(code, post(helper)))).toMatchObject({ code: 'cash_not_counted' });
    await app.did(helper, contract.handOver, pass(code, post(helper), { count: { fen: '119900', second: '林窗口' } }));
    expect((await app.ask(clerk, work.mine, {})).rows.some((row) => row.subject === id && row.kind === 'chase')).toBe(true);
    expect(await app.did(helper, contract.countCash, { id: newId(), code, count: { fen: '120000', second: '林窗口' } })).toMatchObject({
      differs: false,
    });
    const receipt = { signature: await signed(helper, id), count: { fen: '120000', second: '邻居老王' } };
    await app.did(helper, contract.handOver, pass(code, { kind: 'resident', id: person }, receipt));
    const parcel = await lineOf(clerk, code);
    expect([parcel.state, parcel.cashFen, parcel.counts.map((c) => c.fen)]).toEqual([
      'delivered',
      '120000',
      ['120000', '119900', '120000', '120000'],
    ]);
  });

  test('[B5] out in the evening, back with the card in the morning: the driver is let into the parcel, not the case, and out again', async () => {
    const { helper, helperB, clerk, approverB } = world.by;
    const caseId = await openMatter(app, helper);
    const sheet = await register(helper, { caseId, kind: 'stamp_sheet' });
    await app.did(helper, contract.handOver, pass(sheet.code, post(helperB)));
    await app.did(helperB, contract.handOver, pass(sheet.code, post(helperB)));
    expect((await app.ask(helperB, contract.held, {})).rows.map((r) => r.code)).toEqual([sheet.code]);
    const seen = await inTransaction(app.pool, helperB, 'read', (tx) =>
      tx.rows('select 1 from stream_head where stream_id = $1', [caseId]),
    );
    expect(seen).toEqual([]);
    const department: contract.Holder = { kind: 'department', id: approverB.department! };
    await app.did(helperB, contract.handOver, pass(sheet.code, department, { place: '中心医保窗口' }));
    await app.did(approverB, contract.handOver, pass(sheet.code, department, { place: '中心医保窗口' }));
    expect(await app.askRefused(helperB, contract.parcel, { code: sheet.code })).toMatchObject({ code: 'not_found' });
    const card = await register(clerk, {
      caseId,
      kind: 'card',
      inReturnFor: sheet.id,
      from: { kind: 'department' },
      holder: site(clerk),
      place: '早班船',
    });
    expect(await lineOf(clerk, card.code)).toMatchObject({ inReturnFor: sheet.id, holder: { kind: 'site', name: '蚂蚁岛便民服务站' } });
  });

  test('[B5] a bag of several passes at once, all or none', async () => {
    const { helper, clerk } = world.by;
    const bag = [await register(helper), await register(helper), await register(clerk)].map((p) => p.code);
    expect(
      await app.send(helper, contract.handOver, { codes: bag, taker: site(helper), giver: post(helper), place: '站里' }),
    ).toMatchObject({ code: 'not_the_holder', info: { code: bag[2] } });
    await app.did(helper, contract.handOver, { codes: bag, taker: site(helper), place: '站里' });
    expect(
      (await app.ask(clerk, contract.held, { limit: 200 })).rows.filter((r) => bag.includes(r.code) && r.holder.kind === 'site'),
    ).toHaveLength(3);
  });

  test('[K11] a hand-over entered wrongly is put right by a further entry; the old stays, struck through', async () => {
    const { helper, helper2, clerk } = world.by;
    const { code } = await register(helper);
    await app.did(clerk, contract.handOver, pass(code, post(clerk)));
    const wrong = { code, n: 1, reason: '点错了，是王跑腿拿走的', really: post(helper2) };
    expect(await app.send(helper2, contract.correct, wrong)).toMatchObject({ code: 'not_yours_to_correct' });
    await app.did(clerk, contract.correct, wrong);
    await app.did(helper, contract.correct, { code, n: 0, reason: '实际在码头收的' });
    const parcel = await lineOf(clerk, code);
    expect(parcel.line.map((s) => [s.struck, s.corrects, s.reason])).toEqual([
      [false, null, null],
      [true, null, null],
      [false, 1, '点错了，是王跑腿拿走的'],
    ]);
    expect(parcel).toMatchObject({ holder: { id: helper2.post }, notes: [{ n: 0, what: 'put_right' }] });
    expect(stopsOf(parcel, 'zh', new Date().toISOString()).map((s) => s.state)).toEqual(['passed', 'left_out', 'present']);
  });

  test('[B1] a printed label is used once', async () => {
    const { helper } = world.by;
    const { code } = await register(helper);
    expect(await app.send(helper, contract.register, registration({ code }))).toMatchObject({ code: 'parcel_code_taken' });
    expect(await app.send(helper, contract.register, registration({ code: 'AAAAAAAAA' }))).toMatchObject({
      code: expect.stringMatching(/^code_/),
    });
  });
});

describe('the database refuses too', () => {
  const INSERT = `insert into custody_handover (district, parcel, n, prev_n, giver_kind, giver, taker_kind, taker, place, agreed, at, recorded_by)
    values ($1, $2, $3, $4, 'post', $5, 'post', $6, '码头', 'taker_reported', now(), $7)`;
  const MOVE = 'update custody_parcel set last_n = $3, holder = $4 where district = $1 and id = $2';

  test('[B1] SQL past the program: a giver who does not hold it, a second holder, a gap, a holder without a hand-over', async () => {
    const { helper, helper2, clerk } = world.by;
    const { id } = await register(helper);
    const write = (as: Actor, n: number, prev: number, giver: Actor, taker: Actor, moved: Actor | null = taker) =>
      inTransaction(app.pool, as, 'write', (tx) =>
        tx.commit([
          sql(INSERT, as.district, id, n, prev, giver.post, taker.post, as.post),
          ...(moved === null ? [] : [sql(MOVE, as.district, id, n, moved.post)]),
        ]),
      );
    const chain = { code: '23503', constraint: 'custody_handover_giver_holds' };
    await expect(write(clerk, 1, 0, helper2, clerk)).rejects.toMatchObject(chain);
    await expect(write(clerk, 2, 1, helper, clerk)).rejects.toMatchObject(chain);
    await expect(write(clerk, 2, 0, helper, clerk)).rejects.toMatchObject({ code: '23514' });
    await expect(write(clerk, 1, 0, helper, clerk, helper2)).rejects.toMatchObject({ constraint: 'custody_parcel_holder_is_last_taker' });
    await write(clerk, 1, 0, helper, clerk);
    await expect(write(helper2, 1, 0, helper, helper2)).rejects.toMatchObject({ code: '23505', constraint: 'custody_handover_pkey' });
    await expect(write(helper, 2, 1, helper, helper2)).rejects.toMatchObject(chain);
    await expect(write(world.by.clerkB, 2, 1, clerk, world.by.clerkB)).rejects.toMatchObject({ code: '42501' });
    await expect(
      inTransaction(app.pool, helper, 'write', (tx) =>
        tx.commit([sql(`update custody_handover set taker = $1 where parcel = $2`, helper.post, id)]),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('[W3] without an acting post, and from another island, parcels and their lines read empty', async () => {
    for (const table of ['custody_parcel', 'custody_handover', 'custody_count', 'custody_note']) {
      const count = (as: Pick<Actor, 'post' | 'district'>) =>
        inTransaction(app.pool, as, 'read', async (tx) => (await tx.row<{ n: number }>(`select count(*)::int as n from ${table}`))!.n);
      expect(await count(world.by.helper)).toBeGreaterThan(0);
      expect([
        table,
        await count({ district: world.district, post: newId() }),
        await count(world.by.clerkB),
        await count(world.by.administrator),
      ]).toEqual([table, 0, 0, 0]);
    }
  });
});
