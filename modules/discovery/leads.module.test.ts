import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { addDays, dayOf } from '../../kernel/time.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { type Made, publishPolicy } from '../../tests/support/policies.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as cases from '../cases/contract.ts';
import * as materials from '../materials/contract.ts';
import * as residents from '../residents/contract.ts';
import * as contract from './contract.ts';

/** S3: people on low income whose own costs for out-patient care exceed an amount; spending is mostly not recorded. */

let app: TestApp;
let world: World;
let story: Story;
let relief: Made;
let household: Made;
const today = dayOf(new Date().toISOString());

beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
  relief = await publishPolicy(app, world, {
    code: 'RELIEF',
    rule: '低保 and 本年门诊自付 > 5000',
    itemCode: 'MZ-001',
    examples: [
      { name: '花了 6000', facts: { 低保: true, 本年门诊自付: '6000' }, expect: 'yes' },
      { name: '不是低保', facts: { 低保: false }, expect: 'no' },
    ],
  });
  household = await publishPolicy(app, world, {
    code: 'HOUSE',
    rule: 'sum(户.月收入) < 3000',
    line: '人社',
    examples: [
      { name: '少', facts: { 月收入: '100' }, expect: 'yes' },
      { name: '多', facts: { 月收入: '9000' }, expect: 'no' },
    ],
  });
}, 120_000);
afterAll(() => app?.close());

type Said = Readonly<Record<string, boolean | string | null>>;
const say = (facts: Said) =>
  Object.entries(facts).map(([name, value]) => ({ id: newId(), name, value, at: today, source: 'visit' as const }));
const tellFacts = async (resident: string, facts: Said, as = world.by.helper): Promise<void> => {
  await app.did(as, residents.recordFacts, { resident, facts: say(facts) });
  await app.jobs();
};
const person = async (facts: Said, over: object = {}): Promise<string> => {
  const id = await story.resident(world.by.clerk, { facts: say(facts), ...over } as never);
  await app.jobs();
  return id;
};
const verdictsOf = (resident: string) =>
  withClient(app.db.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ code: string; verdict: string; missing: string[]; since: string }>(
      `select p.code, v.verdict, v.missing, v.since::text from discovery_verdict v join discovery_policy p on p.id = v.policy where v.resident = $1 order by 1`,
      [resident],
    );
    return Object.fromEntries(rows.map(({ code, verdict, missing }) => [code, [verdict, ...missing]]));
  });
const leadsOf = (resident: string, of = relief) =>
  withClient(app.db.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string; state: string; basis: string }>(
      'select id, state, basis from discovery_lead where resident = $1 and policy = $2 order by opened_at, id',
      [resident, of.policy],
    );
    return rows;
  });
const statesOf = async (resident: string, of = relief) => (await leadsOf(resident, of)).map(({ state }) => state);
const openLead = async (resident: string): Promise<string> => (await leadsOf(resident)).at(-1)!.id;
const page = (resident: string, over: object = {}, as: Actor = world.by.helper) =>
  app.ask(as, contract.ofResident, { id: resident, reason: 'other', words: '走访', ...over });
const codeOf = (outcome: { outcome: string; code?: string }) => (outcome.outcome === 'refused' ? outcome.code : 'done');

describe('screening', () => {
  test('[D2] a verdict is never no because something is missing, and says what it waits for', async () => {
    const unknown = await person({ 低保: true });
    expect(await verdictsOf(unknown)).toEqual({ RELIEF: ['unknown', '本年门诊自付'], HOUSE: ['unknown', '月收入'] });
    expect(await verdictsOf(await person({}))).toMatchObject({ RELIEF: ['unknown', '本年门诊自付', '低保'] });
    expect(await verdictsOf(await person({ 低保: false }))).toEqual({ HOUSE: ['unknown', '月收入'] });
    const yes = await person({ 低保: true, 本年门诊自付: '6000', 月收入: '100' });
    expect(await verdictsOf(yes)).toEqual({ RELIEF: ['yes'], HOUSE: ['yes'] });
  });

  test('[D2] what a household has in common is known of each; who joins or leaves changes it for all', async () => {
    const id = newId();
    await app.did(world.by.clerk, residents.addHousehold, { id, area: world.areas.group1 });
    const one = await person({ 月收入: '1000' }, { household: id });
    const two = await person({}, { household: id });
    expect(await verdictsOf(one)).toMatchObject({ HOUSE: ['unknown', '户.月收入'] });
    await tellFacts(two, { 月收入: '2500' });
    expect((await verdictsOf(one)).HOUSE).toBeUndefined();
    const seen = await seqOf(two);
    await app.did(world.by.clerk, residents.changeMembership, { resident: two, household: null, since: today, reason: '分户' }, { seen });
    await app.jobs();
    expect(await verdictsOf(one)).toMatchObject({ HOUSE: ['yes'] });
    expect(await verdictsOf(two)).toMatchObject({ HOUSE: ['yes'] });
  });

  test('[D2] sources that contradict each other, and what was told for one matter only, are not used', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    expect(await statesOf(resident)).toEqual(['to_tell']);
    await app.did(world.by.helper, residents.recordFacts, {
      resident,
      facts: [{ ...say({ 低保: false })[0]!, source: 'neighbour', sure: 'likely' }],
    });
    await app.jobs();
    const shown = await page(resident);
    expect(shown.attention.map(({ fact, kind }) => [fact, kind])).toEqual([['低保', 'conflict']]);
    expect(await verdictsOf(resident)).toMatchObject({ RELIEF: ['unknown', '低保'] });
    // not known is not no: the lead stays
    expect(await statesOf(resident)).toEqual(['to_tell']);
    const private_ = await person({ 低保: true });
    await app.did(world.by.helper, residents.recordFacts, {
      resident: private_,
      facts: [{ ...say({ 本年门诊自付: '9000' })[0]!, purpose: 'one_matter' }],
    });
    await app.jobs();
    expect(await verdictsOf(private_)).toMatchObject({ RELIEF: ['unknown', '本年门诊自付'] });
  });

  test('[D2] since when it stands like this is kept while it stands, and a run for nothing writes nothing', async () => {
    const resident = await person({ 低保: true });
    await app.screen(world.by.system, addDays(today, 1));
    const before = await rowVersions();
    expect(await app.screen(world.by.system, addDays(today, 2))).toMatchObject({ opened: 0, lapsed: 0, back: 0, unjudged: [] });
    expect(await rowVersions()).toEqual(before);
    const since = await withClient(app.db.ownerUrl, async (owner) => {
      const { rows } = await owner.query('select since::text from discovery_verdict where resident = $1 and policy = $2', [
        resident,
        relief.policy,
      ]);
      return rows[0];
    });
    expect(since).toEqual({ since: today });
    const screened = await withClient(
      app.db.ownerUrl,
      async (owner) => (await owner.query('select day::text, residents from discovery_screened')).rows,
    );
    expect(screened).toMatchObject([{ day: addDays(today, 2) }]);
    await app.screen(world.by.system);
  });

  test('[D2] the dead and those merged into another record have no verdict', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    await app.did(world.by.clerk, residents.recordDeath, { resident, diedOn: today, source: 'relative' });
    await app.jobs();
    expect(await verdictsOf(resident)).toEqual({});
    expect(await statesOf(resident)).toEqual(['lapsed']);
  });
});

const rowVersions = () =>
  withClient(
    app.db.ownerUrl,
    async (owner) => (await owner.query('select xmin::text, resident, policy from discovery_verdict order by 2, 3')).rows,
  );
const seqOf = (id: string): Promise<number> =>
  withClient(app.db.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ seq: number }>('select seq from stream_head where stream_id = $1', [id]);
    return rows[0]?.seq ?? 0;
  });

describe('leads', () => {
  test('[D4] a fact told on a visit opens a lead; she is told, applies, and the case is linked in the same step', async () => {
    const { helper } = world.by;
    const resident = await person({ 低保: true });
    expect(await statesOf(resident)).toEqual([]);
    await tellFacts(resident, { 本年门诊自付: '8000' });
    const lead = await openLead(resident);
    await app.did(helper, contract.take, { lead });
    await app.did(helper, contract.tell, { lead, how: 'in_person', words: '她说单据都留着' });
    const id = newId();
    const opened = { id, item: 'MZ-001', resident, channel: 'visit' as const, lead };
    expect(codeOf(await app.send(helper, cases.open, { ...opened, item: 'MZ-002' }))).toMatch(/item_missing|lead_other_item/);
    await app.did(helper, cases.open, opened);
    expect(await statesOf(resident)).toEqual(['applied']);
    const shown = await page(resident);
    expect(shown.leads[0]).toMatchObject({ state: 'applied', case: id, holder: { id: helper.post } });
    expect(shown.leads[0]!.steps.map(({ what, words }) => [what, words])).toEqual([
      ['taken', null],
      ['told', '她说单据都留着'],
      ['applied', null],
    ]);
    // more bills while the matter runs are no news
    await tellFacts(resident, { 本年门诊自付: '9000' });
    expect(await statesOf(resident)).toEqual(['applied']);
    // another lead can't be put on somebody else's case
    const other = await person({ 低保: true, 本年门诊自付: '6000' });
    expect(codeOf(await app.send(helper, contract.apply, { lead: await openLead(other), case: id }))).toBe('lead_other_person');
    expect(codeOf(await app.send(helper, cases.open, { ...opened, id: newId(), lead: await openLead(other) }))).toBe('lead_other_person');
  });

  test('[D4] who declines is left alone until a fact changes; then it is a new lead', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    const lead = await openLead(resident);
    await app.did(world.by.clerk, contract.decline, { lead, reason: '不想麻烦' });
    await app.screen(world.by.system);
    await tellFacts(resident, { 独居: true });
    expect(await statesOf(resident)).toEqual(['declined']);
    expect(codeOf(await app.send(world.by.clerk, contract.tell, { lead, how: 'phone' }))).toBe('lead_closed');
    await tellFacts(resident, { 本年门诊自付: '7000' });
    expect(await statesOf(resident)).toEqual(['declined', 'to_tell']);
  });

  test('[D4] what was learned just before an answer belongs to the answer', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    const lead = await openLead(resident);
    // in one go from a phone: the job comes after both
    await app.did(world.by.helper, residents.recordFacts, { resident, facts: say({ 本年门诊自付: '6500' }) });
    await app.did(world.by.helper, contract.decline, { lead, reason: '不要' });
    await app.jobs();
    expect(await statesOf(resident)).toEqual(['declined']);
  });

  test('[D4] not true, and with the fact put right it stays away', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    await app.did(world.by.helper, contract.notTrue, { lead: await openLead(resident), words: '低保去年就停了' });
    await tellFacts(resident, { 低保: false });
    expect(await statesOf(resident)).toEqual(['not_true']);
    expect((await verdictsOf(resident)).RELIEF).toBeUndefined();
  });

  test('[D4] later comes back on its day, and not before', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    const lead = await openLead(resident);
    const until = addDays(today, 10);
    expect(codeOf(await app.send(world.by.helper, contract.later, { lead, until: today }))).toBe('lead_until');
    await app.did(world.by.helper, contract.later, { lead, until });
    await app.screen(world.by.system, addDays(today, 9));
    expect(await statesOf(resident)).toEqual(['later']);
    await app.screen(world.by.system, until);
    expect(await statesOf(resident)).toEqual(['to_tell']);
    await app.screen(world.by.system);
  });

  test('[D4] a fact told otherwise takes the lead back; a mistake put right gives it again', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    await tellFacts(resident, { 本年门诊自付: '4000' });
    expect(await statesOf(resident)).toEqual(['lapsed']);
    const ledger = await withClient(app.db.ownerUrl, async (owner) => {
      const { rows } = await owner.query(`select event, data from ledger where stream_id = $1 order by seq`, [await openLead(resident)]);
      return rows;
    });
    expect(ledger).toMatchObject([
      { event: 'discovery.lead_opened', data: { resident, policy: relief.policy, basis: expect.stringMatching(/^[0-9a-f]{32}$/) } },
      { event: 'discovery.lead_lapsed', data: { why: 'facts_changed' } },
    ]);
    await tellFacts(resident, { 本年门诊自付: '6000' });
    expect(await statesOf(resident)).toEqual(['to_tell']);
  });

  test('[D4] verdicts written and leads not opened yet, as after a fall: the next run opens them, once', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    await withClient(app.db.ownerUrl, (owner) => owner.query('delete from discovery_lead where resident = $1', [resident]));
    expect((await app.screen(world.by.system)).opened).toBeGreaterThan(0);
    expect(await statesOf(resident)).toEqual(['to_tell']);
    const found = [{ resident, policy: relief.policy, version: relief.version, basis: (await leadsOf(resident))[0]!.basis }];
    const again = await app.execute(
      { id: newId(), name: contract.openLeads.name, post: world.by.system.post, payload: { found } },
      world.by.system,
    );
    expect(again).toMatchObject({ outcome: 'done', answer: { opened: 0 } });
  });

  test('[D4] the worklist: green channel first, by state, policy, holder, page by page', async () => {
    const { helper } = world.by;
    const old = await person({ 低保: true, 本年门诊自付: '6000' }, { birth: '1940-01-01' });
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
    await app.did(helper, contract.take, { lead: await openLead(old) });
    expect((await app.ask(helper, contract.leads, { mine: 'true' })).rows.map(({ resident }) => resident.id)).toContain(old);
    expect((await app.ask(world.by.helper2, contract.leads, { mine: 'true' })).rows).toEqual([]);
    expect(codeOf(await app.send(world.by.helper2, contract.take, { lead: await openLead(old) }))).toBe('lead_taken');
    await app.did(world.by.helper2, contract.take, { lead: await openLead(old), from: helper.post });
  });

  test('[D4] [W3] another island sees neither leads nor verdicts, and can’t work them; the lead goes along when the person moves', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    const lead = await openLead(resident);
    const { helperB } = world.by;
    expect((await app.ask(helperB, contract.leads, {})).rows).toEqual([]);
    expect(codeOf(await app.send(helperB, contract.tell, { lead, how: 'phone' }))).toBe('not_found');
    expect((await app.askRefused(helperB, contract.ofResident, { id: resident, reason: 'other', words: '看看' })).code).toBe('not_found');
    await app.did(
      world.by.centreClerk,
      residents.changeHome,
      { resident, area: world.areas.baisha, address: null, since: today, reason: '搬到白沙' },
      { seen: await seqOf(resident) },
    );
    await app.jobs();
    expect((await app.ask(helperB, contract.leads, {})).rows.map(({ id }) => id)).toEqual([lead]);
    await app.did(helperB, contract.tell, { lead, how: 'phone' });
    expect(codeOf(await app.send(world.by.helper, contract.tell, { lead, how: 'phone' }))).toBe('not_found');
  });
});

describe('the database, when the application is bypassed', () => {
  test('[D4] holds one open lead a person and policy, one lead a ground, and none of another island', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    const [lead] = await leadsOf(resident);
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

describe('a person and a round', () => {
  test('[D2] [D3] each clause in words, what would turn it, what to ask; a look is recorded', async () => {
    const resident = await person({ 低保: true });
    const shown = await page(resident, { no: 'true' });
    const relief_ = shown.findings.find(({ policy }) => policy.code === 'RELIEF')!;
    expect(relief_).toMatchObject({ verdict: 'unknown', missing: ['本年门诊自付'], since: today, clause: { joins: 'and' } });
    expect(relief_.clause!.parts.map(({ verdict, missing }) => [verdict, missing])).toEqual([
      ['yes', []],
      ['unknown', ['本年门诊自付']],
    ]);
    expect(shown.ask[0]).toMatchObject({ settles: 1, facts: [{ question: { zh: expect.any(String) } }] });
    const turned = await person({ 低保: false, 月收入: '100' });
    const no = (await page(turned, { no: 'true' })).findings.find(({ policy }) => policy.code === 'RELIEF')!;
    expect(no).toMatchObject({ verdict: 'no', turning: [{ fact: '低保' }] });
    expect((await page(turned)).findings.map(({ policy }) => policy.code)).toEqual(['HOUSE']);
    const looks = await withClient(app.db.ownerUrl, async (owner) => {
      const { rows } = await owner.query(`select what, reason from platform_look where subject = $1 and what like 'discovery%' limit 1`, [
        turned,
      ]);
      return rows;
    });
    expect(looks).toEqual([{ what: 'discovery.of_resident', reason: '走访' }]);
  });

  test('[D3] a round asks what settles most over all its people', async () => {
    const people = [await person({ 低保: true }), await person({ 低保: true }), await person({ 低保: true, 月收入: '100' })];
    const round = await app.ask(world.by.helper, contract.round, { residents: people });
    expect(round.open).toBe(5);
    expect(round.questions.map(({ facts, settles }) => [facts.map(({ name }) => name), settles])).toEqual([
      [['本年门诊自付'], 3],
      [['本年门诊自付', '月收入'], 5],
    ]);
    expect(round.residents).toHaveLength(3);
    expect((await app.ask(world.by.helper, contract.round, { under: world.areas.mayi })).open).toBeGreaterThanOrEqual(5);
    expect((await app.ask(world.by.helperB, contract.round, { residents: people })).open).toBe(0);
  });

  test('[D5] their own list, by line of work, goes there only on their consent; the database refuses too', async () => {
    const { helper } = world.by;
    const resident = await person({ 低保: true, 本年门诊自付: '6000' });
    const list = () => app.ask(helper, contract.ownList, { id: resident, reason: 'lead' });
    expect(await list()).toMatchObject({
      lines: [
        { line: '民政', items: [{ how: 'seems', state: 'to_tell', policy: { where: '站点' } }], passedOn: null },
        { line: '人社', items: [{ how: 'one_answer', ask: { name: '月收入' } }] },
      ],
      consent: null,
    });
    const consent = newId();
    const step = () => ({ id: newId(), resident, line: '民政', consent, words: '请看看补助' });
    expect(codeOf(await app.send(helper, contract.passOn, step()))).toBe('sharing_consent_missing');
    await app.did(helper, materials.giveConsent, {
      id: consent,
      resident,
      grantee: { kind: 'post', name: helper.name, post: helper.post },
      scopes: ['share_data'],
      from: new Date(Date.now() - 60_000).toISOString(),
      ownWill: true,
      evidence: { kind: 'voice', words: '可以，你们转给他们', heardBy: helper.name, recognised: '当面' },
    });
    expect((await list()).consent).toBe(consent);
    expect(codeOf(await app.send(helper, contract.passOn, { ...step(), line: '残联' }))).toBe('line_unknown');
    await app.did(helper, contract.passOn, step());
    expect((await list()).lines[0]!.passedOn).not.toBeNull();
    expect((await page(resident)).passedOn).toMatchObject([{ line: '民政', words: '请看看补助' }]);
    await app.did(helper, materials.revokeConsent, { id: consent, words: '不用了' });
    expect(codeOf(await app.send(helper, contract.passOn, step()))).toBe('sharing_consent_missing');
    await story.bypass(async (query) => {
      const insert = `insert into discovery_step (district, id, area, resident, what, line, consent, by_post, at) values ($1, $2, $3, $4, 'passed_on', '民政', $5, $6, now())`;
      const row = [world.district, newId(), world.areas.group1, resident, consent, helper.post];
      await expect(query(insert, row, helper.post)).rejects.toMatchObject({ code: '23514', constraint: 'materials_consent_in_force' });
      const other = await person({});
      await expect(query(insert, [...row.slice(0, 3), other, ...row.slice(4)], helper.post)).rejects.toMatchObject({ code: /23503|23514/ });
    });
  });

  test('[D6] what follows from a new status, of a person and of anybody', async () => {
    const resident = await person({ 本年门诊自付: '6000' });
    const ask = (over: object) => app.ask(world.by.clerk, contract.follows, { fact: '低保', value: true, ...over });
    expect((await ask({ resident, reason: 'other', words: '低保批下来了' })).turns.map(({ code }) => code)).toEqual(['RELIEF']);
    expect(await ask({})).toMatchObject({ turns: [], nearer: [{ policy: { code: 'RELIEF' }, missing: ['本年门诊自付'] }], lost: [] });
    expect((await app.ask(world.by.author, contract.follows, { fact: '低保', value: true })).nearer).toHaveLength(1);
    const known = await person({ 低保: true, 本年门诊自付: '6000' });
    expect((await ask({ resident: known, reason: 'lead', value: false })).lost.map(({ code }) => code)).toEqual(['RELIEF']);
    expect((await app.askRefused(world.by.clerk, contract.follows, { fact: '没有', value: true })).code).toBe('fact_value');
    expect((await app.askRefused(world.by.clerk, contract.follows, { fact: '低保', value: '也许' })).code).toBe('fact_value');
    expect((await app.askRefused(world.by.clerk, contract.follows, { fact: '低保', value: true, resident })).code).toBe(
      'look_reason_missing',
    );
  });

  test('[D7] what groups of people ask for most, and what needs no meeting', async () => {
    const resident = await person({ 残疾: true }, { birth: '1940-01-01' });
    await story.open(world.by.clerk, 'MZ-001', resident);
    const { groups } = await app.ask(world.by.clerk, contract.frequent, { from: today, to: today });
    const of = (group: string) => groups.find((one) => one.group === group)!.items.find(({ code }) => code === 'MZ-001');
    expect(of('aged_80')).toMatchObject({ cases: 1, noMeeting: expect.any(Boolean), online: expect.any(Boolean) });
    expect(of('disabled')).toMatchObject({ cases: 1 });
    expect(
      (await app.ask(world.by.clerk, contract.frequent, { from: '2025-01-01', to: '2025-01-31' })).groups.every(
        ({ items }) => items.length === 0,
      ),
    ).toBe(true);
  });

  test('[D8] no verdict and no lead decides: nothing about a person but a hint is written by screening', async () => {
    const resident = await person({ 低保: true, 本年门诊自付: '6000', 月收入: '100' });
    const events = await withClient(app.db.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ event: string }>('select distinct event from ledger where post = $1 order by 1', [
        world.by.system.post,
      ]);
      return rows.map(({ event }) => event);
    });
    expect(
      events
        .filter((event) => event.startsWith('discovery.'))
        .every((event) => /^discovery[.](lead_(opened|lapsed|back)|tried)$/.test(event)),
    ).toBe(true);
    expect((await page(resident)).hint).toEqual(contract.HINT);
    expect(await statesOf(resident, household)).toEqual(['to_tell']);
  });
});

describe('a policy', () => {
  test('[D1] [D4] a policy that is published finds those who were here before; one that ends takes its leads back', async () => {
    const resident = await person({ 独居: true });
    const alone = await publishPolicy(app, world, {
      code: 'ALONE',
      rule: '独居',
      examples: [
        { name: '独居', facts: { 独居: true }, expect: 'yes' },
        { name: '不独居', facts: { 独居: false }, expect: 'no' },
      ],
    });
    expect(await statesOf(resident, alone)).toEqual(['to_tell']);
    await app.did(
      world.by.publisher,
      contract.endVersion,
      { ...alone, lastDay: addDays(today, 1), reason: '示例结束' },
      { seen: await seqOf(alone.policy) },
    );
    await app.jobs();
    expect(await statesOf(resident, alone)).toEqual(['to_tell']);
    await app.screen(world.by.system, addDays(today, 2));
    expect(await statesOf(resident, alone)).toEqual(['lapsed']);
    await app.screen(world.by.system);
    expect(await statesOf(resident, alone)).toEqual(['to_tell']);
  });
});
