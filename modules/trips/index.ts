/**
 * trips: how one gets there and back.
 * Owns lines and their timetables. Promises: the next sailings between two areas, with what is cancelled left out.
 * Never: holds a resident's data. What a case spared in trips stands in catalogue (`tripsSpared`), from the item's version.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { readers } from './reads.ts';
import { projections } from './store.ts';

export const trips: Module = { name: 'trips', handlers, readers, projections };
