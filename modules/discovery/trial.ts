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
import { policiesInForce, ruleOf } from './reads/in-force.ts';
import { digestOf, versionsOf } from './reads/versions.ts';
import { screenEveryone } from './screening/office.ts';

type Of = { readonly policy: Id; readonly version: Id };

/**
 * Whom a version would find, against the version of the same policy that is in force on the day. Counts only, nothing is kept of anybody.
 * @returns null where the version is gone or its rule no longer fits the dictionary: publishing then says so
 */
export const tryOn = async (tx: Tx, district: string, { policy, version }: Of, day: Day): Promise<Impact | null> => {
  const candidate = (await versionsOf(tx, district, policy)).find((one) => one.id === version);
  const rule = candidate === undefined ? null : ruleOf(candidate.body);
  if (candidate === undefined || rule === null) return null;
  const now = (await policiesInForce(tx, district, day)).policies.find((one) => one.policy === policy);
  const next = { policy, code: '', version, areas: candidate.areas, body: candidate.body, rule };
  const counts = { residents: 0, yes: 0, unknown: 0, more: 0, fewer: 0 };
  for await (const found of screenEveryone(tx, district, now === undefined ? [next] : [next, now], day))
    for (const { verdicts } of found) {
      const verdictOf = (of: Id): string => verdicts.find((one) => one.version === of)?.verdict ?? 'no';
      const [by, before] = [verdictOf(version), now === undefined ? 'no' : verdictOf(now.version)];
      counts.residents += 1;
      if (by === 'yes') counts.yes += 1;
      if (by === 'unknown') counts.unknown += 1;
      if (by === 'yes' && before !== 'yes') counts.more += 1;
      if (by !== 'yes' && before === 'yes') counts.fewer += 1;
    }
  return { day, of: digestOf(candidate), ...counts };
};

const asked = z.looseObject({ policy: id, version: id });

/** The job behind `discovery.try_version`. Done twice it notes the same. @param clock another one only where past work is made up (the demo) */
export const tryVersionTask =
  (execute: Executor, pool: Pool, clock: () => number = Date.now): Task =>
  async (payload, { actor }) => {
    const { policy, version } = asked.parse(payload);
    const day = dayOf(new Date(clock()).toISOString());
    const impact = await inTransaction(pool, actor, 'read', (tx) => tryOn(tx, actor.district, { policy, version }, day));
    if (impact === null) return;
    const outcome = await execute({ id: newId(), name: noteTrial.name, post: actor.post, payload: { policy, version, impact } }, actor);
    if (outcome.outcome === 'refused') throw new Error(outcome.code);
  };
