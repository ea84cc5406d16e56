import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { ILL, PAPERS, type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import type { ItemVersion } from '../catalogue/contract.ts';
import * as materials from '../materials/contract.ts';
import * as network from '../network/contract.ts';
import * as work from '../work/contract.ts';
import * as contract from './contract.ts';

/** One more item, by data alone: nothing in code knows it. */
const BOAT: ItemVersion = {
  ...DEMO_ITEMS.find(({ code }) => code === 'MZ-001')!,
  code: 'XX-900',
  name: { zh: '小木船年检帮办', en: 'Yearly check of a small boat' },
  aliases: ['船检'],
  questions: [],
  materials: DEMO_ITEMS.find(({ code }) => code === 'MZ-001')!.materials.filter(({ key }) => key === 'id_card'),
  waits: [],
  route: [
    {
      key: 'look',
      kind: 'assess',
      name: { zh: '上船看一看', en: 'Look at the boat' },
      roles: ['helper'],
      place: 'site',
      after: [],
      onlyIf: null,
      consent: null,
      yields: [],
    },
    {
      key: 'hand_in',
      kind: 'submit',
      name: { zh: '报部门', en: 'Hand in' },
      roles: ['helper'],
      place: 'online',
      after: ['look'],
      onlyIf: null,
      consent: ['voice', 'signature'],
      yields: [],
    },
    {
      key: 'bring',
      kind: 'deliver',
      name: { zh: '送证到家', en: 'Bring it home' },
      roles: ['helper'],
      place: 'home',
      after: ['hand_in'],
      onlyIf: null,
      consent: null,
      yields: [],
    },
  ],
  result: { kind: 'certificate', name: { zh: '船检证', en: 'Certificate' }, delivery: ['home'] },
};

/** The bus card of S7, offered in the district of these tests. */
const BUS: ItemVersion = {
  ...DEMO_ITEMS.find(({ name, aliases }) => [name.zh, ...aliases].some((word) => word.includes('公交')))!,
  code: 'XX-901',
  areas: ['33.'],
};

let app: TestApp;
let world: World;
let story: Story;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish([BOAT, BUS]);
});
afterAll(() => app.close());

const says = async (id: string) => (await app.ask(world.by.clerk, contract.ledger, { id, limit: 200 })).rows.map((row) => row.says.zh);

describe('stories', () => {
  test('[K1] [K4] [K5] [K8] [T5] S2: from the photos in a chat to the money at home, with every step in the ledger', async () => {
    const { helper, approver, clerk } = world.by;
    const { id, resident } = await story.sent();
    expect((await app.ask(approver, contract.departmentQueue)).rows.map((row) => row.id)).toContain(id);
    await story.approved(id);
    const waiting = await story.page(approver, id);
    expect(waiting.case).toMatchObject({ state: 'approved', turn: 'bank' });
    expect(waiting.status.zh).toContain('在等救助款到账');
    await app.did(clerk, contract.waitOver, { case: id, wait: waiting.waits[0]!.id, outcome: 'came' });
    await app.did(approver, contract.resultMade, { case: id });
    expect((await story.page(clerk, id)).case).toMatchObject({ state: 'result_ready', turn: 'helper', site: { id: world.sites.mayi } });
    await app.did(helper, contract.delivered, { case: id, how: 'home', to: 'self', toName: '陈阿姨', place: '一组 12 号' });
    const page = await story.page(helper, id);
    expect(page.case).toMatchObject({ state: 'delivered', turn: null });
    expect(page.stages.map(({ stage }) => stage)).toEqual(['inform', 'accept', 'handle', 'approve', 'conclude', 'deliver']);
    expect(page.stages.every(({ by, site }) => by !== null && site !== null)).toBe(true);
    expect(page.trips).toMatchObject({ alone: { trips: 3 }, spared: { trips: 3, hours: 18, fen: '18000' } });
    expect(page.signatures).toMatchObject([{ signer: '老周', relation: '父亲', witness: '李跑腿' }]);
    expect(page.acted).toMatchObject([{ scope: 'proxy_signature', by: '李跑腿' }]);
    expect(page.tasks.filter(({ state }) => state === 'open' || state === 'waiting')).toEqual([]);
    // The consent was for this matter: it ends with it, and the department need not see the person any more.
    expect(page.consents[0]).toMatchObject({ endedWhy: 'matter_done' });
    expect(resident).toBe(page.case.resident.id);
    const told = await says(id);
    expect(told).toEqual(
      expect.arrayContaining([
        '开办“临时救助”',
        '收到居民身份证（原件）',
        '受理',
        '代签：老周（父亲），李跑腿见证',
        '办完“请家属当面代签”，凭本人授权（代签字）',
        '转民政局办理',
        '批准',
        '等到了',
        '办出结果：临时救助金',
        '送达，陈阿姨签收（一组 12 号）',
      ]),
    );
    expect(told.filter((line) => line.includes('undefined') || /^\w+\.\w+$/.test(line))).toEqual([]);
  });

  test('[K4] S7: handed in at a window, made in the centre, fetched where it was handed in', async () => {
    const { clerk, centreClerk, administrator, approver } = world.by;
    const maker = { ...approver, post: newId(), department: 'transport' };
    const { person, post, site, area, department } = maker;
    await app.did(administrator, network.givePost, {
      id: post,
      person,
      role: 'approver',
      site,
      area,
      ranges: [...maker.ranges],
      department,
      from: '2020-01-01',
    });
    app.posts.forget();
    const resident = await story.resident(clerk, { name: '吴奶奶' });
    const id = await story.open(clerk, BUS.code, resident, {
      came: 'station',
      answers: { by_proxy: false, can_walk: true, replacement: false },
    });
    let page = await story.page(clerk, id);
    expect(page.materials.ask).toEqual([]);
    await story.give(clerk, id, ...page.materials.missing.map(({ key }) => key));
    // The station only collects for this item; the centre accepts.
    expect(await story.send(clerk, contract.acceptCase, { case: id })).toMatchObject({ code: 'accepted_elsewhere' });
    await story.did(centreClerk, contract.acceptCase, { case: id });
    const errands = async (): Promise<void> => {
      for (let step = 0; step < 8; step += 1) {
        page = await story.page(clerk, id);
        const next = page.tasks.find((task) => task.routeKey !== null && task.state === 'open');
        if (next === undefined) break;
        if (next.consentScope !== null) await story.consent(clerk, id, resident, [next.consentScope]);
        await app.did(clerk, contract.doErrand, { case: id, task: next.id });
      }
    };
    await errands();
    const waiting = (await app.ask(maker, work.mine, { of: 'department' })).rows;
    expect(waiting.map(({ subject, kind }) => [subject, kind])).toEqual([[id, 'conclude']]);
    await story.did(maker, contract.decide, { case: id, id: newId(), outcome: 'approved' });
    await errands();
    expect((await story.page(clerk, id)).case.state).toBe('approved');
    await app.did(centreClerk, contract.resultMade, { case: id });
    page = await story.page(clerk, id);
    expect(page.case.state).toBe('result_ready');
    expect(page.tasks.some((task) => task.state === 'open' && task.holder.of === world.sites.mayi)).toBe(true);
    await app.did(clerk, contract.delivered, {
      case: id,
      how: 'window',
      to: 'self',
      toName: '吴奶奶',
      place: '蚂蚁岛便民服务站',
      came: 'station',
    });
    page = await story.page(clerk, id);
    expect(page.case.state).toBe('delivered');
    expect(page.trips.made).toHaveLength(2);
    expect(page.trips.spared.trips).toBe(BUS.visit.alone.trips);
  });

  test('[C1] an item nobody’s code knows is played from the opening to the delivery', async () => {
    const { clerk, helper, approver } = world.by;
    const resident = await story.resident(clerk, { name: '船老大' });
    const id = await story.open(clerk, 'XX-900', resident);
    await story.give(clerk, id, 'id_card');
    await story.did(clerk, contract.acceptCase, { case: id });
    await story.errandDone(id, 'look');
    const handIn = { case: id, task: await story.errand(helper, id, 'hand_in') };
    expect(await app.send(helper, contract.doErrand, handIn)).toMatchObject({ code: 'consent_missing' });
    await story.consent(helper, id, resident, ['submit']);
    await app.did(helper, contract.doErrand, handIn);
    await story.approved(id);
    await app.did(approver, contract.resultMade, { case: id });
    await app.did(helper, contract.delivered, { case: id, how: 'home', to: 'household', toName: '女儿', place: '码头边' });
    expect((await story.page(clerk, id)).case.state).toBe('delivered');
  });
});

describe('one notice, one acceptance', () => {
  test('[K2] everything missing is said once and complete; a second notice only for what changed', async () => {
    const { clerk } = world.by;
    const id = await story.open(clerk, 'MZ-001', await story.resident(clerk));
    expect(await story.send(clerk, contract.giveNotice, { case: id })).toMatchObject({ code: 'ask_first' });
    await app.did(clerk, contract.answer, { case: id, answers: ILL });
    const notice = await story.did(clerk, contract.giveNotice, { case: id });
    expect(notice.missing.map(({ key }) => key).sort()).toEqual([...PAPERS].sort());
    expect((await story.page(clerk, id)).case.turn).toBe('resident');
    expect(await story.send(clerk, contract.giveNotice, { case: id })).toMatchObject({ code: 'notice_given' });
    const given = newId();
    await app.did(clerk, materials.give, { id: given, caseId: id, materialKey: 'id_card', how: 'copy' });
    const { seq } = await story.page(clerk, id);
    await app.did(clerk, materials.check, { caseId: id, given, verdict: 'unreadable', reason: '照片糊了' }, { seen: seq });
    const second = await story.did(clerk, contract.giveNotice, { case: id });
    expect(second).toMatchObject({ n: 2 });
    expect(second.missing.find(({ key }) => key === 'id_card')).toMatchObject({ why: 'unreadable' });
    expect((await story.page(clerk, id)).notices.map(({ because }) => because)).toEqual(['first', 'correction']);
  });

  test('[K3] accepted with something to follow: a promise, a date, a chase; no result before it came', async () => {
    const { clerk, approver } = world.by;
    const resident = await story.resident(clerk);
    const id = await story.open(clerk, 'MZ-001', resident, { answers: { ...ILL, can_sign: true } });
    await story.give(clerk, id, 'id_card', 'household_book', 'bank_card', 'illness_card');
    expect(await story.send(clerk, contract.acceptCase, { case: id })).toMatchObject({ code: 'promise_needed' });
    const answer = await story.did(clerk, contract.acceptCase, { case: id, promise: { by: '陈阿姨' } });
    expect(answer.follow.map(({ key }) => key)).toEqual(['medical_bills']);
    expect(answer.follow[0]!.due).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const page = await story.page(clerk, id);
    expect(page.tasks.find(({ kind }) => kind === 'chase')).toMatchObject({
      due: answer.follow[0]!.due,
      title: { zh: '催补容缺材料：医疗费票据' },
    });
    for (const step of ['fill_form', 'village_stamp', 'submit']) await story.errandDone(id, step);
    await story.approved(id);
    expect(await app.send(approver, contract.resultMade, { case: id })).toMatchObject({ outcome: 'refused', code: 'promise_open' });
    await story.bypass(async (query) => {
      await expect(
        query(
          `insert into cases_result (district, case_id, area, kind, made_at, made_by, to_site) values ($1, $2, $3, 'money', now(), $4, $5)`,
          [world.district, id, page.case.area, approver.post, world.sites.mayi],
          approver.post,
        ),
      ).rejects.toThrow('papers are still to follow');
    });
    await story.give(clerk, id, 'medical_bills');
    await app.did(clerk, contract.supplementReceived, { case: id, key: 'medical_bills' });
    await app.did(approver, contract.resultMade, { case: id });
    expect((await story.page(clerk, id)).case.state).toBe('result_ready');
  });

  test('[K1] refused with reason and remedy; withdrawn by the person; nothing is left to do', async () => {
    const { clerk } = world.by;
    const one = await story.open(clerk, 'MZ-001', await story.resident(clerk));
    await story.did(clerk, contract.refuseAcceptance, { case: one, reason: '不在本区', remedy: '向户籍地民政申请' });
    const page = await story.page(clerk, one);
    expect(page.case).toMatchObject({ state: 'refused_acceptance', turn: null });
    expect(page.stages.at(-1)!.words).toEqual({ reason: '不在本区', remedy: '向户籍地民政申请' });
    const { id } = await story.accepted();
    await story.did(clerk, contract.withdraw, { case: id, words: '不办了' });
    const after = await story.page(clerk, id);
    expect(after.tasks.every(({ state }) => state === 'dropped')).toBe(true);
    expect(after.clocks.every(({ state }) => state === 'stopped')).toBe(true);
    expect(await story.send(clerk, contract.withdraw, { case: id, words: '再撤' })).toMatchObject({ code: 'case_state' });
  });
});
