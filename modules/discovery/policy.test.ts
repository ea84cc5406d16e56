import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../kernel/time.ts';
import { type PolicyBody, policyBody } from './contract.ts';
import * as domain from './domain.ts';

const AUTHOR = { person: 'author', area: '33.' };
const PUBLISHER = { person: 'publisher', area: '33.' };
const TODAY = '2026-11-21';

const body = (over: Partial<PolicyBody> = {}): PolicyBody => ({
  name: { zh: '高龄津贴', en: 'Allowance for the very old' },
  benefit: { who: '80 岁以上', what: '高龄津贴', amount: '每月 100 元', where: '村里', itemCode: null, line: '民政' },
  basis: [{ title: '示例', article: null, inForceFrom: null }],
  appeal: '行政复议',
  rule: '年龄 >= 80',
  rules: [],
  examples: [
    { name: '85 岁', facts: { 年龄: '85' }, household: [], expect: 'yes' },
    { name: '60 岁', facts: { 年龄: '60' }, household: [], expect: 'no' },
  ],
  example: true,
  ...over,
});
const version = (over: Partial<domain.Version> = {}): domain.Version => ({
  id: 'v1',
  number: 1,
  state: 'draft',
  validFrom: '2026-01-01',
  validUntil: null,
  areas: ['33.'],
  body: body(),
  impact: null,
  writers: ['author'],
  ...over,
});
const impact = (of: string) => ({ day: TODAY, of, residents: 10, yes: 3, unknown: 1, more: 3, fewer: 0 });
const submitted = (over: Partial<domain.Version> = {}) => version({ state: 'submitted', impact: impact('d'), ...over });
const state = (...versions: domain.Version[]) => ({ versions, digest: 'd' });
const of = (v = 'v1') => ({ policy: 'p', version: v });
const codeOf = (decision: { kind: string; refusal?: { code: string } }): string | undefined => decision.refusal?.code;

const drafting: domain.PolicyDraftState = { code: null, holderOfCode: null, versions: [], areas: ['33.'], itemKnown: true };
const drafted = (over: object = {}) => ({
  policy: 'p',
  version: 'v1',
  code: 'P10',
  validFrom: '2026-01-01',
  validUntil: null,
  areas: ['33.'],
  body: body(),
  ...over,
});

describe('drafting a policy', () => {
  test('[D1] a rule that can’t be read is refused with its place and what to write instead', () => {
    const refused = domain.draft(drafting, drafted({ body: body({ rule: '年龄 >= 80\n并且 低保' }) }), AUTHOR);
    expect(refused).toMatchObject({
      kind: 'refused',
      refusal: { code: 'rule_refused', info: { rule: null, line: 2, column: 1, hint: { zh: '“并且”请写成 and' } } },
    });
    const inSub = body({ rule: '困难 and 年龄 >= 60', rules: [{ name: '困难', text: '低保 or 月收人 < 800' }] });
    expect(domain.draft(drafting, drafted({ body: inSub }), AUTHOR)).toMatchObject({
      refusal: { code: 'rule_refused', info: { rule: '困难', code: 'unknown_name', line: 1 } },
    });
  });

  test('[D1] sub-rules have names of their own, need not be used, and may give a number', () => {
    const problem = (over: Partial<PolicyBody>) => {
      const checked = domain.checkRule(body(over));
      return checked.ok ? null : checked.problem.code;
    };
    expect(problem({ rules: [{ name: '低保', text: '年龄 > 1' }] })).toBe('name_taken');
    expect(problem({ rules: [{ name: '户', text: '年龄 > 1' }] })).toBe('name_taken');
    expect(
      problem({
        rules: [
          { name: '困难', text: '低保' },
          { name: '困难', text: '特困' },
        ],
      }),
    ).toBe('name_taken');
    expect(problem({ rules: [{ name: '困难', text: '困难 or 低保' }] })).toBe('circular');
    expect(problem({ rules: [{ name: '没人用', text: '年龄 >' }] })).toBe('syntax');
    expect(problem({ rule: '人均 < 886', rules: [{ name: '人均', text: 'sum(户.月收入) / count(户)' }] })).toBe(null);
    const doubling = Array.from({ length: 20 }, (_, i) => ({
      name: `规则${String.fromCharCode(65 + i)}`,
      text: i === 0 ? '低保' : `规则${String.fromCharCode(64 + i)} or 规则${String.fromCharCode(64 + i)}`,
    }));
    expect(problem({ rule: '规则T', rules: doubling })).toBe('too_large');
  });

  test('[D1] one version is written at a time; its code stays; only what exists is named', () => {
    const open = { ...drafting, code: 'P10', holderOfCode: 'p', versions: [version()] };
    expect(domain.draft(open, drafted(), AUTHOR)).toMatchObject({
      kind: 'accepted',
      answer: { number: 1 },
      events: [{ data: { again: true } }],
    });
    expect(codeOf(domain.draft(open, drafted({ version: 'v2' }), AUTHOR))).toBe('policy_version_open');
    expect(codeOf(domain.draft(open, drafted({ code: 'P11' }), AUTHOR))).toBe('policy_code_fixed');
    expect(codeOf(domain.draft({ ...drafting, holderOfCode: 'other' }, drafted(), AUTHOR))).toBe('policy_code_taken');
    expect(codeOf(domain.draft({ ...open, versions: [submitted()] }, drafted(), AUTHOR))).toBe('policy_not_draft');
    expect(codeOf(domain.draft(drafting, drafted({ areas: ['44.'] }), AUTHOR))).toBe('area_missing');
    expect(codeOf(domain.draft(drafting, drafted({ areas: ['33.', '33.'] }), AUTHOR))).toBe('areas_repeated');
    expect(codeOf(domain.draft({ ...drafting, itemKnown: false }, drafted(), AUTHOR))).toBe('policy_item_unknown');
    expect(codeOf(domain.draft(drafting, drafted({ validUntil: '2025-12-31' }), AUTHOR))).toBe('dates_reversed');
    const next = { ...open, versions: [version({ state: 'published' })] };
    expect(domain.draft(next, drafted({ version: 'v2' }), AUTHOR)).toMatchObject({
      answer: { number: 2 },
      events: [{ data: { reads: ['年龄'], again: false, first: false } }],
    });
  });
});

describe('examples', () => {
  test('[D1] are held against the rule, in three values, with the household', () => {
    const one = body({
      rule: '特困 = false and sum(户.月收入) / count(户) < 886',
      examples: [
        { name: '两口人', facts: { 特困: '否', 月收入: '900' }, household: [{ 月收入: '800.5' }], expect: 'yes' },
        { name: '不知道', facts: { 特困: false }, household: [{ 月收入: '2000' }], expect: 'no' },
        { name: '还要问', facts: { 特困: false, 月收入: null }, household: [], expect: 'unknown' },
      ],
    });
    const results = domain.tryExamples(one, '2026-01-01');
    expect(results.map(({ verdict, passes, missing }) => [verdict, passes, missing])).toEqual([
      ['yes', true, []],
      ['no', true, []],
      ['unknown', true, ['月收入']],
    ]);
    expect(results[2]!.clause).toMatchObject({ joins: 'and', parts: [{ verdict: 'yes' }, { verdict: 'unknown' }] });
  });

  test('[D1] that take too long to reckon say so; those of ordinary rules beside them are not touched', () => {
    const money = ['月收入', '家庭月收入', '人均月收入', '近12个月医疗自付', '近12个月刚性支出', '本年门诊自付', '本年住院自付'];
    const one = body({
      rule: money.map((name, i) => `${name} * ${money[(i + 1) % money.length]} > ${i + 5}`).join(' and '),
      examples: [
        { name: '都知道', facts: Object.fromEntries(money.map((name) => [name, '100'])), household: [], expect: 'yes' },
        { name: '都不知道', facts: {}, household: [], expect: 'no' },
      ],
    });
    expect(domain.tryExamples(one, '2026-01-01')).toMatchObject([
      { verdict: 'yes', passes: true, problem: null },
      { verdict: 'unknown', passes: false, missing: expect.arrayContaining(money), problem: { zh: expect.stringContaining('太复杂') } },
    ]);
  });

  test('[D1] an age follows from the birthday on the first day of the version; nonsense is said, not used', () => {
    const example = { name: '生日', facts: { 出生日期: '1946-06-01' }, household: [], expect: 'yes' as const };
    const tried = (on: Day) => domain.tryExamples(body({ examples: [example] }), on)[0];
    expect(tried('2026-05-31')).toMatchObject({ verdict: 'no', passes: false });
    expect(tried('2026-06-01')).toMatchObject({ verdict: 'yes', passes: true });
    const nonsense: readonly Record<string, string>[] = [{ 年龄: '-3' }, { 年令: '85' }, { 低保: '也许' }, { constructor: '1' }];
    for (const facts of nonsense)
      expect(domain.tryExamples(body({ examples: [{ ...example, facts }] }), TODAY)[0]).toMatchObject({
        verdict: null,
        passes: false,
        problem: { zh: expect.any(String) },
      });
  });

  test('[D1] one that qualifies and one that does not are needed, and all must agree', () => {
    const handIn = (examples: PolicyBody['examples']) => domain.submit(state(version({ body: body({ examples }) })), of(), AUTHOR);
    const [yes, no] = body().examples as [PolicyBody['examples'][0], PolicyBody['examples'][0]];
    expect(codeOf(handIn([yes]))).toBe('policy_examples_missing');
    expect(codeOf(handIn([]))).toBe('policy_examples_missing');
    expect(handIn([yes, { ...no, name: '写反了', facts: { 年龄: '99' } }])).toMatchObject({
      refusal: { code: 'policy_examples_fail', info: { examples: ['写反了'] } },
    });
    expect(handIn([yes, no])).toMatchObject({ kind: 'accepted', answer: { state: 'submitted' } });
  });
});

describe('publishing', () => {
  test('[D1] takes a second person, a trial of these very rules, and examples that still agree', () => {
    const publish = (v: domain.Version, who = PUBLISHER) => domain.publish(state(v), of(), who, TODAY);
    expect(publish(submitted())).toMatchObject({ kind: 'accepted', answer: { state: 'published' } });
    expect(codeOf(publish(submitted(), { ...PUBLISHER, person: 'author' }))).toBe('policy_same_person');
    expect(codeOf(publish(submitted({ writers: ['author', 'publisher'] })))).toBe('policy_same_person');
    expect(codeOf(publish(submitted({ impact: null })))).toBe('policy_trial_missing');
    expect(codeOf(publish(submitted({ impact: impact('of other rules') })))).toBe('policy_trial_missing');
    expect(codeOf(publish(version({ impact: impact('d') })))).toBe('policy_not_submitted');
    expect(codeOf(publish(submitted({ body: body({ rule: '年龄 >= 90' }) })))).toBe('policy_examples_fail');
    expect(codeOf(publish(submitted({ validUntil: '2026-11-20' })))).toBe('policy_over');
    expect(codeOf(domain.publish(null, of(), PUBLISHER, TODAY))).toBe('not_found');
  });

  test('[D1] a trial is of rules and areas: words may change after it', () => {
    const digest = (over: Partial<domain.Version>) => domain.tried(version(over));
    expect(digest({ body: body({ appeal: '诉讼' }) })).toBe(digest({}));
    expect(digest({ areas: ['33.', '44.'] })).toBe(digest({ areas: ['44.', '33.'] }));
    expect(digest({ areas: ['44.'] })).not.toBe(digest({}));
    expect(digest({ body: body({ rule: '年龄 >= 81' }) })).not.toBe(digest({}));
  });

  test('[D1] a version ends on its last day, never on one that has passed', () => {
    const end = (lastDay: Day, over: Partial<domain.Version> = {}) =>
      domain.endVersion(state(version({ state: 'published', ...over })), { ...of(), lastDay, reason: '政策调整' }, PUBLISHER, TODAY);
    expect(end(TODAY)).toMatchObject({ kind: 'accepted', events: [{ data: { lastDay: TODAY }, detail: { reason: '政策调整' } }] });
    expect(codeOf(end('2026-11-20'))).toBe('policy_ends_in_past');
    expect(codeOf(end('2026-12-31', { validUntil: '2026-12-01' }))).toBe('policy_ends_already');
    expect(codeOf(end('2026-12-31', { validFrom: '2027-01-01' }))).toBe('dates_reversed');
    expect(codeOf(end(TODAY, { state: 'draft' }))).toBe('policy_not_published');
  });

  test('[D1] whatever is published in whatever order, each day has one version or none, and days that have passed stay as they were', () => {
    const step = fc.record({
      from: fc.integer({ min: -30, max: 60 }),
      length: fc.option(fc.integer({ min: 0, max: 40 })),
      later: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let versions: domain.Version[] = [];
        let today: Day = TODAY;
        for (const [i, { from, length, later }] of steps.entries()) {
          today = addDays(today, later);
          const validFrom = addDays(TODAY, from);
          const next = submitted({
            id: `v${i}`,
            number: i + 1,
            validFrom,
            validUntil: length === null ? null : addDays(validFrom, length),
          });
          const before = versions;
          const done = domain.publish({ versions: [...versions, next], digest: 'd' }, of(next.id), PUBLISHER, today);
          if (done.kind !== 'accepted') continue;
          const { ends, until } = done.events[0]!.data as { ends: string[]; until: Day };
          versions = [
            ...versions.map((v) => (ends.includes(v.id) ? { ...v, validUntil: until } : v)),
            { ...next, state: 'published' as const },
          ];
          for (let n = -31; n <= 120; n += 1) {
            const day = addDays(TODAY, n);
            const inForce = versions.filter((v) => v.validFrom <= day && (v.validUntil === null || day <= v.validUntil));
            expect(inForce.length).toBeLessThanOrEqual(1);
            const was = domain.versionInForce(before, day);
            if (day < today && was !== null) expect(inForce.map(({ id }) => id)).toEqual([was.id]);
          }
          for (const v of versions) if (v.validUntil !== null) expect(v.validUntil >= v.validFrom).toBe(true);
        }
      }),
    );
  });
});

test('[D1] each state lets through only its own steps', () => {
  const steps = {
    submit: (v: domain.Version) => domain.submit(state(v), of(), AUTHOR),
    withdraw: (v: domain.Version) => domain.withdrawDraft(state(v), of(), AUTHOR),
    sendBack: (v: domain.Version) => domain.sendBack(state(v), { ...of(), words: '第二条写错了' }, PUBLISHER),
    publish: (v: domain.Version) => domain.publish(state(v), of(), PUBLISHER, TODAY),
    end: (v: domain.Version) => domain.endVersion(state(v), { ...of(), lastDay: TODAY, reason: '停' }, PUBLISHER, TODAY),
    try: (v: domain.Version) => domain.tryVersion(state(v), of(), AUTHOR),
  };
  const allowed = (s: domain.Version['state']) =>
    Object.entries(steps).flatMap(([name, step]) => (step(version({ state: s, impact: impact('d') })).kind === 'accepted' ? [name] : []));
  expect(allowed('draft')).toEqual(['submit', 'withdraw', 'try']);
  expect(allowed('submitted')).toEqual(['withdraw', 'sendBack', 'publish', 'try']);
  expect(allowed('published')).toEqual(['end']);
  expect(allowed('withdrawn')).toEqual([]);
  expect(domain.noteTrial(state(version({ state: 'published' })), { ...of(), impact: impact('d') }, AUTHOR)).toMatchObject({ events: [] });
});

test('[D1] a body is bounded: no rule, list or text without end', () => {
  expect(policyBody.safeParse(body()).success).toBe(true);
  for (const over of [
    { rule: 'a'.repeat(4001) },
    { rule: '年龄 >= 80\u0000' },
    { rules: [{ name: 'and', text: '低保' }] },
    { rules: Array.from({ length: 21 }, (_, i) => ({ name: `规则${i}`, text: '低保' })) },
    { examples: Array.from({ length: 41 }, () => body().examples[0]!) },
    { basis: [] },
    { examples: [{ ...body().examples[0]!, facts: Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`情况${i}`, '1'])) }] },
  ])
    expect(policyBody.safeParse({ ...body(), ...over }).success, JSON.stringify(over).slice(0, 60)).toBe(false);
});
