import type { Module } from '../platform/executor/types.ts';
import { acceptCase } from './accept-case.ts';
import { correctEntry } from './correct-entry.ts';
import { deliverCase } from './deliver-case.ts';
import { doErrand } from './do-errand.ts';
import { keepBills } from './keep-bills.ts';
import { openCase } from './open-case.ts';
import { recordDeath } from './record-death.ts';

/** Steps that cross modules: each loads from several and is decided once, in one transaction. */
export const processes: readonly Module[] = [
  { name: 'processes', handlers: [openCase, acceptCase, doErrand, deliverCase, correctEntry, recordDeath, ...keepBills] },
];
