import { fenToWire } from '../../../kernel/money.ts';
import { type Day, yearOf } from '../../../kernel/time.ts';
import type { Keys } from '../../../platform/crypto/index.ts';
import { common } from '../../../platform/executor/refusals.ts';
import { answer, type LoadContext, type ReadContext, type Tx } from '../../../platform/executor/types.ts';
import type { Statement } from '../../residents/domain.ts';
import { lookAt } from '../../residents/index.ts';
import * as contract from '../contract/pouch.ts';
import type { BillSurroundings, KeptBill } from '../domain/bills.ts';
import { type Bill, calendarYear, isIn, lastTwelveMonths, preCheck, type Span, type Sum, spentIn } from '../domain/pouch.ts';
import { type PouchState, pouchStandings } from '../domain/pouch-facts.ts';
import { billPlaces } from '../store/pouch.ts';

/** The record and those merged into it. */
const SAME = '(select p.id from residents_v_person p where p.district = $1 and (p.id = $2 or p.merged_into = $2))';
const FROM = `from materials_bill b
  join materials_document d on d.district = b.district and d.id = b.document
  left join materials_bill_use u on u.district = b.district and u.bill = b.id and u.released_at is null`;

const BILLS_SQL = `select b.id, b.resident, b.document, b.day, b.kind, b.total::text, b.self_paid::text as "selfPaid", b.readable,
    d.state = 'kept' as "pictureKept", u.bill is not null as used, b.state = 'withdrawn' as withdrawn
  ${FROM} where b.district = $1 and b.resident in ${SAME}`;
type BillColumns = Omit<Bill, 'total' | 'selfPaid'> & {
  readonly resident: string;
  readonly document: string;
  readonly total: string;
  readonly selfPaid: string | null;
};

/** All bills of a person, withdrawn ones too, without what is sealed. */
export const loadBills = async (tx: Tx, district: string, resident: string) =>
  (await tx.rows<BillColumns>(BILLS_SQL, [district, resident])).map((row) => ({
    ...row,
    total: BigInt(row.total),
    selfPaid: row.selfPaid === null ? null : BigInt(row.selfPaid),
  }));

/** What was said of a person, and what of it the pouch said. Null: not visible. */
export const loadPouchState = async (tx: Tx, district: string, resident: string): Promise<PouchState | null> => {
  const [person, statements, own] = await Promise.all([
    tx.row<PouchState['person']>('select id, area, birth, died_on as "diedOn" from residents_v_person where district = $1 and id = $2', [
      district,
      resident,
    ]),
    tx.rows<Statement>(
      `select id, name, value, at, valid_until as "validUntil", source, sure, recorded_at as "recordedAt", withdrawn
       from residents_v_statement where district = $1 and resident in ${SAME}`,
      [district, resident],
    ),
    tx.rows<{ fact: string; all: boolean }>(
      `select fact, all_here as "all" from materials_pouch_fact where district = $1 and resident in ${SAME}`,
      [district, resident],
    ),
  ]);
  return person === undefined ? null : { person, statements, own: new Map(own.map(({ fact, all }) => [fact, all])) };
};

/** What a bill is held against before it is put in or corrected. */
export const loadSurroundings = async (
  tx: Tx,
  person: PouchState['person'] | undefined,
  p: { readonly id: string; readonly document: string; readonly number: string },
  { actor: { district }, services }: LoadContext,
): Promise<BillSurroundings> => {
  const [picture, same] = await Promise.all([
    tx.row<{ resident: string | null; state: string }>('select resident, state from materials_document where district = $1 and id = $2', [
      district,
      p.document,
    ]),
    tx.row<{ day: Day | null }>('select materials_bill_put_on($1, $2) as day', [services.keys.lookups(p.number, 'bill', district), p.id]),
  ]);
  const ref = person === undefined ? null : { stream: 'resident', streamId: person.id, area: person.area };
  return { ref, birth: person?.birth ?? null, picture: picture ?? null, sameNumber: same?.day ?? null };
};

type SealedColumns = Omit<contract.WrittenBill, 'place' | 'number'> & { readonly place: Buffer; readonly number: Buffer };
const opened = (keys: Keys, district: string, id: string, row: SealedColumns): contract.WrittenBill => ({
  document: row.document,
  day: row.day,
  kind: row.kind,
  place: keys.openText(row.place, billPlaces.place(district, id)),
  number: keys.openText(row.number, billPlaces.number(district, id)),
  total: row.total,
  selfPaid: row.selfPaid,
  readable: row.readable,
});
const WRITTEN = `b.document, b.day, b.kind, b.place, b.number, b.total::text, b.self_paid::text as "selfPaid", b.readable`;

/** One bill of a person as a decision takes it; null: not there or not visible. */
export const loadBill = async (
  tx: Tx,
  p: { readonly id: string; readonly resident: string },
  { actor: { district }, services }: LoadContext,
): Promise<KeptBill | null> => {
  const row = await tx.row<SealedColumns & { used: boolean; withdrawn: boolean }>(
    `select ${WRITTEN}, u.bill is not null as used, b.state = 'withdrawn' as withdrawn
     ${FROM} where b.district = $1 and b.id = $2 and b.resident = $3`,
    [district, p.id, p.resident],
  );
  if (row === undefined) return null;
  return { used: row.used, withdrawn: row.withdrawn, written: opened(services.keys, district, p.id, row) };
};

const SHOWN_SQL = `select b.id, b.resident, ${WRITTEN}, b.handed_by as "handedBy", b.put_at as "putAt", p.name as "putBy", b.state,
    b.withdrawn_reason as "withdrawnReason", d.state = 'kept' as "pictureKept", u.case_id as "caseId", u.given
  ${FROM} left join network_v_post p on p.district = b.district and p.id = b.put_by
  where b.district = $1 and b.resident in ${SAME} order by b.day desc, b.id desc limit 500`;
const FORMER_SQL = `select f.id, f.bill, f.was, f.reason, p.name as by, f.at from materials_bill_former f
  join materials_bill b on b.district = f.district and b.id = f.bill
  left join network_v_post p on p.district = f.district and p.id = f.by_post
  where f.district = $1 and b.resident in ${SAME} order by f.at desc limit 500`;
type ShownColumns = SealedColumns &
  Omit<contract.BillRow, 'used' | 'former' | 'place' | 'number'> & { caseId: string | null; given: string };
type FormerColumns = { id: string; bill: string; was: Buffer; reason: string; by: string | null; at: string };

const showBills = async (
  tx: Tx,
  resident: string,
  { actor: { district }, services: { keys } }: ReadContext,
): Promise<contract.BillRow[]> => {
  const [rows, former] = await Promise.all([
    tx.rows<ShownColumns>(SHOWN_SQL, [district, resident]),
    tx.rows<FormerColumns>(FORMER_SQL, [district, resident]),
  ]);
  const before = ({ id, was, reason, by, at }: FormerColumns) => ({
    was: contract.writtenBefore.parse(JSON.parse(keys.openText(was, billPlaces.former(district, id)))),
    reason,
    by,
    at,
  });
  return rows.map(({ caseId, given, ...row }) => ({
    ...row,
    ...opened(keys, district, row.id, row),
    used: caseId === null ? null : { caseId, given },
    former: former.filter(({ bill }) => bill === row.id).map(before),
  }));
};

const wired = ({ bills, total, selfPaid }: Sum) => ({ bills, total: fenToWire(total), selfPaid: fenToWire(selfPaid) });

const spanOf = (name: 'year' | 'months12', span: Span, bills: readonly Bill[]) => {
  const { ids, not, ...claim } = preCheck(bills, span);
  return {
    span: name,
    ...span,
    spent: wired(spentIn(bills, span)),
    byKind: contract.BILL_KINDS.map((kind) => ({ kind, ...wired(spentIn(bills, span, [kind])) })),
    claim: { ...wired(claim), ids: [...ids] },
    // Bills of other years are not listed as troubles: there may be many, and nobody asked about them.
    not: not.filter(({ bill }) => bills.some((one) => one.id === bill && isIn(span, one))),
  };
};

/** Everything in a person's pouch. It is opened for a reason, and the look is recorded, like the page of the person. */
export const pouchReader = answer(contract.pouch, async (tx, q, ctx) => {
  const main = await lookAt(tx, { id: q.resident, reason: q.reason, words: q.words }, 'materials.pouch', ctx);
  if ('code' in main) return main;
  const { today, actor } = ctx;
  const [person, bills, rows, state] = await Promise.all([
    tx.row<{ id: string; name: string }>('select id, name from residents_v_person where district = $1 and id = $2', [
      actor.district,
      main.id,
    ]),
    loadBills(tx, actor.district, main.id),
    showBills(tx, main.id, ctx),
    loadPouchState(tx, actor.district, main.id),
  ]);
  if (person === undefined || state === null) return common.notFound;
  const year = q.year ?? yearOf(today);
  const standings = pouchStandings(state, bills, today);
  return {
    person,
    bills: rows,
    spans: [spanOf('year', calendarYear(year), bills), spanOf('months12', lastTwelveMonths(today), bills)],
    facts: standings.map(({ name, sum, told, mine }) => ({
      name,
      stands: sum === null ? ('none' as const) : mine.length > 0 ? ('recorded' as const) : ('below' as const),
      sum: sum === null ? null : fenToWire(sum.selfPaid),
      told: told === null ? null : fenToWire(told),
    })),
  };
});
