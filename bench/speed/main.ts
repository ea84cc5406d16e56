import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { openKeys } from '../../platform/crypto/index.ts';
import { openEngine, superuserUrl, withClient } from '../../platform/db/engine.ts';
import { BARE, seedBare } from './bare-seed.ts';
import { seedCases } from './daiban-cases.ts';
import { CLERK, type Office, seedOffice, seedPeople } from './daiban-seed.ts';
import { casesOf, peopleOf } from './data.ts';
import { load, type Measured, type Target } from './load.ts';
import { type Operation, operationsOf } from './operations.ts';

/**
 * Daiban beside the bare server: `node bench/speed/main.ts [--residents N] [--rounds N] [--seconds S] [--only NAME] [--dir FOLDER] [--profile FOLDER] [--write]`.
 * Twice as many cases as residents. Both run on one PostgreSQL, each takes its turn in every round. `--dir` keeps the seeded data for the next run.
 */
const { values } = parseArgs({
  options: {
    residents: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '8' },
    only: { type: 'string' },
    dir: { type: 'string' },
    /** writes bench/results.json */
    write: { type: 'boolean', default: false },
    /** folder for a CPU profile of Daiban's process */
    profile: { type: 'string' },
  },
});
const residents = Number(values.residents);
const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const say = (line: string): void => console.error(line);

const seed = async (dataDir: string): Promise<void> => {
  const begun = performance.now();
  const engine = await openEngine({ dataDir });
  try {
    const office = await seedOffice(engine, dataDir);
    const keys = openKeys(join(dataDir, 'keys'));
    const now = Date.now();
    const people = peopleOf(residents, now);
    const cases = () => casesOf(residents * 2, people, office.sites.length, now);
    await withClient(superuserUrl(dataDir), async (client) => {
      await client.query('set session_replication_role = replica');
      await seedPeople(client, keys, office, people);
      say(`${people.length} residents after ${Math.round((performance.now() - begun) / 1000)} s`);
      await seedCases(client, keys, office, cases());
      await client.query('vacuum analyze');
    });
    say(`${residents * 2} cases after ${Math.round((performance.now() - begun) / 1000)} s`);
    await seedBare((database) => superuserUrl(dataDir, database), office, people, cases());
    say(`the bare server's after ${Math.round((performance.now() - begun) / 1000)} s`);
    writeFileSync(join(dataDir, 'bench.json'), JSON.stringify(office));
  } finally {
    await engine.stop();
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

type Running = { readonly url: URL; readonly child: ChildProcess };

/** Starts a server that says `ready URL`. Its process is the one that is measured. */
const started = (program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Running> => {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: CHECKOUT,
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ${args.join(' ')} ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => {
      const url = /^ready (http\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve({ url: new URL(url), child });
    });
  });
};

const stopped = async ({ child }: Running): Promise<void> => {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
};

const signIn = async (url: URL): Promise<string> => {
  const response = await fetch(new URL('/api/v1/sign-in', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: CLERK.account, password: CLERK.password }),
  });
  if (!response.ok) throw new Error(`not signed in: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

const measure = async (operations: readonly Operation[], targets: Record<'daiban' | 'bare', Target>) => {
  const found = new Map(operations.map(({ name }) => [name, { daiban: [] as Measured[], bare: [] as Measured[] }]));
  const run = (operation: Operation, side: 'daiban' | 'bare', seconds: number): Promise<Measured> =>
    load(
      targets[side],
      seconds,
      Number(values.connections),
      () => operation.next(side),
      (body) => {
        if (side === 'daiban' && !operation.check(body)) throw new Error(`${operation.name}: ${body.slice(0, 500)}`);
      },
    );
  for (const operation of operations) for (const side of ['bare', 'daiban'] as const) await run(operation, side, 1);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const operation of operations) {
      const sides = round % 2 === 0 ? (['bare', 'daiban'] as const) : (['daiban', 'bare'] as const);
      for (const side of sides) found.get(operation.name)![side].push(await run(operation, side, Number(values.seconds)));
    }
  }
  return operations.map(({ name, aim }) => {
    const of = (side: 'daiban' | 'bare') => {
      const all = found.get(name)![side];
      const middle = (key: keyof Measured) => median(all.map((one) => one[key]));
      return {
        rate: middle('rate'),
        best: Math.max(...all.map(({ rate }) => rate)),
        p50: middle('p50'),
        p99: middle('p99'),
        serverCpu: middle('serverCpu'),
        databaseCpu: middle('databaseCpu'),
      };
    };
    const [daiban, bare] = [of('daiban'), of('bare')];
    return { name, aim, ratio: daiban.rate / bare.rate, p99Ratio: daiban.p99 / bare.p99, daiban, bare };
  });
};

const dataDir = values.dir ?? mkdtempSync(join(tmpdir(), 'daiban-bench-'));
try {
  if (!existsSync(join(dataDir, 'bench.json'))) await seed(dataDir);
  const office = JSON.parse(readFileSync(join(dataDir, 'bench.json'), 'utf8')) as Office;
  const profile: Record<string, string> =
    values.profile === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${values.profile}` };
  const starting = performance.now();
  const daiban = await started(join(CHECKOUT, 'daiban'), ['start', '--data', dataDir, '--port', String(await freePort())], profile);
  const startMs = Math.round(performance.now() - starting);
  try {
    const url = superuserUrl(dataDir, BARE);
    const bare = await started(process.execPath, ['bench/speed/bare.ts', url.replace(/^postgres:\/\/[^@]*@/, 'postgres://daiban_app@')]);
    try {
      const cookie = await signIn(daiban.url);
      const admin = superuserUrl(dataDir);
      const operations = await withClient(admin, (client) =>
        withClient(url, (other) => operationsOf(client, other as pg.Client, office, cookie)),
      );
      const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
      const targets = {
        daiban: { url: daiban.url, pid: daiban.child.pid!, postmaster },
        bare: { url: bare.url, pid: bare.child.pid!, postmaster },
      };
      const before = rssOf(daiban.child.pid!);
      const results = await measure(
        operations.filter(({ name }) => values.only === undefined || values.only.split(',').includes(name)),
        targets,
      );
      const rss = { before: Math.round(before), after: Math.round(rssOf(daiban.child.pid!)), bare: Math.round(rssOf(bare.child.pid!)) };
      const n = (value: number): string => value.toFixed(0);
      console.table(
        Object.fromEntries(
          results.map(({ name, aim, ratio, p99Ratio, ...r }) => [
            name,
            {
              'daiban/s': n(r.daiban.rate),
              'bare/s': n(r.bare.rate),
              '%': `${n(ratio * 100)} (≥ ${aim * 100})`,
              'p99 ms': `${r.daiban.p99.toFixed(1)} : ${r.bare.p99.toFixed(1)}`,
              'p99 ×': p99Ratio.toFixed(1),
              'server µs': `${n(r.daiban.serverCpu)} : ${n(r.bare.serverCpu)}`,
              'database µs': `${n(r.daiban.databaseCpu)} : ${n(r.bare.databaseCpu)}`,
            },
          ]),
        ),
      );
      console.log(`main process ${rss.before} MiB before, ${rss.after} MiB after (bare ${rss.bare}); ready after ${startMs} ms`);
      if (values.write)
        writeFileSync(
          join(CHECKOUT, 'bench', 'results.json'),
          `${JSON.stringify({ residents, cases: residents * 2, rounds: Number(values.rounds), seconds: Number(values.seconds), rss, startMs, results }, null, 2)}\n`,
        );
    } finally {
      await stopped(bare);
    }
  } finally {
    await stopped(daiban);
  }
} finally {
  if (values.dir === undefined) rmSync(dataDir, { recursive: true, force: true });
}
