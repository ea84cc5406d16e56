import type { Text } from './result.ts';
import { addDays, type Day, isWeekend } from './time.ts';

/**
 * Working days, as the law counts them: the day on which a period starts is not counted (民法典 201); a period in days
 * that would end on a rest day ends on the next working day (民法典 203). Which days are worked is fixed each year by a
 * notice of the State Council, so a year without one is `unpublished`: no answer is better than a wrong date.
 */
export type DayKind = 'work' | 'rest' | 'unpublished';

export type Calendar = {
  readonly kindOf: (day: Day) => DayKind;
  /** Why the day is not an ordinary one: the holiday's name, or the reason of the office. */
  readonly nameOf?: (day: Day) => Text | null;
};

/** The day a period ends, or how far the published calendar reached and how many units were then still to count. */
export type Due = { readonly known: true; readonly day: Day } | { readonly known: false; readonly upTo: Day; readonly remaining: number };

export type Count = { readonly known: true; readonly n: number } | { readonly known: false; readonly upTo: Day };

export type Unit = 'workday' | 'day';
export type Limit = { readonly n: number; readonly unit: Unit };

/** Days `(after, through]` that do not count: the day on which the waiting began was still the office's, that on which it ended is like a start. */
export type Pause = { readonly after: Day; readonly through: Day; readonly says: Text };

export type Why = 'start' | 'workday' | 'makeup' | 'day' | 'weekend' | 'holiday' | 'paused' | 'extended' | 'rolled' | 'unpublished';

/** One line of the derivation that a person can check against a wall calendar. */
export type CountedDay = {
  readonly day: Day;
  readonly counted: boolean;
  /** How many were counted up to and with this day. */
  readonly n: number;
  readonly kind: DayKind;
  readonly why: Why;
  readonly says: Text;
};

export type Derivation = { readonly due: Due; readonly rows: readonly CountedDay[] };

/** No lawful period lasts longer; a calendar on which nobody ever works must not hang the program. */
const MOST_DAYS = 366 * 12;

const whole = (n: number): void => {
  if (!Number.isInteger(n) || n < 0) throw new Error('a period needs a whole number of days, 0 or more');
};

/**
 * The nth working day after `start`; 0 is the start itself.
 * @returns `known: false` where the count runs into a year without a published calendar
 */
export const addWorkdays = (start: Day, n: number, calendar: Calendar): Due => {
  whole(n);
  let day = start;
  let left = n;
  for (let walked = 0; left > 0; walked += 1) {
    if (walked > MOST_DAYS) throw new Error('no working day within twelve years: the calendar is broken');
    const next = addDays(day, 1);
    const kind = calendar.kindOf(next);
    if (kind === 'unpublished') return { known: false, upTo: day, remaining: left };
    if (kind === 'work') left -= 1;
    day = next;
  }
  return { known: true, day };
};

/** The first working day after `day`. */
export const nextWorkday = (day: Day, calendar: Calendar): Due => addWorkdays(day, 1, calendar);

/** The day itself if it is worked, else the next working day (民法典 203). */
export const rollForward = (day: Day, calendar: Calendar): Due => {
  const kind = calendar.kindOf(day);
  if (kind === 'unpublished') return { known: false, upTo: addDays(day, -1), remaining: 1 };
  return kind === 'work' ? { known: true, day } : nextWorkday(day, calendar);
};

/** `n` days after `start`, rest days counted; where the last is a rest day, the next working day. 0 is the start itself. */
export const addCalendarDays = (start: Day, n: number, calendar: Calendar): Due => {
  whole(n);
  return n === 0 ? { known: true, day: start } : derive(start, { n, unit: 'day' }, calendar).due;
};

/** Working days in `(from, to]`; negative where `to` is the earlier. */
export const workdaysBetween = (from: Day, to: Day, calendar: Calendar): Count => {
  const [low, high, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let n = 0;
  for (let day = low; day < high; ) {
    const next = addDays(day, 1);
    const kind = calendar.kindOf(next);
    if (kind === 'unpublished') return { known: false, upTo: day };
    if (kind === 'work') n += 1;
    day = next;
  }
  return { known: true, n: n === 0 ? 0 : sign * n };
};

const SAYS = {
  start: { zh: '起算当天不算', en: 'the starting day is not counted' },
  workday: { zh: '工作日', en: 'working day' },
  makeup: { zh: '调休上班', en: 'make-up working day' },
  day: { zh: '自然日', en: 'calendar day' },
  weekend: { zh: '周末', en: 'weekend' },
  holiday: { zh: '放假', en: 'rest day' },
  rolled: { zh: '期满日逢休息，顺延', en: 'ends on a rest day, moved on' },
  unpublished: { zh: '放假安排未公布', en: 'calendar not published yet' },
} as const satisfies Partial<Record<Why, Text>>;

const extra = (says: Text): Text => ({ zh: `延期（${says.zh}）`, en: `extension (${says.en})` });

/** Why a day is worked or not, before pauses and extensions. */
const ordinary = (day: Day, kind: DayKind, calendar: Calendar): { readonly why: Why; readonly says: Text } => {
  if (kind === 'unpublished') return { why: 'unpublished', says: SAYS.unpublished };
  const name = calendar.nameOf?.(day) ?? null;
  if (kind === 'rest') {
    if (name !== null) return { why: 'holiday', says: name };
    return isWeekend(day) ? { why: 'weekend', says: SAYS.weekend } : { why: 'holiday', says: SAYS.holiday };
  }
  if (!isWeekend(day)) return { why: 'workday', says: SAYS.workday };
  return { why: 'makeup', says: name === null ? SAYS.makeup : { zh: `调休上班（${name.zh}）`, en: `make-up working day (${name.en})` } };
};

/**
 * Counts a period day by day and says of each day whether it counted and why.
 * @param pauses days that do not count, whatever they are
 * @param extendedBy how much of `limit.n` + `extendedBy` came by extension: those days are marked as such
 */
export const derive = (start: Day, limit: Limit, calendar: Calendar, pauses: readonly Pause[] = [], extendedBy = 0): Derivation => {
  whole(limit.n);
  whole(extendedBy);
  const total = limit.n + extendedBy;
  const rows: CountedDay[] = [{ day: start, counted: false, n: 0, kind: calendar.kindOf(start), why: 'start', says: SAYS.start }];
  let day = start;
  let n = 0;
  for (let rolling = false; n < total || rolling; ) {
    if (rows.length > MOST_DAYS) throw new Error('the period does not end within twelve years: the calendar is broken');
    const next = addDays(day, 1);
    const kind = calendar.kindOf(next);
    const plain = ordinary(next, kind, calendar);
    const pause = pauses.find(({ after, through }) => next > after && next <= through);
    const counts = pause === undefined && !rolling && (limit.unit === 'workday' ? kind === 'work' : true);

    if (kind === 'unpublished' && (limit.unit === 'workday' || rolling || (counts && n + 1 === total))) {
      rows.push({ day: next, counted: false, n, kind, ...plain });
      return { due: { known: false, upTo: day, remaining: total - n }, rows };
    }
    if (counts) n += 1;
    rows.push({
      day: next,
      counted: counts,
      n,
      kind,
      ...labelOf(plain, kind, limit, { pause, rolling, counts, isExtra: counts && n > limit.n }),
    });
    // A period in days can't end on a rest day, nor in the midst of a pause that began while it was moving on.
    rolling = limit.unit === 'day' && n === total && (kind === 'rest' || (rolling && pause !== undefined));
    day = next;
  }
  return { due: { known: true, day }, rows };
};

type Circumstances = { readonly pause: Pause | undefined; readonly rolling: boolean; readonly counts: boolean; readonly isExtra: boolean };

const labelOf = (
  plain: { readonly why: Why; readonly says: Text },
  kind: DayKind,
  limit: Limit,
  at: Circumstances,
): { why: Why; says: Text } => {
  if (at.pause !== undefined) return { why: 'paused', says: at.pause.says };
  if (at.rolling) return { why: 'rolled', says: kind === 'work' ? SAYS.rolled : plain.says };
  const says = limit.unit === 'day' && at.counts && kind !== 'rest' ? SAYS.day : plain.says;
  if (at.isExtra) return { why: 'extended', says: extra(says) };
  return { why: limit.unit === 'day' && at.counts ? 'day' : plain.why, says };
};

/** A year as the State Council published it: the named days off (weekends inside them too) and the weekend days that are worked. */
export type PublishedYear = {
  readonly year: number;
  readonly rest: Readonly<Record<Day, Text>>;
  readonly work: Readonly<Record<Day, Text>>;
};

/** A day that a district set apart for its offices (a typhoon closure, a local festival), with the reason people are told. */
export type OfficeDay = { readonly district: string; readonly day: Day; readonly kind: 'work' | 'rest'; readonly reason: Text };

export type PublishedCalendar = Calendar & {
  readonly nameOf: (day: Day) => Text | null;
  /** The years published, ascending. */
  readonly years: readonly number[];
};

/**
 * The calendar of one office: the published years with the office's own days on top. Beyond the published years a day is
 * `unpublished` unless the office set it. A year given twice counts as given last.
 * @param officeDays of one district; days of two would silently move somebody's deadline, so that throws
 */
export const calendarFrom = (base: readonly PublishedYear[], officeDays: readonly OfficeDay[] = []): PublishedCalendar => {
  if (new Set(officeDays.map(({ district }) => district)).size > 1) throw new Error('calendarFrom takes the office days of one district');
  const years = new Map(base.map((year) => [String(year.year), year]));
  const own = new Map(officeDays.map((office) => [office.day, office]));
  return {
    years: [...years.values()].map(({ year }) => year).sort((a, b) => a - b),
    kindOf: (day) => {
      const office = own.get(day);
      if (office !== undefined) return office.kind;
      const year = years.get(day.slice(0, 4));
      if (year === undefined) return 'unpublished';
      if (day in year.work) return 'work';
      return day in year.rest || isWeekend(day) ? 'rest' : 'work';
    },
    nameOf: (day) => {
      const year = years.get(day.slice(0, 4));
      return own.get(day)?.reason ?? year?.work[day] ?? year?.rest[day] ?? null;
    },
  };
};
