import type { Actor } from '../../../kernel/actor.ts';
import { grantEnded, granted } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import {
  clockExtended,
  clockPaused,
  clockRefusal,
  clockResumed,
  datesOf,
  type StoredClock,
  type StoredTask,
  taskDone,
  taskMade,
  taskOpened,
  taskReopened,
} from '../../work/domain.ts';
import {
  type CaseEvent,
  type Context,
  type Decided,
  departmentOf,
  movedTo,
  moveTo,
  no,
  openClocks,
  openTasks,
  refOf,
  refusals,
  type StoredCase,
  type Where,
  windowTask,
} from './case.ts';
import { startWaits } from './wait.ts';

/** The department's part (承办, 批准). */

type WithTasks = { readonly c: StoredCase; readonly tasks: readonly StoredTask[] };

/**
 * Receive at one window, decide elsewhere (K4): the department is let in and finds the case in its queue.
 * @param except a task that is being finished in the same step
 */
export const sendToDepartment = (
  state: WithTasks | null,
  p: { readonly department: string | null },
  ctx: Context,
  except: Id | null = null,
): Decided => {
  if (state === null) return no(refusals.notFound);
  const { c, tasks } = state;
  if (c.state !== 'accepted') return no(refusals.wrongState(c));
  const own = departmentOf(c.version);
  if (own === null)
    return refuse('no_department', '这个事项不用部门审批，在窗口就能办结', 'No department decides on this item; the window concludes it.');
  const department = p.department ?? own;
  const left = openTasks(tasks).filter(
    (task) => task.id !== except && task.kind !== 'chase' && task.kind !== 'conclude' && task.routeKey !== null,
  );
  const conclude = openTasks(tasks).find((task) => task.kind === 'conclude');
  const handIn = left.filter((task) => task.kind === 'submit' && task.consentScope === null);
  // What waits for the result is no obstacle; what must come before it is.
  const before = left.filter((task) => !handIn.includes(task) && !waitsForResult(task, tasks, conclude?.id ?? null));
  if (before.length > 0)
    return refuse(
      'errands_open',
      `还有 ${before.length} 项跑腿没办完，先办完或取消再转部门`,
      `${before.length} errands are still to do. Finish or drop them before sending the case on.`,
      { tasks: before.map(({ id, routeKey }) => ({ id, step: routeKey })) },
    );
  const to: Where = { stage: 'handle', state: 'with_department', turn: 'department' };
  const ref = refOf(c);
  const events: CaseEvent[] = [
    ...handIn.map((task) => taskDone(ref, task.id)),
    moveTo(c, 'sent_to_department', to, { department }),
    granted(ref, { id: ctx.newId(), subject: c.id, holder: { department }, purpose: 'must_decide', until: null }),
    granted(ref, { id: ctx.newId(), subject: c.resident, holder: { department }, purpose: 'about_this', until: null }),
    ...(conclude === undefined ? [] : [taskOpened(ref, conclude.id, { kind: 'department', department })]),
  ];
  return accept(events, movedTo(c, to));
};

const waitsForResult = (task: StoredTask, tasks: readonly StoredTask[], conclude: Id | null): boolean =>
  task.after.some((id) => {
    if (id === conclude) return true;
    const before = tasks.find((one) => one.id === id);
    return before !== undefined && waitsForResult(before, tasks, conclude);
  });

const LIMITS: ReadonlySet<string> = new Set(['legal', 'promised']);
const limitsOf = (clocks: readonly StoredClock[]): readonly StoredClock[] => openClocks(clocks).filter(({ kind }) => LIMITS.has(kind));

const CORRECTION = { zh: '等补正', en: 'waiting for a correction' };

/** 补正: the limits stop until what is asked for has come (行政许可法 45). */
export const requestCorrection = (
  state: { readonly c: StoredCase; readonly clocks: readonly StoredClock[] } | null,
  p: { readonly what: string },
  ctx: Context & { readonly actor: Actor },
): Decided => {
  if (state === null) return no(refusals.notFound);
  const { c, clocks } = state;
  if (c.state !== 'accepted' && c.state !== 'with_department') return no(refusals.wrongState(c));
  if (ctx.actor.role === 'approver' && c.department !== ctx.actor.department) return no(refusals.notYourDepartment);
  const to: Where = { stage: c.stage, state: 'awaiting_correction', turn: 'resident' };
  return accept(
    [
      moveTo(c, 'correction_requested', to, {}, { what: p.what }),
      ...limitsOf(clocks).map((clock) => clockPaused(refOf(c), clock, ctx.today, CORRECTION, ctx.calendar)),
    ],
    movedTo(c, to),
  );
};

export const correctionReceived = (
  state: { readonly c: StoredCase; readonly clocks: readonly StoredClock[] } | null,
  p: { readonly note: string | null },
  ctx: Context,
): Decided => {
  if (state === null) return no(refusals.notFound);
  const { c, clocks } = state;
  if (c.state !== 'awaiting_correction') return no(refusals.wrongState(c));
  const sent = c.department !== null;
  const to: Where = sent
    ? { stage: 'handle', state: 'with_department', turn: 'department' }
    : { stage: 'accept', state: 'accepted', turn: 'window' };
  return accept(
    [
      moveTo(c, 'correction_received', to, {}, p.note === null ? undefined : { note: p.note }),
      ...limitsOf(clocks)
        .filter(({ state: s }) => s === 'paused')
        .map((clock) => clockResumed(refOf(c), clock, ctx.today, ctx.calendar)),
    ],
    movedTo(c, to),
  );
};

/** An extension is approved by who may, before the limit has passed, and the person is told why (行政许可法 42). */
export const extend = (
  state: { readonly c: StoredCase; readonly clocks: readonly StoredClock[] } | null,
  p: { readonly clock: 'legal' | 'promised'; readonly by: number; readonly reason: string },
  ctx: Context & { readonly actor: Actor },
): Decided<{ case: Id; due: Day | null }> => {
  if (state === null) return no(refusals.notFound);
  const { c, clocks } = state;
  if (ctx.actor.role === 'approver' && c.department !== ctx.actor.department) return no(refusals.notYourDepartment);
  const clock = openClocks(clocks).find(({ kind }) => kind === p.clock);
  if (clock === undefined) return refuse('clock_not_started', '这个办件没有在走的这种时限', 'No such limit is running for this case.');
  const step = {
    type: 'extended' as const,
    day: ctx.today,
    by: p.by,
    approvedBy: ctx.actor.post,
    reason: { zh: p.reason, en: p.reason },
  };
  const refusal = clockRefusal(clock, step, ctx.calendar);
  if (refusal !== null) return no(refusal);
  const due = datesOf([...clock.steps, { ...step, id: '' }], ctx.calendar)?.due ?? null;
  return accept([clockExtended(refOf(c), clock, step, ctx.calendar)], { case: c.id, due });
};

/** The department in charge decides, in writing where it refuses. */
export const decide = (
  c: StoredCase | null,
  p: { readonly id: Id; readonly outcome: 'approved' | 'refused'; readonly reason: string | null; readonly remedies: string | null },
  ctx: Context & { readonly actor: Actor },
): Decided<{ case: Id; state: StoredCase['state']; stage: StoredCase['stage']; decision: Id }> => {
  if (c === null) return no(refusals.notFound);
  if (ctx.actor.department === null || c.department !== ctx.actor.department) return no(refusals.notYourDepartment);
  if (c.state !== 'with_department') return no(refusals.wrongState(c));
  if (p.outcome === 'refused' && (p.reason === null || p.remedies === null))
    return refuse(
      'reason_needed',
      '不予批准要写明理由，并告诉本人可以怎么申请复议、诉讼',
      'A refusal needs its reason and what the person can do against it.',
    );
  const waits = p.outcome === 'approved' ? startWaits(c, 'approve', ctx) : { events: [], turn: null };
  const to: Where = {
    stage: 'approve',
    state: p.outcome === 'approved' ? 'approved' : 'not_approved',
    turn: waits.turn ?? 'department',
  };
  return accept(
    [
      moveTo(
        c,
        'decided',
        to,
        { decision: p.id, department: c.department, outcome: p.outcome },
        p.reason === null && p.remedies === null ? undefined : { reason: p.reason, remedies: p.remedies },
      ),
      ...waits.events,
    ],
    { ...movedTo(c, to), decision: p.id },
  );
};

const REVOCABLE: ReadonlySet<StoredCase['state']> = new Set(['approved', 'not_approved', 'result_ready', 'delivered']);

/**
 * Only the department that gave it, in writing; the case lies with it again, and the window tells the person.
 * @param state.decision the decision in force
 */
export const revokeDecision = (
  state: { readonly c: StoredCase; readonly decision: Id | null; readonly tasks: readonly StoredTask[] } | null,
  p: { readonly reason: string },
  ctx: Context & { readonly actor: Actor },
): Decided => {
  if (state === null) return no(refusals.notFound);
  const { c, decision, tasks } = state;
  if (ctx.actor.department === null || c.department !== ctx.actor.department) return no(refusals.notYourDepartment);
  if (decision === null || !REVOCABLE.has(c.state)) return no(refusals.wrongState(c));
  const to: Where = { stage: 'handle', state: 'with_department', turn: 'department' };
  const ref = refOf(c);
  const conclude = tasks.find((task) => task.kind === 'conclude' && task.state === 'done');
  return accept(
    [
      moveTo(c, 'decision_revoked', to, { decision }, { reason: p.reason }),
      ...(conclude === undefined ? [] : [taskReopened(ref, conclude.id, p.reason)]),
      taskMade(ref, {
        ...windowTask(c, ctx.newId()),
        kind: 'tell',
        title: { zh: '告诉本人：原来的决定撤销了，为什么', en: 'Tell the person that the decision was revoked, and why' },
        due: ctx.today,
        amberOn: ctx.today,
      }),
    ],
    movedTo(c, to),
  );
};

/** When a case is closed the department need not see the person any more. */
export const letGo = (c: StoredCase, lastOfDepartment: boolean): readonly CaseEvent[] =>
  c.department === null || !lastOfDepartment
    ? []
    : [grantEnded(refOf(c), { subject: c.resident, holder: { department: c.department }, purpose: 'about_this' })];
