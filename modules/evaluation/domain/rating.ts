import type { Actor } from '../../../kernel/actor.ts';
import { withinAny } from '../../../kernel/area.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, type Refusal, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Calendar } from '../../../kernel/workdays.ts';
import { clockStarted, datesOfNew, type Holder, type Task, taskMade } from '../../work/domain.ts';
import { type Grade, isBad, type Means } from '../contract/kinds.ts';
import { RATING_LIMITS, type RatingLimits } from './limits.ts';

type Made = { id: Id };

/** The case that is rated, as loaded for a decision. */
export type RatedCase = {
  readonly id: Id;
  readonly area: string;
  readonly shortCode: string;
  readonly resident: Id;
  readonly site: Id;
  readonly state: string;
  readonly green: boolean;
  readonly rated: boolean;
  /** whoever enters the rating worked on this case */
  readonly actorWorked: boolean;
  /** the signed slip named in the payload is a document of this case */
  readonly documentThere: boolean;
  /** coordinators who did not work on it, nearest first */
  readonly coordinators: readonly Id[];
};

/** A service can be rated once its outcome is known: also one that was refused or withdrawn. */
const RATEABLE = new Set(['result_ready', 'delivered', 'not_approved', 'refused_acceptance', 'acceptance_revoked', 'withdrawn']);
export const mayRate = (state: string): boolean => RATEABLE.has(state);

export const refusals = {
  notFound: {
    code: 'not_found',
    zh: '没有找到这件事，可能不在您负责的范围内',
    en: 'This case was not found; it may lie outside your area.',
  },
  alreadyRated: {
    code: 'already_rated',
    zh: '这件事已经评过了，一件事评一次；还想说什么请打窗口电话',
    en: 'This matter is rated already, once each. If there is more to say, please ring the office.',
  },
  notYet: {
    code: 'not_to_rate_yet',
    zh: '这件事还没办完，办完以后再评',
    en: 'This matter is not finished yet. Rate it when it is.',
  },
  byThePerson: {
    code: 'means_not_yours',
    zh: '扫码和短信评价只能由本人提交，工作人员请选“纸质”或“当面递手机”',
    en: 'Ratings by code or SMS come from the person. Staff note them as paper, or hand the phone over.',
  },
  documentMissing: {
    code: 'document_missing',
    zh: '纸质评价要附上本人签过名的评价单照片',
    en: 'A paper rating needs the photo of the slip that the person signed.',
  },
  ratedMayNot: {
    code: 'rated_may_not',
    zh: '您办过这件事，差评要由没有经办的同事回访处理，请交给负责人',
    en: 'You worked on this case. A bad rating is handled by someone who did not: hand it to the coordinator.',
  },
} as const satisfies Record<string, Refusal>;

export const no = (refusal: Refusal): Decision<never, never> => ({ kind: 'refused', refusal });

export type RatePayload = {
  readonly id: Id;
  readonly grade: Grade;
  readonly words: string | null;
  readonly means: Means;
  readonly document: Id | null;
};

type Context = { readonly actor: Actor; readonly today: Day; readonly calendar: Calendar; newId(): Id };

export const refOfRating = (rating: { readonly id: Id; readonly area: string }): Ref => ({
  stream: 'rating',
  streamId: rating.id,
  area: rating.area,
});

/** A task about a rating. Titles say nothing of whose or what: they stand in lists. */
export const ratingTask = (
  p: Pick<Task, 'id' | 'kind' | 'subject' | 'label' | 'title' | 'holder' | 'clock' | 'due' | 'amberOn'>,
): Task => ({
  ...p,
  subjectKind: 'rating',
  resident: null,
  routeKey: null,
  green: false,
  consentScope: null,
  after: [],
});

/**
 * Takes a rating in: once for each case, whoever enters it. It stands on the stream of the case (stage 评价).
 * A bad one opens a call-back on a stream of its own, held by a coordinator who did not work on the case.
 */
export const rate = (
  c: RatedCase | null,
  p: RatePayload,
  { actor, today, calendar, newId }: Context,
  limits: RatingLimits = RATING_LIMITS,
): Decision<EventOf, Made> => {
  if (c === null) return no(refusals.notFound);
  if (c.rated) return no(refusals.alreadyRated);
  if (!mayRate(c.state)) return no(refusals.notYet);
  const ownHand = p.means === 'code' || p.means === 'sms';
  if (ownHand !== (actor.role === 'system')) return no(refusals.byThePerson);
  if (p.means === 'paper' && (p.document === null || !c.documentThere)) return no(refusals.documentMissing);
  if (p.means !== 'paper' && p.document !== null)
    return refuse(
      'document_not_needed',
      '只有纸质评价才附评价单，请去掉附件或改选“纸质”',
      'Only a paper rating has a slip. Remove the document or choose paper.',
    );

  const bad = isBad(p.grade);
  const clocks = bad ? { contactClock: newId(), mendClock: newId() } : { contactClock: null, mendClock: null };
  const data = {
    id: p.id,
    case: c.id,
    resident: c.resident,
    grade: p.grade,
    means: p.means,
    document: p.document,
    notedByRated: !ownHand && c.actorWorked,
    ...clocks,
  };
  const rated: EventOf = {
    stream: 'case',
    streamId: c.id,
    area: c.area,
    type: 'evaluation.rated',
    data,
    ...(p.words === null ? {} : { detail: { words: p.words } }),
  };
  if (clocks.contactClock === null) return accept([rated], { id: p.id });

  // Noted at a window outside the case's area, the call-back lies with that window's own coordinator.
  const ref = refOfRating({ id: p.id, area: withinAny(c.area, actor.ranges) ? c.area : actor.area });
  const coordinator = c.coordinators[0];
  const holder: Holder = coordinator === undefined ? { kind: 'site', site: c.site } : { kind: 'post', post: coordinator };
  const clock = { subject: p.id, subjectKind: 'rating', day: today } as const;
  const contact = datesOfNew({ kind: 'rating_contact', limit: limits.contact, day: today }, calendar);
  return accept(
    [
      rated,
      clockStarted(ref, { ...clock, id: clocks.contactClock, kind: 'rating_contact', limit: limits.contact }, calendar),
      clockStarted(ref, { ...clock, id: clocks.mendClock, kind: 'rating_mend', limit: limits.mend }, calendar),
      taskMade(
        ref,
        ratingTask({
          id: newId(),
          kind: 'call_back',
          subject: p.id,
          label: c.shortCode,
          title: { zh: '差评回访：给本人打电话，问清楚哪里没办好', en: 'Call back: ask the person what went wrong' },
          holder,
          clock: clocks.contactClock,
          due: contact.due,
          amberOn: contact.amberOn,
        }),
      ),
    ],
    { id: p.id },
  );
};
