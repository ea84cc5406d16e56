import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Engine, findRunningEngine, openEngine, withClient } from './engine.ts';
import { findProcess, processesIn } from './processes.ts';

let home: string;
let dataDir: string;
const open: Engine[] = [];

const start = async (): Promise<Engine> => {
  const engine = await openEngine({ dataDir });
  open.push(engine);
  return engine;
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'daiban-engine-'));
  dataDir = join(home, '蚂蚁岛 便民服务站 的 数据', 'data');
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((engine) => engine.stop()));
  rmSync(home, { recursive: true, force: true });
});

const ask = async <T extends object>(url: string, sql: string): Promise<T> =>
  withClient(url, async (client) => (await client.query(sql)).rows[0] as T);

describe('embedded engine', () => {
  test('[W5] opens in a path with Chinese and spaces, closed to the network, and keeps data over a restart', async () => {
    const first = await start();
    expect(await ask(first.ownerUrl, 'SELECT current_user AS who, inet_server_addr() AS address')).toEqual({
      who: 'daiban_owner',
      address: null,
    });
    expect(await ask(first.ownerUrl, `SELECT current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync`)).toEqual({
      checksums: 'on',
      fsync: 'on',
    });
    await ask(first.ownerUrl, `CREATE TABLE note (t text)`);
    await ask(first.ownerUrl, `INSERT INTO note VALUES ('漂流箱')`);
    await first.stop();
    expect(processesIn(join(dataDir, 'postgres'))).toEqual([]);

    const second = await start();
    expect(await ask(second.ownerUrl, 'SELECT t FROM note')).toEqual({ t: '漂流箱' });
  });

  test('every role signs in, none may pass by row-level security, only the owner creates', async () => {
    const engine = await start();
    for (const role of ['owner', 'app', 'auth', 'worker', 'public'] as const) {
      const who = await ask(
        engine.urlFor(role),
        'SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user',
      );
      expect(who).toEqual({ rolname: `daiban_${role}`, rolsuper: false, rolbypassrls: false, rolcreaterole: false });
    }
    await expect(ask(engine.urlFor('app'), 'CREATE TABLE mine ()')).rejects.toThrow('permission denied');
    await expect(ask(engine.urlFor('app'), 'CREATE TEMP TABLE mine ()')).rejects.toThrow('permission denied');
  });

  test('two-character Chinese is seen by pg_trgm: the locale is UTF-8', async () => {
    const engine = await start();
    await ask(engine.ownerUrl, 'CREATE EXTENSION pg_trgm');
    expect(await ask(engine.ownerUrl, `SELECT cardinality(show_trgm('张三丰')) AS grams`)).toEqual({ grams: 4 });
  });

  test('a folder in use is refused with its process; a running database is found', async () => {
    expect(findRunningEngine(dataDir)).toBeNull();
    const engine = await start();
    await expect(openEngine({ dataDir })).rejects.toThrow(`process ${process.pid}`);
    expect(findRunningEngine(dataDir)?.ownerUrl).toBe(engine.ownerUrl);
    await engine.stop();
    expect(findRunningEngine(dataDir)).toBeNull();
  });

  test('after kill -9 the database ends by itself, what was acknowledged is there, and the folder opens again', async () => {
    const child = spawnHolder(dataDir);
    const url = await child.ready;
    await ask(url, 'CREATE TABLE kept (n int)');
    await ask(url, 'INSERT INTO kept VALUES (7)');
    child.process.kill('SIGKILL');
    const cluster = join(dataDir, 'postgres');
    for (let i = 0; processesIn(cluster).length > 0 && i < 200; i += 1) await wait(10);
    expect(processesIn(cluster)).toEqual([]);
    const engine = await start();
    expect(await ask(engine.ownerUrl, 'SELECT n FROM kept')).toEqual({ n: 7 });
  });

  test('a stale lock whose pid now belongs to another program does not keep the database from starting', async () => {
    await (await start()).stop();
    open.length = 0;
    const cluster = join(dataDir, 'postgres');
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.ppid}\n${cluster}\n1\n0\n/tmp\n\n\nready   \n`);
    writeFileSync(join(dataDir, 'daiban.lock'), JSON.stringify({ pid: process.ppid, startedAt: '1', boot: 'before' }));
    expect(findProcess(process.ppid)).not.toBeNull();
    await expect(start()).resolves.toBeDefined();
  });

  test('an initialisation that was cut short is begun anew', async () => {
    mkdirSync(join(dataDir, 'postgres.init'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.init', 'PG_VERSION'), '18\n');
    await start();
    expect(existsSync(join(dataDir, 'postgres.init'))).toBe(false);
  });

  test('a database that ends by itself is reported, and what PostgreSQL said of a failed start too', async () => {
    const engine = await start();
    const [pid] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGINT');
    expect((await engine.failed).en).toContain('ended by itself');
    await engine.stop();
    await expect(openEngine({ dataDir, options: { settings: { shared_buffers: 'much' } } })).rejects.toThrow(
      /could not start[\s\S]*shared_buffers/,
    );
  });
});

/** A Daiban that only holds the database open, to be killed. */
const spawnHolder = (folder: string) => {
  const engine = new URL('./engine.ts', import.meta.url).href;
  const code = `const { openEngine } = await import(${JSON.stringify(engine)});
    const { ownerUrl } = await openEngine({ dataDir: ${JSON.stringify(folder)} }); console.log(ownerUrl); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', () => reject(new Error('the holder ended before it was ready')));
  });
  return { process: child, ready };
};
