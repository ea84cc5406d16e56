import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dayOf } from '../../kernel/time.ts';
import { screenAll, tryVersionTask } from '../../modules/discovery/index.ts';
import type { DemoSignIn } from '../../platform/auth/routes.ts';
import { DatabaseFault } from '../../platform/db/fault.ts';
import { createPool } from '../../platform/db/pool.ts';
import { createExecutor } from '../../platform/executor/execute.ts';
import type { Registry } from '../../platform/executor/registry.ts';
import type { Services } from '../../platform/executor/types.ts';
import { runReader } from '../../platform/http/api.ts';
import { isRefusal } from '../../platform/http/problem.ts';
import type { Ask, SeqOf } from './cases.ts';
import type { Screen } from './leads.ts';
import { loadDemo } from './load.ts';
import { markerFile } from './marker.ts';
import type { TryVersion } from './policies.ts';
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
  readonly registry: Registry;
  readonly services: Services;
  readonly wanted: boolean;
  readonly say: (line: string) => void;
};

/** Loads the demo at the first start with `--demo`. @returns the one-click sign-in of a demo folder, null of any other */
export const openDemo = async ({ dataDir, ownerUrl, registry, services, wanted, say }: DemoPlace): Promise<DemoSignIn | null> => {
  const marker = readMarker(dataDir);
  if (marker?.state === 'loaded') return { roles: demoRoles(), password: marker.password };
  if (marker?.state === 'loading')
    throw new DatabaseFault(
      `演示数据上次没有装完。请删掉 ${dataDir} 再启动。`,
      `The demo was not loaded to its end last time. Delete ${dataDir} and start again.`,
    );
  if (!wanted) return null;
  const pool = createPool(ownerUrl, { max: 8, name: 'daiban demo' });
  // Half a demo is thrown away whatever happens: no commit of it needs to wait for the disk.
  pool.on('connect', (client) => void client.query('set synchronous_commit to off'));
  try {
    const { rows } = await pool.query<{ used: boolean }>('select exists (select 1 from network_post) as used');
    if (rows[0]!.used)
      throw new DatabaseFault(
        '这里已经有正式数据，不能再装演示数据。请用 --data 换一个文件夹。',
        'There is real data here already; the demo can’t be loaded on top. Choose another folder with --data.',
      );
    const password = `demo-${randomBytes(12).toString('base64url')}`;
    writeMarker(dataDir, { state: 'loading', password });
    say('第一次启动，正在装入演示数据（虚构的人）… Loading the demo, invented people only…');
    const clock = { now: Date.now() };
    const ask: Ask = async (as, contract, query) => {
      const answer = await runReader({ pool, services }, registry.readers.get(contract.name)!, contract.query.parse(query), as);
      if (isRefusal(answer)) throw new Error(`demo: ${contract.name} was refused: ${answer.code}`);
      return answer as never;
    };
    const seqOf: SeqOf = async (id) =>
      (await pool.query<{ seq: number }>('select seq from stream_head where stream_id = $1', [id])).rows[0]!.seq;
    const analyze = async () => void (await pool.query('analyze'));
    // Everybody is screened once at the end, not after every fact: no job is put in.
    const execute = createExecutor(
      { ...registry, follows: {} },
      pool,
      services,
      () => {},
      () => clock.now,
    );
    const dayAt = (instant: number): string => dayOf(new Date(instant).toISOString());
    const screen: Screen = async (system, instant) => void (await screenAll({ pool, execute }, system, dayAt(instant)));
    const trial = tryVersionTask(execute, pool, () => clock.now);
    const tryVersion: TryVersion = (of, actor) => trial(of, { actor, jobId: 'demo', attempt: 1 });
    await loadDemo({ execute, clock, today: dayAt(clock.now), ask, seqOf, tryVersion, screen, analyze, say });
    await analyze();
    writeMarker(dataDir, { state: 'loaded', password });
    return { roles: demoRoles(), password };
  } finally {
    await pool.end();
  }
};
