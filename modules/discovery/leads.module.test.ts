import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../kernel/time.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { codeOf, openRelief, say, today } from '../../tests/support/relief.ts';
import * as cases from '../cases/contract.ts';
import * as residents from '../residents/contract.ts';
import * as contract from './contract.ts';

type S3 = Awaited<ReturnType<typeof openRelief>>;
let s3: S3;
let app: S3['app'];
let world: S3['world'];
let story: S3['story'];
let relief: S3['relief'];
beforeAll(async () => {
  s3 = await openRelief();
  ({ app, world, story, relief } = s3);
}, 120_000);
afterAll(() => s3?.app.close());

describe('leads', () => {
  test('[D4] a fact told on a visit opens a lead; she is told, applies, and the case is linked in the same step', async () => {
    const { helper } = world.by;
    const resident = await s3.person({ 低保: true });
    expect(await s3.statesOf(resident)).toEqual([]);
    await s3.tellFacts(resident, { 本年门诊自付: '8000' });
    const lead = await s3.lastLead(resident);
    await app.did(helper, contract.take, { lead });
    await app.did(helper, contract.tell, { lead, how: 'in_person', words: '她说单据都留着' });
    const id = newId();
    const opened = { id, item: 'MZ-001', resident, channel: 'visit' as const, lead };
    expect(codeOf(await app.send(helper, cases.open, { ...opened, item: 'MZ-002' }))).toMatch(/item_missing|lead_other_item/);
    await app.did(helper, cases.open, opened);
    expect(await s3.statesOf(resident)).toEqual(['applied']);
    const shown = await s3.page(resident);
    expect(shown.leads[0]).toMatchObject({ state: 'applied', case: id, holder: { id: helper.post } });
    expect(shown.leads[0]!.steps.map(({ what, words }) => [what, words])).toEqual([
      ['taken', null],
      ['told', '她说单据都留着'],
      ['applied', null],
    ]);
    // more bills while the matter runs are no news
    await s3.tellFacts(resident, { 本年门诊自付: '9000' });
    expect(await s3.statesOf(resident)).toEqual(['applied']);
    // another lead can't be put on somebody else's case
    const other = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    expect(codeOf(await app.send(helper, contract.apply, { lead: await s3.lastLead(other), case: id }))).toBe('lead_other_person');
    expect(codeOf(await app.send(helper, cases.open, { ...opened, id: newId(), lead: await s3.lastLead(other) }))).toBe(
      'lead_other_person',
    );
  });

  test('[D4] who declines is left alone until a fact changes; then it is a new lead', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    const lead = await s3.lastLead(resident);
    await app.did(world.by.clerk, contract.decline, { lead, reason: '不想麻烦' });
    await app.screen(world.by.system);
    await s3.tellFacts(resident, { 独居: true });
    expect(await s3.statesOf(resident)).toEqual(['declined']);
    expect(codeOf(await app.send(world.by.clerk, contract.tell, { lead, how: 'phone' }))).toBe('lead_closed');
    await s3.tellFacts(resident, { 本年门诊自付: '7000' });
    expect(await s3.statesOf(resident)).toEqual(['declined', 'to_tell']);
  });

  test('[D4] what was learned just before an answer belongs to the answer', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    const lead = await s3.lastLead(resident);
    // in one go from a phone: the job comes after both
    await app.did(world.by.helper, residents.recordFacts, { resident, facts: say({ 本年门诊自付: '6500' }) });
    await app.did(world.by.helper, contract.decline, { lead, reason: '不要' });
    await app.jobs();
    expect(await s3.statesOf(resident)).toEqual(['declined']);
  });

  test('[D4] not true, and with the fact put right it stays away', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    await app.did(world.by.helper, contract.notTrue, { lead: await s3.lastLead(resident), words: '低保去年就停了' });
    await s3.tellFacts(resident, { 低保: false });
    expect(await s3.statesOf(resident)).toEqual(['not_true']);
    expect((await s3.verdictsOf(resident)).RELIEF).toBeUndefined();
  });

  test('[D4] later comes back on its day, and not before', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    const lead = await s3.lastLead(resident);
    const until = addDays(today, 10);
    expect(codeOf(await app.send(world.by.helper, contract.later, { lead, until: today }))).toBe('lead_until');
    await app.did(world.by.helper, contract.later, { lead, until });
    await app.screen(world.by.system, addDays(today, 9));
    expect(await s3.statesOf(resident)).toEqual(['later']);
    await app.screen(world.by.system, until);
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
    await app.screen(world.by.system);
  });

  test('[D4] a fact told otherwise takes the lead back; a mistake put right gives it again', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    await s3.tellFacts(resident, { 本年门诊自付: '4000' });
    expect(await s3.statesOf(resident)).toEqual(['lapsed']);
    const ledger = await withClient(app.db.ownerUrl, async (owner) => {
      const { rows } = await owner.query(`select event, data from ledger where stream_id = $1 order by seq`, [await s3.lastLead(resident)]);
      return rows;
    });
    expect(ledger).toMatchObject([
      { event: 'discovery.lead_opened', data: { resident, policy: relief.policy, basis: expect.stringMatching(/^[0-9a-f]{32}$/) } },
      { event: 'discovery.lead_lapsed', data: { why: 'facts_changed' } },
    ]);
    await s3.tellFacts(resident, { 本年门诊自付: '6000' });
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
  });

  test('[D4] verdicts written and leads not opened yet, as after a fall: the next run opens them, once', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    await withClient(app.db.ownerUrl, (owner) => owner.query('delete from discovery_lead where resident = $1', [resident]));
    expect((await app.screen(world.by.system)).opened).toBeGreaterThan(0);
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
    const found = [{ resident, policy: relief.policy, version: relief.version, basis: (await s3.leadsOf(resident))[0]!.basis }];
    const again = await app.execute(
      { id: newId(), name: contract.openLeads.name, post: world.by.system.post, payload: { found } },
      world.by.system,
    );
    expect(again).toMatchObject({ outcome: 'done', answer: { opened: 0 } });
  });

  test('[D4] the worklist: green channel first, by state, policy, holder, page by page', async () => {
    const { helper } = world.by;
    const old = await s3.person({ 低保: true, 本年门诊自付: '6000' }, { birth: '1940-01-01' });
    const list = await app.ask(helper, contract.leads, { policy: relief.policy });
    expect(list.counts!.to_tell).toBeGreaterThan(0);
    expect(list.hint.zh).toBe('这只是提示，能不能享受由主管部门决定。');
    const greens = list.rows.map(({ green }) => green);
    expect(greens).toEqual([...greens].sort((a, b) => Number(b) - Number(a)));
    expect(list.rows.find(({ resident }) => resident.id === old)).toMatchObject({
      green: true,
      state: 'to_tell',
      policy: { code: 'RELIEF', itemCode: 'MZ-001' },
    });
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const next: Awaited<ReturnType<typeof app.ask<typeof contract.leads>>> = await app.ask(helper, contract.leads, {
        policy: relief.policy,
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      paged.push(...next.rows.map(({ id }) => id));
      cursor = next.next ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(list.rows.map(({ id }) => id));
    await app.did(helper, contract.take, { lead: await s3.lastLead(old) });
    expect((await app.ask(helper, contract.leads, { mine: 'true' })).rows.map(({ resident }) => resident.id)).toContain(old);
    expect((await app.ask(world.by.helper2, contract.leads, { mine: 'true' })).rows).toEqual([]);
    expect(codeOf(await app.send(world.by.helper2, contract.take, { lead: await s3.lastLead(old) }))).toBe('lead_taken');
    await app.did(world.by.helper2, contract.take, { lead: await s3.lastLead(old), from: helper.post });
  });

  test('[D4] [W3] another island sees neither leads nor verdicts, and can’t work them; the lead goes along when the person moves', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    const lead = await s3.lastLead(resident);
    const { helperB } = world.by;
    expect((await app.ask(helperB, contract.leads, {})).rows).toEqual([]);
    expect(codeOf(await app.send(helperB, contract.tell, { lead, how: 'phone' }))).toBe('not_found');
    expect((await app.askRefused(helperB, contract.ofResident, { id: resident, reason: 'other', words: '看看' })).code).toBe('not_found');
    await app.did(
      world.by.centreClerk,
      residents.changeHome,
      { resident, area: world.areas.baisha, address: null, since: today, reason: '搬到白沙' },
      { seen: await s3.seqOf(resident) },
    );
    await app.jobs();
    expect((await app.ask(helperB, contract.leads, {})).rows.map(({ id }) => id)).toEqual([lead]);
    await app.did(helperB, contract.tell, { lead, how: 'phone' });
    expect(codeOf(await app.send(world.by.helper, contract.tell, { lead, how: 'phone' }))).toBe('not_found');
  });
});

describe('a lead that a person found', () => {
  const enter = (resident: string, over: object = {}) => ({
    id: newId(),
    resident,
    policy: relief.policy,
    foundBy: 'visit' as const,
    words: '家里没米了，药费单一叠',
    ...over,
  });

  test('[D4] [S3] an adviser sees somebody in need: it stands in the worklist with who found it how, and screening takes it neither back nor twice', async () => {
    const { referrer, helper, clerk } = world.by;
    const resident = await s3.person({});
    const { rows } = await app.ask(referrer, contract.inForce, {});
    expect(rows.map(({ code }) => code)).toContain('RELIEF');
    const entered = await app.did(referrer, contract.enterLead, enter(resident));
    expect(entered).toMatchObject({ state: 'to_tell', joined: false });
    // a neighbour says the same: one lead, two who noticed
    const again = await app.did(clerk, contract.enterLead, enter(resident, { foundBy: 'neighbour', words: '隔壁阿婆说她不敢去看病' }));
    expect(again).toEqual({ lead: entered.lead, state: 'to_tell', joined: true });
    const row = (await app.ask(helper, contract.leads, { policy: relief.policy, limit: 200 })).rows.find(({ id }) => id === entered.lead);
    expect(row).toMatchObject({ foundBy: 'visit', state: 'to_tell', resident: { id: resident } });
    const steps = (await s3.page(resident)).leads.find(({ id }) => id === entered.lead)!.steps;
    expect(steps.map(({ what, foundBy, words, by }) => [what, foundBy, words, by])).toEqual([
      ['found', 'visit', '家里没米了，药费单一叠', referrer.name],
      ['found', 'neighbour', '隔壁阿婆说她不敢去看病', clerk.name],
    ]);
    // what was seen stands, though the records say no; the page shows it all the same
    await s3.tellFacts(resident, { 低保: false });
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
    expect((await s3.page(resident)).findings.find(({ policy }) => policy.code === 'RELIEF')).toMatchObject({
      verdict: 'no',
      lead: entered.lead,
    });
    // screening comes to the same: no second one
    await s3.tellFacts(resident, { 低保: true, 本年门诊自付: '6000' });
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
  });

  test('[D4] what a person answered is not asked again on the same ground; what was told is sealed', async () => {
    const { helper, helperB, clerk } = world.by;
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    expect(await app.did(helper, contract.enterLead, enter(resident))).toMatchObject({ joined: true, lead: await s3.lastLead(resident) });
    await app.did(clerk, contract.decline, { lead: await s3.lastLead(resident), reason: '不要' });
    expect(codeOf(await app.send(helper, contract.enterLead, enter(resident)))).toBe('lead_closed');
    await s3.tellFacts(resident, { 本年门诊自付: '3000' });
    expect(await app.did(helper, contract.enterLead, enter(resident))).toMatchObject({ joined: false });
    expect(codeOf(await app.send(helperB, contract.enterLead, enter(resident)))).toBe('not_found');
    expect(codeOf(await app.send(helper, contract.enterLead, enter(resident, { policy: newId() })))).toBe('policy_not_here');
    const words = await s3.rows<{ words: Buffer }>(`select words from discovery_step where resident = $1 and what = 'found'`, [resident]);
    expect(words).toHaveLength(2);
    expect(words.some((one) => one.words.includes('药费'))).toBe(false);
  });
});

describe('the database, when the application is bypassed', () => {
  test('[D4] holds one open lead a person and policy, one lead a ground, and none of another island', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    const [lead] = await s3.leadsOf(resident);
    const { helper, helperB } = world.by;
    const insert = `insert into discovery_lead (district, id, area, resident, policy, version, basis, state, green, found_by, opened_at, moved_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, false, 'visit', now(), now())`;
    const row = (basis: string, state: string) => [
      ...[world.district, newId(), world.areas.group1, resident, relief.policy, relief.version],
      basis,
      state,
    ];
    await story.bypass(async (query) => {
      const other = '0'.repeat(32);
      for (const [basis, state, constraint] of [
        [other, 'told', 'discovery_lead_open'],
        [lead!.basis, 'declined', 'discovery_lead_once'],
      ] as const)
        await expect(query(insert, row(basis, state), helper.post)).rejects.toMatchObject({ code: '23505', constraint });
      await expect(query(insert, row(other, 'declined'), helperB.post)).rejects.toMatchObject({ code: '42501' });
      const told = await query(`update discovery_lead set state = 'told' where id = $1 returning id`, [lead!.id], helperB.post);
      expect(told.rows).toEqual([]);
      const verdict = query(`delete from discovery_verdict where resident = $1 returning policy`, [resident], helper.post);
      expect((await verdict).rows).toEqual([]);
    });
  });
});
