import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../kernel/time.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { publishPolicy } from '../../tests/support/policies.ts';
import { codeOf, openRelief, say, today } from '../../tests/support/relief.ts';
import * as materials from '../materials/contract.ts';
import * as residents from '../residents/contract.ts';
import * as contract from './contract.ts';

type S3 = Awaited<ReturnType<typeof openRelief>>;
let s3: S3;
let app: S3['app'];
let world: S3['world'];
let story: S3['story'];
let relief: S3['relief'];
let household: S3['household'];
beforeAll(async () => {
  s3 = await openRelief();
  ({ app, world, story, relief, household } = s3);
}, 120_000);
afterAll(() => s3?.app.close());

const rowVersions = () => s3.rows('select xmin::text, resident, policy from discovery_verdict order by 2, 3');

describe('screening', () => {
  test('[D2] a verdict is never no because something is missing, and says what it waits for', async () => {
    const unknown = await s3.person({ 低保: true });
    expect(await s3.verdictsOf(unknown)).toEqual({ RELIEF: ['unknown', '本年门诊自付'], HOUSE: ['unknown', '月收入'] });
    expect(await s3.verdictsOf(await s3.person({}))).toMatchObject({ RELIEF: ['unknown', '本年门诊自付', '低保'] });
    expect(await s3.verdictsOf(await s3.person({ 低保: false }))).toEqual({ HOUSE: ['unknown', '月收入'] });
    const yes = await s3.person({ 低保: true, 本年门诊自付: '6000', 月收入: '100' });
    expect(await s3.verdictsOf(yes)).toEqual({ RELIEF: ['yes'], HOUSE: ['yes'] });
  });

  test('[D2] what a household has in common is known of each; who joins or leaves changes it for all', async () => {
    const id = newId();
    await app.did(world.by.clerk, residents.addHousehold, { id, area: world.areas.group1 });
    const one = await s3.person({ 月收入: '1000' }, { household: id });
    const two = await s3.person({}, { household: id });
    expect(await s3.verdictsOf(one)).toMatchObject({ HOUSE: ['unknown', '户.月收入'] });
    await s3.tellFacts(two, { 月收入: '2500' });
    expect((await s3.verdictsOf(one)).HOUSE).toBeUndefined();
    const seen = await s3.seqOf(two);
    await app.did(world.by.clerk, residents.changeMembership, { resident: two, household: null, since: today, reason: '分户' }, { seen });
    await app.jobs();
    expect(await s3.verdictsOf(one)).toMatchObject({ HOUSE: ['yes'] });
    expect(await s3.verdictsOf(two)).toMatchObject({ HOUSE: ['yes'] });
  });

  test('[D2] sources that contradict each other, and what was told for one matter only, are not used', async () => {
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
    await app.did(world.by.helper, residents.recordFacts, {
      resident,
      facts: [{ ...say({ 低保: false })[0]!, source: 'neighbour', sure: 'likely' }],
    });
    await app.jobs();
    const shown = await s3.page(resident);
    expect(shown.attention.map(({ fact, kind }) => [fact, kind])).toEqual([['低保', 'conflict']]);
    expect(await s3.verdictsOf(resident)).toMatchObject({ RELIEF: ['unknown', '低保'] });
    // not known is not no: the lead stays
    expect(await s3.statesOf(resident)).toEqual(['to_tell']);
    const private_ = await s3.person({ 低保: true });
    await app.did(world.by.helper, residents.recordFacts, {
      resident: private_,
      facts: [{ ...say({ 本年门诊自付: '9000' })[0]!, purpose: 'one_matter' }],
    });
    await app.jobs();
    expect(await s3.verdictsOf(private_)).toMatchObject({ RELIEF: ['unknown', '本年门诊自付'] });
  });

  test('[D2] since when it stands like this is kept while it stands, and a run for nothing writes nothing', async () => {
    const resident = await s3.person({ 低保: true });
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
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    await app.did(world.by.clerk, residents.recordDeath, { resident, diedOn: today, source: 'relative' });
    await app.jobs();
    expect(await s3.verdictsOf(resident)).toEqual({});
    expect(await s3.statesOf(resident)).toEqual(['lapsed']);
  });
});

describe('a person and a round', () => {
  test('[D2] [D3] each clause in words, what would turn it, what to ask; a look is recorded', async () => {
    const resident = await s3.person({ 低保: true });
    const shown = await s3.page(resident, { no: 'true' });
    const relief_ = shown.findings.find(({ policy }) => policy.code === 'RELIEF')!;
    expect(relief_).toMatchObject({ verdict: 'unknown', missing: ['本年门诊自付'], since: today, clause: { joins: 'and' } });
    expect(relief_.clause!.parts.map(({ verdict, missing }) => [verdict, missing])).toEqual([
      ['yes', []],
      ['unknown', ['本年门诊自付']],
    ]);
    expect(shown.ask[0]).toMatchObject({ settles: 1, facts: [{ question: { zh: expect.any(String) } }] });
    const turned = await s3.person({ 低保: false, 月收入: '100' });
    const no = (await s3.page(turned, { no: 'true' })).findings.find(({ policy }) => policy.code === 'RELIEF')!;
    expect(no).toMatchObject({ verdict: 'no', turning: [{ fact: '低保' }] });
    expect((await s3.page(turned)).findings.map(({ policy }) => policy.code)).toEqual(['HOUSE']);
    const looks = await withClient(app.db.ownerUrl, async (owner) => {
      const { rows } = await owner.query(`select what, reason from platform_look where subject = $1 and what like 'discovery%' limit 1`, [
        turned,
      ]);
      return rows;
    });
    expect(looks).toEqual([{ what: 'discovery.of_resident', reason: '走访' }]);
  });

  test('[D3] a round asks what settles most over all its people', async () => {
    const people = [await s3.person({ 低保: true }), await s3.person({ 低保: true }), await s3.person({ 低保: true, 月收入: '100' })];
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
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000' });
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
    expect((await app.did(helper, contract.passOn, step())).to).toBe('civil_affairs');
    expect((await list()).lines[0]!.passedOn).not.toBeNull();
    expect((await s3.page(resident)).passedOn).toMatchObject([{ line: '民政', words: '请看看补助' }]);
    await app.did(helper, materials.revokeConsent, { id: consent, words: '不用了' });
    expect(codeOf(await app.send(helper, contract.passOn, step()))).toBe('sharing_consent_missing');
    await story.bypass(async (query) => {
      const insert = `insert into discovery_step (district, id, area, resident, what, line, consent, by_post, at) values ($1, $2, $3, $4, 'passed_on', '民政', $5, $6, now())`;
      const row = [world.district, newId(), world.areas.group1, resident, consent, helper.post];
      await expect(query(insert, row, helper.post)).rejects.toMatchObject({ code: '23514', constraint: 'materials_consent_in_force' });
      const other = await s3.person({});
      await expect(query(insert, [...row.slice(0, 3), other, ...row.slice(4)], helper.post)).rejects.toMatchObject({ code: /23503|23514/ });
    });
  });

  test('[D6] what follows from a new status, of a person and of anybody', async () => {
    const resident = await s3.person({ 本年门诊自付: '6000' });
    const ask = (over: object) => app.ask(world.by.clerk, contract.follows, { fact: '低保', value: true, ...over });
    expect((await ask({ resident, reason: 'other', words: '低保批下来了' })).turns.map(({ code }) => code)).toEqual(['RELIEF']);
    expect(await ask({})).toMatchObject({ turns: [], nearer: [{ policy: { code: 'RELIEF' }, missing: ['本年门诊自付'] }], lost: [] });
    expect((await app.ask(world.by.author, contract.follows, { fact: '低保', value: true })).nearer).toHaveLength(1);
    const known = await s3.person({ 低保: true, 本年门诊自付: '6000' });
    expect((await ask({ resident: known, reason: 'lead', value: false })).lost.map(({ code }) => code)).toEqual(['RELIEF']);
    expect((await app.askRefused(world.by.clerk, contract.follows, { fact: '没有', value: true })).code).toBe('fact_value');
    expect((await app.askRefused(world.by.clerk, contract.follows, { fact: '低保', value: '也许' })).code).toBe('fact_value');
    expect((await app.askRefused(world.by.clerk, contract.follows, { fact: '低保', value: true, resident })).code).toBe(
      'look_reason_missing',
    );
  });

  test('[D7] what groups of people ask for most, and what needs no meeting', async () => {
    const resident = await s3.person({ 残疾: true }, { birth: '1940-01-01' });
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
    const resident = await s3.person({ 低保: true, 本年门诊自付: '6000', 月收入: '100' });
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
    expect((await s3.page(resident)).hint).toEqual(contract.HINT);
    expect(await s3.statesOf(resident, household)).toEqual(['to_tell']);
  });
});

describe('a policy', () => {
  test('[D1] [D4] a policy that is published finds those who were here before; one that ends takes its leads back', async () => {
    const resident = await s3.person({ 独居: true });
    const alone = await publishPolicy(app, world, {
      code: 'ALONE',
      rule: '独居',
      examples: [
        { name: '独居', facts: { 独居: true }, expect: 'yes' },
        { name: '不独居', facts: { 独居: false }, expect: 'no' },
      ],
    });
    expect(await s3.statesOf(resident, alone)).toEqual(['to_tell']);
    await app.did(
      world.by.publisher,
      contract.endVersion,
      { ...alone, lastDay: addDays(today, 1), reason: '示例结束' },
      { seen: await s3.seqOf(alone.policy) },
    );
    await app.jobs();
    expect(await s3.statesOf(resident, alone)).toEqual(['to_tell']);
    await app.screen(world.by.system, addDays(today, 2));
    expect(await s3.statesOf(resident, alone)).toEqual(['lapsed']);
    await app.screen(world.by.system);
    expect(await s3.statesOf(resident, alone)).toEqual(['to_tell']);
  });
});
