import { parseCronItems, run } from 'graphile-worker';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { isConnectionLost } from '../db/lost.ts';
import { createPool } from '../db/pool.ts';
import { silent } from './queue.ts';

/** What a task may know beside its payload. It acts as its district's system post: through the executor, or in a transaction of that post. */
export type JobContext = { readonly actor: Actor; readonly jobId: string /** first try: 1 */; readonly attempt: number };

/** @throws when it must be tried again; the queue waits longer each time, for some days */
export type Task = (payload: Readonly<Record<string, unknown>>, context: JobContext) => Promise<void>;

/** What is done once a night for the whole database, of no district: it gets connections of the role `worker`. @throws as a task does */
export type Nightly = (pool: Pool) => Promise<void>;

export type JobsOptions = {
  /** Connection string of the role `worker`. */
  readonly url: string;
  readonly tasks: Readonly<Record<string, Task>>;
  /** Tasks that run for each district at 00:05 in Shanghai; a night that was slept through is made up for at the next start. */
  readonly daily?: readonly string[];
  /** Done once a night, at the same time, by one process of all. */
  readonly nightly?: Readonly<Record<string, Nightly>>;
  /** At once, in this process. */
  readonly concurrency?: number;
  /** What the operator should know; never personal data. */
  report(message: string): void;
};

export type JobCounts = { readonly done: number; readonly failed: number };

export type Jobs = {
  /** Since the start of this process. */
  counts(): JobCounts;
  /** Jobs in the database that wait for their turn or another try. */
  waiting(): Promise<number>;
  /** Takes no new job and waits for those that run. */
  stop(): Promise<void>;
};

const addressed = z.looseObject({ district: z.string() });

/** The library counts in UTC: 16:05 is five past midnight in Shanghai, where the clock never changes. */
const DAILY = '5 16 * * *';
const DAY_MS = 24 * 60 * 60 * 1000;

/** Works through the queue until `stop`. Start it after `migrateJobs`. */
export const runJobs = async ({ url, tasks, daily = [], nightly = {}, concurrency = 2, report }: JobsOptions): Promise<Jobs> => {
  const unknown = daily.find((name) => tasks[name] === undefined);
  if (unknown !== undefined) throw new Error(`no task is called ${unknown}`);
  let done = 0;
  let failed = 0;
  const pool = createPool(url, {
    max: concurrency + 3,
    name: 'daiban jobs',
    onError: (error) => report(`connection for jobs lost: ${error.message}`),
  });
  // A connection in use that breaks fails its query, which says so; without a listener it would end this process.
  pool.on('connect', (client) => client.on('error', () => {}));
  /** Counts a job, and tells of one that failed. */
  const attempt = async (
    name: string,
    job: { readonly id: string; readonly attempts: number },
    work: () => Promise<void>,
  ): Promise<void> => {
    const begun = performance.now();
    try {
      await work();
      done += 1;
    } catch (error) {
      failed += 1;
      const kind = kindOf(error);
      report(`job ${name} ${job.id} failed at try ${job.attempts} after ${Math.round(performance.now() - begun)} ms: ${kind}`);
      // The queue keeps the message: only the kind, which quotes nobody.
      throw new Error(kind);
    }
  };
  type Helpers = { readonly job: { readonly id: string; readonly attempts: number } };
  const ofDistricts = Object.entries(tasks).map(([name, task]) => [
    name,
    async (payload: unknown, { job }: Helpers) => {
      const parsed = addressed.safeParse(payload);
      if (!parsed.success) return everywhere(pool, name);
      return attempt(name, job, async () =>
        task(parsed.data, { actor: await systemActor(pool, parsed.data.district), jobId: job.id, attempt: job.attempts }),
      );
    },
  ]);
  const ofAll = Object.entries(nightly).map(([name, work]) => [
    name,
    (_payload: unknown, { job }: Helpers) => attempt(name, job, () => work(pool)),
  ]);
  const taskList = Object.fromEntries([...ofDistricts, ...ofAll]);
  outlast(pool);
  const runner = await run({
    pgPool: pool,
    concurrency,
    taskList,
    parsedCronItems: parseCronItems(
      [...daily, ...Object.keys(nightly)].map((task) => ({ task, match: DAILY, options: { backfillPeriod: DAY_MS, maxAttempts: 20 } })),
    ),
    noHandleSignals: true,
    logger: silent,
    pollInterval: 2_000,
  });
  let stopping = false;
  runner.promise.catch((error: unknown) => {
    if (!stopping) report(`the job runner stopped: ${kindOf(error)}`);
  });
  return {
    counts: () => ({ done, failed }),
    waiting: async () => {
      const { rows } = await pool.query<{ waiting: number }>(
        'select count(*)::int as waiting from graphile_worker.jobs where locked_at is null and attempts < max_attempts',
      );
      return rows[0]!.waiting;
    },
    stop: async () => {
      stopping = true;
      await runner.stop();
      await pool.end();
    },
  };
};

/** What the queue takes for a reason to ask again soon: it knows few, and ends the process with any other that meets its own bookkeeping. */
const ASK_AGAIN = '40001';

const askAgain = (error: unknown): never => {
  throw isConnectionLost(error) ? Object.assign(new Error('the connection was lost', { cause: error }), { code: ASK_AGAIN }) : error;
};

/** Connections that break under the queue are asked for anew: a restart of the database must not end the office. */
const outlast = (pool: Pool): void => {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  pool.connect = ((...args: unknown[]) => {
    const lent = connect(...args);
    return lent instanceof Promise ? lent.catch(askAgain) : lent;
  }) as typeof pool.connect;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const answer = query(...args);
      return answer instanceof Promise ? answer.catch(askAgain) : answer;
    }) as typeof client.query;
  });
};

/** Name, code and place of an error; its message may quote what a person typed. */
const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'not an error';
  const place = error.stack?.split('\n').find((line) => line.startsWith('    at ')) ?? '';
  return [error.name, (error as { code?: string }).code, place.trim().replace(/\(?file:.*\/([^/]+:\d+):\d+\)?$/, '$1')]
    .filter(Boolean)
    .join(' ');
};

/** A job without a district is for each: one job a district, so that one that fails is tried again alone. */
const everywhere = async (pool: Pool, name: string): Promise<void> => {
  await pool.query(
    `select platform_add_job($1, json_build_object('district', s.district), null, $1 || '.' || s.district) from platform_system_posts(null) s`,
    [name],
  );
};

type SystemPost = { district: string; person: string; name: string; post: string; area: string; ranges: string[] };

/** The system post of a district, for whoever works through the role `worker`. @throws when the district is not open */
export const systemActor = async (pool: Pool, district: string): Promise<Actor> => {
  const { rows } = await pool.query<SystemPost>('select * from platform_system_posts($1)', [district]);
  const found = rows[0];
  if (found === undefined) throw new Error('the district has no system post');
  return { ...found, role: 'system', site: null, department: null };
};
