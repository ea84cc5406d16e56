/**
 * materials: papers, what the person allowed us to do, and who signed for them.
 * Owns files, documents, what was handed in for a case, medical bills kept in a person's pouch, consents, signatures by proxy, steps done in someone's name.
 * Promises: nothing is done for a person without a consent in force (the database refuses too); pictures are shown only watermarked, each view recorded.
 * Never: decides whether a case is complete (catalogue knows what it needs) or moves a paper (custody does).
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { readers } from './reads.ts';
import { projections, sealed } from './store.ts';

export { countPouches } from './job.ts';
export { loadBill, loadBills, loadPouchState, loadSurroundings } from './reads/pouch.ts';
export { loadConsentsOfPerson } from './reads.ts';
export { type FileRouteParts, registerFileRoutes } from './routes.ts';

const notInForce = {
  code: 'consent_not_in_force',
  zh: '本人对这一步的授权不存在或已失效，请先征得同意',
  en: 'The person’s consent to this step is missing or no longer holds. Ask for it first.',
};

export const materials: Module = {
  name: 'materials',
  handlers,
  readers,
  projections,
  sealed,
  constraints: {
    materials_consent_in_force: notInForce,
    materials_acted_district_consent_resident_scope_fkey: notInForce,
    materials_proxy_signature_district_consent_resident_scope_fkey: notInForce,
    materials_bill_use_once: {
      code: 'bill_in_use',
      zh: '这张票据已经用在办件里，请先从办件取回',
      en: 'This bill is used in a case. Take it back from the case first.',
    },
    materials_bill_in_use: {
      code: 'bill_in_use',
      zh: '这张票据已经用在办件里，请先从办件取回',
      en: 'This bill is used in a case. Take it back from the case first.',
    },
    materials_bill_number: {
      code: 'bill_known',
      zh: '这张票据刚刚被放进过票据袋，不用再放',
      en: 'This bill has just been put into a pouch already.',
    },
    materials_bill_pkey: { code: 'already_recorded', zh: '这张票据已经登记过了', en: 'This bill was recorded already.' },
    materials_given_pkey: { code: 'already_recorded', zh: '这份材料已经登记过了', en: 'This material was recorded already.' },
    materials_document_pkey: { code: 'already_recorded', zh: '这份文件已经登记过了', en: 'This document was recorded already.' },
    materials_consent_pkey: { code: 'already_recorded', zh: '这份授权已经登记过了', en: 'This consent was recorded already.' },
  },
};
