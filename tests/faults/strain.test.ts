import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../support/world.ts';
import { load, repeat, type Worker } from './load.ts';
import { behind, prepareOffice, type RunningOffice, runCommand, startOffice } from './office.ts';

let folder: string;
let dataDir: string;
let world: World;
let office: RunningOffice;
let worker: Worker;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), '代办 strain-'));
  dataDir = join(folder, 'data');
  world = await prepareOffice(dataDir, ({ by }) => [by.clerk]);
  office = await startOffice(dataDir);
  worker = { as: world.by.clerk, cookie: await office.signIn(world.by.clerk) };
});
afterAll(async () => {
  await office?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** MiB */
const resident = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

describe('cut off from the database', () => {
  test('[W4] all its connections end under load, again and again: each command is done once or told to come back', async () => {
    const loading = load(
      office.url,
      Array.from({ length: 6 }, () => worker),
    );
    let cut = 0;
    for (let i = 0; i < 8; i += 1) {
      await wait(150);
      const rows = await behind(
        dataDir,
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'daiban%' and usename like 'daiban%'`,
      );
      cut += rows.length;
    }
    await wait(300);
    const { acknowledged, open, bad } = await loading.end();
    expect(cut).toBeGreaterThan(8);
    expect(acknowledged.size).toBeGreaterThan(20);
    // A job that was cut is told of and tried again.
    expect(
      office
        .said()
        .split('\n')
        .filter((line) => !/^job \S+ \d+ failed at try/.test(line) && line.includes('Error')),
    ).toEqual([]);
    // 503 and `busy` ask to send it again; anything else would be a bug.
    expect(bad.filter((one) => !['503', 'busy'].includes(one))).toEqual([]);

    const sent = [...acknowledged.values()];
    const again = await repeat(
      office.url,
      worker,
      sent.map(({ command }) => command),
    );
    expect(again).toEqual(sent.map(({ outcome }) => ({ ...outcome, outcome: 'already_done' })));
    for (const outcome of await repeat(office.url, worker, open)) expect(['done', 'already_done']).toContain(outcome.outcome);
    const [row] = await behind(
      dataDir,
      `select count(*)::int as n from platform_command where name in ('asks.record', 'residents.register')`,
    );
    expect(row!.n).toBe(sent.length + open.length);
    expect(await runCommand(['verify', '--data', dataDir])).toMatchObject({ code: 0 });
    expect((await fetch(`${office.url}/readyz`)).status).toBe(200);
  });
});

describe('flood', () => {
  const CROWD = 300;

  /** One request on a connection of its own. @returns its status; 0 where the connection was refused or broke */
  const knock = (path: string, body?: string): Promise<number> =>
    new Promise((resolve) => {
      const agent = new Agent({ keepAlive: false });
      const headers = { cookie: worker.cookie, 'content-type': 'application/json' };
      const sent = request(`${office.url}${path}`, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      });
      sent.once('error', () => resolve(0));
      sent.end(body);
    });

  test(`[W4] ${CROWD} connections at once, three times over: every one is answered, memory stays bounded, the office goes on`, async () => {
    const before = resident(office.pid);
    const strange = JSON.stringify({ commands: [{ id: 'x' }] });
    for (let wave = 0; wave < 3; wave += 1) {
      const statuses = await Promise.all(
        Array.from({ length: CROWD }, (_, i) =>
          i % 3 === 0 ? knock('/api/v1/work/mine?limit=50') : i % 3 === 1 ? knock('/api/v1/me') : knock('/api/v1/commands', strange),
        ),
      );
      expect(
        statuses.filter((status) => status !== 200),
        `wave ${wave}`,
      ).toEqual([]);
    }
    const after = resident(office.pid);
    console.log(`resident memory ${Math.round(before)} → ${Math.round(after)} MiB`);
    expect(after).toBeLessThan(before + 150);
    expect((await fetch(`${office.url}/readyz`)).status).toBe(200);
  });
});
