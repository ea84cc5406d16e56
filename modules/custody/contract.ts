import { z } from 'zod';
import { areaPath, command, day, fen, id, instant, line, page, read } from '../../kernel/contract.ts';
import { ID } from '../../kernel/id.ts';
import { key } from '../catalogue/contract.ts';

/** Things that change hands (交接) and the box on the ferry (漂流箱): B1–B6. */

export const PARCEL_KINDS = ['envelope', 'card', 'paper', 'stamp_sheet', 'cash', 'licence'] as const;
export const PARCEL_KIND_NAMES: Readonly<Record<(typeof PARCEL_KINDS)[number], { readonly zh: string; readonly en: string }>> = {
  envelope: { zh: '信封', en: 'envelope' },
  card: { zh: '卡', en: 'card' },
  paper: { zh: '纸质材料', en: 'papers' },
  stamp_sheet: { zh: '盖章件', en: 'sheet for a stamp' },
  cash: { zh: '现金', en: 'cash' },
  licence: { zh: '证照', en: 'licence' },
};
/** `relative` is a relative of the resident named; `carrier` a line's crew on one sailing. */
export const HOLDER_KINDS = ['post', 'resident', 'relative', 'site', 'box', 'department', 'carrier'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];
export const PARCEL_STATES = ['held', 'missing', 'lost', 'delivered'] as const;
export type ParcelState = (typeof PARCEL_STATES)[number];

/** Id of a post, site, box, resident (also for `relative`) or line (for `carrier`); a department's code. */
export const holder = z
  .strictObject({ kind: z.enum(HOLDER_KINDS), id: z.string().regex(/^[0-9a-z][0-9a-z_-]{1,59}$/, 'holder') })
  .refine((h) => h.kind === 'department' || ID.test(h.id), 'holder');
export type Holder = z.infer<typeof holder>;

/** As printed or typed, `K7P-3X9-QA2`; spaces, dashes and small letters are put right. */
const code = line(24);
const staff = { clerk: 'area', helper: 'area', coordinator: 'area' } as const;
const hands = { ...staff, approver: 'department', partner: 'area', referrer: 'area', system: 'district' } as const;
const made = z.object({ id });
const each = z.object({ parcels: z.array(z.object({ id, code: z.string(), state: z.enum(['handed_over', 'offered']) })) });
/** Cash counted by the one who acts and by a second person, named. */
const count = z.strictObject({ fen, second: line(40) });

export const addBox = command({
  name: 'custody.add_box',
  kind: 'report',
  payload: z.strictObject({ id, site: id, name: line(60), line: id.nullable().default(null) }),
  answer: made,
  allow: { coordinator: 'area' },
  says: { zh: '新增漂流箱', en: 'Add a box' },
});

export const register = command({
  name: 'custody.register',
  kind: 'report',
  payload: z.strictObject({
    id,
    /** Of a printed label; null = one is made. */
    code: code.nullable().default(null),
    kind: z.enum(PARCEL_KINDS),
    caseId: id.nullable().default(null),
    resident: id.nullable().default(null),
    /** Keys of the materials in it. */
    contents: z.array(key).max(40).default([]),
    /** Only cash, and then needed. */
    count: count.nullable().default(null),
    /** The paper this answers: the card made for the form that went out. */
    inReturnFor: id.nullable().default(null),
    from: z.strictObject({
      kind: z.enum(['resident', 'relative', 'department', 'bank', 'office', 'other']),
      name: line(40).nullable().default(null),
    }),
    /** Who has it now; null = the acting post. A label made for an envelope that a relative will bring names them. */
    holder: holder.nullable().default(null),
    place: line(80),
    expectedBy: instant.nullable().default(null),
  }),
  answer: made.extend({ code: z.string() }),
  allow: hands,
  says: { zh: '登记一件东西', en: 'Register a thing that will change hands' },
});

export const handOver = command({
  name: 'custody.hand_over',
  kind: 'report',
  payload: z.strictObject({
    codes: z.array(code).min(1).max(50),
    /** Whom it comes from; null = whoever holds it. */
    giver: holder.nullable().default(null),
    taker: holder,
    place: line(80),
    /** Picture of the taker's signature. Without it, giving to a colleague is an offer until they take it. */
    signature: id.nullable().default(null),
    sailing: id.nullable().default(null),
    /** By when it should be at its next stop. */
    expectedBy: instant.nullable().default(null),
    count: count.nullable().default(null),
  }),
  answer: each,
  allow: hands,
  says: { zh: '交接', en: 'Hand over' },
});

export const notArrived = command({
  name: 'custody.not_arrived',
  kind: 'report',
  payload: z.strictObject({ code, says: line(300) }),
  answer: made,
  allow: hands,
  says: { zh: '报告没有收到', en: 'Say that it did not arrive' },
});

export const found = command({
  name: 'custody.found',
  kind: 'report',
  payload: z.strictObject({ code, says: line(300) }),
  answer: made,
  allow: hands,
  says: { zh: '找到了', en: 'Say that it was found' },
});

export const lose = command({
  name: 'custody.lose',
  kind: 'decision',
  payload: z.strictObject({ id, says: line(300) }),
  answer: made,
  allow: { coordinator: 'area' },
  says: { zh: '认定丢失', en: 'Record a loss' },
});

export const correct = command({
  name: 'custody.correct',
  kind: 'report',
  payload: z.strictObject({
    code,
    /** Which hand-over, 0 = the registration. */
    n: z.number().int().min(0).max(10_000),
    reason: line(300),
    /** Only for the last one: who really has it. Null = the words put right place or time. */
    really: holder.nullable().default(null),
  }),
  answer: made,
  allow: staff,
  says: { zh: '更正交接记录', en: 'Put a hand-over right' },
});

export const countCash = command({
  name: 'custody.count_cash',
  kind: 'report',
  payload: z.strictObject({ id, code, count }),
  answer: made.extend({ differs: z.boolean() }),
  allow: hands,
  says: { zh: '清点现金', en: 'Count cash' },
});

export const moveBox = command({
  name: 'custody.move_box',
  kind: 'report',
  payload: z.strictObject({ id, box: id, sailing: id, what: z.enum(['on_board', 'arrived']), place: line(80) }),
  answer: made,
  allow: { ...staff, partner: 'area', system: 'district' },
  says: { zh: '漂流箱上船、到岸', en: 'The box goes on board or arrives' },
});

export const planDelivery = command({
  name: 'custody.plan_delivery',
  kind: 'report',
  payload: z.strictObject({ codes: z.array(code).min(1).max(50), by: id, on: day }),
  answer: z.object({ parcels: z.array(id) }),
  allow: staff,
  says: { zh: '安排送上门', en: 'Plan the delivery home' },
});

const shownHolder = z.object({ kind: z.enum(HOLDER_KINDS), id: z.string(), name: z.string().nullable() });
export const parcelRow = z.object({
  id,
  code: z.string(),
  kind: z.enum(PARCEL_KINDS),
  caseId: id.nullable(),
  state: z.enum(PARCEL_STATES),
  holder: shownHolder,
  since: instant,
  expectedBy: instant.nullable(),
  offeredTo: shownHolder.nullable(),
  deliverOn: day.nullable(),
  deliverBy: id.nullable(),
});
export const stop = z.object({
  n: z.number().int(),
  giver: shownHolder.nullable(),
  taker: shownHolder,
  place: z.string(),
  at: instant,
  sailing: id.nullable(),
  agreed: z.enum(['taker_reported', 'taker_signed', 'own_words']),
  signature: id.nullable(),
  /** A later entry says that this one was wrong. */
  struck: z.boolean(),
  corrects: z.number().int().nullable(),
  reason: z.string().nullable(),
});
export const note = z.object({
  n: z.number().int(),
  what: z.enum(['not_arrived', 'lost', 'found', 'put_right']),
  says: z.string(),
  at: instant,
});
export const parcelWithLine = parcelRow.extend({
  resident: id.nullable(),
  contents: z.array(z.string()),
  cashFen: fen.nullable(),
  inReturnFor: id.nullable(),
  fromKind: z.string(),
  fromName: z.string().nullable(),
  seq: z.number().int(),
  line: z.array(stop),
  notes: z.array(note),
  counts: z.array(z.object({ fen, second: z.string(), at: instant })),
  /** Where its box went while it lay in it. */
  boxMoves: z.array(z.object({ what: z.enum(['on_board', 'arrived']), place: z.string(), sailing: id, at: instant })),
});
export type ParcelWithLine = z.infer<typeof parcelWithLine>;

const readers = hands;
const rows = z.object({ rows: z.array(parcelRow), next: z.string().nullable() });

export const parcel = read({
  name: 'custody.parcel',
  path: '/parcels/:code',
  /** A code as printed, or an id. */
  query: z.object({ code: line(40) }),
  answer: parcelWithLine,
  allow: readers,
  says: { zh: '一件东西和它的交接', en: 'A thing and its line of hand-overs' },
});

export const held = read({
  name: 'custody.held',
  path: '/parcels',
  /** `mine`: my post's and my site's · `offered`: waiting for me to take · with `box`: what is in it · with `caseId`: those of a case. */
  query: page.extend({ which: z.enum(['mine', 'offered']).default('mine'), box: id.optional(), caseId: id.optional() }),
  answer: rows,
  allow: readers,
  says: { zh: '谁手上有什么', en: 'Who holds what' },
});

export const late = read({
  name: 'custody.late',
  path: '/parcels/late',
  query: page.extend({ under: areaPath.optional(), standingDays: z.coerce.number().int().min(1).max(60).default(3) }),
  answer: rows,
  allow: readers,
  says: { zh: '没到的、停太久的', en: 'What did not arrive or stands still' },
});

export const box = z.object({
  id,
  name: z.string(),
  /** Its keeper: only they take things out. */
  site: id,
  siteName: z.string(),
  /** The line it travels by, there and back; null = any. */
  line: id.nullable(),
  inside: z.number().int(),
  last: z.object({ what: z.enum(['on_board', 'arrived']), place: z.string(), sailing: id, at: instant }).nullable(),
});
export const boxes = read({
  name: 'custody.boxes',
  path: '/boxes',
  query: page,
  answer: z.object({ rows: z.array(box), next: z.string().nullable() }),
  allow: readers,
  says: { zh: '漂流箱', en: 'Boxes' },
});
