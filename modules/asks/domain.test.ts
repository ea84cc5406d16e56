import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import type { EventOf } from '../../kernel/contract.ts';
import type { Decision } from '../../kernel/result.ts';
import { addDays, type Day } from '../../kernel/time.ts';
import { calendarFrom } from '../../kernel/workdays.ts';
import { PUBLISHED_YEARS } from '../../platform/calendar/index.ts';
import { CHANNELS } from './contract.ts';
import {
  answer,
  becameCase,
  CONTACT_DAYS,
  contacted,
  correct,
  identify,
  join,
  type RecordAsk,
  record,
  type StoredAsk,
  triage,
  unjoin,
} from './domain.ts';

const calendar = calendarFrom(PUBLISHED_YEARS);
const AREA = '33.3309.330903.myd.';
const actor: Actor = {
  district: '330903',
  person: 'person',
  post: 'post',
  role: 'clerk',
  site: 'site',
  area: AREA,
  ranges: [AREA],
  department: null,
  name: '测试员',
};
let made = 0;
const on = (today: Day, by: Actor = actor) => ({ actor: by, today, calendar, newId: () => `id${++made}` });
const plea: RecordAsk = {
  id: 'ask',
  channel: 'phone',
  site: null,
  area: null,
  resident: null,
  caller: { name: '徐敏', phone: '14200000005', relation: '女儿' },
  about: { name: '徐德兴', address: null },
  words: '人下不了床，想请你们上门',
  plea: false,
  green: false,
  homeService: false,
  visitToday: null,
};
const known = { resident: null, areaExists: true };
const FRIDAY = '2026-11-20';

const events = (decision: Decision<EventOf>): readonly EventOf[] => (decision.kind === 'accepted' ? decision.events : []);
const types = (decision: Decision<EventOf>): string[] => events(decision).map(({ type }) => type);
const code = (decision: Decision<EventOf>): string | null => (decision.kind === 'refused' ? decision.refusal.code : null);

type Data = Readonly<Record<string, never>> & {
  readonly task: {
    readonly id: string;
    readonly kind: string;
    readonly green: boolean;
    readonly due: Day | null;
    readonly clock: string | null;
  };
  readonly dates: { readonly due: Day | null };
};
const of = (decision: Decision<EventOf>, type: string): (EventOf & { data: Data })[] =>
  events(decision).filter((one) => one.type === type) as (EventOf & { data: Data })[];
const tasksOf = (decision: Decision<EventOf>) => of(decision, 'work.task_made').map(({ data }) => data.task);

/** An ask as it stands after it was recorded and joined or parted: its own events folded as the tables do. */
const stored = (decision: Decision<EventOf>, over: Partial<StoredAsk> = {}, id = 'ask'): StoredAsk => {
  const own = events(decision).filter(({ streamId }) => streamId === id);
  const start = own.find(({ type }) => type === 'work.clock_started')?.data as { clock: string; step: never } | undefined;
  return {
    id,
    area: AREA,
    state: 'open',
    resident: null,
    green: false,
    plea: false,
    joinedInto: null,
    carried: null,
    contactClock: start === undefined ? null : { id: start.clock, kind: 'contact', subject: id, state: 'running', steps: [start.step] },
    openTasks: own.filter(({ type }) => type === 'work.task_made').map(({ data }) => (data as Data).task),
    site: 'site',
    ...over,
  };
};
const asked = (over: Partial<RecordAsk> = {}, day: Day = FRIDAY): StoredAsk =>
  stored(record(known, { ...plea, ...over }, on(day)), { green: over.green === true }, over.id ?? 'ask');
/** The same after what a decision did to its clock and tasks. */
const stoodAfter = (ask: StoredAsk, decision: Decision<EventOf>, over: Partial<StoredAsk> = {}): StoredAsk => {
  const own = events(decision).filter(({ streamId }) => streamId === ask.id);
  const gone = new Set(
    own.filter(({ type }) => type === 'work.task_done' || type === 'work.task_dropped').map(({ data }) => (data as { task: string }).task),
  );
  const steps = own.filter(({ type }) => type === 'work.clock_stopped').map(({ data }) => (data as { step: never }).step);
  const begun = stored(decision, {}, ask.id);
  const clock = begun.contactClock ?? ask.contactClock;
  return {
    ...ask,
    contactClock: clock === null || steps.length === 0 ? clock : { ...clock, state: 'stopped', steps: [...clock.steps, ...steps] },
    openTasks: [...ask.openTasks.filter(({ id }) => !gone.has(id)), ...begun.openTasks],
    ...over,
  };
};
const carriedBy = (decision: Decision<EventOf>) =>
  (of(decision, 'asks.joined')[0]!.data as unknown as { carried: StoredAsk['carried'] }).carried;

const day = fc.integer({ min: 0, max: 3 * 365 - 40 }).map((n) => addDays('2024-01-01', n));

describe('recording', () => {
  test('[I1] every door makes one request with its channel, and something to do at the site', () => {
    for (const channel of CHANNELS) {
      const out = record(known, { ...plea, channel }, on(FRIDAY));
      expect(of(out, 'asks.recorded')[0]!.data).toMatchObject({ channel, site: 'site', area: AREA, contactClock: null });
      expect(tasksOf(out)).toMatchObject([{ kind: 'triage', holder: { kind: 'site', site: 'site' }, due: FRIDAY }]);
    }
  });

  test('[I1] words, caller and address stand in the detail, never in the data', () => {
    const [first] = events(record(known, { ...plea, visitToday: '一组 3 号' }, on(FRIDAY)));
    expect(first!.detail).toEqual({ words: plea.words, caller: plea.caller, about: plea.about, visitToday: '一组 3 号' });
    expect(JSON.stringify(first!.data)).not.toMatch(/徐|14200000005|一组 3 号|下不了床/);
  });

  test('[I1] who sits at no site keeps it themselves; it lies where the person lives', () => {
    const referrer = { ...actor, site: null, role: 'referrer' as const };
    const out = record(
      { resident: { area: `${AREA}g1.`, green: false }, areaExists: true },
      { ...plea, resident: 'r', area: AREA },
      on(FRIDAY, referrer),
    );
    expect(events(out)[0]).toMatchObject({ area: `${AREA}g1.` });
    expect(tasksOf(out)).toMatchObject([{ holder: { kind: 'post', post: 'post' } }]);
  });

  test('[I1] a person or a place that is not there is refused by name', () => {
    expect(code(record(known, { ...plea, resident: 'r' }, on(FRIDAY)))).toBe('resident_missing');
    expect(code(record({ resident: null, areaExists: false }, plea, on(FRIDAY)))).toBe('area_missing');
  });

  test('[I5] who cannot wait is visited the same day, and contacted in time all the same', () => {
    const out = record(known, { ...plea, visitToday: '一组 3 号' }, on(FRIDAY));
    expect(tasksOf(out).map(({ kind, due }) => [kind, due])).toEqual([
      ['triage', FRIDAY],
      ['visit', FRIDAY],
    ]);
    expect(of(out, 'work.clock_started')[0]!.data.dates.due).toBe('2026-11-24');
  });

  test('[I6] green by what was said at the desk or by who the person is, and every task of it is', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (said, is, homeService) => {
        const out = record(
          { resident: { area: AREA, green: is }, areaExists: true },
          { ...plea, resident: 'r', green: said, homeService },
          on(FRIDAY),
        );
        expect(of(out, 'asks.recorded')[0]!.data).toMatchObject({ green: said || is });
        expect(tasksOf(out).map(({ green }) => green)).toEqual(tasksOf(out).map(() => said || is));
      }),
    );
  });
});

describe('the clock of contact', () => {
  test.each([
    ['2026-09-30', '2026-10-09', '国庆前最后一个工作日来的'],
    ['2026-10-08', '2026-10-10', '周六 10月10日上班'],
    ['2026-10-09', '2026-10-12', '周六上班也算一天'],
    ['2026-02-13', '2026-02-24', '周六 2月14日上班，春节放到 23日'],
    ['2025-01-24', '2025-01-27', '周日 1月26日上班'],
    ['2026-11-21', '2026-11-24', '周六来的，从周一算'],
  ])('[I2] asked on %s, due on %s (%s)', (asked, due) => {
    const out = record(known, { ...plea, homeService: true }, on(asked));
    expect(of(out, 'work.clock_started')[0]!.data.dates.due).toBe(due);
    expect(tasksOf(out).find(({ kind }) => kind === 'contact')).toMatchObject({ due });
  });

  test('[I2] whatever the day: exactly two working days lie after it, the last of them the due day', () => {
    fc.assert(
      fc.property(day, (today) => {
        const { due } = of(record(known, { ...plea, homeService: true }, on(today)), 'work.clock_started')[0]!.data.dates;
        let worked = 0;
        for (let one = addDays(today, 1); one <= due!; one = addDays(one, 1)) if (calendar.kindOf(one) === 'work') worked += 1;
        expect(worked).toBe(CONTACT_DAYS);
        expect(calendar.kindOf(due!)).toBe('work');
      }),
    );
  });

  test('[I2] only reaching the person stops it; a call that nobody answered is kept and the clock runs on', () => {
    const ask = asked({ homeService: true });
    expect(types(contacted(ask, { how: 'phone', reached: false, said: null }, on(FRIDAY)))).toEqual(['asks.contacted']);
    expect(types(contacted(ask, { how: 'phone', reached: true, said: '后天上午来' }, on(FRIDAY)))).toEqual([
      'asks.contacted',
      'work.clock_stopped',
      'work.task_done',
    ]);
    expect(code(contacted(null, { how: 'phone', reached: true, said: null }, on(FRIDAY)))).toBe('not_found');
    expect(code(contacted({ ...ask, state: 'joined' }, { how: 'phone', reached: true, said: null }, on(FRIDAY)))).toBe('ask_over');
  });

  test('[I5] a telephone call does not tick off the visit that was promised; the visit does', () => {
    const ask = asked({ visitToday: '一组 3 号' });
    const visit = ask.openTasks.find(({ kind }) => kind === 'visit')!.id;
    const ended = (how: string) =>
      of(contacted(ask, { how, reached: true, said: null }, on(FRIDAY)), 'work.task_done').map(({ data }) => data.task);
    expect(ended('phone')).toEqual([]);
    expect(ended('visit')).toEqual([visit]);
  });
});

describe('triage', () => {
  const ways = [
    { kind: 'advice', answer: '带身份证来就行', told: 'now' },
    { kind: 'advice', answer: '带身份证来就行', told: 'to_do' },
    { kind: 'errand', task: 'errand', what: '交电费' },
    { kind: 'petition', task: 'petition' },
    { kind: 'not_ours', to: '供电所', answer: '已经告诉您找供电所' },
  ] as const;

  test('[I3] closed only with an answer; else somebody has it to do', () => {
    for (const way of ways) {
      const out = triage(asked(), way, on(FRIDAY));
      const closes = types(out).some((type) => type === 'asks.answered' || type === 'asks.handed_over');
      if (closes) expect(events(out).some(({ detail }) => (detail as { answer?: string } | undefined)?.answer !== undefined)).toBe(true);
      else expect(tasksOf(out)).toHaveLength(1);
      expect(of(out, 'work.task_done')).toHaveLength(1);
    }
  });

  test('[I3] whatever follows what, no ask rests without an answer and without a task', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ways), { maxLength: 6 }), fc.boolean(), (steps, homeService) => {
        let ask = asked({ homeService });
        for (const [n, way] of steps.entries()) {
          const out = triage(ask, 'task' in way ? { ...way, task: `t${n}` } : way, on(FRIDAY));
          if (ask.state !== 'open' && ask.state !== 'triaged') {
            expect(code(out)).toBe('ask_over');
            continue;
          }
          const closed = types(out).find((type) => type === 'asks.answered' || type === 'asks.handed_over');
          ask = stoodAfter(ask, out, { state: closed === undefined ? 'triaged' : closed === 'asks.answered' ? 'answered' : 'handed_over' });
          const toDo = ask.openTasks.filter(({ kind }) => kind !== 'contact');
          expect(toDo).toHaveLength(closed === undefined ? 1 : 0);
          if (closed !== undefined) expect(ask.contactClock?.state ?? 'stopped').toBe('stopped');
        }
      }),
    );
  });

  test('[I3] what is over, or not to be seen, is refused', () => {
    for (const state of ['answered', 'joined', 'handed_over'] as const)
      expect(code(triage({ ...asked(), state }, ways[0], on(FRIDAY)))).toBe('ask_over');
    expect(code(triage(null, ways[0], on(FRIDAY)))).toBe('not_found');
  });

  test('[I3] an answer ends what was to do for it; a second one is refused', () => {
    const ask = stoodAfter(asked({ homeService: true }), triage(asked(), ways[1], on(FRIDAY)), { state: 'triaged' });
    const out = answer(ask, { answer: '已经办好', how: 'phone' }, on(FRIDAY));
    expect(types(out).slice(0, 2)).toEqual(['asks.answered', 'work.clock_stopped']);
    expect(stoodAfter(ask, out).openTasks).toEqual([]);
    for (const state of ['answered', 'joined'] as const)
      expect(code(answer({ ...ask, state }, { answer: '好', how: 'phone' }, on(FRIDAY)))).toBe('ask_over');
    expect(code(answer(null, { answer: '好', how: 'phone' }, on(FRIDAY)))).toBe('not_found');
  });

  test('[I3] what became a case is triaged, and its contact clock goes on', () => {
    const ask = asked({ homeService: true });
    const made = becameCase(ask, { case: 'case', item: 'MZ-001' });
    expect(made.map(({ type }) => type)).toEqual(['asks.became_case', 'work.task_done']);
  });
});

describe('joining', () => {
  const first = asked({ id: 'first' }, '2026-11-19');

  test('[I7] the later points to the first; each keeps its own door', () => {
    const later = asked({ id: 'later', channel: 'referral', green: true });
    const out = join(later, first, on(FRIDAY));
    expect(types(out)).toEqual(['asks.joined', 'asks.took_in', 'work.task_done']);
    expect(events(out).map(({ streamId }) => streamId)).toEqual(['later', 'first', 'later']);
    expect(of(out, 'asks.took_in')[0]!.data).toMatchObject({ ask: 'later', green: true, contactClock: null });
    // Its channel was said when it was recorded, and no event of the join says another.
    expect(JSON.stringify(events(out))).not.toContain('channel');
  });

  test('[I7] refused by name: itself, one that is joined, answered, in work, or the earlier of two that wait for a call', () => {
    const later = asked({ id: 'later' });
    expect(code(join(later, later, on(FRIDAY)))).toBe('join_itself');
    expect(code(join(later, null, on(FRIDAY)))).toBe('not_found');
    expect(code(join(null, first, on(FRIDAY)))).toBe('not_found');
    expect(code(join({ ...later, state: 'joined' }, first, on(FRIDAY)))).toBe('ask_over');
    expect(code(join({ ...later, state: 'triaged' }, first, on(FRIDAY)))).toBe('join_worked');
    expect(code(join(later, { ...first, state: 'joined' }, on(FRIDAY)))).toBe('join_joined');
    for (const state of ['answered', 'handed_over'] as const)
      expect(code(join(later, { ...first, state }, on(FRIDAY)))).toBe('join_closed');
    const [early, late] = [asked({ id: 'a', homeService: true }, '2026-11-19'), asked({ id: 'b', homeService: true })];
    expect(code(join(early, late, on(FRIDAY)))).toBe('join_earlier');
    expect(code(join(late, early, on(FRIDAY)))).toBe(null);
  });

  test('[I2] [I7] however two asks are joined, a contact or a visit that was promised stays promised, for the same day', () => {
    const wish = fc.constantFrom({}, { homeService: true }, { visitToday: '一组 3 号' });
    fc.assert(
      fc.property(wish, wish, day, fc.nat(5), (one, two, begins, gap) => {
        const into = asked({ ...one, id: 'into' }, begins);
        const today = addDays(begins, gap);
        const ask = asked({ ...two, id: 'ask' }, today);
        const out = join(ask, into, on(today));
        const merged = stoodAfter(into, out);
        const promised = [into, ask].filter(({ contactClock }) => contactClock !== null);
        expect(merged.contactClock === null).toBe(promised.length === 0);
        if (promised.length > 0) {
          const due = (clock: StoredAsk['contactClock']) => clock?.steps[0]?.day;
          expect(due(merged.contactClock)).toBe(due(promised[0]!.contactClock));
        }
        const visits = [into, ask].some(({ openTasks }) => openTasks.some(({ kind }) => kind === 'visit'));
        expect(merged.openTasks.filter(({ kind }) => kind === 'visit')).toHaveLength(visits ? 1 : 0);
        expect(stoodAfter(ask, out).openTasks).toEqual([]);
      }),
    );
  });

  test('[I7] [K11] parted again: both stand as if they had never been joined, and no day is lost', () => {
    const wish = fc.constantFrom({}, { homeService: true }, { visitToday: '一组 3 号' });
    const shape = (ask: StoredAsk) => ({
      tasks: ask.openTasks.map(({ kind }) => kind).sort(),
      clock: ask.contactClock?.state === 'running' ? ask.contactClock.steps[0]!.day : null,
    });
    fc.assert(
      fc.property(wish, wish, day, fc.nat(5), (one, two, begins, gap) => {
        const into = asked({ ...one, id: 'into' }, begins);
        const today = addDays(begins, gap);
        const ask = asked({ ...two, id: 'ask' }, today);
        const joining = join(ask, into, on(today));
        const joined = stoodAfter(ask, joining, { state: 'joined', joinedInto: 'into', carried: carriedBy(joining) });
        const parting = unjoin(joined, stoodAfter(into, joining), { reason: '不是一个人' }, on(addDays(today, 3)));
        expect(shape(stoodAfter(joined, parting))).toEqual(shape(ask));
        expect(shape(stoodAfter(stoodAfter(into, joining), parting))).toEqual(shape(into));
      }),
    );
  });

  test('[I7] parted although the other can’t be seen; what is not joined can’t be parted', () => {
    const joining = join(asked({ id: 'later', homeService: true }), first, on(FRIDAY));
    const joined = stoodAfter(asked({ id: 'later' }), joining, { state: 'joined', joinedInto: 'first', carried: carriedBy(joining) });
    expect(new Set(events(unjoin(joined, null, { reason: '不是' }, on(FRIDAY))).map(({ streamId }) => streamId))).toEqual(
      new Set(['later']),
    );
    expect(code(unjoin(asked(), null, { reason: '不是' }, on(FRIDAY)))).toBe('not_joined');
    expect(code(unjoin(null, null, { reason: '不是' }, on(FRIDAY)))).toBe('not_found');
  });

  test('[I2] a contact that took place is not undone by parting', () => {
    const ask = asked({ id: 'later', homeService: true });
    const reached = stoodAfter(ask, contacted(ask, { how: 'phone', reached: true, said: null }, on(FRIDAY)));
    const joining = join(reached, first, on(FRIDAY));
    const joined = stoodAfter(reached, joining, { state: 'joined', joinedInto: 'first', carried: carriedBy(joining) });
    expect(types(unjoin(joined, first, { reason: '不是' }, on(FRIDAY)))).toEqual(['asks.unjoined', 'work.task_made', 'asks.gave_back']);
  });
});

describe('putting right', () => {
  test('[K11] who it is about; the green channel is only ever gained', () => {
    const ask = { ...asked(), green: true };
    expect(events(identify(ask, { area: AREA, green: false }, { ask: 'ask', resident: 'r' }))[0]!.data).toEqual({
      resident: 'r',
      green: true,
    });
    expect(identify({ ...ask, resident: 'r' }, { area: AREA, green: false }, { ask: 'ask', resident: 'r' })).toMatchObject({
      kind: 'accepted',
      events: [],
    });
    expect(code(identify(ask, null, { ask: 'ask', resident: 'r' }))).toBe('resident_missing');
    expect(code(identify({ ...ask, state: 'joined' }, null, { ask: 'ask', resident: 'r' }))).toBe('ask_over');
    expect(code(identify(null, null, { ask: 'ask', resident: 'r' }))).toBe('not_found');
  });

  test('[K11] words and caller, with the reason; nothing changed is refused', () => {
    const [entry] = events(correct(asked(), { words: '是长护险', reason: '听错了' }));
    expect(entry).toMatchObject({ data: { words: true, caller: false }, detail: { words: '是长护险', reason: '听错了' } });
    expect(code(correct(asked(), { reason: '听错了' }))).toBe('nothing_changed');
    expect(code(correct(null, { words: '好', reason: '听错了' }))).toBe('not_found');
  });
});
