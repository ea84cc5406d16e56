import { type Projections, type Statement, sql } from '../../platform/executor/types.ts';
import { type Holder, holderKey, type Task } from './domain.ts';
import { projections as ofCalendar } from './store/calendar.ts';

/**
 * The rows that work's events make. The only SQL that writes work's tables.
 * `work_open` holds a row for each open task and nothing else; every change of a task keeps it so.
 */

const OPEN_COLUMNS = 'district, holder, rank, due, task, area, subject, clock, amber_on';

/** What the queue needs of an open task. Dates come from its clock where it follows one, and from nothing else: a paused clock has none. */
const OPEN_OF = `t.district, t.holder, case when t.green then 0 else 1 end, coalesce(case when t.clock is null then t.due else c.due end, 'infinity'), t.id, t.area,
  t.subject, t.clock, coalesce(case when t.clock is null then t.due else c.amber_on end, 'infinity')`;

/** Makes the queue anew from the tasks and clocks, of every district. For the owner of the tables, in one transaction. */
export const queueAnew: readonly Statement[] = [
  sql('lock table work_open in exclusive mode'),
  sql('delete from work_open'),
  sql(`insert into work_open (${OPEN_COLUMNS})
    select ${OPEN_OF} from work_task t left join work_clock c on c.district = t.district and c.id = t.clock where t.state = 'open'`),
];

const column = (holder: Holder, kind: Holder['kind']): string | null =>
  holder.kind !== kind
    ? null
    : holder.kind === 'post'
      ? holder.post
      : holder.kind === 'site'
        ? holder.site
        : holder.kind === 'department'
          ? holder.department
          : null;

const PLAN_SQL = `with made as (
    insert into work_task (district, id, area, kind, subject, subject_kind, label, resident, route_key, title, title_en, holder_kind, holder_post, holder_site,
      holder_department, clock, due, green, consent_scope, after, state, made_at)
    select $1, r.id, $2, r.kind, r.subject, r.subject_kind, r.label, r.resident, r.route_key, r.title, r.title_en, r.holder_kind, r.holder_post, r.holder_site,
      r.holder_department, r.clock, r.due, r.green, r.consent_scope, r.after, case when cardinality(r.after) = 0 then 'open' else 'waiting' end, $3
    from jsonb_to_recordset($4::jsonb) as r(id uuid, kind text, subject uuid, subject_kind text, label text, resident uuid, route_key text, title text, title_en text,
      holder_kind text, holder_post uuid, holder_site uuid, holder_department text, clock uuid, due date, amber_on date, green boolean, consent_scope text, after uuid[])
    returning *)
  insert into work_open (${OPEN_COLUMNS})
  select t.district, t.holder, case when t.green then 0 else 1 end, coalesce(r.due, 'infinity'), t.id, t.area, t.subject, t.clock, coalesce(r.amber_on, r.due, 'infinity')
  from made t join jsonb_to_recordset($4::jsonb) as r(id uuid, due date, amber_on date) on r.id = t.id where t.state = 'open'`;

const planned = (district: string, area: string, at: string, tasks: readonly Task[]): Statement =>
  sql(
    PLAN_SQL,
    district,
    area,
    at,
    JSON.stringify(
      tasks.map((task) => ({
        id: task.id,
        kind: task.kind,
        subject: task.subject,
        subject_kind: task.subjectKind,
        label: task.label,
        resident: task.resident,
        route_key: task.routeKey,
        title: task.title.zh,
        title_en: task.title.en,
        holder_kind: task.holder.kind,
        holder_post: column(task.holder, 'post'),
        holder_site: column(task.holder, 'site'),
        holder_department: column(task.holder, 'department'),
        clock: task.clock,
        due: task.due,
        amber_on: task.amberOn,
        green: task.green,
        consent_scope: task.consentScope,
        after: task.after,
      })),
    ),
  );

const HOLDER_SQL = `update work_task set holder_kind = $3, holder_post = $4, holder_site = $5, holder_department = $6 where district = $1 and id = $2`;
const held = (district: string, task: string, holder: Holder): Statement =>
  sql(HOLDER_SQL, district, task, holder.kind, column(holder, 'post'), column(holder, 'site'), column(holder, 'department'));

const END_SQL = `with gone as (delete from work_open where district = $1 and task = $2)
  update work_task set state = $3, done_at = $4, done_by = $5, acted = $6 where district = $1 and id = $2`;
/** Those that waited for this task and for nothing else that is still to do. */
const FREE_SQL = `with freed as (
    update work_task t set state = 'open' where t.district = $1 and t.subject = $2 and t.state = 'waiting' and $3 = any(t.after)
      and not exists (select 1 from work_task b where b.district = t.district and b.id = any(t.after) and b.state in ('waiting','open'))
    returning t.*)
  insert into work_open (${OPEN_COLUMNS})
  select ${OPEN_OF} from freed t left join work_clock c on c.district = t.district and c.id = t.clock`;

const OPEN_SQL = `with opened as (
    update work_task t set state = 'open', done_at = null, done_by = null, acted = null where t.district = $1 and t.id = $2 returning t.*)
  insert into work_open (${OPEN_COLUMNS})
  select ${OPEN_OF} from opened t left join work_clock c on c.district = t.district and c.id = t.clock
  on conflict (district, task) do nothing`;

const CLOCK_SQL = `insert into work_clock (district, id, area, subject, subject_kind, kind, steps, started_on, due, amber_on, state)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const STEP_SQL = `update work_clock set steps = steps || $3::jsonb, due = $4, amber_on = $5, state = $6, started_on = coalesce($7, started_on) where district = $1 and id = $2`;
const FOLLOW_SQL = `update work_open set due = coalesce($3::date, 'infinity'), amber_on = coalesce($4::date, 'infinity') where district = $1 and clock = $2 and subject = $5`;

// biome-ignore lint/suspicious/noExplicitAny: the event as stored; `domain/clocks.ts` builds it
type Stored = any;
/** The step as the clock is folded from: named by its entry, with its words. */
const stepOf = (e: Stored, entry: string): string =>
  JSON.stringify([{ ...e.data.step, id: entry, ...(e.detail?.reason === undefined ? {} : { reason: e.detail.reason }) }]);

const step: Projections[string] = (e, m) => {
  const dates = e.data.dates ?? { due: null, amberOn: null, state: 'stopped', startedOn: null };
  return [
    sql(STEP_SQL, m.district, e.data.clock, stepOf(e, m.entry), dates.due, dates.amberOn, dates.state, dates.startedOn),
    sql(FOLLOW_SQL, m.district, e.data.clock, dates.due, dates.amberOn, e.streamId),
  ];
};

const ended =
  (state: 'done' | 'dropped'): Projections[string] =>
  (e, m) => [
    sql(END_SQL, m.district, e.data.task, state, m.happenedAt, m.actor.person, e.data.acted ?? null),
    sql(FREE_SQL, m.district, e.streamId, e.data.task),
  ];

export const projections: Projections = {
  ...ofCalendar,
  'work.tasks_planned': (e, m) => [planned(m.district, e.area, m.recordedAt, e.data.tasks)],
  'work.task_made': (e, m) => [planned(m.district, e.area, m.recordedAt, [e.data.task])],
  'work.task_assigned': (e, m) => [
    held(m.district, e.data.task, e.data.to),
    sql('update work_open set holder = $3 where district = $1 and task = $2', m.district, e.data.task, holderKey(e.data.to)),
  ],
  'work.task_opened': (e, m) => [held(m.district, e.data.task, e.data.holder), sql(OPEN_SQL, m.district, e.data.task)],
  'work.task_done': ended('done'),
  'work.task_dropped': ended('dropped'),
  'work.task_reopened': (e, m) => [sql(OPEN_SQL, m.district, e.data.task)],
  'work.clock_started': (e, m) => [
    sql(
      CLOCK_SQL,
      m.district,
      e.data.clock,
      e.area,
      e.data.subject,
      e.data.subjectKind,
      e.data.kind,
      stepOf(e, m.entry),
      e.data.dates.startedOn,
      e.data.dates.due,
      e.data.dates.amberOn,
      e.data.dates.state,
    ),
  ],
  'work.clock_paused': step,
  'work.clock_resumed': step,
  'work.clock_extended': step,
  'work.clock_passed': step,
  'work.clock_stopped': step,
  'work.clock_corrected': step,
  'work.clock_recomputed': (e, m) => [
    sql(
      'update work_clock set due = $3, amber_on = $4 where district = $1 and id = $2',
      m.district,
      e.data.clock,
      e.data.dates.due,
      e.data.dates.amberOn,
    ),
    sql(FOLLOW_SQL, m.district, e.data.clock, e.data.dates.due, e.data.dates.amberOn, e.streamId),
  ],
};
