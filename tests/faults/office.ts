import { type ChildProcess, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { Actor } from '../../kernel/actor.ts';
import { modules } from '../../modules/index.ts';
import { createAuth } from '../../platform/auth/index.ts';
import { calendarFrom, PUBLISHED_YEARS } from '../../platform/calendar/index.ts';
import { CHECKOUT } from '../../platform/cli/command.ts';
import { openKeys } from '../../platform/crypto/index.ts';
import { openEngine, superuserUrl } from '../../platform/db/engine.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { createPool, hearLosses } from '../../platform/db/pool.ts';
import { processesIn } from '../../platform/db/processes.ts';
import { createExecutor, newId } from '../../platform/executor/execute.ts';
import { registryOf } from '../../platform/executor/registry.ts';
import { processes } from '../../processes/index.ts';
import { accountOf } from '../support/app.ts';
import { makeWorld, type World } from '../support/world.ts';

const PASSWORD = '船到桥头自然直-2026';
const MAIN = join(CHECKOUT, 'platform/cli/main.ts');

/** A small district and accounts for its people in a new data folder, made the way an operator would, before the office first opens. */
export const prepareOffice = async (dataDir: string, accounts: (world: World) => readonly Actor[]): Promise<World> => {
  const engine = await openEngine({ dataDir });
  const pool = createPool(engine.ownerUrl, { max: 2, name: 'operator' });
  const authPool = new pg.Pool({ connectionString: engine.urlFor('auth'), max: 1 });
  hearLosses(authPool);
  authPool.on('error', () => {});
  try {
    await migrate(engine.ownerUrl);
    const keys = openKeys(join(dataDir, 'keys'));
    const calendar = calendarFrom(PUBLISHED_YEARS);
    const execute = createExecutor(registryOf([...modules, ...processes]), pool, { keys, calendar: () => calendar });
    const operate = (as: Actor, { name }: { name: string }, payload: unknown) => execute({ id: newId(), name, post: as.post, payload }, as);
    const world = await makeWorld({
      operate,
      async did(as, contract, payload) {
        const outcome = await operate(as, contract, payload);
        if (outcome.outcome === 'refused') throw new Error(`${contract.name}: ${outcome.code}`);
        return outcome.answer as never;
      },
    });
    const auth = createAuth({ pool: authPool, secret: keys.sessionSecrets()[0]!, secureCookies: false });
    for (const one of accounts(world)) await auth.makeAccount(accountOf(one), one.name, PASSWORD);
    return world;
  } finally {
    await authPool.end();
    await pool.end();
    await engine.stop();
  }
};

export type RunningOffice = {
  readonly url: string;
  /** ms from the start of the process to its word that it is ready */
  readonly took: number;
  readonly pid: number;
  /** What it has printed so far. */
  said(): string;
  /** @returns the cookie of a session */
  signIn(as: Actor): Promise<string>;
  /** kill -9 for the program and every process of its database, at once. */
  kill(): Promise<void>;
  /** As an operator stops it. @returns the exit code */
  stop(): Promise<number | null>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

/** `./daiban start` on a data folder, until it says that it is ready. */
export const startOffice = async (dataDir: string): Promise<RunningOffice> => {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN, 'start', '--data', dataDir, '--port', String(await freePort())], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'error' },
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const ready = /^ready (\S+)$/m.exec(said)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the office did not start (${code}): ${said}`)));
  });
  return {
    url,
    took: performance.now() - began,
    pid: child.pid!,
    said: () => said,
    async signIn(as) {
      const response = await fetch(`${url}/api/v1/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: accountOf(as), password: PASSWORD }),
      });
      if (response.status !== 200) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
      return response.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
    },
    async kill() {
      const victims = [child.pid!, ...processesIn(join(realpathSync(dataDir), 'postgres'))];
      for (const pid of victims) killQuietly(pid);
      await ended(child);
    },
    async stop() {
      child.kill('SIGTERM');
      return ended(child);
    },
  };
};

/** One of them may have ended because another did. */
const killQuietly = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** A command of `./daiban` beside the office. */
export const runCommand = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; said: string }> => {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
  return { code: await ended(child), said };
};

/** Runs SQL as the superuser of a running office: to look behind it, and to cut its connections. */
export const behind = async (dataDir: string, text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(superuserUrl(dataDir));
  await client.connect();
  try {
    return (await client.query(text, params)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};
