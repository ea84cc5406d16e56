import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { id } from '../kernel/contract.ts';
import * as network from '../modules/network/contract.ts';
import type { Auth } from '../platform/auth/index.ts';
import { common } from '../platform/executor/refusals.ts';
import { actorOf } from '../platform/http/actor.ts';
import type { ApiParts } from '../platform/http/api.ts';
import { isRefusal, sendRefusal } from '../platform/http/problem.ts';

const open = z.strictObject({
  command: id,
  person: id,
  account: network.openAccount.payload.shape.account,
  name: z.string().min(1).max(40),
});
const reset = z.strictObject({ command: id, person: id, reason: network.resetAccount.payload.shape.reason });

/**
 * Accounts and one-time resets: the command goes into the ledger, the one-time password goes onto a slip of paper and nowhere else.
 * Should the second half fail, the administrator presses reset: a command done twice makes a new slip.
 */
export const registerAccounts = (app: FastifyInstance, api: ApiParts, auth: Auth): void => {
  const invalid = (error: z.ZodError) => common.invalid(error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message })));

  app.post('/api/v1/accounts', async (request, reply) => {
    const body = open.safeParse(request.body);
    if (!body.success) return sendRefusal(reply, invalid(body.error));
    const actor = await actorOf(request, api.identify, api.posts);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    const { command, person, account, name } = body.data;
    const outcome = await api.execute(
      { id: command, name: network.openAccount.name, post: actor.post, payload: { person, account } },
      actor,
    );
    if (outcome.outcome === 'refused') return sendRefusal(reply, outcome);
    const slip = (await auth.makeAccount(account, name)) ?? (await auth.reset(account));
    return reply.header('cache-control', 'no-store').send({ account, slip });
  });

  app.post('/api/v1/accounts/reset', async (request, reply) => {
    const body = reset.safeParse(request.body);
    if (!body.success) return sendRefusal(reply, invalid(body.error));
    const actor = await actorOf(request, api.identify, api.posts);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    const { command, person, reason } = body.data;
    const outcome = await api.execute(
      { id: command, name: network.resetAccount.name, post: actor.post, payload: { person, reason } },
      actor,
    );
    if (outcome.outcome === 'refused') return sendRefusal(reply, outcome);
    const { account } = outcome.answer as { account: string };
    const slip = (await auth.reset(account)) ?? (await auth.makeAccount(account, account));
    return reply.header('cache-control', 'no-store').send({ account, slip });
  });
};
