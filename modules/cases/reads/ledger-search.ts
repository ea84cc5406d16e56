import { rangeOf } from '../../../kernel/area.ts';
import { addDays, startOf } from '../../../kernel/time.ts';
import { type AnyReader, answer } from '../../../platform/executor/types.ts';
import { getVersion } from '../../catalogue/index.ts';
import * as contract from '../contract.ts';
import { sentenceOf, TOLD_EVENTS } from '../domain.ts';
import { detailOf } from './details.ts';
import { ERASED_COLUMNS, ERASED_JOINS, type ErasedColumns, erasedOf, mayErase } from './erased.ts';

type Row = {
  id: string;
  stream: string;
  stream_id: string;
  seq: number;
  event: string;
  data: Record<string, unknown>;
  body: Buffer | null;
  at: string;
  recorded_at: string;
  by: string | null;
  area_name: string | null;
  short_code: string | null;
  item_code: string | null;
  version: number | null;
  struck_by: string | null;
} & ErasedColumns;

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** Newest first, along ledger_recorded; what the post may not see, row-level security leaves out. */
const SEARCH_SQL = `select l.id, l.stream, l.stream_id, l.seq, l.event, l.data, d.body, l.happened_at as at, l.recorded_at, p.name as by,
    a.name as area_name, c.short_code, c.item_code, c.version, x.by_entry as struck_by, ${ERASED_COLUMNS}
  from ledger l
  left join ledger_detail d on d.district = l.district and d.entry = l.id
  left join network_v_post p on p.district = l.district and p.id = l.post
  left join network_v_area a on a.district = l.district and a.path = l.area
  left join cases_case c on l.stream = 'case' and c.district = l.district and c.id = l.stream_id
  left join cases_correction x on x.district = l.district and x.entry = l.id
  ${ERASED_JOINS}
  where l.district = $1 and (l.recorded_at, l.id) < ($2::timestamptz, $3::uuid) and l.recorded_at >= $4::timestamptz
    and ($5::text is null or l.stream_id in (select k.id from cases_case k where k.district = $1 and k.short_code = $5))
    and ($6::text is null or l.post in (select q.id from network_v_post q where q.district = $1 and q.name like $6))
    and ($7::text is null or starts_with(l.event, $7)) and l.area >= $8 and l.area < $9
  order by l.recorded_at desc, l.id desc limit $10`;

const NAMES_SQL = `select id::text, name from network_v_post where district = $1 and id = any($2::uuid[])
  union all select id::text, name from network_v_site where district = $1 and id = any($2::uuid[])`;
const TITLES_SQL = 'select id, title as zh, title_en as en from work_v_task where district = $1 and subject = any($2::uuid[])';

const like = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;
const idsIn = (rows: readonly Row[]): readonly string[] => [
  ...new Set(
    rows.flatMap(({ data }) => JSON.stringify(data).match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []),
  ),
];

/** Entries of any matter, each as a sentence where cases know it. */
export const ledgerSearchReader: AnyReader = answer(contract.ledgerSearch, async (tx, q, { actor, today, services }) => {
  const { district } = actor;
  const [recorded = startOf(addDays(q.until ?? today, 1)), id = LAST] = q.cursor?.split(' ') ?? [];
  const { from, to } = q.under === undefined ? { from: '', to: '~' } : rangeOf(q.under);
  const rows = await tx.rows<Row>(SEARCH_SQL, [
    district,
    recorded,
    id,
    q.from === undefined ? '-infinity' : startOf(q.from),
    q.code?.toUpperCase() ?? null,
    q.actor === undefined ? null : like(q.actor),
    q.kind === undefined ? null : `${q.kind}.`,
    from,
    to,
    q.limit + 1,
  ]);
  const page = rows.slice(0, q.limit);
  const ofCases = page.filter(({ short_code }) => short_code !== null);
  const [named, tasks] = await Promise.all([
    tx.rows<{ id: string; name: string }>(NAMES_SQL, [district, idsIn(ofCases)]),
    tx.rows<{ id: string; zh: string; en: string }>(TITLES_SQL, [district, [...new Set(ofCases.map((row) => row.stream_id))]]),
  ]);
  const names = new Map(named.map((one) => [one.id, one.name]));
  const titles = new Map(tasks.map((one) => [one.id, { zh: one.zh, en: one.en }]));
  const say = async (row: Row) => {
    if (row.item_code === null || row.version === null || !TOLD_EVENTS.has(row.event)) return null;
    const version = await getVersion(tx, district, row.item_code, row.version);
    return sentenceOf(
      { event: row.event, data: row.data, detail: detailOf(services.keys, district, row.id, row.body) },
      {
        version,
        of: (one) => (one === version.department.code ? version.department.name.zh : (names.get(one) ?? null)),
        task: (one) => titles.get(one) ?? null,
        today,
      },
    );
  };
  const last = page.at(-1);
  return {
    rows: await Promise.all(
      page.map(async (row) => ({
        id: row.id,
        stream: row.stream,
        streamId: row.stream_id,
        seq: row.seq,
        event: row.event,
        at: row.at,
        recordedAt: row.recorded_at,
        by: row.by,
        areaName: row.area_name,
        shortCode: row.short_code,
        says: await say(row),
        struckBy: row.struck_by,
        erased: erasedOf(row),
        erasable: mayErase(actor, services.keys, row),
      })),
    ),
    next: rows.length > q.limit && last !== undefined ? `${last.recorded_at} ${last.id}` : null,
  };
});
