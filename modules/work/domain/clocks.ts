import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Refusal, Text } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import { addDays, compare, daysBetween } from '../../../kernel/time.ts';
import type { Calendar, Limit } from '../../../kernel/workdays.ts';
import { type ClockEvent, type ClockKind, type ClockStep, clockOn, type Level, refusalOf, type Stopped, type Turn } from './clock.ts';
import type { SubjectKind, WorkEvent } from './task.ts';

/** A clock as loaded for a decision. */
export type StoredClock = {
  readonly id: Id;
  readonly kind: ClockKind;
  readonly subject: Id;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly steps: readonly ClockEvent[];
};

/** The dates a queue needs. While paused, and where the year's calendar is not published, there are none. */
export type ClockDates = {
  readonly state: 'running' | 'paused' | 'stopped';
  readonly startedOn: Day;
  readonly due: Day | null;
  readonly amberOn: Day | null;
};

/** Name of an entry that has no id yet: the executor gives it one, the projection writes it in. */
export const THIS_ENTRY = '';

/** The limit of an item in the units that clocks count. A month ends on the same date of the month, or on its last day. */
export const periodOf = (limit: { readonly n: number; readonly unit: 'working_day' | 'day' | 'month' }, start: Day): Limit => {
  if (limit.unit === 'working_day') return { n: limit.n, unit: 'workday' };
  if (limit.unit === 'day') return { n: limit.n, unit: 'day' };
  const month = Number(start.slice(5, 7)) - 1 + limit.n;
  const first = `${Number(start.slice(0, 4)) + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  const next = month + 1;
  const nextFirst = `${Number(start.slice(0, 4)) + Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}-01`;
  const sameDate = addDays(first, Number(start.slice(8)) - 1);
  const end = sameDate < nextFirst ? sameDate : addDays(nextFirst, -1);
  return { n: daysBetween(start, end), unit: 'day' };
};

/** Derives the dates of a clock after all its steps. */
export const datesOf = (steps: readonly ClockEvent[], calendar: Calendar): ClockDates | null => {
  const lastDay = steps
    .map(({ day }) => day)
    .sort(compare)
    .at(-1);
  const clock = lastDay === undefined ? null : clockOn(lastDay, steps, calendar);
  if (clock === null) return null;
  if (clock.state === 'paused') return { state: 'paused', startedOn: clock.started, due: null, amberOn: null };
  const amber = clock.derivation.find((row) => row.counted && row.n * 3 >= clock.allowed * 2);
  return { state: clock.state, startedOn: clock.started, due: clock.due, amberOn: amber?.day ?? clock.due };
};

type Step = ClockStep['type'];
const TYPES: Readonly<Record<Step, string>> = {
  started: 'work.clock_started',
  paused: 'work.clock_paused',
  resumed: 'work.clock_resumed',
  extended: 'work.clock_extended',
  passed: 'work.clock_passed',
  stopped: 'work.clock_stopped',
};

/** The event of a step. Its words are free text and stand in the detail; the projection puts them back. */
const moved = (ref: Ref, clock: StoredClock, step: ClockEvent, calendar: Calendar, more: Record<string, unknown> = {}): WorkEvent => {
  const dates = datesOf([...clock.steps, step], calendar);
  const { reason, ...plain } = step as ClockEvent & { reason?: unknown };
  return {
    ...ref,
    type: step.type === 'corrected' ? 'work.clock_corrected' : TYPES[step.type],
    data: { ...more, clock: clock.id, kind: clock.kind, step: plain, dates },
    ...(reason === undefined ? {} : { detail: { reason } }),
  };
};

export type NewClock = {
  readonly id: Id;
  readonly subject: Id;
  readonly subjectKind: SubjectKind;
  readonly kind: ClockKind;
  readonly limit: Limit;
  /** the day on which it starts; not counted */
  readonly day: Day;
  readonly turn?: Turn;
};

/** Dates that a new clock will have, so that tasks made beside it carry them. */
export const datesOfNew = (p: Pick<NewClock, 'kind' | 'limit' | 'day'>, calendar: Calendar): ClockDates =>
  datesOf([{ type: 'started', id: THIS_ENTRY, day: p.day, limit: p.limit, kind: p.kind }], calendar)!;

export const clockStarted = (ref: Ref, p: NewClock, calendar: Calendar): WorkEvent => {
  const step: ClockStep = {
    type: 'started',
    id: THIS_ENTRY,
    day: p.day,
    limit: p.limit,
    kind: p.kind,
    ...(p.turn === undefined ? {} : { turn: p.turn }),
  };
  return moved(ref, { id: p.id, kind: p.kind, subject: p.subject, state: 'running', steps: [] }, step, calendar, {
    subject: p.subject,
    subjectKind: p.subjectKind,
  });
};

export const clockPaused = (ref: Ref, clock: StoredClock, day: Day, reason: Text, calendar: Calendar): WorkEvent =>
  moved(ref, clock, { type: 'paused', id: THIS_ENTRY, day, reason }, calendar);

export const clockResumed = (ref: Ref, clock: StoredClock, day: Day, calendar: Calendar): WorkEvent =>
  moved(ref, clock, { type: 'resumed', id: THIS_ENTRY, day }, calendar);

/** @param by in the unit of the clock's limit */
export const clockExtended = (
  ref: Ref,
  clock: StoredClock,
  p: { readonly day: Day; readonly by: number; readonly approvedBy: Id; readonly reason: Text },
  calendar: Calendar,
): WorkEvent => moved(ref, clock, { type: 'extended', id: THIS_ENTRY, ...p }, calendar);

export const clockStopped = (ref: Ref, clock: StoredClock, day: Day, outcome: Stopped['outcome'], calendar: Calendar): WorkEvent =>
  moved(ref, clock, { type: 'stopped', id: THIS_ENTRY, day, outcome }, calendar);

/** Puts the step that an entry made right, or takes it back (`to: null`). */
export const clockCorrected = (
  ref: Ref,
  clock: StoredClock,
  p: { readonly day: Day; readonly entry: Id; readonly to: ClockStep | null; readonly reason: string },
  calendar: Calendar,
): WorkEvent => moved(ref, clock, { type: 'corrected', id: THIS_ENTRY, ...p }, calendar);

/** The dates anew, from the same steps: a calendar was published, or an office's own day was set. null where nothing changed. */
export const clockRecomputed = (
  ref: Ref,
  clock: StoredClock,
  before: { readonly due: Day | null; readonly amberOn: Day | null },
  calendar: Calendar,
): WorkEvent | null => {
  const dates = datesOf(clock.steps, calendar);
  if (dates === null || (dates.due === before.due && dates.amberOn === before.amberOn)) return null;
  return { ...ref, type: 'work.clock_recomputed', data: { clock: clock.id, kind: clock.kind, dates } };
};

/** Why a step may not be added to this clock now, or null. */
export const clockRefusal = (clock: StoredClock, step: Omit<ClockStep, 'id'>, calendar: Calendar): Refusal | null =>
  refusalOf({ ...step, id: THIS_ENTRY } as ClockStep, clock.steps, calendar);

/** Amber and red as of a day; the clock's own derivation says why. */
export const levelOn = (today: string, due: string | null, amberOn: string | null): Level => {
  if (due !== null && today > due) return 'red';
  return amberOn !== null && today >= amberOn ? 'amber' : 'calm';
};
