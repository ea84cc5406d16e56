import type { Actor } from '../../../kernel/actor.ts';
import { within } from '../../../kernel/area.ts';
import { parseCode } from '../../../kernel/codes.ts';
import type { GrantHolder, Ref } from '../../../kernel/grant.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Decision, type Refusal, refuse } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Holder, PARCEL_KINDS, ParcelState } from '../contract.ts';

/** A parcel as loaded for a decision. */
export type Parcel = {
  readonly id: Id;
  readonly area: string;
  readonly code: string;
  readonly kind: (typeof PARCEL_KINDS)[number];
  readonly cashFen: string | null;
  readonly state: ParcelState;
  /** number of its last hand-over */
  readonly lastN: number;
  readonly holder: Holder;
  /** where the holder sits; null for people and carriers */
  readonly holderAt: Place | null;
};

/** Where a post, site or box is. `site` is the one whose staff keep the box, or the post's own. */
export type Place = { readonly area: string; readonly site: Id | null };

export type Context = { readonly actor: Actor; readonly happenedAt: Instant; newId(): Id; random(length: number): Uint8Array };

export const sameHolder = (a: Holder, b: Holder): boolean => a.kind === b.kind && a.id === b.id;

/** Custody's entries stand with the parcel, not with its case: who carries an envelope is let into that envelope only. */
export const refOf = (parcel: { readonly id: Id; readonly area: string }): Ref => ({
  stream: 'parcel',
  streamId: parcel.id,
  area: parcel.area,
});

/** Whether what the actor says is said by the holder: their own post, their site, their department, the box that their site keeps. */
export const actsFor = (actor: Actor, holder: Holder, at: Place | null): boolean => {
  if (holder.kind === 'post') return holder.id === actor.post;
  if (holder.kind === 'site') return holder.id === actor.site;
  if (holder.kind === 'department') return actor.role === 'approver' && holder.id === actor.department;
  return holder.kind === 'box' && at?.site != null && at.site === actor.site;
};

/** People without an account, for whom staff report. */
export const isPerson = (holder: Holder): boolean => holder.kind === 'resident' || holder.kind === 'relative';

/** Who has to be let in so that the holder sees the parcel; null where their own range does, or they have no account. */
export const outsider = (parcel: { readonly area: string }, holder: Holder, at: Place | null): GrantHolder | null => {
  if (holder.kind === 'department') return { department: holder.id };
  if (at === null || within(parcel.area, at.area)) return null;
  if (holder.kind === 'post') return { post: holder.id };
  return at.site === null ? null : { site: at.site };
};

export const no = (refusal: Refusal): Decision<never, never> => ({ kind: 'refused', refusal });

export const notFound = refuse('not_found', '没有找到，可能不在您负责的范围内', 'Not found; it may lie outside your area.');

/** The parcels of some codes as typed, each once, in that order; or why not. */
export const parcelsOf = <P extends { readonly code: string }>(
  codes: readonly string[],
  loaded: readonly P[],
): { readonly ok: true; readonly value: readonly P[] } | { readonly ok: false; readonly refusal: Refusal } => {
  const found = new Map<string, P>();
  for (const typed of codes) {
    const parsed = parseCode('parcel', typed);
    if (!parsed.ok) return parsed;
    const parcel = loaded.find((one) => one.code === parsed.value);
    if (parcel === undefined)
      return {
        ok: false,
        refusal: {
          code: 'not_found',
          zh: `没有找到编码 ${parsed.value}，可能不在您负责的范围内`,
          en: `No parcel ${parsed.value} was found; it may lie outside your area.`,
          info: { code: parsed.value },
        },
      };
    found.set(parsed.value, parcel);
  }
  return { ok: true, value: [...found.values()] };
};
