import { cell, type Keys } from '../../../platform/crypto/index.ts';
import { type Projections, sql } from '../../../platform/executor/types.ts';
import type { SealedTable } from '../../../platform/rotation/sealed.ts';

/** Where each sealed value of care lists stands; reads open with the same. */
export const carePlaces = {
  words: (district: string, care: string) => cell('residents_care', 'words', district, care),
  endReason: (district: string, care: string) => cell('residents_care', 'end_reason', district, care),
  visitWords: (district: string, visit: string) => cell('residents_care_visit', 'words', district, visit),
  visitReason: (district: string, visit: string) => cell('residents_care_visit', 'withdrawn_reason', district, visit),
};

export const careSealed: readonly SealedTable[] = [
  {
    table: 'residents_care',
    values: [
      { column: 'words', place: ({ district, id }) => carePlaces.words(district, id) },
      { column: 'end_reason', place: ({ district, id }) => carePlaces.endReason(district, id) },
    ],
  },
  {
    table: 'residents_care_visit',
    values: [
      { column: 'words', place: ({ district, id }) => carePlaces.visitWords(district, id) },
      { column: 'withdrawn_reason', place: ({ district, id }) => carePlaces.visitReason(district, id) },
    ],
  },
];

const PUT_ON_SQL = `insert into residents_care (district, id, area, resident, kind, called, line, because, words, put_by, carer, every_days, since)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;
const VISIT_SQL = `insert into residents_care_visit (district, id, area, resident, care, on_day, how, words, by_post, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;
/** The last visit that still stands, in whatever order visits arrive and are taken back. */
const LAST_SQL = `update residents_care c set (last_on, last_visit) = (
    select v.on_day, v.id from residents_care_visit v
    where v.district = c.district and v.resident = $3 and c.id = any(v.care) and v.withdrawn_at is null
    order by v.on_day desc, v.at desc, v.id desc limit 1)
  where c.district = $1 and c.id = any($2)`;

const sealedOrNull = (keys: Keys, text: string | null, place: Parameters<Keys['seal']>[1]): Buffer | null =>
  text === null ? null : keys.seal(text, place);

export const careProjections: Projections = {
  'residents.care_put_on': (e, m) => [
    sql(
      PUT_ON_SQL,
      m.district,
      e.data.id,
      e.area,
      e.data.resident,
      e.detail.kind,
      e.detail.called,
      e.detail.line,
      e.detail.because,
      sealedOrNull(m.services.keys, e.detail.words, carePlaces.words(m.district, e.data.id)),
      m.actor.post,
      e.data.carer,
      e.data.everyDays,
      e.data.since,
    ),
  ],
  'residents.carer_changed': (e, m) => [
    sql(
      'update residents_care set carer = $3, every_days = $4 where district = $1 and id = $2',
      m.district,
      e.data.id,
      e.data.carer,
      e.data.everyDays,
    ),
  ],
  'residents.care_ended': (e, m) => [
    sql(
      'update residents_care set ended_on = $3, ended_by = $4, end_reason = $5 where district = $1 and id = $2',
      m.district,
      e.data.id,
      e.data.on,
      m.actor.post,
      m.services.keys.seal(e.detail.reason, carePlaces.endReason(m.district, e.data.id)),
    ),
  ],
  'residents.care_visited': (e, m) => [
    sql(
      VISIT_SQL,
      m.district,
      e.data.id,
      e.area,
      e.data.resident,
      e.data.care,
      e.data.on,
      e.data.how,
      sealedOrNull(m.services.keys, e.detail.words, carePlaces.visitWords(m.district, e.data.id)),
      m.actor.post,
      m.recordedAt,
    ),
    sql(LAST_SQL, m.district, e.data.care, e.data.resident),
  ],
  'residents.care_visit_withdrawn': (e, m) => [
    sql(
      'update residents_care_visit set withdrawn_at = $3, withdrawn_reason = $4 where district = $1 and id = $2',
      m.district,
      e.data.id,
      m.recordedAt,
      m.services.keys.seal(e.detail.reason, carePlaces.visitReason(m.district, e.data.id)),
    ),
    sql(LAST_SQL, m.district, e.data.care, e.data.resident),
  ],
};
