import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { VerdictRow } from '../store/verdicts.ts';

const STORED_SQL =
  'select resident, policy, version, area, verdict, missing from discovery_verdict where district = $1 and resident = any($2::uuid[])';

/** What screening kept of these residents. */
export const storedVerdicts = (tx: Tx, district: string, residents: readonly Id[]): Promise<VerdictRow[]> =>
  tx.rows<VerdictRow>(STORED_SQL, [district, residents]);

const GONE_SQL = `select x.resident as id from (
    select v.resident from discovery_verdict v where v.district = $1
    union select l.resident from discovery_lead l where l.district = $1 and l.state in ('to_tell','told','later')) x
  where not exists (
    select 1 from residents_v_person r where r.district = $1 and r.id = x.resident and r.died_on is null and r.merged_into is null)`;

/** Those who have verdicts or open leads and are no longer among the living residents. */
export const leftBehind = async (tx: Tx, district: string): Promise<readonly Id[]> =>
  (await tx.rows<{ id: Id }>(GONE_SQL, [district])).map(({ id }) => id);
