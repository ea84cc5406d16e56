import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, weekday } from '../../kernel/time.ts';
import type { Line } from './contract.ts';
import { addSailing, cancelSailing, nextSailings, restoreSailing, type Sailing, type Timetable, thereAndBack } from './domain.ts';

const LINE: Line = {
  id: '01900000-0000-7000-8000-000000000001',
  kind: 'ferry',
  name: '白沙航线',
  from: { area: '33.zjj.', place: '朱家尖码头' },
  to: { area: '33.bsd.', place: '白沙码头' },
  minutes: 25,
  fareFen: '2500',
};
const sailing = (id: number, departs: string, over: Partial<Sailing> = {}): Sailing => ({
  id: `01900000-0000-7000-8000-00000000010${id}`,
  line: LINE.id,
  departs,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  validFrom: '2026-01-01',
  validUntil: null,
  minutes: null,
  ...over,
});
const table = (...sailings: Sailing[]): Timetable => ({ lines: [LINE], sailings, cancelled: [] });
const departures = (t: Timetable, at: string, count = 3): string[] =>
  nextSailings(t, '33.zjj.', '33.bsd.', at, count).map((s) => s.departs);

describe('there and back', () => {
  test('[B2] a box that goes by one line comes back by the line the other way, and by no other', () => {
    const back = { ...LINE, id: '01900000-0000-7000-8000-000000000002', from: LINE.to, to: LINE.from };
    const other = { ...LINE, id: '01900000-0000-7000-8000-000000000003', to: { area: '33.mayi.', place: '蚂蚁岛码头' } };
    expect(thereAndBack([LINE, back, other], LINE.id)).toEqual([LINE, back]);
    expect(thereAndBack([LINE, back, other], back.id)).toEqual([LINE, back]);
    expect(thereAndBack([LINE], other.id)).toEqual([]);
  });
});

describe('the next sailings', () => {
  test('[B2] are in China time, from now on, into the next day', () => {
    const t = table(sailing(1, '08:00'), sailing(2, '13:30'));
    expect(departures(t, '2026-11-21T05:30:00.000Z')).toEqual([
      '2026-11-21T05:30:00.000Z',
      '2026-11-22T00:00:00.000Z',
      '2026-11-22T05:30:00.000Z',
    ]);
    expect(departures(t, '2026-11-21T13:31:00+08:00', 1)).toEqual(['2026-11-22T00:00:00.000Z']);
    expect(nextSailings(t, '33.', '33.bsd.g1.', '2026-11-21T05:00:00Z', 1)).toMatchObject([
      { arrives: '2026-11-21T05:55:00.000Z', fareFen: '2500' },
    ]);
    expect(nextSailings(t, '33.bsd.', '33.zjj.', '2026-11-21T05:00:00Z', 1)).toEqual([]);
  });

  test('[B2] leave out other weekdays, other seasons and what is cancelled', () => {
    const t = table(
      sailing(1, '08:00', { weekdays: [7] }),
      sailing(2, '09:00', { validUntil: '2026-11-20' }),
      sailing(3, '10:00', { validFrom: '2026-11-23' }),
      sailing(4, '11:00'),
    );
    const cancelled = [{ sailing: sailing(4, '').id, day: '2026-11-21' }];
    expect(departures({ ...t, cancelled }, '2026-11-20T16:00:00.000Z', 2)).toEqual([
      '2026-11-22T00:00:00.000Z',
      '2026-11-22T03:00:00.000Z',
    ]);
  });

  test('[B2] whatever the timetable, come in order, not before now, on days on which they run, none missed on the first day', () => {
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const rows = fc.array(fc.tuple(clock, fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })), { maxLength: 8 });
    const instants = fc.date({ min: new Date('2026-02-01T00:00:00Z'), max: new Date('2026-12-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(rows, instants, (list, date) => {
        const at = date.toISOString();
        const t = table(...list.map(([departs, weekdays], i) => sailing(i, departs, { weekdays })));
        const found = nextSailings(t, '33.zjj.', '33.bsd.', at, 50);
        expect(found.map((s) => s.departs)).toEqual(found.map((s) => s.departs).sort());
        for (const one of found) {
          expect(one.departs >= at).toBe(true);
          expect(t.sailings.find((s) => s.id === one.sailing)!.weekdays).toContain(weekday(dayOf(one.departs)));
        }
        const wall = new Date(date.getTime() + 8 * 3_600_000).toISOString();
        const today = t.sailings.filter((s) => s.weekdays.includes(weekday(dayOf(at))) && `${s.departs}:00.000` >= wall.slice(11, 23));
        expect(found.filter((s) => dayOf(s.departs) === dayOf(at))).toHaveLength(Math.min(50, today.length));
      }),
    );
  });
});

describe('the timetable', () => {
  const ref = { stream: 'line', streamId: LINE.id, area: '33.bsd.' };
  test('[T1] is changed only where there is something to change', () => {
    const state = { ref, sailing: sailing(1, '08:00', { weekdays: [1] }), cancelled: ['2026-11-23'] };
    expect(cancelSailing(state, { id: state.sailing.id, days: ['2026-11-22'], reason: '大风' })).toMatchObject({
      refusal: { code: 'sailing_not_running' },
    });
    expect(cancelSailing(state, { id: state.sailing.id, days: ['2026-11-30'], reason: '大风' }).kind).toBe('accepted');
    expect(restoreSailing(state, { id: state.sailing.id, days: ['2026-11-30'], reason: '风小了' })).toMatchObject({
      refusal: { code: 'sailing_not_cancelled' },
    });
    expect(addSailing(ref, sailing(1, '08:00', { validUntil: '2025-12-31' }))).toMatchObject({ refusal: { code: 'dates_reversed' } });
    expect(addSailing(null, sailing(1, '08:00'))).toMatchObject({ refusal: { code: 'not_found' } });
  });
});
