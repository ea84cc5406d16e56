import { setImmediate as others } from 'node:timers/promises';
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
import { SCREEN_ALL, SCREEN_CHANGED } from './contract/screening.ts';
import { type FollowUp, followUp } from './domain/follow-up.ts';
import { type PoliciesOfDay, policiesInForce } from './reads/in-force.ts';
import { knownLeads } from './reads/load.ts';
import { everyone, rollOf, touchedBy } from './reads/roll.ts';
import { leftBehind, storedVerdicts } from './reads/verdicts.ts';
import { type Found, householdsOf, screeningOf } from './screening/office.ts';
import { dropVerdicts, keepVerdicts, LOCK_SQL, screened, type VerdictRow } from './store/verdicts.ts';

/** What screening needs of the office. `execute` gives the commands that open, lapse and bring back leads. */
export type ScreenParts = { readonly pool: Pool; readonly execute: Executor };

export type Tally = {
  readonly residents: number;
  readonly opened: number;
  readonly lapsed: number;
  readonly back: number;
  /** Codes of policies whose rule no longer fits the dictionary: nobody was judged by them. */
  readonly unjudged: readonly string[];
};

type Sweep = PoliciesOfDay & { readonly day: Day; readonly screen: ReturnType<typeof screeningOf> };
const sweepOf = async (pool: Pool, actor: Actor, day: Day): Promise<Sweep> => {
  const found = await inTransaction(pool, actor, 'read', (tx) => policiesInForce(tx, actor.district, day));
  return { ...found, day, screen: screeningOf(found.policies, day) };
};

const same = (a: VerdictRow, b: VerdictRow): boolean =>
  a.version === b.version && a.verdict === b.verdict && a.area === b.area && a.missing.join(';') === b.missing.join(';');

/** What is written: only what differs from what stands. */
const differences = (found: readonly Found[], stored: readonly VerdictRow[], unjudged: ReadonlySet<Id>) => {
  const before = new Map(stored.map((row) => [`${row.resident} ${row.policy}`, row]));
  const keep = found.flatMap(({ resident, area, verdicts }) =>
    verdicts.flatMap(({ policy, version, verdict, missing }): readonly VerdictRow[] => {
      const row = { resident, policy, version, area, verdict, missing };
      const old = before.get(`${resident} ${policy}`);
      before.delete(`${resident} ${policy}`);
      return old !== undefined && same(old, row) ? [] : [row];
    }),
  );
  return { keep, drop: [...before.values()].filter(({ policy }) => !unjudged.has(policy)) };
};

/**
 * Screens the households of these residents and keeps what was found; then leads follow. Facts are read behind the district's lock, so
 * that of two jobs on one household the later one knows what both knew. Done again, it changes nothing.
 */
const screenThese = async ({ pool, execute }: ScreenParts, actor: Actor, sweep: Sweep, ids: readonly Id[]): Promise<FollowUp> => {
  const { district } = actor;
  const unjudged = new Set(sweep.unjudged.map(({ policy }) => policy));
  const plan = await inTransaction(pool, actor, 'write', async (tx) => {
    await tx.rows(LOCK_SQL, [district]);
    const roll = await rollOf(tx, district, ids);
    const found = householdsOf(roll, sweep.day).flatMap(sweep.screen);
    const living = new Set(roll.people.map(({ id }) => id));
    const gone = new Set(ids.filter((id) => !living.has(id)));
    const about = [...living, ...gone];
    const [stored, leads] = await Promise.all([storedVerdicts(tx, district, about), knownLeads(tx, district, about)]);
    const { keep, drop } = differences(found, stored, unjudged);
    await tx.commit([...keepVerdicts(district, sweep.day, keep), ...dropVerdicts(district, drop)]);
    return followUp(found, gone, leads, new Set(sweep.policies.map(({ policy }) => policy)), unjudged, sweep.day);
  });
  await carryOut(execute, actor, sweep.day, plan);
  return plan;
};

/** @throws when a command is refused: somebody was quicker, and the job is done again */
const give = async <C extends CommandContract>(execute: Executor, actor: Actor, contract: C, payload: unknown): Promise<void> => {
  const outcome = await execute({ id: newId(), name: contract.name, post: actor.post, payload }, actor);
  if (outcome.outcome === 'refused') throw new Error(`${contract.name}: ${outcome.code}`);
};

const batches = function* <T>(list: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < list.length; i += LEAD_BATCH) yield list.slice(i, i + LEAD_BATCH);
};

const carryOut = async (execute: Executor, actor: Actor, day: Day, { open, lapse, back }: FollowUp): Promise<void> => {
  for (const leads of batches(lapse)) await give(execute, actor, lapseLeads, { leads });
  for (const leads of batches(back)) await give(execute, actor, bringBack, { day, leads });
  for (const found of batches(open)) await give(execute, actor, openLeads, { found });
};

const tallyOf = (plans: readonly FollowUp[], residents: number, { unjudged }: Sweep): Tally => ({
  residents,
  opened: plans.reduce((sum, { open }) => sum + open.length, 0),
  lapsed: plans.reduce((sum, { lapse }) => sum + lapse.length, 0),
  back: plans.reduce((sum, { back }) => sum + back.length, 0),
  unjudged: unjudged.map(({ code }) => code),
});

/** Everybody of the actor's district on a day, a few thousand at a time. */
export const screenAll = async (parts: ScreenParts, actor: Actor, day: Day): Promise<Tally> => {
  const begun = performance.now();
  const sweep = await sweepOf(parts.pool, actor, day);
  const plans: FollowUp[] = [];
  let residents = 0;
  const gone = await inTransaction(parts.pool, actor, 'read', async (tx) => {
    for await (const ids of everyone(tx, actor.district)) {
      plans.push(await screenThese(parts, actor, sweep, ids));
      residents += ids.length;
      await others();
    }
    return leftBehind(tx, actor.district);
  });
  if (gone.length > 0) plans.push(await screenThese(parts, actor, sweep, gone));
  await inTransaction(parts.pool, actor, 'write', (tx) =>
    tx.commit([screened(actor.district, day, residents, Math.round(performance.now() - begun))]),
  );
  return tallyOf(plans, residents, sweep);
};

/** Whom a command was about, with their households. */
export const screenChanged = async (parts: ScreenParts, actor: Actor, day: Day, command: Id): Promise<Tally> => {
  const ids = await inTransaction(parts.pool, actor, 'read', (tx) => touchedBy(tx, actor.district, command));
  const sweep = await sweepOf(parts.pool, actor, day);
  return tallyOf([await screenThese(parts, actor, sweep, ids)], ids.length, sweep);
};

/** The jobs of discovery, for main.ts. @param report what the operator should know */
export const screenTasks = (parts: ScreenParts, report: (message: string) => void): Readonly<Record<string, Task>> => {
  const today = (): Day => dayOf(new Date().toISOString());
  const warn = ({ unjudged }: Tally): void => {
    if (unjudged.length > 0) report(`rules that no longer fit the dictionary of facts: ${unjudged.join(', ')}`);
  };
  return {
    [SCREEN_ALL]: async (_payload, { actor }) => warn(await screenAll(parts, actor, today())),
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
