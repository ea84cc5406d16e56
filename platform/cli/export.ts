import { resolve } from 'node:path';
import { dumpDatabase } from '../backup/dump.ts';
import { reachDatabase } from '../db/open.ts';
import { type Run, settingsOf } from './command.ts';
import { dataFolder } from './office.ts';

/** The database as text files in an empty folder, for `load` into another PostgreSQL. Keys and documents stay where they are. */
export const run: Run = async (args) => {
  const { config, values } = settingsOf(args, ['DIR']);
  dataFolder(config);
  const database = await reachDatabase(config);
  try {
    const { tables, version } = await dumpDatabase(database.ownerUrl, resolve(values[0]!));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`导出好了：${tables.length} 张表、${rows} 行，版本 ${version}。 Exported ${tables.length} tables, ${rows} rows.`);
    return 0;
  } finally {
    await database.stop();
  }
};
