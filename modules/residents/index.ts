/**
 * residents: who lives here, how to reach them, what is known of them and since when.
 * Owns people, households, contacts, facts, care lists, requests about one's own data. Promises: an ID number stands once in a district; unknown is not no;
 * what was put right stays visible; every look at a page is recorded with its reason. Publishes residents_v_person, _statement, _fact, _contact, _household, _phone_tail.
 * Never: shows a person to an administrator, or to another island more than which office has the record.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { readers } from './reads.ts';
import { projections, sealed } from './store.ts';

export { personOf } from './commands.ts';
export { importAreas } from './reads/areas.ts';
export { lookAt } from './reads/page.ts';
export { lookStatement } from './store.ts';

const ID_REUSED = {
  code: 'id_reused',
  zh: '这个编号已经用于另一次操作，请刷新后重新提交',
  en: 'This id was already used for something else. Reload and submit again.',
};

export const residents: Module = {
  name: 'residents',
  handlers,
  readers,
  projections,
  sealed,
  constraints: {
    residents_resident_id_number: {
      code: 'resident_known',
      zh: '这个身份证号刚刚被登记了，请查找后打开那一份',
      en: 'This ID number has just been registered. Find that record and open it.',
    },
    residents_household_number: {
      code: 'household_known',
      zh: '这个户号在本村组已经有了，请直接选那一户',
      en: 'This household number is taken in the village group. Choose that household.',
    },
    residents_care_once: {
      code: 'care_already',
      zh: '他已经在这个名单上了',
      en: 'The person is on this list already.',
    },
    residents_care_pkey: ID_REUSED,
    residents_care_visit_pkey: ID_REUSED,
    residents_resident_pkey: ID_REUSED,
  },
};
