import pg from 'pg';

/** Opens a read-only transaction that sees one moment. @param snapshot another session's, to see the same moment */
export const inSnapshot = async (client: pg.ClientBase, snapshot?: string): Promise<void> => {
  await client.query('begin isolation level repeatable read read only');
  if (snapshot !== undefined) await client.query(`set transaction snapshot ${pg.escapeLiteral(snapshot)}`);
  // A long look over everything: nobody waits for it, and sorting needs room.
  await client.query(`set local statement_timeout = 0; set local work_mem = '128MB'; set local timezone = 'UTC'`);
};

/**
 * Whole tables are joined by hash, whatever the statistics say: just after a load or many inserts the planner takes them for nearly
 * empty and loops (94 s instead of 0.1 s over 32,000 entries). For a look at one stream, loops are right again.
 */
export const joinWhole = async (client: pg.ClientBase, whole: boolean): Promise<void> => {
  const others = whole ? 'off' : 'on';
  await client.query(`set local enable_nestloop = ${others}; set local enable_mergejoin = ${others}`);
};

/** Name under which other sessions can share this one's moment, as long as its transaction is open. */
export const exportSnapshot = async (client: pg.ClientBase): Promise<string> => {
  const { rows } = await client.query<{ name: string }>('select pg_export_snapshot() as name');
  return rows[0]!.name;
};
