import { type EventMeta, type Projections, sql } from '../../platform/executor/types.ts';

// biome-ignore lint/suspicious/noExplicitAny: the event as stored; `domain.ts` builds it
type Stored = any;

/** The rows that events of notices make. Only inserts: what was wrong is taken back by a further row. */
export const projections: Projections = {
  'notices.told': (e: Stored, m: EventMeta) => [
    sql(
      'insert into notices_told (district, id, area, case_id, entry, how, to_whom, at, told_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      m.district,
      e.data.id,
      e.area,
      e.streamId,
      e.data.entry,
      e.data.how,
      e.data.to,
      m.happenedAt,
      m.actor.post,
    ),
  ],
  'notices.not_reached': (e: Stored, m: EventMeta) => [
    sql(
      'insert into notices_try (district, id, area, case_id, entry, how, recorded, at, tried_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      m.district,
      e.data.id,
      e.area,
      e.streamId,
      e.data.entry,
      e.data.how,
      m.entry,
      m.happenedAt,
      m.actor.post,
    ),
  ],
  'notices.taken_back': (e: Stored, m: EventMeta) => [
    sql(
      'insert into notices_taken_back (district, id, area, case_id, told, recorded, at, taken_by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      m.district,
      e.data.id,
      e.area,
      e.streamId,
      e.data.told,
      m.entry,
      m.happenedAt,
      m.actor.post,
    ),
  ],
};
