import { z } from 'zod';
import { command, hash, id, instant, line, page, prose, read } from '../../kernel/contract.ts';
import { consentKind, itemCode, key } from '../catalogue/contract.ts';

/** Papers, what the person allowed us to do, and who signed for them (M1–M4). */

export * from './contract/pouch.ts';

/** What a document belongs to: the stream it is told on. */
export const SUBJECT_KINDS = ['case', 'ask', 'resident', 'parcel'] as const;
/** `taken`: photographed by staff · `sent`: by the person, in a chat · `scanned`: at the counter. */
export const DOCUMENT_HOWS = ['taken', 'sent', 'scanned'] as const;
export const GIVEN_HOWS = ['original', 'copy', 'photo', 'by_office'] as const;
export const GIVEN_STATES = ['given', 'accepted', 'unreadable', 'wrong', 'withdrawn'] as const;
export type GivenState = (typeof GIVEN_STATES)[number];

/** What somebody may do in a person's name. */
export const CONSENT_SCOPES = [
  'fill_form',
  'submit',
  'proxy_signature',
  'collect',
  'deliver',
  'collect_cash',
  'online_step',
  'share_data',
  'reuse_documents',
  'photo',
] as const;
export const consentScope = z.enum(CONSENT_SCOPES);
export type ConsentScope = z.infer<typeof consentScope>;
export const SCOPE_NAMES: Readonly<Record<ConsentScope, { readonly zh: string; readonly en: string }>> = {
  fill_form: { zh: '代填表格', en: 'fill in the form' },
  submit: { zh: '代为提交', en: 'submit' },
  proxy_signature: { zh: '代签字', en: 'sign by proxy' },
  collect: { zh: '代领证件材料', en: 'collect' },
  deliver: { zh: '代送材料', en: 'deliver' },
  collect_cash: { zh: '代领现金', en: 'collect cash' },
  online_step: { zh: '代为网上操作', en: 'act online' },
  share_data: { zh: '把资料交给有关部门', en: 'share data with departments' },
  reuse_documents: { zh: '再次使用以前交的材料', en: 'use papers given before again' },
  photo: { zh: '拍照', en: 'take photos' },
};

const staff = { clerk: 'area', helper: 'area', coordinator: 'area' } as const;
const deciding = { ...staff, approver: 'department' } as const;
const made = z.object({ id });

export const addDocument = command({
  name: 'materials.add_document',
  kind: 'report',
  payload: z.strictObject({
    id,
    subject: z.strictObject({ kind: z.enum(SUBJECT_KINDS), id }),
    /** Whose paper it is, where known. */
    resident: id.nullable().default(null),
    materialKey: key.nullable().default(null),
    /** Of a file whose upload the same person has finished. */
    hash,
    how: z.enum(DOCUMENT_HOWS),
  }),
  answer: made.extend({ hints: z.array(z.string()) }),
  allow: { ...deciding, referrer: 'area', partner: 'area', system: 'district' },
  says: { zh: '收下一份文件或照片', en: 'Keep a document or photo' },
});

export const withdrawDocument = command({
  name: 'materials.withdraw_document',
  kind: 'report',
  payload: z.strictObject({ id, reason: line(200) }),
  answer: made,
  allow: deciding,
  says: { zh: '撤下传错的文件', en: 'Withdraw a document put in by mistake' },
});

export const eraseDocument = command({
  name: 'materials.erase_document',
  kind: 'report',
  payload: z.strictObject({ id, reason: line(200) }),
  answer: made,
  allow: { coordinator: 'area', system: 'district' },
  says: { zh: '用途已完，销毁文件', en: 'Destroy a document whose purpose has ended' },
});

export const give = command({
  name: 'materials.give',
  kind: 'report',
  payload: z.strictObject({
    id,
    caseId: id,
    /** Key of a material of the case's item, or of one of its alternatives. */
    materialKey: key,
    how: z.enum(GIVEN_HOWS),
    document: id.nullable().default(null),
    parcel: id.nullable().default(null),
  }),
  answer: made,
  allow: { ...deciding, referrer: 'area', partner: 'area', system: 'district' },
  says: { zh: '登记收到的材料', en: 'Record a material handed in' },
});

export const check = command({
  name: 'materials.check',
  kind: 'decision',
  payload: z.strictObject({
    caseId: id,
    given: id,
    verdict: z.enum(['accepted', 'unreadable', 'wrong']),
    /** What the person is told; needed unless accepted. */
    reason: line(300).nullable().default(null),
  }),
  answer: made,
  allow: deciding,
  says: { zh: '核对一份材料', en: 'Check a material' },
});

export const withdrawGiven = command({
  name: 'materials.withdraw',
  kind: 'report',
  payload: z.strictObject({ caseId: id, given: id, reason: line(300) }),
  answer: made,
  allow: deciding,
  says: { zh: '撤回一份材料', en: 'Withdraw a material' },
});

/** A stroke of a signature as drawn: x, y in thousandths of the field's width, ms since the first touch. */
const stroke = z
  .array(z.tuple([z.number().int().min(0).max(4000), z.number().int().min(0).max(4000), z.number().int().min(0).max(3_600_000)]))
  .min(1)
  .max(2000);

/** How the consent was given (M3). The picture of a signature and the original of a message are documents. */
export const evidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signature'), document: id, strokes: z.array(stroke).min(1).max(60).nullable().default(null) }),
  z.strictObject({
    kind: z.literal('voice'),
    words: prose(1000),
    heardBy: line(40),
    recognised: line(300),
    document: id.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('video'),
    words: prose(1000),
    seenBy: line(40),
    recognised: line(300),
    document: id.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('witness'),
    words: prose(1000),
    witness: line(40),
    relation: line(40),
    document: id.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('remote_message'),
    channel: z.enum(['wechat', 'wecom', 'sms', 'email', 'other']),
    sender: line(80),
    /** How we knew that it was them: 老号码、视频里见过、家里人认得. */
    recognised: line(300),
    words: prose(2000),
    /** The original, as a picture of the screen. */
    document: id,
  }),
]);
export type Evidence = z.infer<typeof evidence>;

export const grantee = z.strictObject({
  kind: z.enum(['post', 'office', 'relative', 'other']),
  name: line(40),
  post: id.nullable().default(null),
  relation: line(40).nullable().default(null),
});
export type Grantee = z.infer<typeof grantee>;

export const giveConsent = command({
  name: 'materials.give_consent',
  kind: 'report',
  payload: z.strictObject({
    id,
    resident: id,
    /** Only for this case; null = for everything named by `itemCode`, or for all matters. */
    caseId: id.nullable().default(null),
    itemCode: itemCode.nullable().default(null),
    grantee,
    scopes: z.array(consentScope).min(1).max(CONSENT_SCOPES.length),
    from: instant,
    /** First instant at which it no longer holds; null = until the matter ends or it is revoked. */
    until: instant.nullable().default(null),
    /** 本人意愿确认: asked whether this is what the person wants (老年人权益保障法 55). */
    ownWill: z.literal(true),
    evidence,
  }),
  answer: made,
  allow: { ...staff, referrer: 'area', partner: 'area', system: 'district' },
  says: { zh: '记录本人的授权', en: 'Record a person’s consent' },
});

export const revokeConsent = command({
  name: 'materials.revoke_consent',
  kind: 'report',
  payload: z.strictObject({ id, words: line(300) }),
  answer: made,
  allow: { ...staff, referrer: 'area', partner: 'area', approver: 'department', system: 'district' },
  says: { zh: '本人收回授权', en: 'The person takes the consent back' },
});

/** 代签: names are of the person who held the pen. */
export const signByProxy = command({
  name: 'materials.sign_by_proxy',
  kind: 'report',
  payload: z.strictObject({
    id,
    caseId: id,
    resident: id,
    itemCode: itemCode.nullable().default(null),
    /** Kinds of consent that the item's step takes; null = any. */
    kindsAllowed: z.array(consentKind).min(1).nullable().default(null),
    signer: line(40),
    relation: line(40),
    place: line(80),
    witness: line(40),
    /** Photo of the signed page. */
    document: id,
    task: id.nullable().default(null),
  }),
  answer: made.extend({ consent: id, acted: id }),
  allow: staff,
  says: { zh: '记录代签', en: 'Record a signature by proxy' },
});

/** A step done in a person's name that is no task of its own; tasks go through work.done. */
export const actFor = command({
  name: 'materials.act_for',
  kind: 'report',
  payload: z.strictObject({
    id,
    caseId: id,
    resident: id,
    itemCode: itemCode.nullable().default(null),
    scope: consentScope,
    kindsAllowed: z.array(consentKind).min(1).nullable().default(null),
    task: id.nullable().default(null),
  }),
  answer: made.extend({ consent: id }),
  allow: { ...staff, partner: 'area' },
  says: { zh: '记录替本人做的一步', en: 'Record a step done in the person’s name' },
});

const readers = { ...deciding, referrer: 'area', partner: 'area', system: 'district' } as const;

export const document = z.object({
  id,
  subject: id,
  subjectKind: z.enum(SUBJECT_KINDS),
  resident: id.nullable(),
  materialKey: z.string().nullable(),
  hash,
  size: z.number().int(),
  mediaType: z.string(),
  how: z.enum(DOCUMENT_HOWS),
  hints: z.array(z.string()),
  state: z.enum(['kept', 'withdrawn', 'erased']),
  addedAt: instant,
  /** Who took it in; null: the system. */
  addedBy: z.string().nullable(),
});
export const documents = read({
  name: 'materials.documents',
  path: '/documents',
  query: page.extend({ subject: id.optional(), resident: id.optional() }),
  answer: z.object({ rows: z.array(document), next: z.string().nullable() }),
  allow: readers,
  says: { zh: '文件清单', en: 'Documents' },
});

export const given = z.object({
  id,
  materialKey: z.string(),
  how: z.enum(GIVEN_HOWS),
  document: id.nullable(),
  parcel: id.nullable(),
  state: z.enum(GIVEN_STATES),
  reason: z.string().nullable(),
  givenAt: instant,
  checkedAt: instant.nullable(),
});
export const givenFor = read({
  name: 'materials.given',
  path: '/cases/:caseId/materials',
  query: page.extend({ caseId: id }),
  answer: z.object({ rows: z.array(given), next: z.string().nullable() }),
  allow: readers,
  says: { zh: '一个办件收到的材料', en: 'Materials handed in for a case' },
});

export const consent = z.object({
  id,
  resident: id,
  caseId: id.nullable(),
  itemCode: z.string().nullable(),
  grantee,
  kind: consentKind,
  scopes: z.array(consentScope),
  document: id.nullable(),
  givenAt: instant,
  from: instant,
  until: instant.nullable(),
  revokedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedWhy: z.enum(['matter_done', 'death']).nullable(),
});
/** A consent as reads answer it and as decisions take it. */
export type Consent = z.infer<typeof consent>;
export const consents = read({
  name: 'materials.consents',
  path: '/consents',
  /** Of a person, of a case, or both; with both, also those of the person that are for any case. */
  query: page.extend({ resident: id.optional(), caseId: id.optional() }),
  answer: z.object({ rows: z.array(consent), next: z.string().nullable() }),
  allow: readers,
  says: { zh: '授权清单', en: 'Consents' },
});

export const consentEvidence = read({
  name: 'materials.consent_evidence',
  path: '/consents/:id/evidence',
  query: z.object({ id, reason: line(120) }),
  answer: z.object({ evidence }),
  allow: deciding,
  records: true,
  says: { zh: '查看授权的凭据', en: 'See how a consent was given' },
});

export const acted = z.object({
  id,
  scope: consentScope,
  consent: id,
  task: id.nullable(),
  at: instant,
  signature: z.object({ signer: z.string(), relation: z.string(), place: z.string(), witness: z.string(), document: id }).nullable(),
});
export const actedFor = read({
  name: 'materials.acted',
  path: '/cases/:caseId/acted',
  query: page.extend({ caseId: id }),
  answer: z.object({ rows: z.array(acted), next: z.string().nullable() }),
  allow: { ...readers, auditor: 'area' },
  says: { zh: '替本人做过的每一步', en: 'Steps done in the person’s name' },
});
