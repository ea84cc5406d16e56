import { z } from 'zod';
import { read } from '../../../kernel/contract.ts';

/** The dictionary of facts as whoever writes rules sees it. */

const text = z.object({ zh: z.string(), en: z.string() });
export const ruleFact = z.object({
  /** As rules write it: 月收入 */
  name: z.string(),
  type: z.enum(['boolean', 'number', 'string', 'date']),
  unit: z.string().nullable(),
  /** If not null, nothing else is possible. */
  values: z.array(z.string()).nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Which part of life it belongs to. */
  group: z.string(),
  /** Of the household rather than of the one person. */
  ofHousehold: z.boolean(),
  /** Health and money. */
  sensitive: z.boolean(),
  /** Follows from the register (birth, sex) and is never asked apart from it. */
  derived: z.boolean(),
  /** Days after which it must be asked again; null: it holds until a newer one, or as `holdsFor` says. */
  validDays: z.number().int().nullable(),
  holdsFor: z.enum(['calendar_year']).nullable(),
  /** As one asks at the table. */
  question: text,
});
export type RuleFact = z.infer<typeof ruleFact>;

/** Knowing what may be known tells nothing of anybody: all staff may read it. */
export const facts = read({
  name: 'discovery.facts',
  path: '/discovery/facts',
  query: z.object({}),
  answer: z.object({ rows: z.array(ruleFact) }),
  allow: {
    clerk: 'district',
    helper: 'district',
    approver: 'district',
    coordinator: 'district',
    referrer: 'district',
    policy_author: 'district',
    policy_publisher: 'district',
    auditor: 'district',
    system: 'district',
  },
  says: { zh: '情况字典：规则里能用的情况', en: 'The facts that rules may use' },
});
