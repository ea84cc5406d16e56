import type { Id } from '../../kernel/id.ts';
import { type AnyHandler, handle, type Tx } from '../../platform/executor/types.ts';
import { handlers as ofCalendar } from './commands/calendar.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';
import { findTask, HAND_OVER_AT_ONCE, tasksHeldBy } from './reads/load.ts';

const onSubject = (p: { subject: Id }) => [{ stream: 'subject', id: p.subject }];

/** A post or site that can take work today. */
const findReceiver = async (tx: Tx, district: string, today: string, to: { post: Id } | { site: Id }): Promise<domain.Receiver | null> => {
  if ('site' in to) {
    const row = await tx.row<{ area: string }>('select area from network_v_site where district = $1 and id = $2 and closed_on is null', [
      district,
      to.site,
    ]);
    return row === undefined ? null : { holder: { kind: 'site', site: to.site }, ranges: [row.area] };
  }
  const row = await tx.row<{ area: string }>(
    `select area from network_v_post where district = $1 and id = $2 and valid_from <= $3 and (valid_until is null or valid_until >= $3)
     and role in ('clerk','helper','coordinator','referrer','partner','approver')`,
    [district, to.post, today],
  );
  return row === undefined ? null : { holder: { kind: 'post', post: to.post }, ranges: [row.area] };
};

type ClockRow = domain.StoredClock & { area: string; subject_kind: domain.SubjectKind; due: string | null; amber_on: string | null };
/** Clocks looked at in one run of `work.recompute_clocks`. */
const CLOCKS_AT_ONCE = 200;

export const handlers: readonly AnyHandler[] = [
  ...ofCalendar,
  handle(contract.take, {
    streams: onSubject,
    load: (tx, p, { actor }) => findTask(tx, actor.district, p.task, p.subject),
    decide: (task, _p, { actor }) => domain.take(task, actor),
  }),
  handle(contract.assign, {
    streams: onSubject,
    load: async (tx, p, { actor, today }) => {
      const [task, to] = await Promise.all([
        findTask(tx, actor.district, p.task, p.subject),
        findReceiver(tx, actor.district, today, p.to),
      ]);
      return { task, to };
    },
    decide: ({ task, to }, p, { newId }) => domain.assign(task, to, p.reason, newId),
  }),
  handle(contract.done, {
    streams: onSubject,
    load: (tx, p, { actor }) => findTask(tx, actor.district, p.task, p.subject),
    decide: (task, p) => domain.done(task, p.note),
  }),
  handle(contract.drop, {
    streams: onSubject,
    load: (tx, p, { actor }) => findTask(tx, actor.district, p.task, p.subject),
    decide: (task, p) => domain.drop(task, p.reason),
  }),
  handle(contract.addTask, {
    streams: onSubject,
    load: async (tx, p, { actor, today }) => {
      const [head, to, open] = await Promise.all([
        tx.row<{ area: string }>('select area from stream_head where district = $1 and stream_id = $2 and stream = $3', [
          actor.district,
          p.subject,
          p.subjectKind,
        ]),
        findReceiver(tx, actor.district, today, p.to),
        tx.rows<{ id: Id }>(
          `select id from work_v_task where district = $1 and subject = $2 and id = any($3::uuid[]) and state in ('waiting','open')`,
          [actor.district, p.subject, p.after],
        ),
      ]);
      return { area: head?.area ?? null, to, after: open.map(({ id }) => id) };
    },
    decide: ({ area, to, after }, p) => domain.addTask(area, to, after, p),
  }),
  handle(contract.handOverAll, {
    load: async (tx, p, { actor, today }) => {
      const [held, to] = await Promise.all([
        tasksHeldBy(tx, actor.district, p.from),
        findReceiver(tx, actor.district, today, { post: p.to }),
      ]);
      return { tasks: held.slice(0, HAND_OVER_AT_ONCE), more: held.length > HAND_OVER_AT_ONCE, to };
    },
    decide: (state, p, { newId }) => domain.handOverAll(state, p.reason, newId),
  }),
  handle(contract.recomputeClocks, {
    load: (tx, p, { actor }) =>
      tx.rows<ClockRow>(
        `select id, area, subject, subject_kind, kind, steps, state, due, amber_on from work_v_clock
         where district = $1 and state <> 'stopped' and id > $2::uuid order by id limit $3`,
        [actor.district, p.after ?? '00000000-0000-0000-0000-000000000000', CLOCKS_AT_ONCE],
      ),
    decide: (rows, _p, { calendar }) =>
      domain.recompute(
        rows.map((row) => ({
          ref: { stream: row.subject_kind, streamId: row.subject, area: row.area },
          clock: row,
          before: { due: row.due, amberOn: row.amber_on },
        })),
        rows.length === CLOCKS_AT_ONCE,
        calendar,
      ),
  }),
];
