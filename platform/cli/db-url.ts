import { findRunningEngine } from '../db/engine.ts';
import { type Run, settingsOf } from './command.ts';

/** Prints the owner's connection string, for the operator of the machine: `psql "$(./daiban db-url)"`. */
export const run: Run = async (args) => {
  const { config } = settingsOf(args);
  const url = config.databaseUrl ?? findRunningEngine(config.dataDir)?.ownerUrl;
  if (url !== undefined) {
    console.log(url);
    return 0;
  }
  console.error(
    `数据目录 ${config.dataDir} 的数据库没有运行，先用 ./daiban start 启动。\n` +
      `The database of ${config.dataDir} is not running; start it with ./daiban start.`,
  );
  return 1;
};
