import { type CountedDay, derive } from '../../kernel/workdays.ts';
import { common } from '../../platform/executor/refusals.ts';
import { type AnyReader, answer, type Tx } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';
import { clockOn, holderKey, levelOn, type SubjectKind } from './domain.ts';
import { readers as ofCalendar } from './reads/calendar.ts';
import { clocksOf } from './reads/load.ts';

type Row = {
  id: string;
  kind: string;
  subject: string;
  subject_kind: SubjectKind;
  label: string | null;
  area: string;
  resident: string | null;
  resident_name: string | null;
  route_key: string | null;
  title: string;
  title_en: string;
  holder_kind: 'post' | 'site' | 'department' | 'resident' | 'bank';
  of: string | null;
  holder_name: string | null;
  due: string | null;
  amber_on: string | null;
  green: boolean;
  consent_scope: never;
  state: 'waiting' | 'open' | 'done' | 'dropped';
};

const COLUMNS = `t.id, t.kind, t.subject, t.subject_kind, t.label, t.area, t.resident, r.name as resident_name, t.route_key, t.title, t.title_en, t.holder_kind,
  coalesce(t.holder_post::text, t.holder_site::text, t.holder_department) as of, coalesce(hp.name, hs.name) as holder_name, t.green, t.consent_scope, t.state`;
const NAMES = `left join network_v_post hp on hp.district = t.district and hp.id = t.holder_post
  left join network_v_site hs on hs.district = t.district and hs.id = t.holder_site
  left join residents_v_person r on r.district = t.district and r.id = t.resident`;

/** One queue: an index scan that stops at the page's end. */
const ONE_QUEUE = (holder: string) => `(select o.* from work_v_open o where o.district = $1 and o.holder = ${holder}
  and (o.rank, o.due, o.task) > ($5::smallint, $6::date, $7::uuid) order by o.rank, o.due, o.task limit $8)`;
const MINE_SQL = `with q as (select * from (${ONE_QUEUE('$2')} union all ${ONE_QUEUE('$3')} union all ${ONE_QUEUE('$4')}) o order by rank, due, task limit $8)
  select ${COLUMNS}, q.rank, q.due::text as due, q.amber_on::text as amber_on from q join work_v_task t on t.district = $1 and t.id = q.task ${NAMES}
  order by q.rank, q.due, q.task`;
const NONE = '00000000-0000-0000-0000-000000000000';

const dayOr = (text: string | null): string | null => (text === null || text === 'infinity' ? null : text);

const rowOf = (row: Row, today: string) => {
  const due = dayOr(row.due);
  const amberOn = dayOr(row.amber_on);
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    subjectKind: row.subject_kind,
    label: row.label,
    area: row.area,
    resident: row.resident,
    residentName: row.resident_name,
    routeKey: row.route_key,
    title: { zh: row.title, en: row.title_en },
    holder: { kind: row.holder_kind, of: row.of, name: row.holder_name },
    due,
    amberOn,
    level: levelOn(today, due, amberOn),
    green: row.green,
    consentScope: row.consent_scope,
    state: row.state,
  };
};

const daysOf = (days: readonly CountedDay[]) => days.map(({ day, counted, n, says }) => ({ day, counted, n, says }));

/** All tasks of a matter as screens show them, in the order they were planned; those done and dropped too. */
export const taskRowsOf = async (tx: Tx, district: string, subject: string, today: string) => {
  const rows = await tx.rows<Row>(
    `select ${COLUMNS}, t.due::text as due, coalesce(c.amber_on, t.due)::text as amber_on from work_v_task t ${NAMES}
     left join work_v_clock c on c.district = t.district and c.id = t.clock where t.district = $1 and t.subject = $2 order by t.id`,
    [district, subject],
  );
  return rows.map((row) => rowOf(row, today));
};

export const readers: readonly AnyReader[] = [
  ...ofCalendar,
  answer(
    contract.mine,
    async (tx, q, { actor, today }) => {
      const none = 'none';
      const own = q.of === undefined || q.of === 'own' ? holderKey({ kind: 'post', post: actor.post }) : none;
      const site = actor.site !== null && (q.of === undefined || q.of === 'site') ? holderKey({ kind: 'site', site: actor.site }) : none;
      const department =
        actor.department !== null && (q.of === undefined || q.of === 'department')
          ? holderKey({ kind: 'department', department: actor.department })
          : none;
      const [rank = '-1', due = '-infinity', task = NONE] = q.cursor?.split(' ') ?? [];
      const rows = await tx.last<Row & { rank: number }>(MINE_SQL, [
        actor.district,
        own,
        site,
        department,
        Number(rank),
        due,
        task,
        q.limit + 1,
      ]);
      const page = rows.slice(0, q.limit);
      const last = page.at(-1);
      return {
        rows: page.map((row) => rowOf(row, today)),
        next: rows.length > q.limit && last !== undefined ? `${last.rank} ${last.due} ${last.id}` : null,
      };
    },
    { quick: true },
  ),
  answer(contract.clocks, async (tx, q, { actor, today, calendar }) => {
    const stored = await clocksOf(tx, actor.district, q.subject);
    const rows = stored.flatMap(({ id, steps }) => {
      const clock = clockOn(today, steps, calendar);
      if (clock === null) return [];
      const { kind, state, started, due, level, unit, allowed, remainingWorkdays, pausedFor, derivation } = clock;
      return [{ id, kind, state, started, due, level, unit, allowed, remainingWorkdays, pausedFor, days: daysOf(derivation) }];
    });
    return { rows };
  }),
  answer(contract.dueDay, async (_tx, q, { today, calendar }) => {
    const { due, rows } = derive(today, { n: q.n, unit: q.unit }, calendar);
    return { due: due.known ? due.day : null, days: daysOf(rows) };
  }),
  answer(contract.task, async (tx, q, { actor, today }) => {
    type Whole = Row & {
      after: { id: string; title: { zh: string; en: string }; state: string }[];
      made_at: string;
      done_at: string | null;
      done_by: string | null;
    };
    const row = await tx.row<Whole>(
      `select ${COLUMNS}, t.due::text as due, coalesce(c.amber_on, t.due)::text as amber_on, t.made_at, t.done_at, n.name as done_by,
         (select coalesce(json_agg(json_build_object('id', b.id, 'title', json_build_object('zh', b.title, 'en', b.title_en), 'state', b.state) order by b.id), '[]')
          from work_v_task b where b.district = t.district and b.id = any(t.after)) as after
       from work_v_task t ${NAMES}
       left join work_v_clock c on c.district = t.district and c.id = t.clock
       left join lateral (select p.name from network_v_post p where p.district = t.district and p.person = t.done_by limit 1) n on true
       where t.district = $1 and t.id = $2`,
      [actor.district, q.id],
    );
    if (row === undefined) return common.notFound;
    return { ...rowOf(row, today), after: row.after, madeAt: row.made_at, doneAt: row.done_at, doneBy: row.done_by };
  }),
];
