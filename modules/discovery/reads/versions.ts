import { createHash } from 'node:crypto';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import { type PolicyDecisionState, tried, type Version } from '../domain/policy.ts';

/** What decisions about policies take. */

export const versionsOf = (tx: Tx, district: string, policy: Id): Promise<Version[]> =>
  tx.rows<Version>(
    `select v.id, v.version as number, v.state, v.valid_from as "validFrom", v.valid_until as "validUntil", v.areas, v.body, v.impact, v.writers
     from discovery_version v where v.district = $1 and v.policy = $2 order by v.version`,
    [district, policy],
  );

/** Of the rules and areas that a trial was of: short enough to stand in a row, long enough that no two share it. */
export const digestOf = (version: Pick<Version, 'body' | 'areas'>): string =>
  createHash('sha256').update(tried(version)).digest('hex').slice(0, 32);

export const loadPolicy = async (
  tx: Tx,
  district: string,
  { policy, version }: { readonly policy: Id; readonly version: Id },
): Promise<PolicyDecisionState> => {
  const versions = await versionsOf(tx, district, policy);
  const named = versions.find(({ id }) => id === version);
  return versions.length === 0 ? null : { versions, digest: named === undefined ? '' : digestOf(named) };
};
