import { Worker } from 'node:worker_threads';
import type { Pool } from 'pg';
import type { Actor } from '../../kernel/actor.ts';
import type { CommandContract } from '../../kernel/contract.ts';
import type { Id } from '../../kernel/id.ts';
import { type Day, dayOf } from '../../kernel/time.ts';
import { type Executor, newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import type { Projections } from '../../platform/executor/types.ts';
import { job, type Task } from '../../platform/jobs/index.ts';
import { bringBack, LEAD_BATCH, lapseLeads, openLeads } from './contract/lead.ts';
import { ENDED_BATCH, endPassedOn } from './contract/passed.ts';
import { SCREEN_ALL, SCREEN_CHANGED } from './contract/screening.ts';
import type { FollowUp } from './domain/follow-up.ts';
import { listsEnded } from './reads/passed-load.ts';
import { touchedBy } from './reads/roll.ts';
import { counted, emptyTally, screenThese, sweepDistrict, sweepOf, type Tally } from './sweep.ts';
import type { Given, Told } from './sweep-worker.ts';

/** What screening needs of the office. `execute` gives the commands that open, lapse and bring back leads. */
export type ScreenParts = { readonly pool: Pool; readonly execute: Executor };

/** Two jobs on one person may open the same lead at once. Given again, the command sees what the other did and leaves it out. */
const TRIES = 3;

/** @throws when a command is refused each time: then the job is done again */
const give = async <C extends CommandContract>(execute: Executor, actor: Actor, contract: C, payload: unknown): Promise<void> => {
  for (let left = TRIES; ; left -= 1) {
    const outcome = await execute({ id: newId(), name: contract.name, post: actor.post, payload }, actor);
    if (outcome.outcome !== 'refused') return;
    if (left === 1) throw new Error(`${contract.name}: ${outcome.code}`);
  }
};

const batches = function* <T>(list: readonly T[], size = LEAD_BATCH): Generator<readonly T[]> {
  for (let i = 0; i < list.length; i += size) yield list.slice(i, i + size);
};

const carryOut = async (execute: Executor, actor: Actor, day: Day, { open, lapse, back }: FollowUp): Promise<void> => {
  for (const leads of batches(lapse)) await give(execute, actor, lapseLeads, { leads });
  for (const leads of batches(back)) await give(execute, actor, bringBack, { day, leads });
  for (const found of batches(open)) await give(execute, actor, openLeads, { found });
};

/** Nobody waits for an answer to a list that may no longer be read. */
const endLists = async ({ pool, execute }: ScreenParts, actor: Actor): Promise<void> => {
  const ended = await inTransaction(pool, actor, 'read', listsEnded);
  for (const lists of batches(ended, ENDED_BATCH)) await give(execute, actor, endPassedOn, { lists });
};

/** Everybody of the actor's district on a day, in this thread. */
export const screenAll = async (parts: ScreenParts, actor: Actor, day: Day, atOnce?: number): Promise<Tally> => {
  const tally = await sweepDistrict(parts.pool, actor, day, (plan) => carryOut(parts.execute, actor, day, plan), atOnce);
  await endLists(parts, actor);
  return tally;
};

/** The same in a thread of its own, which ends with it: requests are answered meanwhile, and its memory goes with it. */
export const screenAllApart = async (parts: ScreenParts, appUrl: string, actor: Actor, day: Day): Promise<Tally> => {
  const given: Given = { appUrl, actor, day };
  const worker = new Worker(new URL('./sweep-worker.ts', import.meta.url), { workerData: given });
  const tally = await new Promise<Tally>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('screening ended before it was done')));
    worker.on('message', (told: Told) => {
      if ('tally' in told) resolve(told.tally);
      else carryOut(parts.execute, actor, day, told.plan).then(() => worker.postMessage('done'), reject);
    });
  }).finally(() => worker.terminate());
  await endLists(parts, actor);
  return tally;
};

/** Whom a command was about, with their households. */
export const screenChanged = async (parts: ScreenParts, actor: Actor, day: Day, command: Id): Promise<Tally> => {
  const ids = await inTransaction(parts.pool, actor, 'read', (tx) => touchedBy(tx, actor.district, command));
  const sweep = await sweepOf(parts.pool, actor, day);
  const plan = await screenThese(parts.pool, actor, sweep, ids);
  await carryOut(parts.execute, actor, day, plan);
  return counted(emptyTally(sweep), plan, ids.length);
};

/**
 * The jobs of discovery, for main.ts.
 * @param report what the operator should know
 * @param appUrl connection string of the role `app`, to screen everybody apart; without it in this thread
 */
export const screenTasks = (
  parts: ScreenParts,
  report: (message: string) => void,
  appUrl: string | null = null,
): Readonly<Record<string, Task>> => {
  const today = (): Day => dayOf(new Date().toISOString());
  const warn = ({ unjudged }: Tally): void => {
    if (unjudged.length > 0) report(`rules that no longer fit the dictionary of facts: ${unjudged.join(', ')}`);
  };
  return {
    [SCREEN_ALL]: async (_payload, { actor }) =>
      warn(appUrl === null ? await screenAll(parts, actor, today()) : await screenAllApart(parts, appUrl, actor, today())),
    [SCREEN_CHANGED]: async ({ command }, { actor }) => {
      if (typeof command !== 'string') throw new TypeError('the job names no command');
      await screenChanged(parts, actor, today(), command);
    },
  };
};

/** One job a command, however many people it was about. */
const changed: Projections[string] = (_event, { district, commandId }) => [
  job(SCREEN_CHANGED, district, { command: commandId }, { key: commandId }),
];
const CHANGES = [
  'registered',
  'membership_changed',
  'home_changed',
  'corrected',
  'facts_recorded',
  'fact_withdrawn',
  'died',
  'death_withdrawn',
  'merged',
  'unmerged',
] as const;

/** Of several at once the last one counts: it sees them all. */
const everybody: Projections[string] = (_event, { district }) => [job(SCREEN_ALL, district, {}, { key: 'all' })];

/** What is told of people has them screened anew, a policy that begins or ends has everybody; asked for in the transaction that keeps it. */
export const follows: Projections = {
  ...Object.fromEntries(CHANGES.map((name) => [`residents.${name}`, changed])),
  'discovery.published': everybody,
  'discovery.version_ended': everybody,
};
