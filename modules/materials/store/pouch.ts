import { cell } from '../../../platform/crypto/index.ts';
import { type EventMeta, type Projections, type Statement, sql } from '../../../platform/executor/types.ts';
import type { SealedTable } from '../../../platform/rotation/sealed.ts';

/** The rows of the pouch (M6): bills, what stood on them before, what they were used for, what was told from them. */

export const billPlaces = {
  place: (district: string, bill: string) => cell('materials_bill', 'place', district, bill),
  number: (district: string, bill: string) => cell('materials_bill', 'number', district, bill),
  former: (district: string, entry: string) => cell('materials_bill_former', 'was', district, entry),
};

export const sealedPouch: readonly SealedTable[] = [
  {
    table: 'materials_bill',
    values: [
      { column: 'place', place: ({ district, id }) => billPlaces.place(district, id) },
      {
        column: 'number',
        place: ({ district, id }) => billPlaces.number(district, id),
        hash: { column: 'number_hash', kind: 'bill' },
      },
    ],
  },
  { table: 'materials_bill_former', values: [{ column: 'was', place: ({ district, id }) => billPlaces.former(district, id) }] },
];

/** A paper leaves its case: the bill that it was may be used again. */
export const releaseSql = (district: string, given: string, at: string): Statement =>
  sql('update materials_bill_use set released_at = $3 where district = $1 and given = $2 and released_at is null', district, given, at);

type Written = {
  readonly day: string;
  readonly kind: string;
  readonly place: string;
  readonly number: string;
  readonly total: string;
  readonly selfPaid: string | null;
  readonly readable: boolean;
};
/** What stands on the paper, as `$3` … `$11` of the statements below. */
const cellsOf = (bill: string, document: string, p: Written, { district, services: { keys } }: EventMeta): readonly unknown[] => [
  document,
  p.day,
  p.kind,
  keys.seal(p.place, billPlaces.place(district, bill)),
  keys.seal(p.number, billPlaces.number(district, bill)),
  keys.lookup(p.number, 'bill', district),
  p.total,
  p.selfPaid,
  p.readable,
];
const PUT_SQL = `insert into materials_bill
    (district, id, document, day, kind, place, number, number_hash, total, self_paid, readable, area, resident, handed_by, put_by, put_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;
const CORRECT_SQL = `update materials_bill set document = $3, day = $4, kind = $5, place = $6, number = $7, number_hash = $8, total = $9,
    self_paid = $10, readable = $11
  where district = $1 and id = $2`;
const FORMER_SQL = `insert into materials_bill_former (district, id, area, bill, was, reason, by_post, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`;

export const pouchProjections: Projections = {
  'materials.bill_put': (e, m) => [
    sql(
      PUT_SQL,
      m.district,
      e.data.id,
      ...cellsOf(e.data.id, e.data.document, e.detail, m),
      e.area,
      e.data.resident,
      e.data.handedBy,
      m.actor.post,
      m.happenedAt,
    ),
  ],
  'materials.bill_corrected': (e, m) => [
    sql(CORRECT_SQL, m.district, e.data.id, ...cellsOf(e.data.id, e.data.document, e.detail, m)),
    sql(
      FORMER_SQL,
      m.district,
      m.entry,
      e.area,
      e.data.id,
      m.services.keys.seal(JSON.stringify(e.detail.was), billPlaces.former(m.district, m.entry)),
      e.detail.reason,
      m.actor.post,
      m.recordedAt,
    ),
  ],
  'materials.bill_withdrawn': (e, m) => [
    sql(
      `update materials_bill set state = 'withdrawn', withdrawn_reason = $3 where district = $1 and id = $2`,
      m.district,
      e.data.id,
      e.detail.reason,
    ),
  ],
  'materials.bills_used': (e, m) => [
    sql(
      `insert into materials_bill_use (district, given, area, bill, case_id, used_at)
       select $1, used.given, $2, used.bill, $3, $4 from jsonb_to_recordset($5::jsonb) as used(bill uuid, given uuid)`,
      m.district,
      e.area,
      e.data.caseId,
      m.happenedAt,
      JSON.stringify(e.data.bills),
    ),
  ],
  'materials.pouch_counted': (e, m) => [
    sql(
      `insert into materials_pouch (district, resident, area, again_on) values ($1, $2, $3, $4)
       on conflict (district, resident) do update set again_on = excluded.again_on`,
      m.district,
      e.data.resident,
      e.area,
      e.data.again,
    ),
    sql(
      `insert into materials_pouch_fact (district, fact, area, resident, all_here)
       select $1, told.id, $2, $3, told."all" from jsonb_to_recordset($4::jsonb) as told(id uuid, "all" boolean)`,
      m.district,
      e.area,
      e.data.resident,
      JSON.stringify(e.data.facts),
    ),
  ],
};
