/**
 * catalogue: what offices do for people.
 * Owns service items and their versions. Promises: what is published never changes, and holds no fault that the checks know.
 * Never: knows a case or a resident; nothing in code knows an item.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { readers } from './reads.ts';
import { projections } from './store.ts';

export { findVersionOn, getVersion } from './reads/load.ts';
export { findOffices } from './reads/offices.ts';

export const catalogue: Module = {
  name: 'catalogue',
  handlers,
  readers,
  projections,
  constraints: {
    catalogue_item_pkey: {
      code: 'item_id_taken',
      zh: '这个编号已属于别的事项，请重新新建',
      en: 'This id belongs to another item. Start anew.',
    },
    catalogue_version_district_code_version_key: {
      code: 'item_version_taken',
      zh: '同事刚发布了这个版本，请刷新',
      en: 'A colleague has just published this version. Reload.',
    },
  },
};
