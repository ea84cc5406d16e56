import type { Actor } from '../../../kernel/actor.ts';
import { withinAny } from '../../../kernel/area.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { PolicyBody } from '../contract/policy.ts';
import type { KnownLead } from '../domain/follow-up.ts';
import type { EnteringState, LeadHead, LinkedCase, OpeningState, StoredLead } from '../domain/lead.ts';
import { basisOf, householdsOf } from '../screening/office.ts';
import { ruleOf } from './in-force.ts';
import { rollOf } from './roll.ts';

/** What decisions about leads take. */

type LeadRow = Omit<StoredLead, 'basisNow' | 'itemCode'> & { readonly body: PolicyBody };
const LEAD_SQL = `select l.id, l.area, l.resident, l.policy, l.state, l.holder, l.until, v.body
  from discovery_lead l join discovery_version v on v.district = l.district and v.id = coalesce((
    select n.id from discovery_version n where n.district = l.district and n.policy = l.policy and n.state = 'published'
      and n.valid_from <= $3 and (n.valid_until is null or n.valid_until >= $3) limit 1), l.version)
  where l.district = $1 and l.id = $2`;

/** A lead with what its verdict rests on at this moment. Who was let in to the one person doesn't see the household: then that stays open. */
export const findLead = async (
  tx: Tx,
  { district, ranges }: Pick<Actor, 'district' | 'ranges'>,
  lead: Id,
  today: Day,
): Promise<StoredLead | null> => {
  const row = await tx.row<LeadRow>(LEAD_SQL, [district, lead, today]);
  if (row === undefined) return null;
  const { body, ...rest } = row;
  const basisNow = withinAny(row.area, ranges) ? await currentBasis(tx, district, row.resident, body, today) : null;
  return { ...rest, itemCode: body.benefit.itemCode, basisNow };
};

const currentBasis = async (tx: Tx, district: string, resident: Id, body: PolicyBody, today: Day): Promise<string | null> => {
  const rule = ruleOf(body);
  if (rule === null) return null;
  for (const members of householdsOf(await rollOf(tx, district, [resident]), today)) {
    const self = members.findIndex(({ person }) => person.id === resident);
    if (self >= 0) return basisOf({ body, rule }, members, self);
  }
  return null;
};

type EnteredRow = { readonly version: Id; readonly areas: readonly string[]; readonly body: PolicyBody };
const ENTERED_SQL = `select v.id as version, v.areas, v.body from discovery_version v
  where v.district = $1 and v.policy = $2 and v.state = 'published' and v.valid_from <= $3 and (v.valid_until is null or v.valid_until >= $3)`;
const PERSON_SQL =
  'select id, area, died_on as "diedOn", green from residents_v_person where district = $1 and id = $2 and merged_into is null';

/** What somebody who found a person for a policy has to be told of. */
export const loadEntering = async (
  tx: Tx,
  { district, ranges }: Pick<Actor, 'district' | 'ranges'>,
  p: { readonly resident: Id; readonly policy: Id },
  today: Day,
): Promise<EnteringState> => {
  const [resident, policy, known] = await Promise.all([
    tx.row<NonNullable<EnteringState['resident']>>(PERSON_SQL, [district, p.resident]),
    tx.row<EnteredRow>(ENTERED_SQL, [district, p.policy, today]),
    knownLeads(tx, district, [p.resident]),
  ]);
  const whole = resident !== undefined && policy !== undefined && withinAny(resident.area, ranges);
  return {
    resident: resident ?? null,
    policy: policy ?? null,
    basis: whole ? await currentBasis(tx, district, p.resident, policy.body, today) : null,
    leads: known.filter((lead) => lead.policy === p.policy),
  };
};

export const findLinkedCase = async (tx: Tx, district: string, id: Id): Promise<LinkedCase | null> =>
  (await tx.row<LinkedCase>('select id, resident, item_code as item from cases_v_case where district = $1 and id = $2', [district, id])) ??
  null;

export const loadOpening = async (tx: Tx, district: string, found: readonly { readonly resident: Id }[]): Promise<OpeningState> => {
  const ids = [...new Set(found.map(({ resident }) => resident))];
  const [people, leads] = await Promise.all([
    tx.rows<{ id: Id; area: string; green: boolean }>(
      `select r.id, r.area, r.green from residents_v_person r
       where r.district = $1 and r.id = any($2::uuid[]) and r.died_on is null and r.merged_into is null`,
      [district, ids],
    ),
    tx.rows<OpeningState['leads'][number]>(
      'select resident, policy, basis, state from discovery_lead where district = $1 and resident = any($2::uuid[])',
      [district, ids],
    ),
  ]);
  return { residents: new Map(people.map(({ id, area, green }) => [id, { area, green }])), leads };
};

export const findHeads = (tx: Tx, district: string, leads: readonly Id[]): Promise<LeadHead[]> =>
  tx.rows<LeadHead>(
    `select l.id, l.area, l.resident, l.state, l.until, coalesce(r.green, false) as green from discovery_lead l
     left join residents_v_person r on r.district = l.district and r.id = l.resident
     where l.district = $1 and l.id = any($2::uuid[])`,
    [district, leads],
  );

/** All leads of some residents, as the follow-up compares them. */
export const knownLeads = (tx: Tx, district: string, residents: readonly Id[]): Promise<KnownLead[]> =>
  tx.rows<KnownLead>(
    `select l.id, l.resident, l.policy, l.version, l.basis, l.state, l.until, l.found_by <> 'screening' as entered,
       coalesce(c.state in ('not_approved','refused_acceptance','acceptance_revoked','withdrawn'), false) as refused
     from discovery_lead l left join cases_v_case c on c.district = l.district and c.id = l.case_id
     where l.district = $1 and l.resident = any($2::uuid[])`,
    [district, residents],
  );
