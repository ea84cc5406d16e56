import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { MIGRATIONS, readMigrations, schemaVersion } from '../db/migrate.ts';
import type { Registry } from '../executor/registry.ts';
import type { Jobs } from '../jobs/index.ts';
import { createMetrics } from './metrics.ts';
import { mayReadMetrics } from './metrics-door.ts';
import { problems, sendRefusal } from './problem.ts';

export type Observed = {
  readonly pool: Pool;
  readonly registry: Registry;
  readonly jobs: Pick<Jobs, 'counts' | 'waiting'>;
  readonly sealing: { lag(): number };
  /** Lets `/metrics` be read from elsewhere; null: from this machine only. */
  readonly metricsToken: string | null;
};

/** Seals are due every 10 s; the operator hears of it when six are missing. */
const SEAL_LAG_S = 60;
/** A database that takes longer to say "here" is not there. */
const ANSWER_MS = 3_000;
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;

type Check = { readonly ok: boolean; readonly says: string };

/**
 * For whoever runs the office: `/healthz` (the process answers), `/readyz` (it can serve; 503 if not), `/metrics` (Prometheus).
 * They need no sign-in and hold no personal data; a proxy in front need not pass them on. `/metrics` answers this machine or the token's holder.
 */
export const registerObserve = (app: FastifyInstance, { pool, registry, jobs, sealing, metricsToken }: Observed): void => {
  const metrics = createMetrics();
  const requests = metrics.counter('daiban_http_requests_total', 'Requests by route and status.');
  const seconds = metrics.histogram('daiban_http_request_seconds', 'Time to the end of the answer, by route.', BOUNDS);
  const commands = metrics.counter('daiban_commands_total', 'Commands by name and outcome; a refusal by its code.');
  metrics.gauge('daiban_database_connections', 'Connections of the application.', async () => [
    [{ state: 'open' }, pool.totalCount],
    [{ state: 'idle' }, pool.idleCount],
    [{ state: 'waited_for' }, pool.waitingCount],
  ]);
  metrics.gauge('daiban_jobs', 'Jobs done and failed since the start of this process, and waiting in the queue.', async () => {
    const { done, failed } = jobs.counts();
    return [
      [{ state: 'done' }, done],
      [{ state: 'failed' }, failed],
      [{ state: 'waiting' }, await jobs.waiting()],
    ];
  });
  metrics.gauge('daiban_seal_lag_seconds', 'Since the ledger was last known to be sealed.', async () => [[{}, sealing.lag()]]);
  metrics.gauge('daiban_memory_bytes', 'Resident memory of this process.', async () => [[{}, process.memoryUsage.rss()]]);
  metrics.gauge('daiban_uptime_seconds', 'Since the start of this process.', async () => [[{}, process.uptime()]]);

  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route, never the address: that may hold codes and ids.
    const route = request.routeOptions.url ?? 'none';
    requests.add({ method: request.method, route, status: reply.statusCode });
    if (route !== LIVE) seconds.observe({ route }, reply.elapsedTime / 1000);
  });
  app.addHook('preSerialization', async (request, _reply, payload) => {
    if (request.routeOptions.url === COMMANDS)
      for (const [name, outcome] of outcomesOf(request.body, payload))
        commands.add({ name: registry.handlers.has(name) ? name : 'unknown', outcome });
    return payload;
  });

  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const checks = { database: await databaseCheck(pool), seals: sealCheck(sealing.lag()) };
    const ok = Object.values(checks).every((check) => check.ok);
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok, ...checks });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, metricsToken)) return sendRefusal(reply, problems.notForYou);
    return reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(await metrics.text());
  });
};

const COMMANDS = '/api/v1/commands';
/** Stays open for as long as a screen does. */
const LIVE = '/api/v1/live';

/** Name and outcome of each command of a batch; none where the batch itself was refused. */
const outcomesOf = (body: unknown, answer: unknown): readonly (readonly [name: string, outcome: string])[] => {
  const sent = (body as { commands?: readonly { name?: unknown }[] } | null)?.commands;
  const { outcomes } = answer as { outcomes?: readonly { outcome: string; code?: string }[] };
  if (outcomes === undefined || !Array.isArray(sent)) return [];
  return outcomes.map((one, i) => [String(sent[i]?.name), one.code ?? one.outcome]);
};

const databaseCheck = async (pool: Pool): Promise<Check> => {
  const connecting = pool.connect().catch(() => undefined);
  const client = await Promise.race([connecting, new Promise<undefined>((gone) => setTimeout(() => gone(undefined), ANSWER_MS).unref())]);
  if (client === undefined) {
    // One that comes too late goes back all the same.
    void connecting.then((late) => late?.release());
    return { ok: false, says: 'the database does not answer' };
  }
  try {
    const [there, wanted] = [await schemaVersion(client), (await readMigrations(MIGRATIONS)).at(-1)?.name];
    return there === wanted
      ? { ok: true, says: `schema ${there}` }
      : { ok: false, says: `the database is of ${there}, this program of ${wanted}` };
  } catch (error) {
    return { ok: false, says: `the database does not answer: ${(error as { code?: string }).code ?? (error as Error).name}` };
  } finally {
    client.release();
  }
};

const sealCheck = (lag: number): Check => ({ ok: lag <= SEAL_LAG_S, says: `sealed ${Math.round(lag)} s ago` });
