import type { Pool } from 'pg';
import { z } from 'zod';
import { id } from '../../kernel/contract.ts';
import type { Id } from '../../kernel/id.ts';
import { type Day, dayOf } from '../../kernel/time.ts';
import { type Executor, newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import type { Tx } from '../../platform/executor/types.ts';
import type { Task } from '../../platform/jobs/index.ts';
import { type Impact, noteTrial } from './contract.ts';
import { type InForce, policiesInForce, ruleOf } from './reads/in-force.ts';
import { digestOf, versionsOf } from './reads/versions.ts';
import { type FoundVerdict, screenEveryone } from './screening/office.ts';

type Verdict = FoundVerdict['verdict'] | 'no';
type Of = { readonly policy: Id; readonly version: Id };

/** A version to be tried, beside the one of its policy that is in force. */
type Tried = { readonly digest: string; readonly next: InForce; readonly now: InForce | null; readonly counts: Counts };
type Counts = { -readonly [name in Exclude<keyof Impact, 'day' | 'of'>]: number };

const NOTHING: Counts = { residents: 0, yes: 0, unknown: 0, more: 0, fewer: 0 };

const triedOf = async (tx: Tx, district: string, { policy, version }: Of, inForce: readonly InForce[]): Promise<Tried | null> => {
  const candidate = (await versionsOf(tx, district, policy)).find(({ id }) => id === version);
  const rule = candidate === undefined ? null : ruleOf(candidate.body);
  if (candidate === undefined || rule === null) return null;
  const next = { policy, code: '', version, areas: candidate.areas, body: candidate.body, rule };
  return { digest: digestOf(candidate), next, now: inForce.find((one) => one.policy === policy) ?? null, counts: { ...NOTHING } };
};

const count = (counts: Counts, by: Verdict, before: Verdict): void => {
  counts.residents += 1;
  if (by === 'yes') counts.yes += 1;
  if (by === 'unknown') counts.unknown += 1;
  if (by === 'yes' && before !== 'yes') counts.more += 1;
  if (by !== 'yes' && before === 'yes') counts.fewer += 1;
};

/**
 * Whom versions would find, each against the version of its policy that is in force on the day: everybody is read once for all of them.
 * Counts only, nothing is kept of anybody.
 * @returns by version; without those that are gone or whose rule no longer fits the dictionary: publishing then says so
 */
export const tryOn = async (tx: Tx, district: string, asked: readonly Of[], day: Day): Promise<ReadonlyMap<Id, Impact>> => {
  const { policies } = await policiesInForce(tx, district, day);
  const tried: Tried[] = [];
  for (const one of asked) {
    const made = await triedOf(tx, district, one, policies);
    if (made !== null) tried.push(made);
  }
  const judged = tried.flatMap(({ next, now }) => (now === null ? [next] : [next, now]));
  if (judged.length > 0)
    for await (const found of screenEveryone(tx, district, judged, day))
      for (const { verdicts } of found) {
        const byVersion = new Map(verdicts.map(({ version, verdict }) => [version, verdict]));
        for (const { next, now, counts } of tried)
          count(counts, byVersion.get(next.version) ?? 'no', (now && byVersion.get(now.version)) ?? 'no');
      }
  return new Map(tried.map(({ digest, next, counts }) => [next.version, { day, of: digest, ...counts }]));
};

const payload = z.looseObject({ versions: z.array(z.object({ policy: id, version: id })) });

/** The job behind `discovery.try_version`. Done twice it notes the same. @param clock another one only where past work is made up (the demo) */
export const tryVersionTask =
  (execute: Executor, pool: Pool, clock: () => number = Date.now): Task =>
  async (asked, { actor }) => {
    const { versions } = payload.parse(asked);
    const day = dayOf(new Date(clock()).toISOString());
    const impacts = await inTransaction(pool, actor, 'read', (tx) => tryOn(tx, actor.district, versions, day));
    for (const { policy, version } of versions) {
      const impact = impacts.get(version);
      if (impact === undefined) continue;
      const outcome = await execute({ id: newId(), name: noteTrial.name, post: actor.post, payload: { policy, version, impact } }, actor);
      if (outcome.outcome === 'refused') throw new Error(outcome.code);
    }
  };
