import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../../kernel/time.ts';
import { calendarFrom, type Unit } from '../../../kernel/workdays.ts';
import { PUBLISHED_YEARS } from '../../../platform/calendar/index.ts';
import { type ClockEvent, clockOn, refusalOf, type Started } from './clock.ts';

const calendar = calendarFrom(PUBLISHED_YEARS);

let serial = 0;
const entry = () => {
  serial += 1;
  return `e${serial}`;
};
const reason = { zh: '补正', en: 'correction' };
const started = (day: Day, n: number, unit: Unit = 'workday', kind = 'legal'): Started => ({
  type: 'started',
  id: entry(),
  day,
  limit: { n, unit },
  kind,
});
const paused = (day: Day): ClockEvent => ({ type: 'paused', id: entry(), day, reason, turn: 'resident' });
const resumed = (day: Day): ClockEvent => ({ type: 'resumed', id: entry(), day, turn: 'department' });
const extended = (day: Day, by: number): ClockEvent => ({
  type: 'extended',
  id: entry(),
  day,
  by,
  approvedBy: 'p1',
  reason: { zh: '案情复杂', en: 'complex' },
});
const stopped = (day: Day): ClockEvent => ({ type: 'stopped', id: entry(), day, outcome: 'done' });
const on = (asOf: Day, ...events: ClockEvent[]) => clockOn(asOf, events, calendar)!;

type Golden = readonly [
  start: Day,
  n: number,
  unit: Unit,
  pauses: readonly (readonly [Day, Day])[],
  extension: number,
  due: Day | null,
  why: string,
];

/**
 * Computed by another program from the notices of the State Council for 2024, 2025 and 2026, typed off them and not from our data.
 * `null`: 未公布.
 */
const GOLDEN: readonly Golden[] = [
  ['2024-02-02', 5, 'workday', [], 0, '2024-02-08', '周日 2月4日上班；春节 2月10–17日放假'],
  ['2024-02-08', 2, 'workday', [], 0, '2024-02-18', '2月9日除夕是工作日，周日 18日上班'],
  ['2024-02-09', 1, 'workday', [], 0, '2024-02-18', '春节后头一个工作日是周日'],
  ['2024-04-03', 1, 'workday', [], 0, '2024-04-07', '清明后周日 4月7日上班'],
  ['2024-04-03', 5, 'workday', [], 0, '2024-04-11', '4月7日到11日连上五天'],
  ['2024-04-26', 3, 'workday', [], 0, '2024-04-30', '周日 4月28日上班'],
  ['2024-04-30', 6, 'workday', [], 0, '2024-05-11', '五一后周六 5月11日上班'],
  ['2024-06-07', 1, 'workday', [], 0, '2024-06-11', '端午周一放假'],
  ['2024-09-13', 2, 'workday', [], 0, '2024-09-18', '周六 9月14日上班，中秋 15–17日'],
  ['2024-09-27', 2, 'workday', [], 0, '2024-09-30', '周日 9月29日上班'],
  ['2024-09-30', 5, 'workday', [], 0, '2024-10-12', '国庆后周六 10月12日上班'],
  ['2024-12-31', 1, 'workday', [], 0, '2025-01-02', '跨年，元旦放假'],
  ['2024-12-20', 20, 'workday', [], 0, '2025-01-20', '跨年 20 个工作日'],
  ['2025-01-24', 2, 'workday', [], 0, '2025-01-27', '周日 1月26日上班'],
  ['2025-01-27', 5, 'workday', [], 0, '2025-02-10', '春节 1月28日–2月4日；周六 2月8日上班'],
  ['2025-01-28', 1, 'workday', [], 0, '2025-02-05', '放假当天来的，也从下一个工作日算'],
  ['2025-04-03', 1, 'workday', [], 0, '2025-04-07', '清明 4–6 日，没有调休'],
  ['2025-04-25', 5, 'workday', [], 0, '2025-05-06', '周日 4月27日上班，五一放五天'],
  ['2025-05-30', 1, 'workday', [], 0, '2025-06-03', '端午 5月31日–6月2日'],
  ['2025-09-26', 3, 'workday', [], 0, '2025-09-30', '周日 9月28日上班'],
  ['2025-09-30', 2, 'workday', [], 0, '2025-10-10', '国庆中秋 10月1–8日'],
  ['2025-09-30', 3, 'workday', [], 0, '2025-10-11', '周六 10月11日上班'],
  ['2025-12-31', 1, 'workday', [], 0, '2026-01-04', '2026 元旦后周日 1月4日上班'],
  ['2026-01-04', 20, 'workday', [], 0, '2026-01-30', '许可 20 个工作日，无节假日'],
  ['2026-02-13', 2, 'workday', [], 0, '2026-02-24', '周六 2月14日上班，春节 15–23日'],
  ['2026-02-13', 5, 'workday', [], 0, '2026-02-27', '2月24日起'],
  ['2026-02-24', 4, 'workday', [], 0, '2026-02-28', '周六 2月28日上班'],
  ['2026-04-03', 1, 'workday', [], 0, '2026-04-07', '清明放到周一'],
  ['2026-04-30', 4, 'workday', [], 0, '2026-05-09', '五一放到 5月5日，周六 9日上班'],
  ['2026-06-18', 1, 'workday', [], 0, '2026-06-22', '端午周五到周日'],
  ['2026-09-18', 1, 'workday', [], 0, '2026-09-20', '周日 9月20日上班'],
  ['2026-09-24', 2, 'workday', [], 0, '2026-09-29', '中秋周五到周日'],
  ['2026-09-30', 2, 'workday', [], 0, '2026-10-09', 'I2：国庆前最后一个工作日来的，10月9日前联系'],
  ['2026-09-30', 3, 'workday', [], 0, '2026-10-10', '周六 10月10日上班'],
  ['2026-11-21', 3, 'workday', [], 0, '2026-11-25', '周六来的'],
  ['2026-12-28', 3, 'workday', [], 0, '2026-12-31', '年内最后一天'],
  ['2026-12-28', 4, 'workday', [], 0, null, '落在 2027，未公布'],
  ['2026-12-01', 30, 'workday', [], 0, null, '落在 2027，未公布'],
  ['2024-09-20', 15, 'day', [], 0, '2024-10-08', '10月5日在国庆里，顺延到 8日'],
  ['2025-01-14', 15, 'day', [], 0, '2025-02-05', '除夕前后，顺延到 2月5日'],
  ['2025-08-07', 60, 'day', [], 0, '2025-10-09', '信访 60 日，10月6日放假，顺延'],
  ['2026-01-26', 30, 'day', [], 0, '2026-02-25', '整 30 天，落在工作日'],
  ['2026-02-05', 10, 'day', [], 0, '2026-02-24', '2月15日春节，顺延到 24日'],
  ['2026-08-08', 60, 'day', [], 0, '2026-10-08', '10月7日放假，顺延到 8日'],
  ['2026-05-01', 8, 'day', [], 0, '2026-05-09', '5月9日周六上班，不顺延'],
  ['2026-12-02', 30, 'day', [], 0, null, '2027 元旦，未公布'],
  ['2026-06-01', 20, 'workday', [['2026-06-08', '2026-06-15']], 0, '2026-07-07', '补正 6月9–15日不算，端午放假'],
  ['2026-06-01', 20, 'workday', [['2026-06-08', '2026-06-08']], 0, '2026-06-30', '当天补齐，等于没停'],
  ['2026-09-14', 10, 'workday', [['2026-09-17', '2026-10-09']], 0, '2026-10-19', '补正跨国庆'],
  [
    '2026-03-02',
    20,
    'workday',
    [
      ['2026-03-06', '2026-03-13'],
      ['2026-03-20', '2026-03-27'],
    ],
    0,
    '2026-04-14',
    '停了两次',
  ],
  ['2026-03-02', 20, 'workday', [], 10, '2026-04-14', '许可 20 个工作日，延 10 个'],
  ['2026-03-02', 20, 'workday', [['2026-03-06', '2026-03-13']], 10, '2026-04-21', '停一次，再延期'],
  ['2025-09-15', 30, 'day', [['2025-09-20', '2025-09-27']], 0, '2025-10-22', '日历天也能停 7 天'],
  ['2025-07-01', 60, 'day', [], 30, '2025-09-29', '信访 60 日，延 30 日'],
  ['2024-01-22', 10, 'workday', [['2024-01-31', '2024-02-19']], 5, '2024-02-29', '跨春节的补正，再延 5 个'],
  ['2026-12-21', 10, 'workday', [], 5, null, '延期后落在 2027，未公布'],
  ['2026-07-01', 0, 'workday', [], 0, '2026-07-01', '即办件，当天'],
];

describe('golden table 2024–2026', () => {
  test.each(GOLDEN)('[K6] %s + %i %s %j 延 %i → %s', (start, n, unit, pauses, extension, due) => {
    const events: ClockEvent[] = [started(start, n, unit)];
    if (extension > 0) events.push(extended(addDays(start, 1), extension));
    for (const [from, to] of pauses) events.push(paused(from), resumed(to));
    const clock = on('2026-12-31', ...events);
    expect(clock.due).toBe(due);
    const counted = clock.derivation.filter((row) => row.counted).length;
    if (due === null) {
      expect(clock.derivation.at(-1)!.why).toBe('unpublished');
      expect(counted).toBeLessThan(n + extension);
    } else {
      expect(clock.derivation.at(-1)!.day).toBe(due);
      expect(counted).toBe(n + extension);
    }
  });
});

describe('levels', () => {
  test('[I2] asked on the last working day before the National Day holiday, contact is due after it', () => {
    const asked = started('2026-09-30', 2, 'workday', 'contact');
    expect(on('2026-10-05', asked)).toMatchObject({ due: '2026-10-09', level: 'calm', usedWorkdays: 0, remainingWorkdays: 2 });
    expect(on('2026-10-08', asked)).toMatchObject({ level: 'calm', usedWorkdays: 1, remainingWorkdays: 1 });
    expect(on('2026-10-09', asked)).toMatchObject({ level: 'amber', remainingWorkdays: 0 });
    expect(on('2026-10-10', asked)).toMatchObject({ level: 'red', remainingWorkdays: -1 });
    expect(on('2026-10-13', asked)).toMatchObject({ level: 'red', remainingWorkdays: -3 });
  });

  test('[K6] amber at two thirds, or where the office wants it', () => {
    const start = started('2026-03-02', 6);
    expect(on('2026-03-05', start).level).toBe('calm');
    expect(on('2026-03-06', start).level).toBe('amber');
    expect(clockOn('2026-03-05', [start], calendar, { amber: [1, 2] })!.level).toBe('amber');
  });

  test('[K6] a finished matter is red only if it was late, however long ago', () => {
    expect(on('2026-12-01', started('2026-03-02', 5), stopped('2026-03-09'))).toMatchObject({
      state: 'stopped',
      outcome: 'done',
      level: 'calm',
      due: '2026-03-09',
    });
    expect(on('2026-12-01', started('2026-03-02', 5), stopped('2026-03-10'))).toMatchObject({ level: 'red', remainingWorkdays: -1 });
  });

  test('[K6] beyond the published years it says so, and still counts what is left', () => {
    const clock = on('2026-12-30', started('2026-12-28', 10));
    expect(clock).toMatchObject({ due: null, used: 2, remainingWorkdays: 8, level: 'calm' });
    expect(clock.derivation.at(-1)).toMatchObject({ day: '2027-01-01', counted: false, why: 'unpublished' });
    expect(on('2027-01-05', started('2026-12-28', 10)).remainingWorkdays).toBeNull();
  });

  test('[K6] working days left of a limit in calendar days', () => {
    expect(on('2026-09-21', started('2026-09-20', 20, 'day'))).toMatchObject({
      due: '2026-10-10',
      unit: 'day',
      used: 1,
      remainingWorkdays: 9,
    });
  });
});

describe('course', () => {
  test('[K1] while paused the date moves with each day, and the clock never gets red', () => {
    const events = [started('2026-03-02', 5), paused('2026-03-04')];
    expect(on('2026-03-04', ...events)).toMatchObject({
      state: 'paused',
      due: '2026-03-09',
      dueMoves: true,
      used: 2,
      turn: 'resident',
      pausedFor: reason,
    });
    expect(on('2026-04-01', ...events)).toMatchObject({ due: '2026-04-07', level: 'calm', used: 2, remainingWorkdays: 3 });
    expect(on('2026-04-02', ...events, resumed('2026-04-01'))).toMatchObject({
      state: 'running',
      due: '2026-04-07',
      dueMoves: false,
      used: 3,
      turn: 'department',
    });
  });

  test('[K1] each day says why it counted or not', () => {
    const clock = on('2026-10-31', started('2026-09-24', 4), paused('2026-09-29'), resumed('2026-09-30'), extended('2026-10-08', 1));
    expect(clock.derivation.map(({ day, counted, why, says }) => [day.slice(5), counted, why, says.zh])).toEqual([
      ['09-24', false, 'start', '起算当天不算'],
      ['09-25', false, 'holiday', '中秋'],
      ['09-26', false, 'holiday', '中秋'],
      ['09-27', false, 'holiday', '中秋'],
      ['09-28', true, 'workday', '工作日'],
      ['09-29', true, 'workday', '工作日'],
      ['09-30', false, 'paused', '补正暂停'],
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => [`10-0${n}`, false, 'holiday', '国庆节']),
      ['10-08', true, 'workday', '工作日'],
      ['10-09', true, 'workday', '工作日'],
      ['10-10', true, 'extended', '延期（调休上班（国庆节））'],
    ]);
  });

  test('[K6] an entry of later days is not looked at, one entered late is sorted in', () => {
    const start = started('2026-03-02', 5);
    expect(clockOn('2026-03-01', [start], calendar)).toBeNull();
    expect(on('2026-03-03', start, stopped('2026-03-04')).state).toBe('running');
    expect(on('2026-03-31', start, resumed('2026-03-10'), paused('2026-03-05')).due).toBe('2026-03-12');
  });

  test('[K11] a correction recomputes; the withdrawn pause leaves its resumption idle; a correction can be taken back', () => {
    const start = started('2026-03-02', 5);
    const pause = paused('2026-03-04');
    const resume = resumed('2026-03-10');
    const fix = (target: ClockEvent, to: Extract<ClockEvent, { type: 'corrected' }>['to']): ClockEvent => ({
      type: 'corrected',
      id: entry(),
      day: '2026-03-11',
      entry: target.id,
      to,
      reason: '写错',
    });
    expect(on('2026-03-31', start, pause, resume).due).toBe('2026-03-13');
    const withdrawn = fix(pause, null);
    expect(on('2026-03-31', start, pause, resume, withdrawn)).toMatchObject({ due: '2026-03-09', idle: [resume.id] });
    expect(on('2026-03-31', start, pause, resume, withdrawn, fix(withdrawn, null)).due).toBe('2026-03-13');
    const earlier = fix(start, { ...start, day: '2026-02-27' });
    expect(on('2026-03-31', start, earlier).due).toBe('2026-03-05');
    expect(on('2026-03-31', start, earlier, fix(start, { ...start, limit: { n: 7, unit: 'workday' } })).due).toBe('2026-03-11');
  });

  test('[K6] whose turn it is follows the entries and does not move the date', () => {
    const events: ClockEvent[] = [
      { ...started('2026-03-02', 5), turn: 'department' },
      { type: 'passed', id: entry(), day: '2026-03-04', turn: 'bank' },
    ];
    expect(on('2026-03-03', ...events)).toMatchObject({ turn: 'department', due: '2026-03-09' });
    expect(on('2026-03-04', ...events)).toMatchObject({ turn: 'bank', due: '2026-03-09' });
  });
});

describe('what may be entered', () => {
  const start = started('2026-03-02', 5);
  const code = (next: ClockEvent, ...events: ClockEvent[]) => refusalOf(next, events, calendar)?.code ?? null;
  test.each([
    ['first start', null, started('2026-03-02', 5), []],
    ['a second start', 'clock_running', started('2026-03-03', 5), [start]],
    ['half a day', 'clock_limit', started('2026-03-02', 0.5), []],
    ['pause before the start', 'clock_not_started', paused('2026-03-03'), []],
    ['pause twice', 'clock_paused', paused('2026-03-04'), [start, paused('2026-03-03')]],
    ['resume without pause', 'clock_not_paused', resumed('2026-03-04'), [start]],
    ['resume', null, resumed('2026-03-04'), [start, paused('2026-03-03')]],
    ['after the end', 'clock_stopped', paused('2026-03-06'), [start, stopped('2026-03-05')]],
    ['back in time', 'clock_order', resumed('2026-03-03'), [start, paused('2026-03-04')]],
    ['extension on the last day', null, extended('2026-03-09', 5), [start]],
    ['extension too late', 'clock_too_late', extended('2026-03-10', 5), [start]],
    ['extension by nothing', 'clock_limit', extended('2026-03-04', 0), [start]],
    [
      'correction of nothing',
      'clock_entry_unknown',
      { type: 'corrected', id: 'x', day: '2026-03-04', entry: 'none', to: null, reason: '错' },
      [start],
    ],
    ['long pause in calendar days', null, resumed('2026-12-01'), [started('2026-03-02', 60, 'day'), paused('2026-03-05')]],
  ] as const)('[K1] %s: %s', (_, refused, next, events) => {
    expect(code(next as ClockEvent, ...(events as readonly ClockEvent[]))).toBe(refused);
  });
});

describe('properties', () => {
  const dayIn = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2024-01-01', n));
  const unit = fc.constantFrom<Unit>('workday', 'day');
  const limit = fc.integer({ min: 1, max: 40 });
  const late = '2026-06-30';

  test('[K6] exactly the allowed days are counted, with any pauses and extensions', () => {
    fc.assert(
      fc.property(
        dayIn,
        limit,
        unit,
        fc.array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 })), { maxLength: 3 }),
        fc.integer({ min: 0, max: 15 }),
        (day, n, kind, gaps, by) => {
          const events: ClockEvent[] = [started(day, n, kind)];
          let at = day;
          for (const [wait, length] of gaps) {
            const from = addDays(at, wait);
            at = addDays(from, length);
            events.push(paused(from), resumed(at));
          }
          if (by > 0) events.push(extended(at, by));
          const clock = on(late, ...events);
          expect(clock.derivation.filter((row) => row.counted)).toHaveLength(n + by);
          expect(calendar.kindOf(clock.due!)).toBe('work');
          expect(clock.used).toBe(n + by);
        },
      ),
    );
  });

  test('[K6] a longer limit, an extension or a pause never brings the date forward', () => {
    fc.assert(
      fc.property(dayIn, limit, unit, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (day, n, kind, wait, length) => {
        const due = on(late, started(day, n, kind)).due!;
        const from = addDays(day, wait);
        expect(on(late, started(day, n + 1, kind)).due! >= due).toBe(true);
        expect(on(late, started(addDays(day, 1), n, kind)).due! >= due).toBe(true);
        expect(on(late, started(day, n, kind), extended(day, length)).due! >= due).toBe(true);
        expect(on(late, started(day, n, kind), paused(from), resumed(addDays(from, length))).due! >= due).toBe(true);
      }),
    );
  });

  test('[K6] paused and resumed on one day changes nothing', () => {
    fc.assert(
      fc.property(dayIn, limit, unit, fc.integer({ min: 0, max: 60 }), (day, n, kind, wait) => {
        const at = addDays(day, wait);
        const start = started(day, n, kind);
        expect(on(late, start, paused(at), resumed(at)).derivation).toEqual(on(late, start).derivation);
      }),
    );
  });

  test('[K6] as days pass it only gets later: used grows, the level never goes back', () => {
    const order = ['calm', 'amber', 'red'];
    fc.assert(
      fc.property(dayIn, limit, unit, fc.integer({ min: 0, max: 60 }), (day, n, kind, wait) => {
        const start = started(day, n, kind);
        const [before, after] = [on(addDays(day, wait), start), on(addDays(day, wait + 1), start)];
        expect(after.due).toBe(before.due);
        expect(after.used).toBeGreaterThanOrEqual(before.used);
        expect(order.indexOf(after.level)).toBeGreaterThanOrEqual(order.indexOf(before.level));
      }),
    );
  });
});
