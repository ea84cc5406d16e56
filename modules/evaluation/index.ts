/**
 * evaluation: what people say of the service they got, and what follows a bad word.
 * Owns ratings, call-backs, the codes for "who looked at my file"; publishes evaluation_v_rating and what public pages may read.
 * Promises: one rating a matter; nobody changes it; who is rated does not handle it; a bad one has its clock. Never: shows who rated.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { refusals } from './domain.ts';
import { readers } from './reads.ts';
import { projections, sealedTables } from './store.ts';

export { type PublicReads, publicReads } from './reads/public.ts';

export const evaluation: Module = {
  name: 'evaluation',
  handlers,
  readers,
  projections,
  sealed: sealedTables,
  constraints: { evaluation_rating_once: refusals.alreadyRated },
};
