import type { EventOf } from '../../../kernel/contract.ts';
import type { Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Day, Instant } from '../../../kernel/time.ts';
import type { Holder, PARCEL_KINDS, ParcelState } from '../contract.ts';

/** What happened to a parcel. Later modules and processes use these in their own decisions. */

export type NewParcel = {
  readonly id: Id;
  readonly code: string;
  readonly kind: (typeof PARCEL_KINDS)[number];
  readonly caseId: Id | null;
  readonly resident: Id | null;
  readonly contents: readonly string[];
  readonly cashFen: string | null;
  readonly inReturnFor: Id | null;
  readonly fromKind: 'resident' | 'relative' | 'department' | 'bank' | 'office' | 'other';
  readonly holder: Holder;
  readonly expectedBy: Instant | null;
};

/** Its line begins: hand-over 0, which has no giver. */
export const parcelRegistered = (
  ref: Ref,
  data: NewParcel,
  detail: { readonly place: string; readonly fromName: string | null },
): EventOf => ({
  ...ref,
  type: 'custody.registered',
  data,
  detail,
});

export type HandedOver = {
  readonly parcel: Id;
  readonly n: number;
  readonly giver: Holder;
  readonly taker: Holder;
  readonly sailing: Id | null;
  readonly agreed: 'taker_reported' | 'taker_signed' | 'own_words';
  readonly document: Id | null;
  readonly expectedBy: Instant | null;
  readonly state: ParcelState;
  /** the hand-over that this one puts right */
  readonly corrects: number | null;
};

export const handedOver = (ref: Ref, data: HandedOver, detail: { readonly place: string; readonly reason: string | null }): EventOf => ({
  ...ref,
  type: 'custody.handed_over',
  data,
  detail,
});

/** The giver says they gave it; it stays theirs until the taker says so too. */
export const offered = (ref: Ref, data: { readonly parcel: Id; readonly to: Holder; readonly expectedBy: Instant | null }): EventOf => ({
  ...ref,
  type: 'custody.offered',
  data,
});

export const counted = (ref: Ref, data: { readonly id: Id; readonly parcel: Id; readonly fen: string }, second: string): EventOf => ({
  ...ref,
  type: 'custody.counted',
  data,
  detail: { second },
});

export type NoteWhat = 'not_arrived' | 'lost' | 'found' | 'put_right';

/** Something is said about hand-over `n`. @param state how the parcel stands afterwards */
export const noted = (
  ref: Ref,
  data: { readonly id: Id; readonly parcel: Id; readonly n: number; readonly what: NoteWhat; readonly state: ParcelState },
  says: string,
): EventOf => ({ ...ref, type: 'custody.noted', data, detail: { says } });

export const deliveryPlanned = (ref: Ref, data: { readonly parcel: Id; readonly by: Id; readonly on: Day }): EventOf => ({
  ...ref,
  type: 'custody.delivery_planned',
  data,
});

export const boxAdded = (
  ref: Ref,
  data: { readonly id: Id; readonly site: Id; readonly name: string; readonly line: Id | null },
): EventOf => ({
  ...ref,
  type: 'custody.box_added',
  data,
});

export const boxMoved = (
  ref: Ref,
  data: { readonly id: Id; readonly box: Id; readonly sailing: Id; readonly what: 'on_board' | 'arrived' },
  place: string,
): EventOf => ({ ...ref, type: 'custody.box_moved', data, detail: { place } });
