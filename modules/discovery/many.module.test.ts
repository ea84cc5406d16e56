import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { withClient } from '../../platform/db/engine.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import { openRelief, today } from '../../tests/support/relief.ts';
import * as contract from './contract.ts';

/** 50,000 residents, 20 policies, 80,000 verdicts and 20,000 leads, made past the application because only reading is tested here. */

type S3 = Awaited<ReturnType<typeof openRelief>>;
let s3: S3;
let by: S3['world']['by'];

/** PostgreSQL has a function for it only from 18 on. */
const V7 = `overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid`;

const MADE = [
  // one in ten on 蚂蚁岛, the others on 白沙岛
  `insert into residents_resident (district, id, area, name, registered_at, name_words, home_words, address)
   select $1, ${V7}, case when n % 10 = 0 then $2 else $3 end, '多' || n, now(), '{}', '{}', '灯塔弄7号' from generate_series(1, 50000) n`,
  `insert into discovery_policy (district, id, code) select $1, ${V7}, 'COPY-' || n from generate_series(1, 18) n`,
  `insert into discovery_version (district, id, policy, version, state, valid_from, name, areas, body, reads, impact, written_by, writers, written_at, published_by, published_at)
   select v.district, ${V7}, p.id, 1, v.state, v.valid_from, v.name, v.areas, v.body, v.reads, v.impact, v.written_by, v.writers, v.written_at, v.published_by, v.published_at
   from discovery_version v join discovery_policy p on p.district = v.district and p.code like 'COPY-%' where v.policy = $1`,
  `create temporary table pair as
   select r.id as resident, r.area, v.policy, v.id as version, r.n, v.m from
     (select id, area, row_number() over (order by id) as n from residents_resident where name like '多%') r
     join (select policy, id, row_number() over (order by policy) as m from discovery_version where state = 'published') v
       on v.m = r.n % 20 + 1 or v.m = (r.n * 7) % 20 + 1 and r.n % 5 < 3`,
  `insert into discovery_verdict (district, resident, policy, version, area, verdict, missing, since)
   select $1, resident, policy, version, area, case when n % 5 < 2 and m = n % 20 + 1 then 'yes' else 'unknown' end,
     case when n % 5 < 2 and m = n % 20 + 1 then '{}' when n % 3 = 0 then '{本年门诊自付}' else '{本年门诊自付,月收入}' end::text[], current_date
   from pair on conflict do nothing`,
  `insert into discovery_lead (district, id, area, resident, policy, version, basis, state, green, found_by, opened_at, moved_at)
   select district, ${V7}, area, resident, policy, version, md5(resident::text), (array['to_tell','told','declined'])[n % 3 + 1], n % 10 = 0, 'screening',
     now() - n * interval '1 minute', now()
   from (select *, row_number() over (order by resident)::int as n from discovery_verdict where verdict = 'yes') v`,
];

beforeAll(async () => {
  s3 = await openRelief();
  ({ by } = s3.world);
  const { district, areas } = s3.world;
  const given = [[district, areas.group1, areas.baisha], [district], [s3.relief.policy], [], [district], []];
  await withClient(s3.app.db.ownerUrl, async (owner) => {
    for (const [i, sql] of MADE.entries()) await owner.query(sql, given[i]);
    await owner.query('analyze');
  });
}, 180_000);
afterAll(() => s3?.app.close());

type Looked = { readonly answer: unknown; readonly plans: readonly string[]; readonly ms: number };
/** Answers a question as the app's role does, each statement explained; then once more, timed. */
const lookInto = async <C extends (typeof QUESTIONS)[number][1]>(as: Actor, read: C, query: z.input<C['query']>): Promise<Looked> => {
  const { app } = s3;
  const reader = app.registry.readers.get(read.name)!;
  const asked = read.query.parse(query) as never;
  const now = new Date().toISOString();
  const ctx = { actor: as, now, today, services: app.services, calendar: app.services.calendar(as.district) };
  const plans: string[] = [];
  await inTransaction(app.pool, as, 'read', async (tx) => {
    const explained: typeof tx = {
      ...tx,
      rows: async (sql, params) => {
        const plan = await tx.rows<{ 'QUERY PLAN': string }>(`explain ${sql}`, params);
        plans.push(plan.map((line) => line['QUERY PLAN']).join('\n'));
        return tx.rows(sql, params);
      },
    };
    await reader.run(explained, asked, ctx);
  });
  const began = performance.now();
  const answer = await inTransaction(app.pool, as, 'read', (tx) => reader.run(tx, asked, ctx));
  return { answer, plans, ms: performance.now() - began };
};

const QUESTIONS = [
  ['the worklist, all open', contract.leads, () => ({})],
  ['the worklist, of a policy', contract.leads, () => ({ policy: s3.relief.policy })],
  ['the worklist, told, far in', contract.leads, () => ({ state: 'told' as const, limit: 200 })],
  ['policies with their funnels', contract.policies, () => ({ limit: 200 })],
  ['a round over an island', contract.round, () => ({ under: s3.world.areas.mayi })],
] as const;

describe('among many', () => {
  test.each(QUESTIONS)('[D2] [D3] [D4] %s: an island’s by index, never through everybody', async (name, read, queryOf) => {
    const island = await lookInto(by.helper, read, queryOf() as never);
    const district = await lookInto(by.centreClerk, read, queryOf() as never);
    console.info(`${name}: ${island.ms.toFixed(1)} ms of one island, ${district.ms.toFixed(1)} ms of the whole district`);
    if (process.env.TEST_PLANS !== undefined) console.info([...island.plans, ...district.plans].join('\n\n'));
    expect(island.plans.length).toBeGreaterThan(0);
    for (const plan of island.plans) expect(plan).not.toMatch(/Seq Scan on (discovery_lead|discovery_verdict|residents_resident) /);
  });

  test('[D4] the first page of everybody’s open leads is read in its order, not sorted', async () => {
    const { plans } = await lookInto(by.centreClerk, contract.leads, {});
    expect(plans.some((plan) => plan.includes('discovery_lead_open_list'))).toBe(true);
  });

  test('[D2] the funnel of an island comes from its part of the index', async () => {
    const { app } = s3;
    const reader = app.registry.readers.get(contract.policies.name)!;
    const ctx = {
      actor: by.helper,
      now: new Date().toISOString(),
      today,
      services: app.services,
      calendar: app.services.calendar(by.helper.district),
    };
    const { answer, walked } = await inTransaction(app.pool, by.helper, 'read', async (tx) => {
      // of this session, so that nobody else's walks count
      const walks = async () =>
        (
          await tx.rows<{ n: number }>(
            `select sum(seq_scan)::int as n from pg_stat_xact_user_tables where relname in ('discovery_lead', 'discovery_verdict', 'residents_resident')`,
          )
        )[0]!.n;
      const before = await walks();
      const answer = await reader.run(tx, contract.policies.query.parse({ limit: 200 }), ctx);
      return { answer, walked: (await walks()) - before };
    });
    expect(walked).toBe(0);
    const { rows } = contract.policies.answer.parse(answer);
    const counted = await s3.rows<{ n: number }>(
      `select count(*)::int as n from discovery_verdict where verdict = 'unknown' and starts_with(area, $1)`,
      [s3.world.areas.mayi],
    );
    expect(rows.reduce((sum, { funnel }) => sum + funnel.unknown, 0)).toBe(counted[0]!.n);
  });

  test('[D4] the worklist goes on to its end', async () => {
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page: z.output<typeof contract.leads.answer> = await s3.app.ask(by.helper, contract.leads, {
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      });
      for (const { id } of page.rows) seen.add(id);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    const { counts } = await s3.app.ask(by.helper, contract.leads, { limit: 1 });
    expect(seen.size).toBe(counts!.to_tell! + counts!.told!);
  });
});
