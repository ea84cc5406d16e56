/**
 * catalogue: what offices do for people.
 * Owns service items and their versions. Promises: what is published never changes, and holds no fault that the checks know.
 * Never: knows a case or a resident; nothing in code knows an item.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { readers } from './reads.ts';
import { projections } from './store.ts';

export { findVersionOn, getVersion } from './load.ts';

export const catalogue: Module = { name: 'catalogue', handlers, readers, projections };
