import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { openKeys } from '../crypto/index.ts';
import { inSnapshot, joinWhole } from './snapshot.ts';
import { walk } from './walk.ts';

/** One part of the ledger, walked in a thread of its own in the snapshot of the others. */
export type WalkPart = { readonly url: string; readonly snapshot: string; readonly where: string; readonly keysFolder: string };

const { url, snapshot, where, keysFolder } = workerData as WalkPart;
const client = new pg.Client(url);
await client.connect();
try {
  await inSnapshot(client, snapshot);
  await joinWhole(client, true);
  parentPort!.postMessage(await walk(client, where, openKeys(keysFolder, { create: false })));
} finally {
  await client.end();
}
