import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import { type StoredClock, type Task, taskDone, taskDropped, taskMade } from '../../work/domain.ts';
import {
  type Carried,
  contactFrom,
  type DecideContext,
  dueOn,
  endContact,
  event,
  isRunning,
  type Made,
  notFound,
  over,
  refOf,
  type StoredAsk,
  taskFor,
} from './ask.ts';

/** The day on which a clock began; every clock begins with its first step. */
const beganOn = (clock: StoredClock): Day => clock.steps[0]!.day;

const refusalToJoin = (ask: StoredAsk, into: StoredAsk): Decision<never, never> | null => {
  if (ask.id === into.id) return refuse('join_itself', '不能并入自己，请选另一个诉求', 'An ask can’t be joined to itself; choose another.');
  if (ask.state === 'joined') return over;
  if (into.state === 'joined')
    return refuse(
      'join_joined',
      '那个诉求已经并入别的诉求，请并入最早的那一个',
      'That ask is itself joined to another; join to the first one.',
    );
  if (into.state === 'answered' || into.state === 'handed_over')
    return refuse(
      'join_closed',
      '那个诉求已经答复了，并进去这一个就没人答复，请单独办',
      'That ask was already answered; joined to it, this one would get no answer. Deal with it by itself.',
    );
  if (ask.state !== 'open')
    return refuse(
      'join_worked',
      '这个诉求已经在办，不能并入，请反过来并',
      'This ask is being worked on; join the other one to it instead.',
    );
  if (isRunning(ask.contactClock) && isRunning(into.contactClock) && beganOn(ask.contactClock) < beganOn(into.contactClock))
    return refuse(
      'join_earlier',
      '这个诉求更早，联系时限先到，请反过来并',
      'This ask is the earlier and its contact is due first; join the other one to it instead.',
    );
  return null;
};

/**
 * The same ask by two doors becomes one (I7): the later points to the first, whose clock goes on; the channel of each stays.
 * A contact or a visit that only the later one asked for goes over with its day: nobody is forgotten by joining.
 */
export const join = (ask: StoredAsk | null, into: StoredAsk | null, context: DecideContext): Decision<EventOf, Made> => {
  if (ask === null || into === null) return notFound;
  const refusal = refusalToJoin(ask, into);
  if (refusal !== null) return refusal;
  const { actor, calendar, newId } = context;
  const merged = { ...into, green: into.green || ask.green, resident: into.resident ?? ask.resident };
  const has = (one: StoredAsk, kind: string): boolean => one.openTasks.some((task) => task.kind === kind);

  const began = isRunning(ask.contactClock) ? beganOn(ask.contactClock) : context.today;
  const contact = isRunning(ask.contactClock) && !isRunning(into.contactClock) ? contactFrom(into, newId(), began, calendar) : null;
  const tasks: Task[] = [];
  if (contact !== null && has(ask, 'contact')) tasks.push(taskFor(merged, 'contact', newId(), actor, contact.dates));
  const visit = has(ask, 'visit');
  if (visit && !has(into, 'visit')) tasks.push(taskFor(merged, 'visit', newId(), actor, dueOn(began)));
  const clock = contact?.dates.clock ?? null;
  const carried: Carried = { clock, tasks: tasks.map(({ id }) => id), visit };

  return accept(
    [
      event(refOf(ask), 'asks.joined', { into: into.id, carried }),
      event(refOf(into), 'asks.took_in', { ask: ask.id, green: merged.green, resident: merged.resident, contactClock: clock }),
      ...endContact(ask, context, 'withdrawn'),
      ...ask.openTasks.map((task) => taskDone(refOf(ask), task.id, { joined: into.id })),
      ...(contact === null ? [] : [contact.started]),
      ...tasks.map((task) => taskMade(refOf(into), task)),
    ],
    { id: into.id },
  );
};

/** Withdrawn by the join and by nothing else: a contact that took place stays one. */
const wasWithdrawn = (clock: StoredClock | null): clock is StoredClock => {
  const last = clock?.steps.at(-1);
  return last?.type === 'stopped' && last.outcome === 'withdrawn';
};

/** The other ask gives back what it had taken over. */
const givenBack = (ask: StoredAsk, into: StoredAsk, context: DecideContext): EventOf[] => {
  const clock = ask.carried?.clock ?? null;
  const tasks = into.openTasks.filter(({ id }) => ask.carried?.tasks.includes(id) === true);
  return [
    event(refOf(into), 'asks.gave_back', { ask: ask.id }),
    ...(clock !== null && into.contactClock?.id === clock ? endContact(into, context, 'withdrawn') : []),
    ...tasks.map((task) => taskDropped(refOf(into), task.id, '并错了，分开')),
  ];
};

/**
 * Parts an ask from the one it was joined to by mistake. What joining had ended begins again: triage, the visit, and the contact
 * clock with the day on which it first began, so that nobody loses days by it.
 * @param into the other ask; null where this post can't see it
 */
export const unjoin = (
  ask: StoredAsk | null,
  into: StoredAsk | null,
  p: { readonly reason: string },
  context: DecideContext,
): Decision<EventOf, Made> => {
  if (ask === null) return notFound;
  if (ask.state !== 'joined') return refuse('not_joined', '这个诉求没有并入别的诉求', 'This ask is not joined to another.');
  const { actor, today, calendar, newId } = context;
  const ref = refOf(ask);
  const visit = ask.carried?.visit === true;
  const began: Day | null = wasWithdrawn(ask.contactClock) ? beganOn(ask.contactClock) : null;
  const contact = began === null ? null : contactFrom(ask, newId(), began, calendar);
  const contactClock: Id | null = contact?.dates.clock ?? null;
  return accept(
    [
      event(ref, 'asks.unjoined', { from: ask.joinedInto, contactClock }, { reason: p.reason }),
      ...(contact === null ? [] : [contact.started]),
      taskMade(ref, taskFor(ask, 'triage', newId(), actor, dueOn(today))),
      ...(contact !== null && !visit ? [taskMade(ref, taskFor(ask, 'contact', newId(), actor, contact.dates))] : []),
      ...(visit ? [taskMade(ref, taskFor(ask, 'visit', newId(), actor, dueOn(began ?? today)))] : []),
      ...(into === null ? [] : givenBack(ask, into, context)),
    ],
    { id: ask.id },
  );
};
