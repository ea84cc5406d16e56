import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Actor } from '../../kernel/actor.ts';
import type { Day } from '../../kernel/time.ts';
import { createPool } from '../../platform/db/pool.ts';
import type { FollowUp } from './domain/follow-up.ts';
import { sweepDistrict, type Tally } from './sweep.ts';

/**
 * Screens everybody of one district on connections of its own and ends. What follows for leads goes to the thread that began it:
 * commands have one write door. The next people are screened when that thread says that the last are done.
 */
export type Given = { readonly appUrl: string; readonly actor: Actor; readonly day: Day };
export type Told = { readonly plan: FollowUp } | { readonly tally: Tally };

const { appUrl, actor, day } = workerData as Given;
const port = parentPort!;
const tell = (told: Told): void => port.postMessage(told);

// One holds the cursor, one screens.
const pool = createPool(appUrl, { max: 2, name: 'daiban screening' });
try {
  const tally = await sweepDistrict(pool, actor, day, async (plan) => {
    const done = once(port, 'message');
    tell({ plan });
    await done;
  });
  tell({ tally });
} finally {
  await pool.end();
  port.close();
}
