import type { Actor } from '../../kernel/actor.ts';
import { withinAny } from '../../kernel/area.ts';
import { type GrantHolder, granted, type Ref } from '../../kernel/grant.ts';
import type { Id } from '../../kernel/id.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/result.ts';
import type { Day } from '../../kernel/time.ts';
import type { Calendar } from '../../kernel/workdays.ts';
import { clockRecomputed, type StoredClock } from './domain/clocks.ts';
import {
  type Holder,
  type StoredTask,
  type SubjectKind,
  sameHolder,
  type Task,
  taskAssigned,
  taskDone,
  taskDropped,
  taskMade,
  type WorkEvent,
} from './domain/task.ts';

export * from './domain/calendar.ts';
/** Tasks, their holders and clocks. Pure; later modules and processes use the builders in their own decisions. */
export {
  type Clock,
  type ClockEvent,
  type ClockStep,
  clockOn,
  type Level,
  type Turn,
} from './domain/clock.ts';
export * from './domain/clocks.ts';
export * from './domain/task.ts';

type Told = { task: Id };
type Decided<A = Told> = Decision<WorkEvent, A>;

/** What the person is told, by name. */
export const refusals = {
  notFound: {
    code: 'not_found',
    zh: '没有找到这项待办，可能不在您负责的范围内',
    en: 'This task was not found; it may lie outside your area.',
  },
  over: { code: 'task_over', zh: '这项待办已经办完或取消了，请刷新', en: 'This task is already done or dropped. Reload.' },
  waiting: { code: 'task_waiting', zh: '前一步还没办完，这项还不能办', en: 'A step before is not done yet; this one can’t be done.' },
  taken: { code: 'task_taken', zh: '同事已经接手了这项待办，请看下一项', en: 'A colleague has taken this task. Please take the next.' },
  receiverMissing: {
    code: 'receiver_missing',
    zh: '没有这个岗位或站点，或岗位已结束，请另选',
    en: 'No such post or site, or it has ended. Choose another.',
  },
  recordedAlready: { code: 'already_recorded', zh: '这条已经登记过了，请刷新看看', en: 'This was recorded already. Reload and look.' },
  errandStep: {
    code: 'errand_step',
    zh: '这是办件路线上的一步，请在办件页面登记跑腿',
    en: 'This is a step of the case’s route: record the errand on the case page.',
  },
  consentStep: {
    code: 'consent_step',
    zh: '这一步是替本人办的，要在办件页面凭授权登记',
    en: 'This step is done in the person’s name: record it on the case page, on their consent.',
  },
  ratingStep: {
    code: 'rating_step',
    zh: '差评的回访、整改和裁定要在评价页面登记，登记了这项自动办完',
    en: 'Calls, repairs and decisions about a bad rating are recorded on the page of the rating; this task then ends by itself.',
  },
  listStep: {
    code: 'list_step',
    zh: '转来的清单要给一句答复，答复了这项自动办完',
    en: 'A list that was passed on is answered in a sentence; this task then ends by itself.',
  },
} as const satisfies Record<string, Refusal>;

const no = (refusal: Refusal): Decision<never, never> => ({ kind: 'refused', refusal });

/** Where a task's entries stand: with its subject. */
export const refOf = (task: Pick<StoredTask, 'subjectKind' | 'subject' | 'area'>): Ref => ({
  stream: task.subjectKind,
  streamId: task.subject,
  area: task.area,
});

const over = (task: StoredTask): boolean => task.state === 'done' || task.state === 'dropped';

/** Somebody takes what lies with their site or department. What a colleague holds is theirs until it is assigned. */
export const take = (task: StoredTask | null, actor: Actor): Decided => {
  if (task === null) return no(refusals.notFound);
  if (over(task)) return no(refusals.over);
  const mine: Holder = { kind: 'post', post: actor.post };
  if (sameHolder(task.holder, mine)) return accept([], { task: task.id });
  if (task.holder.kind === 'post') return no(refusals.taken);
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
  if (task === null) return no(refusals.notFound);
  if (over(task)) return no(refusals.over);
  if (to === null) return no(refusals.receiverMissing);
  return accept([taskAssigned(refOf(task), task.id, task.holder, to.holder, reason), ...letIn(task, to, newId())], { task: task.id });
};

/** Kinds of task that end with a step recorded elsewhere, and what the person is told: ticked off here, nothing would have happened. */
const RECORDED_ELSEWHERE: Readonly<Record<string, Refusal>> = {
  call_back: refusals.ratingStep,
  mend: refusals.ratingStep,
  decide_appeal: refusals.ratingStep,
  answer_list: refusals.listStep,
};

/** A report: what was done counts, whoever it was assigned to meanwhile (K12). */
export const done = (task: StoredTask | null, note: string | null): Decided => {
  if (task === null) return no(refusals.notFound);
  if (over(task)) return no(refusals.over);
  if (task.state === 'waiting') return no(refusals.waiting);
  if (task.consentScope !== null || task.routeKey !== null) return no(refusals.errandStep);
  const elsewhere = RECORDED_ELSEWHERE[task.kind];
  if (elsewhere !== undefined) return no(elsewhere);
  return accept([taskDone(refOf(task), task.id, {}, note)], { task: task.id });
};

export const drop = (task: StoredTask | null, reason: string): Decided => {
  if (task === null) return no(refusals.notFound);
  if (over(task)) return no(refusals.over);
  return accept([taskDropped(refOf(task), task.id, reason)], { task: task.id });
};

/** @param area of the matter; null where it can't be seen @param after tasks that are still to do before this one */
export const addTask = (
  area: string | null,
  to: Receiver | null,
  after: readonly Id[],
  p: { id: Id; subject: Id; subjectKind: SubjectKind; title: string; due: Day | null },
): Decided => {
  if (area === null)
    return refuse('not_found', '没有找到这件事，可能不在您负责的范围内', 'This matter was not found; it may lie outside your area.');
  if (to === null) return no(refusals.receiverMissing);
  const task: Task = {
    id: p.id,
    kind: 'own',
    subject: p.subject,
    subjectKind: p.subjectKind,
    label: null,
    resident: null,
    routeKey: null,
    title: { zh: p.title, en: p.title },
    holder: to.holder,
    clock: null,
    due: p.due,
    amberOn: p.due,
    green: false,
    consentScope: null,
    after,
  };
  return accept([taskMade({ stream: p.subjectKind, streamId: p.subject, area }, task)], { task: p.id });
};

/** Everything of one post goes to another (K12). `more`: there are others, for a further run. */
export const handOverAll = (
  state: { readonly tasks: readonly StoredTask[]; readonly more: boolean; readonly to: Receiver | null },
  reason: string,
  newId: () => Id,
): Decided<{ moved: number; more: boolean }> => {
  const { to } = state;
  if (to === null) return no(refusals.receiverMissing);
  const events = state.tasks.flatMap((task) => [
    taskAssigned(refOf(task), task.id, task.holder, to.holder, reason),
    ...letIn(task, to, newId()),
  ]);
  return accept(events, { moved: state.tasks.length, more: state.more });
};

type Kept = {
  readonly ref: Ref;
  readonly clock: StoredClock;
  readonly before: { readonly due: Day | null; readonly amberOn: Day | null };
};

/** Due days derived anew: a year's calendar arrived. @param more whether there may be clocks after these */
export const recompute = (clocks: readonly Kept[], more: boolean, calendar: Calendar): Decided<{ changed: number; next: Id | null }> => {
  const events = clocks.flatMap(({ ref, clock, before }) => clockRecomputed(ref, clock, before, calendar) ?? []);
  return accept(events, { changed: events.length, next: more ? (clocks.at(-1)?.clock.id ?? null) : null });
};
