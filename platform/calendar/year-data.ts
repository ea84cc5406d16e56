import { bad, type Checked, good } from '../../kernel/checked.ts';
import type { Text } from '../../kernel/result.ts';
import { isDay, isWeekend } from '../../kernel/time.ts';
import type { PublishedYear } from '../../kernel/workdays.ts';

/** Days with the name of their holiday: `2026-01-01` → `New Year's Day,元旦,1` (the form of chinese-days), or only `元旦`. */
export type YearData = { readonly holidays: Readonly<Record<string, string>>; readonly workdays: Readonly<Record<string, string>> };

const HOLIDAYS_EN: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明: 'Tomb-sweeping Day',
  劳动节: 'Labour Day',
  端午: 'Dragon Boat Festival',
  中秋: 'Mid-autumn Festival',
  国庆节: 'National Day',
};

/** The package's spellings, and those of the notices (清明节, 国庆), to one name in each language. */
const nameOf = (said: string): Text => {
  const [first = '', second] = said.split(',').map((part) => part.trim());
  const zh = second ?? first;
  const known = Object.keys(HOLIDAYS_EN).find((name) => zh === name || zh === `${name}节` || `${zh}节` === name);
  return { zh: known ?? zh, en: second === undefined ? (HOLIDAYS_EN[known ?? ''] ?? zh) : first };
};

const named = (days: Readonly<Record<string, string>>): Record<string, Text> =>
  Object.fromEntries(Object.entries(days).map(([day, said]) => [day, nameOf(said)] as const));

/**
 * A year's days, if they can be the whole of a notice. Refused: `calendar_day` (a day that does not exist or lies in another year),
 * `calendar_twice` (both off and worked), `calendar_makeup` (a make-up day that is no weekend), `calendar_incomplete` (without 春节 or 国庆节).
 */
export const yearFrom = (year: number, days: YearData): Checked<PublishedYear> => {
  const rest = named(days.holidays);
  const work = named(days.workdays);
  for (const day of [...Object.keys(rest), ...Object.keys(work)]) {
    if (!isDay(day) || !day.startsWith(`${year}-`))
      return bad(
        'calendar_day',
        `“${day.slice(0, 12)}”不是${year}年的日期，请核对`,
        `"${day.slice(0, 12)}" is no day of ${year}. Check it`,
      );
  }
  for (const day of Object.keys(work)) {
    if (day in rest) return bad('calendar_twice', `${day} 既写了放假又写了上班，请留一个`, `${day} is both off and worked. Keep one`);
    if (!isWeekend(day))
      return bad(
        'calendar_makeup',
        `${day} 不是周末，本来就上班，请核对调休日期`,
        `${day} is no weekend and worked anyway. Check the make-up day`,
      );
  }
  const holidays = new Set(Object.values(rest).map(({ zh }) => zh));
  if (!holidays.has('春节') || !holidays.has('国庆节'))
    return bad(
      'calendar_incomplete',
      `${year}年还缺春节或国庆节的安排，请贴上通知里的全部日期`,
      `Spring Festival or National Day of ${year} is missing. Give all the days of the notice`,
    );
  return good({ year, rest, work });
};
