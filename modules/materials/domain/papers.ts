import type { EventOf } from '../../../kernel/contract.ts';
import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Consent, GivenState } from '../contract.ts';
import { actedFor, consentFor } from './consent.ts';

/** Documents and the papers of a case: kept, handed in, looked at, withdrawn. */

export type NewDocument = {
  readonly id: Id;
  readonly subject: { readonly kind: 'case' | 'ask' | 'resident' | 'parcel'; readonly id: Id };
  readonly resident: Id | null;
  readonly materialKey: string | null;
  readonly hash: string;
  readonly how: 'taken' | 'sent' | 'scanned';
};

/** The finished upload that a document names. */
export type UploadedFile = { readonly id: Id; readonly size: number; readonly type: string; readonly hints: readonly string[] };

export const documentAdded = (ref: Ref, p: NewDocument, file: UploadedFile): EventOf => ({
  ...ref,
  type: 'materials.document_added',
  data: { ...p, file: file.id, size: file.size, mediaType: file.type, hints: file.hints },
});

export const documentWithdrawn = (ref: Ref, p: { readonly id: Id; readonly reason: string }): EventOf => ({
  ...ref,
  type: 'materials.document_withdrawn',
  data: { id: p.id },
  detail: { reason: p.reason },
});

/** Its key is destroyed: the bytes, wherever copies of them lie, can't be opened any more. */
export const documentErased = (ref: Ref, p: { readonly id: Id; readonly reason: string }): EventOf => ({
  ...ref,
  type: 'materials.document_erased',
  data: { id: p.id },
  detail: { reason: p.reason },
});

export type NewGiven = {
  readonly id: Id;
  readonly caseId: Id;
  readonly materialKey: string;
  readonly how: 'original' | 'copy' | 'photo' | 'by_office';
  readonly document: Id | null;
  readonly parcel: Id | null;
};

export const materialGiven = (ref: Ref, p: NewGiven): EventOf => ({ ...ref, type: 'materials.given', data: p });

export const materialChecked = (
  ref: Ref,
  p: { readonly given: Id; readonly verdict: 'accepted' | 'unreadable' | 'wrong'; readonly reason: string | null },
): EventOf => ({
  ...ref,
  type: 'materials.checked',
  data: { given: p.given, verdict: p.verdict },
  detail: { reason: p.reason },
});

export const givenWithdrawn = (ref: Ref, p: { readonly given: Id; readonly reason: string }): EventOf => ({
  ...ref,
  type: 'materials.given_withdrawn',
  data: { given: p.given },
  detail: { reason: p.reason },
});

const notFound = refuse('not_found', '没有找到，可能不在您负责的范围内', 'Not found; it may lie outside your area.');

export const addDocument = (
  state: { readonly ref: Ref | null; readonly file: UploadedFile | null },
  p: NewDocument,
): Decision<EventOf, { id: Id; hints: string[] }> => {
  if (state.ref === null) return notFound;
  if (state.file === null)
    return refuse('file_not_uploaded', '文件还没有传完，请传完再登记', 'The file has not arrived whole yet. Finish sending it first.');
  return accept([documentAdded(state.ref, p, state.file)], { id: p.id, hints: [...state.file.hints] });
};

type KeptDocument = { readonly ref: Ref; readonly state: 'kept' | 'withdrawn' | 'erased' };

const over = refuse('document_over', '这份文件已经撤下或销毁了', 'This document was already withdrawn or destroyed.');

export const withdrawDocument = (
  state: KeptDocument | null,
  p: { readonly id: Id; readonly reason: string },
): Decision<EventOf, { id: Id }> => {
  if (state === null) return notFound;
  return state.state === 'kept' ? accept([documentWithdrawn(state.ref, p)], { id: p.id }) : over;
};

export const eraseDocument = (
  state: KeptDocument | null,
  p: { readonly id: Id; readonly reason: string },
): Decision<EventOf, { id: Id }> => {
  if (state === null) return notFound;
  return state.state === 'erased' ? over : accept([documentErased(state.ref, p)], { id: p.id });
};

/** A paper is handed in. One given for another matter may be used again only on the person's consent (M5). */
export const give = (
  state: {
    readonly ref: Ref | null;
    /** null: named but not visible */
    readonly document: { readonly subject: Id; readonly resident: Id | null; readonly state: string } | null;
    readonly consents: readonly Consent[];
  },
  p: NewGiven,
  ctx: { readonly happenedAt: Instant; newId(): Id },
): Decision<EventOf, { id: Id }> => {
  if (state.ref === null || (p.document !== null && state.document === null)) return notFound;
  if (p.how === 'photo' && p.document === null)
    return refuse('photo_missing', '登记照片材料要先上传照片', 'A material given as a photo needs the photo; send it first.');
  if (state.document !== null && state.document.state !== 'kept') return over;
  const events: EventOf[] = [materialGiven(state.ref, p)];
  if (state.document !== null && state.document.subject !== p.caseId) {
    const resident = state.document.resident ?? state.document.subject;
    const at = ctx.happenedAt;
    const found = consentFor(state.consents, {
      resident,
      caseId: p.caseId,
      itemCode: null,
      scope: 'reuse_documents',
      kindsAllowed: null,
      at,
    });
    if (!found.ok) return { kind: 'refused', refusal: found.refusal };
    const consent = found.value.id;
    events.push(actedFor(state.ref, { id: ctx.newId(), caseId: p.caseId, resident, scope: 'reuse_documents', consent, task: null, at }));
  }
  return accept(events, { id: p.id });
};

type KeptGiven = { readonly ref: Ref; readonly state: GivenState };

/** Looked at, file by file (M2). Looking again changes the verdict; both stay in the ledger. */
export const check = (
  state: KeptGiven | null,
  p: { readonly given: Id; readonly verdict: 'accepted' | 'unreadable' | 'wrong'; readonly reason: string | null },
): Decision<EventOf, { id: Id }> => {
  if (state === null) return notFound;
  if (state.state === 'withdrawn')
    return refuse('material_withdrawn', '这份材料已经撤回，不用再核对', 'This material was withdrawn; nothing is left to check.');
  if (p.verdict !== 'accepted' && p.reason === null)
    return refuse(
      'reason_missing',
      '请写明哪里看不清或哪里不对，好一次告诉对方',
      'Say what can’t be read or what is wrong, so that the person is told once and in full.',
    );
  return accept([materialChecked(state.ref, p)], { id: p.given });
};

export const withdrawGiven = (
  state: KeptGiven | null,
  p: { readonly given: Id; readonly reason: string },
): Decision<EventOf, { id: Id }> => {
  if (state === null) return notFound;
  if (state.state === 'withdrawn') return refuse('already_withdrawn', '这份材料已经撤回了', 'This material was already withdrawn.');
  return accept([givenWithdrawn(state.ref, p)], { id: p.given });
};
