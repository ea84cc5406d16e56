import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { inTransaction } from '../executor/transaction.ts';
import { type Jobs, job, runJobs, type Task } from './index.ts';

let app: TestApp;
let world: World;
let jobs: Jobs | undefined;
const told: string[] = [];
const ran: { payload: unknown; post: string; attempt: number }[] = [];

/** Waits until a condition holds. @throws after a second, the longest that a job may wait to be picked up */
const within = async (holds: () => boolean | Promise<boolean>, ms = 1_000): Promise<void> => {
  const until = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('it did not happen in time');
    await new Promise((wait) => setTimeout(wait, 20));
  }
};

const note: Task = async (payload, { actor, attempt }) => void ran.push({ payload, post: actor.post, attempt });
const fail: Task = async () => {
  throw new TypeError('王阿婆 13800000000 could not be reached');
};

/** Runs a statement as a command's projection would: as the app role, in the acting post's transaction. */
const enqueue = (statement: ReturnType<typeof job>, keep = true): Promise<void> =>
  inTransaction(app.pool, world.by.clerk, 'write', async (tx) => {
    if (keep) return tx.commit([statement]);
    await tx.run(statement);
    await tx.rollback();
  });

beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  jobs = await runJobs({
    url: app.db.workerUrl,
    tasks: { note, fail, 'some.module': note },
    daily: ['note', 'some.module'],
    report: (message) => void told.push(message),
  });
});
afterAll(async () => {
  await jobs?.stop();
  await app.close();
});

describe('a job', () => {
  test('of a transaction that rolls back never was', async () => {
    await enqueue(job('note', world.district, { subject: 'rolled back' }), false);
    await enqueue(job('note', world.district, { subject: 'kept' }));
    await within(() => ran.length > 0);
    expect(ran).toEqual([{ payload: { subject: 'kept', district: world.district }, post: world.by.system.post, attempt: 1 }]);
    expect(jobs!.counts()).toEqual({ done: 1, failed: 0 });
  });

  test('that fails is tried again later, and neither log nor queue repeats what it said', async () => {
    await enqueue(job('fail', world.district));
    await within(() => told.length > 0);
    expect(told.join()).toMatch(/^job fail \d+ failed at try 1 .*TypeError/);
    const owner = new pg.Client(app.db.ownerUrl);
    await owner.connect();
    const waits = async () => {
      const { rows } = await owner.query<{ attempts: number; later: boolean; last_error: string }>(
        'select attempts, run_at > now() as later, last_error from graphile_worker.jobs where attempts > 0 and locked_at is null',
      );
      return rows;
    };
    await within(async () => (await waits()).length === 1);
    const [row] = await waits();
    await owner.end();
    expect(row).toMatchObject({ attempts: 1, later: true });
    expect(`${told.join()} ${row!.last_error}`).not.toMatch(/王阿婆|13800000000/);
    await expect(jobs!.waiting()).resolves.toBe(1);
  });

  test('without a district is done for each', async () => {
    ran.length = 0;
    const worker = new pg.Client(app.db.workerUrl);
    await worker.connect();
    await worker.query(`select platform_add_job('note', '{"_cron": {}}', null, null)`);
    await worker.end();
    await within(() => ran.length > 0);
    expect(ran).toMatchObject([{ payload: { district: world.district }, post: world.by.system.post }]);
  });

  test('can be put in by the application and by no other way', async () => {
    const client = new pg.Client(app.db.appUrl);
    await client.connect();
    for (const sql of [
      `select graphile_worker.add_job('note')`,
      'select * from graphile_worker.jobs',
      'select platform_system_posts(null)',
    ])
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  test('of a name that nobody does is refused at the start', async () => {
    await expect(runJobs({ url: app.db.workerUrl, tasks: {}, daily: ['none'], report: () => {} })).rejects.toThrow(
      'no task is called none',
    );
  });
});

describe('the queue', () => {
  test('[W4] cut off while it notes that a job failed goes on, and the job is done again', async () => {
    const { promise: running, resolve: begun } = Promise.withResolvers<string>();
    const { promise: may, resolve: go } = Promise.withResolvers<void>();
    const cut: Task = async (_payload, { attempt, jobId }) => {
      if (attempt > 1) return;
      begun(jobId);
      await may;
      throw new Error('cut');
    };
    const other = await runJobs({ url: app.db.workerUrl, tasks: { cut }, report: () => {} });
    const [owner, worker] = [new pg.Client(app.db.ownerUrl), new pg.Client(app.db.workerUrl)];
    await Promise.all([owner.connect(), worker.connect()]);
    try {
      await enqueue(job('cut', world.district, {}));
      // Its note waits for a lock, and the connection ends while it waits.
      const id = await running;
      await owner.query('begin');
      await owner.query('select 1 from graphile_worker._private_jobs where id = $1 for update', [id]);
      go();
      const end = `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'daiban jobs' and datname = current_database() and wait_event_type = 'Lock'`;
      await within(async () => (await worker.query(end)).rowCount === 1, 5_000);
      await owner.query('rollback');
      const again = 'update graphile_worker._private_jobs set run_at = now() where id = $1 and locked_at is null';
      await within(async () => (await owner.query(again, [id])).rowCount === 1, 5_000);
      await within(() => other.counts().done === 1, 5_000);
      expect(other.counts()).toEqual({ done: 1, failed: 1 });
    } finally {
      await Promise.all([owner.end(), worker.end()]);
      await other.stop();
    }
  });
});

describe('what is done once a night', () => {
  test('is of no district, gets the worker’s rights, and is tried again when it fails', async () => {
    let tries = 0;
    const roles: unknown[] = [];
    const nightly = {
      sweep: async (pool: pg.Pool) => {
        roles.push(...(await pool.query('select current_user')).rows);
        tries += 1;
        if (tries === 1) throw new Error('the disk is full');
      },
    };
    const reports: string[] = [];
    const night = await runJobs({ url: app.db.workerUrl, tasks: {}, nightly, report: (message) => void reports.push(message) });
    const owner = new pg.Client(app.db.ownerUrl);
    await owner.connect();
    try {
      await owner.query(`select graphile_worker.add_job('sweep', '{"_cron": {}}')`);
      await within(() => night.counts().failed === 1);
      expect(reports.join()).toMatch(/^job sweep \d+ failed at try 1 .*Error/);
      await owner.query(`update graphile_worker._private_jobs set run_at = now() where locked_at is null`);
      await within(() => night.counts().done === 1, 5_000);
      expect(roles).toEqual([{ current_user: 'daiban_worker' }, { current_user: 'daiban_worker' }]);
    } finally {
      await owner.end();
      await night.stop();
    }
  });
});
