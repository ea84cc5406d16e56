import pg from 'pg';
import type { TestApp } from '../support/app.ts';

/** Whoever acts: the post, in the district of the test's world unless another is named. */
export type Post = { readonly post: string; readonly district?: string };
export type Row = Record<string, unknown>;
export type Sql = readonly [text: string, ...params: unknown[]];

/**
 * SQL as the role `app` under an acting post, the domain gone. Every transaction is rolled back, after the constraints that wait
 * for its end were asked.
 */
export const openBypass = async (app: TestApp, district: string) => {
  const client = new pg.Client(app.db.appUrl);
  await client.connect();
  return {
    /** Runs statements as a post (null: nobody). @returns the rows of the last; throws PostgreSQL's refusal */
    async as(actor: Post | null, ...statements: readonly Sql[]): Promise<Row[]> {
      await client.query('begin');
      try {
        if (actor !== null)
          await client.query(`select set_config('daiban.post', $1, true), set_config('daiban.district', $2, true)`, [
            actor.post,
            actor.district ?? district,
          ]);
        let rows: Row[] = [];
        for (const [text, ...params] of statements) ({ rows } = await client.query(text, params));
        await client.query('set constraints all immediate');
        return rows;
      } finally {
        await client.query('rollback');
      }
    },
    close: () => client.end(),
  };
};
export type Bypass = Awaited<ReturnType<typeof openBypass>>;
