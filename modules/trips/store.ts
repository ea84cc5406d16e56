import { type Projections, sql } from '../../platform/executor/types.ts';

/** The rows that trips' events make. The only SQL that writes trips' tables. */
export const projections: Projections = {
  'trips.line_added': (e, m) => [
    sql(
      `insert into trips_line (district, id, area, kind, name, from_area, to_area, from_place, to_place, minutes, fare_fen)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      m.district,
      e.data.id,
      e.area,
      e.data.kind,
      e.data.name,
      e.data.from.area,
      e.data.to.area,
      e.data.from.place,
      e.data.to.place,
      e.data.minutes,
      e.data.fareFen,
    ),
  ],
  'trips.sailing_added': (e, m) => [
    sql(
      'insert into trips_sailing (district, id, line, departs, weekdays, valid_from, valid_until, minutes) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      m.district,
      e.data.id,
      e.data.line,
      e.data.departs,
      e.data.weekdays,
      e.data.validFrom,
      e.data.validUntil,
      e.data.minutes,
    ),
  ],
  'trips.sailing_cancelled': (e, m) => [
    sql(
      `insert into trips_cancellation (district, sailing, on_day, reason) select $1, $2, day, $4 from unnest($3::date[]) day
       on conflict (district, sailing, on_day) do update set reason = excluded.reason, withdrawn = false`,
      m.district,
      e.data.id,
      e.data.days,
      e.data.reason,
    ),
  ],
  'trips.sailing_restored': (e, m) => [
    sql(
      'update trips_cancellation set withdrawn = true where district = $1 and sailing = $2 and on_day = any($3::date[])',
      m.district,
      e.data.id,
      e.data.days,
    ),
  ],
  'trips.sailing_ended': (e, m) => [
    sql('update trips_sailing set valid_until = $3 where district = $1 and id = $2', m.district, e.data.id, e.data.until),
  ],
};
