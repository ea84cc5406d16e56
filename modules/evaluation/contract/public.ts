import { z } from 'zod';
import { areaPath, day, district, id, instant } from '../../../kernel/contract.ts';
import { STATES, TURNS } from '../../cases/contract.ts';
import { STAGES } from '../../catalogue/contract.ts';

/**
 * What public pages are given: answers of the few functions that the database role `daiban_public` may execute (db/migrations/0110_public.sql).
 * Nothing here is more than a page shows; names of residents are masked there already.
 */
const text = z.object({ zh: z.string(), en: z.string() });

/** A window to ring or to go to. */
const office = z.object({ name: z.string(), phone: z.string().nullable(), hours: z.string().nullable() });

export const publicCase = z.object({
  district,
  id,
  shortCode: z.string(),
  /** 陈* */
  name: z.string(),
  item: text,
  /** stages that this item has, in order */
  stages: z.array(z.object({ stage: z.enum(STAGES), by: z.enum(['window', 'helper', 'department', 'resident']) })),
  stage: z.enum(STAGES),
  state: z.enum(STATES),
  turn: z.enum(TURNS).nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  /** Promised day; null while the clock is stopped or the year's calendar is not published. */
  due: day.nullable(),
  /** moves that count, in order, and at which office */
  moves: z.array(z.object({ stage: z.enum(STAGES), at: instant, site: z.string().nullable() })),
  office,
  /** whoever is on duty there now, else who received it */
  human: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  /** the department that decides */
  department: text,
  /** papers that the notice named and that have not come since */
  missing: z.array(text),
  /** what was promised, with the nearest day */
  toFollow: z.object({ names: z.array(text), due: day.nullable() }).nullable(),
  /** what we wait for outside */
  waiting: text.nullable(),
  /** who brings the result home, and by when */
  delivery: z.object({ on: day.nullable(), by: z.string().nullable() }).nullable(),
  ratedAt: instant.nullable(),
});
export type PublicCase = z.output<typeof publicCase>;

/** A look-up with a short code: found, wrong, or tried too often. */
export const publicFound = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('found'),
    district,
    id,
    /** sealed, base64: the page of the case is shown under its random code */
    code: z.string(),
  }),
  z.object({ outcome: z.literal('wrong'), left: z.number().int() }),
  z.object({ outcome: z.literal('too_many') }),
]);
export type PublicFound = z.output<typeof publicFound>;

export const publicLooks = z.object({
  outcome: z.enum(['shown', 'used', 'wrong']),
  name: z.string().nullable(),
  rows: z.array(
    z.object({
      at: instant,
      /** masked */
      who: z.string(),
      role: z.string(),
      site: z.string().nullable(),
      reason: z.string(),
    }),
  ),
  /** there are more than shown */
  more: z.boolean(),
});
export type PublicLooks = z.output<typeof publicLooks>;

/** A place to choose when asking for help, and the window that gets the ask. */
export const publicPlace = z.object({ district, districtName: z.string(), area: areaPath, name: z.string(), site: id, office });
export type PublicPlace = z.output<typeof publicPlace>;

/** Whom to ring about anything: the centre of each district. */
export const publicOffice = office.extend({ district, districtName: z.string() });
export type PublicOffice = z.output<typeof publicOffice>;
