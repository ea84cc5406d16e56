import type { Role } from '../../../../kernel/actor.ts';
import type { CasePage } from './case-words.ts';

/** The one thing to do next on a case, for a post; it is offered first. */
export type NextStep =
  | { readonly kind: 'ask'; readonly questions: readonly string[] }
  | { readonly kind: 'check'; readonly papers: number }
  | { readonly kind: 'notice'; readonly missing: number }
  | { readonly kind: 'await_papers'; readonly missing: number }
  | { readonly kind: 'accept'; readonly promise: boolean }
  | { readonly kind: 'errand'; readonly task: CasePage['tasks'][number] }
  | { readonly kind: 'send' }
  | { readonly kind: 'await_department' }
  | { readonly kind: 'decide' }
  | { readonly kind: 'correction' }
  | { readonly kind: 'result' }
  | { readonly kind: 'deliver' }
  | { readonly kind: 'closed' };

const COUNTER: ReadonlySet<Role> = new Set(['clerk', 'coordinator', 'helper']);

/** Errands that can be done now: open, of the route, and not the handing over of the result. */
export const openErrands = (page: CasePage): readonly CasePage['tasks'][number][] =>
  page.tasks.filter((task) => task.state === 'open' && task.routeKey !== null);

const beforeAcceptance = (page: CasePage): NextStep => {
  const { given, ask, missing, acceptance } = page.materials;
  if (ask.length > 0) return { kind: 'ask', questions: ask };
  const unchecked = given.filter((one) => one.state === 'given').length;
  if (unchecked > 0) return { kind: 'check', papers: unchecked };
  if (acceptance === 'complete') return { kind: 'accept', promise: false };
  const told = page.notices.at(-1);
  // As a notice keeps them: a paper that has since turned out unreadable was not told yet.
  const names = missing.map(({ key, why }) => `${key}:${why}`);
  if (told && names.every((key) => told.keys.includes(key)))
    return acceptance === 'with_promise' ? { kind: 'accept', promise: true } : { kind: 'await_papers', missing: missing.length };
  return { kind: 'notice', missing: missing.length };
};

/** Pure: the same page and post always give the same step. */
export const nextStep = (page: CasePage, role: Role | null): NextStep => {
  const counter = role !== null && COUNTER.has(role);
  switch (page.case.state) {
    case 'informing':
      return beforeAcceptance(page);
    case 'accepted': {
      const [errand] = openErrands(page);
      if (errand && errand.kind !== 'submit') return { kind: 'errand', task: errand };
      return page.item.stages.some(({ by }) => by === 'department') ? { kind: 'send' } : { kind: 'result' };
    }
    case 'with_department':
      return role === 'approver' ? { kind: 'decide' } : { kind: 'await_department' };
    case 'awaiting_correction':
      return { kind: 'correction' };
    case 'approved':
      return { kind: 'result' };
    case 'result_ready':
      return counter || role === 'partner' ? { kind: 'deliver' } : { kind: 'closed' };
    default:
      return { kind: 'closed' };
  }
};
