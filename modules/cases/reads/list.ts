import { rangeOf } from '../../../kernel/area.ts';
import { compact } from '../../../kernel/checked.ts';
import { type AnyReader, answer } from '../../../platform/executor/types.ts';
import { holderKey } from '../../work/domain.ts';
import * as contract from '../contract.ts';
import { ROW, ROW_JOINS, type Row, shown, versionsOf } from './rows.ts';

const LAST = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
const NONE = '00000000-0000-0000-0000-000000000000';

/** The rows first, then their names: joining before the limit would look up every case. */
const LIST_SQL = `select ${ROW} from (
    select c.* from cases_case c
    where c.district = $1 and c.id < $2::uuid
      and ($3::text is null or c.state = $3) and ($4::boolean is null or (c.closed_at is null) = $4)
      and ($5::uuid is null or c.receiving_site = $5) and c.area >= $6 and c.area < $7
      and ($8::text is null or c.item_code = $8) and ($9::uuid is null or c.resident = $9) and ($10::text is null or c.turn = $10)
      and c.short_code >= $11 and c.short_code < $12
      and ($13::date is null or c.id in (select k.subject from work_v_clock k where k.district = $1 and k.kind = 'promised' and k.state = 'running' and k.due <= $13))
      and ($14::text is null or c.department = $14) and ($15::boolean is null or c.green = $15)
    order by c.id desc limit $16) c ${ROW_JOINS} order by c.id desc`;

const QUEUE_SQL = `select ${ROW}, q.task, q.rank, q.due::text as queue_due from (
    select o.* from work_v_open o join work_v_task t on t.district = o.district and t.id = o.task and t.kind = 'conclude'
    where o.district = $1 and o.holder = $2 and (o.rank, o.due, o.task) > ($3::smallint, $4::date, $5::uuid) order by o.rank, o.due, o.task limit $6) q
  join cases_case c on c.district = q.district and c.id = q.subject ${ROW_JOINS} order by q.rank, q.due, q.task`;

export const listReaders: readonly AnyReader[] = [
  answer(contract.list, async (tx, q, { actor, today }) => {
    const code = compact(q.q ?? '').toUpperCase();
    const { from, to } = q.area === undefined ? { from: '', to: '~' } : rangeOf(q.area);
    const rows = await tx.rows<Row>(LIST_SQL, [
      actor.district,
      q.cursor ?? LAST,
      q.state ?? null,
      q.open === undefined ? null : q.open === 'true',
      q.site ?? null,
      from,
      to,
      q.item ?? null,
      q.resident ?? null,
      q.turn ?? null,
      code,
      `${code}~`,
      q.due ?? null,
      // An approver sees what was sent to the department, and nothing else: without this each case would be asked for its grants.
      actor.role === 'approver' ? actor.department : null,
      q.green === 'true' ? true : null,
      q.limit + 1,
    ]);
    const page = rows.slice(0, q.limit);
    const versionOf = await versionsOf(tx, actor.district, page);
    return { rows: page.map((row) => shown(row, versionOf(row), today)), next: rows.length > q.limit ? page.at(-1)!.id : null };
  }),
  answer(contract.departmentQueue, async (tx, q, { actor, today }) => {
    if (actor.department === null) return { rows: [], next: null };
    const [rank = '-1', due = '-infinity', task = NONE] = q.cursor?.split(' ') ?? [];
    const rows = await tx.rows<Row & { task: string; rank: number; queue_due: string }>(QUEUE_SQL, [
      actor.district,
      holderKey({ kind: 'department', department: actor.department }),
      Number(rank),
      due,
      task,
      q.limit + 1,
    ]);
    const page = rows.slice(0, q.limit);
    const versionOf = await versionsOf(tx, actor.district, page);
    const last = page.at(-1);
    return {
      rows: page.map((row) => ({ ...shown(row, versionOf(row), today), task: row.task })),
      next: rows.length > q.limit && last !== undefined ? `${last.rank} ${last.queue_due} ${last.task}` : null,
    };
  }),
];
