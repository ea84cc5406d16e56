import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/time.ts';

/** A person's own list (D5) goes to a line of work only on their consent. */

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

export type PassOnState = {
  readonly resident: { readonly id: Id; readonly area: string; readonly diedOn: string | null } | null;
  readonly consent: SharingConsent | null;
  /** Lines of work of the policies in force. */
  readonly lines: readonly string[];
};

export const passOn = (
  { resident, consent, lines }: PassOnState,
  p: { readonly id: Id; readonly line: string; readonly consent: Id; readonly words: string | null },
  at: Instant,
): Decision<EventOf, { id: Id }> => {
  if (resident === null)
    return refuse('not_found', '没有找到这个人，可能不在您负责的范围内', 'This person was not found; they may lie outside your area.');
  if (resident.diedOn !== null) return refuse('resident_died', '本人已经去世，不再转交', 'The person has died; nothing is passed on.');
  if (consent === null || consent.resident !== resident.id || !sharesAt(consent, at))
    return refuse(
      'sharing_consent_missing',
      '没有本人同意转交资料的授权，或者已经失效。请先当面说清转给谁、为什么，征得同意',
      'There is no consent in force to share this person’s data. Say to whom and why, and ask first.',
    );
  if (!lines.includes(p.line))
    return refuse(
      'line_unknown',
      '现行政策里没有这个条线，请从列表里选',
      'No policy in force belongs to this line of work. Choose one from the list.',
      {
        lines,
      },
    );
  return accept(
    [
      {
        type: 'discovery.passed_on',
        stream: 'resident',
        streamId: resident.id,
        area: resident.area,
        data: { step: p.id, resident: resident.id, line: p.line, consent: p.consent },
        ...(p.words === null ? {} : { detail: { words: p.words } }),
      },
    ],
    { id: p.id },
  );
};
