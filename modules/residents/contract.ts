import { z } from 'zod';
import { areaPath, command, day, id, line, prose } from '../../kernel/contract.ts';
import { CONTACT_KINDS, FACT_PURPOSES, FACT_SOURCES, IMPORT_BATCH, REQUEST_KINDS, SEXES, SURENESS } from './contract/kinds.ts';

export * from './contract/care.ts';
export * from './contract/facts.ts';
export * from './contract/kinds.ts';
export * from './contract/reads.ts';

const sex = z.enum(SEXES);
const reason = line(200);
const typed = line(40);
const made = z.object({ id });
const changed = z.object({ id });

const staff = { clerk: 'area', helper: 'area', coordinator: 'area', referrer: 'area', system: 'district' } as const;
const window = { clerk: 'area', helper: 'area', coordinator: 'area', system: 'district' } as const;
const desk = { clerk: 'area', coordinator: 'area' } as const;

export const contactInput = z.strictObject({
  id,
  kind: z.enum(CONTACT_KINDS),
  name: line(40).nullable().default(null),
  relation: line(20).nullable().default(null),
  phone: typed.nullable().default(null),
  place: line(200).nullable().default(null),
  bestHours: line(100).nullable().default(null),
  /** Whom the person trusts to speak for them. */
  trusted: z.boolean().default(false),
  note: prose(500).nullable().default(null),
});

export const factInput = z.strictObject({
  id,
  name: line(40),
  /** Boolean, or a text: number in digits, day, one of the values. Null: asked, and not known. */
  value: z.union([z.boolean(), line(200)]).nullable(),
  /** The day of which it is true. */
  at: day,
  /** Without it the dictionary's `validDays` count from `at`. */
  validUntil: day.nullable().default(null),
  source: z.enum(FACT_SOURCES),
  sure: z.enum(SURENESS).default('certain'),
  /** What the person was told it is for. */
  purpose: z.enum(FACT_PURPOSES).default('service'),
  note: prose(500).nullable().default(null),
});

const personFields = {
  name: line(40),
  /** As typed; checked here. Sex and birth follow from it where it is known. */
  idNumber: typed.nullable().default(null),
  sex: sex.nullable().default(null),
  birth: day.nullable().default(null),
  relation: line(20).nullable().default(null),
  address: line(200).nullable().default(null),
  livesElsewhere: line(100).nullable().default(null),
  language: line(20).nullable().default(null),
};

export const register = command({
  name: 'residents.register',
  kind: 'report',
  payload: z.strictObject({
    id,
    area: areaPath,
    ...personFields,
    household: id.nullable().default(null),
    registeredArea: areaPath.nullable().default(null),
    homeSince: day.nullable().default(null),
    contacts: z.array(contactInput).max(10).default([]),
    facts: z.array(factInput).max(80).default([]),
  }),
  answer: made,
  allow: window,
  says: { zh: '登记居民', en: 'Register a resident' },
});

export const addHousehold = command({
  name: 'residents.add_household',
  kind: 'report',
  payload: z.strictObject({ id, area: areaPath, number: line(30).nullable().default(null), address: line(200).nullable().default(null) }),
  answer: made,
  allow: window,
  says: { zh: '登记一户', en: 'Register a household' },
});

export const changeHousehold = command({
  name: 'residents.change_household',
  kind: 'decision',
  payload: z.strictObject({ id, address: line(200).nullable(), reason }),
  answer: changed,
  allow: window,
  says: { zh: '更改户的住址', en: 'Change a household’s address' },
});

export const changeMembership = command({
  name: 'residents.change_membership',
  kind: 'decision',
  /** `household` null: belongs to none any more. */
  payload: z.strictObject({ resident: id, household: id.nullable(), relation: line(20).nullable().default(null), since: day, reason }),
  answer: changed,
  allow: window,
  says: { zh: '更改所在的户', en: 'Change which household a person belongs to' },
});

export const changeHome = command({
  name: 'residents.change_home',
  kind: 'decision',
  /** Another area hands the record to the office there, and ends the membership of the household. */
  payload: z.strictObject({
    resident: id,
    area: areaPath,
    address: line(200).nullable(),
    livesElsewhere: line(100).nullable().default(null),
    since: day,
    reason,
  }),
  answer: changed,
  allow: window,
  says: { zh: '更改住址', en: 'Change where a person lives' },
});

export const correct = command({
  name: 'residents.correct',
  kind: 'decision',
  /** What is left out stays; null takes a wrong value away. */
  payload: z.strictObject({
    resident: id,
    name: line(40).optional(),
    idNumber: typed.nullable().optional(),
    sex: sex.nullable().optional(),
    birth: day.nullable().optional(),
    reason,
  }),
  answer: changed,
  allow: window,
  says: { zh: '更正姓名、证号等', en: 'Correct name, ID number and the like' },
});

export const addContact = command({
  name: 'residents.add_contact',
  kind: 'report',
  payload: contactInput.extend({ resident: id }),
  answer: made,
  allow: staff,
  says: { zh: '添加联系方式', en: 'Add a way to reach a person' },
});

export const withdrawContact = command({
  name: 'residents.withdraw_contact',
  kind: 'report',
  payload: z.strictObject({ resident: id, id, reason }),
  answer: changed,
  allow: staff,
  says: { zh: '撤下联系方式', en: 'Withdraw a way to reach a person' },
});

const flag = z.object({ name: z.string(), code: z.string(), zh: z.string(), en: z.string() });
export const recordFacts = command({
  name: 'residents.record_facts',
  kind: 'report',
  payload: z.strictObject({ resident: id, facts: z.array(factInput).min(1).max(80) }),
  /** `flags`: taken, but worth a second look. */
  answer: z.object({ ids: z.array(id), flags: z.array(flag) }),
  allow: staff,
  says: { zh: '记录情况', en: 'Record what is known of a person' },
});

export const withdrawFact = command({
  name: 'residents.withdraw_fact',
  kind: 'report',
  payload: z.strictObject({ resident: id, id, reason }),
  answer: changed,
  allow: staff,
  says: { zh: '撤销一条情况', en: 'Withdraw a fact' },
});

export const recordDeath = command({
  name: 'residents.record_death',
  kind: 'report',
  payload: z.strictObject({ resident: id, diedOn: day, source: z.enum(FACT_SOURCES), note: prose(500).nullable().default(null) }),
  answer: changed,
  allow: window,
  says: { zh: '登记去世', en: 'Record a death' },
});

export const withdrawDeath = command({
  name: 'residents.withdraw_death',
  kind: 'decision',
  payload: z.strictObject({ resident: id, reason }),
  answer: changed,
  allow: desk,
  says: { zh: '撤销去世登记', en: 'Withdraw a recorded death' },
});

export const merge = command({
  name: 'residents.merge',
  kind: 'decision',
  payload: z.strictObject({ keep: id, merged: id, reason }),
  answer: changed,
  allow: desk,
  says: { zh: '合并重复的登记', en: 'Merge two records of one person' },
});

export const undoMerge = command({
  name: 'residents.undo_merge',
  kind: 'decision',
  payload: z.strictObject({ merged: id, reason }),
  answer: changed,
  allow: desk,
  says: { zh: '撤销合并', en: 'Undo a merge' },
});

export const askAboutData = command({
  name: 'residents.ask_about_data',
  kind: 'report',
  payload: z.strictObject({ id, resident: id, kind: z.enum(REQUEST_KINDS), words: prose(2000), askedOn: day }),
  answer: made,
  allow: window,
  says: { zh: '登记本人对自己资料的请求', en: 'Record what a person asks about their own data' },
});

export const closeRequest = command({
  name: 'residents.close_request',
  kind: 'decision',
  /** Refused only with the reason that the person is told. */
  payload: z.strictObject({ id, outcome: z.enum(['answered', 'refused']), answer: prose(2000) }),
  answer: changed,
  allow: { coordinator: 'area' },
  says: { zh: '答复资料请求', en: 'Answer a request about data' },
});

/** A row of the spreadsheet as `previewRows` gives it; checked again here. */
export const importRow = z.strictObject({
  /** As the spreadsheet counts, the heading being 1. */
  row: z.number().int().min(1).max(1_048_576),
  id,
  area: areaPath,
  ...personFields,
  householdNumber: line(30).nullable().default(null),
  phone: typed.nullable().default(null),
  facts: z
    .array(z.strictObject({ name: line(40), value: z.union([z.boolean(), line(200)]) }))
    .max(80)
    .default([]),
});
export type ImportRow = z.output<typeof importRow>;
const rowProblem = z.object({ row: z.number().int(), column: z.string().nullable(), code: z.string(), zh: z.string(), en: z.string() });
export const importRows = command({
  name: 'residents.import_rows',
  kind: 'report',
  /** `check`: says what would happen, against the registry too, and registers nobody. */
  payload: z.strictObject({ rows: z.array(importRow).min(1).max(IMPORT_BATCH), at: day, check: z.boolean().default(false) }),
  answer: z.object({ registered: z.array(z.object({ row: z.number().int(), id })), problems: z.array(rowProblem) }),
  allow: { clerk: 'area', coordinator: 'area', system: 'district' },
  says: { zh: '从表格登记居民', en: 'Register residents from a spreadsheet' },
});
