import type { Id } from '../../../kernel/id.ts';
import type { ItemVersion, RouteStep } from '../../catalogue/contract.ts';
import { type PlannedErrand, planErrands } from '../../catalogue/domain.ts';
import type { ConsentScope } from '../../materials/contract.ts';
import type { ClockDates, Holder, Task } from '../../work/domain.ts';
import { departmentOf, type StoredCase } from './case.ts';

/** The errands of a case, planned from its item's route (K5). Knows kinds of steps, never an item. */

/** What the person must have allowed for a step of this kind to be done in their name. */
export const scopeOf = (step: Pick<RouteStep, 'kind'>, version: Pick<ItemVersion, 'result'>): ConsentScope => {
  switch (step.kind) {
    case 'fill_form':
    case 'stamp':
      return 'fill_form';
    case 'submit':
      return 'submit';
    case 'proxy_signature':
      return 'proxy_signature';
    case 'online_step':
      return 'online_step';
    case 'photo':
      return 'photo';
    case 'pay_at_bank':
      return 'collect_cash';
    case 'collect':
      return version.result.kind === 'money' ? 'collect_cash' : 'collect';
    case 'carry':
    case 'deliver':
      return 'deliver';
    case 'assess':
    case 'call':
      return 'share_data';
  }
};

/** Steps that only make sense once the result is there. */
const OF_THE_RESULT: ReadonlySet<RouteStep['kind']> = new Set(['deliver', 'call']);

/**
 * Which steps wait for the result. Where a department decides: all that follow the handing in, and fetching or bringing the result.
 * Else only bringing it and telling; and whatever comes after such a step.
 */
const afterResult = (steps: readonly PlannedErrand[], decided: boolean): ReadonlySet<string> => {
  const late = new Set<string>();
  const handsIn = new Set(steps.filter((step) => step.kind === 'submit').map((step) => step.key));
  for (const step of steps) {
    const byKind = OF_THE_RESULT.has(step.kind) || (decided && step.kind === 'collect');
    const follows = step.after.some((before) => late.has(before) || (decided && handsIn.has(before)));
    if (byKind || follows) late.add(step.key);
  }
  return late;
};

export type Plan = {
  readonly tasks: readonly Task[];
  /** the task that stands for the result: the department's, or the window's where nobody decides */
  readonly conclude: Id;
};

/** @param clock the promised clock, whose dates all tasks of the case follow */
export const planTasks = (
  c: Pick<StoredCase, 'id' | 'shortCode' | 'resident' | 'receivingSite' | 'green' | 'answers' | 'version'>,
  clock: { readonly id: Id; readonly dates: ClockDates },
  newId: () => Id,
): Plan => {
  const { version } = c;
  const department = departmentOf(version);
  const steps = planErrands(version, c.answers);
  const late = afterResult(steps, department !== null);
  const ids = new Map(steps.map((step) => [step.key, newId()]));
  const conclude = newId();
  const window: Holder = { kind: 'site', site: c.receivingSite };
  const common = {
    subject: c.id,
    subjectKind: 'case' as const,
    label: c.shortCode,
    resident: c.resident,
    clock: clock.id,
    due: clock.dates.due,
    amberOn: clock.dates.amberOn,
    green: c.green,
  };
  const errands = steps.map(
    (step): Task => ({
      ...common,
      id: ids.get(step.key)!,
      kind: step.kind,
      routeKey: step.key,
      title: step.name,
      holder: window,
      consentScope: step.consent === null ? null : scopeOf(step, version),
      after: [
        ...step.after.filter((before) => late.has(before) === late.has(step.key)).map((before) => ids.get(before)!),
        ...(late.has(step.key) ? [conclude] : []),
      ],
    }),
  );
  const early = steps.filter((step) => !late.has(step.key)).map((step) => ids.get(step.key)!);
  const result: Task = {
    ...common,
    id: conclude,
    kind: 'conclude',
    routeKey: null,
    title:
      department === null
        ? { zh: `办出结果：${version.result.name.zh}`, en: `Make the result: ${version.result.name.en}` }
        : { zh: `审核决定：${version.name.zh}`, en: `Decide: ${version.name.en}` },
    holder: department === null ? window : { kind: 'department', department },
    consentScope: null,
    // A department's task waits for the case itself: only sending the case opens it.
    after: department === null ? early : [c.id],
  };
  return { tasks: [...errands, result], conclude };
};
