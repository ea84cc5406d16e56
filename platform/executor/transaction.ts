import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';
import type { Actor } from '../../kernel/actor.ts';
import type { Statement, Tx } from './types.ts';

const names = new Map<string, string>();

/** Statements are prepared under a name made from their text; a text built from user input must never come here. */
const nameOf = (text: string): string => {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
    names.set(text, name);
  }
  return name;
};

type Run = (statement: Statement) => Promise<{ rows: unknown[]; command: string }>;

/** Statements started in one turn leave in one write: a system call for each costs more than the sending. */
const sendTogether = (client: PoolClient): void => {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
};

const runner =
  (client: PoolClient): Run =>
  (statement) => {
    sendTogether(client);
    return client.query({ name: nameOf(statement.sql), text: statement.sql, values: statement.params as unknown[] });
  };

/** Sets who acts. What the post may see every policy asks the database itself: it can't be told. */
const ACT = `select set_config('daiban.district', $1, true), set_config('daiban.post', $2, true)`;
const ACT_PLANNED_ONCE = `${ACT}, set_config('plan_cache_mode', 'force_generic_plan', true)`;

/**
 * `command` and `quick read` have each statement planned once for the connection: with row-level security in it planning costs as much as
 * running. Only where rows are found by key, or in the one way there is: a list planned without its limit may walk a whole table.
 */
export type Mode = 'read' | 'quick read' | 'write' | 'command';

/** An open transaction of one post. Calls that don't wait for one another travel together (the pool's connections are pipelined). */
export type Transaction = Tx & {
  run: Run;
  /** Sends the statements and COMMIT in one go; throws the first error, in which case nothing was kept. */
  commit(statements: readonly Statement[]): Promise<void>;
  rollback(): Promise<void>;
};

/** Opens a transaction acting as `actor`. `use` must end it; whatever happens the connection goes back clean. */
export const inTransaction = async <T>(
  pool: Pool,
  actor: Pick<Actor, 'post' | 'district'>,
  mode: Mode,
  use: (tx: Transaction) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  const run = runner(client);
  let open = true;
  const begun = Promise.all([
    run({ sql: mode === 'read' || mode === 'quick read' ? 'begin read only' : 'begin', params: [] }),
    run({ sql: mode === 'command' || mode === 'quick read' ? ACT_PLANNED_ONCE : ACT, params: [actor.district, actor.post] }),
  ]);
  begun.catch(() => {}); // the caller's first await reports it; this only keeps it from counting as unhandled
  const tx: Transaction = {
    run,
    async rows<R>(text: string, params: readonly unknown[] = []) {
      const [, result] = await Promise.all([begun, run({ sql: text, params })]);
      return result.rows as R[];
    },
    async row<R>(text: string, params: readonly unknown[] = []) {
      const [, result] = await Promise.all([begun, run({ sql: text, params })]);
      return result.rows[0] as R | undefined;
    },
    async last<R>(text: string, params: readonly unknown[] = []) {
      if (mode === 'write' || mode === 'command') throw new Error('a transaction that writes ends with commit');
      const result = run({ sql: text, params });
      const ended = tx.rollback();
      const [, { rows }] = await Promise.all([begun, result, ended]);
      return rows as R[];
    },
    async commit(statements) {
      const all = [...statements.map(run), run({ sql: 'commit', params: [] })];
      open = false;
      const settled = await Promise.allSettled(all);
      const failed = settled.find((one) => one.status === 'rejected');
      if (failed) throw (failed as PromiseRejectedResult).reason;
      const last = settled[settled.length - 1] as PromiseFulfilledResult<{ command: string }>;
      if (last.value.command !== 'COMMIT') throw new Error('the transaction did not commit');
    },
    async rollback() {
      if (!open) return;
      open = false;
      await run({ sql: 'rollback', params: [] });
    },
  };
  try {
    return await use(tx);
  } finally {
    // Nobody waits for the end of a transaction that keeps nothing: a connection that can't even end it is thrown away.
    tx.rollback().then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
};
