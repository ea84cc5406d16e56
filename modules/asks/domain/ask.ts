import type { Actor } from '../../../kernel/actor.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { refuse, type Text } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Calendar, Limit } from '../../../kernel/workdays.ts';
import { clockStarted, clockStopped, datesOfNew, type Holder, type StoredClock, type Task, taskDone } from '../../work/domain.ts';

/** Working days in which the office contacts whoever asked for a home service (I2). */
export const CONTACT_DAYS = 2;
const CONTACT_LIMIT: Limit = { n: CONTACT_DAYS, unit: 'workday' };

/** An ask as loaded for a decision. */
export type StoredAsk = {
  readonly id: Id;
  readonly area: string;
  readonly state: 'open' | 'triaged' | 'answered' | 'joined' | 'handed_over';
  readonly resident: Id | null;
  readonly green: boolean;
  readonly plea: boolean;
  readonly joinedInto: Id | null;
  /** what joining it moved to the other ask */
  readonly carried: Carried | null;
  readonly contactClock: StoredClock | null;
  /** the open tasks that recording it made */
  readonly openTasks: readonly { readonly id: Id; readonly kind: string }[];
  /** where its tasks go back to */
  readonly site: Id | null;
};

/** What the other ask took over when one was joined to it, so that parting them again gives it back. */
export type Carried = { readonly clock: Id | null; readonly tasks: readonly Id[]; readonly visit: boolean };

export type Made = { id: Id };
export type DecideContext = { readonly actor: Actor; readonly today: Day; readonly calendar: Calendar; newId(): Id };

export const notFound = refuse(
  'not_found',
  '没有找到这个诉求，可能不在您负责的范围内',
  'This ask was not found; it may lie outside your area.',
);
export const over = refuse(
  'ask_over',
  '这个诉求已经办结或并入别的诉求，请刷新',
  'This ask is already closed or joined to another. Reload.',
);

export const refOf = (ask: Pick<StoredAsk, 'id' | 'area'>): Ref => ({ stream: 'ask', streamId: ask.id, area: ask.area });

export const event = (
  ref: Ref,
  type: string,
  data: Readonly<Record<string, unknown>>,
  detail?: Readonly<Record<string, unknown>>,
): EventOf => (detail === undefined ? { ...ref, type, data } : { ...ref, type, data, detail });

const TITLES = {
  triage: { zh: '分流：听明白要办什么', en: 'Triage: find out what is needed' },
  contact: { zh: '联系本人，约好上门时间', en: 'Contact the person and agree a time' },
  visit: { zh: '今天下午上门', en: 'Visit this afternoon' },
  answer: { zh: '把答复告诉本人', en: 'Tell the person the answer' },
  errand: { zh: '跑腿小事', en: 'Everyday errand' },
  petition: { zh: '登记信访件', en: 'Register the petition' },
} as const satisfies Readonly<Record<string, Text>>;
export type TaskKind = keyof typeof TITLES;

/** Something to do about an ask, at its site, or by whoever acts where it has none. */
export const taskFor = (
  ask: Pick<StoredAsk, 'id' | 'resident' | 'green' | 'site'>,
  kind: TaskKind,
  id: Id,
  actor: Actor,
  when: Partial<Pick<Task, 'clock' | 'due' | 'amberOn'>> = {},
): Task => {
  const holder: Holder = ask.site === null ? { kind: 'post', post: actor.post } : { kind: 'site', site: ask.site };
  return {
    id,
    kind,
    subject: ask.id,
    subjectKind: 'ask',
    label: null,
    resident: ask.resident,
    routeKey: null,
    title: TITLES[kind],
    holder,
    clock: null,
    due: null,
    amberOn: null,
    green: ask.green,
    consentScope: null,
    after: [],
    ...when,
  };
};

/** Due the same day: triage, and a visit to somebody who could not wait. */
export const dueOn = (day: Day): Pick<Task, 'due' | 'amberOn'> => ({ due: day, amberOn: day });

/** The contact clock from a day on, and the dates that a task beside it carries. */
export const contactFrom = (
  ask: Pick<StoredAsk, 'id' | 'area'>,
  id: Id,
  day: Day,
  calendar: Calendar,
): { readonly started: EventOf; readonly dates: Pick<Task, 'clock' | 'due' | 'amberOn'> } => {
  const { due, amberOn } = datesOfNew({ kind: 'contact', limit: CONTACT_LIMIT, day }, calendar);
  const clock = { id, subject: ask.id, subjectKind: 'ask', kind: 'contact', limit: CONTACT_LIMIT, day, turn: 'helper' } as const;
  return { started: clockStarted(refOf(ask), clock, calendar), dates: { clock: id, due, amberOn } };
};

export const isRunning = (clock: StoredClock | null): clock is StoredClock => clock !== null && clock.state !== 'stopped';

export const endContact = (
  ask: StoredAsk,
  { today, calendar }: Pick<DecideContext, 'today' | 'calendar'>,
  outcome: 'done' | 'withdrawn' = 'done',
): EventOf[] => (isRunning(ask.contactClock) ? [clockStopped(refOf(ask), ask.contactClock, today, outcome, calendar)] : []);

export const endTasks = (ask: StoredAsk, kinds: readonly TaskKind[]): EventOf[] =>
  ask.openTasks.filter(({ kind }) => (kinds as readonly string[]).includes(kind)).map((task) => taskDone(refOf(ask), task.id));
