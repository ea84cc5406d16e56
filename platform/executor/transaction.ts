import { createHash } from 'node:crypto';
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

const runner =
  (client: PoolClient): Run =>
  (statement) =>
    client.query({ name: nameOf(statement.sql), text: statement.sql, values: statement.params as unknown[] });

const ACT = `select set_config('daiban.post', $1, true), set_config('daiban.district', $2, true)`;

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
  mode: 'read' | 'write',
  use: (tx: Transaction) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  const run = runner(client);
  let open = true;
  const begun = Promise.all([
    run({ sql: mode === 'read' ? 'begin read only' : 'begin', params: [] }),
    run({ sql: ACT, params: [actor.post, actor.district] }),
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
  let broken: Error | undefined;
  try {
    return await use(tx);
  } finally {
    if (open) {
      try {
        await tx.rollback();
      } catch (error) {
        broken = error as Error;
      }
    }
    client.release(broken);
  }
};
