/**
 * custody: things that change hands.
 * Owns parcels, their lines of hand-overs, boxes, counts of cash. Promises: at any moment exactly one holder is known, and the database holds to it;
 * what did not arrive or is lost is said and chased; an entry is put right by a further one.
 * Never: says on the outside whose a thing is; its entries stand with the parcel, so that who carries an envelope sees no case.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { readers } from './reads.ts';
import { projections } from './store.ts';

const meanwhile = {
  code: 'handed_over_meanwhile',
  zh: '刚才有人登记了这件东西的交接，请看交接记录再试',
  en: 'Somebody recorded a hand-over of this just now. Look at its line, then try again.',
};

export const custody: Module = {
  name: 'custody',
  handlers,
  readers,
  projections,
  constraints: {
    custody_handover_pkey: meanwhile,
    custody_handover_giver_holds: meanwhile,
    custody_parcel_holder_is_last_taker: meanwhile,
    custody_parcel_pkey: { code: 'already_recorded', zh: '这件东西已经登记过了', en: 'This was registered already.' },
    custody_parcel_code: {
      code: 'parcel_code_taken',
      zh: '这个编码已经用过了，请换一张标签',
      en: 'This code is in use. Take another label.',
    },
    custody_handover_district_document_fkey: {
      code: 'signature_photo_missing',
      zh: '签字的照片还没有登记，请先上传',
      en: 'The photo of the signature is not kept yet. Send it first.',
    },
    custody_parcel_district_in_return_for_fkey: {
      code: 'parcel_answered_missing',
      zh: '没有找到对应送出去的那一件，请核对',
      en: 'The parcel that this answers was not found. Please check.',
    },
  },
};
