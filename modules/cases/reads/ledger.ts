import { ID } from '../../../kernel/id.ts';
import { common } from '../../../platform/executor/refusals.ts';
import { type AnyReader, answer, type Tx } from '../../../platform/executor/types.ts';
import * as contract from '../contract.ts';
import { sentenceOf } from '../domain.ts';
import { detailOf } from './details.ts';
import { ERASED_COLUMNS, ERASED_JOINS, type ErasedColumns, erasedOf, mayErase } from './erased.ts';
import { findCase } from './load.ts';

type Row = {
  id: string;
  stream_id: string;
  seq: number;
  event: string;
  data: Record<string, unknown>;
  body: Buffer | null;
  at: string;
  recorded_at: string;
  by: string | null;
  hash: Buffer;
  struck_by: string | null;
} & ErasedColumns;

const NONE = '00000000-0000-0000-0000-000000000000';
/**
 * The case's own entries and those of the things on the move for it, as they were recorded. Materialized: they are few, and a limit
 * tempts the planner to walk the whole ledger by time instead.
 */
const LEDGER_SQL = `with l as materialized (
    select e.id, e.district, e.stream_id, e.seq, e.event, e.data, e.post, e.happened_at, e.recorded_at, e.hash from ledger e
    where e.district = $1 and e.stream_id in (select $2::uuid union all select v.id from custody_v_parcel v where v.district = $1 and v.case_id = $2)
      and (e.recorded_at, e.stream_id, e.seq) > ($3::timestamptz, $4::uuid, $5::int))
  select l.id, l.stream_id, l.seq, l.event, l.data, d.body, l.happened_at as at, l.recorded_at, p.name as by, l.hash, x.by_entry as struck_by, ${ERASED_COLUMNS}
  from l
  left join ledger_detail d on d.district = l.district and d.entry = l.id
  left join network_v_post p on p.district = l.district and p.id = l.post
  left join cases_correction x on x.district = l.district and x.entry = l.id
  ${ERASED_JOINS}
  order by l.recorded_at, l.stream_id, l.seq limit $6`;

/** Names of posts, sites and boxes by id. */
const namesOf = async (tx: Tx, district: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; name: string }>(
    `select id, name from network_v_post where district = $1 and id = any($2::uuid[])
     union all select id, name from network_v_site where district = $1 and id = any($2::uuid[])
     union all select id, name from custody_v_box where district = $1 and id = any($2::uuid[])`,
    [district, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const ledgerReader: AnyReader = answer(
  contract.ledger,
  async (tx, q, { actor, today, services }) => {
    const [recorded = '-infinity', stream = NONE, seq = '0'] = q.cursor?.split(' ') ?? [];
    const { district } = actor;
    const [c, rows, tasks] = await Promise.all([
      findCase(tx, district, q.id),
      tx.rows<Row>(LEDGER_SQL, [district, q.id, recorded, stream, Number(seq), q.limit + 1]),
      tx.rows<{ id: string; zh: string; en: string }>(
        'select id, title as zh, title_en as en from work_v_task where district = $1 and subject = $2',
        [district, q.id],
      ),
    ]);
    if (c === null) return common.notFound;
    const page = rows.slice(0, q.limit);
    const { department } = c.version;
    const titles = new Map(tasks.map(({ id, zh, en }) => [id, { zh, en }]));
    const details = new Map(page.map((row) => [row.id, detailOf(services.keys, district, row.id, row.body)]));
    const says = (row: Row, of: (id: string) => string | null) =>
      sentenceOf(
        { event: row.event, data: row.data, detail: details.get(row.id) ?? null },
        {
          version: c.version,
          of: (id) => (id === department.code ? department.name.zh : of(id)),
          task: (id) => titles.get(id) ?? null,
          today,
        },
      );
    // Most sentences name no post or site: those that they ask for are looked up, and nothing where they ask for none.
    const asked = new Set<string>();
    const ask = (id: string): null => {
      asked.add(id);
      return null;
    };
    for (const row of page) says(row, ask);
    const names = await namesOf(
      tx,
      district,
      [...asked].filter((id) => ID.test(id)),
    );
    const last = page.at(-1);
    return {
      rows: page.map((row) => ({
        id: row.id,
        seq: row.seq,
        event: row.event,
        at: row.at,
        recordedAt: row.recorded_at,
        by: row.by,
        says: says(row, (id) => names.get(id) ?? null),
        struckBy: row.struck_by,
        erased: erasedOf(row),
        erasable: mayErase(actor, services.keys, row),
        hash: row.hash.toString('hex'),
      })),
      next: rows.length > q.limit && last !== undefined ? `${last.recorded_at} ${last.stream_id} ${last.seq}` : null,
    };
  },
  { quick: true },
);
