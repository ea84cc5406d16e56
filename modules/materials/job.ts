import type { Pool } from 'pg';
import { dayOf } from '../../kernel/time.ts';
import { type Executor, newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import type { Task } from '../../platform/jobs/index.ts';
import { countPouch } from './contract/pouch.ts';
import { duePouches } from './reads/due-pouches.ts';

/**
 * Each night: pouches of which a bill is no longer of the last twelve months are counted anew. Counting sets the next such day, so that
 * a pouch comes up once for each bill that leaves.
 * @throws when a count is refused; the job is done again
 */
export const countPouches =
  ({ pool, execute }: { readonly pool: Pool; readonly execute: Executor }, now: () => string = () => new Date().toISOString()): Task =>
  async (_payload, { actor }) => {
    const due = await inTransaction(pool, actor, 'read', (tx) => duePouches(tx, actor.district, dayOf(now())));
    for (const resident of due) {
      const outcome = await execute({ id: newId(), name: countPouch.name, post: actor.post, payload: { resident, all: false } }, actor);
      if (outcome.outcome === 'refused') throw new Error(`${countPouch.name}: ${outcome.code}`);
    }
  };
