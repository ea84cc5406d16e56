import type { EventOf } from '../../../kernel/contract.ts';
import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Text } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { ConsentScope } from '../../materials/contract.ts';

/** Whose turn it is: a post, whoever is at a site, the approvers of a department, the resident, the bank. */
export type Holder =
  | { readonly kind: 'post'; readonly post: Id }
  | { readonly kind: 'site'; readonly site: Id }
  | { readonly kind: 'department'; readonly department: string }
  | { readonly kind: 'resident' }
  | { readonly kind: 'bank' };

/** How the open-work queue names a holder: `post:<id>`, `site:<id>`, `dept:<code>`, `resident`, `bank`. */
export const holderKey = (holder: Holder): string => {
  switch (holder.kind) {
    case 'post':
      return `post:${holder.post}`;
    case 'site':
      return `site:${holder.site}`;
    case 'department':
      return `dept:${holder.department}`;
    default:
      return holder.kind;
  }
};

export const sameHolder = (a: Holder, b: Holder): boolean => holderKey(a) === holderKey(b);

export const SUBJECT_KINDS = ['case', 'ask', 'resident', 'parcel', 'rating', 'refusal', 'passed_list'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What is to be done. */
export type Task = {
  readonly id: Id;
  /** `errand` kinds of a route (`stamp`, `deliver`), or what a module names: `contact`, `conclude`, `chase`. */
  readonly kind: string;
  readonly subject: Id;
  readonly subjectKind: SubjectKind;
  /** short code shown in lists; never a name */
  readonly label: string | null;
  readonly resident: Id | null;
  /** key of the route's step */
  readonly routeKey: string | null;
  /** plain words without personal data */
  readonly title: Text;
  readonly holder: Holder;
  /** the clock whose date it follows, else its own due day */
  readonly clock: Id | null;
  readonly due: Day | null;
  readonly amberOn: Day | null;
  readonly green: boolean;
  /** done in the person's name: nobody does it without consent of this scope */
  readonly consentScope: ConsentScope | null;
  /** tasks that must be done (or dropped) before this one opens */
  readonly after: readonly Id[];
};

export type TaskState = 'waiting' | 'open' | 'done' | 'dropped';

/** A task as loaded for a decision. */
export type StoredTask = {
  readonly id: Id;
  readonly area: string;
  readonly kind: string;
  readonly subject: Id;
  readonly subjectKind: SubjectKind;
  readonly resident: Id | null;
  readonly routeKey: string | null;
  readonly holder: Holder;
  readonly consentScope: ConsentScope | null;
  readonly after: readonly Id[];
  readonly state: TaskState;
};

export type WorkEvent = EventOf;

/** Several tasks planned at once; those that wait for others open by themselves when these are done. */
export const tasksPlanned = (ref: Ref, tasks: readonly Task[]): WorkEvent => ({ ...ref, type: 'work.tasks_planned', data: { tasks } });

export const taskMade = (ref: Ref, task: Task): WorkEvent => ({ ...ref, type: 'work.task_made', data: { task } });

/** @param from whom it was taken from; both are told */
export const taskAssigned = (ref: Ref, task: Id, from: Holder, to: Holder, reason: string | null = null): WorkEvent => ({
  ...ref,
  type: 'work.task_assigned',
  data: { task, from, to },
  ...(reason === null ? {} : { detail: { reason } }),
});

/** A task that waited begins, whatever it waited for. */
export const taskOpened = (ref: Ref, task: Id, holder: Holder): WorkEvent => ({ ...ref, type: 'work.task_opened', data: { task, holder } });

/** @param data ids and codes of what came of it; `acted`: the row that says on whose consent @param note free text */
export const taskDone = (ref: Ref, task: Id, data: Readonly<Record<string, unknown>> = {}, note: string | null = null): WorkEvent => ({
  ...ref,
  type: 'work.task_done',
  data: { ...data, task },
  ...(note === null ? {} : { detail: { note } }),
});

export const taskDropped = (ref: Ref, task: Id, reason: string): WorkEvent => ({
  ...ref,
  type: 'work.task_dropped',
  data: { task },
  detail: { reason },
});

/** What was ticked by mistake is open again (K11). */
export const taskReopened = (ref: Ref, task: Id, reason: string): WorkEvent => ({
  ...ref,
  type: 'work.task_reopened',
  data: { task },
  detail: { reason },
});
