import { z } from 'zod';
import { command, day, id, line, prose } from '../../kernel/contract.ts';
import { isDay } from '../../kernel/time.ts';
import { key, STAGES } from '../catalogue/contract.ts';
import { consentScope } from '../materials/contract.ts';
import { answers, CHANNELS, STATES, TRIP_PLACES } from './contract/values.ts';

/** Commands of cases. What they answer and what is read stands in `contract/`. */
export * from './contract/erase.ts';
export * from './contract/reads.ts';
export * from './contract/values.ts';

const staff = { clerk: 'area', helper: 'area', coordinator: 'area' } as const;
const window = { clerk: 'area', coordinator: 'area' } as const;
const theCase = { case: id };

const moved = z.object({ case: id, state: z.enum(STATES), stage: z.enum(STAGES) });

export const open = command({
  name: 'cases.open',
  kind: 'report',
  payload: z.strictObject({
    id,
    /** code of the item; the version in force today is kept for ever */
    item: line(40),
    resident: id,
    ask: id.nullable().default(null),
    /** the lead (discovery) that it comes from: it is then applied for, in the same step */
    lead: id.nullable().default(null),
    channel: z.enum(CHANNELS),
    /** where it was received; the acting post's site if absent */
    site: id.nullable().default(null),
    answers: answers.default({}),
    /** the resident came in person, to this place */
    came: z.enum(TRIP_PLACES).nullable().default(null),
  }),
  /** The public code for the receipt is never here (this answer is stored in clear): read it with `cases.receipt`. */
  answer: z.object({ case: id, shortCode: z.string() }),
  allow: staff,
  says: { zh: '开办一件', en: 'Open a case' },
});

export const answer = command({
  name: 'cases.answer',
  kind: 'report',
  payload: z.strictObject({ ...theCase, answers }),
  answer: z.object({ case: id }),
  allow: staff,
  says: { zh: '记下问到的情况', en: 'Record what the person answered' },
});

export const giveNotice = command({
  name: 'cases.give_notice',
  kind: 'decision',
  payload: z.strictObject(theCase),
  answer: z.object({
    case: id,
    n: z.number().int(),
    missing: z.array(
      z.object({ key: z.string(), name: z.object({ zh: z.string(), en: z.string() }), why: z.enum(['not_given', 'unreadable', 'wrong']) }),
    ),
  }),
  allow: staff,
  says: { zh: '一次性告知', en: 'Give the one-time notice' },
});

export const acceptCase = command({
  name: 'cases.accept',
  kind: 'decision',
  payload: z.strictObject({
    ...theCase,
    /** 容缺承诺: who promised in writing that the rest will follow, and the signed promise. Needed when something is missing. */
    promise: z
      .strictObject({ by: line(40), document: id.nullable().default(null) })
      .nullable()
      .default(null),
  }),
  answer: moved.extend({
    promisedDue: day.nullable(),
    legalDue: day.nullable(),
    /** what is still to come, each with its day; null = 未公布 */
    follow: z.array(z.object({ key: z.string(), due: day.nullable() })),
    errands: z.number().int(),
  }),
  allow: window,
  says: { zh: '受理', en: 'Accept' },
});

export const refuseAcceptance = command({
  name: 'cases.refuse_acceptance',
  kind: 'decision',
  payload: z.strictObject({ ...theCase, reason: prose(500), remedy: prose(500) }),
  answer: moved,
  allow: window,
  says: { zh: '不予受理', en: 'Refuse to accept' },
});

export const revokeAcceptance = command({
  name: 'cases.revoke_acceptance',
  kind: 'decision',
  payload: z.strictObject({ ...theCase, reason: prose(500) }),
  answer: moved,
  allow: window,
  says: { zh: '撤销受理（承诺的材料逾期未补）', en: 'Revoke acceptance: what was promised did not come' },
});

export const withdraw = command({
  name: 'cases.withdraw',
  kind: 'decision',
  payload: z.strictObject({ ...theCase, words: prose(500) }),
  answer: moved,
  allow: staff,
  says: { zh: '本人撤回', en: 'Withdrawn by the person' },
});

export const sendToDepartment = command({
  name: 'cases.send_to_department',
  kind: 'decision',
  payload: z.strictObject({ ...theCase, department: key.nullable().default(null) }),
  answer: moved,
  allow: staff,
  says: { zh: '转部门办理', en: 'Send to the department' },
});

export const requestCorrection = command({
  name: 'cases.request_correction',
  kind: 'decision',
  payload: z.strictObject({ ...theCase, what: prose(500) }),
  answer: moved,
  allow: { ...window, approver: 'department' },
  says: { zh: '要求补正（停表）', en: 'Ask for a correction; the clock stops' },
});

export const correctionReceived = command({
  name: 'cases.correction_received',
  kind: 'report',
  payload: z.strictObject({ ...theCase, note: prose(300).nullable().default(null) }),
  answer: moved,
  allow: { ...staff, approver: 'department' },
  says: { zh: '补正收到（续表）', en: 'The correction came; the clock goes on' },
});

export const supplementReceived = command({
  name: 'cases.supplement_received',
  kind: 'report',
  payload: z.strictObject({ ...theCase, key }),
  answer: z.object({ case: id, left: z.number().int() }),
  allow: staff,
  says: { zh: '容缺材料补齐', en: 'What was promised has come' },
});

export const extend = command({
  name: 'cases.extend',
  kind: 'decision',
  /** `by`: days in the unit of the limit */
  payload: z.strictObject({ ...theCase, clock: z.enum(['legal', 'promised']), by: z.number().int().min(1).max(60), reason: prose(300) }),
  answer: z.object({ case: id, due: day.nullable() }),
  allow: { coordinator: 'area', approver: 'department' },
  says: { zh: '批准延期', en: 'Extend the limit' },
});

export const decide = command({
  name: 'cases.decide',
  kind: 'decision',
  payload: z.strictObject({
    ...theCase,
    id,
    outcome: z.enum(['approved', 'refused']),
    /** In writing; needed for a refusal. */
    reason: prose(1000).nullable().default(null),
    /** Where and until when the person may object; needed for a refusal. */
    remedies: prose(500).nullable().default(null),
  }),
  answer: moved.extend({ decision: id }),
  allow: { approver: 'department' },
  says: { zh: '审批决定', en: 'Decide' },
});

export const revokeDecision = command({
  name: 'cases.revoke_decision',
  kind: 'decision',
  payload: z.strictObject({ ...theCase, reason: prose(1000) }),
  answer: moved,
  allow: { approver: 'department' },
  says: { zh: '撤销决定', en: 'Revoke the decision' },
});

export const resultMade = command({
  name: 'cases.result_made',
  kind: 'report',
  payload: z.strictObject({ ...theCase, parcel: id.nullable().default(null), document: id.nullable().default(null) }),
  answer: moved,
  allow: { ...staff, approver: 'department' },
  says: { zh: '结果办出', en: 'The result is made' },
});

export const delivered = command({
  name: 'cases.delivered',
  kind: 'report',
  payload: z.strictObject({
    ...theCase,
    how: z.enum(['home', 'window', 'site', 'post', 'bank', 'online']),
    to: z.enum(['self', 'household', 'proxy']),
    /** who took it, and where */
    toName: line(40),
    place: line(80),
    /** photo of the signed receipt */
    receipt: id.nullable().default(null),
    came: z.enum(TRIP_PLACES).nullable().default(null),
  }),
  answer: moved,
  allow: { ...staff, partner: 'area' },
  says: { zh: '送达', en: 'Delivered' },
});

export const waitFor = command({
  name: 'cases.wait_for',
  kind: 'report',
  /** `key`: one of the item's waits */
  payload: z.strictObject({ ...theCase, id, key }),
  answer: z.object({ case: id, wait: id, due: day.nullable() }),
  allow: { ...staff, approver: 'department' },
  says: { zh: '等外部办理', en: 'Wait for something outside' },
});

export const waitOver = command({
  name: 'cases.wait_over',
  kind: 'report',
  payload: z.strictObject({ ...theCase, wait: id, outcome: z.enum(['came', 'not_coming']), note: prose(300).nullable().default(null) }),
  answer: z.object({ case: id, wait: id }),
  allow: { ...staff, approver: 'department', partner: 'area' },
  says: { zh: '等到了', en: 'What we waited for came' },
});

export const trip = command({
  name: 'cases.trip',
  kind: 'report',
  payload: z.strictObject({ ...theCase, place: z.enum(TRIP_PLACES) }),
  answer: z.object({ case: id }),
  allow: staff,
  says: { zh: '本人跑了一趟', en: 'The person came in person' },
});

/** A paper that an errand brought. */
const brought = z.strictObject({
  id,
  key,
  how: z.enum(['original', 'copy', 'photo', 'by_office']),
  document: id.nullable().default(null),
  parcel: id.nullable().default(null),
});

export const doErrand = command({
  name: 'cases.do_errand',
  kind: 'report',
  payload: z.strictObject({
    ...theCase,
    task: id,
    note: prose(500).nullable().default(null),
    brought: z.array(brought).max(10).default([]),
    /** 代签: needed when the step is a signature by proxy */
    signature: z
      .strictObject({ id, signer: line(40), relation: line(40), place: line(80), witness: line(40), document: id })
      .nullable()
      .default(null),
  }),
  answer: z.object({ case: id, task: id, acted: id.nullable(), scope: consentScope.nullable() }),
  allow: { ...staff, partner: 'area', referrer: 'area' },
  says: { zh: '跑腿办完一步', en: 'An errand is done' },
});

export const correct = command({
  name: 'cases.correct',
  kind: 'decision',
  payload: z.strictObject({
    ...theCase,
    /** the ledger entry that is wrong */
    entry: id,
    reason: line(300),
    /** the day on which it really happened; absent: it did not happen and is taken back */
    day: day.refine(isDay, 'day').nullable().default(null),
  }),
  answer: z.object({ case: id, struck: z.array(id) }),
  allow: { ...staff, approver: 'department' },
  says: { zh: '更正登记', en: 'Put an entry right' },
});
