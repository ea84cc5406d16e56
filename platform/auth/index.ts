import { randomBytes } from 'node:crypto';
import { parseSetCookieHeader } from 'better-auth/cookies';
import type pg from 'pg';
import { codeFrom } from '../../kernel/id.ts';
import type { Refusal } from '../../kernel/result.ts';
import type { Session } from '../http/actor.ts';
import { createLibrary, type LibraryOptions } from './library.ts';
import { failed, LOCK_MINUTES, lockedFor, succeeded } from './lockout.ts';
import { noteSignIn, type SignInOutcome } from './log.ts';

/** The answer to a sign-in: the cookies to set, or why not. */
export type SignedIn = { readonly cookies: readonly string[]; readonly mustChange: boolean };

export const refusals = {
  wrong: (left: number): Refusal => ({
    code: 'wrong_password',
    zh:
      left > 0
        ? `登录名、密码或验证码不对，请再试。还可以试 ${left} 次`
        : `登录名、密码或验证码不对。为了安全，请 ${LOCK_MINUTES} 分钟后再试，或请负责人重置`,
    en:
      left > 0
        ? `Name, password or code is not right. ${left} tries left.`
        : `Name, password or code is not right. Try again in ${LOCK_MINUTES} minutes, or ask your coordinator for a reset.`,
  }),
  locked: (minutes: number): Refusal => ({
    code: 'locked',
    zh: `密码错了太多次，请 ${minutes} 分钟后再试，或请负责人重置`,
    en: `Too many wrong tries. Try again in ${minutes} minutes, or ask your coordinator for a reset.`,
  }),
  totpNeeded: { code: 'totp_needed', zh: '请输入手机验证器上的 6 位数字', en: 'Enter the 6 digits from your authenticator.' },
  weakPassword: {
    code: 'weak_password',
    zh: '新密码至少 10 个字，字母、数字、符号要有两种以上，也不能和登录名一样',
    en: 'At least 10 characters of two kinds (letters, digits, signs), and not your name.',
  },
  wrongCurrent: { code: 'wrong_current', zh: '现在的密码不对，请再输一次', en: 'The present password is not right; please type it again.' },
  wrongCode: {
    code: 'wrong_code',
    zh: '验证码不对或已过期，请输入最新的 6 位数字',
    en: 'The code is not right or has passed. Enter the newest 6 digits.',
  },
} as const;

/** Sessions are looked up again at least this often; a session ended elsewhere stops working within it. */
const FRESH_MS = 5_000;

/** What an authenticator shows; anything else is tried as a backup code, for a lost phone. */
const DIGITS = /^\d{6,8}$/;

/** The idle limit is kept by the session's row, which each request renews; the cookie itself lasts as long as the browser. */
const untilClosed = (cookies: readonly string[]): readonly string[] =>
  cookies.map((line) => (line.includes('session_token=') ? line.replace(/; Max-Age=\d+/i, '') : line));

const goodPassword = (password: string, name: string): boolean =>
  password.length >= 10 &&
  password.length <= 128 &&
  password.toLowerCase() !== name.toLowerCase() &&
  [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length >= 2;

/** Sign-in over the library: by name, lock-out, one-time slips, second factor. Rights are not here: they come with a post. */
export const createAuth = (options: LibraryOptions) => {
  const library = createLibrary(options);
  const sessions = new Map<string, { at: number; session: Promise<Session | null> }>();
  const headersOf = (cookie: string | undefined): Headers => new Headers(cookie === undefined ? {} : { cookie });

  const lookUp = async (cookie: string): Promise<Session | null> => {
    const found = await library.api.getSession({ headers: headersOf(cookie), query: { disableCookieCache: true } });
    if (!found?.user.username) return null;
    const { username: account, mustChange, twoFactorEnabled } = found.user;
    return { account, mustChange: mustChange === true, secondFactor: twoFactorEnabled === true };
  };
  const userId = async (name: string): Promise<string | undefined> => {
    const { rows } = await options.pool.query<{ id: string }>('select id from auth."user" where username = $1', [name.toLowerCase()]);
    return rows[0]?.id;
  };
  const forget = (): void => sessions.clear();

  const signIn = async (name: string, password: string, totp?: string): Promise<SignedIn | Refusal> => {
    const locked = await lockedFor(options.pool, name);
    if (locked > 0) return refusals.locked(locked);
    const wrong = async () => refusals.wrong(await failed(options.pool, name));
    const first = await library.api.signInUsername({ body: { username: name, password, rememberMe: true }, asResponse: true });
    if (!first.ok) return wrong();
    let cookies = first.headers.getSetCookie();
    const body = (await first.json()) as { twoFactorRedirect?: boolean };
    if (body.twoFactorRedirect) {
      if (totp === undefined) return refusals.totpNeeded;
      const pairs = cookies.flatMap((line) =>
        [...parseSetCookieHeader(line)].map(([key, { value }]) => `${key}=${encodeURIComponent(value)}`),
      );
      const proof = { body: { code: totp }, headers: headersOf(pairs.join('; ')), asResponse: true } as const;
      const second = await (DIGITS.test(totp) ? library.api.verifyTOTP(proof) : library.api.verifyBackupCode(proof));
      if (!second.ok) return wrong();
      cookies = second.headers.getSetCookie();
    }
    await succeeded(options.pool, name);
    const { rows } = await options.pool.query<{ mustChange: boolean }>('select "mustChange" from auth."user" where username = $1', [
      name.toLowerCase(),
    ]);
    return { cookies: untilClosed(cookies), mustChange: rows[0]?.mustChange === true };
  };

  /** A password for a slip of paper: 12 characters that read well, to be changed at the first sign-in. */
  const slip = (): string => `${codeFrom(randomBytes(4), 4)}-${codeFrom(randomBytes(4), 4)}-${codeFrom(randomBytes(4), 4)}`;

  const setPassword = async (id: string, password: string, mustChange: boolean): Promise<void> => {
    const context = await library.$context;
    await context.internalAdapter.updatePassword(id, await context.password.hash(password));
    await options.pool.query('update auth."user" set "mustChange" = $2, "updatedAt" = now() where id = $1', [id, mustChange]);
    await context.internalAdapter.deleteUserSessions(id);
    forget();
  };

  return {
    library,
    signIn,
    /** Remembers who knocked, from where, and what came of it. */
    note: (name: string, outcome: SignInOutcome, from: string): Promise<void> => noteSignIn(options.pool, name, outcome, from),
    forget,
    identify(cookie: string | undefined): Promise<Session | null> {
      if (cookie === undefined || !cookie.includes('daiban.session_token')) return Promise.resolve(null);
      const now = Date.now();
      const known = sessions.get(cookie);
      if (known && now - known.at < FRESH_MS) return known.session;
      if (sessions.size > 10_000) sessions.clear();
      const session = lookUp(cookie);
      session.catch(() => sessions.delete(cookie));
      sessions.set(cookie, { at: now, session });
      return session;
    },
    async signOut(cookie: string | undefined): Promise<readonly string[]> {
      forget();
      const response = await library.api.signOut({ headers: headersOf(cookie), asResponse: true });
      return response.headers.getSetCookie();
    },
    /** Every session of the account ends; the answer's cookies are of a new one for whoever asked. */
    async changePassword(cookie: string | undefined, current: string, next: string): Promise<{ cookies: readonly string[] } | Refusal> {
      const session = cookie === undefined ? null : await lookUp(cookie);
      if (!session) return { code: 'signed_out', zh: '请先登录', en: 'Please sign in.' };
      if (!goodPassword(next, session.account)) return refusals.weakPassword;
      const response = await library.api.changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers: headersOf(cookie),
        asResponse: true,
      });
      if (!response.ok) return refusals.wrongCurrent;
      await options.pool.query('update auth."user" set "mustChange" = false where username = $1', [session.account]);
      forget();
      return { cookies: untilClosed(response.headers.getSetCookie()) };
    },
    /** Step one of the second factor: the address for the authenticator's QR. */
    async beginTotp(cookie: string | undefined, password: string): Promise<{ uri: string; backupCodes: readonly string[] } | Refusal> {
      const response = await library.api.enableTwoFactor({ body: { password }, headers: headersOf(cookie), asResponse: true });
      if (!response.ok) return refusals.wrongCurrent;
      const body = (await response.json()) as { totpURI: string; backupCodes: string[] };
      return { uri: body.totpURI, backupCodes: body.backupCodes };
    },
    async confirmTotp(cookie: string | undefined, code: string): Promise<{ cookies: readonly string[] } | Refusal> {
      const response = await library.api.verifyTOTP({ body: { code }, headers: headersOf(cookie), asResponse: true });
      forget();
      return response.ok ? { cookies: untilClosed(response.headers.getSetCookie()) } : refusals.wrongCode;
    },
    /** Makes an account. @returns the one-time password for the slip, undefined if the name is taken */
    async makeAccount(name: string, displayName: string, password?: string): Promise<string | undefined> {
      if ((await userId(name)) !== undefined) return undefined;
      const secret = password ?? slip();
      await library.api.signUpEmail({
        body: { email: `${randomBytes(9).toString('hex')}@daiban.invalid`, password: secret, name: displayName, username: name },
      });
      await options.pool.query('update auth."user" set "mustChange" = $2 where username = $1', [
        name.toLowerCase(),
        password === undefined,
      ]);
      return secret;
    },
    /** A new one-time password; every session of the account ends, its second factor too (lost phones). */
    async reset(name: string): Promise<string | undefined> {
      const id = await userId(name);
      if (id === undefined) return undefined;
      const secret = slip();
      await setPassword(id, secret, true);
      await options.pool.query('delete from auth."twoFactor" where "userId" = $1', [id]);
      await options.pool.query('update auth."user" set "twoFactorEnabled" = false where id = $1', [id]);
      await succeeded(options.pool, name);
      return secret;
    },
  };
};
export type Auth = ReturnType<typeof createAuth>;

/** The pool of the role `auth`: the library expects PostgreSQL's own types, so not the pool of the application. */
export type AuthPool = pg.Pool;
