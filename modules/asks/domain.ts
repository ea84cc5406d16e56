import type { EventOf } from '../../kernel/contract.ts';
import type { Ref } from '../../kernel/grant.ts';
import type { Id } from '../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../kernel/result.ts';
import { type Task, taskDropped, taskMade } from '../work/domain.ts';
import {
  contactFrom,
  type DecideContext,
  dueOn,
  endContact,
  endTasks,
  event,
  type Made,
  notFound,
  over,
  refOf,
  type StoredAsk,
  type TaskKind,
  taskFor,
} from './domain/ask.ts';

export { type Carried, CONTACT_DAYS, type StoredAsk } from './domain/ask.ts';
export { join, unjoin } from './domain/joining.ts';

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
  const ask = { id: p.id, area, resident: p.resident, green, site };

  const triage = taskFor(ask, 'triage', newId(), actor, dueOn(today));
  const contact = p.homeService || p.visitToday !== null ? contactFrom(ask, newId(), today, calendar) : null;
  let toContact: Task | null = null;
  if (contact !== null)
    toContact =
      p.visitToday === null ? taskFor(ask, 'contact', newId(), actor, contact.dates) : taskFor(ask, 'visit', newId(), actor, dueOn(today));
  const { words, caller, about, visitToday, ...data } = p;
  const recorded = event(
    ref,
    'asks.recorded',
    {
      ...data,
      area,
      green,
      site,
      visit: visitToday !== null,
      contactClock: contact?.dates.clock ?? null,
      triageTask: triage.id,
      contactTask: toContact?.id ?? null,
    },
    { words, caller, about, visitToday },
  );
  return accept(
    [
      recorded,
      ...(contact === null ? [] : [contact.started]),
      taskMade(ref, triage),
      ...(toContact === null ? [] : [taskMade(ref, toContact)]),
    ],
    { id: p.id },
  );
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

/** What an earlier triage left to do falls away when the ask turns out to be something else. */
const dropFollowing = (ask: StoredAsk): EventOf[] =>
  ask.openTasks
    .filter(({ kind }) => kind === 'answer' || kind === 'errand' || kind === 'petition')
    .map(({ id }) => taskDropped(refOf(ask), id, '重新分流'));

/** Nothing is closed without an answer to the person (I3): advice told and "not ours" carry the words that were said. */
export const triage = (
  ask: StoredAsk | null,
  p: Triage,
  context: Pick<DecideContext, 'actor' | 'today' | 'calendar' | 'newId'>,
): Decision<EventOf, Made> => {
  if (ask === null) return notFound;
  if (ask.state !== 'open' && ask.state !== 'triaged') return over;
  const ref = refOf(ask);
  const follow = (id: Id, kind: TaskKind): EventOf => taskMade(ref, taskFor(ask, kind, id, context.actor));
  const done = [...endTasks(ask, ['triage']), ...dropFollowing(ask)];
  const triaged = (detail?: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
    event(ref, 'asks.triaged', { kind: p.kind, ...more }, detail);
  switch (p.kind) {
    case 'advice':
      return p.told === 'now'
        ? accept(
            [
              triaged(),
              event(ref, 'asks.answered', { how: 'in_person' }, { answer: p.answer }),
              ...done,
              ...endContact(ask, context),
              ...endTasks(ask, ['contact']),
            ],
            { id: ask.id },
          )
        : accept([triaged({ answer: p.answer }), ...done, follow(context.newId(), 'answer')], { id: ask.id });
    case 'errand':
      return accept([triaged({ what: p.what }, { task: p.task }), ...done, follow(p.task, 'errand')], {
        id: ask.id,
      });
    case 'petition':
      return accept([triaged(undefined, { task: p.task }), ...done, follow(p.task, 'petition')], {
        id: ask.id,
      });
    default:
      return accept(
        [
          triaged(),
          event(ref, 'asks.handed_over', {}, { to: p.to, answer: p.answer }),
          ...done,
          ...endContact(ask, context),
          ...endTasks(ask, ['contact']),
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
