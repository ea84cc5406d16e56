import { z } from 'zod';
import { areaPath, command, day, id, instant, line, page, prose, read } from '../../kernel/contract.ts';
import { ENTRY_KINDS, MEANS, RATING_STATES } from './contract/kinds.ts';

/** What people say of the service, and what was done about a bad word (E1). What public pages show stands in `contract/public.ts`. */
export * from './contract/kinds.ts';
export * from './contract/public.ts';

const made = z.object({ id });
const grade = z.union([z.literal(5), z.literal(4), z.literal(3), z.literal(2), z.literal(1)]);

/** `code` and `sms` come only from public pages through the district's system post; the others are entered by staff. */
export const rate = command({
  name: 'evaluation.rate',
  kind: 'report',
  payload: z.strictObject({
    id,
    case: id,
    grade,
    words: prose(1000).nullable().default(null),
    means: z.enum(MEANS),
    /** the slip that the person signed, for `paper`: a document of this case */
    document: id.nullable().default(null),
  }),
  answer: made,
  allow: { clerk: 'area', helper: 'area', coordinator: 'area', system: 'district', public: true },
  says: { zh: '评价', en: 'Rate a service' },
});

export const callBack = command({
  name: 'evaluation.call_back',
  kind: 'report',
  payload: z.strictObject({
    id,
    rating: id,
    reached: z.boolean(),
    /** what was wrong has been put right */
    mended: z.boolean(),
    satisfied: z.enum(['yes', 'no', 'not_said']).nullable().default(null),
    /** what was said and done */
    words: prose(2000),
  }),
  answer: made,
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '差评回访', en: 'Call back after a bad rating' },
});

/** Who was rated may say that a rating is malicious or about something else; others decide. */
export const appeal = command({
  name: 'evaluation.appeal',
  kind: 'report',
  payload: z.strictObject({ id, rating: id, ground: z.enum(['malicious', 'mistaken']), words: prose(2000) }),
  answer: made,
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '对差评申诉', en: 'Appeal against a bad rating' },
});

/** `withdrawn`: the person took it back · `set_aside`, `stands`: how an appeal ended. */
export const settle = command({
  name: 'evaluation.settle',
  kind: 'decision',
  payload: z.strictObject({ id, rating: id, as: z.enum(['withdrawn', 'set_aside', 'stands']), words: prose(2000) }),
  answer: made,
  allow: { coordinator: 'area' },
  says: { zh: '差评撤回或申诉裁定', en: 'Take a bad rating back, or decide an appeal' },
});

/**
 * A one-time code with which a person sees who looked at their file, given at the window.
 * The window makes the code (`makeCode('lookup', …)`) and prints it: an answer would be kept in clear.
 */
export const giveLookCode = command({
  name: 'evaluation.give_look_code',
  kind: 'report',
  payload: z.strictObject({ id, resident: id, code: line(20) }),
  answer: z.object({ id, until: instant }),
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '给一个查看码：看谁查过我的资料', en: 'Give a code to see who looked at one’s file' },
});

const rating = z.object({
  id,
  case: id,
  caseCode: z.string(),
  item: z.object({ code: z.string(), name: z.object({ zh: z.string(), en: z.string() }) }),
  area: areaPath,
  areaName: z.string().nullable(),
  grade,
  means: z.enum(MEANS),
  /** null where the person rated by code */
  notedBy: z.string().nullable(),
  notedByRated: z.boolean(),
  state: z.enum(RATING_STATES),
  /** an appeal waits for a decision */
  appealed: z.boolean(),
  contactDue: day.nullable(),
  mendDue: day.nullable(),
  at: instant,
  /** for decisions; 0 for a good rating, on which nothing follows */
  seq: z.number().int(),
});

/** `at id` of the last row, as answered. */
const cursor = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3,6}Z [0-9a-f-]{36}$/, 'cursor');

export const list = read({
  name: 'evaluation.list',
  path: '/ratings',
  query: page.extend({ cursor: cursor.optional(), of: z.enum(['all', 'bad', 'open']).default('all'), under: areaPath.optional() }),
  /** Latest first. */
  answer: z.object({ rows: z.array(rating.extend({ words: z.string().nullable() })), next: z.string().nullable() }),
  allow: { coordinator: 'area' },
  says: { zh: '评价', en: 'Ratings' },
});

const told = z.object({
  rating: rating.extend({ words: z.string().nullable() }),
  entries: z.array(
    z.object({
      id,
      kind: z.enum(ENTRY_KINDS),
      reached: z.boolean().nullable(),
      mended: z.boolean().nullable(),
      satisfied: z.enum(['yes', 'no', 'not_said']).nullable(),
      ground: z.enum(['malicious', 'mistaken']).nullable(),
      words: z.string().nullable(),
      by: z.string(),
      at: instant,
    }),
  ),
});
const readers = { clerk: 'area', helper: 'area', coordinator: 'area' } as const;

export const one = read({
  name: 'evaluation.one',
  path: '/ratings/:id',
  query: z.object({ id }),
  answer: told,
  allow: readers,
  says: { zh: '一条评价和它的处理', en: 'A rating and what followed' },
});

/** Words are for coordinators: whoever was rated learns the grade and what follows, not what else was said (评价人信息不得泄露). */
export const ofCase = read({
  name: 'evaluation.of_case',
  path: '/cases/:case/rating',
  query: z.object({ case: id }),
  answer: told.extend({ rating: told.shape.rating.nullable() }),
  allow: { ...readers, approver: 'department' },
  says: { zh: '一件事的评价', en: 'The rating of a case' },
});
