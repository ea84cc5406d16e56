import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, yearOf } from '../../kernel/time.ts';
import { type FactInput, type Statement, usableFacts } from '../residents/domain.ts';
import { BILL_KINDS } from './contract.ts';
import { leavesOn } from './domain/pouch.ts';
import {
  type Bill,
  calendarYear,
  countPouch,
  lastTwelveMonths,
  POUCH_FACTS,
  type PouchState,
  pouchSum,
  preCheck,
  spentIn,
} from './domain.ts';

const TODAY = '2026-11-22';
const day = fc.integer({ min: -500, max: 0 }).map((n) => addDays(TODAY, n));
const amounts = fc
  .tuple(fc.bigInt({ min: 0n, max: 9_999_999_999n }), fc.integer({ min: 0, max: 100 }), fc.boolean())
  .map(([total, part, known]) => ({ total, selfPaid: known ? (total * BigInt(part)) / 100n : null }));
const bill = fc
  .record({
    day,
    kind: fc.constantFrom(...BILL_KINDS),
    amounts,
    readable: fc.boolean(),
    pictureKept: fc.boolean(),
    used: fc.boolean(),
    withdrawn: fc.boolean(),
  })
  .map(({ amounts: money, ...one }) => ({ ...one, ...money }));
const bills = fc.array(bill, { maxLength: 30 }).map((list) => list.map((one, i): Bill => ({ ...one, id: `bill ${i}` })));
const span = fc.constantFrom(calendarYear(2026), calendarYear(2025), lastTwelveMonths(TODAY));

const paid = (selfPaid: bigint | null, over: Partial<Bill> = {}): Bill => ({
  id: `bill of ${selfPaid} on ${over.day ?? TODAY}`,
  day: TODAY,
  kind: 'outpatient',
  total: 1_000_000n,
  selfPaid,
  readable: true,
  pictureKept: true,
  used: false,
  withdrawn: false,
  ...over,
});

describe('sums', () => {
  test('[M6] are exact to the fen, and the kinds together are the whole', () => {
    fc.assert(
      fc.property(bills, span, (list, within) => {
        const whole = spentIn(list, within);
        const byKind = BILL_KINDS.map((kind) => spentIn(list, within, [kind]));
        expect(byKind.reduce((sum, { selfPaid }) => sum + selfPaid, 0n)).toBe(whole.selfPaid);
        expect(byKind.reduce((sum, { total }) => sum + total, 0n)).toBe(whole.total);
        expect(byKind.reduce((sum, { bills: n }) => sum + n, 0)).toBe(whole.bills);
        expect(whole.selfPaid <= whole.total).toBe(true);
      }),
    );
    expect(spentIn([paid(1n, { total: 1n }), paid(2n, { total: 2n })], calendarYear(2026)).selfPaid).toBe(3n);
  });

  test('[M6] the last twelve months begin the day after the same day a year ago', () => {
    expect(lastTwelveMonths('2026-11-22')).toEqual({ from: '2025-11-23', to: '2026-11-22' });
    expect(lastTwelveMonths('2028-02-29')).toEqual({ from: '2027-03-01', to: '2028-02-29' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (n) => {
        const on = addDays('2020-01-01', n);
        const leaves = leavesOn(on);
        expect(lastTwelveMonths(addDays(leaves, -1)).from <= on).toBe(true);
        expect(lastTwelveMonths(leaves).from > on).toBe(true);
      }),
    );
  });

  test('[M6] no bill is not “nothing was spent”, and a sum says until when it holds', () => {
    expect(pouchSum([], '本年门诊自付', TODAY)).toBeNull();
    expect(pouchSum([paid(null)], '本年门诊自付', TODAY)).toBeNull();
    expect(pouchSum([paid(0n)], '本年门诊自付', TODAY)).toEqual({ selfPaid: 0n, bills: 1, until: null });
    fc.assert(
      fc.property(bills, (list) => {
        const sum = pouchSum(list, '近12个月医疗自付', TODAY);
        if (sum === null) return;
        expect(pouchSum(list, '近12个月医疗自付', addDays(sum.until!, -1))?.selfPaid).toBe(sum.selfPaid);
        expect(pouchSum(list, '近12个月医疗自付', sum.until!)?.bills ?? 0).toBeLessThan(sum.bills);
      }),
    );
  });
});

describe('pre-check of a claim', () => {
  test('[M6] every bill of the pouch counts once or is named with why not; the sum is that of those that count', () => {
    fc.assert(
      fc.property(bills, span, (list, within) => {
        const { ids, not, selfPaid } = preCheck(list, within);
        const kept = list.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id);
        expect([...ids, ...not.map((one) => one.bill)].sort()).toEqual([...kept].sort());
        const counting = list.filter(({ id }) => ids.includes(id));
        expect(counting.reduce((sum, one) => sum + one.selfPaid!, 0n)).toBe(selfPaid);
        expect(counting.every((one) => !one.used && one.readable && one.pictureKept)).toBe(true);
        // Once they are used, not one of them counts again.
        const after = list.map((one) => (ids.includes(one.id) ? { ...one, used: true } : one));
        expect(preCheck(after, within)).toMatchObject({ ids: [], selfPaid: 0n });
      }),
    );
  });

  test('[M6] says why in the order in which one would mend it', () => {
    const why = (over: Partial<Bill>, selfPaid: bigint | null = 100n) => preCheck([paid(selfPaid, over)], calendarYear(2026)).not[0]?.why;
    expect([
      why({ day: '2025-12-31' }),
      why({ used: true }),
      why({ pictureKept: false }),
      why({ readable: false }),
      why({}, null),
      why({}),
    ]).toEqual(['outside_span', 'used', 'picture_gone', 'unreadable', 'self_paid_unknown', undefined]);
  });
});

describe('what the pouch tells', () => {
  const person = { id: 'p', area: '33.', birth: '1950-03-08', diedOn: null };
  const visit = (name: string, value: string, over: Partial<Statement> = {}): Statement => ({
    id: `said ${value}`,
    name,
    value,
    at: '2026-11-20',
    validUntil: null,
    source: 'visit',
    sure: 'certain',
    recordedAt: '2026-11-20T01:00:00.000Z',
    withdrawn: false,
    ...over,
  });
  /** Counts, and keeps what was told, as the tables do. */
  const office = (said: readonly Statement[]) => {
    let n = 0;
    let state: PouchState = { person, statements: said, own: new Map() };
    const count = (list: readonly Bill[], all = false, on: Day = TODAY) => {
      const newId = (): string => {
        n += 1;
        return `fact ${n}`;
      };
      const told = countPouch(state, list, all, { today: on, newId });
      if (!told.ok) throw new Error(told.refusal.code);
      const of = (type: string) => told.value.filter((event) => event.type === type) as never[];
      const facts = of('residents.facts_recorded').flatMap((e: { detail: { facts: FactInput[] } }) => e.detail.facts);
      const back = new Set(of('residents.fact_withdrawn').map((e: { data: { id: string } }) => e.data.id));
      const [counted] = of('materials.pouch_counted') as { data: { facts: { id: string; all: boolean }[]; again: Day | null } }[];
      const made = facts.map((one, i) => ({ ...one, recordedAt: `${on}T02:00:${String(n).padStart(2, '0')}.${i}00Z`, withdrawn: false }));
      state = {
        person,
        statements: [...state.statements.map((one) => (back.has(one.id) ? { ...one, withdrawn: true } : one)), ...made],
        own: new Map([...state.own, ...counted!.data.facts.map(({ id, all: these }) => [id, these] as const)]),
      };
      return { facts: facts.map(({ name, value }) => [name, value]), again: counted!.data.again };
    };
    return { count, known: (on: Day = TODAY) => usableFacts(state.statements, on).get('本年门诊自付') };
  };

  test('[M6] [R2] the first bills do not take back a larger word; once they reach it, they carry it', () => {
    const { count, known } = office([visit('本年门诊自付', '6500')]);
    expect(count([paid(80_000n)]).facts).toEqual([['近12个月医疗自付', '800.00']]);
    expect(known()).toBe('6500');
    expect(count([paid(80_000n), paid(600_000n)]).facts).toContainEqual(['本年门诊自付', '6800.00']);
    expect(known()).toBe('6800');
    // One was not theirs: what the pouch said too much is taken back, and the word holds again.
    count([paid(80_000n)]);
    expect(known()).toBe('6500');
  });

  test('[M6] [R2] when these are all, the paper weighs more than the word, and goes on doing so', () => {
    const { count, known } = office([visit('本年门诊自付', '6500')]);
    expect(count([paid(80_000n)], true).facts).toContainEqual(['本年门诊自付', '800.00']);
    expect(known()).toBe('800');
    count([paid(80_000n), paid(10_000n)]);
    expect(known()).toBe('900');
    count([paid(10_000n)]);
    expect(known()).toBe('100');
  });

  test('[M6] an unchanged sum is told once, an empty pouch takes its word back, the dead are left alone', () => {
    const { count, known } = office([]);
    expect(count([paid(80_000n)])).toMatchObject({ facts: [expect.anything(), expect.anything()], again: '2027-11-22' });
    expect(count([paid(80_000n)])).toEqual({ facts: [], again: '2027-11-22' });
    expect(count([])).toEqual({ facts: [], again: null });
    expect(known()).toBeUndefined();
    const died = { person: { ...person, diedOn: '2026-10-01' }, statements: [], own: new Map() };
    const told = countPouch(died, [paid(80_000n)], false, { today: TODAY, newId: () => 'x' });
    expect(told).toMatchObject({ ok: true, value: [{ type: 'materials.pouch_counted', data: { facts: [] } }] });
  });

  test('[M6] counted again on the day a bill leaves the twelve months, the new sum holds', () => {
    const { count } = office([]);
    const list = [paid(80_000n, { day: '2025-12-01', id: 'old' }), paid(5_000n, { day: '2026-06-01' })];
    const { again } = count(list);
    expect(again).toBe('2026-12-01');
    expect(count(list, false, again!)).toMatchObject({ facts: [['近12个月医疗自付', '50.00']], again: '2027-06-01' });
  });

  test('[M6] a sum beyond belief is refused by the dictionary of facts', () => {
    const state = { person, statements: [], own: new Map() };
    const told = countPouch(state, [paid(999_999_999_999n, { total: 999_999_999_999n })], false, { today: TODAY, newId: () => 'x' });
    expect(told).toMatchObject({ ok: false, refusal: { code: 'fact_range' } });
  });

  test('[M6] each fact names only what its question asks about', () => {
    const one = (kind: Bill['kind']) => [paid(100n, { kind })];
    const facts = (kind: Bill['kind']) =>
      (Object.keys(POUCH_FACTS) as (keyof typeof POUCH_FACTS)[]).filter((name) => pouchSum(one(kind), name, TODAY) !== null);
    expect(BILL_KINDS.map(facts)).toEqual([
      ['本年门诊自付', '近12个月医疗自付'],
      ['本年住院自付', '近12个月医疗自付'],
      ['近12个月医疗自付'],
      [],
    ]);
    expect(yearOf(TODAY)).toBe(2026);
  });
});
