import type { Actor } from '../../kernel/actor.ts';
import { dayOf } from '../../kernel/time.ts';
import * as contract from '../../modules/discovery/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp } from './app.ts';
import { publishPolicy } from './policies.ts';
import { storyOf } from './story.ts';
import { makeWorld } from './world.ts';

export type Said = Readonly<Record<string, boolean | string | null>>;
export const today = dayOf(new Date().toISOString());
export const say = (facts: Said) =>
  Object.entries(facts).map(([name, value]) => ({ id: newId(), name, value, at: today, source: 'visit' as const }));
/** The refusal's code, or `done`. */
export const codeOf = (outcome: { outcome: string; code?: string }) => (outcome.outcome === 'refused' ? outcome.code : 'done');

/**
 * S3: an office with a policy for people on low income whose own costs for out-patient care exceed an amount (RELIEF), which leads to MZ-001,
 * and one for households with little income (HOUSE). After each step here the jobs that it brought are done.
 */
export const openRelief = async () => {
  const app = await openApp();
  const world = await makeWorld(app);
  const story = storyOf(app, world);
  await story.publish();
  const relief = await publishPolicy(app, world, {
    code: 'RELIEF',
    rule: '低保 and 本年门诊自付 > 5000',
    itemCode: 'MZ-001',
    examples: [
      { name: '花了 6000', facts: { 低保: true, 本年门诊自付: '6000' }, expect: 'yes' },
      { name: '不是低保', facts: { 低保: false }, expect: 'no' },
    ],
  });
  const household = await publishPolicy(app, world, {
    code: 'HOUSE',
    rule: 'sum(户.月收入) < 3000',
    line: '人社',
    examples: [
      { name: '少', facts: { 月收入: '100' }, expect: 'yes' },
      { name: '多', facts: { 月收入: '9000' }, expect: 'no' },
    ],
  });
  const rows = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
    withClient(app.db.ownerUrl, async (owner) => (await owner.query(sql, params)).rows as T[]);
  const leadsOf = (resident: string, of = relief) =>
    rows<{ id: string; state: string; basis: string }>(
      'select id, state, basis from discovery_lead where resident = $1 and policy = $2 order by opened_at, id',
      [resident, of.policy],
    );
  return {
    app,
    world,
    story,
    relief,
    household,
    rows,
    leadsOf,
    statesOf: async (resident: string, of = relief) => (await leadsOf(resident, of)).map(({ state }) => state),
    lastLead: async (resident: string): Promise<string> => (await leadsOf(resident)).at(-1)!.id,
    async tellFacts(resident: string, facts: Said): Promise<void> {
      await app.did(world.by.helper, residents.recordFacts, { resident, facts: say(facts) });
      await app.jobs();
    },
    async person(facts: Said, over: object = {}): Promise<string> {
      const id = await story.resident(world.by.clerk, { facts: say(facts), ...over } as never);
      await app.jobs();
      return id;
    },
    /** By code of the policy: the verdict, then what it waits for. */
    async verdictsOf(resident: string): Promise<Record<string, string[]>> {
      const found = await rows<{ code: string; verdict: string; missing: string[] }>(
        'select p.code, v.verdict, v.missing from discovery_verdict v join discovery_policy p on p.id = v.policy where v.resident = $1',
        [resident],
      );
      return Object.fromEntries(found.map(({ code, verdict, missing }) => [code, [verdict, ...missing]]));
    },
    page: (resident: string, over: object = {}, as: Actor = world.by.helper) =>
      app.ask(as, contract.ofResident, { id: resident, reason: 'other', words: '走访', ...over }),
    seqOf: async (id: string): Promise<number> =>
      (await rows<{ seq: number }>('select seq from stream_head where stream_id = $1', [id]))[0]?.seq ?? 0,
  };
};
