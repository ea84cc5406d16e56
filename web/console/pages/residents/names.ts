import type {
  CONTACT_KINDS,
  FACT_PURPOSES,
  FACT_SOURCES,
  FactGroup,
  LOOK_REASONS,
  REQUEST_KINDS,
  REQUEST_STATES,
  SURENESS,
} from '../../../../modules/residents/contract.ts';
import type { Text } from '../../../ui/words.ts';

/** What kinds and sources are called on screen. */
export const CONTACT_NAMES: Readonly<Record<(typeof CONTACT_KINDS)[number], Text>> = {
  own_phone: { zh: '本人电话', en: 'Own phone' },
  relative: { zh: '家人', en: 'Family' },
  neighbour: { zh: '邻居', en: 'Neighbour' },
  group: { zh: '村民群', en: 'Village group' },
  post: { zh: '寄信', en: 'By letter' },
  knock: { zh: '上门敲门', en: 'Knock at the door' },
};
export const SOURCE_NAMES: Readonly<Record<(typeof FACT_SOURCES)[number], Text>> = {
  visit: { zh: '走访看到', en: 'seen at a visit' },
  self: { zh: '本人说', en: 'the person says' },
  relative: { zh: '家人说', en: 'family says' },
  neighbour: { zh: '邻居说', en: 'a neighbour says' },
  document: { zh: '看了证件', en: 'seen on paper' },
  department: { zh: '部门数据', en: 'department’s data' },
  roster: { zh: '名册', en: 'roster' },
  import: { zh: '表格导入', en: 'spreadsheet' },
};
export const SURE_NAMES: Readonly<Record<(typeof SURENESS)[number], Text>> = {
  certain: { zh: '确定', en: 'certain' },
  likely: { zh: '大概', en: 'likely' },
  hearsay: { zh: '听说', en: 'hearsay' },
};
export const PURPOSE_NAMES: Readonly<Record<(typeof FACT_PURPOSES)[number], Text>> = {
  service: { zh: '帮办代办，也用来看够得上哪些政策', en: 'for help, and to see what they may qualify for' },
  one_matter: { zh: '只为眼前这件事', en: 'for this one matter only' },
};
export const REASON_NAMES: Readonly<Record<(typeof LOOK_REASONS)[number], Text>> = {
  open_case: { zh: '他有在办的件', en: 'An open case' },
  visit: { zh: '走访', en: 'A visit' },
  lead: { zh: '线索', en: 'A lead' },
  duty: { zh: '值班接待', en: 'On duty' },
  other: { zh: '别的原因', en: 'Another reason' },
};
export const REQUEST_NAMES: Readonly<Record<(typeof REQUEST_KINDS)[number], Text>> = {
  copy: { zh: '要一份自己的资料', en: 'A copy of their data' },
  correction: { zh: '资料错了，要改', en: 'To correct it' },
  deletion: { zh: '要删掉', en: 'To delete it' },
  who_looked: { zh: '谁看过我的资料', en: 'Who looked at it' },
};
export const REQUEST_STATE_NAMES: Readonly<Record<(typeof REQUEST_STATES)[number], Text>> = {
  open: { zh: '等答复', en: 'To answer' },
  answered: { zh: '已答复', en: 'Answered' },
  refused: { zh: '没有同意', en: 'Refused' },
};
export const GROUP_NAMES: Readonly<Record<FactGroup, Text>> = {
  生活: { zh: '生活', en: 'Daily life' },
  身体: { zh: '身体', en: 'Health' },
  医疗: { zh: '医疗', en: 'Medical' },
  收入: { zh: '收入', en: 'Income' },
  保障: { zh: '保障', en: 'Benefits' },
  经营: { zh: '经营', en: 'Trade' },
};
export const FORMER_NAMES: Readonly<Record<string, Text>> = {
  name: { zh: '姓名', en: 'Name' },
  id_number: { zh: '身份证号', en: 'ID number' },
  sex: { zh: '性别', en: 'Sex' },
  birth: { zh: '出生日期', en: 'Birth' },
  home: { zh: '住处', en: 'Home' },
  household: { zh: '户', en: 'Household' },
  death: { zh: '去世登记', en: 'Death' },
};
