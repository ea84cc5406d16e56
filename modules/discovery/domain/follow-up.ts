import type { Id } from '../../../kernel/id.ts';
import type { Day } from '../../../kernel/time.ts';
import type { LapseReason, LeadState } from '../contract/lead.ts';
import { type FoundLead, isOpen } from './lead.ts';

/**
 * What screening means for leads: which to open, which lapse, which come back. Compares what stands with what was found, so that doing it
 * again, after a fall or for nothing, changes nothing.
 */

export type KnownLead = {
  readonly id: Id;
  readonly resident: Id;
  readonly policy: Id;
  readonly version: Id;
  readonly basis: string;
  readonly state: LeadState;
  readonly until: Day | null;
  /** Of an applied lead: its case ended without a grant. */
  readonly refused: boolean;
  /** A person found it, not screening: what somebody saw is not taken back because the records say otherwise. */
  readonly entered: boolean;
};

/** A resident of the batch and what may be theirs; policies that are not named don't apply (no). */
export type FoundOf = {
  readonly resident: Id;
  readonly verdicts: readonly {
    readonly policy: Id;
    readonly version: Id;
    readonly verdict: 'yes' | 'unknown';
    /** Only asked for a yes. */
    readonly basis: () => string;
  }[];
};

export type FollowUp = {
  readonly open: readonly FoundLead[];
  readonly lapse: readonly { readonly lead: Id; readonly why: LapseReason }[];
  readonly back: readonly Id[];
};

/** An application stands in the way of another lead of the same version: the matter runs, or was granted. */
const stands = (lead: KnownLead, version: Id): boolean => lead.state === 'applied' && !lead.refused && lead.version === version;

/**
 * @param leads all of the residents of `found`, of whatever state, and of those of `gone`
 * @param inForce policies with a version in force; of others the leads lapse
 * @param unjudged policies whose rule can't be read at present: their leads stay as they are
 * @param day the day screened for
 */
export const followUp = (
  found: readonly FoundOf[],
  gone: ReadonlySet<Id>,
  leads: readonly KnownLead[],
  inForce: ReadonlySet<Id>,
  unjudged: ReadonlySet<Id>,
  day: Day,
): FollowUp => {
  const verdicts = new Map(found.flatMap(({ resident, verdicts }) => verdicts.map((one) => [`${resident} ${one.policy}`, one] as const)));
  const byPair = Map.groupBy(leads, ({ resident, policy }) => `${resident} ${policy}`);
  const lapse = leads.flatMap((lead): FollowUp['lapse'] => {
    if (!isOpen(lead.state) || unjudged.has(lead.policy)) return [];
    if (gone.has(lead.resident)) return [{ lead: lead.id, why: 'person_gone' }];
    if (!inForce.has(lead.policy)) return [{ lead: lead.id, why: 'policy_ended' }];
    return lead.entered || verdicts.has(`${lead.resident} ${lead.policy}`) ? [] : [{ lead: lead.id, why: 'facts_changed' }];
  });
  const lapsed = new Set(lapse.map(({ lead }) => lead));
  const back = leads.flatMap((lead) =>
    lead.state === 'later' && lead.until !== null && lead.until <= day && !lapsed.has(lead.id) ? [lead.id] : [],
  );
  const again: Id[] = [];
  const open = found.flatMap(({ resident, verdicts: own }) =>
    own.flatMap(({ policy, version, verdict, basis }): readonly FoundLead[] => {
      if (verdict !== 'yes') return [];
      const before = byPair.get(`${resident} ${policy}`) ?? [];
      if (before.some((lead) => isOpen(lead.state) || stands(lead, version))) return [];
      const digest = basis();
      const same = before.find((lead) => lead.basis === digest);
      // What lapsed by a mistake that was put right since is the same lead again; what a person answered stays answered.
      if (same?.state === 'lapsed') again.push(same.id);
      return same === undefined ? [{ resident, policy, version, basis: digest }] : [];
    }),
  );
  return { open, lapse, back: [...back, ...again] };
};
