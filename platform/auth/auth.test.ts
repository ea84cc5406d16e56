import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { hearLosses } from '../db/pool.ts';
import { isRefusal } from '../http/problem.ts';
import { type Auth, createAuth, type SignedIn } from './index.ts';
import { TRIES } from './lockout.ts';

let db: TestDatabase;
let pool: pg.Pool;
let auth: Auth;
beforeAll(async () => {
  db = await freshDatabase();
  pool = new pg.Pool({ connectionString: db.authUrl, max: 2, options: '-c search_path=auth' });
  hearLosses(pool);
  auth = createAuth({ pool, secret: 'a secret of a test, long enough', secureCookies: false });
});
afterAll(async () => {
  await pool.end();
  await db.close();
});

const cookieOf = (signed: SignedIn): string => signed.cookies.map((line) => line.split(';')[0]).join('; ');
const signedIn = async (name: string, password: string, totp?: string): Promise<SignedIn> => {
  const result = await auth.signIn(name, password, totp);
  if (isRefusal(result)) throw new Error(result.code);
  return result;
};

test('[W3] a one-time slip signs in, must be changed, and then no longer works', async () => {
  const slip = (await auth.makeAccount('林窗口', '林窗口'))!;
  const first = await signedIn('林窗口', slip);
  expect(first.mustChange).toBe(true);
  expect(await auth.identify(cookieOf(first))).toEqual({ account: '林窗口', mustChange: true, secondFactor: false });
  expect(await auth.changePassword(cookieOf(first), slip, '短')).toMatchObject({ code: 'weak_password' });
  expect(await auth.changePassword(cookieOf(first), 'not it at all 1', '海上明月 2026 年')).toMatchObject({ code: 'wrong_current' });
  const changed = await auth.changePassword(cookieOf(first), slip, '海上明月 2026 年');
  if (isRefusal(changed)) throw new Error(changed.code);
  expect(await auth.identify(cookieOf({ ...changed, mustChange: false }))).toEqual({
    account: '林窗口',
    mustChange: false,
    secondFactor: false,
  });
  expect(await auth.identify(cookieOf(first))).toBeNull();
  expect(await auth.signIn('林窗口', slip)).toMatchObject({ code: 'wrong_password' });
  expect((await signedIn('林窗口', '海上明月 2026 年')).mustChange).toBe(false);
});

test('[W3] a name is locked after five wrong passwords, and a reset opens it and ends its sessions', async () => {
  await auth.makeAccount('lin', 'Lin', 'a good password 1');
  const before = await signedIn('lin', 'a good password 1');
  for (let i = 1; i <= TRIES; i += 1) expect(await auth.signIn('lin', 'wrong')).toMatchObject({ code: 'wrong_password' });
  expect(await auth.signIn('lin', 'a good password 1')).toMatchObject({ code: 'locked' });
  const slip = (await auth.reset('lin'))!;
  expect(await auth.identify(cookieOf(before))).toBeNull();
  expect((await signedIn('lin', slip)).mustChange).toBe(true);
});

test('[W3] signing out ends the session; a forged cookie is nobody', async () => {
  await auth.makeAccount('zhou', 'Zhou', 'a good password 2');
  const signed = await signedIn('zhou', 'a good password 2');
  expect(await auth.identify(cookieOf(signed))).toMatchObject({ account: 'zhou' });
  await auth.signOut(cookieOf(signed));
  expect(await auth.identify(cookieOf(signed))).toBeNull();
  expect(await auth.identify('daiban.session_token=abc.def')).toBeNull();
});

test('[W3] with a second factor the password alone does not sign in', async () => {
  const { createOTP } = await import('@better-auth/utils/otp');
  await auth.makeAccount('wang', 'Wang', 'a good password 3');
  const signed = await signedIn('wang', 'a good password 3');
  const begun = await auth.beginTotp(cookieOf(signed), 'a good password 3');
  if (isRefusal(begun)) throw new Error(begun.code);
  const secret = new URL(begun.uri).searchParams.get('secret')!;
  const { base32 } = await import('@better-auth/utils/base32');
  const code = () => createOTP(new TextDecoder().decode(base32.decode(secret))).totp();
  expect(await auth.confirmTotp(cookieOf(signed), '000000')).toMatchObject({ code: 'wrong_code' });
  expect(isRefusal(await auth.confirmTotp(cookieOf(signed), await code()))).toBe(false);
  expect(await auth.signIn('wang', 'a good password 3')).toMatchObject({ code: 'totp_needed' });
  expect(await auth.signIn('wang', 'a good password 3', '000000')).toMatchObject({ code: 'wrong_password' });
  expect((await signedIn('wang', 'a good password 3', await code())).cookies.length).toBeGreaterThan(0);
  const spare = begun.backupCodes[0]!;
  expect((await signedIn('wang', 'a good password 3', spare)).cookies.length).toBeGreaterThan(0);
  expect(await auth.signIn('wang', 'a good password 3', spare)).toMatchObject({ code: 'wrong_password' });
});

test('[W3] sign-ins are remembered with outcome and address, a name only where it is an account, never a password', async () => {
  await auth.makeAccount('zhao', 'Zhao', 'a good password 4');
  await auth.note('Zhao', 'in', '192.168.1.7');
  await auth.note('a good password 4', 'wrong', '::1');
  await auth.note('nobody\0', 'wrong', 'x'.repeat(300));
  const { rows } = await pool.query('select account, outcome, from_address as "from" from auth.sign_in_log order by at, id');
  expect(rows).toHaveLength(3);
  expect(rows).toContainEqual({ account: 'zhao', outcome: 'in', from: '192.168.1.7' });
  expect(rows).toContainEqual({ account: null, outcome: 'wrong', from: '::1' });
  expect(rows).toContainEqual({ account: null, outcome: 'wrong', from: 'x'.repeat(60) });
});
