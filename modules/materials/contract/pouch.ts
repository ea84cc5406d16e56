import { z } from 'zod';
import { command, day, fen, id, instant, line, read } from '../../../kernel/contract.ts';
import type { Text } from '../../../kernel/result.ts';
import { key } from '../../catalogue/contract.ts';
import { LOOK_REASONS } from '../../residents/contract.ts';

/** 票据袋 (M6): a person's medical bills, kept as they come, so that at the end of the year nobody has to look for them. */

export const BILL_KINDS = ['outpatient', 'inpatient', 'pharmacy', 'other'] as const;
export type BillKind = (typeof BILL_KINDS)[number];
export const BILL_KIND_NAMES: Readonly<Record<BillKind, Text>> = {
  outpatient: { zh: '门诊', en: 'out-patient' },
  inpatient: { zh: '住院', en: 'in hospital' },
  pharmacy: { zh: '药店', en: 'pharmacy' },
  other: { zh: '其他', en: 'other' },
};

/** What the catalogue calls medical bills among the materials of an item: there the pouch is offered. */
export const BILLS_MATERIAL = 'medical_bills';

/** Who handed it over for the person. */
export const HANDED_BY = ['self', 'relative', 'neighbour', 'staff'] as const;
export const HANDED_BY_NAMES: Readonly<Record<(typeof HANDED_BY)[number], Text>> = {
  self: { zh: '本人交来', en: 'from the person' },
  relative: { zh: '家里人交来', en: 'from a relative' },
  neighbour: { zh: '邻居带来', en: 'from a neighbour' },
  staff: { zh: '代办员上门拿的', en: 'fetched by the helper' },
};

/** Why a bill does not count in a claim. */
export const BILL_TROUBLES = ['used', 'outside_span', 'unreadable', 'picture_gone', 'self_paid_unknown'] as const;
export type BillTrouble = (typeof BILL_TROUBLES)[number];
export const BILL_TROUBLE_NAMES: Readonly<Record<BillTrouble, Text>> = {
  used: { zh: '已经用在一个办件里，不能再报一次', en: 'used in a case already; it can’t be claimed twice' },
  outside_span: { zh: '不是这段时间的票', en: 'not of this span' },
  unreadable: { zh: '照片看不清，请重新拍一张', en: 'can’t be read; photograph it again' },
  picture_gone: { zh: '照片撤下了，请重新拍一张', en: 'its picture was withdrawn; photograph it again' },
  self_paid_unknown: { zh: '自付多少还没填，请照票填上', en: 'the person’s own part is not written down yet' },
};

const staff = { clerk: 'area', helper: 'area', coordinator: 'area' } as const;
const made = z.object({ id });
/** Zero or more fen, up to ten million yuan. */
const amount = fen.regex(/^\d{1,10}$/, 'fen');
const reason = line(200);

/** What stands on the paper. */
const written = {
  /** The picture, kept with the person. */
  document: id,
  /** Day of the bill. */
  day,
  kind: z.enum(BILL_KINDS),
  /** Hospital, clinic or pharmacy. */
  place: line(60),
  /** 票据号码, with its 票据代码 in front where it has one. The same number stands in the pouches of a district once. */
  number: line(40),
  total: amount,
  /** 个人自付 + 个人自费; null: the paper does not say, or nobody has looked yet. */
  selfPaid: amount.nullable().default(null),
  /** Whoever put it in could read the picture. */
  readable: z.boolean().default(true),
};

export const putBill = command({
  name: 'materials.put_bill',
  kind: 'report',
  payload: z.strictObject({ id, resident: id, ...written, handedBy: z.enum(HANDED_BY).default('self') }),
  answer: made,
  allow: staff,
  says: { zh: '把一张医疗费票据放进票据袋', en: 'Put a medical bill into a person’s pouch' },
});

export const correctBill = command({
  name: 'materials.correct_bill',
  kind: 'report',
  payload: z.strictObject({ id, resident: id, ...written, reason }),
  answer: made,
  allow: staff,
  says: { zh: '更正票据袋里抄错的一张', en: 'Correct a bill that was copied wrongly' },
});

export const withdrawBill = command({
  name: 'materials.withdraw_bill',
  kind: 'report',
  payload: z.strictObject({ id, resident: id, reason }),
  answer: made,
  allow: staff,
  says: { zh: '从票据袋里取出一张', en: 'Take a bill out of the pouch' },
});

export const useBills = command({
  name: 'materials.use_bills',
  kind: 'report',
  payload: z.strictObject({
    caseId: id,
    resident: id,
    /** Key of a material of the case's item, or of one of its alternatives. */
    materialKey: key,
    /** `given`: id of the paper it becomes in the case. */
    bills: z
      .array(z.strictObject({ bill: id, given: id }))
      .min(1)
      .max(100),
    /** `original`: the papers themselves go with the case; `photo`: their pictures do. */
    how: z.enum(['original', 'photo']),
  }),
  answer: z.object({ given: z.array(id) }),
  allow: staff,
  says: { zh: '把票据袋里的票据用到办件里', en: 'Use bills of the pouch in a case' },
});

export const countPouch = command({
  name: 'materials.count_pouch',
  kind: 'report',
  payload: z.strictObject({
    resident: id,
    /** The person says that these are all: then the sum counts even where they said more before. */
    all: z.boolean(),
  }),
  answer: z.object({ resident: id }),
  allow: { ...staff, system: 'district' },
  says: { zh: '按票据袋重新算自付', en: 'Count the pouch anew' },
});

/** Name of the nightly job: whose bills of a year ago are no longer of the last twelve months. */
export const COUNT_POUCHES = 'count_pouches';

const writtenRow = z.object({
  document: id,
  day,
  kind: z.enum(BILL_KINDS),
  place: z.string(),
  number: z.string(),
  total: fen,
  selfPaid: fen.nullable(),
  readable: z.boolean(),
});
/** What stood there before a correction: shown struck through. */
export const writtenBefore = writtenRow;
export type WrittenBill = z.output<typeof writtenRow>;

const billRow = writtenRow.extend({
  id,
  resident: id,
  handedBy: z.enum(HANDED_BY),
  putAt: instant,
  putBy: z.string().nullable(),
  state: z.enum(['kept', 'withdrawn']),
  withdrawnReason: z.string().nullable(),
  /** False once its picture was withdrawn or destroyed. */
  pictureKept: z.boolean(),
  used: z.object({ caseId: id, given: id }).nullable(),
  former: z.array(z.object({ was: writtenRow, reason: z.string(), by: z.string().nullable(), at: instant })),
});
export type BillRow = z.output<typeof billRow>;

const sums = z.object({ bills: z.number().int(), total: fen, selfPaid: fen });
const spanRow = z.object({
  span: z.enum(['year', 'months12']),
  from: day,
  to: day,
  /** Bills that are in the pouch, used ones too: what was spent. */
  spent: sums,
  byKind: z.array(sums.extend({ kind: z.enum(BILL_KINDS) })),
  /** Bills that may be claimed now. */
  claim: sums.extend({ ids: z.array(id) }),
  /** Those that may not, and why. */
  not: z.array(z.object({ bill: id, why: z.enum(BILL_TROUBLES) })),
});

export const pouch = read({
  name: 'materials.pouch',
  path: '/residents/:resident/pouch',
  query: z.object({
    resident: id,
    /** Calendar year; this one if absent. */
    year: z.coerce.number().int().min(2000).max(2999).optional(),
    reason: z.enum(LOOK_REASONS).optional(),
    words: line(180).optional(),
  }),
  answer: z.object({
    person: z.object({ id, name: z.string() }),
    /** Newest first, the newest 500, those taken out included. */
    bills: z.array(billRow),
    spans: z.array(spanRow),
    /**
     * How each sum of the pouch stands among what is known of the person: `recorded` it is what counts; `below` somebody said more
     * (`told`), and the papers do not reach it yet; `none` there is nothing to count.
     */
    facts: z.array(
      z.object({ name: z.string(), stands: z.enum(['recorded', 'below', 'none']), sum: fen.nullable(), told: fen.nullable() }),
    ),
  }),
  allow: { ...staff, system: 'district' },
  says: { zh: '一个人的票据袋', en: 'A person’s pouch of medical bills' },
  records: true,
  personal: true,
});
