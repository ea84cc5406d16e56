import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { common } from '../executor/refusals.ts';
import type { Posts } from '../http/actor.ts';
import { isRefusal, sendRefusal } from '../http/problem.ts';
import type { Auth } from './index.ts';
import type { SignInOutcome } from './log.ts';

const signIn = z.strictObject({
  name: z.string().min(1).max(60),
  password: z.string().min(1).max(200),
  /** the authenticator's digits, or a backup code */
  totp: z.string().max(11).optional(),
});
const password = z.strictObject({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });
const secret = z.strictObject({ password: z.string().min(1).max(200) });
const code = z.strictObject({ code: z.string().min(6).max(10) });

/** What the log of sign-ins calls each refusal. */
const OUTCOMES: Readonly<Record<string, SignInOutcome>> = { wrong_password: 'wrong', locked: 'locked', totp_needed: 'code_needed' };

/** A role that the demo's sign-in page offers with one click. */
export type DemoRole = {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly place: { readonly zh: string; readonly en: string };
  readonly account: string;
  readonly name: string;
};

export type DemoSignIn = { readonly roles: readonly DemoRole[]; readonly password: string };

const withCookies = (reply: FastifyReply, cookies: readonly string[]): FastifyReply => {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
  return reply;
};

/** Signing in and out, one's own password and second factor. `demo` is given only for a data folder made by `--demo`. */
export const registerAuth = (app: FastifyInstance, auth: Auth, posts: Posts, demo: DemoSignIn | null): void => {
  const parse = <S extends z.ZodType>(schema: S, body: unknown, reply: FastifyReply): z.output<S> | null => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    sendRefusal(reply, common.invalid(parsed.error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message }))));
    return null;
  };

  app.post('/api/v1/sign-in', async (request, reply) => {
    const body = parse(signIn, request.body, reply);
    if (!body) return reply;
    const result = await auth.signIn(body.name, body.password, body.totp);
    await auth.note(body.name, isRefusal(result) ? (OUTCOMES[result.code] ?? 'wrong') : 'in', request.ip);
    if (isRefusal(result)) return sendRefusal(reply, result);
    return withCookies(reply, result.cookies).send({ mustChange: result.mustChange });
  });

  app.post('/api/v1/sign-out', async (request, reply) => {
    const session = await auth.identify(request.headers.cookie);
    if (session !== null) await auth.note(session.account, 'out', request.ip);
    return withCookies(reply, await auth.signOut(request.headers.cookie)).send({});
  });

  app.post('/api/v1/password', async (request, reply) => {
    const body = parse(password, request.body, reply);
    if (!body) return reply;
    const result = await auth.changePassword(request.headers.cookie, body.current, body.next);
    return isRefusal(result) ? sendRefusal(reply, result) : withCookies(reply, result.cookies).send({});
  });

  app.post('/api/v1/totp', async (request, reply) => {
    const body = parse(secret, request.body, reply);
    if (!body) return reply;
    const result = await auth.beginTotp(request.headers.cookie, body.password);
    return isRefusal(result) ? sendRefusal(reply, result) : reply.header('cache-control', 'no-store').send(result);
  });

  app.post('/api/v1/totp/confirm', async (request, reply) => {
    const body = parse(code, request.body, reply);
    if (!body) return reply;
    const result = await auth.confirmTotp(request.headers.cookie, body.code);
    return isRefusal(result) ? sendRefusal(reply, result) : withCookies(reply, result.cookies).send({});
  });

  app.get('/api/v1/demo/roles', async () => demo?.roles ?? []);
  if (demo === null) return;
  const chosen = z.strictObject({ account: z.enum(demo.roles.map((role) => role.account) as [string, ...string[]]) });
  app.post('/api/v1/demo/sign-in', async (request, reply) => {
    const body = parse(chosen, request.body, reply);
    if (!body) return reply;
    await auth.makeAccount(body.account, demo.roles.find((role) => role.account === body.account)!.name, demo.password);
    const result = await auth.signIn(body.account, demo.password);
    if (isRefusal(result)) return sendRefusal(reply, result);
    posts.forget(body.account);
    await auth.note(body.account, 'in', request.ip);
    return withCookies(reply, result.cookies).send({ mustChange: false });
  });
};
