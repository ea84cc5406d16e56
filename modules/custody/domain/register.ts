import { makeCode, parseCode } from '../../../kernel/codes.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import { granted, type Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { Holder } from '../contract.ts';
import { boxAdded, boxMoved, counted, type NewParcel, parcelRegistered } from './events.ts';
import { type Context, no, notFound, outsider, type Place, refOf } from './parcel.ts';

type NewRegistration = Omit<NewParcel, 'code' | 'cashFen' | 'fromKind' | 'holder'> & {
  readonly code: string | null;
  readonly count: { readonly fen: string; readonly second: string } | null;
  readonly from: { readonly kind: NewParcel['fromKind']; readonly name: string | null };
  readonly holder: Holder | null;
  readonly place: string;
};

/**
 * A thing gets its code. A code printed beforehand is kept: the envelope may be out of reach.
 * @param state.area of the case, else of the resident, else of the acting post; null: named but not visible
 */
export const register = (
  state: { readonly area: string | null; readonly holderAt: Place | null },
  p: NewRegistration,
  ctx: Context,
): Decision<EventOf, { id: Id; code: string }> => {
  if (state.area === null) return notFound;
  const code = p.code === null ? makeCode('parcel', ctx.random(8)) : parseCode('parcel', p.code);
  if (typeof code !== 'string' && !code.ok) return no(code.refusal);
  if ((p.kind === 'cash') !== (p.count !== null))
    return refuse(
      'cash_not_counted',
      '现金要写明金额和第二位清点人，其他东西不用',
      'Cash needs its amount and the second person who counted; nothing else does.',
    );
  if (p.count !== null && BigInt(p.count.fen) <= 0n)
    return refuse('cash_amount', '现金金额要大于零', 'The amount of cash must be more than zero.');
  const holder: Holder = p.holder ?? { kind: 'post', id: ctx.actor.post };
  if (p.holder !== null && ['post', 'site', 'box'].includes(holder.kind) && state.holderAt === null)
    return refuse('taker_missing', '没有这个保管人，请重新选择', 'There is no such holder. Please choose again.');
  const { count, from, place, ...rest } = p;
  const ref = refOf({ id: p.id, area: state.area });
  const text = typeof code === 'string' ? code : code.value;
  const events: EventOf[] = [
    parcelRegistered(
      ref,
      { ...rest, code: text, cashFen: count?.fen ?? null, fromKind: from.kind, holder },
      { place, fromName: from.name },
    ),
  ];
  if (count !== null) events.push(counted(ref, { id: ctx.newId(), parcel: p.id, fen: count.fen }, count.second));
  const letIn = p.holder === null ? null : outsider({ area: state.area }, holder, state.holderAt);
  if (letIn !== null) events.push(granted(ref, { id: ctx.newId(), subject: p.id, holder: letIn, purpose: 'carries', until: null }));
  return accept(events, { id: p.id, code: text });
};

export const addBox = (
  state: { readonly siteArea: string | null },
  p: { readonly id: Id; readonly site: Id; readonly name: string; readonly line: Id | null },
): Decision<EventOf, { id: Id }> => {
  if (state.siteArea === null) return refuse('site_missing', '没有这个站点，请先建站点', 'There is no such site; add it first.');
  return accept([boxAdded({ stream: 'box', streamId: p.id, area: state.siteArea }, p)], { id: p.id });
};

/** Said at either end: the pier's clerk need not see the island's matters, so each move stands by itself. */
export const moveBox = (
  state: { readonly box: boolean },
  p: { readonly id: Id; readonly box: Id; readonly sailing: Id; readonly what: 'on_board' | 'arrived'; readonly place: string },
  { actor }: Context,
): Decision<EventOf, { id: Id }> => {
  if (!state.box) return notFound;
  const { place, ...data } = p;
  const ref: Ref = { stream: 'box_move', streamId: p.id, area: actor.area };
  return accept([boxMoved(ref, data, place)], { id: p.id });
};
