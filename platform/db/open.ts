import type { Config } from '../config/config.ts';
import { type Engine, findRunningEngine, openEngine } from './engine.ts';
import { openServer } from './server.ts';

type Where = Pick<Config, 'databaseUrl' | 'dataDir'>;

/** The office's database for the one server of a data folder. */
export const openDatabase = (where: Where): Promise<Engine> =>
  where.databaseUrl === null ? openEngine({ dataDir: where.dataDir }) : openServer(where.databaseUrl);

/** The office's database for a command, whether the server is running beside it or not. */
export const reachDatabase = async (where: Where): Promise<Engine> => {
  const running = where.databaseUrl === null ? findRunningEngine(where.dataDir) : null;
  return running === null ? openDatabase(where) : { ...running, failed: new Promise(() => {}), stop: async () => {} };
};
