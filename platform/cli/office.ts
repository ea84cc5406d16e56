import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { type Blobs, diskBlobs, s3Blobs } from '../files/index.ts';
import { UsageFault } from './command.ts';

/** Commands that look at an office never make one: a mistyped folder is said. @throws UsageFault */
export const dataFolder = ({ dataDir }: Pick<Config, 'dataDir'>): string => {
  if (!existsSync(dataDir)) throw new UsageFault(`没有这个数据目录：${dataDir}`, `There is no data folder ${dataDir}`);
  return dataDir;
};

/** Where the office's documents lie. */
export const blobsOf = ({ objectStore, dataDir }: Config): Blobs =>
  objectStore === null ? diskBlobs(join(dataDir, 'documents')) : s3Blobs(objectStore);
