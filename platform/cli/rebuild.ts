import type { ClientBase } from 'pg';
import { withClient } from '../db/engine.ts';
import { reachDatabase } from '../db/open.ts';
import type { Statement } from '../executor/types.ts';
import { type Run, settingsOf } from './command.ts';
import { dataFolder } from './office.ts';

/** Runs statements as one. @returns the rows that the last one wrote */
export const runTogether = async (client: ClientBase, statements: readonly Statement[]): Promise<number> => {
  let written = 0;
  await client.query('begin');
  try {
    for (const { sql, params } of statements) written = (await client.query(sql, [...params])).rowCount ?? 0;
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  return written;
};

/** Drops the open-work queue and makes it anew from the tasks and clocks. Work may go on: it waits for a moment. */
export const run: Run = async (args) => {
  const { config } = settingsOf(args);
  dataFolder(config);
  const { queueAnew } = (await import(new URL('../../modules/work/index.ts', import.meta.url).href)) as {
    queueAnew: readonly Statement[];
  };
  const database = await reachDatabase(config);
  try {
    const open = await withClient(database.ownerUrl, (owner) => runTogether(owner, queueAnew));
    console.log(`待办队列重排好了，共 ${open} 条。 The work queue was made anew: ${open} tasks.`);
    return 0;
  } finally {
    await database.stop();
  }
};
