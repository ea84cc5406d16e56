import type { EventOf } from '../../../kernel/contract.ts';
import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Decision, Refusal } from '../../../kernel/result.ts';
import type { Day, Instant } from '../../../kernel/time.ts';
import type { Calendar } from '../../../kernel/workdays.ts';
import type { Answers, ItemVersion, Stage } from '../../catalogue/contract.ts';
import type { StoredClock, StoredTask, Task } from '../../work/domain.ts';

/** What a case is, and the events that move it. */

export type CaseState =
  | 'informing'
  | 'accepted'
  | 'with_department'
  | 'awaiting_correction'
  | 'approved'
  | 'not_approved'
  | 'result_ready'
  | 'delivered'
  | 'refused_acceptance'
  | 'acceptance_revoked'
  | 'withdrawn';

/** Who has to do the next step; null once it is closed. */
export type CaseTurn = 'resident' | 'helper' | 'window' | 'department' | 'bank' | null;

/** Where a case stands. */
export type Where = { readonly stage: Stage; readonly state: CaseState; readonly turn: CaseTurn };

/** A case as loaded for a decision, with the item's version that it began under. */
export type StoredCase = Where & {
  readonly id: Id;
  readonly area: string;
  readonly shortCode: string;
  readonly resident: Id;
  readonly receivingSite: Id;
  readonly department: string | null;
  readonly green: boolean;
  readonly answers: Answers;
  readonly version: ItemVersion;
};

/** A paper that may follow. */
export type OpenPromise = { readonly key: string; readonly due: Day | null; readonly clock: Id; readonly task: Id };

export type CaseEvent = EventOf;
export type Moved = { readonly case: Id; readonly state: CaseState; readonly stage: Stage };
export type Decided<A = Moved> = Decision<CaseEvent, A>;

/** What decisions about cases know beside the case. */
export type Context = {
  readonly now: Instant;
  readonly happenedAt: Instant;
  /** Shanghai day of the receipt: legal clocks use it */
  readonly today: Day;
  readonly calendar: Calendar;
  newId(): Id;
};

export const refOf = (c: Pick<StoredCase, 'id' | 'area'>): Ref => ({ stream: 'case', streamId: c.id, area: c.area });

export const whereOf = ({ stage, state, turn }: Where): Where => ({ stage, state, turn });

/** The event of a move from where the case stands. Free text goes into the detail. */
export const moveTo = (
  c: StoredCase,
  type: string,
  to: Where,
  data: Readonly<Record<string, unknown>> = {},
  detail?: Readonly<Record<string, unknown>>,
): CaseEvent => ({
  ...refOf(c),
  type: `cases.${type}`,
  data: { ...data, case: c.id, from: whereOf(c), to: whereOf(to) },
  ...(detail === undefined ? {} : { detail }),
});

/** Something about the case that does not move it. */
export const noted = (
  c: Pick<StoredCase, 'id' | 'area'>,
  type: string,
  data: Readonly<Record<string, unknown>> = {},
  detail?: Readonly<Record<string, unknown>>,
): CaseEvent => ({ ...refOf(c), type: `cases.${type}`, data: { ...data, case: c.id }, ...(detail === undefined ? {} : { detail }) });

export const movedTo = (c: Pick<StoredCase, 'id'>, to: Where): Moved => ({ case: c.id, state: to.state, stage: to.stage });

const CLOSED: ReadonlySet<CaseState> = new Set(['delivered', 'refused_acceptance', 'acceptance_revoked', 'withdrawn']);
export const isClosed = (state: CaseState): boolean => CLOSED.has(state);

/** Whether a department has a say in this item: it decides or handles. */
export const departmentOf = (version: ItemVersion): string | null =>
  version.stages.find((stage) => stage.by === 'department')?.department ?? null;

/** A task for whoever is at the window that received the case; kind and title are the caller's. */
export const windowTask = (c: StoredCase, id: Id): Omit<Task, 'kind' | 'title'> => ({
  id,
  subject: c.id,
  subjectKind: 'case',
  label: c.shortCode,
  resident: c.resident,
  routeKey: null,
  holder: { kind: 'site', site: c.receivingSite },
  clock: null,
  due: null,
  amberOn: null,
  green: c.green,
  consentScope: null,
  after: [],
});

/** Whose turn it is by the state alone, when nothing else is waited for. */
export const turnIn = (state: CaseState): CaseTurn => {
  switch (state) {
    case 'informing':
    case 'result_ready':
      return 'window';
    case 'accepted':
      return 'helper';
    case 'with_department':
    case 'approved':
    case 'not_approved':
      return 'department';
    case 'awaiting_correction':
      return 'resident';
    default:
      return null;
  }
};

/** Tasks still to do. */
export const openTasks = (tasks: readonly StoredTask[]): readonly StoredTask[] =>
  tasks.filter((task) => task.state === 'open' || task.state === 'waiting');

export const openClocks = (clocks: readonly StoredClock[]): readonly StoredClock[] => clocks.filter((clock) => clock.state !== 'stopped');

export const no = (refusal: Refusal): Decision<never, never> => ({ kind: 'refused', refusal });

const STATE_NAMES: Readonly<Record<CaseState, { readonly zh: string; readonly en: string }>> = {
  informing: { zh: '告知中', en: 'being told' },
  accepted: { zh: '已受理', en: 'accepted' },
  with_department: { zh: '部门办理中', en: 'with the department' },
  awaiting_correction: { zh: '等补正', en: 'waiting for a correction' },
  approved: { zh: '已批准', en: 'approved' },
  not_approved: { zh: '不予批准', en: 'not approved' },
  result_ready: { zh: '结果已办出', en: 'result ready' },
  delivered: { zh: '已送达', en: 'delivered' },
  refused_acceptance: { zh: '不予受理', en: 'not accepted' },
  acceptance_revoked: { zh: '已撤销受理', en: 'acceptance revoked' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

export const refusals = {
  notFound: {
    code: 'not_found',
    zh: '没有找到这个办件，可能不在您负责的范围内',
    en: 'This case was not found; it may lie outside your area.',
  },
  wrongState: (c: Pick<StoredCase, 'state'>): Refusal => ({
    code: 'case_state',
    zh: `这个办件现在是“${STATE_NAMES[c.state].zh}”，不能做这一步，请刷新看看`,
    en: `This case is “${STATE_NAMES[c.state].en}” now, so this step can’t be done. Reload and look.`,
    info: { state: c.state },
  }),
  promiseOpen: {
    code: 'promise_open',
    zh: '容缺的材料还没补齐，结果不能先交出去，请先催补',
    en: 'Papers that were to follow have not come. The result can’t be released before; chase them first.',
  },
  codeTaken: { code: 'busy', zh: '编号刚好被用了，请再点一次', en: 'The code was just taken. Please press once more.' },
  recordedAlready: { code: 'already_recorded', zh: '这条已经登记过了，请刷新看看', en: 'This was recorded already. Reload and look.' },
  decidedAlready: { code: 'decided_already', zh: '这个办件已有决定，请刷新', en: 'This case has a decision already. Reload.' },
  notYourDepartment: {
    code: 'not_your_department',
    zh: '这个办件不归您的部门决定，请由主管部门审批',
    en: 'This case is not for your department to decide. The department in charge must.',
  },
} as const;
