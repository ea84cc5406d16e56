import { grantEnded } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import { type ClockStep, clockCorrected, type StoredClock, type StoredTask, taskDropped, taskReopened } from '../../work/domain.ts';
import { type CaseEvent, type Context, type Decided, no, noted, openTasks, refOf, refusals, type StoredCase, type Where } from './case.ts';

/**
 * What staff entered wrongly is put right by a further entry (K11). The command that made the entry is taken back as a whole: its clocks,
 * tasks and ways in go with it. The old stays visible, struck through.
 */

/** An entry of the case's ledger, without its free text. */
export type Entry = { readonly id: Id; readonly event: string; readonly data: Readonly<Record<string, unknown>> };

export type CorrectState = {
  readonly c: StoredCase;
  /** the entry named and all others of its command, in order; empty where it is not of this case */
  readonly entries: readonly Entry[];
  readonly struck: boolean;
  /** the last move that stands */
  readonly lastMove: Id | null;
  readonly tasks: readonly StoredTask[];
  readonly clocks: readonly StoredClock[];
};

/** Moves that may be taken back while nothing stands on them. */
const MOVES: ReadonlySet<string> = new Set([
  'cases.accepted',
  'cases.acceptance_refused',
  'cases.withdrawn',
  'cases.sent_to_department',
  'cases.correction_requested',
  'cases.correction_received',
  'cases.result_made',
  'cases.delivered',
]);
/** Other entries that may be. */
const NOTES: ReadonlySet<string> = new Set([
  'cases.trip_made',
  'cases.wait_started',
  'cases.wait_ended',
  'cases.promise_cured',
  'work.task_done',
  'work.clock_extended',
]);

const moveOf = (entry: Entry): { from: Where; to: Where } | null =>
  entry.event.startsWith('cases.') && 'from' in entry.data && 'to' in entry.data ? (entry.data as { from: Where; to: Where }) : null;

/** The clock that an entry's step stands on, and that step. */
const stepOf = (entry: Entry, clocks: readonly StoredClock[]): { clock: StoredClock; step: ClockStep } | null => {
  for (const clock of clocks) {
    const step = clock.steps.find(({ id }) => id === entry.id);
    if (step !== undefined && step.type !== 'corrected') return { clock, step };
  }
  return null;
};

export const correct = (
  state: CorrectState | null,
  p: { readonly entry: Id; readonly reason: string; readonly day: Day | null },
  ctx: Context,
): Decided<{ case: Id; struck: Id[] }> => {
  if (state === null) return no(refusals.notFound);
  const { c, entries, struck, lastMove, clocks } = state;
  const named = entries.find(({ id }) => id === p.entry);
  if (named === undefined)
    return refuse('entry_unknown', '这个办件没有这条记录，请刷新后再选', 'This case has no such entry. Reload and choose again.');
  if (struck) return refuse('entry_struck', '这条记录已经更正过了', 'This entry was put right already.');
  if (named.event === 'cases.decided' || named.event === 'cases.decision_revoked')
    return refuse(
      'decision_stands',
      '决定只能由作出决定的部门书面撤销',
      'A decision can only be revoked by the department that gave it, in writing.',
    );
  if (!MOVES.has(named.event) && !NOTES.has(named.event))
    return refuse(
      'not_correctable',
      '这条记录不能在这里更正，请在它自己的地方撤回',
      'This entry can’t be put right here. Withdraw it where it was made.',
    );
  const ref = refOf(c);
  const steps = entries.flatMap((entry) => stepOf(entry, clocks) ?? []);

  if (p.day !== null) {
    if (p.day > ctx.today) return refuse('day_in_future', '日期不能在今天以后', 'The day can’t be after today.');
    if (steps.length === 0)
      return refuse(
        'no_day_to_correct',
        '这条记录没有影响期限的日期，要撤回请不填日期',
        'No limit hangs on this entry’s day. To take it back leave the day out.',
      );
    const day = p.day;
    const events: CaseEvent[] = [
      noted(
        c,
        'entry_corrected',
        { entry: named.id, struck: [], day, acceptedOn: named.event === 'cases.accepted' ? day : null, move: null },
        { reason: p.reason },
      ),
      ...steps.map(({ clock, step }) =>
        clockCorrected(ref, clock, { day: ctx.today, entry: step.id, to: { ...step, day }, reason: p.reason }, ctx.calendar),
      ),
    ];
    return accept(events, { case: c.id, struck: [] });
  }

  const move = moveOf(named);
  if (move !== null && named.id !== lastMove)
    return refuse(
      'move_not_last',
      '后面已经有新的进展，请从最后一步开始更正',
      'The case has moved on since. Put the last move right first.',
    );
  const ids = entries.map(({ id }) => id);
  const events: CaseEvent[] = [
    noted(
      c,
      'entry_corrected',
      { entry: named.id, struck: ids, day: null, acceptedOn: null, move: move === null ? null : move.from, undo: undoOf(named) },
      { reason: p.reason },
    ),
    ...steps.map(({ clock, step }) =>
      clockCorrected(ref, clock, { day: ctx.today, entry: step.id, to: null, reason: p.reason }, ctx.calendar),
    ),
    ...entries.flatMap((entry) => undoTasks(entry, state, p.reason)),
  ];
  return accept(events, { case: c.id, struck: ids });
};

/** What the projection takes back in the tables of cases, by kind. */
const undoOf = (entry: Entry): Readonly<Record<string, unknown>> | null => {
  switch (entry.event) {
    case 'cases.wait_started':
      return { wait: entry.data.wait, state: 'not_coming' };
    case 'cases.wait_ended':
      return { wait: entry.data.wait, state: 'waiting' };
    case 'cases.promise_cured':
      return { promise: entry.data.key };
    case 'cases.delivered':
      return { delivery: true };
    default:
      return null;
  }
};

const undoTasks = (entry: Entry, { c, tasks }: CorrectState, reason: string): readonly CaseEvent[] => {
  const ref = refOf(c);
  const { data } = entry;
  switch (entry.event) {
    case 'work.tasks_planned': {
      const made = new Set((data.tasks as readonly { id: Id }[]).map(({ id }) => id));
      return openTasks(tasks)
        .filter(({ id }) => made.has(id))
        .map(({ id }) => taskDropped(ref, id, reason));
    }
    case 'work.task_made': {
      const made = (data.task as { id: Id }).id;
      return openTasks(tasks).some(({ id }) => id === made) ? [taskDropped(ref, made, reason)] : [];
    }
    case 'work.task_done':
    case 'work.task_dropped':
      return [taskReopened(ref, data.task as Id, reason)];
    case 'platform.granted':
      return data.department === null
        ? []
        : [
            grantEnded(ref, {
              subject: data.subject as Id,
              holder: { department: data.department as string },
              purpose: data.purpose as 'must_decide',
            }),
          ];
    default:
      return [];
  }
};
