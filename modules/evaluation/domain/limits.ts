import type { Limit } from '../../../kernel/workdays.ts';

/**
 * How soon a bad rating is answered. Places set these themselves, so they are data:
 * contact within 1 working day (安阳市优化营商环境条例 第五十二条), put right within 5 (德州) or 15 working days (四川).
 */
export type RatingLimits = { readonly contact: Limit; readonly mend: Limit };

const CONTACT: Limit = { n: 1, unit: 'workday' };

/** What holds where the office has set nothing else: the shorter of the two. */
export const RATING_LIMITS: RatingLimits = { contact: CONTACT, mend: { n: 5, unit: 'workday' } };
export const WIDE_LIMITS: RatingLimits = { contact: CONTACT, mend: { n: 15, unit: 'workday' } };
