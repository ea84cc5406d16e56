import type { Id } from '../../../kernel/id.ts';
import { ageOn } from '../../../kernel/time.ts';
import { answer } from '../../../platform/executor/types.ts';
import * as contract from '../contract.ts';
import { careLevel } from '../domain/care.ts';
import { carePlaces } from '../store/care.ts';
import { isRefusal, lookAt } from './page.ts';
import { stretch } from './search.ts';

type Row = {
  id: Id;
  resident: Id;
  name: string;
  birth: string | null;
  address: string | null;
  area: string;
  areaName: string | null;
  kind: contract.CareKind;
  called: string | null;
  line: contract.CareLine;
  because: string | null;
  since: string;
  putBy: string | null;
  carer: Id;
  carerName: string | null;
  everyDays: number;
  lastOn: string | null;
  lastBy: string | null;
  lastHow: contract.CareHow | null;
  dueOn: string;
  seq: number;
};

const COLUMNS = `c.id, r.id as resident, r.name, r.birth, r.address, c.area, a.name as "areaName", c.kind, c.called, c.line, c.because, c.since, u.name as "putBy",
  c.carer, k.name as "carerName", c.every_days as "everyDays", c.last_on as "lastOn", w.name as "lastBy", v.how as "lastHow", c.due_on as "dueOn",
  coalesce(s.seq, 0) as seq`;
/** A record that was merged away is shown under the one that stays. */
const JOINS = `join residents_resident m on m.district = c.district and m.id = c.resident
  join residents_resident r on r.district = c.district and r.id = coalesce(m.merged_into, m.id)
  left join network_v_area a on a.district = c.district and a.path = c.area
  left join network_v_post u on u.district = c.district and u.id = c.put_by
  left join network_v_post k on k.district = c.district and k.id = c.carer
  left join residents_care_visit v on v.district = c.district and v.id = c.last_visit
  left join network_v_post w on w.district = c.district and w.id = v.by_post
  left join stream_head s on s.district = c.district and s.stream_id = c.id`;

const WANTED = `c.district = $1 and c.ended_on is null and not c.gone and ($2::text is null or c.kind = $2) and ($3::text is null or c.line = $3)
    and ($4::uuid is null or c.carer = $4) and c.area >= $5 and c.area < $6`;
/** The page is found on the narrow table, whoever waits longest first; only its rows are joined. */
const PAGE_SQL = `with hit as (
    select c.id from residents_care c
    where ${WANTED}
      and ($8 = 'all' or ($8 = 'overdue' and c.due_on < $7::date) or ($8 = 'due' and c.due_on >= $7::date and c.amber_on <= $7::date)
        or ($8 = 'never' and c.last_on is null))
      and ($9::date is null or (c.due_on, c.id) > ($9::date, $10::uuid))
    order by c.due_on, c.id limit $11)
  select ${COLUMNS} from hit join residents_care c on c.district = $1 and c.id = hit.id ${JOINS} order by c.due_on, c.id`;
const COUNTS_SQL = `select count(*)::int as all, count(*) filter (where c.due_on < $7::date)::int as overdue,
    count(*) filter (where c.due_on >= $7::date and c.amber_on <= $7::date)::int as due, count(*) filter (where c.last_on is null)::int as never
  from residents_care c where ${WANTED}`;

const CURSOR = /^(\d{4}-\d{2}-\d{2}) ([0-9a-f-]{36})$/;

const shown = (row: Row, today: string): contract.CareRow => ({
  id: row.id,
  resident: { id: row.resident, name: row.name, age: row.birth === null ? null : ageOn(row.birth, today), address: row.address },
  area: row.area,
  areaName: row.areaName,
  kind: row.kind,
  called: row.called,
  line: row.line,
  because: row.because,
  since: row.since,
  putBy: row.putBy,
  carer: { id: row.carer, name: row.carerName ?? '' },
  everyDays: row.everyDays,
  last: row.lastOn === null || row.lastHow === null ? null : { on: row.lastOn, by: row.lastBy, how: row.lastHow },
  dueOn: row.dueOn,
  level: careLevel(row, today),
  seq: row.seq,
});

export const care = answer(contract.care, async (tx, q, { actor, today }) => {
  const { from, to } = stretch(actor, q.under);
  const wanted = [actor.district, q.kind ?? null, q.line ?? null, q.mine === 'true' ? actor.post : null, from, to, today];
  const [, due = null, id = null] = CURSOR.exec(q.cursor ?? '') ?? [];
  const [rows, counts] = await Promise.all([
    tx.rows<Row>(PAGE_SQL, [...wanted, q.state, due, id, q.limit + 1]),
    q.cursor === undefined ? tx.row<Record<(typeof contract.CARE_STATES)[number], number>>(COUNTS_SQL, wanted) : null,
  ]);
  const page = rows.slice(0, q.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => shown(row, today)),
    next: rows.length > q.limit && last ? `${last.dueOn} ${last.id}` : null,
    counts: counts ?? null,
  };
});

const KIND_OF = `case f.name when '独居' then 'elder_alone' when '残疾' then 'disabled' when '卧床' then 'bedridden' else 'low_income' end`;
/** Facts that speak for a list, of people who live here and are not on it. In order of person, so that a page stops early; names as in the index. */
const PROPOSED_SQL = `select f.resident, f.name as fact, ${KIND_OF} as kind, r.name, r.birth, r.address, r.area, a.name as "areaName"
  from residents_fact f
  join residents_resident r on r.district = f.district and r.id = f.resident
    and r.died_on is null and r.merged_into is null and r.lives_elsewhere is null
  left join network_v_area a on a.district = r.district and a.path = r.area
  where f.district = $1 and f.name in ('独居','残疾','卧床','低保','低保边缘','特困') and f.withdrawn_at is null
    and f.area >= $2 and f.area < $3 and ($4::uuid is null or f.resident > $4) and ($5::text is null or ${KIND_OF} = $5)
    and (f.name = '独居' or $6 or f.recorded_by = $7)
    and (f.name <> '独居' or r.birth <= $8::date - make_interval(years => $9))
    and not exists (select from residents_care c where c.district = f.district and c.resident = f.resident and c.kind = ${KIND_OF} and c.ended_on is null)
    and exists (select from residents_v_fact v where v.district = f.district and v.resident = f.resident and v.name = f.name and v.value = 'true'::jsonb)
  group by f.resident, f.name, r.name, r.birth, r.address, r.area, a.name
  order by f.resident, f.name limit $10`;
/** So many names speak for lists: a person's rows are never cut by a page that has this many to spare. */
const SPEAKING = 6;
const ID_CURSOR = /^[0-9a-f-]{36}$/;

type ProposedRow = Pick<Row, 'resident' | 'name' | 'birth' | 'address' | 'area' | 'areaName' | 'kind'> & { fact: string };

export const careProposed = answer(contract.careProposed, async (tx, q, { actor, today }) => {
  const { from, to } = stretch(actor, q.under);
  const after = ID_CURSOR.test(q.cursor ?? '') ? q.cursor : null;
  const all = contract.SENSITIVE_ROLES.some((role) => role === actor.role);
  const asked = q.limit + SPEAKING;
  const params = [actor.district, from, to, after, q.kind ?? null, all, actor.post, today, contract.ELDER_AGE, asked];
  const found = await tx.rows<ProposedRow>(PROPOSED_SQL, params);
  const more = found.length === asked;
  const cutAt = more ? found.at(-1)!.resident : null;
  const rows = found.filter(({ resident }) => resident !== cutAt);
  const proposals = Map.groupBy(rows, ({ resident, kind }) => `${resident} ${kind}`);
  return {
    rows: [...proposals.values()].map((facts) => {
      const { resident, name, birth, address, area, areaName, kind } = facts[0]!;
      const because = facts.map(({ fact }) => fact);
      return { resident: { id: resident, name, age: birth === null ? null : ageOn(birth, today), address }, area, areaName, kind, because };
    }),
    next: more ? (rows.at(-1)?.resident ?? null) : null,
    hint: contract.CARE_HINT,
  };
});

const SAME = `(select m.id from residents_resident m where m.district = $1 and (m.id = $2 or m.merged_into = $2))`;
const OF_SQL = `select ${COLUMNS}, c.words, c.put_by as "putByPost", c.ended_on as "endedOn", c.end_reason as "endReason"
  from residents_care c ${JOINS} where c.district = $1 and c.resident in ${SAME} order by c.ended_on is not null, c.due_on, c.id limit 100`;
const VISITS_SQL = `select v.id, v.on_day as "on", v.how, v.words, v.by_post as "byPost", p.name as by, v.withdrawn_reason as "withdrawnReason"
  from residents_care_visit v left join network_v_post p on p.district = v.district and p.id = v.by_post
  where v.district = $1 and v.resident in ${SAME} order by v.on_day desc, v.at desc limit 50`;

type EntryRow = Row & { words: Buffer | null; putByPost: string; endedOn: string | null; endReason: Buffer | null };
type VisitRow = {
  id: Id;
  on: string;
  how: contract.CareHow;
  words: Buffer | null;
  byPost: string;
  by: string | null;
  withdrawnReason: Buffer | null;
};

export const careOf = answer(contract.careOf, async (tx, q, ctx) => {
  const main = await lookAt(tx, q, 'care', ctx);
  if (isRefusal(main)) return main;
  const { actor, today } = ctx;
  const { district } = actor;
  const { keys } = ctx.services;
  const [entries, visits] = await Promise.all([
    tx.rows<EntryRow>(OF_SQL, [district, main.id]),
    tx.rows<VisitRow>(VISITS_SQL, [district, main.id]),
  ]);
  const mayRead = (writer: string): boolean => writer === actor.post || contract.SENSITIVE_ROLES.some((role) => role === actor.role);
  return {
    entries: entries.map((row) => ({
      ...shown(row, today),
      words: row.words === null || !mayRead(row.putByPost) ? null : keys.openText(row.words, carePlaces.words(district, row.id)),
      ended:
        row.endedOn === null || row.endReason === null
          ? null
          : { on: row.endedOn, reason: keys.openText(row.endReason, carePlaces.endReason(district, row.id)) },
    })),
    visits: visits.map(({ id, on, how, words, byPost, by, withdrawnReason }) => ({
      id,
      on,
      how,
      by,
      words: words === null || !mayRead(byPost) ? null : keys.openText(words, carePlaces.visitWords(district, id)),
      withdrawn: withdrawnReason === null ? null : keys.openText(withdrawnReason, carePlaces.visitReason(district, id)),
    })),
  };
});
