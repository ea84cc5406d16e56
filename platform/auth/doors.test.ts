import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { modules } from '../../modules/index.ts';
import * as network from '../../modules/network/contract.ts';
import { accountOf, openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { type AppParts, createApp } from '../app.ts';
import { hearLosses } from '../db/pool.ts';
import { newId } from '../executor/execute.ts';
import { isRefusal } from '../http/problem.ts';
import { type Auth, createAuth } from './index.ts';
import { registerAuth } from './routes.ts';

const PASSWORD = 'a good password 1';

let app: TestApp;
let world: World;
let pool: pg.Pool;
let auth: Auth;
/** The same office with its real sign-in, where administrators and auditors need a second factor. */
let office: AppParts;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  pool = new pg.Pool({ connectionString: app.db.authUrl, max: 2, options: '-c search_path=auth' });
  hearLosses(pool);
  auth = createAuth({ pool, secret: 'a secret of a test, long enough', secureCookies: false });
  office = await createApp({
    modules,
    services: app.services,
    appUrl: app.db.appUrl,
    connections: 3,
    server: { logLevel: 'silent', trustProxy: false },
    identify: () => (request) => auth.identify(request.headers.cookie),
    secondFactor: ['administrator', 'auditor'],
  });
  registerAuth(office.app, auth, office.posts, null);
  const { administrator, auditor, clerk } = world.by;
  for (const one of [administrator, auditor, clerk]) await auth.makeAccount(accountOf(one), one.name, PASSWORD);
});
afterAll(async () => {
  await office.close();
  await pool.end();
  await app.close();
});

const post = (url: string, payload: object, cookie = '', remoteAddress = '192.168.1.7') =>
  office.app.inject({ method: 'POST', url: `/api/v1${url}`, headers: { cookie }, payload, remoteAddress });
const get = (url: string, cookie: string, as?: Actor) =>
  office.app.inject({ url: `/api/v1${url}`, headers: { cookie, ...(as === undefined ? {} : { 'x-daiban-post': as.post }) } });
const cookieOf = ({ headers }: { headers: Record<string, unknown> }): string =>
  [headers['set-cookie']]
    .flat()
    .map((line) => String(line).split(';')[0])
    .join('; ');
const enter = async (as: Actor, totp?: string) => {
  const answer = await post('/sign-in', { name: accountOf(as), password: PASSWORD, ...(totp === undefined ? {} : { totp }) });
  expect(answer.statusCode, answer.body).toBe(200);
  return cookieOf(answer);
};
const codeOf = async (uri: string): Promise<string> => {
  const { createOTP } = await import('@better-auth/utils/otp');
  const { base32 } = await import('@better-auth/utils/base32');
  return createOTP(new TextDecoder().decode(base32.decode(new URL(uri).searchParams.get('secret')!))).totp();
};

test('[W3] who holds a post that needs a second factor sets it up before anything else; others are not asked', async () => {
  const { administrator, clerk } = world.by;
  expect((await get('/me', await enter(clerk))).statusCode).toBe(200);
  const cookie = await enter(administrator);
  for (const url of ['/me', '/areas', '/sign-ins']) {
    const answer = await get(url, cookie, administrator);
    expect([answer.statusCode, answer.json().code], url).toEqual([403, 'second_factor_needed']);
  }
  const command = { id: newId(), name: network.addArea.name, post: administrator.post, payload: {} };
  expect((await post('/commands', { commands: [command] }, cookie)).json().outcomes).toMatchObject([{ code: 'second_factor_needed' }]);

  const begun = (await post('/totp', { password: PASSWORD }, cookie)).json() as { uri: string };
  expect((await get('/me', cookie)).json().code).toBe('second_factor_needed');
  const confirmed = await post('/totp/confirm', { code: await codeOf(begun.uri) }, cookie);
  expect((await get('/me', cookieOf(confirmed))).statusCode).toBe(200);
  // From now on the password alone is not enough.
  expect(isRefusal(await auth.signIn(accountOf(administrator), PASSWORD))).toBe(true);
  expect((await get('/me', await enter(administrator, await codeOf(begun.uri)))).statusCode).toBe(200);
});

test('[W3] auditors and administrators read who signed in, from where, with what outcome, page by page; clerks don’t', async () => {
  const { auditor, clerk } = world.by;
  await post('/sign-in', { name: accountOf(clerk), password: 'wrong password 1' }, '', '10.0.0.9');
  await post('/sign-in', { name: PASSWORD, password: PASSWORD }, '', '10.0.0.9');
  const leaving = await enter(clerk);
  await post('/sign-out', {}, leaving);
  const { rows } = await app.ask(auditor, network.signIns, { limit: 100 });
  expect(rows.slice(0, 4)).toMatchObject([
    { account: accountOf(clerk), name: '林窗口', outcome: 'out' },
    { account: accountOf(clerk), outcome: 'in', from: '192.168.1.7' },
    { account: null, name: null, outcome: 'wrong', from: '10.0.0.9' },
    { account: accountOf(clerk), outcome: 'wrong', from: '10.0.0.9' },
  ]);
  expect(JSON.stringify(rows)).not.toContain('password');
  const first = await app.ask(auditor, network.signIns, { limit: 2 });
  const second = await app.ask(auditor, network.signIns, { limit: 2, cursor: first.next! });
  expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(rows.slice(0, 4).map((row) => row.id));
  const wrong = await app.ask(auditor, network.signIns, { outcome: 'wrong', account: accountOf(clerk) });
  expect(wrong.rows).toHaveLength(1);
  expect((await app.askRefused(clerk, network.signIns)).code).toBe('not_allowed');
});
