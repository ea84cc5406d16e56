import type { Actor } from '../../../kernel/actor.ts';
import { rangeOf } from '../../../kernel/area.ts';
import { answer, type ReadContext, type Tx } from '../../../platform/executor/types.ts';
import * as contract from '../contract.ts';
import { type Hashes, partsOf, searchWords } from '../domain/words.ts';
import { PERSON_COLUMNS, PERSON_JOINS, type PersonColumns, personRow } from './person.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The function answers ids; the rows come through the policy again. */
const SEARCH_SQL = `select ${PERSON_COLUMNS}
  from residents_search($2, $3, $4) with ordinality as found(id, place)
  join residents_v_person r on r.district = $1 and r.id = found.id
  ${PERSON_JOINS}
  order by found.place`;

const PLACES_SQL = `select path, name from network_v_area where district = $1 and name like any($2) order by length(path) limit 12`;

/** Village groups and islands whose names hold a part of the question: `陈 一组`. One part alone is a person or an address. */
const placesNamed = async (tx: Tx, q: string, district: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const parts = partsOf(q).filter((part) => /^[\p{Script=Han}\d]{2,}$/u.test(part));
  if (parts.length === 0 || partsOf(q).length < 2) return new Map();
  const rows = await tx.rows<{ path: string; name: string }>(PLACES_SQL, [district, parts.map((part) => `%${part}%`)]);
  return new Map(parts.map((part) => [part, rows.filter((row) => row.name.includes(part)).map((row) => `@${row.path}`)]));
};

const hashesOf = ({ actor, services: { keys } }: ReadContext): Hashes => ({
  id: (text) => keys.lookups(text, 'id_number', actor.district),
  idTail: (text) => keys.lookupTails(text, 'id_number', actor.district),
  phone: (text) => keys.lookups(text, 'phone', actor.district),
  phoneTail: (text) => keys.lookupTails(text, 'phone', actor.district),
});

/** The stretch of paths that holds all of the actor's ranges, for walking the index; the policy keeps what lies between them out. */
export const stretch = ({ ranges }: Pick<Actor, 'ranges'>, under: string | undefined): { from: string; to: string } => {
  const all = (under === undefined ? ranges : [under]).map(rangeOf);
  return {
    from: all.map((one) => one.from).sort()[0] ?? '',
    to:
      all
        .map((one) => one.to)
        .sort()
        .at(-1) ?? '',
  };
};

const cut = (cursor: string | undefined): readonly [string, string] => {
  const at = cursor?.lastIndexOf('|') ?? -1;
  const id = cursor?.slice(at + 1) ?? '';
  return at < 0 || !/^[0-9a-f-]{36}$/.test(id) ? ['', NOBODY] : [cursor!.slice(0, at), id];
};

const PEOPLE_SQL = `select ${PERSON_COLUMNS}
  from residents_v_person r ${PERSON_JOINS}
  where r.district = $1 and r.area >= $2 and r.area < $3 and (r.area, r.id) > ($4, $5::uuid) and r.merged_into is null
    and ($6::text is null or (r.lives_elsewhere is not null) = ($6 = 'elsewhere'))
  order by r.area, r.id limit $7`;
const MEMBERS_SQL = `select ${PERSON_COLUMNS}
  from residents_v_person r ${PERSON_JOINS}
  where r.district = $1 and r.household = $2 and r.merged_into is null and r.id > $3::uuid
  order by r.id limit $4`;
const HOUSEHOLDS_SQL = `select h.id, h.area, a.name as "areaName", h.number, h.address,
    (select count(*)::int from residents_resident r where r.district = h.district and r.household = h.id and r.merged_into is null) as members,
    coalesce(s.seq, 0) as seq
  from residents_household h
  left join network_v_area a on a.district = h.district and a.path = h.area
  left join stream_head s on s.district = h.district and s.stream_id = h.id
  where h.district = $1 and h.area >= $2 and h.area < $3 and ($6::text is null or h.number = $6)
    and (h.area, coalesce(h.number, ''), h.id) > ($4, $7, $5::uuid)
  order by h.area, coalesce(h.number, ''), h.id limit $8`;

type HouseholdRow = {
  id: string;
  area: string;
  areaName: string | null;
  number: string | null;
  address: string | null;
  members: number;
  seq: number;
};

export const search = answer(
  contract.search,
  async (tx, q, ctx) => {
    const places = await placesNamed(tx, q.q, ctx.actor.district);
    const words = searchWords(q.q, hashesOf(ctx), places);
    if (words.length === 0) return { rows: [] };
    const rows = await tx.last<PersonColumns>(SEARCH_SQL, [ctx.actor.district, words, q.q.normalize('NFKC').trim(), q.limit]);
    return { rows: rows.map((row) => personRow(row, ctx)) };
  },
  { quick: true },
);

export const people = answer(contract.people, async (tx, q, ctx) => {
  const [area, id] = cut(q.cursor);
  const { from, to } = stretch(ctx.actor, q.under);
  const { district } = ctx.actor;
  const rows =
    q.household === undefined
      ? await tx.rows<PersonColumns>(PEOPLE_SQL, [district, from, to, area, id, q.lives ?? null, q.limit + 1])
      : await tx.rows<PersonColumns>(MEMBERS_SQL, [district, q.household, id, q.limit + 1]);
  const last = rows.length > q.limit ? rows[q.limit - 1]! : null;
  return { rows: rows.slice(0, q.limit).map((row) => personRow(row, ctx)), next: last === null ? null : `${last.area}|${last.id}` };
});

export const households = answer(contract.households, async (tx, q, ctx) => {
  const [key, id] = cut(q.cursor);
  const [area = '', number = ''] = key.split('/');
  const { from, to } = stretch(ctx.actor, q.under);
  const rows = await tx.rows<HouseholdRow>(HOUSEHOLDS_SQL, [ctx.actor.district, from, to, area, id, q.number ?? null, number, q.limit + 1]);
  const last = rows.length > q.limit ? rows[q.limit - 1]! : null;
  return { rows: rows.slice(0, q.limit), next: last === null ? null : `${last.area}/${last.number ?? ''}|${last.id}` };
});
