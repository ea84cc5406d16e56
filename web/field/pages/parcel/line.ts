import type { ParcelWithLine } from '../../../../modules/custody/contract.ts';

/** Without anybody's name but those of staff and places: what the screen of a thing shows to whoever scans it. */
export const withoutPeople = (parcel: ParcelWithLine): ParcelWithLine => ({
  ...parcel,
  fromName: null,
  line: parcel.line.map((stop) =>
    stop.taker.kind === 'resident' || stop.taker.kind === 'relative' ? { ...stop, taker: { ...stop.taker, name: null } } : stop,
  ),
});

/** Who may speak for the present holder: oneself, or one's station for what lies there. */
export const isMine = (parcel: ParcelWithLine, post: { readonly id: string; readonly site: string | null }): boolean =>
  (parcel.holder.kind === 'post' && parcel.holder.id === post.id) || (parcel.holder.kind === 'site' && parcel.holder.id === post.site);

/** A hand-over as the rule of the chain takes it: who, without names. */
export const bare = ({ n, giver, taker }: ParcelWithLine['line'][number]) => ({
  n,
  giver: giver === null ? null : { kind: giver.kind, id: giver.id },
  taker: { kind: taker.kind, id: taker.id },
});
