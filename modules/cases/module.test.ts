import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODE_KINDS } from '../../kernel/codes.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { ILL, PAPERS, type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as materials from '../materials/contract.ts';
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

describe('the department', () => {
  test('[K4] only the department in charge decides: the domain says so, and so does the database', async () => {
    const { approver, approverB, clerk } = world.by;
    const { id } = await story.sent();
    const decision = { case: id, id: newId(), outcome: 'approved' as const };
    expect(await app.send(approverB, contract.decide, decision, { seen: 1 })).toMatchObject({ outcome: 'refused', code: 'not_found' });
    expect(await app.askRefused(approverB, contract.page, { id })).toMatchObject({ code: 'not_found' });
    expect(await app.send(clerk, contract.decide, { ...decision, id: newId() }, { seen: 1 })).toMatchObject({ code: 'not_allowed' });
    const insert = `insert into cases_decision (district, id, case_id, area, department, outcome, decided_by, at, entry)
      values ($1, $2, $3, $4, $5, 'approved', $6, now(), $2)`;
    const { area } = (await story.page(clerk, id)).case;
    await story.bypass(async (query) => {
      const by = (post: string, department: string) => query(insert, [world.district, newId(), id, area, department, post], post);
      await expect(by(clerk.post, 'civil_affairs')).rejects.toThrow('row-level security');
      await expect(by(approverB.post, 'medical_insurance')).rejects.toThrow('row-level security');
      await expect(by(approverB.post, 'civil_affairs')).rejects.toThrow('row-level security');
      await expect(by(approver.post, 'civil_affairs')).resolves.toBeDefined();
      const seen = (await query('select id from cases_case where id = $1', [id], approverB.post)) as { rows: unknown[] };
      expect(seen.rows).toEqual([]);
    });
  });

  test('[K1] a refusal needs its reason and remedies; a decision is revoked only in writing by who gave it', async () => {
    const { approver, clerk } = world.by;
    const { id } = await story.sent();
    expect(await story.send(approver, contract.decide, { case: id, id: newId(), outcome: 'refused' })).toMatchObject({
      code: 'reason_needed',
    });
    await story.did(approver, contract.decide, {
      case: id,
      id: newId(),
      outcome: 'refused',
      reason: '收入超过标准',
      remedies: '60 日内可申请复议',
    });
    expect(await story.send(clerk, contract.revokeDecision, { case: id, reason: '手误' })).toMatchObject({ code: 'not_allowed' });
    await story.did(approver, contract.revokeDecision, { case: id, reason: '核对有误' });
    await story.approved(id);
    const page = await story.page(clerk, id);
    expect(page.decisions).toMatchObject([
      { outcome: 'refused', reason: '收入超过标准', remedies: '60 日内可申请复议', revokedWhy: '核对有误' },
      { outcome: 'approved', revokedAt: null },
    ]);
    expect(page.tasks.filter(({ kind, state }) => kind === 'tell' && state === 'open')).toHaveLength(1);
  });

  test('[K1] [K6] a correction stops the clock, an extension is approved and told', async () => {
    const { approver, coordinator, clerk } = world.by;
    const { id } = await story.sent();
    const clock = async (kind: string) => (await story.page(clerk, id)).clocks.find((one) => one.kind === kind)!;
    const before = await clock('promised');
    await story.did(approver, contract.requestCorrection, { case: id, what: '补一张清楚的发票' });
    expect((await story.page(clerk, id)).case).toMatchObject({ state: 'awaiting_correction', turn: 'resident', due: null });
    expect(await clock('promised')).toMatchObject({ state: 'paused', pausedFor: { zh: '等补正' } });
    await app.did(clerk, contract.correctionReceived, { case: id });
    expect(await clock('promised')).toMatchObject({ state: 'running', due: before.due });
    const extended = await story.did(coordinator, contract.extend, { case: id, clock: 'promised', by: 5, reason: '要入户核对' });
    expect(extended.due! > before.due!).toBe(true);
    expect((await clock('promised')).extensions).toMatchObject([{ by: 5, reason: { zh: '要入户核对' } }]);
    expect((await app.ask(approver, contract.departmentQueue)).rows.find((row) => row.id === id)).toMatchObject({ due: extended.due });
    expect((await clock('promised')).derivation.length).toBeGreaterThan(8);
  });
});

describe('consent', () => {
  test('[M3] [K5] a step in the person’s name without consent is refused by the domain and by the database', async () => {
    const { helper, clerk } = world.by;
    const { id, resident } = await story.accepted();
    await story.errandDone(id, 'fill_form');
    const task = await story.errand(helper, id, 'kin_signs');
    expect(await app.send(helper, contract.doErrand, { case: id, task })).toMatchObject({ code: 'consent_missing' });
    expect(await app.send(helper, work.done, { task, subject: id })).toMatchObject({ code: 'errand_step' });
    const other = await story.consent(helper, id, resident, ['collect']);
    expect(await app.send(helper, contract.doErrand, { case: id, task })).toMatchObject({ code: 'consent_missing' });
    const { area } = (await story.page(clerk, id)).case;
    await story.bypass(async (query) => {
      await expect(
        query(`update work_task set state = 'done', done_at = now() where district = $1 and id = $2`, [world.district, task], helper.post),
      ).rejects.toThrow('work_task_done_on_consent');
      await expect(
        query(
          `insert into materials_acted (district, id, area, case_id, resident, scope, consent, task, at, acted_by)
           values ($1, $2, $3, $4, $5, 'proxy_signature', $6, $7, now(), $8)`,
          [world.district, newId(), area, id, resident, other, task, helper.post],
          helper.post,
        ),
      ).rejects.toThrow('foreign key');
    });
  });

  test('[M4] a signature by proxy needs its particulars, and a consent taken back is none', async () => {
    const { helper } = world.by;
    const { id, resident } = await story.accepted();
    await story.errandDone(id, 'fill_form');
    const task = await story.errand(helper, id, 'kin_signs');
    const consent = await story.consent(helper, id, resident, ['proxy_signature']);
    expect(await app.send(helper, contract.doErrand, { case: id, task })).toMatchObject({ code: 'signature_needed' });
    await app.did(helper, materials.revokeConsent, { id: consent, words: '我自己去' });
    expect(await app.send(helper, contract.doErrand, { case: id, task })).toMatchObject({ code: 'consent_expired' });
  });
});

describe('several hands', () => {
  test('[K1] two clerks on one case: the second is told what changed, nothing is overwritten', async () => {
    const { clerk, coordinator } = world.by;
    const resident = await story.resident(clerk);
    const id = await story.open(clerk, 'MZ-001', resident, { answers: ILL });
    await story.give(clerk, id, ...PAPERS);
    const { seq } = await story.page(clerk, id);
    const [one, two] = await Promise.all([
      app.send(clerk, contract.acceptCase, { case: id }, { seen: seq }),
      app.send(coordinator, contract.refuseAcceptance, { case: id, reason: '看错', remedy: '无' }, { seen: seq }),
    ]);
    const late = one.outcome === 'refused' ? one : two;
    expect([one.outcome, two.outcome].sort()).toEqual(['done', 'refused']);
    expect(late).toMatchObject({ code: 'changed_meanwhile' });
    expect('info' in late && (late.info as { entries: { seq: number }[] }).entries[0]!.seq).toBe(seq + 1);
  });

  test('[K12] all that a helper has goes to another, and what was done offline still counts', async () => {
    const { coordinator, helper, helper2 } = world.by;
    const { id } = await story.accepted();
    const task = await story.errand(helper, id, 'fill_form');
    await app.did(helper, work.take, { task, subject: id });
    expect(await app.send(helper2, work.take, { task, subject: id })).toMatchObject({ code: 'task_taken' });
    const moved = await app.did(coordinator, work.handOverAll, { from: helper.post, to: helper2.post, reason: '生病' });
    expect(moved).toMatchObject({ more: false });
    expect((await app.ask(helper2, work.mine, { of: 'own' })).rows.map((row) => row.id)).toContain(task);
    expect((await app.ask(helper, work.mine, { of: 'own' })).rows).toEqual([]);
    await app.did(helper, contract.doErrand, { case: id, task });
    expect((await app.ask(helper2, work.mine, { of: 'own' })).rows.map((row) => row.id)).not.toContain(task);
  });

  test('[I6] my work: green channel first, then by day; a page of the queue goes on where the last ended', async () => {
    const { clerk } = world.by;
    const elder = await story.resident(clerk, { name: '九十岁', birth: '1931-01-01' });
    const id = await story.open(clerk, 'MZ-001', elder, { answers: { ...ILL, can_sign: true } });
    await story.give(clerk, id, ...PAPERS);
    await story.did(clerk, contract.acceptCase, { case: id });
    const all = (await app.ask(clerk, work.mine, { limit: 200 })).rows;
    expect(all[0]).toMatchObject({ green: true, residentName: '九十岁' });
    const sorted = all.map((row) => `${row.green ? 0 : 1} ${row.due ?? '9999'}`);
    expect(sorted).toEqual([...sorted].sort());
    const first = await app.ask(clerk, work.mine, { limit: 3 });
    const rest = await app.ask(clerk, work.mine, { limit: 200, cursor: first.next! });
    expect([...first.rows, ...rest.rows].map((row) => row.id)).toEqual(all.map((row) => row.id));
  });
});

describe('put right', () => {
  test('[K11] a wrong day is corrected: the clock is derived anew and the old stays', async () => {
    const { clerk } = world.by;
    const { id } = await story.accepted();
    const before = await story.page(clerk, id);
    const entry = before.stages.find(({ move }) => move === 'accepted')!.entry;
    await story.did(clerk, contract.correct, { case: id, entry, day: '2026-03-02', reason: '日期记错' });
    const after = await story.page(clerk, id);
    expect(after.case.acceptedOn).toBe('2026-03-02');
    expect(after.clocks.find(({ kind }) => kind === 'promised')).toMatchObject({ started: '2026-03-02', due: '2026-03-12' });
    expect(after.tasks.find(({ routeKey }) => routeKey === 'fill_form')).toMatchObject({ due: '2026-03-12', level: 'red' });
    expect((await app.ask(clerk, contract.ledger, { id, limit: 200 })).rows.find((row) => row.id === entry)!.struckBy).not.toBeNull();
  });

  test('[K11] an acceptance entered on the wrong case is taken back whole, and struck through', async () => {
    const { clerk } = world.by;
    const { id } = await story.accepted();
    const entry = (await story.page(clerk, id)).stages.find(({ move }) => move === 'accepted')!.entry;
    await story.did(clerk, contract.correct, { case: id, entry, reason: '点错了办件' });
    const page = await story.page(clerk, id);
    expect(page.case).toMatchObject({ state: 'informing', acceptedOn: null });
    expect(page.stages.find((stage) => stage.entry === entry)).toMatchObject({ struck: true });
    expect(page.tasks.every(({ state }) => state === 'dropped')).toBe(true);
    expect(page.clocks).toEqual([]);
    await story.did(clerk, contract.acceptCase, { case: id });
    expect((await story.page(clerk, id)).case.state).toBe('accepted');
  });

  test('[K11] what cannot be put right here says where', async () => {
    const { clerk } = world.by;
    const { id } = await story.sent();
    await story.approved(id);
    const page = await story.page(clerk, id);
    const entryOf = (move: string) => page.stages.find((stage) => stage.move === move)!.entry;
    expect(await story.send(clerk, contract.correct, { case: id, entry: entryOf('decided'), reason: '错' })).toMatchObject({
      code: 'decision_stands',
    });
    expect(await story.send(clerk, contract.correct, { case: id, entry: entryOf('accepted'), reason: '错' })).toMatchObject({
      code: 'move_not_last',
    });
    expect(await story.send(clerk, contract.correct, { case: id, entry: newId(), reason: '错' })).toMatchObject({ code: 'entry_unknown' });
  });
});

describe('told', () => {
  test('[K8] the ledger is searched by case, colleague and kind, a sentence each, page by page', async () => {
    const { clerk, auditor } = world.by;
    const { id } = await story.accepted();
    const { shortCode } = await app.ask(clerk, contract.receipt, { id });
    const first = await app.ask(clerk, contract.ledgerSearch, { code: shortCode, limit: 2 });
    expect(first.rows).toHaveLength(2);
    const rest = await app.ask(clerk, contract.ledgerSearch, { code: shortCode, limit: 200, cursor: first.next! });
    const all = [...first.rows, ...rest.rows];
    expect(new Set(all.map((row) => row.id)).size).toBe(all.length);
    expect(all.map((row) => row.recordedAt)).toEqual(
      all
        .map((row) => row.recordedAt)
        .toSorted()
        .reverse(),
    );
    expect(all.at(-1)).toMatchObject({ event: 'cases.opened', shortCode, says: { zh: expect.stringContaining('临时救助') } });
    const moves = await app.ask(clerk, contract.ledgerSearch, { code: shortCode, kind: 'cases', actor: all.at(-1)!.by! });
    expect(moves.rows.every((row) => row.event.startsWith('cases.'))).toBe(true);
    expect((await app.ask(clerk, contract.ledgerSearch, { code: shortCode, actor: '无此人' })).rows).toEqual([]);
    const audited = await app.ask(auditor, contract.ledgerSearch, { kind: 'cases', limit: 200 });
    expect(audited.rows.filter((row) => row.streamId === id).every((row) => row.says === null)).toBe(true);
  });

  test('[K10] the receipt’s code is nowhere in the clear; the sentence says what any clerk reads out', async () => {
    const { clerk } = world.by;
    const { id } = await story.accepted();
    const receipt = await app.ask(clerk, contract.receipt, { id });
    expect(receipt.publicCode).toHaveLength(CODE_KINDS.lookup.length);
    const stored = await withClient(app.db.ownerUrl, async (owner) => {
      const tables = await owner.query(
        `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
      );
      const found: string[] = [];
      for (const { table_name } of tables.rows as { table_name: string }[]) {
        const hit = await owner.query(`select 1 from ${table_name} t where t::text like $1 limit 1`, [`%${receipt.publicCode}%`]);
        if (hit.rowCount !== 0) found.push(table_name);
      }
      return found;
    });
    expect(stored).toEqual([]);
    const status = await app.ask(clerk, contract.status, { id });
    expect(status.says.zh).toMatch(/^您的“临时救助”已经受理，代办员正在替您跑，最晚.+办好。有事问蚂蚁岛便民服务站/);
  });

  test('[R5] opening a case leaves a look', async () => {
    const { helper } = world.by;
    const { id, resident } = await story.accepted();
    await story.page(helper, id);
    const { rows } = await withClient(app.db.ownerUrl, (owner) =>
      owner.query('select what, reason from platform_look where subject = $1 and post = $2', [resident, helper.post]),
    );
    expect(rows[0]).toMatchObject({ what: 'case' });
  });

  test('[K6] lists: by code as typed, by turn, by day, by site; another office sees nothing', async () => {
    const { clerk, clerkB } = world.by;
    const { id } = await story.accepted();
    const { shortCode } = (await story.page(clerk, id)).case;
    const typed = `${shortCode.slice(0, 4).toLowerCase()}-${shortCode.slice(4)}`;
    expect((await app.ask(clerk, contract.list, { q: typed })).rows.map((row) => row.id)).toEqual([id]);
    expect((await app.ask(clerk, contract.list, { turn: 'helper', open: 'true' })).rows.map((row) => row.id)).toContain(id);
    expect((await app.ask(clerk, contract.list, { due: '2020-01-01' })).rows).toEqual([]);
    expect((await app.ask(clerkB, contract.list, {})).rows).toEqual([]);
    expect(await app.askRefused(clerkB, contract.ledger, { id })).toMatchObject({ code: 'not_found' });
    const first = await app.ask(clerk, contract.list, { limit: 2, site: world.sites.mayi });
    const second = await app.ask(clerk, contract.list, { limit: 2, site: world.sites.mayi, cursor: first.next! });
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(4);
  });
});
