import type { Id } from '../../../kernel/id.ts';
import { accept, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { ItemVersion, Stage } from '../../catalogue/contract.ts';
import { clockStarted, clockStopped, datesOfNew, periodOf, type StoredClock, taskDone, taskMade } from '../../work/domain.ts';
import {
  type CaseEvent,
  type CaseTurn,
  type Context,
  type Decided,
  isClosed,
  no,
  noted,
  refOf,
  refusals,
  type StoredCase,
  turnIn,
  windowTask,
} from './case.ts';

/** What we wait for outside (K7): recorded, reminded of, followed to the end, also after the result was delivered. */

type ItemWait = ItemVersion['waits'][number];

const startWait = (
  c: StoredCase,
  wait: ItemWait,
  id: Id,
  ctx: Context,
): { readonly events: readonly CaseEvent[]; readonly due: Day | null } => {
  const clock = {
    id: ctx.newId(),
    subject: c.id,
    subjectKind: 'case' as const,
    kind: 'wait',
    limit: periodOf(wait.within, ctx.today),
    day: ctx.today,
    turn: wait.whose,
  };
  const dates = datesOfNew(clock, ctx.calendar);
  const task = {
    ...windowTask(c, ctx.newId()),
    kind: 'wait',
    title: { zh: `盯住：${wait.name.zh}`, en: `Watch for: ${wait.name.en}` },
    clock: clock.id,
    due: dates.due,
    amberOn: dates.amberOn,
  };
  return {
    events: [
      noted(c, 'wait_started', {
        wait: id,
        key: wait.key,
        whose: wait.whose,
        clock: clock.id,
        task: task.id,
        since: ctx.today,
        turn: isClosed(c.state) ? null : wait.whose,
      }),
      clockStarted(refOf(c), clock, ctx.calendar),
      taskMade(refOf(c), task),
    ],
    due: dates.due,
  };
};

/** The waits that begin when a stage is done; whose turn it is then. */
export const startWaits = (
  c: StoredCase,
  done: Stage,
  ctx: Context,
): { readonly events: readonly CaseEvent[]; readonly turn: CaseTurn } => {
  const waits = c.version.waits.filter(({ after }) => after === done);
  return { events: waits.flatMap((wait) => startWait(c, wait, ctx.newId(), ctx).events), turn: waits[0]?.whose ?? null };
};

export const waitFor = (
  c: StoredCase | null,
  p: { readonly id: Id; readonly key: string },
  ctx: Context,
): Decided<{ case: Id; wait: Id; due: Day | null }> => {
  if (c === null) return no(refusals.notFound);
  if (c.state === 'informing' || (isClosed(c.state) && c.state !== 'delivered')) return no(refusals.wrongState(c));
  const wait = c.version.waits.find(({ key }) => key === p.key);
  if (wait === undefined) return refuse('wait_unknown', '这个事项没有这种等待，请重新选', 'The item has no such wait. Choose again.');
  const { events, due } = startWait(c, wait, p.id, ctx);
  return accept(events, { case: c.id, wait: p.id, due });
};

/** A wait as loaded for a decision. */
export type StoredWait = {
  readonly id: Id;
  readonly clock: Id;
  readonly task: Id;
  readonly whose: string;
  readonly state: 'waiting' | 'came' | 'not_coming';
};

export const waitOver = (
  state: {
    readonly c: StoredCase;
    readonly waits: readonly StoredWait[];
    readonly clocks: readonly StoredClock[];
    readonly openTask: boolean;
  } | null,
  p: { readonly wait: Id; readonly outcome: 'came' | 'not_coming'; readonly note: string | null },
  ctx: Context,
): Decided<{ case: Id; wait: Id }> => {
  if (state === null) return no(refusals.notFound);
  const { c, waits, clocks, openTask } = state;
  const wait = waits.find(({ id }) => id === p.wait);
  if (wait === undefined) return no(refusals.notFound);
  if (wait.state !== 'waiting') return refuse('wait_over', '这件事已经等到了，请刷新', 'This wait is over already. Reload.');
  const clock = clocks.find(({ id }) => id === wait.clock);
  const other = waits.find(({ id, state: s }) => id !== wait.id && s === 'waiting');
  const turn = isClosed(c.state) ? null : ((other?.whose as CaseTurn) ?? turnIn(c.state));
  return accept(
    [
      noted(c, 'wait_ended', { wait: wait.id, outcome: p.outcome, turn }, p.note === null ? undefined : { note: p.note }),
      ...(clock === undefined ? [] : [clockStopped(refOf(c), clock, ctx.today, p.outcome === 'came' ? 'done' : 'withdrawn', ctx.calendar)]),
      ...(openTask ? [taskDone(refOf(c), wait.task)] : []),
    ],
    { case: c.id, wait: wait.id },
  );
};
