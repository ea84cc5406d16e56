/**
 * cases: what an office does for a person under one version of an item.
 * Owns cases with their stages, notices, promises, decisions, waits, results, trips. Promises: every step has who, when, where; only the
 * department in charge decides; no result leaves before what was to follow has come. Never: knows an item, alters what was entered.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { refusals } from './domain.ts';
import { readers } from './reads.ts';
import { projections, sealed } from './store.ts';

export {
  consentsOf,
  diedOn,
  entriesBeside,
  findCase,
  findPerson,
  findSite,
  givenOf,
  hasOtherOfDepartment,
  lastMoveOf,
  struckOf,
  subjectsOf,
} from './reads/load.ts';

export const cases: Module = {
  name: 'cases',
  handlers,
  readers,
  projections,
  sealed,
  constraints: {
    cases_case_short_code: refusals.codeTaken,
    cases_case_pkey: refusals.recordedAlready,
    cases_wait_pkey: refusals.recordedAlready,
    cases_decision_pkey: refusals.recordedAlready,
    cases_decision_one: refusals.decidedAlready,
    cases_result_after_cure: refusals.promiseOpen,
  },
};
