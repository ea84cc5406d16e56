import { expect, test } from 'vitest';
import { sayClock, toneOf } from './clock.ts';
import { dayOf, sayInstant, sayPhone, sayShortDay, sayWhen } from './format.ts';

const TODAY = '2026-11-21';

test('[W1] a day short and long, with the year where it is another', () => {
  expect(sayShortDay('2026-11-26', 'zh', TODAY)).toBe('11月26日');
  expect(sayShortDay('2027-01-04', 'zh', TODAY)).toBe('2027年1月4日');
  expect(sayShortDay('2026-11-26', 'en', TODAY)).toBe('26 Nov');
  expect(sayWhen('2026-11-21', 'zh', TODAY)).toBe('11月21日 周六');
});

test('[W1] instants are shown as clocks in Shanghai show them, whatever the zone of the device', () => {
  expect(sayInstant('2026-11-18T06:30:00Z', 'zh', TODAY)).toBe('11月18日 周三 14:30');
  expect(sayInstant('2026-11-20T16:05:00Z', 'zh', TODAY)).toBe('今天 00:05');
  expect(sayInstant('2026-11-20T15:59:00Z', 'en', TODAY)).toBe('yesterday 23:59');
  expect(dayOf(Date.parse('2026-11-20T16:00:00Z'))).toBe('2026-11-21');
});

test('[W1] phone numbers in the groups in which they are read out', () => {
  expect(sayPhone('13700000042')).toBe('137 0000 0042');
  expect(sayPhone('0580-0000123')).toBe('0580-0000123');
});

test('[K6] a clock in words, with the tone that goes with it', () => {
  const left = (daysLeft: number) => ({ state: 'running', daysLeft, due: '2026-11-26' }) as const;
  expect(sayClock('zh', left(3), TODAY)).toBe('还剩 3 个工作日，11月26日前');
  expect(sayClock('zh', left(0), TODAY)).toBe('今天到期，下班前办好');
  expect(sayClock('zh', left(-1), TODAY)).toBe('超了 1 个工作日，原定11月26日前');
  expect(sayClock('en', left(1), TODAY)).toBe('1 working day left, by 26 Nov');
  expect(sayClock('zh', { state: 'running', daysLeft: 0, due: '2026-11-20' }, '2026-11-21')).toBe('超期，原定11月20日前');
  expect(sayClock('zh', { state: 'running', daysLeft: null, due: '2027-02-01' }, TODAY)).toContain('未公布');
  expect([left(3), left(2), left(0), left(-1)].map((clock) => toneOf(clock, TODAY))).toEqual(['calm', 'soon', 'soon', 'late']);
  expect(toneOf({ state: 'paused', waitingFor: '本人' }, TODAY)).toBe('soon');
});
