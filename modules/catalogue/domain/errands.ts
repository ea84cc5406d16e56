import type { Answers, ItemVersion, Question, RouteStep } from '../contract.ts';
import { judge, openQuestions } from './condition.ts';

/** A step of the route planned for one case: `after` names only errands of this plan. */
export type PlannedErrand = Omit<RouteStep, 'onlyIf'> & {
  /** Whether it is needed depends on these questions; empty = it is needed. */
  readonly ask: readonly Question[];
};

/**
 * The errands of a case in an order that can be walked (K5, C7): each after all that it waits for, otherwise as the item lists them.
 * Steps that the answers rule out are left out, and whoever waited for one waits for what that one waited for.
 * Throws on a route with a cycle: the quality checks keep such a version from being published.
 */
export const planErrands = (version: ItemVersion, answers: Answers): readonly PlannedErrand[] => {
  const steps = new Map(version.route.map((step) => [step.key, step]));
  const kept = version.route.filter((step) => judge(step.onlyIf, answers) !== 'no');
  const inPlan = new Set(kept.map((step) => step.key));

  const waitsFor = (step: RouteStep, seen: ReadonlySet<string> = new Set()): readonly string[] =>
    step.after.flatMap((before) => {
      if (inPlan.has(before)) return [before];
      const dropped = steps.get(before);
      return dropped === undefined || seen.has(before) ? [] : waitsFor(dropped, new Set([...seen, before]));
    });

  const planned = kept.map(({ onlyIf, ...step }): PlannedErrand => {
    const open = openQuestions(onlyIf, answers);
    return {
      ...step,
      after: [...new Set(waitsFor({ onlyIf, ...step }))],
      ask: version.questions.filter((question) => open.includes(question.key)),
    };
  });
  const ordered = inOrder(planned);
  if (ordered.length < planned.length) throw new Error(`item ${version.code} v${version.version}: its route goes in a circle`);
  return ordered;
};

/** Kahn's algorithm, stable: of those that are free, the first listed. A cycle's members are left out, so the result is shorter. */
export const inOrder = <S extends { readonly key: string; readonly after: readonly string[] }>(steps: readonly S[]): readonly S[] => {
  const done = new Set<string>();
  const ordered: S[] = [];
  for (;;) {
    const next = steps.find((step) => !done.has(step.key) && step.after.every((before) => done.has(before)));
    if (next === undefined) return ordered;
    done.add(next.key);
    ordered.push(next);
  }
};
