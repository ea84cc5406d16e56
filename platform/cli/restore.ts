import { restore, unpack } from '../backup/archive.ts';
import { openDatabase } from '../db/open.ts';
import { type Run, settingsOf } from './command.ts';
import { blobsOf } from './office.ts';
import { passphrase } from './passphrase.ts';

/** Brings a backup into an empty data folder (and an empty DATABASE_URL, where set). The archive and the passphrase are checked first. */
export const run: Run = async (args) => {
  const { config, values } = settingsOf(args, ['FILE']);
  const secret = await passphrase('known');
  const unpacked = await unpack(values[0]!, config.dataDir, secret);
  try {
    const database = await openDatabase(config);
    try {
      const office = { dataDir: config.dataDir, ownerUrl: database.ownerUrl, blobs: blobsOf(config) };
      const { rows, documents, erased } = await restore(office, unpacked, secret);
      console.log(`恢复好了：${rows} 行、${documents} 份文件，按依法删除清单再次删除 ${erased} 处。请运行 ./daiban verify 核对。`);
      console.log(`Restored ${rows} rows and ${documents} documents; erased ${erased} details again. Run ./daiban verify to check.`);
      return 0;
    } finally {
      await database.stop();
    }
  } finally {
    unpacked.remove();
  }
};
