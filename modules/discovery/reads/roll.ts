import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { Statement } from '../../residents/domain.ts';

/** The people who are screened, and what was said of them. */

export type Person = {
  readonly id: Id;
  readonly area: string;
  readonly household: Id | null;
  readonly sex: 'female' | 'male' | null;
  readonly birth: string | null;
};
export type Said = Statement & { readonly resident: Id };

const LIVING = 'r.died_on is null and r.merged_into is null';
const COLUMNS = 'r.id, r.area, r.household, r.sex, r.birth';

/** Households stand together. A cursor: memory stays the same however many live in the district. */
const OPEN_SQL = `declare discovery_roll no scroll cursor for
  select r.id, coalesce(r.household, r.id) as unit from residents_v_person r where r.district = $1 and ${LIVING} order by unit, r.id`;
/** Looked at together: enough that asking costs little, few enough to hold. */
export const AT_ONCE = 2_000;
const CLOSE_SQL = 'close discovery_roll';

/** Everybody who lives in the district, some thousand at a time, no household cut in two. One at a time in a transaction. */
export async function* everyone(tx: Tx, district: string, atOnce: number = AT_ONCE): AsyncGenerator<readonly Id[]> {
  await tx.rows(OPEN_SQL, [district]);
  let held: { id: Id; unit: Id }[] = [];
  for (;;) {
    const rows = await tx.rows<{ id: Id; unit: Id }>(`fetch ${Math.trunc(atOnce)} from discovery_roll`);
    held = [...held, ...rows];
    const last = held.at(-1)?.unit;
    // more of the last household may come
    const whole = rows.length === 0 ? held : held.filter(({ unit }) => unit !== last);
    if (whole.length > 0) yield whole.map(({ id }) => id);
    if (rows.length === 0) break;
    held = held.filter(({ unit }) => unit === last);
  }
  await tx.rows(CLOSE_SQL);
}

/** Two ways in, each by its own index: an “or” of both would walk through all residents. */
const HOUSEHOLDS_SQL = `select p.* from (
    select ${COLUMNS} from residents_v_person r where r.district = $1 and r.id = any($2::uuid[]) and ${LIVING}
    union
    select ${COLUMNS} from (
      select distinct h.household from residents_v_person h where h.district = $1 and h.id = any($2::uuid[]) and h.household is not null) w
    join residents_v_person r on r.district = $1 and r.household = w.household where ${LIVING}) p
  order by coalesce(p.household, p.id), p.id`;
/** What a merged record said belongs to the one that was kept. What was told for one matter only is never used to screen. */
const SAID_SQL = `select p.id as resident, f.id, f.name, f.value, f.at, f.valid_until as "validUntil", f.source, f.sure, f.recorded_at as "recordedAt", f.withdrawn
  from unnest($2::uuid[]) as p (id)
  join residents_v_statement f on f.district = $1 and f.resident = p.id
  where not f.withdrawn and f.purpose = 'service'
  union all
  select m.merged_into, f.id, f.name, f.value, f.at, f.valid_until, f.source, f.sure, f.recorded_at, f.withdrawn
  from residents_v_person m join residents_v_statement f on f.district = m.district and f.resident = m.id
  where m.district = $1 and m.merged_into = any($2::uuid[]) and not f.withdrawn and f.purpose = 'service'`;

export type Roll = { readonly people: readonly Person[]; readonly said: readonly Said[] };

/** The households of these residents, whole, households together; those who died or were merged into another record are left out. */
export const rollOf = async (tx: Tx, district: string, residents: readonly Id[]): Promise<Roll> => {
  const people = await tx.rows<Person>(HOUSEHOLDS_SQL, [district, residents]);
  const said = await tx.rows<Said>(SAID_SQL, [district, people.map(({ id }) => id)]);
  return { people, said };
};

/** Whom a command was about, and who lived with them until then. */
const TOUCHED_SQL = `with entry as (
    select distinct l.stream_id as resident from ledger l where l.district = $1 and l.command_id = $2 and l.stream = 'resident'),
  lived as (
    select (l.data ->> 'household')::uuid as household from entry join ledger l on l.district = $1 and l.stream_id = entry.resident
    where l.event in ('residents.registered','residents.membership_changed') and l.data ->> 'household' is not null)
  select resident as id from entry
  union select r.id from residents_v_person r where r.district = $1 and r.household in (select household from lived)`;
export const touchedBy = async (tx: Tx, district: string, command: Id): Promise<readonly Id[]> =>
  (await tx.rows<{ id: Id }>(TOUCHED_SQL, [district, command])).map(({ id }) => id);
