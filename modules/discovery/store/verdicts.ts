import type { Id } from '../../../kernel/id.ts';
import type { Day } from '../../../kernel/time.ts';
import { type Statement, sql } from '../../../platform/executor/types.ts';

/** What screening found. No entry stands behind these rows: they are dropped and made again from policies and facts at any time. */

export type VerdictRow = {
  readonly resident: Id;
  readonly policy: Id;
  readonly version: Id;
  readonly area: string;
  readonly verdict: 'yes' | 'unknown';
  readonly missing: readonly string[];
};

/** Screening of the same people twice at once would leave the older findings; a district is screened by one at a time. */
export const LOCK_SQL = `select pg_advisory_xact_lock(hashtextextended('discovery ' || $1, 0))`;

const KEEP_SQL = `insert into discovery_verdict (district, resident, policy, version, area, verdict, missing, since)
  select $1, v.resident, v.policy, v.version, v.area, v.verdict, v.missing, $2
  from jsonb_to_recordset($3::jsonb) as v (resident uuid, policy uuid, version uuid, area text, verdict text, missing text[])
  on conflict (district, resident, policy) do update set version = excluded.version, area = excluded.area, verdict = excluded.verdict,
    missing = excluded.missing,
    since = case when discovery_verdict.verdict = excluded.verdict then discovery_verdict.since else excluded.since end`;
const DROP_SQL = `delete from discovery_verdict v using unnest($2::uuid[], $3::uuid[]) as g (resident, policy)
  where v.district = $1 and v.resident = g.resident and v.policy = g.policy`;
const SCREENED_SQL = `insert into discovery_screened (district, day, at, residents, took_ms) values ($1, $2, now(), $3, $4)
  on conflict (district) do update set day = excluded.day, at = excluded.at, residents = excluded.residents, took_ms = excluded.took_ms`;

export const keepVerdicts = (district: string, day: Day, rows: readonly VerdictRow[]): readonly Statement[] =>
  rows.length === 0 ? [] : [sql(KEEP_SQL, district, day, JSON.stringify(rows))];

export const dropVerdicts = (district: string, rows: readonly { readonly resident: Id; readonly policy: Id }[]): readonly Statement[] =>
  rows.length === 0
    ? []
    : [
        sql(
          DROP_SQL,
          district,
          rows.map(({ resident }) => resident),
          rows.map(({ policy }) => policy),
        ),
      ];

/** @param tookMs whole milliseconds */
export const screened = (district: string, day: Day, residents: number, tookMs: number): Statement =>
  sql(SCREENED_SQL, district, day, residents, tookMs);
