import { rangeOf } from '../../kernel/area.ts';
import type { Id } from '../../kernel/id.ts';
import { cell } from '../../platform/crypto/index.ts';
import { common } from '../../platform/executor/refusals.ts';
import { type AnyReader, answer, type ReadContext, type Tx } from '../../platform/executor/types.ts';
import { getVersion } from '../catalogue/index.ts';
import * as contract from './contract.ts';

type Row = {
  id: Id;
  case: Id;
  caseCode: string;
  item_code: string;
  version: number;
  area: string;
  areaName: string | null;
  grade: contract.Grade;
  means: contract.Means;
  notedBy: string | null;
  notedByRated: boolean;
  state: contract.RatingState;
  appealed: boolean;
  contactDue: string | null;
  mendDue: string | null;
  at: string;
  seq: number;
  words: Buffer | null;
};

const COLUMNS = `r.id, r.case_id as case, c.short_code as "caseCode", c.item_code, c.version, r.area, a.name as "areaName", r.grade, r.means,
  case when r.means in ('paper','handed_phone') then p.name end as "notedBy", r.noted_by_rated as "notedByRated", r.state, r.appealed,
  k.due as "contactDue", m.due as "mendDue", r.at, coalesce(h.seq, 0) as seq, w.words`;
const JOINS = `join evaluation_rating w on w.district = r.district and w.id = r.id
  join cases_v_case c on c.district = r.district and c.id = r.case_id
  left join network_v_area a on a.district = r.district and a.path = r.area
  left join network_v_post p on p.district = r.district and p.id = r.noted_by
  left join work_v_clock k on k.district = r.district and k.id = r.contact_clock
  left join work_v_clock m on m.district = r.district and m.id = r.mend_clock
  left join stream_head h on h.district = r.district and h.stream_id = r.id`;

type Entry = {
  id: Id;
  kind: contract.EntryKind;
  reached: boolean | null;
  mended: boolean | null;
  satisfied: 'yes' | 'no' | 'not_said' | null;
  ground: 'malicious' | 'mistaken' | null;
  words: Buffer;
  by: string;
  at: string;
};

/** Opens the words where the reader may see them. */
const opened = (table: string, id: Id, words: Buffer | null, { actor, services }: ReadContext): string | null =>
  words === null || actor.role !== 'coordinator' ? null : services.keys.openText(words, cell(table, 'words', actor.district, id));

const shown = async (tx: Tx, { item_code, version, ...row }: Row, ctx: ReadContext) => {
  const { code, name } = await getVersion(tx, ctx.actor.district, item_code, version);
  return { ...row, item: { code, name }, words: opened('evaluation_rating', row.id, row.words, ctx) };
};

/** A rating with what followed, found by a column of `evaluation_v_rating`. */
const told = async (tx: Tx, by: 'id' | 'case_id', of: Id, ctx: ReadContext) => {
  const { district } = ctx.actor;
  const row = await tx.row<Row>(`select ${COLUMNS} from evaluation_v_rating r ${JOINS} where r.district = $1 and r.${by} = $2`, [
    district,
    of,
  ]);
  if (row === undefined) return { rating: null, entries: [] };
  const entries = await tx.rows<Entry>(
    `select e.id, e.kind, e.reached, e.mended, e.satisfied, e.ground, e.words, p.name as by, e.at from evaluation_callback e
     join network_v_post p on p.district = e.district and p.id = e.by_post
     where e.district = $1 and e.case_id = $2 order by e.at, e.id limit 200`,
    [district, row.case],
  );
  return {
    rating: await shown(tx, row, ctx),
    entries: entries.map((one) => ({ ...one, words: opened('evaluation_callback', one.id, one.words, ctx) })),
  };
};

export const readers: readonly AnyReader[] = [
  answer(contract.list, async (tx, q, ctx) => {
    const { from, to } = q.under === undefined ? { from: '', to: '~' } : rangeOf(q.under);
    const [at = null, id = null] = q.cursor?.split(' ') ?? [];
    // The page is found on the narrow table; only its rows are joined.
    const rows = await tx.rows<Row>(
      `with hit as (
         select e.id from evaluation_rating e
         where e.district = $1 and e.area >= $2 and e.area < $3 and ($4 = 'all' or e.grade <= 2)
           and ($5::timestamptz is null or (e.at, e.id) < ($5::timestamptz, $6::uuid))
           and ($4 <> 'open' or not exists (
             select 1 from evaluation_callback x where x.district = e.district and x.rating = e.id and (x.mended or x.kind in ('withdrawn','set_aside'))))
         order by e.at desc, e.id desc limit $7)
       select ${COLUMNS} from hit join evaluation_v_rating r on r.district = $1 and r.id = hit.id ${JOINS} order by r.at desc, r.id desc`,
      [ctx.actor.district, from, to, q.of, at, id, q.limit + 1],
    );
    const page = rows.slice(0, q.limit);
    const last = page.at(-1);
    return {
      rows: await Promise.all(page.map((row) => shown(tx, row, ctx))),
      next: rows.length > q.limit && last ? `${last.at} ${last.id}` : null,
    };
  }),
  answer(contract.one, async (tx, q, ctx) => {
    const { rating, entries } = await told(tx, 'id', q.id, ctx);
    return rating === null ? common.notFound : { rating, entries };
  }),
  answer(contract.ofCase, async (tx, q, ctx) => {
    const seen = await tx.row('select 1 from cases_v_case where district = $1 and id = $2', [ctx.actor.district, q.case]);
    return seen === undefined ? common.notFound : told(tx, 'case_id', q.case, ctx);
  }),
];
