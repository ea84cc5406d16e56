import type { Id } from '../../../kernel/id.ts';
import { accept, refuse } from '../../../kernel/result.ts';
import type { Given } from '../../catalogue/domain.ts';
import type { Consent } from '../../materials/contract.ts';
import { consentsEnded } from '../../materials/domain.ts';
import { clockStopped, type StoredClock, type StoredTask, taskDone, taskDropped, taskMade } from '../../work/domain.ts';
import {
  type CaseEvent,
  type Context,
  type Decided,
  departmentOf,
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
  windowTask,
} from './case.ts';
import { letGo } from './handle.ts';
import { startWaits } from './wait.ts';

/** From the result to the person's hands (办结, 送达). */

type Whole = {
  readonly c: StoredCase;
  readonly tasks: readonly StoredTask[];
  readonly clocks: readonly StoredClock[];
  readonly promises: readonly OpenPromise[];
  readonly given: readonly Given[];
};

/** Whether a promised paper, or one that does as well, is there and was found good. */
const came = (c: StoredCase, key: string, given: readonly Given[]): boolean => {
  const material = c.version.materials.find((one) => one.key === key);
  const keys = [key, ...(material?.alternatives.map((one) => one.key) ?? [])];
  return given.some((one) => one.verdict === 'accepted' && keys.includes(one.key));
};

const cure = (c: StoredCase, promise: OpenPromise, state: Pick<Whole, 'tasks' | 'clocks'>, ctx: Context): readonly CaseEvent[] => {
  const clock = openClocks(state.clocks).find(({ id }) => id === promise.clock);
  const task = openTasks(state.tasks).find(({ id }) => id === promise.task);
  return [
    noted(c, 'promise_cured', { key: promise.key }),
    ...(clock === undefined ? [] : [clockStopped(refOf(c), clock, ctx.today, 'done', ctx.calendar)]),
    ...(task === undefined ? [] : [taskDone(refOf(c), task.id)]),
  ];
};

/** What was to follow has come and was found good. */
export const supplementReceived = (state: Whole | null, p: { readonly key: string }, ctx: Context): Decided<{ case: Id; left: number }> => {
  if (state === null) return no(refusals.notFound);
  const { c, promises, given } = state;
  const promise = promises.find(({ key }) => key === p.key);
  if (promise === undefined)
    return refuse('promise_unknown', '这份材料没有容缺，或已经补齐', 'This paper was not promised, or has come already.');
  if (!came(c, p.key, given))
    return refuse('supplement_unchecked', '请先登记并核对这份材料，再记补齐', 'Record and check this paper first.');
  return accept(cure(c, promise, state, ctx), { case: c.id, left: promises.length - 1 });
};

/**
 * The result goes back to the window that received the case (K4), and what waited for it opens. Never before all that was to follow
 * has come (K3).
 */
export const resultMade = (
  state: Whole | null,
  p: { readonly parcel: Id | null; readonly document: Id | null },
  ctx: Context & { readonly actor: { readonly role: string; readonly department: string | null } },
): Decided => {
  if (state === null) return no(refusals.notFound);
  const { c, tasks, clocks, promises, given } = state;
  const decided = c.state === 'approved' || c.state === 'not_approved';
  if (!decided && !(c.state === 'accepted' && departmentOf(c.version) === null)) return no(refusals.wrongState(c));
  if (ctx.actor.role === 'approver' && c.department !== ctx.actor.department) return no(refusals.notYourDepartment);
  const cured = promises.filter(({ key }) => came(c, key, given));
  if (cured.length < promises.length)
    return no({
      ...refusals.promiseOpen,
      info: { missing: promises.filter((one) => !cured.includes(one)).map(({ key, due }) => ({ key, due })) },
    });

  const ref = refOf(c);
  const open = openTasks(tasks);
  const conclude = open.find((task) => task.kind === 'conclude');
  // A refusal brings no card and no money: of what waited for the result only telling and bringing the letter is left.
  const pointless =
    c.state === 'not_approved'
      ? open.filter((task) => task.state === 'waiting' && !['deliver', 'call', 'conclude'].includes(task.kind))
      : [];
  const brings = open.some((task) => task.kind === 'deliver' && !pointless.includes(task));
  const waits = c.state === 'not_approved' ? { events: [], turn: null } : startWaits(c, 'conclude', ctx);
  const to: Where = { stage: 'conclude', state: 'result_ready', turn: waits.turn ?? (brings ? 'helper' : 'window') };
  return accept(
    [
      ...cured.flatMap((promise) => cure(c, promise, state, ctx)),
      moveTo(c, 'result_made', to, { kind: c.version.result.kind, site: c.receivingSite, parcel: p.parcel, document: p.document }),
      ...openClocks(clocks)
        .filter(({ kind }) => kind === 'promised' || kind === 'legal')
        .map((clock) => clockStopped(ref, clock, ctx.today, 'done', ctx.calendar)),
      ...pointless.map((task) => taskDropped(ref, task.id, '不予批准')),
      ...(conclude === undefined ? [] : [taskDone(ref, conclude.id)]),
      ...(brings
        ? []
        : [
            taskMade(ref, {
              ...windowTask(c, ctx.newId()),
              kind: 'hand_out',
              title: { zh: `通知本人来领：${c.version.result.name.zh}`, en: `Tell the person to fetch: ${c.version.result.name.en}` },
            }),
          ]),
      ...waits.events,
    ],
    movedTo(c, to),
  );
};

/** Tasks that delivering finishes, if nothing is done on a consent that was not recorded. */
const ENDS_WITH_DELIVERY: ReadonlySet<string> = new Set(['deliver', 'hand_out']);

export const delivered = (
  state: (Omit<Whole, 'promises' | 'given'> & { readonly consents: readonly Consent[]; readonly lastOfDepartment: boolean }) | null,
  p: {
    readonly how: string;
    readonly to: string;
    readonly toName: string;
    readonly place: string;
    readonly receipt: Id | null;
    readonly came: string | null;
  },
  ctx: Context,
): Decided => {
  if (state === null) return no(refusals.notFound);
  const { c, tasks, consents } = state;
  if (c.state !== 'result_ready') return no(refusals.wrongState(c));
  const open = openTasks(tasks).filter((task) => task.kind !== 'wait' && task.kind !== 'tell');
  const bound = open.find((task) => ENDS_WITH_DELIVERY.has(task.kind) && task.consentScope !== null);
  if (bound !== undefined)
    return refuse(
      'errands_open',
      '送达这一步要凭本人授权，请先在跑腿里登记',
      'Delivering needs the person’s consent here: record the errand first.',
      { tasks: [{ id: bound.id, step: bound.routeKey }] },
    );
  const to: Where = { stage: 'deliver', state: 'delivered', turn: null };
  const ref = refOf(c);
  return accept(
    [
      moveTo(c, 'delivered', to, { how: p.how, to_whom: p.to, receipt: p.receipt }, { toName: p.toName, place: p.place }),
      ...open.filter((task) => ENDS_WITH_DELIVERY.has(task.kind) && task.state === 'open').map((task) => taskDone(ref, task.id)),
      ...open
        .filter((task) => !(ENDS_WITH_DELIVERY.has(task.kind) && task.state === 'open'))
        .map((task) => taskDropped(ref, task.id, '已送达')),
      ...(p.came === null ? [] : [noted(c, 'trip_made', { place: p.came })]),
      ...consentsEnded(
        () => ref,
        consents.filter((consent) => consent.caseId === c.id),
        'matter_done',
        ctx.now,
      ),
      ...startWaits({ ...c, ...to }, 'deliver', ctx).events,
      ...letGo(c, state.lastOfDepartment),
    ],
    movedTo(c, to),
  );
};

/** The person came in person (T5): one of the ways that we could not spare them. */
export const tripMade = (c: StoredCase | null, place: string): Decided<{ case: Id }> =>
  c === null ? no(refusals.notFound) : accept([noted(c, 'trip_made', { place })], { case: c.id });
