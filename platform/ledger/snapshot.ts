import pg from 'pg';

/** Opens a read-only transaction that sees one moment. @param snapshot another session's, to see the same moment */
export const inSnapshot = async (client: pg.ClientBase, snapshot?: string): Promise<void> => {
  await client.query('begin isolation level repeatable read read only');
  if (snapshot !== undefined) await client.query(`set transaction snapshot ${pg.escapeLiteral(snapshot)}`);
  // A long look over everything: nobody waits for it, and sorting needs room.
  await client.query(`set local statement_timeout = 0; set local work_mem = '128MB'; set local timezone = 'UTC'`);
};

/** Name under which other sessions can share this one's moment, as long as its transaction is open. */
export const exportSnapshot = async (client: pg.ClientBase): Promise<string> => {
  const { rows } = await client.query<{ name: string }>('select pg_export_snapshot() as name');
  return rows[0]!.name;
};
