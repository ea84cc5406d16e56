import type { Id } from '../../../kernel/id.ts';
import type { Fen } from '../../../kernel/money.ts';
import { addDays, type Day, isDay, yearOf } from '../../../kernel/time.ts';
import { BILL_KINDS, type BillKind, type BillTrouble } from '../contract/pouch.ts';

/** What the bills of a pouch come to, and which of them may be claimed. All money is whole fen. */

/** A bill as far as sums need it. */
export type Bill = {
  readonly id: Id;
  readonly day: Day;
  readonly kind: BillKind;
  readonly total: Fen;
  /** null: not known, which is not nothing */
  readonly selfPaid: Fen | null;
  readonly readable: boolean;
  readonly pictureKept: boolean;
  readonly used: boolean;
  readonly withdrawn: boolean;
};

/** Both days included. */
export type Span = { readonly from: Day; readonly to: Day };
export type Sum = { readonly bills: number; readonly total: Fen; readonly selfPaid: Fen };
export type Claim = Sum & { readonly ids: readonly Id[]; readonly not: readonly { readonly bill: Id; readonly why: BillTrouble }[] };

const inYear = (day: Day, by: number, instead: string): Day => {
  const moved = `${yearOf(day) + by}${day.slice(4)}`;
  return isDay(moved) ? moved : `${yearOf(day) + by}-${instead}`;
};

export const calendarYear = (year: number): Span => ({ from: `${year}-01-01`, to: `${year}-12-31` });

/** 近12个月: from the day after the same day a year ago. */
export const lastTwelveMonths = (day: Day): Span => ({ from: addDays(inYear(day, -1, '02-28'), 1), to: day });

/** First day on which a bill no longer is of the last twelve months. */
export const leavesOn = (day: Day): Day => inYear(day, 1, '03-01');

export const isIn = ({ from, to }: Span, { day }: Pick<Bill, 'day'>): boolean => from <= day && day <= to;

/** Whether what stands on it is known well enough to be added up. */
const proves = (bill: Bill): bill is Bill & { readonly selfPaid: Fen } =>
  !bill.withdrawn && bill.readable && bill.pictureKept && bill.selfPaid !== null;

export const sumOf = (bills: readonly Bill[]): Sum => ({
  bills: bills.length,
  total: bills.reduce((sum, { total }) => sum + total, 0n),
  selfPaid: bills.reduce((sum, { selfPaid }) => sum + (selfPaid ?? 0n), 0n),
});

/** What was spent in a span by the papers: bills used in a case count too, for the money was paid. */
export const spentIn = (bills: readonly Bill[], span: Span, kinds: readonly BillKind[] = BILL_KINDS): Sum =>
  sumOf(bills.filter((bill) => proves(bill) && isIn(span, bill) && kinds.includes(bill.kind)));

/** Why a bill does not count, the first reason that holds; null: it counts. */
const troubleOf = (bill: Bill, span: Span): BillTrouble | null => {
  if (!isIn(span, bill)) return 'outside_span';
  if (bill.used) return 'used';
  if (!bill.pictureKept) return 'picture_gone';
  if (!bill.readable) return 'unreadable';
  return bill.selfPaid === null ? 'self_paid_unknown' : null;
};

/** Pre-check of a claim (M6): each bill of the pouch either counts once or is named with why not. Bills taken out are no longer in it. */
export const preCheck = (bills: readonly Bill[], span: Span): Claim => {
  const judged = bills.filter(({ withdrawn }) => !withdrawn).map((bill) => ({ bill, why: troubleOf(bill, span) }));
  const counting = judged.flatMap(({ bill, why }) => (why === null ? [bill] : []));
  return {
    ...sumOf(counting),
    ids: counting.map(({ id }) => id),
    not: judged.flatMap(({ bill, why }) => (why === null ? [] : [{ bill: bill.id, why }])),
  };
};

/** Facts that a pouch tells of a person, and which bills each of them counts. 门诊 does not count the pharmacy: the question asks about the doctor's. */
export const POUCH_FACTS = {
  本年门诊自付: { span: 'year', kinds: ['outpatient'] },
  本年住院自付: { span: 'year', kinds: ['inpatient'] },
  近12个月医疗自付: { span: 'months12', kinds: ['outpatient', 'inpatient', 'pharmacy'] },
} as const satisfies Record<string, { readonly span: 'year' | 'months12'; readonly kinds: readonly BillKind[] }>;
export type PouchFact = keyof typeof POUCH_FACTS;
export const POUCH_FACT_NAMES = Object.keys(POUCH_FACTS) as readonly PouchFact[];

/** A sum of the pouch on a day; null where no bill tells of it: no bill is not “nothing was spent”. */
export type PouchSum = {
  readonly selfPaid: Fen;
  readonly bills: number;
  /** First day on which a bill falls out of the span; null for a calendar year, which the dictionary ends. */
  readonly until: Day | null;
};
export const pouchSum = (bills: readonly Bill[], name: PouchFact, day: Day): PouchSum | null => {
  const { kinds, span } = POUCH_FACTS[name];
  const within = span === 'year' ? { from: calendarYear(yearOf(day)).from, to: day } : lastTwelveMonths(day);
  const counted = bills.filter((bill) => proves(bill) && isIn(within, bill) && kinds.some((kind) => kind === bill.kind));
  if (counted.length === 0) return null;
  const oldest = counted.map(({ day: on }) => on).sort()[0]!;
  const { selfPaid, bills: n } = sumOf(counted);
  return { selfPaid, bills: n, until: span === 'year' ? null : leavesOn(oldest) };
};

/** `123450n` → `1234.50`, as a fact in yuan is written. */
export const yuanOf = (amount: Fen): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`;
