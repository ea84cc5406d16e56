import type { Actor } from '../../../kernel/actor.ts';
import { within, withinAny } from '../../../kernel/area.ts';
import { makeCode } from '../../../kernel/codes.ts';
import { granted } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, refuse } from '../../../kernel/result.ts';
import { becameCase, type StoredAsk } from '../../asks/domain.ts';
import type { Answers, ItemVersion } from '../../catalogue/contract.ts';
import { canAccept, type Given, missingMaterials } from '../../catalogue/domain.ts';
import {
  clockStarted,
  clockStopped,
  datesOfNew,
  periodOf,
  type StoredClock,
  type StoredTask,
  type Task,
  taskDropped,
  tasksPlanned,
} from '../../work/domain.ts';
import {
  type CaseEvent,
  type Context,
  type Decided,
  isClosed,
  movedTo,
  moveTo,
  no,
  noted,
  type OpenPromise,
  openClocks,
  openTasks,
  refOf,
  refusals,
  type StoredCase,
  type Where,
} from './case.ts';
import { planTasks } from './plan.ts';

/** From the telling to the acceptance (告知, 受理). */

export type OpenState = {
  readonly version: ItemVersion | null;
  readonly resident: {
    readonly area: string;
    readonly diedOn: string | null;
    readonly green: boolean;
    readonly homeSite: Id | null;
  } | null;
  readonly site: { readonly id: Id; readonly area: string } | null;
  /** the ask that it comes from; null where one is named that can't be seen */
  readonly ask: StoredAsk | null;
};
export type OpenPayload = {
  readonly id: Id;
  readonly resident: Id;
  readonly ask: Id | null;
  readonly channel: string;
  readonly answers: Answers;
  readonly came: string | null;
};

/**
 * Opens a case under the version of the day. It belongs to the area of the home where that lies with the office, else to that of the
 * receiving site, and then the station at home is let in.
 */
export const open = (
  state: OpenState,
  p: OpenPayload,
  ctx: Context & { readonly actor: Actor; random(length: number): Uint8Array },
): Decided<{ case: Id; shortCode: string }> => {
  const { version, resident, site } = state;
  if (version === null)
    return refuse('item_missing', '今天没有这个事项，请在事项清单里重新选', 'There is no such item today. Choose again from the list.');
  if (resident === null)
    return refuse('resident_missing', '没有找到这位居民，请先登记', 'This resident was not found; register them first.');
  if (resident.diedOn !== null)
    return refuse('resident_died', '本人已经去世，请为家属开办', 'The person has died. Open the case for a relative.');
  if (p.ask !== null && state.ask === null)
    return refuse('ask_missing', '没有找到这个诉求，请刷新后再试', 'This ask was not found. Reload and try again.');
  if (site === null) return refuse('site_missing', '请选收件的站点', 'Choose the site that receives the case.');
  if (!version.areas.some((area) => within(resident.area, area) || within(site.area, area)))
    return refuse('item_not_offered', '这个事项在这里不办，请看事项的适用地区', 'This item is not offered here. See where it is.');

  const atHome = withinAny(resident.area, ctx.actor.ranges);
  const area = atHome ? resident.area : site.area;
  const shortCode = makeCode('case', ctx.random(8));
  const ref = { stream: 'case', streamId: p.id, area };
  const to: Where = { stage: 'inform', state: 'informing', turn: 'window' };
  const events: CaseEvent[] = [
    {
      ...ref,
      type: 'cases.opened',
      data: {
        case: p.id,
        shortCode,
        ask: p.ask,
        item: version.code,
        version: version.version,
        resident: p.resident,
        channel: p.channel,
        site: site.id,
        green: resident.green,
        to,
      },
      detail: { answers: p.answers, publicCode: makeCode('lookup', ctx.random(12)) },
    },
  ];
  if (!within(area, site.area))
    events.push(granted(ref, { id: ctx.newId(), subject: p.id, holder: { site: site.id }, purpose: 'received_here', until: null }));
  if (!atHome && resident.homeSite !== null && resident.homeSite !== site.id)
    events.push(granted(ref, { id: ctx.newId(), subject: p.id, holder: { site: resident.homeSite }, purpose: 'lives_there', until: null }));
  if (p.came !== null) events.push(noted({ id: p.id, area }, 'trip_made', { place: p.came }));
  if (state.ask !== null) events.push(...becameCase(state.ask, { case: p.id, item: version.code }));
  return accept(events, { case: p.id, shortCode });
};

/** What was answered decides which papers are needed; once accepted it can only be put right by the department's correction. */
export const answer = (c: StoredCase | null, answers: Answers): Decided<{ case: Id }> => {
  if (c === null) return no(refusals.notFound);
  if (c.state !== 'informing' && c.state !== 'awaiting_correction') return no(refusals.wrongState(c));
  return accept([noted(c, 'answered', { keys: Object.keys(answers) }, { answers: { ...c.answers, ...answers } })], { case: c.id });
};

type NoticeLine = { readonly key: string; readonly name: { zh: string; en: string }; readonly why: 'not_given' | 'unreadable' | 'wrong' };

/**
 * Everything missing, said once and complete (K2). A further notice only names what changed since: a paper that came but does not do,
 * or one that a new answer calls for. What was told already is not told again.
 * @param told `key:why` of the notices before
 */
export const giveNotice = (
  state: { readonly c: StoredCase; readonly given: readonly Given[]; readonly told: readonly string[]; readonly notices: number } | null,
): Decided<{ case: Id; n: number; missing: NoticeLine[] }> => {
  if (state === null) return no(refusals.notFound);
  const { c, given, told, notices } = state;
  if (isClosed(c.state) || c.state === 'result_ready') return no(refusals.wrongState(c));
  const { missing, unclear } = missingMaterials(c.version, given, c.answers);
  const questions = [...new Set(unclear.flatMap(({ ask }) => ask.map(({ key }) => key)))];
  if (questions.length > 0)
    return refuse(
      'ask_first',
      '还有几个情况没问清，问清了才能一次告知完整',
      'Some things must be asked first, so that the notice is complete.',
      { questions },
    );
  if (missing.length === 0)
    return refuse(
      'nothing_missing',
      '材料已经齐了，不用告知，可以受理',
      'Nothing is missing: no notice is needed, the case can be accepted.',
    );
  const keys = missing.map(({ material, why }) => `${material.key}:${why}`);
  if (keys.every((one) => told.includes(one)))
    return refuse(
      'notice_given',
      '缺的材料已经一次告知过了，请按原告知书办，不再另外要求',
      'What is missing was told once already. Keep to that notice and ask for nothing more.',
      { missing: missing.map(({ material }) => material.key) },
    );
  const because =
    notices === 0
      ? 'first'
      : missing.some(({ why }) => why !== 'not_given') || c.state === 'awaiting_correction'
        ? 'correction'
        : 'facts_changed';
  const n = notices + 1;
  const event =
    c.state === 'informing'
      ? moveTo(c, 'notice_given', { stage: 'inform', state: 'informing', turn: 'resident' }, { n, keys, because })
      : noted(c, 'notice_given', { n, keys, because });
  return accept([event], {
    case: c.id,
    n,
    missing: missing.map(({ material, why }) => ({ key: material.key, name: { ...material.name }, why })),
  });
};

export type AcceptPayload = { readonly promise: { readonly by: string; readonly document: Id | null } | null };
type Accepted = {
  case: Id;
  state: 'accepted';
  stage: 'accept';
  promisedDue: string | null;
  legalDue: string | null;
  follow: { key: string; due: string | null }[];
  errands: number;
};

/**
 * Accepts: the clocks start, the errands are planned. With something missing only where all of it may follow (容缺), against a written
 * promise; each paper then has its day, a clock and somebody who chases it.
 */
export const acceptCase = (
  state: { readonly c: StoredCase; readonly given: readonly Given[] } | null,
  p: AcceptPayload,
  ctx: Context,
): Decided<Accepted> => {
  if (state === null) return no(refusals.notFound);
  const { c, given } = state;
  if (c.state !== 'informing') return no(refusals.wrongState(c));
  const may = canAccept(c.version, given, c.answers);
  if (may.kind === 'not')
    return refuse(
      'materials_missing',
      '主要材料还没齐，不能受理，请先一次告知',
      'Essential papers are missing. Give the one-time notice first.',
      {
        missing: may.notice.missing.map(({ material, why }) => ({ key: material.key, why })),
        ask: may.notice.unclear.flatMap(({ ask }) => ask.map(({ key }) => key)),
      },
    );
  if (may.kind === 'with_promise' && p.promise === null)
    return refuse(
      'promise_needed',
      '还缺可以后补的材料：要有书面承诺才能容缺受理',
      'Papers are missing that may follow: a written promise is needed to accept now.',
      { follow: may.follow.map(({ material }) => material.key) },
    );

  const { today, calendar, newId } = ctx;
  const ref = refOf(c);
  const { limits } = c.version;
  const newClock = (kind: string, limit: Parameters<typeof periodOf>[0]) => {
    const clock = { id: newId(), subject: c.id, subjectKind: 'case' as const, kind, limit: periodOf(limit, today), day: today };
    return { id: clock.id, dates: datesOfNew(clock, calendar), event: clockStarted(ref, clock, calendar) };
  };
  const promised = newClock('promised', limits.promised);
  const legal = limits.legal === null ? null : newClock('legal', limits.legal);
  const follow =
    may.kind !== 'with_promise'
      ? []
      : may.follow.map(({ material, within: time }) => ({ material, clock: newClock('supplement', time), task: newId() }));
  const plan = planTasks(c, promised, newId);
  const chases = follow.map(
    ({ material, clock, task }): Task => ({
      id: task,
      kind: 'chase',
      subject: c.id,
      subjectKind: 'case',
      label: c.shortCode,
      resident: c.resident,
      routeKey: null,
      title: { zh: `催补容缺材料：${material.name.zh}`, en: `Chase what was promised: ${material.name.en}` },
      holder: { kind: 'site', site: c.receivingSite },
      clock: clock.id,
      due: clock.dates.due,
      amberOn: clock.dates.amberOn,
      green: c.green,
      consentScope: null,
      after: [],
    }),
  );
  const errands = plan.tasks.length - 1;
  const to: Where = { stage: 'accept', state: 'accepted', turn: errands > 0 ? 'helper' : 'window' };
  const promises = follow.map(({ material, clock, task }) => ({ key: material.key, due: clock.dates.due, clock: clock.id, task }));
  const events: CaseEvent[] = [
    moveTo(
      c,
      'accepted',
      to,
      { on: today, promises, promiseDocument: p.promise?.document ?? null },
      may.kind === 'with_promise' && p.promise !== null ? { promisedBy: p.promise.by } : undefined,
    ),
    promised.event,
    ...(legal === null ? [] : [legal.event]),
    ...follow.map(({ clock }) => clock.event),
    tasksPlanned(ref, [...plan.tasks, ...chases]),
  ];
  return accept(events, {
    case: c.id,
    state: 'accepted',
    stage: 'accept',
    promisedDue: promised.dates.due,
    legalDue: legal?.dates.due ?? null,
    follow: promises.map(({ key, due }) => ({ key, due })),
    errands,
  });
};

/** Clocks stop and tasks are dropped when a case ends before its result. */
export const windUp = (
  c: StoredCase,
  rest: { readonly tasks: readonly StoredTask[]; readonly clocks: readonly StoredClock[] },
  reason: string,
  ctx: Context,
): readonly CaseEvent[] => [
  ...openClocks(rest.clocks).map((clock) => clockStopped(refOf(c), clock, ctx.today, 'withdrawn', ctx.calendar)),
  ...openTasks(rest.tasks).map((task) => taskDropped(refOf(c), task.id, reason)),
];

export const refuseAcceptance = (c: StoredCase | null, p: { readonly reason: string; readonly remedy: string }): Decided => {
  if (c === null) return no(refusals.notFound);
  if (c.state !== 'informing') return no(refusals.wrongState(c));
  const to: Where = { stage: 'accept', state: 'refused_acceptance', turn: null };
  return accept([moveTo(c, 'acceptance_refused', to, {}, { reason: p.reason, remedy: p.remedy })], movedTo(c, to));
};

type Whole = {
  readonly c: StoredCase;
  readonly tasks: readonly StoredTask[];
  readonly clocks: readonly StoredClock[];
  readonly promises: readonly OpenPromise[];
};

/** 撤销受理: what was promised did not come in its time. */
export const revokeAcceptance = (state: Whole | null, p: { readonly reason: string }, ctx: Context): Decided => {
  if (state === null) return no(refusals.notFound);
  const { c, promises } = state;
  if (isClosed(c.state) || c.state === 'informing') return no(refusals.wrongState(c));
  if (!promises.some(({ due }) => due !== null && due < ctx.today))
    return refuse(
      'promise_not_late',
      '承诺的材料还在期限内，不能撤销受理',
      'What was promised is not late. The acceptance can’t be revoked.',
    );
  const to: Where = { stage: c.stage, state: 'acceptance_revoked', turn: null };
  return accept([moveTo(c, 'acceptance_revoked', to, {}, { reason: p.reason }), ...windUp(c, state, '撤销受理', ctx)], movedTo(c, to));
};

/** The person may withdraw until the result is made. */
export const withdraw = (state: Whole | null, p: { readonly words: string }, ctx: Context): Decided => {
  if (state === null) return no(refusals.notFound);
  const { c } = state;
  if (isClosed(c.state) || c.state === 'result_ready' || c.state === 'approved') return no(refusals.wrongState(c));
  const to: Where = { stage: c.stage, state: 'withdrawn', turn: null };
  return accept([moveTo(c, 'withdrawn', to, {}, { words: p.words }), ...windUp(c, state, '本人撤回', ctx)], movedTo(c, to));
};
