import type { Id } from '../../../kernel/id.ts';
import { ageOn } from '../../../kernel/time.ts';
import { answer } from '../../../platform/executor/types.ts';
import * as contract from '../contract/lead.ts';
import { policiesInForce } from './in-force.ts';
import { spanOf } from './span.ts';
import { type PolicyRow, policyLineOf } from './words.ts';

type Row = PolicyRow & {
  id: Id;
  resident: Id;
  residentName: string;
  birth: string | null;
  greenWhy: string[];
  area: string;
  areaName: string | null;
  state: contract.LeadState;
  green: boolean;
  foundBy: contract.LeadRow['foundBy'];
  holder: Id | null;
  holderName: string | null;
  until: string | null;
  caseId: Id | null;
  shortCode: string | null;
  openedAt: string;
  movedAt: string;
};

const WANTED = `l.district = $1 and l.state = any($2) and ($3::uuid is null or l.policy = $3) and l.area >= $4 and l.area < $5
    and ($6::uuid is null or l.holder = $6)`;
/** The page is found on the narrow table; only its rows are joined. Green channel first, in it the newest. */
const PAGE_SQL = `with hit as (
    select l.id from discovery_lead l
    where ${WANTED} and ($7::boolean is null or (l.green, l.opened_at, l.id) < ($7, $8::timestamptz, $9::uuid))
    order by l.green desc, l.opened_at desc, l.id desc limit $10)
  select l.id, l.resident, r.name as "residentName", r.birth, r.green_why as "greenWhy", l.area, a.name as "areaName", l.policy, p.code, l.version, v.body,
    l.state, l.green, l.found_by as "foundBy", l.holder, h.name as "holderName", l.until, c.id as "caseId", c.short_code as "shortCode",
    l.opened_at as "openedAt", l.moved_at as "movedAt"
  from hit join discovery_lead l on l.district = $1 and l.id = hit.id
  join residents_v_person r on r.district = l.district and r.id = l.resident
  join discovery_policy p on p.district = l.district and p.id = l.policy
  join discovery_version v on v.district = l.district and v.id = l.version
  left join network_v_area a on a.district = l.district and a.path = l.area
  left join network_v_post h on h.district = l.district and h.id = l.holder
  left join cases_v_case c on c.district = l.district and c.id = l.case_id
  order by l.green desc, l.opened_at desc, l.id desc`;
const COUNTS_SQL = `select l.state, count(*)::int as n from discovery_lead l where ${WANTED} group by l.state`;

const shown = (row: Row, today: string): contract.LeadRow => ({
  id: row.id,
  resident: { id: row.resident, name: row.residentName, age: row.birth === null ? null : ageOn(row.birth, today), greenWhy: row.greenWhy },
  area: row.area,
  areaName: row.areaName,
  policy: policyLineOf(row),
  state: row.state,
  green: row.green,
  foundBy: row.foundBy,
  holder: row.holder === null ? null : { id: row.holder, name: row.holderName ?? '' },
  until: row.until,
  case: row.caseId === null || row.shortCode === null ? null : { id: row.caseId, shortCode: row.shortCode },
  openedAt: row.openedAt,
  movedAt: row.movedAt,
});

export const leads = answer(contract.leads, async (tx, q, { actor, today }) => {
  const { from, to } = spanOf(actor.ranges, q.under);
  const wanted = [q.policy ?? null, from, to, q.mine === 'true' ? actor.post : null];
  const states = q.state === 'open' ? contract.OPEN_LEADS : [q.state];
  const [green = null, at = null, id = null] = q.cursor?.split(' ') ?? [];
  const [rows, counts] = await Promise.all([
    tx.rows<Row>(PAGE_SQL, [actor.district, states, ...wanted, green, at, id, q.limit + 1]),
    q.cursor === undefined
      ? tx.rows<{ state: contract.LeadState; n: number }>(COUNTS_SQL, [actor.district, contract.LEAD_STATES, ...wanted])
      : null,
  ]);
  const page = rows.slice(0, q.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => shown(row, today)),
    next: rows.length > q.limit && last ? `${last.green} ${last.openedAt} ${last.id}` : null,
    counts: counts === null ? null : Object.fromEntries(counts.map(({ state, n }) => [state, n])),
    hint: contract.HINT,
  };
});

export const inForce = answer(contract.inForce, async (tx, _q, { actor, today }) => {
  const { policies } = await policiesInForce(tx, actor.district, today);
  return { rows: policies.map(policyLineOf) };
});
