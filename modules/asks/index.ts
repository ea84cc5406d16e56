/**
 * asks: every plea, by whichever door it came.
 * Owns requests with their channel, words and caller; triage, contact, answers, joining. Publishes asks_v_ask and `becameCase`.
 * Promises: nothing is closed without an answer to the person; a home service is contacted in two working days.
 * Never: opens a case itself (cases.open names the ask).
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { readers } from './reads.ts';
import { projections, sealedTables } from './store.ts';

export { findAsk } from './reads/load.ts';

export const asks: Module = { name: 'asks', handlers, readers, projections, sealed: sealedTables };
