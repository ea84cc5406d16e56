/**
 * discovery: finding who qualifies and never asked.
 * Owns policies with their versions, verdicts, leads and the steps taken on them. Promises: a rule is published by a second person after its
 * examples passed; unknown is never no; nobody is bothered twice for the same reason; every verdict says why.
 * Never: decides about a person. A lead is a hint; the department that pays decides (D8).
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { leadRefusals } from './domain.ts';
import { follows } from './job.ts';
import { readers } from './reads.ts';
import { projections, sealed } from './store.ts';

export { screenAll, screenAllApart, screenTasks } from './job.ts';
export { findLead } from './reads/load.ts';

export { TRY_VERSION } from './store/policies.ts';
export type { Tally } from './sweep.ts';
export { tryVersionTask } from './trial.ts';

export const discovery: Module = {
  name: 'discovery',
  handlers,
  readers,
  projections,
  follows,
  sealed,
  constraints: {
    discovery_lead_once: leadRefusals.known,
    discovery_lead_open: leadRefusals.known,
  },
};
