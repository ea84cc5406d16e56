import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { LeadState, PolicyLine } from '../contract/lead.ts';
import type { Asked } from '../contract/screening.ts';
import { findAsked, type PolicyRow, policyLineOf } from './words.ts';

/** What stands on a person's own list: read out and printed, and passed on by line of work. */

export type ListItem = {
  readonly policy: PolicyLine;
  /** `seems`: as far as is known; `one_answer`: one question away. */
  readonly how: 'seems' | 'one_answer';
  readonly ask: Asked | null;
  readonly state: LeadState | null;
};

type Row = PolicyRow & { verdict: 'yes' | 'unknown'; missing: string[]; state: LeadState | null };
/** What seems to be theirs, and what one question away may be; what a person declined stays off the list. */
const LIST_SQL = `select v.policy, p.code, v.version, n.body, v.verdict, v.missing, l.state
  from discovery_verdict v
  join discovery_policy p on p.district = v.district and p.id = v.policy
  join discovery_version n on n.district = v.district and n.id = v.version
  left join lateral (select l.state from discovery_lead l where l.district = v.district and l.resident = v.resident and l.policy = v.policy
    order by l.opened_at desc, l.id desc limit 1) l on true
  where v.district = $1 and v.resident = $2 and (v.verdict = 'yes' or cardinality(v.missing) = 1 and v.missing <> array['!reason'])
    and (l.state is null or l.state not in ('declined','not_true'))
  order by v.verdict desc, p.code`;

export const listItems = async (tx: Tx, district: string, resident: Id): Promise<ListItem[]> =>
  (await tx.rows<Row>(LIST_SQL, [district, resident])).map((row) => ({
    policy: policyLineOf(row),
    how: row.verdict === 'yes' ? 'seems' : 'one_answer',
    ask: row.verdict === 'yes' ? null : findAsked(row.missing[0]!),
    state: row.state,
  }));
