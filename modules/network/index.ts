/**
 * network: where the offices are and who works there.
 * Owns areas, sites, staff, posts, duty. Promises: a path never changes; a post has dates; the database asks these tables who is acting.
 * Never: reads a resident.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { readers } from './reads.ts';
import { projections } from './store.ts';

export const network: Module = { name: 'network', handlers, readers, projections };
