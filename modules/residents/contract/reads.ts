import { z } from 'zod';
import { areaPath, day, id, instant, line, page as paging, read } from '../../../kernel/contract.ts';
import { CONTACT_KINDS, FACT_PURPOSES, FACT_SOURCES, LOOK_REASONS, REQUEST_KINDS, REQUEST_STATES, SEXES, SURENESS } from './kinds.ts';

const workers = { clerk: 'area', helper: 'area', coordinator: 'area', referrer: 'area', system: 'district' } as const;

/** A person as lists show them: name in full, numbers masked. */
export const personRow = z.object({
  id,
  name: z.string(),
  sex: z.enum(SEXES).nullable(),
  birth: day.nullable(),
  age: z.number().int().nullable(),
  area: areaPath,
  areaName: z.string().nullable(),
  household: id.nullable(),
  address: z.string().nullable(),
  livesElsewhere: z.string().nullable(),
  diedOn: day.nullable(),
  idMasked: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  green: z.boolean(),
  greenWhy: z.array(z.string()),
});
export type PersonRow = z.output<typeof personRow>;

export const search = read({
  name: 'residents.search',
  path: '/residents/search',
  /** Name, pinyin or initials, last four or all of ID number or phone, address; several with a space between all must fit. */
  query: z.object({ q: line(60), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  answer: z.object({ rows: z.array(personRow) }),
  allow: workers,
  personal: true,
  says: { zh: '查找居民', en: 'Find a resident' },
});

export const people = read({
  name: 'residents.people',
  path: '/residents',
  query: paging.extend({ under: areaPath.optional(), household: id.optional(), lives: z.enum(['here', 'elsewhere']).optional() }),
  answer: z.object({ rows: z.array(personRow), next: z.string().nullable() }),
  allow: workers,
  says: { zh: '居民名册', en: 'Register of residents' },
});

export const households = read({
  name: 'residents.households',
  path: '/households',
  query: paging.extend({ under: areaPath.optional(), number: line(30).optional() }),
  answer: z.object({
    rows: z.array(
      z.object({
        id,
        area: areaPath,
        areaName: z.string().nullable(),
        number: z.string().nullable(),
        address: z.string().nullable(),
        members: z.number().int(),
        seq: z.number().int(),
      }),
    ),
    next: z.string().nullable(),
  }),
  allow: workers,
  says: { zh: '户', en: 'Households' },
});

const contactRow = z.object({
  id,
  kind: z.enum(CONTACT_KINDS),
  name: z.string().nullable(),
  relation: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  place: z.string().nullable(),
  bestHours: z.string().nullable(),
  trusted: z.boolean(),
  note: z.string().nullable(),
  withdrawn: z.boolean(),
});
const factRow = z.object({
  id,
  name: z.string(),
  value: z.union([z.boolean(), z.string()]).nullable(),
  at: day,
  validUntil: day.nullable(),
  source: z.enum(FACT_SOURCES),
  sure: z.enum(SURENESS),
  note: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: instant,
  purpose: z.enum(FACT_PURPOSES),
  /** Carries or agrees with what is known today, or says for today that it is not known. In a conflict nothing is current. */
  current: z.boolean(),
  /** Kept and shown, and never used: not in the dictionary, outside its bounds, of a day to come. */
  nonsense: z.boolean(),
  withdrawn: z.boolean(),
  withdrawnReason: z.string().nullable(),
});
/** What stood there before: shown struck through. An ID number is masked. */
const formerRow = z.object({
  id,
  what: z.string(),
  value: z.string(),
  reason: z.string(),
  untilOn: day,
  by: z.string().nullable(),
  at: instant,
});

/** The look's reason goes with the question; `other` needs words. */
const why = { reason: z.enum(LOOK_REASONS).optional(), words: line(180).optional() };

export const page = read({
  name: 'residents.page',
  path: '/residents/:id',
  query: z.object({ id, ...why }),
  answer: z.object({
    person: personRow.extend({
      relation: z.string().nullable(),
      language: z.string().nullable(),
      registeredArea: areaPath.nullable(),
      homeSince: day.nullable(),
      /** For decisions on this person. */
      seq: z.number().int(),
    }),
    household: z
      .object({ id, number: z.string().nullable(), address: z.string().nullable(), members: z.array(personRow), seq: z.number().int() })
      .nullable(),
    contacts: z.array(contactRow),
    /** All that was said, newest first, the newest 1,000; `domain.currentFacts` says what of it is known. */
    facts: z.array(factRow),
    /** What of it is known today, by name; `of`: the statements that carry it, that contradict each other, or that were the last. */
    standing: z.array(z.object({ name: z.string(), kind: z.enum(['known', 'conflict', 'expired', 'unknown']), of: z.array(id) })),
    /** Statements about health and money that this post may not see. */
    withheld: z.number().int(),
    former: z.array(formerRow),
    /** Records that were found to be the same person. */
    merged: z.array(z.object({ id, name: z.string(), seq: z.number().int() })),
  }),
  allow: { ...workers, approver: 'department' },
  says: { zh: '一个人的页面', en: 'A person’s page' },
  records: true,
  personal: true,
});

export const reveal = read({
  name: 'residents.reveal',
  path: '/residents/:id/reveal',
  /** `phone` needs the contact. */
  query: z.object({ id, what: z.enum(['id_number', 'phone']), contact: id.optional(), ...why }),
  answer: z.object({ value: z.string().nullable() }),
  allow: { ...workers, approver: 'department' },
  says: { zh: '显示完整号码', en: 'Show a number in full' },
  records: true,
  personal: true,
});

export const looks = read({
  name: 'residents.looks',
  path: '/residents/:id/looks',
  query: paging.extend({ id }),
  answer: z.object({
    rows: z.array(
      z.object({
        at: instant,
        name: z.string().nullable(),
        role: z.string().nullable(),
        siteName: z.string().nullable(),
        what: z.string(),
        reason: z.string(),
        /** Looks of one sitting, of which this is the first. */
        times: z.number().int(),
      }),
    ),
    next: z.string().nullable(),
  }),
  allow: { coordinator: 'area', auditor: 'district' },
  says: { zh: '谁看过这个人的资料', en: 'Who looked at this person' },
});

export const requests = read({
  name: 'residents.requests',
  path: '/data-requests',
  query: paging.extend({ state: z.enum(REQUEST_STATES).default('open'), resident: id.optional() }),
  answer: z.object({
    rows: z.array(
      z.object({
        id,
        resident: id,
        residentName: z.string(),
        kind: z.enum(REQUEST_KINDS),
        words: z.string(),
        askedOn: day,
        state: z.enum(REQUEST_STATES),
        answer: z.string().nullable(),
        closedAt: instant.nullable(),
        seq: z.number().int(),
      }),
    ),
    next: z.string().nullable(),
  }),
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '本人资料请求', en: 'Requests of people about their data' },
});
