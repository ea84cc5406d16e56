import type { AreaPath } from './area.ts';
import type { EventOf } from './contract.ts';
import type { Id } from './id.ts';

/** The matter an event is about: its stream and the area of the office that owns it. */
export type Ref = { readonly stream: string; readonly streamId: Id; readonly area: AreaPath };

/** Why somebody outside the area is let in: received here, must decide, carries it, referred to, lives there, has a case about this person. */
export type GrantPurpose = 'received_here' | 'must_decide' | 'carries' | 'referred' | 'lives_there' | 'about_this';

/** Who is let in: one post, everyone at a site, or the approvers of a department. */
export type GrantHolder = { readonly post: Id } | { readonly site: Id } | { readonly department: string };

export type Grant = {
  readonly id: Id;
  /** what it opens: a case, a resident, an ask, a parcel */
  readonly subject: Id;
  readonly holder: GrantHolder;
  readonly purpose: GrantPurpose;
  /** instant; null = until ended */
  readonly until: string | null;
};

/** Lets somebody into a matter outside their ranges. Given twice it is given once. */
export const granted = (ref: Ref, { holder, ...grant }: Grant): EventOf<'platform.granted'> => ({
  ...ref,
  type: 'platform.granted',
  data: {
    ...grant,
    post: 'post' in holder ? holder.post : null,
    site: 'site' in holder ? holder.site : null,
    department: 'department' in holder ? holder.department : null,
  },
});

/** Ends what a holder was granted on a matter for a purpose. */
export const grantEnded = (ref: Ref, { holder, ...grant }: Omit<Grant, 'id' | 'until'>): EventOf<'platform.grant_ended'> => ({
  ...ref,
  type: 'platform.grant_ended',
  data: {
    ...grant,
    post: 'post' in holder ? holder.post : null,
    site: 'site' in holder ? holder.site : null,
    department: 'department' in holder ? holder.department : null,
  },
});
