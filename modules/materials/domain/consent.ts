import { bad, type Checked, good } from '../../../kernel/checked.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import { type Day, dayOf, type Instant } from '../../../kernel/time.ts';
import type { ConsentKind } from '../../catalogue/contract.ts';
import type { Consent, ConsentScope, Evidence, Grantee } from '../contract.ts';

/** Consents (授权, 民法典 161–174): who allowed whom to do what until when, and what is done on their strength. */

export type NewConsent = {
  readonly id: Id;
  readonly resident: Id;
  readonly caseId: Id | null;
  readonly itemCode: string | null;
  readonly grantee: Grantee;
  readonly scopes: readonly ConsentScope[];
  readonly from: Instant;
  /** first instant at which it no longer holds */
  readonly until: Instant | null;
  readonly evidence: Evidence;
};

export const consentGiven = (ref: Ref, { grantee, evidence, ...rest }: NewConsent): EventOf => ({
  ...ref,
  type: 'materials.consent_given',
  data: {
    ...rest,
    scopes: [...new Set(rest.scopes)],
    kind: evidence.kind,
    document: evidence.document,
    granteeKind: grantee.kind,
    granteePost: grantee.post,
  },
  detail: { grantee, evidence },
});

/** Taken back by the person, who needs no reason. It ends at the instant it was said. */
export const consentRevoked = (ref: Ref, p: { readonly id: Id; readonly words: string }): EventOf => ({
  ...ref,
  type: 'materials.consent_revoked',
  data: { id: p.id },
  detail: { words: p.words },
});

export const consentEnded = (ref: Ref, p: { readonly id: Id; readonly why: 'matter_done' | 'death'; readonly at: Instant }): EventOf => ({
  ...ref,
  type: 'materials.consent_ended',
  data: p,
});

/** Ends those of some consents that still run: when their case is closed, or the person has died. */
export const consentsEnded = (
  refOf: (consent: Consent) => Ref,
  consents: readonly Consent[],
  why: 'matter_done' | 'death',
  at: Instant,
): readonly EventOf[] =>
  consents.filter((c) => c.revokedAt === null && c.endedAt === null).map((c) => consentEnded(refOf(c), { id: c.id, why, at }));

export type ConsentQuestion = {
  readonly resident: Id;
  readonly caseId: Id | null;
  readonly itemCode: string | null;
  readonly scope: ConsentScope;
  /** what the item's step takes; null = any kind */
  readonly kindsAllowed: readonly ConsentKind[] | null;
  /** when the step is done, not when it is entered */
  readonly at: Instant;
  /** the person's last day, if they have died */
  readonly diedOn?: Day | null;
};

const KIND_NAMES: Readonly<Record<ConsentKind, readonly [zh: string, en: string]>> = {
  signature: ['签字', 'a signature'],
  voice: ['语音', 'a voice record'],
  video: ['视频', 'a video'],
  witness: ['证人', 'a witness'],
  remote_message: ['本人消息', 'a message of their own'],
};

/** Whether an instant lies in the time a consent holds: from the first instant, before the last. */
const holdsAt = (c: Consent, at: Instant): boolean => {
  const t = Date.parse(at);
  const before = (end: Instant | null): boolean => end === null || t < Date.parse(end);
  return Date.parse(c.from) <= t && before(c.until) && before(c.revokedAt) && before(c.endedAt);
};

/**
 * The consent on which a step may be done in a person's name; the narrowest, then the latest.
 * Refused: `consent_missing`, `consent_expired` (over, revoked, not begun, the person has died), `consent_wrong_kind`.
 */
export const consentFor = (consents: readonly Consent[], q: ConsentQuestion): Checked<Consent> => {
  const about = consents.filter(
    (c) =>
      c.resident === q.resident &&
      c.scopes.includes(q.scope) &&
      (c.caseId === null || c.caseId === q.caseId) &&
      (c.itemCode === null || c.itemCode === q.itemCode),
  );
  if (about.length === 0)
    return bad(
      'consent_missing',
      '本人还没有授权这一步，请先征得同意并记录下来',
      'The person has not consented to this step. Ask for their consent and record it first.',
    );
  const inForce = q.diedOn != null && dayOf(q.at) > q.diedOn ? [] : about.filter((c) => holdsAt(c, q.at));
  if (inForce.length === 0)
    return bad(
      'consent_expired',
      '本人的授权已经到期、收回或结束，请重新征得同意',
      'The consent has run out, was taken back or has ended. Ask the person again.',
    );
  const allowed = inForce.filter((c) => q.kindsAllowed === null || q.kindsAllowed.includes(c.kind));
  if (allowed.length === 0) {
    const kinds = q.kindsAllowed ?? [];
    return bad(
      'consent_wrong_kind',
      `这一步要有${kinds.map((kind) => KIND_NAMES[kind][0]).join('或')}的授权，请补一个`,
      `This step needs a consent by ${kinds.map((kind) => KIND_NAMES[kind][1]).join(' or ')}. Please get one.`,
    );
  }
  const narrow = (c: Consent): number => (c.caseId === null ? 0 : 2) + (c.itemCode === null ? 0 : 1);
  return good(
    allowed.reduce((best, c) => (narrow(c) > narrow(best) || (narrow(c) === narrow(best) && c.givenAt > best.givenAt) ? c : best)),
  );
};

export type Acted = {
  readonly id: Id;
  readonly caseId: Id;
  readonly resident: Id;
  readonly scope: ConsentScope;
  readonly consent: Id;
  readonly task: Id | null;
  readonly at: Instant;
};

/** A step was done in a person's name. The database refuses it where the consent did not hold at `at`. */
export const actedFor = (ref: Ref, p: Acted): EventOf => ({ ...ref, type: 'materials.acted', data: p });

export type ProxySignature = {
  readonly id: Id;
  readonly caseId: Id;
  readonly resident: Id;
  readonly consent: Id;
  readonly document: Id;
  readonly at: Instant;
  readonly signer: string;
  readonly relation: string;
  readonly place: string;
  readonly witness: string;
};

export const signedByProxy = (ref: Ref, { signer, relation, place, witness, ...data }: ProxySignature): EventOf => ({
  ...ref,
  type: 'materials.signed_by_proxy',
  data,
  detail: { signer, relation, place, witness },
});

const notFound = refuse('not_found', '没有找到，可能不在您负责的范围内', 'Not found; it may lie outside your area.');

export const giveConsent = (
  state: {
    readonly ref: Ref | null;
    readonly resident: boolean;
    readonly diedOn: Day | null;
    readonly documentSubject: Id | null | undefined;
  },
  p: NewConsent,
): Decision<EventOf, { id: Id }> => {
  if (state.ref === null || !state.resident) return notFound;
  if (state.diedOn !== null)
    return refuse('resident_died', '本人已经去世，不能再记授权', 'The person has died; no consent can be recorded any more.');
  if (p.until !== null && Date.parse(p.until) <= Date.parse(p.from))
    return refuse('dates_reversed', '授权的结束早于开始，请改一下', 'The consent ends before it starts; please correct it.');
  if (p.evidence.document !== null && state.documentSubject !== p.caseId && state.documentSubject !== p.resident)
    return refuse(
      'consent_document_missing',
      '授权的凭据照片还没有传到这个人或这个办件名下，请先上传',
      'The picture that proves the consent is not kept with this person or case yet. Send it first.',
    );
  return accept([consentGiven(state.ref, p)], { id: p.id });
};

export const revokeConsent = (
  state: { readonly ref: Ref; readonly consent: Consent } | null,
  p: { readonly id: Id; readonly words: string },
): Decision<EventOf, { id: Id }> => {
  if (state === null) return notFound;
  if (state.consent.revokedAt !== null || state.consent.endedAt !== null)
    return refuse('consent_over', '这份授权已经收回或结束了', 'This consent was already taken back or has ended.');
  return accept([consentRevoked(state.ref, p)], { id: p.id });
};

/** 代签 (M4): consent of the applicant, who signed, their relation, where, when, before whom, and the page itself. */
export const signByProxy = (
  state: {
    readonly ref: Ref | null;
    readonly consents: readonly Consent[];
    readonly diedOn: Day | null;
    readonly documentSubject: Id | null | undefined;
  },
  p: Omit<ProxySignature, 'consent' | 'at'> & {
    readonly itemCode: string | null;
    readonly kindsAllowed: readonly ConsentKind[] | null;
    readonly task: Id | null;
  },
  ctx: { readonly happenedAt: Instant; newId(): Id },
): Decision<EventOf, { id: Id; consent: Id; acted: Id }> => {
  if (state.ref === null) return notFound;
  const { itemCode, kindsAllowed, task, ...signature } = p;
  const { id, caseId, resident } = p;
  const found = consentFor(state.consents, {
    resident,
    caseId,
    itemCode,
    kindsAllowed,
    scope: 'proxy_signature',
    at: ctx.happenedAt,
    diedOn: state.diedOn,
  });
  if (!found.ok) return { kind: 'refused', refusal: found.refusal };
  if (p.witness === p.signer)
    return refuse(
      'witness_is_signer',
      '见证人不能是签字的人自己，请另找一位',
      'The witness can’t be the one who signs. Find somebody else.',
    );
  if (state.documentSubject !== caseId && state.documentSubject !== resident)
    return refuse(
      'signature_photo_missing',
      '签字页的照片还没有传到这个办件，请先上传',
      'The photo of the signed page is not with this case yet. Send it first.',
    );
  const consent = found.value.id;
  const acted = ctx.newId();
  const at = ctx.happenedAt;
  return accept(
    [
      actedFor(state.ref, { id: acted, caseId, resident, scope: 'proxy_signature', consent, task, at }),
      signedByProxy(state.ref, { ...signature, consent, at }),
    ],
    { id, consent, acted },
  );
};

/** A step is done in the person's name; nothing without a consent in force when it is done. */
export const actFor = (
  state: { readonly ref: Ref | null; readonly consents: readonly Consent[]; readonly diedOn: Day | null },
  p: Omit<Acted, 'consent' | 'at'> & { readonly itemCode: string | null; readonly kindsAllowed: readonly ConsentKind[] | null },
  ctx: { readonly happenedAt: Instant },
): Decision<EventOf, { id: Id; consent: Id }> => {
  if (state.ref === null) return notFound;
  const { itemCode, kindsAllowed, ...acted } = p;
  const { resident, caseId, scope } = p;
  const at = ctx.happenedAt;
  const found = consentFor(state.consents, { resident, caseId, itemCode, scope, kindsAllowed, at, diedOn: state.diedOn });
  if (!found.ok) return { kind: 'refused', refusal: found.refusal };
  const consent = found.value.id;
  return accept([actedFor(state.ref, { ...acted, consent, at })], { id: p.id, consent });
};
