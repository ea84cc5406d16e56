import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/time.ts';

/** A person's data go to a line of work (D5) only on their consent. */

/** A consent as far as passing on asks. */
export type SharingConsent = {
  readonly resident: Id;
  readonly caseId: Id | null;
  readonly scopes: readonly string[];
  readonly from: Instant;
  readonly until: Instant | null;
  readonly revokedAt: Instant | null;
  readonly endedAt: Instant | null;
};

const before = (at: Instant, end: Instant | null): boolean => end === null || Date.parse(at) < Date.parse(end);

/** Whether it lets the office share the person's data at that instant, for whatever matter. */
export const sharesAt = (consent: SharingConsent, at: Instant): boolean =>
  consent.caseId === null &&
  consent.scopes.includes('share_data') &&
  Date.parse(consent.from) <= Date.parse(at) &&
  before(at, consent.until) &&
  before(at, consent.revokedAt) &&
  before(at, consent.endedAt);
