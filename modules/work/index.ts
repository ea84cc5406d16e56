/**
 * work: what is to be done, by whom, until when.
 * Owns tasks, the open-work queue, clocks, the district's own working days. Promises: a task done in a person's name points at the consent it stands on; every date is
 * derived from what was entered. Never: decides about a case, guesses a working day that is not published.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { calendarRefusals, refusals } from './domain.ts';
import { readers } from './reads.ts';
import { projections } from './store.ts';

export { loadCalendars } from './reads/calendar.ts';
export { clocksOf, tasksOf } from './reads/load.ts';
export { taskRowsOf } from './reads.ts';
export { recomputeTask } from './recompute.ts';
export { RECOMPUTE } from './store/calendar.ts';
export { queueAnew } from './store.ts';

export const work: Module = {
  name: 'work',
  handlers,
  readers,
  projections,
  constraints: {
    work_task_pkey: refusals.recordedAlready,
    work_calendar_day_once: calendarRefusals.dayTaken,
    work_calendar_year_pkey: calendarRefusals.yearTaken,
    work_task_done_on_consent: refusals.consentStep,
    work_task_consent: refusals.consentStep,
  },
};
