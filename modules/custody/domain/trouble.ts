import type { EventOf } from '../../../kernel/contract.ts';
import { grantEnded, granted } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import { taskMade } from '../../work/domain.ts';
import type { Holder } from '../contract.ts';
import { chaseTask } from './chase.ts';
import { counted, deliveryPlanned, handedOver, noted } from './events.ts';
import {
  actsFor,
  type Context,
  isPerson,
  no,
  notFound,
  outsider,
  type Parcel,
  type Place,
  parcelsOf,
  refOf,
  sameHolder,
} from './parcel.ts';

/** What goes wrong on the way, and what is put right: never silent, the old stays visible (B3, K11). */

type Made = { id: Id };

const one = (code: string, parcel: Parcel | null) => parcelsOf([code], parcel === null ? [] : [parcel]);

/** It did not come. Whoever had it last is asked to look, once. */
export const notArrived = (
  parcel: Parcel | null,
  p: { readonly code: string; readonly says: string },
  ctx: Context,
): Decision<EventOf, Made> => {
  const wanted = one(p.code, parcel);
  if (!wanted.ok) return no(wanted.refusal);
  const found = wanted.value[0]!;
  if (found.state === 'delivered')
    return refuse('parcel_delivered', '这件东西已经送到本人手上', 'This was already delivered to the person.');
  if (found.state === 'lost') return refuse('parcel_lost', '这件东西已认定丢失', 'This is recorded as lost already.');
  const ref = refOf(found);
  const note = noted(ref, { id: ctx.newId(), parcel: found.id, n: found.lastN, what: 'not_arrived', state: 'missing' }, p.says);
  return accept(found.state === 'missing' ? [note] : [note, taskMade(ref, chaseTask(found, 'not_arrived', ctx))], { id: found.id });
};

export const found = (
  parcel: Parcel | null,
  p: { readonly code: string; readonly says: string },
  ctx: Context,
): Decision<EventOf, Made> => {
  const wanted = one(p.code, parcel);
  if (!wanted.ok) return no(wanted.refusal);
  const { id, area, state, lastN } = wanted.value[0]!;
  if (state !== 'missing' && state !== 'lost')
    return refuse('parcel_not_missing', '这件东西没有报过丢失', 'Nobody has said that this is missing.');
  return accept([noted(refOf({ id, area }), { id: ctx.newId(), parcel: id, n: lastN, what: 'found', state: 'held' }, p.says)], { id });
};

export const lose = (parcel: Parcel | null, p: { readonly id: Id; readonly says: string }, ctx: Context): Decision<EventOf, Made> => {
  if (parcel === null) return notFound;
  if (parcel.state === 'lost') return refuse('parcel_lost', '这件东西已认定丢失', 'This is recorded as lost already.');
  if (parcel.state === 'delivered')
    return refuse('parcel_delivered', '这件东西已经送到本人手上', 'This was already delivered to the person.');
  return accept([noted(refOf(parcel), { id: ctx.newId(), parcel: p.id, n: parcel.lastN, what: 'lost', state: 'lost' }, p.says)], {
    id: p.id,
  });
};

/**
 * A hand-over was written down wrongly (K11): a further entry says so. Where the wrong holder was entered last, the thing
 * passes, on paper, from them to whoever really has it; the chain stays whole and the wrong stop is shown struck through.
 */
export const correct = (
  state: { readonly parcel: Parcel | null; readonly recordedBy: Id | null; readonly reallyAt: Place | null },
  p: { readonly code: string; readonly n: number; readonly reason: string; readonly really: Holder | null },
  ctx: Context,
): Decision<EventOf, Made> => {
  const wanted = one(p.code, state.parcel);
  if (!wanted.ok) return no(wanted.refusal);
  const parcel = wanted.value[0]!;
  const { id, lastN, holder, holderAt } = parcel;
  if (state.recordedBy === null) return refuse('handover_missing', '没有这一条交接记录', 'There is no such hand-over.');
  if (ctx.actor.role !== 'coordinator' && state.recordedBy !== ctx.actor.post && !actsFor(ctx.actor, holder, holderAt))
    return refuse(
      'not_yours_to_correct',
      '更正要由登记的人、现在的保管人或负责人来做',
      'Only who recorded it, who holds it now, or a coordinator may put it right.',
    );
  const ref = refOf(parcel);
  if (p.really === null)
    return accept([noted(ref, { id: ctx.newId(), parcel: id, n: p.n, what: 'put_right', state: parcel.state }, p.reason)], { id });
  if (p.n !== lastN)
    return refuse(
      'only_last_holder',
      '只有最后一次交接能改保管人，请先看交接记录',
      'Only the last hand-over’s holder can be changed. Look at the line first.',
    );
  if (sameHolder(p.really, holder)) return refuse('already_here', '记录的保管人就是他', 'That is who is recorded already.');
  if (['post', 'site', 'box'].includes(p.really.kind) && state.reallyAt === null)
    return refuse('taker_missing', '没有这个保管人，请重新选择', 'There is no such holder. Please choose again.');
  if (p.really.kind === 'carrier')
    return refuse('sailing_missing', '船上的请用交接登记，写明班次', 'For a carrier record a hand-over with its sailing.');
  const letIn = outsider(parcel, p.really, state.reallyAt);
  const letOut = outsider(parcel, holder, holderAt);
  return accept(
    [
      handedOver(
        ref,
        {
          parcel: id,
          n: lastN + 1,
          giver: holder,
          taker: p.really,
          sailing: null,
          agreed: 'own_words',
          document: null,
          expectedBy: null,
          state: isPerson(p.really) ? 'delivered' : 'held',
          corrects: p.n,
        },
        { place: '更正记录', reason: p.reason },
      ),
      ...(letIn === null ? [] : [granted(ref, { id: ctx.newId(), subject: id, holder: letIn, purpose: 'carries', until: null })]),
      ...(letOut === null ? [] : [grantEnded(ref, { subject: id, holder: letOut, purpose: 'carries' })]),
    ],
    { id },
  );
};

/** Cash counted by two (B4). A difference is kept and chased, never evened out. */
export const countCash = (
  parcel: Parcel | null,
  p: { readonly id: Id; readonly code: string; readonly count: { readonly fen: string; readonly second: string } },
  ctx: Context,
): Decision<EventOf, { id: Id; differs: boolean }> => {
  const wanted = one(p.code, parcel);
  if (!wanted.ok) return no(wanted.refusal);
  const cash = wanted.value[0]!;
  if (cash.cashFen === null) return refuse('not_cash', '这件不是现金，不用清点', 'This is no cash; there is nothing to count.');
  if (!actsFor(ctx.actor, cash.holder, cash.holderAt))
    return refuse('not_the_holder', '现金不在您手上，不能由您清点', 'The cash is not with you, so you can’t count it.');
  const differs = BigInt(p.count.fen) !== BigInt(cash.cashFen);
  const ref = refOf(cash);
  return accept(
    [
      counted(ref, { id: p.id, parcel: cash.id, fen: p.count.fen }, p.count.second),
      ...(differs ? [taskMade(ref, chaseTask(cash, 'cash_differs', ctx))] : []),
    ],
    { id: p.id, differs },
  );
};

/** Who brings it home, and on which day (B6). */
export const planDelivery = (
  state: { readonly parcels: readonly Parcel[]; readonly postAt: Place | null },
  p: { readonly codes: readonly string[]; readonly by: Id; readonly on: Day },
): Decision<EventOf, { parcels: Id[] }> => {
  const wanted = parcelsOf(p.codes, state.parcels);
  if (!wanted.ok) return no(wanted.refusal);
  if (state.postAt === null)
    return refuse('taker_missing', '没有这位同事的岗位，请重新选择', 'There is no such post. Please choose again.');
  const gone = wanted.value.find((parcel) => parcel.state !== 'held');
  if (gone !== undefined)
    return refuse(
      'parcel_not_held',
      `编码 ${gone.code} 现在没有人保管，不能安排送`,
      `Nobody holds parcel ${gone.code} now, so it can’t be delivered.`,
    );
  return accept(
    wanted.value.map((parcel) => deliveryPlanned(refOf(parcel), { parcel: parcel.id, by: p.by, on: p.on })),
    { parcels: wanted.value.map((parcel) => parcel.id) },
  );
};
