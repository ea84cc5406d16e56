import { maskId } from '../../../kernel/identity.ts';
import type { Refusal } from '../../../kernel/result.ts';
import { common } from '../../../platform/executor/refusals.ts';
import { answer, type ReadContext, type Tx } from '../../../platform/executor/types.ts';
import * as contract from '../contract.ts';
import { currentFacts, isNonsense, type Standing } from '../domain/current.ts';
import { type FactValue, maySeeFact } from '../domain/facts.ts';
import { type LookReason, lookReason } from '../domain/looks.ts';
import { lookStatement, places } from '../store.ts';
import { maskedPhone, PERSON_COLUMNS, PERSON_JOINS, type PersonColumns, personRow } from './person.ts';

const MAIN_SQL = `select coalesce(r.merged_into, r.id) as id, r.area from residents_resident r where r.district = $1 and r.id = $2`;
const REASON_SQL = 'select residents_reason_holds($1, $2) as holds';

type Main = { readonly id: string; readonly area: string };

/** Checks the reason and writes the look; everything shown of a person comes after this. */
export const lookAt = async (
  tx: Tx,
  q: { readonly id: string; readonly reason?: LookReason | undefined; readonly words?: string | undefined },
  what: string,
  { actor }: ReadContext,
): Promise<Main | Refusal> => {
  const [main, checked] = await Promise.all([
    tx.row<Main>(MAIN_SQL, [actor.district, q.id]),
    tx.row<{ holds: boolean | null }>(REASON_SQL, [q.reason ?? 'other', q.id]),
  ]);
  if (!main) return common.notFound;
  const reason = lookReason(q, checked?.holds ?? null);
  if (!reason.ok) return reason.refusal;
  const look = lookStatement(actor, { subject: main.id, area: main.area, what, reason: reason.value });
  await tx.rows(look.sql, look.params);
  return main;
};
export const isRefusal = (found: Main | Refusal): found is Refusal => 'code' in found;

const PERSON_SQL = `select ${PERSON_COLUMNS}, r.relation, r.language, r.registered_area as "registeredArea", r.home_since as "homeSince",
    coalesce(s.seq, 0) as seq
  from residents_v_person r ${PERSON_JOINS}
  left join stream_head s on s.district = r.district and s.stream_id = r.id
  where r.district = $1 and r.id = $2`;
/** The record and those merged into it. */
const SAME = `(select m.id from residents_resident m where m.district = $1 and (m.id = $2 or m.merged_into = $2))`;
const CONTACTS_SQL = `select id, kind, name, relation, phone_sealed as "phoneSealed", place, best_hours as "bestHours", trusted, note,
    withdrawn_at is not null as withdrawn
  from residents_contact where district = $1 and resident in ${SAME} order by withdrawn_at is not null, trusted desc, id limit 100`;
const FACTS_SQL = `select f.id, f.name, f.value, f.at, f.valid_until as "validUntil", f.source, f.sure, f.purpose, f.note,
    f.recorded_by as "recordedByPost", p.name as "recordedBy",
    f.recorded_at as "recordedAt", f.withdrawn_at is not null as withdrawn, f.withdrawn_reason as "withdrawnReason"
  from residents_fact f left join network_v_post p on p.district = f.district and p.id = f.recorded_by
  where f.district = $1 and f.resident in ${SAME} order by f.at desc, f.recorded_at desc limit 1000`;
const FORMER_SQL = `select f.id, f.what, f.value, f.reason, f.until_on as "untilOn", p.name as by, f.at
  from residents_former f left join network_v_post p on p.district = f.district and p.id = f.by_post
  where f.district = $1 and f.resident in ${SAME} order by f.at desc limit 100`;
const MERGED_SQL = `select m.id, m.name, coalesce(s.seq, 0) as seq from residents_resident m
  left join stream_head s on s.district = m.district and s.stream_id = m.id
  where m.district = $1 and m.merged_into = $2 order by m.id limit 20`;
const HOUSEHOLD_SQL = `select h.id, h.number, h.address, coalesce(s.seq, 0) as seq from residents_household h
  left join stream_head s on s.district = h.district and s.stream_id = h.id
  join residents_resident r on r.district = h.district and r.household = h.id where h.district = $1 and r.id = $2`;
const MEMBERS_SQL = `select ${PERSON_COLUMNS} from residents_v_person r ${PERSON_JOINS}
  where r.district = $1 and r.household = (select household from residents_resident where district = $1 and id = $2) and r.merged_into is null
  order by r.birth, r.id limit 40`;

type ContactRow = {
  id: string;
  kind: (typeof contract.CONTACT_KINDS)[number];
  name: string | null;
  relation: string | null;
  phoneSealed: Buffer | null;
  place: string | null;
  bestHours: string | null;
  trusted: boolean;
  note: string | null;
  withdrawn: boolean;
};
type FactRow = {
  id: string;
  name: string;
  value: FactValue;
  at: string;
  validUntil: string | null;
  source: (typeof contract.FACT_SOURCES)[number];
  sure: (typeof contract.SURENESS)[number];
  purpose: (typeof contract.FACT_PURPOSES)[number];
  note: string | null;
  recordedByPost: string;
  recordedBy: string | null;
  recordedAt: string;
  withdrawn: boolean;
  withdrawnReason: string | null;
};
type FormerRow = { id: string; what: string; value: Buffer; reason: Buffer; untilOn: string; by: string | null; at: string };
type FullPerson = PersonColumns & {
  relation: string | null;
  language: string | null;
  registeredArea: string | null;
  homeSince: string | null;
  seq: number;
};

const statementsOf = (one: Standing<FactRow>): readonly FactRow[] => {
  switch (one.kind) {
    case 'known':
      return [one.by, ...one.also];
    case 'conflict':
      return one.says;
    case 'expired':
      return [one.last];
    case 'unknown':
      return one.asked === null ? [] : [one.asked];
  }
};

/** The rows, and what of them counts today. */
const weighed = (rows: readonly FactRow[], today: string) => {
  const standing = [...currentFacts(rows, today)].map(([name, one]) => ({
    name,
    kind: one.kind,
    of: statementsOf(one).map(({ id }) => id),
  }));
  const current = new Set(standing.flatMap(({ kind, of }) => (kind === 'known' || kind === 'unknown' ? of : [])));
  const facts = rows.map(({ recordedByPost: _, ...row }) => ({ ...row, current: current.has(row.id), nonsense: isNonsense(row, today) }));
  return { facts, standing };
};

/** What stood there, opened. Homes and households name others by id. */
type Opened = Omit<FormerRow, 'value'> & { readonly was: unknown };
const homeOf = (was: unknown) => was as { readonly area: string; readonly address: string | null; readonly livesElsewhere: string | null };
const householdOf = (was: unknown) => was as { readonly household: string | null; readonly relation: string | null };

/** In words; an ID number that was wrong stays masked: it may be somebody else's. */
const saidOf = ({ what, was }: Opened, names: ReadonlyMap<string, string>): string => {
  if (was === null || was === undefined) return '';
  const join = (parts: readonly (string | null | undefined)[]): string => parts.filter((part) => part != null && part !== '').join(' · ');
  switch (what) {
    case 'id_number':
      return maskId(String(was));
    case 'home': {
      const home = homeOf(was);
      return join([names.get(home.area) ?? home.area, home.address, home.livesElsewhere]);
    }
    case 'household': {
      const { household, relation } = householdOf(was);
      return join([household === null ? null : (names.get(household) ?? household), relation]);
    }
    default:
      return String(was);
  }
};

const NAMES_SQL = `select path as key, name from network_v_area where district = $1 and path = any($2)
  union all select id::text, coalesce(number, address, '') from residents_household where district = $1 and id::text = any($3)`;
/** Names of the areas and numbers of the households that old values speak of. */
const namesIn = async (tx: Tx, district: string, opened: readonly Opened[]): Promise<ReadonlyMap<string, string>> => {
  const areas = opened.flatMap(({ what, was }) => (what === 'home' ? [homeOf(was).area] : []));
  const households = opened.flatMap(({ what, was }) => (what === 'household' ? (householdOf(was).household ?? []) : []));
  if (areas.length + households.length === 0) return new Map();
  const rows = await tx.rows<{ key: string; name: string }>(NAMES_SQL, [district, areas, households]);
  return new Map(rows.map(({ key, name }) => [key, name]));
};

export const page = answer(contract.page, async (tx, q, ctx) => {
  const main = await lookAt(tx, q, 'page', ctx);
  if (isRefusal(main)) return main;
  const { district } = ctx.actor;
  const { keys } = ctx.services;
  const about = [district, main.id];
  const [person, contacts, facts, formerRows, merged, household, members] = await Promise.all([
    tx.row<FullPerson>(PERSON_SQL, about),
    tx.rows<ContactRow>(CONTACTS_SQL, about),
    tx.rows<FactRow>(FACTS_SQL, about),
    tx.rows<FormerRow>(FORMER_SQL, about),
    tx.rows<{ id: string; name: string; seq: number }>(MERGED_SQL, about),
    tx.row<{ id: string; number: string | null; address: string | null; seq: number }>(HOUSEHOLD_SQL, about),
    tx.rows<PersonColumns>(MEMBERS_SQL, about),
  ]);
  if (!person) return common.notFound;
  const { relation, language, registeredArea, homeSince, seq } = person;
  const opened = formerRows.map(({ value, ...rest }) => ({
    ...rest,
    was: JSON.parse(keys.openText(value, places.former(district, rest.id, rest.what))) as unknown,
  }));
  const names = await namesIn(tx, district, opened);
  const shown = facts.filter((fact) => maySeeFact(ctx.actor, { name: fact.name, recordedBy: fact.recordedByPost }));
  return {
    person: { ...personRow(person, ctx), relation, language, registeredArea, homeSince, seq },
    household: household === undefined ? null : { ...household, members: members.map((row) => personRow(row, ctx)) },
    contacts: contacts.map(({ phoneSealed, ...rest }) => ({ ...rest, phoneMasked: maskedPhone(phoneSealed, rest.id, ctx) })),
    ...weighed(shown, ctx.today),
    withheld: facts.length - shown.length,
    former: opened.map(({ was, reason, ...rest }) => ({
      ...rest,
      value: saidOf({ was, reason, ...rest }, names),
      reason: keys.openText(reason, places.formerReason(district, rest.id)),
    })),
    merged,
  };
});

const ID_SQL = 'select id_sealed as sealed from residents_resident where district = $1 and id = $2';
const PHONE_SQL = `select phone_sealed as sealed from residents_contact where district = $1 and id = $3 and resident in ${SAME}`;

export const reveal = answer(contract.reveal, async (tx, q, ctx) => {
  const main = await lookAt(tx, q, `reveal ${q.what}`, ctx);
  if (isRefusal(main)) return main;
  const { district } = ctx.actor;
  const row =
    q.what === 'id_number'
      ? await tx.row<{ sealed: Buffer | null }>(ID_SQL, [district, main.id])
      : await tx.row<{ sealed: Buffer | null }>(PHONE_SQL, [district, main.id, q.contact ?? null]);
  if (!row) return common.notFound;
  const place = q.what === 'id_number' ? places.idNumber(district, main.id) : places.phone(district, q.contact!);
  return { value: row.sealed === null ? null : ctx.services.keys.openText(row.sealed, place) };
});
