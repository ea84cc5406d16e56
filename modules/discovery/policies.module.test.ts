import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import type { Actor } from '../../kernel/actor.ts';
import { addDays, dayOf } from '../../kernel/time.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import { type Jobs, runJobs } from '../../platform/jobs/index.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as catalogue from '../catalogue/contract.ts';
import * as network from '../network/contract.ts';
import * as contract from './contract.ts';
import { TRY_VERSION, tryVersionTask } from './index.ts';
import { tryOn } from './trial.ts';

let app: TestApp;
let world: World;
let story: Story;
let jobs: Jobs;
/** Persons of two posts: the author in a publisher's, the publisher in an author's. */
let authorToo: Actor;
let publisherToo: Actor;
const today = dayOf(new Date().toISOString());

beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  jobs = await runJobs({ url: app.db.workerUrl, tasks: { [TRY_VERSION]: tryVersionTask(app.execute, app.pool) }, report: console.error });
  const { administrator, author, publisher } = world.by;
  const post = async (person: Actor, as: Actor): Promise<Actor> => {
    const { role, site, area, ranges, department } = as;
    const made = { ...as, person: person.person, post: newId() };
    const given = { id: made.post, person: made.person, role: role as 'policy_author', site, area, ranges: [...ranges], department };
    await app.did(administrator, network.givePost, { ...given, from: '2020-01-01' });
    return made;
  };
  authorToo = await post(author, publisher);
  publisherToo = await post(publisher, author);
  for (const code of ['LN-002', 'MZ-001'])
    await app.did(world.by.coordinator, catalogue.publish, { item: newId(), version: DEMO_ITEMS.find((one) => one.code === code)! });
});
afterAll(async () => {
  await jobs?.stop();
  await app?.close();
});

const body = (over: Partial<contract.PolicyBody> = {}): contract.PolicyBody => ({
  name: { zh: '高龄津贴', en: 'Allowance for the very old' },
  benefit: { who: '80 岁以上', what: '高龄津贴', amount: '每月 100 元', where: '村里', itemCode: 'LN-002', line: '民政' },
  basis: [{ title: '示例', article: null, inForceFrom: null }],
  appeal: '行政复议',
  rule: '年龄 >= 80 and 户籍本地',
  rules: [],
  examples: [
    { name: '85 岁', facts: { 年龄: '85', 户籍本地: true }, household: [], expect: 'yes' },
    { name: '60 岁', facts: { 年龄: '60' }, household: [], expect: 'no' },
  ],
  example: true,
  ...over,
});

let codes = 0;
type Made = { readonly policy: string; readonly version: string };
const seen = (policy: string): Promise<number> =>
  withClient(app.db.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ seq: number }>('select seq from stream_head where stream_id = $1', [policy]);
    return rows[0]?.seq ?? 0;
  });
const payload = (made: Made, over: object = {}) => ({
  ...made,
  code: `P-${String(codes).padStart(3, '0')}`,
  validFrom: '2026-01-01',
  areas: [world.areas.root],
  body: body(),
  ...over,
});
const drafted = async (over: object = {}, as = world.by.author): Promise<Made> => {
  codes += 1;
  const made = { policy: newId(), version: newId() };
  await app.did(as, contract.draft, payload(made, over));
  return made;
};
const step = async (as: Actor, command: typeof contract.submit | typeof contract.publishPolicy, made: Made) =>
  app.send(as, command, made, { seen: await seen(made.policy) });
const page = (made: Made, as = world.by.author) => app.ask(as, contract.policy, { id: made.policy, version: made.version });

/** Asks for a trial and waits until the job has noted what it found. */
const tried = async (made: Made): Promise<contract.Impact> => {
  await app.did(world.by.author, contract.tryVersion, made);
  for (let tries = 0; tries < 200; tries += 1) {
    const { version } = await page(made);
    if (version.impact !== null && version.impactHolds) return version.impact;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  throw new Error('the trial was not noted in five seconds');
};
const published = async (over: object = {}): Promise<Made> => {
  const made = await drafted(over);
  await tried(made);
  expect(await step(world.by.author, contract.submit, made)).toMatchObject({ outcome: 'done' });
  expect(await step(world.by.publisher, contract.publishPolicy, made)).toMatchObject({ outcome: 'done' });
  return made;
};

test('[D1] a policy is drafted, tried on everybody, handed in, sent back, changed, and published by a second person', async () => {
  const { author, publisher, clerk } = world.by;
  await story.resident(clerk, {
    birth: '1940-05-01',
    facts: [{ id: newId(), name: '户籍本地', value: true, at: today, source: 'document' }],
  });
  await story.resident(clerk, { birth: '1941-05-01' });
  await story.resident(clerk, { birth: '1990-05-01' });
  const made = await drafted();
  expect(await tried(made)).toMatchObject({ day: today, residents: 3, yes: 1, unknown: 1, more: 1, fewer: 0 });

  expect(await step(author, contract.submit, made)).toMatchObject({ outcome: 'done', answer: { state: 'submitted' } });
  expect(await step(authorToo, contract.publishPolicy, made)).toMatchObject({ outcome: 'refused', code: 'policy_same_person' });
  await app.did(publisher, contract.sendBack, { ...made, words: '年龄写到 81 才对' }, { seen: await seen(made.policy) });
  expect((await page(made)).version).toMatchObject({ state: 'draft', sentBack: '年龄写到 81 才对', mine: true });

  const changed = body({
    rule: '年龄 >= 86 and 户籍本地',
    examples: [{ ...body().examples[0]!, facts: { 年龄: '86', 户籍本地: true } }, body().examples[1]!],
  });
  await app.did(author, contract.draft, payload(made, { body: changed }), { seen: await seen(made.policy) });
  expect((await page(made)).version).toMatchObject({ impactHolds: false, body: { rule: '年龄 >= 86 and 户籍本地' } });
  expect(await step(author, contract.submit, made)).toMatchObject({ outcome: 'done' });
  expect(await step(publisher, contract.publishPolicy, made)).toMatchObject({ outcome: 'refused', code: 'policy_trial_missing' });
  await tried(made);
  expect(await step(publisher, contract.publishPolicy, made)).toMatchObject({ outcome: 'done', answer: { state: 'published' } });

  const seenByClerk = await page(made, clerk);
  expect(seenByClerk).toMatchObject({
    seq: null,
    versions: [{ number: 1, state: 'published', writtenBy: '政策员', publishedBy: '复核员' }],
    version: { areas: [{ name: '普陀区' }], mine: false, sentBack: null },
  });
  expect(seenByClerk.version.report).toMatchObject({
    problem: null,
    readBack: { zh: '年龄至少86 岁，并且“户籍本地”为是' },
    facts: [{ name: '户籍本地' }, { name: '年龄', derived: true, unit: '岁' }],
    examples: [
      { passes: true, verdict: 'yes', clause: { joins: 'and', parts: [{ verdict: 'yes' }, { verdict: 'yes' }] } },
      { passes: true },
    ],
  });
});

test('[D1] a newer version ends the one before; the trial says how many more and fewer; an end is given by its last day', async () => {
  const first = await published();
  const second = { policy: first.policy, version: newId() };
  const wider = body({ rule: '年龄 >= 80', examples: [body().examples[0]!, body().examples[1]!] });
  const next = payload(second, { body: wider, validFrom: addDays(today, 3) });
  expect(await app.send(world.by.author, contract.draft, next)).toMatchObject({ outcome: 'refused', code: 'seen_missing' });
  await app.did(world.by.author, contract.draft, next, { seen: await seen(first.policy) });
  const found = await tried(second);
  expect(found.more - found.fewer).toBe(found.yes - 1);
  expect(await step(world.by.author, contract.submit, second)).toMatchObject({ outcome: 'done' });
  expect(await step(world.by.publisher, contract.publishPolicy, second)).toMatchObject({ outcome: 'done' });
  expect((await page(second)).versions).toMatchObject([
    { number: 1, state: 'published', validUntil: addDays(today, 2) },
    { number: 2, state: 'published', validFrom: addDays(today, 3), validUntil: null },
  ]);
  const end = { ...second, lastDay: addDays(today, 40), reason: '年底停办' };
  await app.did(world.by.publisher, contract.endVersion, end, { seen: await seen(first.policy) });
  expect((await page(second)).version.validUntil).toBe(end.lastDay);
  const row = (await app.ask(world.by.clerk, contract.policies, { state: 'in_force', limit: 200 })).rows.find(
    (one) => one.id === first.policy,
  );
  expect(row).toMatchObject({ published: { number: 1 }, open: null });
});

test('[D1] versions tried in one pass find what each finds alone', async () => {
  const made = [
    await drafted(),
    await drafted({ body: body({ rule: '年龄 >= 80' }) }),
    await published(),
    await drafted({ areas: [world.areas.group1] }),
  ];
  const gone = { policy: newId(), version: newId() };
  const found = (asked: readonly Made[]) =>
    inTransaction(app.pool, world.by.system, 'read', (tx) => tryOn(tx, world.district, asked, today));
  const together = await found([...made, gone]);
  expect([...together.keys()]).toEqual(made.map(({ version }) => version));
  for (const one of made) expect(together.get(one.version)).toEqual((await found([one])).get(one.version));
  const [first, wider] = made.map(({ version }) => together.get(version)!);
  expect(first!.yes).toBeGreaterThan(0);
  expect(wider!.yes).toBeGreaterThan(first!.yes);
});

test('[D1] what is refused is refused by name and keeps nothing', async () => {
  const { author } = world.by;
  codes += 1;
  const made = { policy: newId(), version: newId() };
  const wrong = await app.send(author, contract.draft, payload(made, { body: body({ rule: '年龄 ≥ 80' }) }));
  expect(wrong).toMatchObject({ code: 'rule_refused', info: { line: 1, hint: { zh: expect.stringContaining('>=') } } });
  expect(
    await app.send(author, contract.draft, payload(made, { body: body({ benefit: { ...body().benefit, itemCode: 'XX-999' } }) })),
  ).toMatchObject({
    code: 'policy_item_unknown',
  });
  expect(await app.send(author, contract.draft, payload(made, { areas: ['44.'] }))).toMatchObject({ code: 'area_missing' });
  expect(await app.askRefused(author, contract.policy, { id: made.policy })).toMatchObject({ code: 'not_found', status: 404 });
  const first = await drafted();
  const code = (await page(first)).code;
  expect(await app.send(author, contract.draft, payload(made, { code }))).toMatchObject({ code: 'policy_code_taken' });
  expect(await app.send(author, contract.submit, { ...first, version: newId() }, { seen: await seen(first.policy) })).toMatchObject({
    code: 'not_found',
  });
});

test('[D1] drafts are seen by those who write, check and watch; the list is paged and filtered', async () => {
  const made = await drafted({ body: body({ benefit: { ...body().benefit, line: '残联' } }) });
  const { author, publisher, auditor, clerk, helper } = world.by;
  const codesOf = async (as: Actor, query: object) => (await app.ask(as, contract.policies, query)).rows.map(({ id }) => id);
  for (const as of [author, publisher, auditor]) expect(await codesOf(as, { state: 'draft', line: '残联' })).toEqual([made.policy]);
  for (const as of [clerk, helper]) {
    expect(await codesOf(as, { line: '残联' })).toEqual([]);
    expect(await app.askRefused(as, contract.policy, { id: made.policy })).toMatchObject({ code: 'not_found' });
  }
  const all = await codesOf(author, { limit: 200 });
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await app.ask(author, contract.policies, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    paged.push(...answer.rows.map(({ id }) => id));
    cursor = answer.next ?? undefined;
  } while (cursor !== undefined);
  expect(paged).toEqual(all);
  await app.did(author, contract.withdrawDraft, made, { seen: await seen(made.policy) });
  expect(await codesOf(author, { state: 'draft', line: '残联' })).toEqual([]);
});

test('[D1] a rule is checked while it is typed: place, sentence, questions, examples clause by clause', async () => {
  const { author } = world.by;
  const good = await app.ask(author, contract.checkRule, {
    rule: '困难 and sum(户.月收入) < 2000',
    rules: [{ name: '困难', text: '低保 or 低保边缘' }],
    examples: [{ name: '一家三口', facts: { 低保: true, 月收入: '600' }, household: [{ 月收入: '500' }, {}], expect: 'unknown' }],
  });
  expect(good).toMatchObject({
    problem: null,
    subRules: [{ name: '困难', readBack: { zh: '“低保”为是，或者“低保边缘”为是' } }],
    examples: [{ passes: true, missing: ['户.月收入'] }],
  });
  expect(good.facts.map(({ name, question }) => [name, question.zh.length > 0])).toEqual([
    ['月收入', true],
    ['低保', true],
    ['低保边缘', true],
  ]);
  const bad = await app.ask(author, contract.checkRule, { rule: '  年龄 in [0..7] or 低保' });
  expect(bad.problem ?? bad.readBack).not.toBeNull();
  expect(await app.ask(author, contract.checkRule, { rule: '\n 年令 >= 80' })).toMatchObject({
    readBack: null,
    problem: { code: 'unknown_name', line: 2, column: 2, rule: null },
  });
  expect(await app.ask(author, contract.checkRule, { rule: '' })).toMatchObject({ problem: { code: 'empty' } });
  expect((await app.ask(world.by.helper, contract.facts)).rows.find(({ name }) => name === '月收入')).toMatchObject({
    type: 'number',
    unit: '元',
    min: 0,
    sensitive: true,
  });
});

describe('[D1] [W3] past the application', () => {
  const past = (made: Made, text: string, post: string) =>
    story.bypass(async (query) => void (await query(text, [world.district, made.version], post)));
  const PUBLISH = `state = 'published', published_at = now(), published_by = `;
  const where = 'where district = $1 and id = $2';

  test('nobody publishes what they wrote, what was not handed in, or in another’s name', async () => {
    const made = await drafted();
    await tried(made);
    const { publisher, author } = world.by;
    const asPublisher = `update discovery_version set ${PUBLISH}acting_person() ${where}`;
    await expect(past(made, asPublisher, publisher.post)).rejects.toMatchObject({ constraint: 'discovery_version_submitted' });
    await step(author, contract.submit, made);
    await expect(past(made, asPublisher, authorToo.post)).rejects.toMatchObject({ constraint: 'discovery_version_second_person' });
    await expect(past(made, asPublisher, publisherToo.post)).rejects.toMatchObject({ code: '42501' });
    await expect(past(made, `update discovery_version set ${PUBLISH}written_by ${where}`, publisher.post)).rejects.toThrow();
    await expect(
      past(made, `update discovery_version set ${PUBLISH}acting_person(), body = '{}' ${where}`, publisher.post),
    ).rejects.toMatchObject({
      constraint: 'discovery_version_submitted',
    });
    await expect(
      past(made, `update discovery_version set writers = array[gen_random_uuid()], written_by = writers[1] ${where}`, author.post),
    ).rejects.toThrow();
    // The same statement by the right person, in the right state, goes through.
    await past(made, asPublisher, publisher.post);
  });

  test('what is published stays as it is, and a day has one version', async () => {
    const made = await published();
    const { publisher, clerk } = world.by;
    for (const change of [`body = '{}'`, `areas = '{}'`, `state = 'withdrawn'`, `valid_from = '2020-01-01'`])
      await expect(past(made, `update discovery_version set ${change} ${where}`, publisher.post)).rejects.toThrow();
    const twin = `insert into discovery_version (district, id, policy, version, state, valid_from, name, areas, body, reads, impact, written_by, written_at, writers, published_by, published_at)
      select district, gen_random_uuid(), policy, 99, 'published', valid_from, name, areas, body, reads, impact, gen_random_uuid(), written_at, writers, published_by, published_at
      from discovery_version ${where}`;
    await expect(
      withClient(app.db.ownerUrl, (owner) =>
        owner.query(twin.replace('gen_random_uuid(), written_at', 'written_by, written_at'), [world.district, made.version]),
      ),
    ).rejects.toMatchObject({ constraint: 'discovery_version_one_a_day' });
    await past(made, `update discovery_version set valid_until = current_date + 400 ${where}`, publisher.post);
    await story.bypass(async (query) => {
      const done = await query(
        `update discovery_version set valid_until = current_date ${where} returning id`,
        [world.district, made.version],
        clerk.post,
      );
      expect(done.rows).toEqual([]);
    });
  });

  test('counts are of the acting post’s ranges; authors and auditors read no verdict of anybody', async () => {
    const made = await published();
    const { author, clerk, clerkB } = world.by;
    const resident = await story.resident(clerk);
    await withClient(app.db.ownerUrl, (owner) =>
      owner.query(
        `insert into discovery_verdict (district, resident, policy, version, area, verdict, missing, since) values ($1, $2, $3, $4, $5, 'yes', '{}', $6)`,
        [world.district, resident, made.policy, made.version, world.areas.group1, today],
      ),
    );
    const yes = async (as: Actor) => (await page(made, as)).funnel.yes;
    expect([await yes(author), await yes(clerk), await yes(clerkB)]).toEqual([1, 1, 0]);
    await story.bypass(async (query) => {
      for (const [post, rows] of [
        [author.post, 0],
        [world.by.auditor.post, 0],
        [clerk.post, 1],
      ] as const)
        expect((await query('select 1 from discovery_verdict where policy = $1', [made.policy], post)).rows).toHaveLength(rows);
      const counted = await query('select yes from discovery_funnel(array[$1::uuid])', [made.policy], world.by.partner.post);
      expect(counted.rows).toEqual([]);
    });
  });
});
