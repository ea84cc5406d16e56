import { z } from 'zod';
import { areaPath, command, day, fen, id, line, page, prose, read } from '../../kernel/contract.ts';
import { isDay } from '../../kernel/time.ts';
import { SITE_KINDS } from '../network/contract.ts';

/**
 * A service item (事项) as data: everything that offices must publish about it, and everything that the product needs to carry it out.
 * Nothing in code knows an item; a case keeps the version that it began under (C1). Elements follow 令716 Arts 6–12 and the deployed 实施清单.
 */

/** A day that the calendar and the database know: from the year 1000 on. */
const realDay = day.refine(isDay, 'day');
/** Local name of a part of an item: `id_card`, `village_stamp`. Unique within its list. */
export const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'key');
/** Our own short code (`MZ-001`) or the official 31-character 实施编码. */
export const itemCode = z.string().regex(/^[0-9A-Z][0-9A-Z-]{2,32}$/, 'item code');
/** Chinese first, English second. */
export const text = z.strictObject({ zh: prose(600), en: prose(1200) });
const name = z.strictObject({ zh: line(80), en: line(200) });

/** A span of time. `0 working_day` = while you wait (即办). None is longer than two years: no law gives more, and clocks count each day. */
export const limit = z
  .strictObject({ n: z.number().int().min(0).max(400), unit: z.enum(['working_day', 'day', 'month']) })
  .refine(({ n, unit }) => unit !== 'month' || n <= 24, 'at most 24 months');
export type Limit = z.infer<typeof limit>;

/** The seven stages 告知 → 受理 → 承办 → 批准 → 办结 → 送达 → 评价 (K1). An item may leave some out, never change their order. */
export const STAGES = ['inform', 'accept', 'handle', 'approve', 'conclude', 'deliver', 'rate'] as const;
export type Stage = (typeof STAGES)[number];
export const STAGE_NAMES: Readonly<Record<Stage, { readonly zh: string; readonly en: string }>> = {
  inform: { zh: '告知', en: 'Inform' },
  accept: { zh: '受理', en: 'Accept' },
  handle: { zh: '承办', en: 'Handle' },
  approve: { zh: '批准', en: 'Approve' },
  conclude: { zh: '办结', en: 'Conclude' },
  deliver: { zh: '送达', en: 'Deliver' },
  rate: { zh: '评价', en: 'Rate' },
};

/** Labels of C6, as printed on guides. */
export const LABELS = ['at_once', 'nearby', 'for_you', 'one_visit', 'no_meeting', 'one_net'] as const;
export type Label = (typeof LABELS)[number];
export const LABEL_NAMES: Readonly<Record<Label, { readonly zh: string; readonly en: string }>> = {
  at_once: { zh: '马上办', en: 'While you wait' },
  nearby: { zh: '就近办', en: 'Near home' },
  for_you: { zh: '帮您办', en: 'Done for you' },
  one_visit: { zh: '一次办', en: 'One visit at most' },
  no_meeting: { zh: '不见面办', en: 'No meeting needed' },
  one_net: { zh: '一网通办', en: 'Online' },
};

/** How a consent (授权) may be given (M3). */
export const CONSENT_KINDS = ['signature', 'voice', 'video', 'witness', 'remote_message'] as const;
export const consentKind = z.enum(CONSENT_KINDS);
export type ConsentKind = z.infer<typeof consentKind>;

/** What a person answered. A question without an entry is unknown, and unknown is not no. */
export type Answers = Readonly<Record<string, string | number | boolean>>;

/** A condition over answers, judged in three values (yes, no, unknown) by `domain.ts`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly answer: string; readonly in: readonly (string | boolean)[] }
  /** Numbers: `atLeast` is inclusive, `below` exclusive. */
  | { readonly answer: string; readonly atLeast?: number; readonly below?: number };

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1).max(20) }),
    z.strictObject({ any: z.array(condition).min(1).max(20) }),
    z.strictObject({ not: condition }),
    z.strictObject({
      answer: key,
      in: z
        .array(z.union([line(80), z.boolean()]))
        .min(1)
        .max(20),
    }),
    z.strictObject({ answer: key, atLeast: z.number().optional(), below: z.number().optional() }),
  ]),
);

const option = z.strictObject({ value: line(80), name });

/** What is asked so that only what is needed is demanded: 您是自己来办，还是托人办？ */
export const question = z.strictObject({
  key,
  ask: text,
  kind: z.enum(['yes_no', 'choice', 'number']),
  /** Only for `choice`. */
  options: z.array(option).max(20),
});
export type Question = z.infer<typeof question>;

const FORMS = ['original', 'copy', 'original_and_copy', 'original_or_copy', 'photo', 'electronic'] as const;
export const MATERIAL_FORM_NAMES: Readonly<Record<(typeof FORMS)[number], { readonly zh: string; readonly en: string }>> = {
  original: { zh: '原件', en: 'original' },
  copy: { zh: '复印件', en: 'copy' },
  original_and_copy: { zh: '原件和复印件', en: 'original and copy' },
  original_or_copy: { zh: '原件或复印件', en: 'original or copy' },
  photo: { zh: '照片', en: 'photo' },
  electronic: { zh: '电子件', en: 'electronic file' },
};
const form = z.enum(FORMS);

/** One of these does as well as the material itself: 执照遗失可携带身份证. */
export const alternative = z.strictObject({ key, name, form, note: text.nullable() });

/** A paper that an item needs (C2). The same paper has the same key in every item, so that what was given before can be used again (M5). */
export const material = z.strictObject({
  key,
  name,
  form,
  copies: z.number().int().min(1).max(10),
  necessity: z.enum(['required', 'optional']),
  /** `office`: the office looks it up itself and never asks the resident for it; `errand`: a step of the route yields it (the village's stamp). */
  source: z.enum(['applicant', 'office', 'errand']),
  alternatives: z.array(alternative).max(10),
  /** null = always. */
  neededIf: condition.nullable(),
  /** 容缺: may follow within this time against a written promise. null = not. */
  mayFollow: limit.nullable(),
  /** What makes it good: “医保专用章清晰，日期在本年内”. */
  standard: text.nullable(),
});
export type Material = z.infer<typeof material>;

/** A field that the office fills in for the person; `from` says where it is taken from before anybody is asked. */
const formField = z.strictObject({
  key,
  name,
  kind: z.enum(['line', 'prose', 'number', 'money', 'day', 'choice', 'yes_no', 'id_number', 'phone', 'bank_card', 'address']),
  options: z.array(option).max(40),
  required: z.boolean(),
  from: z.enum(['resident', 'household', 'material', 'answer', 'asked']),
});

/** A stage that applies to this item, and who answers for it. */
const itemStage = z.strictObject({
  stage: z.enum(STAGES),
  by: z.enum(['window', 'helper', 'department', 'resident']),
  /** Department code that decides or works on it; required where `by` is `department`. */
  department: key.nullable(),
  says: text,
});

export const STEP_KINDS = [
  'fill_form',
  'photo',
  'stamp',
  'proxy_signature',
  'online_step',
  'submit',
  'assess',
  'pay_at_bank',
  'collect',
  'carry',
  'deliver',
  'call',
] as const;
export const STEP_PLACES = ['home', 'village', 'site', 'centre', 'department', 'bank', 'hospital', 'boat', 'online'] as const;
/** Staff who may do a step. */
export const STEP_ROLES = ['clerk', 'helper', 'approver', 'coordinator', 'referrer', 'partner'] as const;

/** A step of the route (C7): an errand when it is planned for a case (K5). */
const routeStep = z.strictObject({
  key,
  kind: z.enum(STEP_KINDS),
  name,
  roles: z.array(z.enum(STEP_ROLES)).min(1).max(6),
  place: z.enum(STEP_PLACES),
  /** Keys of the steps that must be done before. */
  after: z.array(key).max(10),
  onlyIf: condition.nullable(),
  /** Kinds of consent of which one must be in force; null = nothing is done in the person's name. */
  consent: z.array(consentKind).min(1).max(5).nullable(),
  /** Keys of the materials that this step brings. */
  yields: z.array(key).max(10),
});
export type RouteStep = z.infer<typeof routeStep>;

/** Something outside that we wait for, remind of and follow to the end (K7). */
const externalWait = z.strictObject({
  key,
  name,
  whose: z.enum(['resident', 'helper', 'department', 'bank']),
  /** It starts when this stage is done. */
  after: z.enum(STAGES),
  within: limit,
  /** What to do when it did not come. */
  otherwise: text,
});

/** How far a kind of site may go with the item (C3): 全程办理, 委托受理, 代收件, 帮办. */
const handlingLevel = z.strictObject({
  site: z.enum(SITE_KINDS),
  level: z.enum(['full', 'delegated', 'collect_only', 'assist']),
});

export const itemVersion = z.strictObject({
  code: itemCode,
  version: z.number().int().min(1).max(9999),
  /** First day, and last day (inclusive) or null while it has no end. */
  validFrom: realDay,
  validTo: realDay.nullable(),
  /** 示例: an example whose figures no office has published. Shown as such wherever it appears. */
  example: z.boolean(),
  /** Where it is offered: paths of areas; whatever lies below is included. */
  areas: z.array(areaPath).min(1).max(50),
  name,
  /** Words that people use for it at the counter. */
  aliases: z.array(line(40)).max(30),
  summary: text,
  level: z.enum(['national', 'province', 'city', 'district', 'town', 'village']),
  department: z.strictObject({ code: key, name }),
  legalBasis: z.array(line(200)).min(1).max(20),
  /** 服务对象. */
  subjects: z
    .array(z.enum(['person', 'household', 'sole_trader', 'company', 'organisation']))
    .min(1)
    .max(5),
  whoMayApply: text,
  /** May somebody else apply in the person's name, and on which consent. */
  byProxy: z.array(consentKind).max(5),
  conditions: z.array(text).max(20),
  questions: z.array(question).max(30),
  materials: z.array(material).max(40),
  fields: z.array(formField).max(80),
  stages: z.array(itemStage).min(2).max(7),
  /** 即办件 / 承诺件. */
  handling: z.enum(['on_the_spot', 'promised']),
  limits: z.strictObject({
    /** null = the law sets none. */
    legal: limit.nullable(),
    promised: limit,
    /** 特别程序: spans that the limits don't count (公示, 鉴定, 入户评估). */
    notCounted: z.array(z.strictObject({ key, name, limit, basis: line(200) })).max(10),
  }),
  fee: z.strictObject({ fen, basis: text.nullable() }),
  visit: z.strictObject({
    /** 到办事现场次数 that the item demands of the person. */
    times: z.number().int().min(0).max(10),
    /** Why; needed when times > 0. */
    reason: text.nullable(),
    /** What it would take without Daiban: trips, hours and fare of each (there and back). The ground for "trips spared" (T5). */
    alone: z.strictObject({ trips: z.number().int().min(0).max(20), hoursEach: z.number().min(0).max(72), fareEach: fen }),
  }),
  channels: z
    .array(z.enum(['window', 'online', 'app', 'terminal', 'phone', 'home', 'post']))
    .min(1)
    .max(7),
  contacts: z.array(z.strictObject({ name, phone: z.string().regex(/^\+?[0-9][0-9 -]{2,19}$/, 'phone') })).max(10),
  places: z.array(z.strictObject({ where: text, hours: text })).max(20),
  route: z.array(routeStep).min(1).max(30),
  waits: z.array(externalWait).max(10),
  handlingAt: z.array(handlingLevel).max(20),
  result: z.strictObject({
    kind: z.enum(['card', 'certificate', 'money', 'decision', 'record', 'service']),
    name,
    delivery: z
      .array(z.enum(['home', 'window', 'site', 'post', 'bank', 'online']))
      .min(1)
      .max(6),
  }),
  labels: z.array(z.enum(LABELS)).max(6),
});
export type ItemVersion = z.infer<typeof itemVersion>;

/** Publishes a version; the one before ends the day before it begins. A published version never changes. */
export const publish = command({
  name: 'catalogue.publish',
  kind: 'report',
  /** `item`: the item's id, the same for all its versions */
  payload: z.strictObject({ item: id, version: itemVersion }),
  answer: z.object({ item: id, code: itemCode, version: z.number().int() }),
  allow: { coordinator: 'district', administrator: 'district' },
  says: { zh: '发布事项', en: 'Publish a service item' },
});

const everyone = {
  clerk: 'district',
  helper: 'district',
  approver: 'district',
  coordinator: 'district',
  referrer: 'district',
  partner: 'district',
  auditor: 'district',
  administrator: 'district',
  policy_author: 'district',
  policy_publisher: 'district',
  system: 'district',
} as const;

export const itemRow = z.object({
  item: id,
  code: itemCode,
  version: z.number().int(),
  name,
  summary: text,
  department: z.strictObject({ code: key, name }),
  labels: z.array(z.enum(LABELS)),
  promised: limit,
  example: z.boolean(),
});
export const items = read({
  name: 'catalogue.items',
  path: '/items',
  /** `q`: words as people say them; `area`: offered there; `on`: in force on that day (today). */
  query: page.extend({
    cursor: itemCode.optional(),
    q: z.string().trim().max(60).optional(),
    department: key.optional(),
    label: z.enum(LABELS).optional(),
    area: areaPath.optional(),
    on: realDay.optional(),
  }),
  answer: z.object({ rows: z.array(itemRow), next: z.string().nullable() }),
  allow: everyone,
  says: { zh: '事项清单', en: 'Service items' },
});

export const item = read({
  name: 'catalogue.item',
  path: '/items/:code',
  /** The version named, else the one in force on the day (today). */
  query: z.object({ code: itemCode, version: z.coerce.number().int().min(1).max(9999).optional(), on: realDay.optional() }),
  answer: z.object({ item: id, until: day.nullable(), version: itemVersion }),
  allow: everyone,
  says: { zh: '一个事项', en: 'A service item' },
});
