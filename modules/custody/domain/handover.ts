import type { EventOf } from '../../../kernel/contract.ts';
import { grantEnded, granted } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, type Refusal } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import { taskMade } from '../../work/domain.ts';
import type { Holder } from '../contract.ts';
import { chaseTask } from './chase.ts';
import { counted, type HandedOver, handedOver, offered } from './events.ts';
import { actsFor, type Context, isPerson, no, outsider, type Parcel, type Place, parcelsOf, refOf, sameHolder } from './parcel.ts';

export type HandOver = {
  readonly codes: readonly string[];
  readonly giver: Holder | null;
  readonly taker: Holder;
  readonly place: string;
  readonly signature: Id | null;
  readonly sailing: Id | null;
  readonly expectedBy: Instant | null;
  readonly count: { readonly fen: string; readonly second: string } | null;
};

type Given = { readonly parcels: { id: Id; code: string; state: 'handed_over' | 'offered' }[] };

const refusals = {
  notTheHolder: (parcel: Parcel): Refusal => ({
    code: 'not_the_holder',
    zh: `编码 ${parcel.code} 现在不在交出人手上，请看交接记录再试`,
    en: `Parcel ${parcel.code} is not with the giver now. Look at its line, then try again.`,
    info: { code: parcel.code, holderKind: parcel.holder.kind },
  }),
  alreadyHere: (parcel: Parcel): Refusal => ({
    code: 'already_here',
    zh: `编码 ${parcel.code} 已经在接收人手上`,
    en: `Parcel ${parcel.code} is already with the taker.`,
    info: { code: parcel.code },
  }),
  lost: (parcel: Parcel): Refusal => ({
    code: 'parcel_lost',
    zh: `编码 ${parcel.code} 已认定丢失；如果找到了，请先登记“找到了”`,
    en: `Parcel ${parcel.code} is recorded as lost. If it was found, say so first.`,
    info: { code: parcel.code },
  }),
  takerMissing: {
    code: 'taker_missing',
    zh: '没有这个接收人，请重新选择',
    en: 'There is no such taker. Please choose again.',
  },
  notKeeper: {
    code: 'not_box_keeper',
    zh: '只有漂流箱的保管站点能从箱里取东西',
    en: 'Only the site that keeps the box may take things out of it.',
  },
  signatureMissing: {
    code: 'signature_missing',
    zh: '交给本人或亲属要有签字，请拍下签字的照片',
    en: 'Giving it to the person or a relative needs their signature. Please take a photo of it.',
  },
  sailingMissing: {
    code: 'sailing_missing',
    zh: '交给船上要写明是哪一班',
    en: 'Say which sailing carries it.',
  },
  cashByHand: {
    code: 'cash_by_hand',
    zh: '现金要当面交接，不能放漂流箱或托船上带',
    en: 'Cash passes from hand to hand, never through the box or a carrier.',
  },
  cashAlone: {
    code: 'cash_alone',
    zh: '现金请单独交接，逐件清点',
    en: 'Hand cash over by itself, counted.',
  },
  cashNotCounted: {
    code: 'cash_not_counted',
    zh: '现金交接要两个人清点，请填写金额和第二位清点人',
    en: 'Cash is counted by two. Fill in the amount and the second person.',
  },
} as const;

/** How the taker's word is given; `offer` where only the giver has spoken. Or why it may not be passed on so. */
const agreementOf = (
  parcel: Parcel,
  p: HandOver,
  takerAt: Place | null,
  actor: Context['actor'],
): HandedOver['agreed'] | 'offer' | Refusal => {
  const giverIsMine = actsFor(actor, parcel.holder, parcel.holderAt);
  if (p.taker.kind === 'box' || p.taker.kind === 'carrier') {
    if (parcel.kind === 'cash') return refusals.cashByHand;
    if (p.taker.kind === 'carrier' && p.sailing === null) return refusals.sailingMissing;
    // A relative at the pier has no account: whoever is told reports it for them.
    if (!giverIsMine && !isPerson(parcel.holder)) return refusals.notTheHolder(parcel);
    return p.signature === null ? 'own_words' : 'taker_signed';
  }
  if (actsFor(actor, p.taker, takerAt)) {
    if (parcel.holder.kind === 'box' && !giverIsMine) return refusals.notKeeper;
    return p.signature === null ? 'taker_reported' : 'taker_signed';
  }
  if (!giverIsMine) return refusals.notTheHolder(parcel);
  if (p.signature !== null) return 'taker_signed';
  return isPerson(p.taker) ? refusals.signatureMissing : 'offer';
};

/**
 * Things pass on, all or none (B1). The giver must be who holds it now; the taker says so themselves, signed in or by signature.
 * Whoever sits outside the parcel's area is let into that parcel, and out again when they pass it on.
 */
export const handOver = (
  state: { readonly parcels: readonly Parcel[]; readonly takerAt: Place | null },
  p: HandOver,
  ctx: Context,
): Decision<EventOf, Given> => {
  const wanted = parcelsOf(p.codes, state.parcels);
  if (!wanted.ok) return no(wanted.refusal);
  if (['post', 'site', 'box'].includes(p.taker.kind) && state.takerAt === null) return no(refusals.takerMissing);
  const events: EventOf[] = [];
  const ends: EventOf[] = [];
  const answer: Given = { parcels: [] };
  for (const parcel of wanted.value) {
    if (parcel.state === 'lost') return no(refusals.lost(parcel));
    if (p.giver !== null && !sameHolder(p.giver, parcel.holder)) return no(refusals.notTheHolder(parcel));
    if (sameHolder(p.taker, parcel.holder)) return no(refusals.alreadyHere(parcel));
    const agreed = agreementOf(parcel, p, state.takerAt, ctx.actor);
    if (typeof agreed !== 'string') return no(agreed);
    const ref = refOf(parcel);
    const letIn = outsider(parcel, p.taker, state.takerAt);
    if (agreed === 'offer') {
      events.push(offered(ref, { parcel: parcel.id, to: p.taker, expectedBy: p.expectedBy }));
    } else {
      if (parcel.kind === 'cash') {
        if (wanted.value.length > 1) return no(refusals.cashAlone);
        if (p.count === null) return no(refusals.cashNotCounted);
        events.push(counted(ref, { id: ctx.newId(), parcel: parcel.id, fen: p.count.fen }, p.count.second));
        if (BigInt(p.count.fen) !== BigInt(parcel.cashFen!)) events.push(taskMade(ref, chaseTask(parcel, 'cash_differs', ctx)));
      }
      events.push(
        handedOver(
          ref,
          {
            parcel: parcel.id,
            n: parcel.lastN + 1,
            giver: parcel.holder,
            taker: p.taker,
            sailing: p.sailing,
            agreed,
            document: p.signature,
            expectedBy: p.expectedBy,
            state: isPerson(p.taker) ? 'delivered' : 'held',
            corrects: null,
          },
          { place: p.place, reason: null },
        ),
      );
      const letOut = outsider(parcel, parcel.holder, parcel.holderAt);
      if (letOut !== null) ends.push(grantEnded(ref, { subject: parcel.id, holder: letOut, purpose: 'carries' }));
    }
    if (letIn !== null) events.push(granted(ref, { id: ctx.newId(), subject: parcel.id, holder: letIn, purpose: 'carries', until: null }));
    answer.parcels.push({ id: parcel.id, code: parcel.code, state: agreed === 'offer' ? 'offered' : 'handed_over' });
  }
  // Last, for without the grant the rows before could not be written any more.
  return accept([...events, ...ends], answer);
};
