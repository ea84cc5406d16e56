import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { addDays, isDay } from '../../kernel/time.ts';
import type { Calendar } from '../../kernel/workdays.ts';
import {
  assign,
  clockPaused,
  clockRecomputed,
  clockRefusal,
  clockStarted,
  datesOf,
  datesOfNew,
  done,
  type Holder,
  handOverAll,
  holderKey,
  levelOn,
  periodOf,
  type StoredClock,
  type StoredTask,
  take,
} from './domain.ts';

const calendar: Calendar = { kindOf: (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0 ? 'rest' : 'work') };
const unpublished: Calendar = { kindOf: (day) => (day < '2027-01-01' ? calendar.kindOf(day) : 'unpublished') };
const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ref = { stream: 'case', streamId: id(1), area: '33.3309.330903.myd.' };
const actor: Actor = {
  district: '330903',
  person: id(8),
  post: id(9),
  role: 'helper',
  site: id(7),
  area: ref.area,
  ranges: [ref.area],
  department: null,
  name: '李跑腿',
};
const site: Holder = { kind: 'site', site: id(7) };
const task = (over: Partial<StoredTask> = {}): StoredTask => ({
  id: id(2),
  area: ref.area,
  kind: 'own',
  subject: id(1),
  subjectKind: 'case',
  resident: null,
  routeKey: null,
  holder: site,
  consentScope: null,
  after: [],
  state: 'open',
  ...over,
});
const code = (decision: { kind: string }): string | null => ('refusal' in decision ? (decision.refusal as { code: string }).code : null);
const types = (decision: { kind: string }): string[] =>
  'events' in decision ? (decision.events as { type: string }[]).map((e) => e.type) : [];

describe('tasks', () => {
  test('[K5] taken from the site by one, not from a colleague, and twice is once', () => {
    expect(types(take(task(), actor))).toEqual(['work.task_assigned']);
    expect(code(take(task({ holder: { kind: 'post', post: id(5) } }), actor))).toBe('task_taken');
    expect(types(take(task({ holder: { kind: 'post', post: actor.post } }), actor))).toEqual([]);
    expect(code(take(task({ state: 'done' }), actor))).toBe('task_over');
  });

  test('[K5] done only when it is open and no step of a route', () => {
    expect(types(done(task(), null))).toEqual(['work.task_done']);
    expect(code(done(task({ state: 'waiting' }), null))).toBe('task_waiting');
    expect(code(done(task({ consentScope: 'submit' }), null))).toBe('errand_step');
    expect(code(done(task({ routeKey: 'stamp' }), null))).toBe('errand_step');
    expect(code(done(null, null))).toBe('not_found');
  });

  test('[E1] what a bad rating asks for is not ticked off: it ends with the call, the repair or the decision', () => {
    for (const kind of ['call_back', 'mend', 'decide_appeal']) expect(code(done(task({ kind }), null))).toBe('rating_step');
    expect(types(done(task({ kind: 'chase' }), null))).toEqual(['work.task_done']);
  });

  test('[K12] whoever can’t see the matter is let in with the task', () => {
    const to = (ranges: string[]) => ({ holder: { kind: 'post' as const, post: id(5) }, ranges });
    expect(types(assign(task(), to([ref.area]), null, () => id(3)))).toEqual(['work.task_assigned']);
    expect(types(assign(task(), to(['33.3309.330903.bsd.']), null, () => id(3)))).toEqual(['work.task_assigned', 'platform.granted']);
    const all = handOverAll({ tasks: [task(), task({ id: id(4) })], more: false, to: to([ref.area]) }, '生病', () => id(3));
    expect(all).toMatchObject({ answer: { moved: 2, more: false } });
    expect(code(handOverAll({ tasks: [], more: false, to: null }, '生病', () => id(3)))).toBe('receiver_missing');
  });

  test('[K6] each holder has a name of its own in the queue', () => {
    const names = [
      site,
      { kind: 'post', post: id(7) },
      { kind: 'department', department: 'civil_affairs' },
      { kind: 'resident' },
      { kind: 'bank' },
    ] as const;
    expect(new Set(names.map(holderKey)).size).toBe(5);
  });
});

const day = fc.integer({ min: 0, max: 1_000 }).map((n) => addDays('2024-01-01', n));
const started = (over: Partial<StoredClock> = {}): StoredClock => ({
  id: id(6),
  kind: 'promised',
  subject: id(1),
  state: 'running',
  steps: [{ type: 'started', id: id(10), day: '2026-03-02', kind: 'promised', limit: { n: 8, unit: 'workday' } }],
  ...over,
});

describe('clocks', () => {
  test('[K6] a month ends on its date, or on the last day of a shorter month', () => {
    expect(periodOf({ n: 1, unit: 'month' }, '2026-01-31')).toEqual({ n: 28, unit: 'day' });
    expect(periodOf({ n: 1, unit: 'month' }, '2026-01-15')).toEqual({ n: 31, unit: 'day' });
    expect(periodOf({ n: 12, unit: 'month' }, '2024-02-29')).toEqual({ n: 365, unit: 'day' });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 36 }), (from, n) => {
        const end = addDays(from, periodOf({ n, unit: 'month' }, from).n);
        const months = (Number(end.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(from.slice(5, 7));
        expect(isDay(end)).toBe(true);
        expect(months).toBe(n);
        expect(Number(end.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)));
      }),
    );
  });

  test('[K6] amber comes after the start and not after the due day; red only after it', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), fc.constantFrom('workday' as const, 'day' as const), (from, n, unit) => {
        const dates = datesOfNew({ kind: 'promised', limit: { n, unit }, day: from }, calendar);
        expect(dates.amberOn! > from && dates.amberOn! <= dates.due!).toBe(true);
        expect(levelOn(dates.due!, dates.due, dates.amberOn)).toBe('amber');
        expect(levelOn(addDays(dates.due!, 1), dates.due, dates.amberOn)).toBe('red');
        expect(levelOn(addDays(dates.amberOn!, -1), dates.due, dates.amberOn)).toBe('calm');
      }),
    );
  });

  test('[K6] where the year is not published there is no day, and it comes with the calendar', () => {
    const clock = started({
      steps: [{ type: 'started', id: id(10), day: '2026-12-28', kind: 'promised', limit: { n: 8, unit: 'workday' } }],
    });
    expect(datesOf(clock.steps, unpublished)).toMatchObject({ due: null, state: 'running' });
    const event = clockRecomputed(ref, clock, { due: null, amberOn: null }, calendar);
    expect(event).toMatchObject({ type: 'work.clock_recomputed', data: { dates: { due: '2027-01-07' } } });
    expect(clockRecomputed(ref, clock, { due: '2027-01-07', amberOn: '2027-01-05' }, calendar)).toBeNull();
  });

  test('[K1] a paused clock has no day; its reason is free text and stays out of the hashed data', () => {
    const event = clockPaused(ref, started(), '2026-03-04', { zh: '等陈阿姨补证', en: 'waiting' }, calendar);
    expect(event).toMatchObject({ type: 'work.clock_paused', data: { dates: { state: 'paused', due: null } } });
    expect(JSON.stringify(event.data)).not.toContain('陈阿姨');
    expect(event.detail).toEqual({ reason: { zh: '等陈阿姨补证', en: 'waiting' } });
  });

  test('[K1] no extension after the limit has passed', () => {
    const extended = (on: string) => ({
      type: 'extended' as const,
      day: on,
      by: 5,
      approvedBy: id(9),
      reason: { zh: '核对', en: 'check' },
    });
    expect(clockRefusal(started(), extended('2026-03-12'), calendar)).toBeNull();
    expect(clockRefusal(started(), extended('2026-03-13'), calendar)).toMatchObject({ code: 'clock_too_late' });
  });

  test('[K6] while you wait: due on the same day', () => {
    const event = clockStarted(
      ref,
      { id: id(6), subject: id(1), subjectKind: 'case', kind: 'promised', limit: { n: 0, unit: 'workday' }, day: '2026-03-02' },
      calendar,
    );
    expect(event.data).toMatchObject({ dates: { due: '2026-03-02', amberOn: '2026-03-02' } });
  });
});
