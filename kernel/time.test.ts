import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, ageOn, compare, dayOf, daysBetween, isDay, sayDay, sayInstant, startOf, weekday } from './time.ts';

describe('days', () => {
  test('[I2] an instant falls on the day in China, whatever its zone', () => {
    expect(dayOf('2026-09-30T15:59:59.999Z')).toBe('2026-09-30');
    expect(dayOf('2026-09-30T16:00:00Z')).toBe('2026-10-01');
    expect(dayOf('2026-10-01T00:30:00+08:00')).toBe('2026-10-01');
    expect(dayOf('2026-09-30T12:30:00-04:00')).toBe('2026-10-01');
    expect(dayOf(startOf('2026-10-01'))).toBe('2026-10-01');
    expect(startOf('2026-10-01')).toBe('2026-09-30T16:00:00.000Z');
  });

  test('an instant without zone would hang on the host, so it throws', () => {
    expect(() => dayOf('2026-10-01T00:30:00')).toThrow();
    expect(() => dayOf('2026-10-01')).toThrow();
    expect(() => dayOf('2026-13-01T00:00:00Z')).toThrow();
  });

  test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-00-10', '', '0026-01-01'])('%s is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });

  test('leap years, ends of months and years', () => {
    expect(isDay('1880-02-29')).toBe(true);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
    expect(() => addDays('2026-01-01', 0.5)).toThrow();
  });

  test('addDays and daysBetween undo one another; weekdays go round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: -4000, max: 4000 }), (from, n) => {
        const day = addDays('1900-01-01', from);
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(weekday(addDays(day, 7))).toBe(weekday(day));
        expect(compare(day, addDays(day, n))).toBe(-Math.sign(n) || 0);
      }),
    );
  });

  test('age in full years', () => {
    expect(ageOn('1966-11-21', '2026-11-20')).toBe(59);
    expect(ageOn('1966-11-21', '2026-11-21')).toBe(60);
    expect(ageOn('2004-02-29', '2026-02-28')).toBe(21);
  });
});

describe('words', () => {
  test('as look and speech ask', () => {
    expect(weekday('2026-11-21')).toBe(6);
    expect(sayDay('2026-11-21', 'zh')).toBe('11月21日 周六');
    expect(sayDay('2026-11-21', 'en')).toBe('Sat 21 Nov');
    expect(sayDay('2027-01-04', 'zh', '2026-11-21')).toBe('2027年1月4日 周一');
    expect(sayDay('2027-01-04', 'en', '2026-11-21')).toBe('Mon 4 Jan 2027');
    expect(sayDay('2026-01-04', 'zh', '2026-11-21')).toBe('1月4日 周日');
    expect(sayInstant('2026-11-21T06:30:00Z', 'zh')).toBe('11月21日 周六 14:30');
    expect(sayInstant('2026-11-20T16:05:00Z', 'en')).toBe('Sat 21 Nov 00:05');
  });
});
