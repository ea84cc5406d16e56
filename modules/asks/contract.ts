import { z } from 'zod';
import { areaPath, command, id, instant, line, page, prose, read } from '../../kernel/contract.ts';

/** The doors by which people ask. All end as one request with its channel kept. */
export const CHANNELS = [
  'phone',
  'walk_in',
  'wechat',
  'wecom',
  'group',
  'referral',
  'ferry_note',
  'home_visit',
  'video',
  'petition_window',
  'hotline_12345',
  'online',
] as const;
export const ASK_STATES = ['open', 'triaged', 'answered', 'joined', 'handed_over'] as const;
export const ASK_KINDS = ['advice', 'case', 'errand', 'petition', 'not_ours'] as const;

const phone = line(30);
const caller = z.strictObject({
  name: line(40).nullable().default(null),
  phone: phone.nullable().default(null),
  relation: line(20).nullable().default(null),
});
const about = z.strictObject({ name: line(40), address: line(200).nullable().default(null) });

const staff = { clerk: 'area', helper: 'area', coordinator: 'area' } as const;
const made = z.object({ id });

export const record = command({
  name: 'asks.record',
  kind: 'report',
  payload: z.strictObject({
    id,
    channel: z.enum(CHANNELS),
    site: id.nullable().default(null),
    /** where the person lives, if known; else the area of the post */
    area: areaPath.nullable().default(null),
    resident: id.nullable().default(null),
    caller: caller.default({ name: null, phone: null, relation: null }),
    /** for whom, when that is not the caller and not yet found in the register */
    about: about.nullable().default(null),
    words: prose(4000),
    /** a cry for help: may turn out to be an application for relief */
    plea: z.boolean().default(false),
    green: z.boolean().default(false),
    /** asked to be visited or served at home: contact is due in 2 working days */
    homeService: z.boolean().default(false),
    /** can't wait in the queue: sent home, visited the same day at this address */
    visitToday: line(200).nullable().default(null),
  }),
  answer: made,
  allow: { ...staff, referrer: 'area', system: 'district' },
  says: { zh: '记下一个诉求', en: 'Record an ask' },
});

export const identify = command({
  name: 'asks.identify',
  kind: 'report',
  payload: z.strictObject({ ask: id, resident: id }),
  answer: made,
  allow: staff,
  says: { zh: '认出是谁', en: 'Say who it is about' },
});

export const contacted = command({
  name: 'asks.contacted',
  kind: 'report',
  payload: z.strictObject({
    ask: id,
    how: z.enum(['phone', 'visit', 'chat', 'relative']),
    reached: z.boolean(),
    said: prose(1000).nullable().default(null),
  }),
  answer: made,
  allow: staff,
  says: { zh: '已联系本人', en: 'Contacted the person' },
});

/** Becoming a case is `cases.open` with the ask named. */
export const triage = command({
  name: 'asks.triage',
  kind: 'decision',
  payload: z.discriminatedUnion('kind', [
    z.strictObject({ ask: id, kind: z.literal('advice'), answer: prose(2000), told: z.enum(['now', 'to_do']).default('now') }),
    z.strictObject({ ask: id, kind: z.literal('errand'), task: id, what: line(60) }),
    z.strictObject({ ask: id, kind: z.literal('petition'), task: id }),
    z.strictObject({ ask: id, kind: z.literal('not_ours'), to: line(100), answer: prose(2000) }),
  ]),
  answer: made,
  allow: staff,
  says: { zh: '分流', en: 'Triage' },
});

export const answerAsk = command({
  name: 'asks.answer',
  kind: 'report',
  payload: z.strictObject({ ask: id, answer: prose(2000), how: z.enum(['phone', 'in_person', 'chat', 'relative', 'post']) }),
  answer: made,
  allow: staff,
  says: { zh: '答复本人', en: 'Answer the person' },
});

export const join = command({
  name: 'asks.join',
  kind: 'decision',
  payload: z.strictObject({ ask: id, into: id }),
  answer: made,
  allow: staff,
  says: { zh: '并入同一个诉求', en: 'Join to the same ask' },
});

export const unjoin = command({
  name: 'asks.unjoin',
  kind: 'decision',
  payload: z.strictObject({ ask: id, reason: line(200) }),
  answer: made,
  allow: staff,
  says: { zh: '撤销合并', en: 'Undo a join' },
});

export const correct = command({
  name: 'asks.correct',
  kind: 'decision',
  payload: z.strictObject({ ask: id, words: prose(4000).optional(), caller: caller.optional(), reason: line(200) }),
  answer: made,
  allow: staff,
  says: { zh: '更正诉求', en: 'Correct an ask' },
});

const row = z.object({
  id,
  area: areaPath,
  areaName: z.string(),
  channel: z.enum(CHANNELS),
  plea: z.boolean(),
  green: z.boolean(),
  resident: id.nullable(),
  name: z.string().nullable(),
  words: z.string(),
  state: z.enum(ASK_STATES),
  kind: z.enum(ASK_KINDS).nullable(),
  receivedAt: instant,
  contactDue: z.string().nullable(),
  contactedAt: instant.nullable(),
  seq: z.number().int(),
});

const readers = { ...staff, referrer: 'own' } as const;

export const list = read({
  name: 'asks.list',
  path: '/asks',
  query: page.extend({ state: z.enum(ASK_STATES).optional(), resident: id.optional(), under: areaPath.optional() }),
  answer: z.object({ rows: z.array(row), next: z.string().nullable() }),
  allow: readers,
  says: { zh: '诉求', en: 'Asks' },
});

export const ask = read({
  name: 'asks.page',
  path: '/asks/:id',
  query: z.object({ id }),
  answer: row.extend({
    site: id.nullable(),
    siteName: z.string().nullable(),
    caller: z.object({ name: z.string().nullable(), phone: z.string().nullable(), relation: z.string().nullable() }),
    about: z.object({ name: z.string(), address: z.string().nullable() }).nullable(),
    visitToday: z.string().nullable(),
    homeService: z.boolean(),
    joinedInto: id.nullable(),
    joined: z.array(z.object({ id, channel: z.enum(CHANNELS), receivedAt: instant })),
    cases: z.array(id),
    entries: z.array(
      z.object({
        seq: z.number().int(),
        event: z.string(),
        by: z.string(),
        at: instant,
        detail: z.record(z.string(), z.unknown()).nullable(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  allow: readers,
  says: { zh: '一个诉求', en: 'An ask' },
});

/** Open asks that may be the same: of the same person, from the same phone, or about somebody of the same name nearby. */
export const duplicates = read({
  name: 'asks.duplicates',
  path: '/asks/:id/duplicates',
  query: z.object({ id }),
  answer: z.object({ rows: z.array(row.extend({ because: z.enum(['person', 'phone', 'name']) })) }),
  allow: staff,
  says: { zh: '可能是同一件事', en: 'Possibly the same ask' },
});
