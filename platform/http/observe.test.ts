import { beforeAll, describe, expect, test } from 'vitest';
import * as network from '../../modules/network/contract.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { createPool } from '../db/pool.ts';
import { newId } from '../executor/execute.ts';
import { registryOf } from '../executor/registry.ts';
import { registerObserve } from './observe.ts';
import { createServer } from './server.ts';

let app: TestApp;
let world: World;
let lag = 1;
beforeAll(async () => {
  app = await openApp();
  registerObserve(app.app, {
    pool: app.pool,
    registry: app.registry,
    jobs: { counts: () => ({ done: 3, failed: 1 }), waiting: async () => 2 },
    sealing: { lag: () => lag },
    metricsToken: 'a-token-of-this-test',
  });
  world = await makeWorld(app);
  return () => app.close();
});
const get = async (url: string) => {
  const { statusCode, body } = await app.app.inject({ url });
  return { status: statusCode, body };
};

describe('whoever runs the office', () => {
  test('sees that it answers and can serve', async () => {
    expect(await get('/healthz')).toEqual({ status: 200, body: '{"ok":true}' });
    const { status, body } = await get('/readyz');
    expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 200, ok: true, database: { ok: true }, seals: { ok: true } });
  });

  test('reads the numbers on this machine or with the token; nobody else does, nor through a proxy on this machine', async () => {
    const metrics = async (remoteAddress: string, headers: Record<string, string> = {}) =>
      (await app.app.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
    for (const here of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1']) expect(await metrics(here), here).toBe(200);
    for (const there of ['192.168.1.20', '::ffff:10.0.0.1', 'fe80::1']) {
      expect(await metrics(there), there).toBe(403);
      expect(await metrics(there, { authorization: 'Bearer another' })).toBe(403);
      expect(await metrics(there, { authorization: 'Bearer a-token-of-this-test' })).toBe(200);
    }
    expect(await metrics('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(403);
    expect((await app.app.inject({ url: '/metrics', remoteAddress: '192.168.1.20' })).body).toContain('本机');
  });

  test('is told when seals are missing', async () => {
    lag = 300;
    expect(await get('/readyz')).toMatchObject({ status: 503, body: expect.stringContaining('sealed 300 s ago') });
    lag = 1;
  });

  test('counts requests, time and commands by names of ours only', async () => {
    await app.did(world.by.administrator, network.addArea, { id: newId(), path: `${world.areas.mayi}g9.`, kind: 'group', name: '秘密村' });
    const unknown = { id: newId(), name: '王阿婆.command', post: world.by.clerk.post, payload: {} };
    await app.app.inject({
      method: 'POST',
      url: '/api/v1/commands',
      headers: { 'x-test-account': `acc-${world.by.clerk.person}` },
      payload: { commands: [unknown] },
    });
    await get('/nothing/13800000000');
    const { body } = await get('/metrics');
    expect(body).toMatch(/^daiban_commands_total\{name="network\.add_area",outcome="done"\} [1-9]/m);
    expect(body).toContain('daiban_commands_total{name="unknown",outcome="unknown_command"} 1');
    expect(body).toMatch(/^daiban_http_requests_total\{method="POST",route="\/api\/v1\/commands",status="200"\} [1-9]/m);
    expect(body).toContain('daiban_http_requests_total{method="GET",route="none",status="404"} 1');
    expect(body).toMatch(/^daiban_http_request_seconds_bucket\{route="\/api\/v1\/commands",le="\+Inf"\} \d+/m);
    expect(body).toContain('daiban_jobs{state="waiting"} 2');
    expect(body).toMatch(/^daiban_seal_lag_seconds 1$/m);
    expect(body).not.toMatch(/王阿婆|秘密村|13800000000/);
    for (const line of body.trimEnd().split('\n')) expect(line).toMatch(/^# (HELP|TYPE) |^[a-z_]+(\{.*\})? -?[0-9.e+-]+$/);
  });
});

test('an office whose database is gone lives and is not ready', async () => {
  const server = createServer({ logLevel: 'silent', trustProxy: false });
  const pool = createPool('postgres://daiban_app@/daiban?host=/nowhere', { max: 1 });
  registerObserve(server, {
    pool,
    registry: registryOf([]),
    jobs: { counts: () => ({ done: 0, failed: 0 }), waiting: async () => 0 },
    sealing: { lag: () => 0 },
    metricsToken: null,
  });
  expect((await server.inject('/healthz')).statusCode).toBe(200);
  expect((await server.inject('/readyz')).statusCode).toBe(503);
  await server.close();
  await pool.end();
});
