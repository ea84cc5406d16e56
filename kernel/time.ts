/**
 * Days and instants. A `Day` is a date on the wall in China; legal periods are counted in days, never in hours.
 * Pure and the same under every `TZ` of the host: only UTC arithmetic, with China's fixed offset of eight hours
 * (the summer times of 1986–1991 are older than any instant that Daiban records).
 */

/** `2026-11-21`, a date in Asia/Shanghai that exists. Texts compare as dates do. */
export type Day = string;

/** ISO 8601 with Z or an offset; those that Daiban writes are in UTC: `2026-11-21T06:30:00.000Z`. */
export type Instant = string;

export type Lang = 'zh' | 'en';

const MS_PER_DAY = 86_400_000;
const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

const monthLength = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

const partsOf = (day: Day): readonly [year: number, month: number, date: number] => [+day.slice(0, 4), +day.slice(5, 7), +day.slice(8)];

/** Whether the text is a day that exists: `2026-02-30` does not. */
export const isDay = (text: string): text is Day => {
  if (!DAY.test(text)) return false;
  const [year, month, date] = partsOf(text);
  return date <= monthLength(year, month);
};

const msOf = (day: Day): number => {
  if (!isDay(day)) throw new Error('not a day YYYY-MM-DD');
  const [year, month, date] = partsOf(day);
  return Date.UTC(year, month - 1, date);
};

const fromMs = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** An instant as clocks in China show it: `2026-11-21T14:30`. A text without zone is refused: its meaning would hang on the host. */
const wallClock = (instant: Instant): string => {
  const ms = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new Error('not an instant in ISO 8601 with zone');
  return new Date(ms + CHINA_OFFSET_MS).toISOString().slice(0, 16);
};

/** The day in China on which an instant falls: `2026-09-30T16:30:00Z` is already 2026-10-01. */
export const dayOf = (instant: Instant): Day => wallClock(instant).slice(0, 10);

/** The first instant of a day in China, in UTC. */
export const startOf = (day: Day): Instant => new Date(msOf(day) - CHINA_OFFSET_MS).toISOString();

export const addDays = (day: Day, n: number): Day => {
  if (!Number.isInteger(n)) throw new Error('addDays needs whole days');
  return fromMs(msOf(day) + n * MS_PER_DAY);
};

/** Days from the first to the second, negative if the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((msOf(to) - msOf(from)) / MS_PER_DAY);

/** −1, 0 or 1, for sorting. */
export const compare = (a: Day, b: Day): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);

/** 1 Monday … 7 Sunday (ISO 8601). */
export const weekday = (day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 => (new Date(msOf(day)).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const isWeekend = (day: Day): boolean => weekday(day) >= 6;

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Full years lived on a day; whoever was born on 29 February is a year older on 1 March. */
export const ageOn = (birth: Day, day: Day): number => yearOf(day) - yearOf(birth) - (day.slice(5) < birth.slice(5) ? 1 : 0);

const WEEKDAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/**
 * `11月21日 周六` · `Sat 21 Nov`; with the year where it is not today's: `2027年1月4日 周一` · `Mon 4 Jan 2027`.
 * @param today without it the year is left out
 */
export const sayDay = (day: Day, lang: Lang, today?: Day): string => {
  const week = WEEKDAYS[lang][weekday(day) - 1]!;
  const [year, month, date] = partsOf(day);
  const otherYear = today !== undefined && yearOf(today) !== year;
  if (lang === 'zh') return `${otherYear ? `${year}年` : ''}${month}月${date}日 ${week}`;
  return `${week} ${date} ${MONTHS[month - 1]}${otherYear ? ` ${year}` : ''}`;
};

/** `11月21日 周六 14:30` · `Sat 21 Nov 14:30`, as clocks in China show it. */
export const sayInstant = (instant: Instant, lang: Lang, today?: Day): string => {
  const wall = wallClock(instant);
  return `${sayDay(wall.slice(0, 10), lang, today)} ${wall.slice(11)}`;
};
