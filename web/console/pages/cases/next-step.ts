import type { Role } from '../../../../kernel/actor.ts';
import type { Text } from '../../../../kernel/result.ts';
import { planErrands } from '../../../../modules/catalogue/domain.ts';
import type { CasePage } from './case-words.ts';

/** The one thing to do next on a case, for a post; it is offered first. */
export type NextStep =
  | { readonly kind: 'ask'; readonly questions: readonly string[] }
  | { readonly kind: 'check'; readonly papers: number }
  | { readonly kind: 'notice'; readonly missing: number }
  | { readonly kind: 'await_papers'; readonly missing: number }
  | { readonly kind: 'accept'; readonly promise: boolean }
  /** Ready, but not for this office. */
  | { readonly kind: 'accepted_elsewhere'; readonly why: Text }
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

/** Telling and bringing wait for the result; where no department decides, it is there once all else is done. */
const brings = ({ kind }: CasePage['tasks'][number]): boolean => kind === 'call' || kind === 'deliver';

/** What decides on the papers, and what decides on the errands, asked in one go and in the item's order. */
const questionsLeft = ({ item, case: { answers }, materials }: CasePage): readonly string[] => {
  const needed = new Set([...materials.ask, ...planErrands(item, answers).flatMap(({ ask }) => ask.map(({ key }) => key))]);
  return item.questions.map(({ key }) => key).filter((key) => needed.has(key));
};

const acceptance = (page: CasePage, promise: boolean): NextStep =>
  page.acceptedElsewhere === null ? { kind: 'accept', promise } : { kind: 'accepted_elsewhere', why: page.acceptedElsewhere };

const beforeAcceptance = (page: CasePage): NextStep => {
  const { given, missing } = page.materials;
  const questions = questionsLeft(page);
  if (questions.length > 0) return { kind: 'ask', questions };
  const unchecked = given.filter((one) => one.state === 'given').length;
  if (unchecked > 0) return { kind: 'check', papers: unchecked };
  if (page.materials.acceptance === 'complete') return acceptance(page, false);
  const told = page.notices.at(-1);
  // As a notice keeps them: a paper that has since turned out unreadable was not told yet.
  const names = missing.map(({ key, why }) => `${key}:${why}`);
  if (told && names.every((key) => told.keys.includes(key)))
    return page.materials.acceptance === 'with_promise' ? acceptance(page, true) : { kind: 'await_papers', missing: missing.length };
  return { kind: 'notice', missing: missing.length };
};

/** Pure: the same page and post always give the same step. */
export const nextStep = (page: CasePage, role: Role | null): NextStep => {
  const counter = role !== null && COUNTER.has(role);
  switch (page.case.state) {
    case 'informing':
      return beforeAcceptance(page);
    case 'accepted': {
      const decided = page.item.stages.some(({ by }) => by === 'department');
      const errand = openErrands(page).find((task) => decided || !brings(task));
      if (errand && !(decided && errand.kind === 'submit')) return { kind: 'errand', task: errand };
      return decided ? { kind: 'send' } : { kind: 'result' };
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
