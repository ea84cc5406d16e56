import { compact } from '../../../kernel/checked.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { fenFromWire } from '../../../kernel/money.ts';
import { accept, type Decision, type Refusal, refuse } from '../../../kernel/result.ts';
import { type Day, type Instant, sayDay } from '../../../kernel/time.ts';
import type { HANDED_BY, WrittenBill } from '../contract/pouch.ts';
import type { Consent } from '../contract.ts';
import { actedFor, consentFor } from './consent.ts';
import { materialGiven } from './papers.ts';
import type { Bill } from './pouch.ts';

/** Decisions about single bills: put in, corrected, taken out, used in a case. Amounts, places and numbers are personal: detail. */

const notFound = refuse('not_found', '没有找到，可能不在您负责的范围内', 'Not found; it may lie outside your area.');

/** A number as compared: 8 to 40 letters and digits on real bills, 4 on hand-written ones. */
const NUMBER = /^[0-9A-Za-z]{4,40}$/;

export type BillSurroundings = {
  /** null: the person is not visible */
  readonly ref: Ref | null;
  readonly birth: Day | null;
  /** Of the picture; null where none was named or it is not visible. */
  readonly picture: { readonly resident: Id | null; readonly state: string } | null;
  /** Day on which another bill of this number was put in, in whatever pouch of the district. */
  readonly sameNumber: Day | null;
};

/** What stands on the paper must make sense. Refused: `bill_picture_missing`, `bill_number_shape`, `bill_known`, `bill_future`, `bill_before_birth`, `bill_amounts`. */
const problemOf = (state: BillSurroundings, p: WrittenBill & { readonly resident: Id }, today: Day): Decision<never, never> | null => {
  if (state.picture === null || state.picture.resident !== p.resident || state.picture.state !== 'kept')
    return refuse(
      'bill_picture_missing',
      '票据的照片还没有传到这个人名下，请先拍照上传',
      'The picture of the bill is not kept with this person yet. Send it first.',
    );
  if (!NUMBER.test(compact(p.number)))
    return refuse(
      'bill_number_shape',
      '票据号码只有数字和字母，至少 4 位，请照票上抄',
      'The number of a bill has at least 4 digits or letters. Copy it from the paper.',
    );
  if (state.sameNumber !== null)
    return refuse(
      'bill_known',
      `这张票据已经放进过票据袋（${sayDay(state.sameNumber, 'zh', today)}），不用再放`,
      `This bill was put in on ${sayDay(state.sameNumber, 'en', today)} already.`,
      { putOn: state.sameNumber },
    );
  if (p.day > today) return refuse('bill_future', '票据的日期在将来，请核对', 'The bill is of a day in the future. Check it.');
  if (state.birth !== null && p.day < state.birth)
    return refuse('bill_before_birth', '票据的日期早于本人出生，请核对', 'The bill is of a day before the person was born. Check it.');
  if (p.selfPaid !== null && fenFromWire(p.selfPaid) > fenFromWire(p.total))
    return refuse('bill_amounts', '自付的比总金额还多，请核对', 'The person’s own part is more than the total. Check both.');
  return null;
};

const writtenOf = ({ document: _, ...p }: WrittenBill) => ({
  day: p.day,
  kind: p.kind,
  place: p.place,
  number: p.number,
  total: p.total,
  selfPaid: p.selfPaid,
  readable: p.readable,
});

export const putBill = (
  state: BillSurroundings,
  p: WrittenBill & { readonly id: Id; readonly resident: Id; readonly handedBy: (typeof HANDED_BY)[number] },
  { today }: { readonly today: Day },
): Decision<EventOf, { id: Id }> => {
  if (state.ref === null) return notFound;
  const problem = problemOf(state, p, today);
  if (problem !== null) return problem;
  const data = { id: p.id, resident: p.resident, document: p.document, handedBy: p.handedBy };
  return accept([{ ...state.ref, type: 'materials.bill_put', data, detail: writtenOf(p) }], { id: p.id });
};

/** The bill that is meant, as it stands. */
export type KeptBill = { readonly withdrawn: boolean; readonly used: boolean; readonly written: WrittenBill };

const inUse = refuse(
  'bill_in_use',
  '这张票据已经用在办件里，请先从办件取回',
  'This bill is used in a case. Take it back from the case first.',
);
const out = refuse('bill_out', '这张票据已经取出了', 'This bill was already taken out.');

export const correctBill = (
  state: BillSurroundings & { readonly bill: KeptBill | null },
  p: WrittenBill & { readonly id: Id; readonly resident: Id; readonly reason: string },
  { today }: { readonly today: Day },
): Decision<EventOf, { id: Id }> => {
  if (state.ref === null || state.bill === null) return notFound;
  if (state.bill.withdrawn) return out;
  if (state.bill.used) return inUse;
  const problem = problemOf(state, p, today);
  if (problem !== null) return problem;
  const data = { id: p.id, resident: p.resident, document: p.document };
  const detail = { ...writtenOf(p), was: state.bill.written, reason: p.reason };
  return accept([{ ...state.ref, type: 'materials.bill_corrected', data, detail }], { id: p.id });
};

export const withdrawBill = (
  state: { readonly ref: Ref | null; readonly bill: KeptBill | null },
  p: { readonly id: Id; readonly resident: Id; readonly reason: string },
): Decision<EventOf, { id: Id }> => {
  if (state.ref === null || state.bill === null) return notFound;
  if (state.bill.withdrawn) return out;
  if (state.bill.used) return inUse;
  const event = { ...state.ref, type: 'materials.bill_withdrawn', data: { id: p.id, resident: p.resident }, detail: { reason: p.reason } };
  return accept([event], { id: p.id });
};

const notReady = (info: Readonly<Record<string, unknown>>): { readonly kind: 'refused'; readonly refusal: Refusal } => ({
  kind: 'refused',
  refusal: {
    code: 'bill_not_ready',
    zh: '有的票据还看不清或没填自付，请先在票据袋里补好',
    en: 'Some bills can’t be read or lack the person’s own part. Put that right in the pouch first.',
    info,
  },
});

/**
 * Bills become papers of a case, one for each, on the person's consent (M5). What was used once is used up: another claim is refused,
 * by the database too. Refused besides: `bill_in_use`, `bill_out`, `bill_not_ready`, what `consentFor` refuses.
 */
export const useBills = (
  state: {
    readonly ref: Ref | null;
    readonly consents: readonly Consent[];
    readonly bills: readonly (Bill & { readonly document: Id; readonly resident: Id })[];
  },
  p: {
    readonly caseId: Id;
    readonly resident: Id;
    readonly materialKey: string;
    readonly how: 'original' | 'photo';
    readonly bills: readonly { readonly bill: Id; readonly given: Id }[];
  },
  ctx: { readonly happenedAt: Instant; newId(): Id },
): Decision<EventOf, { given: Id[] }> => {
  const { ref } = state;
  if (ref === null) return notFound;
  const named = p.bills.map(({ bill, given }) => ({ given, bill: state.bills.find(({ id }) => id === bill) }));
  if (named.some(({ bill }) => bill === undefined)) return notFound;
  if (new Set(p.bills.map(({ bill }) => bill)).size < p.bills.length) return inUse;
  const chosen = named.map(({ bill, given }) => ({ bill: bill!, given }));
  if (chosen.some(({ bill }) => bill.withdrawn)) return out;
  if (chosen.some(({ bill }) => bill.used)) return inUse;
  const unready = chosen.filter(({ bill }) => !bill.readable || !bill.pictureKept || bill.selfPaid === null);
  if (unready.length > 0) return notReady({ bills: unready.map(({ bill }) => bill.id) });
  const { caseId, resident, materialKey, how } = p;
  const at = ctx.happenedAt;
  const found = consentFor(state.consents, { resident, caseId, itemCode: null, scope: 'reuse_documents', kindsAllowed: null, at });
  if (!found.ok) return { kind: 'refused', refusal: found.refusal };
  const acted = { id: ctx.newId(), caseId, resident, scope: 'reuse_documents' as const, consent: found.value.id, task: null, at };
  return accept(
    [
      actedFor(ref, acted),
      ...chosen.map(({ bill, given }) =>
        materialGiven(ref, { id: given, caseId, materialKey, how, document: bill.document, parcel: null }),
      ),
      { ...ref, type: 'materials.bills_used', data: { caseId, resident, bills: p.bills } },
    ],
    { given: p.bills.map(({ given }) => given) },
  );
};
