import { type EventMeta, type Projections, type Statement, sql } from '../../platform/executor/types.ts';
import type { HandedOver, NewParcel } from './domain.ts';

const HANDOVER_SQL = `insert into custody_handover
  (district, parcel, n, prev_n, giver_kind, giver, taker_kind, taker, place, sailing, agreed, document, corrects, reason, at, recorded_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;

/** A link of the chain; the foreign key refuses a giver who does not hold it. */
const link = (
  m: EventMeta,
  h: Omit<HandedOver, 'giver' | 'expectedBy' | 'state'> & { giver: HandedOver['giver'] | null },
  place: string,
  reason: string | null,
): Statement =>
  sql(
    HANDOVER_SQL,
    m.district,
    h.parcel,
    h.n,
    h.giver === null ? null : h.n - 1,
    h.giver?.kind ?? null,
    h.giver?.id ?? null,
    h.taker.kind,
    h.taker.id,
    place,
    h.sailing,
    h.agreed,
    h.document,
    h.corrects,
    reason,
    m.happenedAt,
    m.actor.post,
  );

/** The rows that custody's events make. The only SQL that writes custody's tables. */
export const projections: Projections = {
  'custody.registered': (e: { area: string; data: NewParcel; detail: { place: string; fromName: string | null } }, m) => {
    const p = e.data;
    return [
      sql(
        `insert into custody_parcel (district, id, area, code, kind, case_id, resident, contents, cash_fen, in_return_for, from_kind, from_name, state,
           last_n, holder_kind, holder, since, expected_by, registered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'held', 0, $13, $14, $15, $16, $15)`,
        m.district,
        p.id,
        e.area,
        p.code,
        p.kind,
        p.caseId,
        p.resident,
        p.contents,
        p.cashFen,
        p.inReturnFor,
        p.fromKind,
        e.detail.fromName,
        p.holder.kind,
        p.holder.id,
        m.happenedAt,
        p.expectedBy,
      ),
      link(
        m,
        { parcel: p.id, n: 0, giver: null, taker: p.holder, sailing: null, agreed: 'own_words', document: null, corrects: null },
        e.detail.place,
        null,
      ),
    ];
  },
  'custody.handed_over': (e: { data: HandedOver; detail: { place: string; reason: string | null } }, m) => [
    link(m, e.data, e.detail.place, e.detail.reason),
    sql(
      `update custody_parcel set state = $3, last_n = $4, holder_kind = $5, holder = $6, since = $7, expected_by = $8,
         offered_kind = null, offered_to = null, deliver_on = case when $3 = 'delivered' then null else deliver_on end,
         deliver_by = case when $3 = 'delivered' then null else deliver_by end
       where district = $1 and id = $2`,
      m.district,
      e.data.parcel,
      e.data.state,
      e.data.n,
      e.data.taker.kind,
      e.data.taker.id,
      m.happenedAt,
      e.data.expectedBy,
    ),
  ],
  'custody.offered': (e, m) => [
    sql(
      'update custody_parcel set offered_kind = $3, offered_to = $4, expected_by = coalesce($5, expected_by) where district = $1 and id = $2',
      m.district,
      e.data.parcel,
      e.data.to.kind,
      e.data.to.id,
      e.data.expectedBy,
    ),
  ],
  'custody.counted': (e, m) => [
    sql(
      'insert into custody_count (district, id, parcel, fen, counted_by, second, at) values ($1, $2, $3, $4, $5, $6, $7)',
      m.district,
      e.data.id,
      e.data.parcel,
      e.data.fen,
      m.actor.post,
      e.detail.second,
      m.happenedAt,
    ),
  ],
  'custody.noted': (e, m) => [
    sql(
      'insert into custody_note (district, id, parcel, n, what, says, at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      m.district,
      e.data.id,
      e.data.parcel,
      e.data.n,
      e.data.what,
      e.detail.says,
      m.happenedAt,
      m.actor.post,
    ),
    sql('update custody_parcel set state = $3 where district = $1 and id = $2', m.district, e.data.parcel, e.data.state),
  ],
  'custody.delivery_planned': (e, m) => [
    sql(
      'update custody_parcel set deliver_by = $3, deliver_on = $4 where district = $1 and id = $2',
      m.district,
      e.data.parcel,
      e.data.by,
      e.data.on,
    ),
  ],
  'custody.box_added': (e, m) => [
    sql(
      'insert into custody_box (district, id, area, site, name, line) values ($1, $2, $3, $4, $5, $6)',
      m.district,
      e.data.id,
      e.area,
      e.data.site,
      e.data.name,
      e.data.line,
    ),
  ],
  'custody.box_moved': (e, m) => [
    sql(
      'insert into custody_box_move (district, id, box, sailing, what, place, at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      m.district,
      e.data.id,
      e.data.box,
      e.data.sailing,
      e.data.what,
      e.detail.place,
      m.happenedAt,
      m.actor.post,
    ),
  ],
};
