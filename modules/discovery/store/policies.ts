import { type Projections, sql } from '../../../platform/executor/types.ts';
import { job } from '../../../platform/jobs/queue.ts';

/** The job that tries a version on everybody; see trial.ts. */
export const TRY_VERSION = 'discovery.try_version';

/** Whoever moves a version on without changing a word has read it and stands for it: an author who hands in counts as a writer. */
const MOVE = `update discovery_version set state = $3, sent_back = null,
    writers = case when $4::uuid = any (writers) then writers else writers || $4::uuid end
  where district = $1 and id = $2`;

export const policyProjections: Projections = {
  'discovery.drafted': (e, m) => {
    const { policy, version, code, number, validFrom, validUntil, areas, body, reads, first, again } = e.data;
    const values = [
      m.district,
      version,
      validFrom,
      validUntil,
      body.name.zh,
      areas,
      JSON.stringify(body),
      reads,
      m.actor.person,
      m.recordedAt,
    ];
    return [
      ...(first && !again ? [sql('insert into discovery_policy (district, id, code) values ($1, $2, $3)', m.district, policy, code)] : []),
      again
        ? sql(
            `update discovery_version set valid_from = $3, valid_until = $4, name = $5, areas = $6, body = $7, reads = $8, written_by = $9, written_at = $10,
               writers = case when $9::uuid = any (writers) then writers else writers || $9::uuid end
             where district = $1 and id = $2`,
            ...values,
          )
        : sql(
            `insert into discovery_version (district, id, valid_from, valid_until, name, areas, body, reads, written_by, written_at, writers, policy, version, state)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, array[$9::uuid], $11, $12, 'draft')`,
            ...values,
            policy,
            number,
          ),
    ];
  },
  'discovery.submitted': (e, m) => [sql(MOVE, m.district, e.data.version, 'submitted', m.actor.person)],
  'discovery.draft_withdrawn': (e, m) => [sql(MOVE, m.district, e.data.version, 'withdrawn', m.actor.person)],
  'discovery.sent_back': (e, m) => [
    sql(
      `update discovery_version set state = 'draft', sent_back = $3 where district = $1 and id = $2`,
      m.district,
      e.data.version,
      e.detail.words,
    ),
  ],
  'discovery.published': (e, m) => [
    // First what it takes the place of: on no day are there two.
    sql(
      'update discovery_version set valid_until = $3 where district = $1 and id = any ($2::uuid[])',
      m.district,
      e.data.ends,
      e.data.until,
    ),
    sql(
      `update discovery_version set state = 'published', published_by = $3, published_at = $4 where district = $1 and id = $2`,
      m.district,
      e.data.version,
      m.actor.person,
      m.recordedAt,
    ),
  ],
  'discovery.version_ended': (e, m) => [
    sql('update discovery_version set valid_until = $3 where district = $1 and id = $2', m.district, e.data.version, e.data.lastDay),
  ],
  'discovery.trial_asked': (e, m) => [
    job(TRY_VERSION, m.district, { versions: [{ policy: e.data.policy, version: e.data.version }] }, { key: e.data.version }),
  ],
  'discovery.tried': (e, m) => [
    sql(
      'update discovery_version set impact = $3 where district = $1 and id = $2',
      m.district,
      e.data.version,
      JSON.stringify(e.data.impact),
    ),
  ],
};
