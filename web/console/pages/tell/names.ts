import type { z } from 'zod';
import type { HOWS, ofCase, TELLING, WHOM } from '../../../../modules/notices/contract.ts';
import type { Text } from '../../../ui/words.ts';

type Names<K extends string> = Readonly<Record<K, Text>>;
export type How = (typeof HOWS)[number];
export type Whom = (typeof WHOM)[number];
export type Told = z.output<typeof ofCase.answer>['rows'][number]['told'][number];

/** The entries of a case that people are told of. */
export const MOVE_NAMES: Names<(typeof TELLING)[number]> = {
  notice_given: { zh: '还缺什么材料', en: 'What is missing' },
  accepted: { zh: '已经受理', en: 'Accepted' },
  acceptance_refused: { zh: '没有受理', en: 'Not accepted' },
  acceptance_revoked: { zh: '受理撤销了', en: 'Acceptance revoked' },
  correction_requested: { zh: '要补正', en: 'Correction wanted' },
  decided: { zh: '部门决定了', en: 'Decided' },
  decision_revoked: { zh: '决定撤销了', en: 'Decision revoked' },
  result_made: { zh: '结果办好了', en: 'Result ready' },
};
export const HOW_NAMES: Names<How> = {
  phone: { zh: '电话', en: 'by phone' },
  in_person: { zh: '当面', en: 'in person' },
  chat: { zh: '微信', en: 'by chat' },
  sms_by_hand: { zh: '自己发短信', en: 'by text message' },
  relative: { zh: '托人带话', en: 'through someone' },
  post: { zh: '寄信', en: 'by letter' },
  knock: { zh: '上门', en: 'at the door' },
};
export const WHOM_NAMES: Names<Whom> = {
  self: { zh: '本人', en: 'the person' },
  relative: { zh: '家人', en: 'family' },
  neighbour: { zh: '邻居', en: 'a neighbour' },
};
