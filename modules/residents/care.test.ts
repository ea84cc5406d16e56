import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../kernel/time.ts';
import { CARE_KINDS, CARE_USUAL, factNamed } from './contract.ts';
import { type CareRhythm, careAmberOn, careDueOn, careLevel, type PutOnState, putOnCareList, recordCareVisit } from './domain.ts';

const TODAY = '2026-11-22';
const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-06-01', n));
const rhythm: fc.Arbitrary<CareRhythm> = fc.record({
  since: day,
  lastOn: fc.option(day),
  everyDays: fc.integer({ min: 1, max: 366 }),
});

describe('[R4] when somebody on a care list is due for a visit', () => {
  test('[R4] so many days after the last visit, or after the entry began where nobody has been', () => {
    const weekly = { since: '2026-11-01', lastOn: null, everyDays: 7 };
    expect(careDueOn(weekly)).toBe('2026-11-08');
    expect(careLevel(weekly, '2026-11-04')).toBe('fine');
    expect(careLevel(weekly, '2026-11-05')).toBe('due');
    expect(careLevel(weekly, '2026-11-08')).toBe('due');
    expect(careLevel(weekly, '2026-11-09')).toBe('overdue');
    expect(careDueOn({ ...weekly, lastOn: '2026-11-07' })).toBe('2026-11-14');
    expect(careDueOn({ ...weekly, lastOn: '2026-03-01' })).toBe('2026-11-08');
  });

  test('[R4] a later visit never brings the next one forward; a shorter rhythm never puts it off', () => {
    fc.assert(
      fc.property(rhythm, day, fc.integer({ min: 0, max: 60 }), (one, visit, more) => {
        const before = careDueOn(one);
        const visited = { ...one, lastOn: one.lastOn === null || visit > one.lastOn ? visit : one.lastOn };
        expect(careDueOn(visited) >= before).toBe(true);
        expect(careDueOn({ ...one, everyDays: one.everyDays + more }) >= before).toBe(true);
        expect(before > one.since && (one.lastOn === null || before > one.lastOn)).toBe(true);
      }),
    );
  });

  test('[R4] fine, then due for at most four days, then overdue; right after a visit never due', () => {
    fc.assert(
      fc.property(rhythm, (one) => {
        const due = careDueOn(one);
        const begins = careAmberOn(one);
        expect(daysBetween(begins, due)).toBe(Math.min(3, one.everyDays - 1));
        expect(careLevel(one, due)).toBe('due');
        expect(careLevel(one, begins)).toBe('due');
        expect(careLevel(one, addDays(begins, -1))).toBe('fine');
        expect(careLevel(one, addDays(due, 1))).toBe('overdue');
        expect(careLevel({ ...one, since: TODAY, lastOn: TODAY }, TODAY)).toBe('fine');
      }),
    );
  });
});

describe('[R4] what a care list refuses', () => {
  const state: PutOnState = {
    resident: { id: 'r', area: '33.a.b.', diedOn: null, mergedInto: null },
    carer: { role: 'helper', ranges: ['33.a.'] },
    known: true,
    already: false,
  };
  const entry = {
    id: 'c',
    kind: 'elder_alone',
    called: null,
    line: 'ageing',
    because: '独居',
    words: null,
    carer: 'p',
    everyDays: 7,
    since: TODAY,
  } as const;
  const code = (over: Partial<PutOnState>, payload: object = {}): string => {
    const decided = putOnCareList({ ...state, ...over }, { ...entry, ...payload }, { today: TODAY });
    return decided.kind === 'refused' ? decided.refusal.code : decided.kind;
  };

  test('[R4] nobody is put on twice, without a reason, or on somebody’s list who does not work there', () => {
    expect(code({})).toBe('accepted');
    expect(code({ already: true })).toBe('care_already');
    expect(code({}, { because: null })).toBe('care_why_missing');
    expect(code({}, { because: null, words: '儿子托我们多看看' })).toBe('accepted');
    expect(code({ known: false })).toBe('care_fact_not_known');
    expect(code({ carer: { role: 'helper', ranges: ['33.z.'] } })).toBe('carer_elsewhere');
    expect(code({ carer: { role: 'approver', ranges: ['33.'] } })).toBe('carer_missing');
    expect(code({ carer: null })).toBe('carer_missing');
    expect(code({}, { kind: 'other' })).toBe('care_called');
    expect(code({}, { called: '退役军人' })).toBe('care_called');
    expect(code({}, { since: '2026-11-23' })).toBe('care_future');
    expect(code({ resident: { ...state.resident!, diedOn: '2026-11-01' } })).toBe('care_died');
  });

  test('[R4] the ledger keeps which list it is in the part that can be erased', () => {
    const decided = putOnCareList(state, entry, { today: TODAY });
    if (decided.kind !== 'accepted') throw new Error('refused');
    expect(JSON.stringify(decided.events.map(({ data }) => data))).not.toMatch(/独居|elder_alone|ageing/);
  });

  test('[R4] a visit counts once for each list it names, and for none that ended', () => {
    const on = { id: 'a', area: '33.a.b.', carer: 'p', everyDays: 7, ended: false };
    const visit = { id: 'v', care: ['a', 'a'], on: TODAY, how: 'home', words: null } as const;
    const resident = { id: 'r', area: '33.a.b.' };
    expect(recordCareVisit({ resident, entries: [on] }, visit, { today: TODAY })).toMatchObject({ events: [{ data: { care: ['a'] } }] });
    expect(recordCareVisit({ resident, entries: [{ ...on, ended: true }] }, visit, { today: TODAY })).toMatchObject({
      refusal: { code: 'care_ended' },
    });
    expect(recordCareVisit({ resident, entries: [on] }, { ...visit, care: ['a', 'b'] }, { today: TODAY })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  test('[R4] every fact that speaks for a list is a yes or no of the dictionary', () => {
    for (const kind of CARE_KINDS)
      for (const name of CARE_USUAL[kind].facts) expect([name, factNamed(name)?.type]).toEqual([name, 'boolean']);
  });
});
