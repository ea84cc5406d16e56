import type { Actor } from '../../kernel/actor.ts';
import { withinAny } from '../../kernel/area.ts';
import { type GrantHolder, granted, type Ref } from '../../kernel/grant.ts';
import type { Id } from '../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../kernel/result.ts';
import {
  type Holder,
  type StoredTask,
  sameHolder,
  type Task,
  taskAssigned,
  taskDone,
  taskDropped,
  taskMade,
  type WorkEvent,
} from './domain/task.ts';

/** Tasks, their holders and clocks. Pure; later modules and processes use the builders in their own decisions. */
export {
  type Clock,
  type ClockEvent,
  type ClockStep,
  clockOn,
  type Level,
  LONGEST_LIMIT,
  type Turn,
} from './domain/clock.ts';
export * from './domain/clocks.ts';
export * from './domain/task.ts';

type Told = { task: Id };
type Decided<A = Told> = Decision<WorkEvent, A>;

export const refusals = {
  notFound: refuse('not_found', '没有找到这项待办，可能不在您负责的范围内', 'This task was not found; it may lie outside your area.'),
  over: refuse('task_over', '这项待办已经办完或取消了，请刷新', 'This task is already done or dropped. Reload.'),
  waiting: refuse('task_waiting', '前一步还没办完，这项还不能办', 'A step before is not done yet; this one can’t be done.'),
  taken: refuse('task_taken', '同事已经接手了这项待办，请看下一项', 'A colleague has taken this task. Please take the next.'),
  consentStep: refuse(
    'consent_step',
    '这一步是替本人办的，要在办件页面凭授权登记',
    'This step is done in the person’s name: record it on the case page, on their consent.',
  ),
} as const;

/** Where a task's entries stand: with its subject. */
export const refOf = (task: Pick<StoredTask, 'subjectKind' | 'subject' | 'area'>): Ref => ({
  stream: task.subjectKind,
  streamId: task.subject,
  area: task.area,
});

const over = (task: StoredTask): boolean => task.state === 'done' || task.state === 'dropped';

/** Somebody takes what lies with their site or department. What a colleague holds is theirs until it is assigned. */
export const take = (task: StoredTask | null, actor: Actor): Decided => {
  if (task === null) return refusals.notFound;
  if (over(task)) return refusals.over;
  const mine: Holder = { kind: 'post', post: actor.post };
  if (sameHolder(task.holder, mine)) return accept([], { task: task.id });
  if (task.holder.kind === 'post') return refusals.taken;
  return accept([taskAssigned(refOf(task), task.id, task.holder, mine)], { task: task.id });
};

/** The post or site that a task goes to. */
export type Receiver = { readonly holder: Holder; readonly ranges: readonly string[] };

/** Who can't see the matter by area is let in, because they carry it. */
const letIn = (task: StoredTask, to: Receiver, grant: Id): readonly WorkEvent[] => {
  const holder: GrantHolder | null =
    to.holder.kind === 'post' ? { post: to.holder.post } : to.holder.kind === 'site' ? { site: to.holder.site } : null;
  if (holder === null || withinAny(task.area, to.ranges)) return [];
  return [granted(refOf(task), { id: grant, subject: task.subject, holder, purpose: 'carries', until: null })];
};

export const assign = (task: StoredTask | null, to: Receiver | null, reason: string | null, newId: () => Id): Decided => {
  if (task === null) return refusals.notFound;
  if (over(task)) return refusals.over;
  if (to === null)
    return refuse('receiver_missing', '没有这个岗位或站点，或岗位已结束，请另选', 'No such post or site, or it has ended. Choose another.');
  return accept([taskAssigned(refOf(task), task.id, task.holder, to.holder, reason), ...letIn(task, to, newId())], { task: task.id });
};

/** A report: what was done counts, whoever it was assigned to meanwhile (K12). */
export const done = (task: StoredTask | null, note: string | null): Decided => {
  if (task === null) return refusals.notFound;
  if (over(task)) return refusals.over;
  if (task.state === 'waiting') return refusals.waiting;
  if (task.consentScope !== null) return refusals.consentStep;
  return accept([taskDone(refOf(task), task.id, {}, note)], { task: task.id });
};

export const drop = (task: StoredTask | null, reason: string): Decided => {
  if (task === null) return refusals.notFound;
  if (over(task)) return refusals.over;
  return accept([taskDropped(refOf(task), task.id, reason)], { task: task.id });
};

export const addTask = (ref: Ref | null, task: Task): Decided =>
  ref === null ? refusals.notFound : accept([taskMade(ref, task)], { task: task.id });

/** Everything of one post goes to another (K12). @param left how many remain for a further run */
export const handOverAll = (
  state: { readonly tasks: readonly StoredTask[]; readonly left: number; readonly to: Receiver | null },
  reason: string,
  newId: () => Id,
): Decided<{ moved: number; left: number }> => {
  const { to } = state;
  if (to === null)
    return refuse('receiver_missing', '没有这个岗位，或岗位已结束，请另选', 'No such post, or it has ended. Choose another.');
  const events = state.tasks.flatMap((task) => [
    taskAssigned(refOf(task), task.id, task.holder, to.holder, reason),
    ...letIn(task, to, newId()),
  ]);
  return accept(events, { moved: state.tasks.length, left: state.left });
};
