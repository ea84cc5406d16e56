import { type Projections, sql } from '../../../platform/executor/types.ts';
import { job } from '../../../platform/jobs/index.ts';

/** Name of the task that derives due days anew. */
export const RECOMPUTE = 'recompute_clocks';

/** Until then every process has heard of the change, so that no clock is started by the old calendar behind the job's back. */
const HEARD_BY_MS = 1_000;

/** Several changes in a row are one run. */
const recompute = (district: string, recordedAt: string) =>
  job(RECOMPUTE, district, {}, { key: 'calendar', runAt: new Date(Date.parse(recordedAt) + HEARD_BY_MS).toISOString() });

export const projections: Projections = {
  'work.office_day_set': (e, m) => [
    sql(
      'insert into work_calendar_day (district, id, day, kind, reason_zh, reason_en) values ($1, $2, $3, $4, $5, $6)',
      m.district,
      e.data.id,
      e.data.day,
      e.data.kind,
      e.detail.reason.zh,
      e.detail.reason.en,
    ),
    recompute(m.district, m.recordedAt),
  ],
  'work.office_day_withdrawn': (e, m) => [
    sql(
      'update work_calendar_day set withdrawn_at = $3, withdrawn_why = $4 where district = $1 and id = $2',
      m.district,
      e.data.id,
      m.recordedAt,
      e.detail.reason,
    ),
    recompute(m.district, m.recordedAt),
  ],
  'work.year_imported': (e, m) => [
    e.data.replaces === null
      ? sql(
          'insert into work_calendar_year (district, year, id, body, imported_at) values ($1, $2, $3, $4, $5)',
          m.district,
          e.data.body.year,
          e.data.id,
          JSON.stringify(e.data.body),
          m.recordedAt,
        )
      : sql(
          'update work_calendar_year set id = $3, body = $4, imported_at = $5 where district = $1 and year = $2',
          m.district,
          e.data.body.year,
          e.data.id,
          JSON.stringify(e.data.body),
          m.recordedAt,
        ),
    recompute(m.district, m.recordedAt),
  ],
};
