import { describe, expect, test, vi } from 'vitest';
import { addDays, daysBetween, isWeekend } from '../../kernel/time.ts';
import { calendarFrom, createCalendars, importYear, type LoadCalendars, PUBLISHED_YEARS } from './index.ts';

const calendar = calendarFrom(PUBLISHED_YEARS);
const daysOf = (year: number) =>
  Array.from({ length: daysBetween(`${year}-01-01`, `${year + 1}-01-01`) }, (_, n) => addDays(`${year}-01-01`, n));
/** Nothing may be reported. */
const fail = (message: string): never => {
  throw new Error(message);
};
const refused = (text: string) => {
  const checked = importYear(text);
  return checked.ok ? null : checked.refusal.code;
};

/** Typed off the State Council's notices; days off on weekdays, and weekend days worked. */
const NOTICES: Readonly<Record<number, { off: string; on: string }>> = {
  2024: {
    off: '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
    on: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  2025: {
    off: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    on: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    off: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    on: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
};

describe('published years', () => {
  test('[I2] 2004 to 2026, each complete; beyond them nothing is guessed', () => {
    expect(calendar.years).toEqual(Array.from({ length: 23 }, (_, n) => 2004 + n));
    expect(calendar.kindOf('2027-01-01')).toBe('unpublished');
    expect(calendar.kindOf('2027-01-04')).toBe('unpublished');
    expect(calendar.kindOf('2003-12-31')).toBe('unpublished');
  });

  test.each(Object.entries(NOTICES))('[I2] %s is as the notice says', (year, { off, on }) => {
    const days = daysOf(Number(year));
    const short = (day: string) => day.slice(5);
    expect(
      days
        .filter((day) => !isWeekend(day) && calendar.kindOf(day) === 'rest')
        .map(short)
        .join(' '),
    ).toBe(off);
    expect(
      days
        .filter((day) => isWeekend(day) && calendar.kindOf(day) === 'work')
        .map(short)
        .join(' '),
    ).toBe(on);
  });

  test('[I2] holidays have names', () => {
    expect(calendar.nameOf('2026-02-17')).toEqual({ zh: '春节', en: 'Spring Festival' });
    expect(calendar.nameOf('2026-10-10')).toEqual({ zh: '国庆节', en: 'National Day' });
    expect(calendar.nameOf('2026-11-21')).toBeNull();
  });
});

describe('import of a year', () => {
  const json = JSON.stringify({
    holidays: { '2027-01-01': "New Year's Day,元旦,1", '2027-02-06': 'Spring Festival,春节,4', '2027-10-01': 'National Day,国庆节,3' },
    workdays: { '2027-02-20': 'Spring Festival,春节,4' },
    inLieuDays: {},
  });
  const csv =
    '\uFEFF日期,类型,节日\r\n2027-01-01,休,元旦\r\n2027/2/6,放假,春节\r\n２０２７年10月1日,休,国庆\r\n2027-02-20,调休上班,春节\r\n';

  test('[I2] JSON and a table give the same year; it then counts', () => {
    const year = importYear(json);
    expect(year).toMatchObject({ ok: true, value: { year: 2027 } });
    expect(importYear(csv)).toEqual(year);
    const later = calendarFrom(year.ok ? [...PUBLISHED_YEARS, year.value] : []);
    expect([later.kindOf('2027-01-01'), later.kindOf('2027-01-04'), later.kindOf('2027-02-20'), later.kindOf('2028-01-03')]).toEqual([
      'rest',
      'work',
      'work',
      'unpublished',
    ]);
    expect(later.nameOf('2027-10-01')).toEqual({ zh: '国庆节', en: 'National Day' });
  });

  test.each([
    ['{"holidays":', 'calendar_json'],
    ['{"days":{}}', 'calendar_json'],
    ['', 'calendar_incomplete'],
    ['2027-01-01,休,元旦', 'calendar_incomplete'],
    ['2027-01-01,休', 'calendar_row'],
    ['2027-01-01,也许,元旦', 'calendar_row'],
    ['2027-01-01,休,元旦\n2027-01-01,班,元旦', 'calendar_row'],
    ['2027-01-01,休,元旦\n2028-02-06,休,春节', 'calendar_day'],
    ['2027-02-30,休,春节', 'calendar_day'],
    ['2027-01-01,休,元旦\n2027-02-22,班,春节', 'calendar_makeup'],
    ['{"holidays":{"2027-02-20":"春节"},"workdays":{"2027-02-20":"春节"}}', 'calendar_twice'],
  ])('[I2] refused: %j %s', (text, code) => {
    expect(refused(text)).toBe(code);
  });
});

describe('the calendars in memory', () => {
  const closed = (district: string, ...days: string[]) => ({
    district,
    years: [],
    officeDays: days.map((day) => ({ district, day, kind: 'rest' as const, reason: { zh: '台风', en: 'Typhoon' } })),
  });

  test('[I2] follow a district’s own days when they change, and leave other districts alone', async () => {
    let stored = [closed('330903', '2026-11-24')];
    const calendars = await createCalendars(
      async (district) => stored.filter((one) => district === null || one.district === district),
      fail,
    );
    expect(calendars.of('330903').kindOf('2026-11-24')).toBe('rest');
    expect(calendars.of('330902').kindOf('2026-11-24')).toBe('work');
    stored = [closed('330903', '2026-11-25'), closed('330902', '2026-11-25')];
    await calendars.refresh('330903');
    expect(['2026-11-24', '2026-11-25'].map(calendars.of('330903').kindOf)).toEqual(['work', 'rest']);
    expect(calendars.of('330902').kindOf('2026-11-25')).toBe('work');
    calendars.heard([
      { stream: 'case', district: '330903' },
      { stream: 'calendar', district: '330902' },
    ]);
    await vi.waitFor(() => expect(calendars.of('330902').kindOf('2026-11-25')).toBe('rest'));
    calendars.stop();
  });

  test('[I2] a failed load is told and leaves the last calendar in force; a slow one does not put an old day back', async () => {
    const told: string[] = [];
    const answers: ReturnType<LoadCalendars>[] = [
      Promise.resolve([closed('330903', '2026-11-24')]),
      Promise.reject(new Error('gone')),
      new Promise((done) => setTimeout(() => done([closed('330903', '2026-11-25')]), 30)),
      Promise.resolve([closed('330903', '2026-11-26')]),
    ];
    answers[1]!.catch(() => {}); // met only when its turn comes
    const calendars = await createCalendars(
      () => answers.shift()!,
      (message) => told.push(message),
    );
    calendars.heard([{ stream: 'calendar', district: '330903' }]);
    await vi.waitFor(() => expect(told).toEqual(['calendars not read again: gone']));
    expect(calendars.of('330903').kindOf('2026-11-24')).toBe('rest');
    await Promise.all([calendars.refresh(), calendars.refresh()]);
    expect(['2026-11-25', '2026-11-26'].map(calendars.of('330903').kindOf)).toEqual(['work', 'rest']);
    calendars.stop();
  });
});
