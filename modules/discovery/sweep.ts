import { setImmediate as others } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Actor } from '../../kernel/actor.ts';
import type { Id } from '../../kernel/id.ts';
import type { Day } from '../../kernel/time.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import { type FollowUp, followUp } from './domain/follow-up.ts';
import { type PoliciesOfDay, policiesInForce } from './reads/in-force.ts';
import { knownLeads } from './reads/load.ts';
import { AT_ONCE, everyone, rollOf } from './reads/roll.ts';
import { leftBehind, storedVerdicts } from './reads/verdicts.ts';
import { type Found, householdsOf, screeningOf } from './screening/office.ts';
import { dropVerdicts, keepVerdicts, LOCK_SQL, screened, type VerdictRow } from './store/verdicts.ts';

/** The heavy part of screening: facts against rules, verdicts kept. It says what follows for leads and leaves it to the one write door. */

export type Sweep = PoliciesOfDay & { readonly day: Day; readonly screen: ReturnType<typeof screeningOf> };
export const sweepOf = async (pool: Pool, actor: Actor, day: Day): Promise<Sweep> => {
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
 * Screens the households of these residents and keeps what was found. Facts are read behind the district's lock, so
 * that of two jobs on one household the later one knows what both knew. Done again, it changes nothing.
 * @returns what follows for leads; it is not done yet
 */
export const screenThese = async (pool: Pool, actor: Actor, sweep: Sweep, ids: readonly Id[]): Promise<FollowUp> => {
  const { district } = actor;
  const unjudged = new Set(sweep.unjudged.map(({ policy }) => policy));
  return inTransaction(pool, actor, 'write', async (tx) => {
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
};

/** What was done of everybody. */
export type Tally = {
  readonly residents: number;
  readonly opened: number;
  readonly lapsed: number;
  readonly back: number;
  /** Codes of policies whose rule no longer fits the dictionary: nobody was judged by them. */
  readonly unjudged: readonly string[];
};

export const emptyTally = ({ unjudged }: Pick<Sweep, 'unjudged'>): Tally => ({
  residents: 0,
  opened: 0,
  lapsed: 0,
  back: 0,
  unjudged: unjudged.map(({ code }) => code),
});

export const counted = (tally: Tally, { open, lapse, back }: FollowUp, residents: number): Tally => ({
  ...tally,
  residents: tally.residents + residents,
  opened: tally.opened + open.length,
  lapsed: tally.lapsed + lapse.length,
  back: tally.back + back.length,
});

/** Carries out what follows for leads. The next people are screened once it is done. */
export type CarryOut = (plan: FollowUp) => Promise<void>;

/**
 * Everybody of the actor's district on a day, some at a time. Cut anywhere, the next run ends in the same state.
 * @param atOnce people, about: no household is cut in two
 */
export const sweepDistrict = async (pool: Pool, actor: Actor, day: Day, carryOut: CarryOut, atOnce = AT_ONCE): Promise<Tally> => {
  const begun = performance.now();
  const sweep = await sweepOf(pool, actor, day);
  let tally = emptyTally(sweep);
  const screen = async (ids: readonly Id[], residents: number): Promise<void> => {
    const plan = await screenThese(pool, actor, sweep, ids);
    await carryOut(plan);
    tally = counted(tally, plan, residents);
  };
  const gone = await inTransaction(pool, actor, 'read', async (tx) => {
    for await (const ids of everyone(tx, actor.district, atOnce)) {
      await screen(ids, ids.length);
      await others();
    }
    return leftBehind(tx, actor.district);
  });
  if (gone.length > 0) await screen(gone, 0);
  const took = Math.round(performance.now() - begun);
  await inTransaction(pool, actor, 'write', (tx) => tx.commit([screened(actor.district, day, tally.residents, took)]));
  return tally;
};
