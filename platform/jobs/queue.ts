import { Logger, runMigrations } from 'graphile-worker';
import { withClient } from '../db/engine.ts';
import { type Statement, sql } from '../executor/types.ts';

/** The library's own log would repeat messages of errors, and with them what a person typed; `runJobs` says what the operator needs. */
export const silent = new Logger(() => () => {});

/**
 * Makes the queue's schema, as the owner, and gives the worker its rights on it: the library closes its tables by row-level security.
 * The application has no right on them; it puts jobs in through `platform_add_job`.
 */
export const migrateJobs = async (ownerUrl: string): Promise<void> => {
  await runMigrations({ connectionString: ownerUrl, logger: silent });
  await withClient(ownerUrl, (owner) =>
    owner.query(`do $$
      declare t record;
      begin
        perform pg_advisory_xact_lock(842004);
        grant usage on schema graphile_worker to daiban_worker;
        grant select, insert, update, delete on all tables in schema graphile_worker to daiban_worker;
        grant usage on all sequences in schema graphile_worker to daiban_worker;
        grant execute on all functions in schema graphile_worker to daiban_worker;
        for t in select c.relname from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
            and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'daiban_worker') loop
          execute format('create policy daiban_worker on graphile_worker.%I to daiban_worker using (true) with check (true)', t.relname);
        end loop;
      end $$`),
  );
};

export type JobOptions = {
  /** ISO instant before which it does not run */
  readonly runAt?: string;
  /** Of two waiting jobs with the same key the later one replaces the earlier. */
  readonly key?: string;
};

/**
 * A job as a statement for a projection: it is there when the command's transaction commits, and not otherwise.
 * @param payload ids, never personal data: it stands in the queue as it is
 */
export const job = (name: string, district: string, payload: Readonly<Record<string, unknown>> = {}, options: JobOptions = {}): Statement =>
  sql(
    'select platform_add_job($1, $2, $3, $4)',
    name,
    JSON.stringify({ ...payload, district }),
    options.runAt ?? null,
    options.key === undefined ? null : `${name}.${district}.${options.key}`,
  );
