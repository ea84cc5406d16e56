import type { Actor } from '../../../kernel/actor.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Calendar } from '../../../kernel/workdays.ts';
import {
  clockStopped,
  datesOf,
  type Holder,
  type StoredClock,
  type StoredTask,
  taskDone,
  taskDropped,
  taskMade,
} from '../../work/domain.ts';
import { isBad, type RatingState } from '../contract/kinds.ts';
import { no, ratingTask, refOfRating, refusals } from './rating.ts';

type Made = { id: Id };

/** A rating as loaded for what follows it. */
export type StoredRating = {
  readonly id: Id;
  readonly case: Id;
  readonly caseCode: string;
  readonly area: string;
  /** area of the stream on which the call-back runs; null for a good rating, which has none */
  readonly callBackArea: string | null;
  readonly grade: number;
  readonly state: RatingState;
  readonly appealed: boolean;
  readonly actorWorked: boolean;
  readonly clocks: readonly StoredClock[];
  readonly tasks: readonly StoredTask[];
};

type Context = { readonly actor: Actor; readonly today: Day; readonly calendar: Calendar; newId(): Id };

const ENDED: readonly RatingState[] = ['mended', 'withdrawn', 'set_aside'];

const notBad = refuse(
  'rating_not_bad',
  '这不是差评，不用回访；想感谢本人可以直接打电话',
  'This is not a bad rating: no call-back is needed.',
);
const over = refuse('call_back_over', '这条差评已经处理完了，请刷新', 'This bad rating is settled already. Reload.');

/** Why nothing can be done about this rating, or null. */
const closed = (rating: StoredRating): Decision<never, never> | null =>
  !isBad(rating.grade) || rating.callBackArea === null ? notBad : ENDED.includes(rating.state) ? over : null;

const refOf = (rating: StoredRating) => refOfRating({ id: rating.id, area: rating.callBackArea! });
const openTask = (rating: StoredRating, kind: string): StoredTask | undefined =>
  rating.tasks.find((task) => task.kind === kind && (task.state === 'open' || task.state === 'waiting'));
const stops = (rating: StoredRating, kinds: readonly string[], outcome: 'done' | 'withdrawn', { today, calendar }: Context): EventOf[] =>
  rating.clocks
    .filter((clock) => kinds.includes(clock.kind) && clock.state !== 'stopped')
    .map((clock) => clockStopped(refOf(rating), clock, today, outcome, calendar));
const ends = (rating: StoredRating, kinds: readonly string[]): EventOf[] =>
  kinds.flatMap((kind) => {
    const task = openTask(rating, kind);
    return task === undefined ? [] : [taskDone(refOf(rating), task.id)];
  });

const entry = (
  rating: StoredRating,
  type: string,
  data: Readonly<Record<string, unknown>> & { id: Id; kind: string },
  words: string,
): EventOf => ({
  ...refOf(rating),
  type,
  data: { ...data, rating: rating.id, case: rating.case, caseArea: rating.area },
  detail: { words },
});

export type CallBack = {
  readonly id: Id;
  readonly reached: boolean;
  readonly mended: boolean;
  readonly satisfied: 'yes' | 'no' | 'not_said' | null;
  readonly words: string;
};

/**
 * A call to whoever rated badly. Only reaching the person stops the first clock; only putting it right stops the second.
 * Nobody who worked on the case may do it.
 */
export const callBack = (rating: StoredRating | null, p: CallBack, ctx: Context): Decision<EventOf, Made> => {
  if (rating === null) return no(refusals.notFound);
  const why = closed(rating);
  if (why !== null) return why;
  if (rating.actorWorked) return no(refusals.ratedMayNot);
  const reached = p.reached || rating.state === 'contacted';
  if (p.mended && !reached)
    return refuse(
      'reach_first',
      '还没联系上本人，不能算整改完成，请先打通电话',
      'The person was not reached yet, so it can’t count as put right. Reach them first.',
    );
  if (!p.reached && p.satisfied !== null)
    return refuse(
      'satisfied_unheard',
      '没联系上就不知道满不满意，请去掉这一项',
      'Nobody was reached, so nobody said whether they are satisfied. Leave it open.',
    );
  const ref = refOf(rating);
  const { words, ...data } = p;
  const events = [entry(rating, 'evaluation.called_back', { ...data, kind: 'call' }, words)];
  if (p.reached) events.push(...stops(rating, ['rating_contact'], 'done', ctx), ...ends(rating, ['call_back']));
  if (p.mended) events.push(...stops(rating, ['rating_mend'], 'done', ctx), ...ends(rating, ['mend', 'decide_appeal']));
  else if (p.reached && openTask(rating, 'mend') === undefined) {
    const clock = rating.clocks.find(({ kind }) => kind === 'rating_mend') ?? null;
    const dates = clock === null ? null : datesOf(clock.steps, ctx.calendar);
    events.push(
      taskMade(
        ref,
        ratingTask({
          id: ctx.newId(),
          kind: 'mend',
          subject: rating.id,
          label: rating.caseCode,
          title: { zh: '差评整改：办好了再告诉本人', en: 'Put it right, then tell the person' },
          holder: { kind: 'post', post: ctx.actor.post },
          clock: clock?.id ?? null,
          due: dates?.due ?? null,
          amberOn: dates?.amberOn ?? null,
        }),
      ),
    );
  }
  return accept(events, { id: p.id });
};

/** A word against the rating: malicious, or meant for something else. Open to the rated too; the clocks run on until it is decided. */
export const appeal = (
  rating: StoredRating | null,
  p: { readonly id: Id; readonly ground: 'malicious' | 'mistaken'; readonly words: string },
  ctx: Context,
): Decision<EventOf, Made> => {
  if (rating === null) return no(refusals.notFound);
  const why = closed(rating);
  if (why !== null) return why;
  if (rating.appealed)
    return refuse('appeal_waits', '已经有人申诉，等负责人裁定', 'There is an appeal already; it waits for the coordinator.');
  const holder: Holder | undefined = (openTask(rating, 'call_back') ?? openTask(rating, 'mend'))?.holder;
  return accept(
    [
      entry(rating, 'evaluation.appealed', { id: p.id, kind: 'appeal', ground: p.ground }, p.words),
      ...(holder === undefined
        ? []
        : [
            taskMade(
              refOf(rating),
              ratingTask({
                id: ctx.newId(),
                kind: 'decide_appeal',
                subject: rating.id,
                label: rating.caseCode,
                title: { zh: '差评申诉：核实后裁定', en: 'Appeal against a bad rating: look into it and decide' },
                holder,
                clock: null,
                due: null,
                amberOn: null,
              }),
            ),
          ]),
    ],
    { id: p.id },
  );
};

/** Ends an appeal, or records that the person took the rating back. Set aside or withdrawn it stays visible and is not counted. */
export const settle = (
  rating: StoredRating | null,
  p: { readonly id: Id; readonly as: 'withdrawn' | 'set_aside' | 'stands'; readonly words: string },
  ctx: Context,
): Decision<EventOf, Made> => {
  if (rating === null) return no(refusals.notFound);
  const why = closed(rating);
  if (why !== null) return why;
  if (rating.actorWorked) return no(refusals.ratedMayNot);
  if (p.as !== 'withdrawn' && !rating.appealed)
    return refuse('no_appeal', '没有待裁定的申诉，差评照常回访', 'There is no appeal to decide; the call-back goes on.');
  const settled = entry(rating, 'evaluation.settled', { id: p.id, kind: p.as }, p.words);
  if (p.as === 'stands') return accept([settled, ...ends(rating, ['decide_appeal'])], { id: p.id });
  const dropped = ['call_back', 'mend'].flatMap((kind) => {
    const task = openTask(rating, kind);
    const reason = p.as === 'withdrawn' ? '本人撤回评价' : '申诉成立，评价不计';
    return task === undefined ? [] : [taskDropped(refOf(rating), task.id, reason)];
  });
  return accept(
    [settled, ...stops(rating, ['rating_contact', 'rating_mend'], 'withdrawn', ctx), ...dropped, ...ends(rating, ['decide_appeal'])],
    { id: p.id },
  );
};
