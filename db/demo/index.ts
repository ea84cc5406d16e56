import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DemoSignIn } from '../../platform/auth/routes.ts';
import type { Suite } from '../../platform/config/config.ts';
import { withClient } from '../../platform/db/engine.ts';
import { DatabaseFault } from '../../platform/db/fault.ts';
import type { Given, Told } from './load-worker.ts';
import { markerFile } from './marker.ts';
import { demoRoles } from './roles.ts';

/** Stands in a data folder made by `--demo`; only there can people sign in with one click. */
type Marker = { readonly state: 'loading' | 'loaded'; readonly password: string };

const readMarker = (dataDir: string): Marker | null =>
  existsSync(markerFile(dataDir)) ? (JSON.parse(readFileSync(markerFile(dataDir), 'utf8')) as Marker) : null;

const writeMarker = (dataDir: string, marker: Marker): void => {
  const aside = `${markerFile(dataDir)}.new`;
  writeFileSync(aside, JSON.stringify(marker), { mode: 0o600 });
  renameSync(aside, markerFile(dataDir));
};

export type DemoPlace = {
  readonly dataDir: string;
  readonly ownerUrl: string;
  readonly suite: Suite;
  readonly wanted: boolean;
  readonly say: (line: string) => void;
};

/** Fills the office in a thread of its own: what some thousand people and their past take of memory goes with it. */
const loadApart = async (given: Given, say: (line: string) => void): Promise<void> => {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: given });
  await new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the demo ended before it was loaded')));
    worker.on('message', (told: Told) => (told === 'loaded' ? resolve() : say(told.say)));
  }).finally(() => worker.terminate());
};

/** Loads the demo at the first start with `--demo`. @returns the one-click sign-in of a demo folder, null of any other */
export const openDemo = async ({ dataDir, ownerUrl, suite, wanted, say }: DemoPlace): Promise<DemoSignIn | null> => {
  const marker = readMarker(dataDir);
  if (marker?.state === 'loaded') return { roles: demoRoles(), password: marker.password };
  if (marker?.state === 'loading')
    throw new DatabaseFault(
      `演示数据上次没有装完。请删掉 ${dataDir} 再启动。`,
      `The demo was not loaded to its end last time. Delete ${dataDir} and start again.`,
    );
  if (!wanted) return null;
  const used = await withClient(ownerUrl, (owner) => owner.query<{ used: boolean }>('select exists (select 1 from network_post) as used'));
  if (used.rows[0]!.used)
    throw new DatabaseFault(
      '这里已经有正式数据，不能再装演示数据。请用 --data 换一个文件夹。',
      'There is real data here already; the demo can’t be loaded on top. Choose another folder with --data.',
    );
  const password = `demo-${randomBytes(12).toString('base64url')}`;
  writeMarker(dataDir, { state: 'loading', password });
  say('第一次启动，正在装入演示数据（虚构的人）… Loading the demo, invented people only…');
  await loadApart({ ownerUrl, keysFolder: join(dataDir, 'keys'), suite }, say);
  writeMarker(dataDir, { state: 'loaded', password });
  return { roles: demoRoles(), password };
};
