import type { Refusal, Text } from '../../../kernel/result.ts';
import { compare, type Day } from '../../../kernel/time.ts';
import {
  type Calendar,
  type CountedDay,
  type Derivation,
  derive,
  type Limit,
  type Pause,
  workdaysBetween,
} from '../../../kernel/workdays.ts';

/**
 * The clock of a matter: how long it may still take, by law or by promise, derived from what was entered and from nothing else.
 * A pure fold: the same entries, day and calendar give the same clock on the server, in the browser and in ten years.
 */

/** Who has to do the next step. It says whom to chase; only a pause stops the clock. */
export type Turn = 'resident' | 'helper' | 'department' | 'bank';

/** Which limit this is: `legal` 法定, `promised` 承诺, `contact` 联系 (I2), or what the catalogue names besides. */
export type ClockKind = string;

type Entry = {
  /** The ledger entry, by which a correction names it. */
  readonly id: string;
  /** The day it took effect in China. */
  readonly day: Day;
  readonly turn?: Turn;
};

export type Started = Entry & { readonly type: 'started'; readonly limit: Limit; readonly kind: ClockKind };
/** The day of the pause still counts, that of the resumption does not: like the day on which a period starts (民法典 201). */
export type Paused = Entry & { readonly type: 'paused'; readonly reason: Text };
export type Resumed = Entry & { readonly type: 'resumed' };
/** `by` in the unit of the limit. */
export type Extended = Entry & { readonly type: 'extended'; readonly by: number; readonly approvedBy: string; readonly reason: Text };
/** The matter passes to somebody else; the clock runs on. */
export type Passed = Entry & { readonly type: 'passed'; readonly turn: Turn };
export type Stopped = Entry & { readonly type: 'stopped'; readonly outcome: 'done' | 'withdrawn' };
/** Puts an earlier entry right (`to`) or takes it back (`to: null`); a correction may itself be corrected. */
export type Corrected = Entry & {
  readonly type: 'corrected';
  readonly entry: string;
  readonly to: ClockStep | null;
  readonly reason: string;
};

export type ClockStep = Started | Paused | Resumed | Extended | Passed | Stopped;
export type ClockEvent = ClockStep | Corrected;

export type Level = 'calm' | 'amber' | 'red';

export type Clock = {
  readonly kind: ClockKind;
  readonly unit: Limit['unit'];
  /** Days allowed, extensions included, in `unit`. */
  readonly allowed: number;
  /** Days counted up to and with the day asked about, or the day it stopped; in `unit`. */
  readonly used: number;
  readonly started: Day;
  /** The last day on which it is in time; null where that year's calendar is not published (未公布). */
  readonly due: Day | null;
  /** While paused `due` is the date if it resumed on the day asked about: it moves on with each day. */
  readonly dueMoves: boolean;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly outcome: Stopped['outcome'] | null;
  /** amber from the set share used or on the last day; red after the last day. Stopped: red if it was late. */
  readonly level: Level;
  /** Working days of the period gone. */
  readonly usedWorkdays: number;
  /** Working days left after the day asked about, pauses taken out; 0 on the last day, −2 when two are overdue; null where unknown. */
  readonly remainingWorkdays: number | null;
  readonly turn: Turn | null;
  readonly pausedFor: Text | null;
  readonly extensions: readonly Extended[];
  /** Every day from the start to `due` (or to where the calendar ends), counted or not and why. */
  readonly derivation: readonly CountedDay[];
  /** Entries without effect, such as a resumption whose pause was withdrawn: to be looked at, never lost. */
  readonly idle: readonly string[];
};

/** Share of the limit after which it turns amber, as a fraction because thirds have no exact decimal. */
export type ClockOptions = { readonly amber: readonly [numerator: number, denominator: number] };
const TWO_THIRDS: ClockOptions = { amber: [2, 3] };

const PAUSE_SUFFIX: Text = { zh: '暂停', en: 'paused' };

/**
 * What counts after corrections, by day; those of one day in the order entered.
 * Read from the last to the first, because a correction stands only if no later one took it back.
 */
const standing = (events: readonly ClockEvent[]): readonly ClockStep[] => {
  const replaced = new Map<string, ClockStep | null>();
  const steps: ClockStep[] = [];
  for (const event of events.toReversed()) {
    if (event.type === 'corrected') {
      // A correction taken back has no effect; one put right corrects the same entry otherwise.
      const own = replaced.get(event.id);
      if (own === null || replaced.has(event.entry)) continue;
      replaced.set(event.entry, own ?? event.to);
    } else {
      const step = replaced.has(event.id) ? replaced.get(event.id)! : event;
      if (step !== null) steps.push(step);
    }
  }
  return steps.reverse().sort((a, b) => compare(a.day, b.day));
};

type Course = {
  readonly started: Started;
  readonly pauses: readonly Pause[];
  readonly open: Paused | null;
  readonly stopped: Stopped | null;
  readonly extensions: readonly Extended[];
  readonly turn: Turn | null;
  readonly idle: readonly string[];
};

const pauseOf = (from: Paused, through: Day): Pause => ({
  after: from.day,
  through,
  says: { zh: `${from.reason.zh}${PAUSE_SUFFIX.zh}`, en: `${from.reason.en}: ${PAUSE_SUFFIX.en}` },
});

const courseOf = (events: readonly ClockEvent[], asOf: Day): Course | null => {
  let started: Started | null = null;
  let open: Paused | null = null;
  let stopped: Stopped | null = null;
  let turn: Turn | null = null;
  const pauses: Pause[] = [];
  const extensions: Extended[] = [];
  const idle: string[] = [];
  for (const step of standing(events)) {
    if (step.day > asOf) break;
    const fits = step.type === 'started' ? started === null : started !== null && stopped === null;
    if (!fits) idle.push(step.id);
    else if (step.type === 'started') started = step;
    else if (step.type === 'paused' && open === null) open = step;
    else if (step.type === 'resumed' && open !== null) {
      pauses.push(pauseOf(open, step.day));
      open = null;
    } else if (step.type === 'extended') extensions.push(step);
    else if (step.type === 'stopped') stopped = step;
    else if (step.type !== 'passed') idle.push(step.id);
    if (fits && step.turn !== undefined) turn = step.turn;
  }
  return started === null ? null : { started, pauses, open, stopped, extensions, turn, idle };
};

const levelOf = (at: Day, due: Day | null, used: number, allowed: number, options: ClockOptions, isStopped: boolean): Level => {
  if (due !== null && at > due) return 'red';
  if (isStopped) return 'calm';
  const [numerator, denominator] = options.amber;
  return used * denominator >= allowed * numerator ? 'amber' : 'calm';
};

/** Working days still to come after `at`; overdue ones negative. */
const remainingAfter = (at: Day, { due, rows }: Derivation, unit: Limit['unit'], left: number, calendar: Calendar): number | null => {
  if (due.known && at > due.day) {
    const late = workdaysBetween(due.day, at, calendar);
    return late.known ? -late.n || 0 : null;
  }
  // A count of working days is known even where their dates are not; once the asked day lies beyond the calendar, nothing is.
  if (unit === 'workday') return calendar.kindOf(at) === 'unpublished' ? null : left;
  if (!due.known) return null;
  return rows.filter((row) => row.day > at && row.kind === 'work' && row.why !== 'paused').length;
};

/**
 * The clock as it stands on a day; entries of later days are not looked at.
 * @returns null where it had not started by then
 */
export const clockOn = (asOf: Day, events: readonly ClockEvent[], calendar: Calendar, options: ClockOptions = TWO_THIRDS): Clock | null => {
  const course = courseOf(events, asOf);
  if (course === null) return null;
  const { started, open, stopped, extensions } = course;
  const at = stopped?.day ?? asOf;
  const extended = extensions.reduce((sum, { by }) => sum + by, 0);
  const allowed = started.limit.n + extended;
  const pauses = open === null ? course.pauses : [...course.pauses, pauseOf(open, at)];
  const derivation = derive(started.day, started.limit, calendar, pauses, extended);
  const gone = derivation.rows.filter((row) => row.counted && row.day <= at);
  const due = derivation.due.known ? derivation.due.day : null;
  const isPaused = open !== null && stopped === null;
  return {
    kind: started.kind,
    unit: started.limit.unit,
    allowed,
    used: gone.length,
    started: started.day,
    due,
    dueMoves: isPaused && (due === null || due > at),
    state: stopped !== null ? 'stopped' : isPaused ? 'paused' : 'running',
    outcome: stopped?.outcome ?? null,
    level: levelOf(at, due, gone.length, allowed, options, stopped !== null),
    usedWorkdays: gone.filter((row) => row.kind === 'work').length,
    remainingWorkdays: remainingAfter(at, derivation, started.limit.unit, allowed - gone.length, calendar),
    turn: course.turn,
    pausedFor: isPaused ? open.reason : null,
    extensions,
    derivation: derivation.rows,
    idle: course.idle,
  };
};

const refusal = (code: string, zh: string, en: string): Refusal => ({ code, zh, en });

/** The longest limit and extension that can be entered: two years, more than any law gives. */
export const LONGEST_LIMIT = 730;

const wrongLength = (n: number, least: number): boolean => !Number.isInteger(n) || n < least || n > LONGEST_LIMIT;

/**
 * Why an entry may not be added now, or null if it may. For `decide`: the fold itself takes every history and names what had no effect.
 * Refused: `clock_limit`, `clock_running`, `clock_not_started`, `clock_stopped`, `clock_paused`, `clock_not_paused`, `clock_too_late`,
 * `clock_order`, `clock_entry_unknown`.
 */
export const refusalOf = (next: ClockEvent, events: readonly ClockEvent[], calendar: Calendar): Refusal | null => {
  if (next.type === 'corrected') {
    if (events.some(({ id }) => id === next.entry)) return null;
    return refusal(
      'clock_entry_unknown',
      '找不到要更正的那条记录，请刷新后再选',
      'The entry to correct is not there. Refresh and choose it again',
    );
  }
  if (wrongLength(next.type === 'started' ? next.limit.n : next.type === 'extended' ? next.by : 1, next.type === 'started' ? 0 : 1))
    return refusal(
      'clock_limit',
      `天数要是 1 到 ${LONGEST_LIMIT} 的整数，请核对`,
      `The days must be a whole number from 1 to ${LONGEST_LIMIT}. Check it`,
    );
  const now = courseOf(events, '9999-12-31');
  if (next.type === 'started')
    return now === null
      ? null
      : refusal('clock_running', '已经开始计时，要改请更正原来那条', 'The clock has started. To change it, correct the first entry');
  if (now === null) return refusal('clock_not_started', '还没有开始计时，请先受理', 'The clock has not started. Accept the matter first');
  if (now.stopped !== null)
    return refusal('clock_stopped', '计时已经结束，要改请更正结束那条', 'The clock has stopped. To change it, correct the last entry');
  if (next.day < (standing(events).at(-1)?.day ?? next.day))
    return refusal('clock_order', '日期早于上一条记录，请核对日期', 'The day is before that of the last entry. Check the day');
  if (next.type === 'paused' && now.open !== null)
    return refusal('clock_paused', '已经暂停，请先恢复', 'The clock is paused already. Resume it first');
  if (next.type === 'resumed' && now.open === null)
    return refusal('clock_not_paused', '没有暂停，不用恢复', 'The clock is not paused, there is nothing to resume');
  const then = next.type === 'extended' ? clockOn(next.day, events, calendar) : null;
  if (then?.level === 'red')
    return refusal(
      'clock_too_late',
      '期限已过，不能再延期，请如实办结并说明',
      'The limit has passed and can no longer be extended. Finish the matter and say why it was late',
    );
  return null;
};
