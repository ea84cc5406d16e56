import type { Actor } from '../../kernel/actor.ts';
import type { EventOf } from '../../kernel/contract.ts';
import type { Ref } from '../../kernel/grant.ts';
import type { Id } from '../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../kernel/result.ts';
import type { Day } from '../../kernel/time.ts';
import type { Calendar } from '../../kernel/workdays.ts';
import { clockStarted, clockStopped, datesOfNew, type Holder, type StoredClock, type Task, taskDone, taskMade } from '../work/domain.ts';

/** Working days in which the office contacts whoever asked for a home service (I2). */
export const CONTACT_DAYS = 2;

type Made = { id: Id };
type Caller = { readonly name: string | null; readonly phone: string | null; readonly relation: string | null };

export type RecordAsk = {
  readonly id: Id;
  readonly channel: string;
  readonly site: Id | null;
  readonly area: string | null;
  readonly resident: Id | null;
  readonly caller: Caller;
  readonly about: { readonly name: string; readonly address: string | null } | null;
  readonly words: string;
  readonly plea: boolean;
  readonly green: boolean;
  readonly homeService: boolean;
  readonly visitToday: string | null;
};

/** An ask as loaded for a decision. */
export type StoredAsk = {
  readonly id: Id;
  readonly area: string;
  readonly state: 'open' | 'triaged' | 'answered' | 'joined' | 'handed_over';
  readonly resident: Id | null;
  readonly green: boolean;
  readonly plea: boolean;
  readonly joinedInto: Id | null;
  readonly contactClock: StoredClock | null;
  /** the open tasks that recording it made */
  readonly openTasks: readonly { readonly id: Id; readonly kind: string }[];
  /** where its tasks go back to */
  readonly site: Id | null;
};

const notFound = refuse('not_found', '没有找到这个诉求，可能不在您负责的范围内', 'This ask was not found; it may lie outside your area.');
const over = refuse('ask_over', '这个诉求已经办结或并入别的诉求，请刷新', 'This ask is already closed or joined to another. Reload.');

export const refOf = (ask: Pick<StoredAsk, 'id' | 'area'>): Ref => ({ stream: 'ask', streamId: ask.id, area: ask.area });

const event = (ref: Ref, type: string, data: Readonly<Record<string, unknown>>, detail?: Readonly<Record<string, unknown>>): EventOf =>
  detail === undefined ? { ...ref, type, data } : { ...ref, type, data, detail };

type DecideContext = { readonly actor: Actor; readonly today: Day; readonly calendar: Calendar; newId(): Id };

/** Takes a plea in, starts the contact clock where a home service was asked, and puts what follows into the right hands. */
export const record = (
  state: { readonly resident: { readonly area: string; readonly green: boolean } | null; readonly areaExists: boolean },
  p: RecordAsk,
  { actor, today, calendar, newId }: DecideContext,
): Decision<EventOf, Made> => {
  if (p.resident !== null && state.resident === null)
    return refuse(
      'resident_missing',
      '没有找到这位居民，请先登记或不选人',
      'This resident was not found; register them first or leave it open.',
    );
  if (!state.areaExists) return refuse('area_missing', '没有这个区划，请重选', 'There is no such area; choose again.');
  const area = state.resident?.area ?? p.area ?? actor.area;
  const green = p.green || state.resident?.green === true;
  const ref: Ref = { stream: 'ask', streamId: p.id, area };
  const site = p.site ?? actor.site;
  const holder: Holder = site === null ? { kind: 'post', post: actor.post } : { kind: 'site', site };
  const task = (kind: string, zh: string, en: string, more: Partial<Task> = {}): Task => ({
    id: newId(),
    kind,
    subject: p.id,
    subjectKind: 'ask',
    label: null,
    resident: p.resident,
    routeKey: null,
    title: { zh, en },
    holder,
    clock: null,
    due: null,
    amberOn: null,
    green,
    consentScope: null,
    after: [],
    ...more,
  });

  const events: EventOf[] = [];
  const triage = task('triage', '分流：听明白要办什么', 'Triage: find out what is needed', { due: today, amberOn: today });
  const clock = p.homeService || p.visitToday !== null ? newId() : null;
  let contact: Task | null = null;
  if (clock !== null) {
    const limit = { n: CONTACT_DAYS, unit: 'workday' } as const;
    const dates = datesOfNew({ kind: 'contact', limit, day: today }, calendar);
    contact =
      p.visitToday === null
        ? task('contact', '联系本人，约好上门时间', 'Contact the person and agree a time', {
            clock,
            due: dates.due,
            amberOn: dates.amberOn,
          })
        : task('visit', '今天下午上门', 'Visit this afternoon', { due: today, amberOn: today });
  }
  const { words, caller, about, visitToday, ...data } = p;
  events.push(
    event(
      ref,
      'asks.recorded',
      {
        ...data,
        area,
        green,
        site,
        visit: visitToday !== null,
        contactClock: clock,
        triageTask: triage.id,
        contactTask: contact?.id ?? null,
      },
      { words, caller, about, visitToday },
    ),
  );
  if (clock !== null) {
    events.push(
      clockStarted(
        ref,
        {
          id: clock,
          subject: p.id,
          subjectKind: 'ask',
          kind: 'contact',
          limit: { n: CONTACT_DAYS, unit: 'workday' },
          day: today,
          turn: 'helper',
        },
        calendar,
      ),
    );
  }
  events.push(taskMade(ref, triage));
  if (contact !== null) events.push(taskMade(ref, contact));
  return accept(events, { id: p.id });
};

export const identify = (
  ask: StoredAsk | null,
  resident: { readonly area: string; readonly green: boolean } | null,
  p: { readonly ask: Id; readonly resident: Id },
): Decision<EventOf, Made> => {
  if (ask === null) return notFound;
  if (ask.state === 'joined') return over;
  if (resident === null)
    return refuse('resident_missing', '没有找到这位居民，请先登记', 'This resident was not found; register them first.');
  if (ask.resident === p.resident) return accept([], { id: ask.id });
  return accept([event(refOf(ask), 'asks.identified', { resident: p.resident, green: ask.green || resident.green })], { id: ask.id });
};

const endContact = (ask: StoredAsk, { today, calendar }: Pick<DecideContext, 'today' | 'calendar'>): EventOf[] => {
  const clock = ask.contactClock;
  return clock !== null && clock.state !== 'stopped' ? [clockStopped(refOf(ask), clock, today, 'done', calendar)] : [];
};
const endTasks = (ask: StoredAsk, kinds: readonly string[]): EventOf[] =>
  ask.openTasks.filter((task) => kinds.includes(task.kind)).map((task) => taskDone(refOf(ask), task.id));

/** Only reaching the person stops the clock; a call that nobody answered is recorded and the clock runs on. */
export const contacted = (
  ask: StoredAsk | null,
  p: { readonly how: string; readonly reached: boolean; readonly said: string | null },
  context: Pick<DecideContext, 'today' | 'calendar'>,
): Decision<EventOf, Made> => {
  if (ask === null) return notFound;
  if (ask.state === 'joined') return over;
  const told = event(refOf(ask), 'asks.contacted', { how: p.how, reached: p.reached }, p.said === null ? undefined : { said: p.said });
  if (!p.reached) return accept([told], { id: ask.id });
  return accept([told, ...endContact(ask, context), ...endTasks(ask, p.how === 'visit' ? ['contact', 'visit'] : ['contact'])], {
    id: ask.id,
  });
};

export type Triage =
  | { readonly kind: 'advice'; readonly answer: string; readonly told: 'now' | 'to_do' }
  | { readonly kind: 'errand'; readonly task: Id; readonly what: string }
  | { readonly kind: 'petition'; readonly task: Id }
  | { readonly kind: 'not_ours'; readonly to: string; readonly answer: string };

/** Nothing is closed without an answer to the person (I3): advice told and "not ours" carry the words that were said. */
export const triage = (
  ask: StoredAsk | null,
  p: Triage,
  context: Pick<DecideContext, 'actor' | 'today' | 'calendar' | 'newId'>,
): Decision<EventOf, Made> => {
  if (ask === null) return notFound;
  if (ask.state !== 'open' && ask.state !== 'triaged') return over;
  const ref = refOf(ask);
  const holder: Holder = ask.site === null ? { kind: 'post', post: context.actor.post } : { kind: 'site', site: ask.site };
  const follow = (id: Id, kind: string, zh: string, en: string): EventOf =>
    taskMade(ref, {
      id,
      kind,
      subject: ask.id,
      subjectKind: 'ask',
      label: null,
      resident: ask.resident,
      routeKey: null,
      title: { zh, en },
      holder,
      clock: null,
      due: null,
      amberOn: null,
      green: ask.green,
      consentScope: null,
      after: [],
    });
  const done = endTasks(ask, ['triage']);
  const triaged = (detail?: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
    event(ref, 'asks.triaged', { kind: p.kind, ...more }, detail);
  switch (p.kind) {
    case 'advice':
      return p.told === 'now'
        ? accept(
            [
              triaged(),
              event(ref, 'asks.answered', { how: 'in_person' }, { answer: p.answer }),
              ...endContact(ask, context),
              ...endTasks(ask, ['triage', 'contact']),
            ],
            { id: ask.id },
          )
        : accept(
            [triaged({ answer: p.answer }), ...done, follow(context.newId(), 'answer', '把答复告诉本人', 'Tell the person the answer')],
            { id: ask.id },
          );
    case 'errand':
      return accept([triaged({ what: p.what }, { task: p.task }), ...done, follow(p.task, 'errand', '跑腿小事', 'Everyday errand')], {
        id: ask.id,
      });
    case 'petition':
      return accept([triaged(undefined, { task: p.task }), ...done, follow(p.task, 'petition', '登记信访件', 'Register the petition')], {
        id: ask.id,
      });
    default:
      return accept(
        [
          triaged(undefined, {}),
          event(ref, 'asks.handed_over', {}, { to: p.to, answer: p.answer }),
          ...endContact(ask, context),
          ...endTasks(ask, ['triage', 'contact']),
        ],
        { id: ask.id },
      );
  }
};

export const answer = (
  ask: StoredAsk | null,
  p: { readonly answer: string; readonly how: string },
  context: Pick<DecideContext, 'today' | 'calendar'>,
): Decision<EventOf, Made> => {
  if (ask === null) return notFound;
  if (ask.state === 'joined' || ask.state === 'answered') return over;
  return accept(
    [
      event(refOf(ask), 'asks.answered', { how: p.how }, { answer: p.answer }),
      ...endContact(ask, context),
      ...endTasks(ask, ['triage', 'contact', 'visit', 'answer', 'errand']),
    ],
    { id: ask.id },
  );
};

/** The same ask by two doors becomes one (I7): the later one points to the first, whose clock goes on; the channel of each stays. */
export const join = (
  ask: StoredAsk | null,
  into: StoredAsk | null,
  context: Pick<DecideContext, 'today' | 'calendar'>,
): Decision<EventOf, Made> => {
  if (ask === null || into === null) return notFound;
  if (ask.id === into.id) return refuse('join_itself', '不能并入自己，请选另一个诉求', 'An ask can’t be joined to itself; choose another.');
  if (ask.state === 'joined') return over;
  if (into.state === 'joined')
    return refuse(
      'join_joined',
      '那个诉求已经并入别的诉求，请并入最早的那一个',
      'That ask is itself joined to another; join to the first one.',
    );
  if (ask.state !== 'open')
    return refuse(
      'join_worked',
      '这个诉求已经在办，不能并入，请反过来并',
      'This ask is being worked on; join the other one to it instead.',
    );
  const clock = ask.contactClock;
  return accept(
    [
      event(refOf(ask), 'asks.joined', { into: into.id }),
      event(refOf(into), 'asks.took_in', { ask: ask.id, green: into.green || ask.green, resident: into.resident ?? ask.resident }),
      ...(clock !== null && clock.state !== 'stopped'
        ? [clockStopped(refOf(ask), clock, context.today, 'withdrawn', context.calendar)]
        : []),
      ...ask.openTasks.map((task) => taskDone(refOf(ask), task.id, { joined: into.id })),
    ],
    { id: into.id },
  );
};

export const unjoin = (
  ask: StoredAsk | null,
  p: { readonly reason: string },
  { newId, actor, today }: Pick<DecideContext, 'newId' | 'actor' | 'today'>,
): Decision<EventOf, Made> => {
  if (ask === null) return notFound;
  if (ask.state !== 'joined') return refuse('not_joined', '这个诉求没有并入别的诉求', 'This ask is not joined to another.');
  const holder: Holder = ask.site === null ? { kind: 'post', post: actor.post } : { kind: 'site', site: ask.site };
  const ref = refOf(ask);
  return accept(
    [
      event(ref, 'asks.unjoined', { from: ask.joinedInto }, { reason: p.reason }),
      taskMade(ref, {
        id: newId(),
        kind: 'triage',
        subject: ask.id,
        subjectKind: 'ask',
        label: null,
        resident: ask.resident,
        routeKey: null,
        title: { zh: '分流：听明白要办什么', en: 'Triage: find out what is needed' },
        holder,
        clock: null,
        due: today,
        amberOn: today,
        green: ask.green,
        consentScope: null,
        after: [],
      }),
    ],
    { id: ask.id },
  );
};

export const correct = (
  ask: StoredAsk | null,
  p: { readonly words?: string; readonly caller?: Caller; readonly reason: string },
): Decision<EventOf, Made> => {
  if (ask === null) return notFound;
  if (p.words === undefined && p.caller === undefined)
    return refuse('nothing_changed', '没有改动，请先改好内容', 'Nothing was changed; please make the correction first.');
  return accept(
    [
      event(
        refOf(ask),
        'asks.corrected',
        { words: p.words !== undefined, caller: p.caller !== undefined },
        { words: p.words, caller: p.caller, reason: p.reason },
      ),
    ],
    { id: ask.id },
  );
};

/** For `cases.open`: the ask has become a case. Closes triage; the contact clock goes on until the person was reached. */
export const becameCase = (ask: StoredAsk, p: { readonly case: Id; readonly item: string }): readonly EventOf[] => [
  event(refOf(ask), 'asks.became_case', { case: p.case, item: p.item }),
  ...endTasks(ask, ['triage']),
];
