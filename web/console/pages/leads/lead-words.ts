import type { FOUND_BY, STEPS, TOLD_HOW } from '../../../../modules/discovery/contract.ts';
import type { Text } from '../../../ui/words.ts';

/** What steps and ways of telling are called on screen. */
export const HOW_NAMES: Readonly<Record<(typeof TOLD_HOW)[number], Text>> = {
  in_person: { zh: '当面', en: 'in person' },
  phone: { zh: '打电话', en: 'by phone' },
  message: { zh: '发消息', en: 'by message' },
  through_other: { zh: '托人转告', en: 'through somebody' },
};
export const STEP_NAMES: Readonly<Record<(typeof STEPS)[number], Text>> = {
  found: { zh: '发现', en: 'found' },
  taken: { zh: '接下', en: 'taken on' },
  told: { zh: '告知本人', en: 'told' },
  declined: { zh: '本人不要', en: 'declined' },
  not_true: { zh: '情况不符', en: 'not true' },
  later: { zh: '以后再说', en: 'later' },
  applied: { zh: '去申请', en: 'applied' },
  passed_on: { zh: '转给条线', en: 'passed on' },
};
export const FOUND_NAMES: Readonly<Record<(typeof FOUND_BY)[number], Text>> = {
  screening: { zh: '筛查发现', en: 'found by screening' },
  visit: { zh: '走访发现', en: 'found on a visit' },
  neighbour: { zh: '邻居反映', en: 'a neighbour said' },
  group: { zh: '群里看到', en: 'seen in a group' },
  department: { zh: '部门告知', en: 'a department said' },
};
