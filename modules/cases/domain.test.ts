import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import type { Calendar } from '../../kernel/workdays.ts';
import { asks } from '../asks/index.ts';
import type { Answers, ItemVersion } from '../catalogue/contract.ts';
import { custody } from '../custody/index.ts';
import { materials } from '../materials/index.ts';
import { datesOfNew, type StoredTask, type Task } from '../work/domain.ts';
import { work } from '../work/index.ts';
import {
  acceptCase,
  type CaseState,
  decide,
  departmentOf,
  giveNotice,
  open,
  planTasks,
  type StatusFacts,
  type StoredCase,
  sendToDepartment,
  sentenceOf,
  sparedBy,
  statusSentence,
  TOLD_EVENTS,
} from './domain.ts';
import { cases } from './index.ts';

const calendar: Calendar = { kindOf: (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0 ? 'rest' : 'work') };
const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const counter = () => {
  let n = 100;
  return () => {
    n += 1;
    return id(n);
  };
};
const AREA = '33.3309.330903.myd.';
const context = () => ({
  now: '2026-03-02T02:00:00.000Z',
  happenedAt: '2026-03-02T02:00:00.000Z',
  today: '2026-03-02',
  calendar,
  newId: counter(),
  random: (length: number) => new Uint8Array(length).fill(7),
});
const actor = (over: object = {}) => ({
  district: '330903',
  person: id(1),
  post: id(2),
  role: 'clerk' as const,
  site: id(3),
  area: AREA,
  ranges: [AREA],
  department: null,
  name: '林窗口',
  ...over,
});
const caseOf = (version: ItemVersion, over: Partial<StoredCase> = {}): StoredCase => ({
  id: id(10),
  area: AREA,
  shortCode: 'K7P39XQA',
  resident: id(11),
  receivingSite: id(3),
  department: null,
  green: false,
  answers: {},
  version,
  stage: 'inform',
  state: 'informing',
  turn: 'window',
  ...over,
});
const item = fc.constantFrom(...DEMO_ITEMS);
const answersFor = (version: ItemVersion): fc.Arbitrary<Answers> =>
  fc.record(
    Object.fromEntries(
      version.questions.map((question) => [
        question.key,
        question.kind === 'yes_no'
          ? fc.boolean()
          : question.kind === 'choice'
            ? fc.constantFrom(...question.options.map(({ value }) => value))
            : fc.integer({ min: 0, max: 120 }),
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>;
const asked = item.chain((version) => fc.tuple(fc.constant(version), answersFor(version)));
const codeOf = (decision: object): string | null => ('refusal' in decision ? (decision.refusal as { code: string }).code : null);

const stored = (task: Task, done: ReadonlySet<string>): StoredTask => ({
  ...task,
  area: AREA,
  state: done.has(task.id) ? 'done' : task.after.every((one) => done.has(one)) ? 'open' : 'waiting',
});

describe('the plan', () => {
  const planOf = (version: ItemVersion, answers: Answers) => {
    const dates = datesOfNew({ kind: 'promised', limit: { n: 8, unit: 'workday' }, day: '2026-03-02' }, calendar);
    return planTasks(caseOf(version, { answers }), { id: id(20), dates }, counter());
  };

  test('[K5] whatever the item and the answers: every task can be reached, and none before those it waits for', () => {
    fc.assert(
      fc.property(asked, ([version, answers]) => {
        const { tasks, conclude } = planOf(version, answers);
        const decided = departmentOf(version) !== null;
        const done = new Set<string>();
        for (;;) {
          const next = tasks.find((task) => !done.has(task.id) && task.id !== conclude && task.after.every((one) => done.has(one)));
          if (next !== undefined) done.add(next.id);
          else if (!done.has(conclude)) {
            // The result is only waited for once all that comes before it is done.
            const last = tasks.find((task) => task.id === conclude)!;
            expect(decided || last.after.every((one) => done.has(one))).toBe(true);
            done.add(conclude);
          } else break;
        }
        expect(done.size).toBe(tasks.length);
      }),
    );
  });

  test('[K3] bringing the result home always waits for the result', () => {
    fc.assert(
      fc.property(asked, ([version, answers]) => {
        const { tasks, conclude } = planOf(version, answers);
        const byId = new Map(tasks.map((task) => [task.id, task]));
        const waits = (task: Task): boolean => task.after.some((one) => one === conclude || (byId.has(one) && waits(byId.get(one)!)));
        for (const task of tasks) if (task.kind === 'deliver') expect(waits(task)).toBe(true);
      }),
    );
  });

  test('[M3] a step that needs consent carries the scope that it needs', () => {
    fc.assert(
      fc.property(asked, ([version, answers]) => {
        for (const task of planOf(version, answers).tasks) {
          const step = version.route.find(({ key }) => key === task.routeKey);
          expect(task.consentScope !== null).toBe(step !== undefined && step.consent !== null);
        }
      }),
    );
  });

  test('[K4] the case is not sent on before what must come before is done', () => {
    fc.assert(
      fc.property(
        asked.filter(([version]) => departmentOf(version) !== null),
        ([version, answers]) => {
          const { tasks, conclude } = planOf(version, answers);
          const c = caseOf(version, { answers, state: 'accepted', stage: 'accept' });
          const before = tasks.filter((task) => task.id !== conclude && task.kind !== 'submit' && !waits(task, tasks, conclude));
          const nothing = new Set<string>();
          const refused = sendToDepartment({ c, tasks: tasks.map((task) => stored(task, nothing)) }, { department: null }, context());
          expect(codeOf(refused)).toBe(before.length === 0 ? codeOf(refused) : 'errands_open');
          const ready = new Set(tasks.filter((task) => task.id !== conclude && !waits(task, tasks, conclude)).map((task) => task.id));
          const sent = sendToDepartment({ c, tasks: tasks.map((task) => stored(task, ready)) }, { department: null }, context());
          expect(sent).toMatchObject({ kind: 'accepted', answer: { state: 'with_department' } });
        },
      ),
    );
  });
});

const waits = (task: Task, tasks: readonly Task[], conclude: string): boolean =>
  task.after.some((one) => one === conclude || waits(tasks.find((other) => other.id === one) ?? { ...task, after: [] }, tasks, conclude));

describe('the beginning', () => {
  const opened = { id: id(10), resident: id(11), ask: null, channel: 'phone', answers: {}, came: null };
  const relief = DEMO_ITEMS.find(({ code }) => code === 'MZ-001')!;
  const state = (over: object = {}) => ({
    version: relief,
    resident: { area: `${AREA}g1.`, diedOn: null, green: true, homeSite: id(3) },
    site: { id: id(3), area: AREA },
    ask: null,
    ...over,
  });

  test('[K4] it belongs to the home where the office serves it, else to the window, and then the home is let in', () => {
    const own = open(state(), opened, { ...context(), actor: actor() });
    expect(own).toMatchObject({ events: [{ type: 'cases.opened', area: `${AREA}g1.` }] });
    const elsewhere = state({ resident: { area: '33.3309.330903.bsd.', diedOn: null, green: false, homeSite: id(4) } });
    const away = open(elsewhere, opened, { ...context(), actor: actor() });
    expect(away).toMatchObject({
      events: [{ area: AREA }, { type: 'platform.granted', data: { site: id(4), purpose: 'lives_there' } }],
    });
  });

  test('[K10] the public code is never in the hashed data nor in the stored answer', () => {
    const made = open(state(), opened, { ...context(), actor: actor() });
    if (made.kind !== 'accepted') throw new Error('refused');
    const { publicCode } = made.events[0]!.detail as { publicCode: string };
    expect(publicCode).toHaveLength(12);
    expect(JSON.stringify([made.answer, made.events.map(({ data }) => data)])).not.toContain(publicCode);
  });

  test.each([
    ['item_missing', { version: null }],
    ['resident_missing', { resident: null }],
    ['resident_died', { resident: { area: AREA, diedOn: '2026-01-01', green: false, homeSite: null } }],
    ['site_missing', { site: null }],
    ['item_not_offered', { version: { ...relief, areas: ['42.'] } }],
  ])('[K1] not opened: %s', (code, over) => {
    expect(codeOf(open(state(over), opened, { ...context(), actor: actor() }))).toBe(code);
  });

  test('[K2] after one notice the same is never asked for again', () => {
    fc.assert(
      fc.property(asked, ([version, answers]) => {
        const c = caseOf(version, { answers });
        const first = giveNotice({ c, given: [], told: [], notices: 0 });
        if (first.kind !== 'accepted') return;
        const told = (first.events[0]!.data as { keys: string[] }).keys;
        expect(codeOf(giveNotice({ c, given: [], told, notices: 1 }))).toBe('notice_given');
      }),
    );
  });

  test('[K3] nothing is accepted with a promise that was not given, nor without what can’t follow', () => {
    fc.assert(
      fc.property(asked, fc.boolean(), ([version, answers], promised) => {
        const c = caseOf(version, { answers });
        const result = acceptCase({ c, given: [] }, { promise: promised ? { by: '陈阿姨', document: null } : null }, context());
        if (result.kind !== 'accepted') return;
        expect(result.answer.follow.length === 0 || promised).toBe(true);
        for (const { key } of result.answer.follow) expect(version.materials.find((one) => one.key === key)!.mayFollow).not.toBeNull();
      }),
    );
  });

  test('[K4] another department’s approver decides nothing', () => {
    const c = caseOf(relief, { state: 'with_department', stage: 'handle', department: 'civil_affairs' });
    const payload = { id: id(30), outcome: 'approved' as const, reason: null, remedies: null };
    const by = (department: string | null) => decide(c, payload, { ...context(), actor: actor({ role: 'approver', department }) });
    expect(codeOf(by('medical_insurance'))).toBe('not_your_department');
    expect(codeOf(by(null))).toBe('not_your_department');
    expect(by('civil_affairs').kind).toBe('accepted');
  });
});

describe('what is told', () => {
  const facts = (over: Partial<StatusFacts>): StatusFacts => ({
    item: { zh: '老年公交卡', en: 'Bus card for elders' },
    state: 'accepted',
    turn: 'helper',
    due: '2026-03-12',
    missing: [],
    toFollow: null,
    waiting: null,
    delivery: null,
    site: null,
    ...over,
  });

  test('[K10] “林师傅明天 9:20 的船送到您家”', () => {
    const says = statusSentence(
      facts({ state: 'result_ready', delivery: { on: '2026-03-03', by: '林建国', boatAt: '9:20' } }),
      '2026-03-02',
    );
    expect(says.zh).toBe('您的“老年公交卡”办好了，林师傅明天 9:20 的船送到您家。');
    expect(says.en).toContain('by the 9:20 boat');
  });

  test('[K10] what is missing, what may follow, and what is late', () => {
    const id_card = { zh: '居民身份证', en: 'Identity card' };
    expect(statusSentence(facts({ state: 'informing', missing: [id_card] }), '2026-03-02').zh).toBe(
      '您的“老年公交卡”还缺居民身份证，交来就能受理。',
    );
    expect(statusSentence(facts({ toFollow: { names: [id_card], due: '2026-03-06' } }), '2026-03-02').zh).toContain(
      '您答应补的居民身份证，请在3月6日 周五前交来。',
    );
    expect(statusSentence(facts({ due: '2026-02-27' }), '2026-03-02').zh).toContain('已经晚了，我们在催');
  });

  test('[K10] every state has a sentence in both languages', () => {
    const states: CaseState[] = [
      'informing',
      'accepted',
      'with_department',
      'awaiting_correction',
      'approved',
      'not_approved',
      'result_ready',
      'delivered',
      'refused_acceptance',
      'acceptance_revoked',
      'withdrawn',
    ];
    const said = states.map((state) => statusSentence(facts({ state }), '2026-03-02'));
    expect(new Set(said.map(({ zh }) => zh)).size).toBe(states.length);
    for (const { zh, en } of said) expect(`${zh}${en}`).not.toContain('undefined');
  });

  test('[K8] every event that can stand in a case’s ledger has a sentence of its own', () => {
    const events = [work, materials, custody, cases].flatMap((module) => Object.keys(module.projections ?? {}));
    const ofOthers = new Set([
      'work.clock_passed',
      'work.office_day_set',
      'work.office_day_withdrawn',
      'work.year_imported',
      'materials.bill_put',
      'materials.bill_corrected',
      'materials.bill_withdrawn',
      'materials.pouch_counted',
      'custody.box_added',
      'custody.box_moved',
    ]);
    expect(events.filter((event) => !TOLD_EVENTS.has(event) && !ofOthers.has(event))).toEqual([]);
    expect(Object.keys(asks.projections ?? {}).every((event) => event.startsWith('asks.'))).toBe(true);
  });

  test('[K8] a ledger’s sentences say days and codes as people do, and no two entries of one step the same', () => {
    const version = DEMO_ITEMS[0]!;
    const names = {
      version,
      of: (id: string) => (id === 'civil-affairs' ? '民政局' : null),
      task: () => null,
      today: '2026-11-22',
    };
    const say = (event: string, data: object) => sentenceOf({ event, data, detail: null }, names).zh;
    const to = { post: null, site: null, department: 'civil-affairs' };
    expect(say('platform.granted', { ...to, purpose: 'must_decide' })).toBe('让民政局能看到这件事');
    expect(say('platform.granted', { ...to, purpose: 'about_this' })).toBe('让民政局能看到本人的资料');
    expect(say('platform.grant_ended', { ...to, purpose: 'about_this' })).toBe('民政局不再能看到本人的资料');
    expect(say('work.clock_started', { kind: 'promised', dates: { due: '2026-11-26' } })).toBe('承诺时限开始，到11月26日 周四');
    expect(say('work.clock_resumed', { kind: 'legal', dates: { due: '2027-01-04' } })).toBe('法定时限继续，到2027年1月4日 周一');
    expect(say('cases.entry_corrected', { day: '2026-11-20' })).toBe('把日期更正为11月20日 周五');
    expect(say('custody.registered', { code: 'K7P3X9QA2' })).toBe('登记物件 K7P-3X9-QA2');
    expect(say('custody.handed_over', { giver: { kind: 'relative', id: 'a' }, taker: { kind: 'box', id: 'b' } })).toBe(
      '物件从亲属交到漂流箱',
    );
    expect(say('cases.sent_to_department', { department: 'other' })).toBe('转部门办理');
  });

  test('[T5] ways to one’s own station spare the others; more ways than needed spare nothing, never less', () => {
    const bus = DEMO_ITEMS[0]!;
    const { trips } = bus.visit.alone;
    expect(sparedBy(bus, ['station', 'station']).spared.trips).toBe(trips);
    expect(sparedBy(bus, ['centre']).spared.trips).toBe(Math.max(0, trips - 1));
    expect(
      sparedBy(
        bus,
        Array.from({ length: 30 }, () => 'bank'),
      ).spared,
    ).toEqual({ trips: 0, hours: 0, fen: '0' });
  });
});
