import { type Executor, newId } from '../../platform/executor/execute.ts';
import type { Task } from '../../platform/jobs/index.ts';
import { recomputeClocks } from './contract.ts';

/**
 * Due days anew: each night, and when a year was published or an office set a day of its own.
 * @param refresh brings the district's calendar of this process up to date; the job may come before the notice of the change
 */
export const recomputeTask =
  (execute: Executor, refresh: (district: string) => Promise<void>): Task =>
  async (_payload, { actor }) => {
    await refresh(actor.district);
    let after: string | null = null;
    do {
      const outcome = await execute({ id: newId(), name: recomputeClocks.name, post: actor.post, payload: { after } }, actor);
      if (outcome.outcome === 'refused') throw new Error(outcome.code);
      after = recomputeClocks.answer.parse(outcome.answer).next;
    } while (after !== null);
  };
