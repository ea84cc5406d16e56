import { existsSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { UsageFault } from './command.ts';

/** Commands that look at an office never make one: a mistyped folder is said. @throws UsageFault */
export const dataFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string => {
  if (!existsSync(dataDir)) throw new UsageFault(`没有这个数据目录：${dataDir}`, `There is no data folder ${dataDir}`);
  return dataDir;
};
