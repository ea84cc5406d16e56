import type { Id } from '../../../kernel/id.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import { tasksOf } from '../../work/index.ts';
import type { answerPassedOn, LineOffice, PassOnState, StoredList } from '../domain/passed.ts';
import type { SharingConsent } from '../domain/sharing.ts';
import { listItems } from './own-list.ts';

/** What decisions about passing a list on and answering it take. */

type ConsentRow = Omit<SharingConsent, 'from' | 'until'> & { readonly from: string; readonly until: string | null };
const CONSENT_SQL = `select resident, case_id as "caseId", scopes, from_at as "from", until_at as "until", revoked_at as "revokedAt", ended_at as "endedAt"
  from materials_v_consent where district = $1 and id = $2`;
const LINES_SQL = `select distinct v.body #>> '{benefit,line}' as line from discovery_version v
  where v.district = $1 and v.state = 'published' and v.valid_from <= $2 and (v.valid_until is null or v.valid_until >= $2) order by 1`;
const PERSON_SQL = `select r.id, r.name, r.area, a.name as place, r.died_on as "diedOn", r.green from residents_v_person r
  left join network_v_area a on a.district = r.district and a.path = r.area
  where r.district = $1 and r.id = $2 and r.merged_into is null`;

/** Departments of the catalogue that have an approver today: first whose name begins with the line's, then the one to whose items most policies of the line lead. */
const DEPARTMENT_SQL = `with offered as (
    select v.code, v.department, v.body #>> '{department,name,zh}' as name from catalogue_v_version v
    where v.district = $1 and v.valid_from <= $3 and (v.valid_until is null or v.valid_until >= $3)),
  wanted as (
    select n.body #>> '{benefit,itemCode}' as item from discovery_version n
    where n.district = $1 and n.state = 'published' and n.valid_from <= $3 and (n.valid_until is null or n.valid_until >= $3)
      and n.body #>> '{benefit,line}' = $2)
  select o.department from offered o left join wanted w on w.item = o.code
  where exists (select 1 from network_v_post p where p.district = $1 and p.role = 'approver' and p.department = o.department
    and p.valid_from <= $3 and (p.valid_until is null or p.valid_until >= $3))
  group by o.department
  having bool_or(starts_with(o.name, $2)) or count(w.item) > 0
  order by bool_or(starts_with(o.name, $2)) desc, count(w.item) desc, o.department limit 1`;
const COORDINATOR_SQL = `select p.id from network_v_post p
  where p.district = $1 and p.role = 'coordinator' and starts_with($2, p.area) and p.valid_from <= $3 and (p.valid_until is null or p.valid_until >= $3)
  order by length(p.area) desc, p.id limit 1`;

const findCoordinator = async (tx: Tx, district: string, area: string, day: Day): Promise<Id | null> =>
  (await tx.row<{ id: Id }>(COORDINATOR_SQL, [district, area, day]))?.id ?? null;

const findOffice = async (tx: Tx, district: string, line: string, area: string, day: Day): Promise<LineOffice | null> => {
  const found = await tx.row<{ department: string }>(DEPARTMENT_SQL, [district, line, day]);
  if (found !== undefined) return found;
  const post = await findCoordinator(tx, district, area, day);
  return post === null ? null : { post };
};

export const loadPassingOn = async (
  tx: Tx,
  district: string,
  p: { readonly resident: Id; readonly line: string; readonly consent: Id },
  today: Day,
): Promise<PassOnState> => {
  const [resident, consent, lines, items] = await Promise.all([
    tx.row<NonNullable<PassOnState['resident']>>(PERSON_SQL, [district, p.resident]),
    tx.row<ConsentRow>(CONSENT_SQL, [district, p.consent]),
    tx.rows<{ line: string }>(LINES_SQL, [district, today]),
    listItems(tx, district, p.resident),
  ]);
  return {
    resident: resident ?? null,
    consent: consent ?? null,
    lines: lines.map(({ line }) => line),
    items: items
      .filter(({ policy }) => policy.line === p.line)
      .map(({ policy: { code, name, what, amount }, how, ask }) => ({ code, name, what, amount, how, ask: ask?.question ?? null })),
    office: resident === undefined ? null : await findOffice(tx, district, p.line, resident.area, today),
  };
};

type ListRow = StoredList & { readonly tellerStays: boolean };
const LIST_SQL = `select l.id, l.area, l.line, l.department, l.by_post as "byPost", l.answer is not null as answered,
    p.id is not null as "tellerStays"
  from discovery_passed l
  left join network_v_post p on p.district = l.district and p.id = l.by_post and p.valid_from <= $3 and (p.valid_until is null or p.valid_until >= $3)
  where l.district = $1 and l.id = $2`;
const GREEN_SQL = 'select coalesce(bool_or(green), false) as green from work_v_task where district = $1 and subject = $2';

export const loadAnswering = async (tx: Tx, district: string, list: Id, today: Day): Promise<Parameters<typeof answerPassedOn>[0]> => {
  const [row, tasks, green] = await Promise.all([
    tx.row<ListRow>(LIST_SQL, [district, list, today]),
    tasksOf(tx, district, list),
    tx.row<{ green: boolean }>(GREEN_SQL, [district, list]),
  ]);
  if (row === undefined) return null;
  const { tellerStays, ...stored } = row;
  const teller = tellerStays ? stored.byPost : await findCoordinator(tx, district, stored.area, today);
  return { list: stored, tasks, teller, green: green?.green ?? false };
};

export const tasksOfLists = async (tx: Tx, district: string, lists: readonly Id[]) =>
  (await Promise.all(lists.map((list) => tasksOf(tx, district, list)))).flat();

/** Lists that nobody has answered and nobody may read any more. For the system. */
export const listsEnded = async (tx: Tx): Promise<readonly Id[]> =>
  (await tx.rows<{ list: Id }>('select list from discovery_lists_ended()')).map(({ list }) => list);
