import { resolve } from 'node:path';
import { loadDatabase } from '../backup/load.ts';
import { openDatabase } from '../db/open.ts';
import { type Run, settingsOf } from './command.ts';

/** An export into the database of DATABASE_URL (or of an empty data folder). Keep the data folder: it holds keys, seals and documents. */
export const run: Run = async (args) => {
  const { config, values } = settingsOf(args, ['DIR']);
  const database = await openDatabase(config);
  try {
    const { tables } = await loadDatabase(database.ownerUrl, resolve(values[0]!));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`装入好了：${tables.length} 张表、${rows} 行。请运行 ./daiban verify 核对。`);
    console.log(`Loaded ${tables.length} tables, ${rows} rows. Run ./daiban verify to check.`);
    return 0;
  } finally {
    await database.stop();
  }
};
