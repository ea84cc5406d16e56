import { CONSENT_KINDS, type ConsentKind } from '../../../../modules/catalogue/contract.ts';
import { CONSENT_SCOPES, type ConsentScope } from '../../../../modules/materials/contract.ts';
import type { CasePage } from '../task/consent-of.ts';

/** What the steps of this case still need: the task one came from first, else all that are to do. */
export const neededScopes = (shown: CasePage, task: string | undefined): readonly ConsentScope[] => {
  const left = shown.tasks.filter((one) => one.state === 'open' || one.state === 'waiting');
  const from = left.find((one) => one.id === task);
  const scopes = new Set((from ? [from] : left).flatMap((one) => (one.consentScope === null ? [] : [one.consentScope])));
  return CONSENT_SCOPES.filter((scope) => scopes.has(scope));
};

/** Kinds of consent that all steps of these scopes take; null: any will do. */
export const kindsFor = (shown: CasePage, scopes: readonly ConsentScope[]): readonly ConsentKind[] | null => {
  const limits = shown.tasks.flatMap((one) => {
    const step = shown.item.route.find(({ key }) => key === one.routeKey);
    return one.consentScope !== null && scopes.includes(one.consentScope) && step?.consent ? [step.consent] : [];
  });
  if (limits.length === 0) return null;
  return CONSENT_KINDS.filter((kind) => limits.every((allowed) => allowed.includes(kind)));
};
