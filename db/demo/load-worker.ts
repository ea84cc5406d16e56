import { parentPort, workerData } from 'node:worker_threads';
import { dayOf } from '../../kernel/time.ts';
import { calendarFrom } from '../../kernel/workdays.ts';
import { screenAll, tryVersionTask } from '../../modules/discovery/index.ts';
import { modules } from '../../modules/index.ts';
import { PUBLISHED_YEARS } from '../../platform/calendar/index.ts';
import type { Suite } from '../../platform/config/config.ts';
import { openKeys } from '../../platform/crypto/index.ts';
import { createPool } from '../../platform/db/pool.ts';
import { createExecutor } from '../../platform/executor/execute.ts';
import { registryOf } from '../../platform/executor/registry.ts';
import { runReader } from '../../platform/http/api.ts';
import { isRefusal } from '../../platform/http/problem.ts';
import { processes } from '../../processes/index.ts';
import type { Ask, SeqOf } from './cases.ts';
import type { Screen } from './leads.ts';
import { loadDemo } from './load.ts';
import type { TryVersion } from './policies.ts';

/** Fills an empty office and ends. The owner's connection and the office's keys: the demo is entered by the operator of the machine. */
export type Given = { readonly ownerUrl: string; readonly keysFolder: string; readonly suite: Suite };
export type Told = { readonly say: string } | 'loaded';

const { ownerUrl, keysFolder, suite } = workerData as Given;
const tell = (told: Told): void => parentPort!.postMessage(told);
const say = (line: string): void => tell({ say: line });

const registry = registryOf([...modules, ...processes]);
const calendar = calendarFrom(PUBLISHED_YEARS);
const services = { keys: openKeys(keysFolder, { suite, create: false }), calendar: () => calendar };
const pool = createPool(ownerUrl, { max: 8, name: 'daiban demo' });
// Half a demo is thrown away whatever happens: no commit of it needs to wait for the disk.
pool.on('connect', (client) => void client.query('set synchronous_commit to off'));
try {
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
  tell('loaded');
} finally {
  await pool.end();
}
