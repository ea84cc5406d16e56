/**
 * Ways into a matter outside one's own ranges (`kernel/grant.ts` builds the events). Row-level security asks `acting_granted()`,
 * which reads what is written here. A grant is given only by who can see the matter; the database holds to that.
 */
import { type Module, type Projections, sql } from './executor/types.ts';

const projections: Projections = {
  'platform.granted': (e, m) => [
    sql(
      `insert into platform_grant (district, id, subject, post, site, department, purpose, from_at, until_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      m.district,
      e.data.id,
      e.data.subject,
      e.data.post,
      e.data.site,
      e.data.department,
      e.data.purpose,
      m.recordedAt,
      e.data.until,
    ),
  ],
  'platform.grant_ended': (e, m) => [
    sql(
      `update platform_grant set until_at = $7 where district = $1 and subject = $2 and purpose = $3 and until_at is null
       and post is not distinct from $4 and site is not distinct from $5 and department is not distinct from $6`,
      m.district,
      e.data.subject,
      e.data.purpose,
      e.data.post,
      e.data.site,
      e.data.department,
      m.recordedAt,
    ),
  ],
};

export const grants: Module = { name: 'platform', projections };
