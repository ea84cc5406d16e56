import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isWeekend } from './time.ts';
import {
  addCalendarDays,
  addWorkdays,
  type Calendar,
  calendarFrom,
  derive,
  nextWorkday,
  type PublishedYear,
  rollForward,
  workdaysBetween,
} from './workdays.ts';

const name = { zh: '国庆节', en: 'National Day' };
const year: PublishedYear = {
  year: 2026,
  rest: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [`2026-10-0${n}`, name])),
  work: { '2026-09-20': name, '2026-10-10': name },
};
const calendar = calendarFrom([year]);
const known = (day: string) => ({ known: true, day });

describe('working days', () => {
  test('[I2] the start is not counted, the nth working day is the last', () => {
    expect(addWorkdays('2026-09-30', 2, calendar)).toEqual(known('2026-10-09'));
    expect(addWorkdays('2026-09-30', 3, calendar)).toEqual(known('2026-10-10'));
    expect(addWorkdays('2026-10-03', 0, calendar)).toEqual(known('2026-10-03'));
    expect(nextWorkday('2026-10-09', calendar)).toEqual(known('2026-10-10'));
  });

  test('[I2] a year without notice gives no date', () => {
    expect(addWorkdays('2026-12-30', 3, calendar)).toEqual({ known: false, upTo: '2026-12-31', remaining: 2 });
    expect(addCalendarDays('2026-12-30', 3, calendar)).toEqual({ known: false, upTo: '2027-01-01', remaining: 1 });
    expect(workdaysBetween('2026-12-30', '2027-01-05', calendar)).toEqual({ known: false, upTo: '2026-12-31' });
    expect(rollForward('2027-01-01', calendar)).toMatchObject({ known: false });
    expect(addWorkdays('2027-03-01', 1, calendar)).toMatchObject({ known: false, upTo: '2027-03-01' });
  });

  test('[X1] a period in days moves on past rest days, and only at its end', () => {
    expect(addCalendarDays('2026-09-29', 3, calendar)).toEqual(known('2026-10-08'));
    expect(addCalendarDays('2026-09-29', 10, calendar)).toEqual(known('2026-10-09'));
    expect(addCalendarDays('2026-09-29', 11, calendar)).toEqual(known('2026-10-10'));
    expect(rollForward('2026-10-11', calendar)).toEqual(known('2026-10-12'));
  });

  test('a rolled date is derived, not counted, and waits for a pause to end', () => {
    const { rows, due } = derive('2026-09-29', { n: 3, unit: 'day' }, calendar);
    expect(due).toEqual(known('2026-10-08'));
    expect(rows.at(-1)).toMatchObject({ day: '2026-10-08', counted: false, why: 'rolled' });
    expect(rows.filter((row) => row.counted)).toHaveLength(3);
    const pause = { after: '2026-10-05', through: '2026-10-08', says: { zh: '补正暂停', en: 'paused' } };
    expect(derive('2026-09-29', { n: 3, unit: 'day' }, calendar, [pause]).due).toEqual(known('2026-10-09'));
  });

  test('between two days, both ways', () => {
    expect(workdaysBetween('2026-09-30', '2026-10-10', calendar)).toEqual({ known: true, n: 3 });
    expect(workdaysBetween('2026-10-10', '2026-09-30', calendar)).toEqual({ known: true, n: -3 });
    expect(workdaysBetween('2026-10-03', '2026-10-03', calendar)).toEqual({ known: true, n: 0 });
  });

  test('the quick count and the derivation agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 0, max: 60 }), (at, n) => {
        const start = addDays('2026-01-01', at);
        const due = addWorkdays(start, n, calendar);
        expect(derive(start, { n, unit: 'workday' }, calendar).due).toEqual(due);
        if (due.known) expect(workdaysBetween(start, due.day, calendar)).toEqual({ known: true, n });
      }),
    );
  });

  test('wrong periods and a calendar on which nobody works throw', () => {
    expect(() => addWorkdays('2026-01-01', -1, calendar)).toThrow();
    expect(() => addWorkdays('2026-01-01', 1.5, calendar)).toThrow();
    const never: Calendar = { kindOf: () => 'rest' };
    expect(() => addWorkdays('2026-01-01', 1, never)).toThrow();
    expect(() => addCalendarDays('2026-01-01', 1, never)).toThrow();
  });
});

describe('an office’s calendar', () => {
  const typhoon = { district: '330903', day: '2026-09-21', kind: 'rest', reason: { zh: '台风停航', en: 'typhoon' } } as const;

  test('[I2] own days lie on top, with their reason', () => {
    const own = calendarFrom([year], [typhoon, { ...typhoon, day: '2026-10-01', kind: 'work', reason: { zh: '值班', en: 'duty' } }]);
    expect(own.kindOf('2026-09-21')).toBe('rest');
    expect(own.kindOf('2026-10-01')).toBe('work');
    expect(derive('2026-09-18', { n: 2, unit: 'workday' }, own).rows.map(({ why, says }) => [why, says.zh])).toEqual([
      ['start', '起算当天不算'],
      ['weekend', '周末'],
      ['makeup', '调休上班（国庆节）'],
      ['holiday', '台风停航'],
      ['workday', '工作日'],
    ]);
  });

  test('own days of two districts are a mistake of the program', () => {
    expect(() => calendarFrom([year], [typhoon, { ...typhoon, district: '310106' }])).toThrow();
  });

  test('years and weekends', () => {
    expect(calendar.years).toEqual([2026]);
    expect(isWeekend('2026-09-20') && calendar.kindOf('2026-09-20')).toBe('work');
    expect(calendar.kindOf('2025-12-31')).toBe('unpublished');
  });
});
