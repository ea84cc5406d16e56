import { backup } from '../backup/archive.ts';
import { reachDatabase } from '../db/open.ts';
import { type Run, settingsOf } from './command.ts';
import { blobsOf, dataFolder } from './office.ts';
import { passphrase } from './passphrase.ts';

/** Database, documents, seals and the wrapped keys into one file, while the office runs or not. */
export const run: Run = async (args) => {
  const { config, values } = settingsOf(args, ['FILE']);
  dataFolder(config);
  const secret = await passphrase('new');
  const database = await reachDatabase(config);
  try {
    const made = await backup({ dataDir: config.dataDir, ownerUrl: database.ownerUrl, blobs: blobsOf(config) }, values[0]!, secret);
    const size = `${(made.bytes / 1024 / 1024).toFixed(1)} MB`;
    console.log(`备份好了：${values[0]}，${made.rows} 行、${made.documents} 份文件，${size}。恢复口令请写在纸上锁好，没有它打不开。`);
    console.log(
      `Backed up ${made.rows} rows and ${made.documents} documents, ${size}. Lock the passphrase away on paper: nothing opens without it.`,
    );
    return 0;
  } finally {
    await database.stop();
  }
};
