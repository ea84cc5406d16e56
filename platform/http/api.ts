import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { type Envelope, envelope, type Outcome } from '../../kernel/contract.ts';
import { dayOf } from '../../kernel/time.ts';
import type { Executor } from '../executor/execute.ts';
import { common } from '../executor/refusals.ts';
import type { Registry } from '../executor/registry.ts';
import { inTransaction } from '../executor/transaction.ts';
import type { AnyReader, Services } from '../executor/types.ts';
import { actorOf, type Identify, type Posts } from './actor.ts';
import { isRefusal, problems, sendRefusal } from './problem.ts';

export type ApiParts = {
  readonly registry: Registry;
  readonly execute: Executor;
  readonly pool: Pool;
  readonly services: Services;
  readonly identify: Identify;
  readonly posts: Posts;
};

const batch = z.strictObject({ commands: z.array(z.unknown()).min(1).max(200) });

/** What PostgreSQL says of a cursor or filter that is no id, day or text: the query's fault, not ours. */
const UNREADABLE = new Set(['22P02', '22007', '22008', '22021']);

/** Runs one reader as an actor, within a read-only transaction. */
export const runReader = (
  parts: Pick<ApiParts, 'pool' | 'services'>,
  reader: AnyReader,
  query: unknown,
  actor: Actor,
): Promise<unknown> => {
  const now = new Date().toISOString();
  const context = { actor, now, today: dayOf(now), services: parts.services, calendar: parts.services.calendar(actor.district) };
  const mode = reader.contract.records === true ? 'write' : reader.quick === true ? 'quick read' : 'read';
  return inTransaction(parts.pool, actor, mode, async (tx) => {
    const result = await reader.run(tx, query, context);
    if (reader.contract.records === true) await tx.commit([]);
    return result;
  });
};

/** Refusals that say "not yet": the same command may still be accepted. */
const NOT_YET: ReadonlySet<string> = new Set([common.busy.code, common.afterMissing.code]);

/**
 * The refusal of a command whose step before stood in the same batch and was refused. Not every refusal is stored (what was
 * misspelt or not allowed may be sent again), so the executor alone would take that step for one that is still under way.
 */
const standsOn = ({ id, after }: Envelope, outcomes: readonly Outcome[]): Outcome | null => {
  const before = outcomes.find((one) => one.id === after);
  return before?.outcome === 'refused' && !NOT_YET.has(before.code) ? { id, outcome: 'refused', ...common.afterRefused } : null;
};

/** `/api/v1`: one address for everything that changes, one for each read. */
export const registerApi = (app: FastifyInstance, parts: ApiParts): void => {
  app.post('/api/v1/commands', { bodyLimit: 4 * 1024 * 1024 }, async (request, reply) => {
    const body = batch.safeParse(request.body);
    if (!body.success)
      return sendRefusal(reply, common.invalid(body.error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message }))));
    const outcomes: Outcome[] = [];
    for (const raw of body.data.commands) {
      const parsed = envelope.safeParse(raw);
      if (!parsed.success) {
        const id = typeof (raw as { id?: unknown } | null)?.id === 'string' ? String((raw as { id: string }).id).slice(0, 60) : '';
        outcomes.push({
          id,
          outcome: 'refused',
          ...common.invalid(parsed.error.issues.map((i) => ({ path: i.path.join('.'), problem: i.message }))),
        });
        continue;
      }
      const actor = await actorOf(request, parts.identify, parts.posts, parsed.data.post);
      if (isRefusal(actor)) {
        if (actor.code === 'signed_out') return sendRefusal(reply, actor);
        outcomes.push({ id: parsed.data.id, outcome: 'refused', ...actor });
        continue;
      }
      outcomes.push(standsOn(parsed.data, outcomes) ?? (await parts.execute(parsed.data, actor)));
    }
    return { outcomes };
  });

  for (const reader of parts.registry.readers.values()) {
    const { contract } = reader;
    const method = contract.personal === true ? 'POST' : 'GET';
    app.route({
      method,
      url: `/api/v1${contract.path}`,
      handler: async (request, reply) => {
        const actor = await actorOf(request, parts.identify, parts.posts);
        if (isRefusal(actor)) return sendRefusal(reply, actor);
        if (!(actor.role in contract.allow)) return sendRefusal(reply, common.notAllowed);
        const query = contract.query.safeParse({
          ...(method === 'POST' ? (request.body as object | undefined) : (request.query as object)),
          ...(request.params as object),
        });
        if (!query.success)
          return sendRefusal(
            reply,
            common.invalid(query.error.issues.map((i: z.core.$ZodIssue) => ({ path: i.path.join('.'), problem: i.message }))),
          );
        const result = await runReader(parts, reader, query.data, actor).catch((error: { code?: string }) => {
          if (UNREADABLE.has(error.code ?? '')) return common.invalid([{ path: 'cursor', problem: 'cursor' }]);
          throw error;
        });
        if (isRefusal(result)) return sendRefusal(reply, result);
        return reply.header('cache-control', 'no-store').send(result);
      },
    });
  }

  app.get('/api/v1/me', async (request, reply) => {
    const session = await parts.identify(request);
    if (!session) return sendRefusal(reply, { code: 'signed_out', zh: '请先登录', en: 'Please sign in.' });
    const held = await parts.posts.of(session.account);
    const back = parts.posts.heldBack(session, held);
    if (back !== null) return sendRefusal(reply, back);
    const first = held[0];
    if (first === undefined) return sendRefusal(reply, problems.noPost);
    return reply.header('cache-control', 'no-store').send({
      person: { id: first.actor.person, name: first.actor.name },
      posts: held.map((h) => ({
        id: h.actor.post,
        district: h.actor.district,
        role: h.actor.role,
        title: h.title,
        site: h.actor.site,
        siteName: h.siteName,
        area: h.actor.area,
        areaName: h.areaName,
        department: h.actor.department,
        from: h.from,
        until: h.until,
      })),
    });
  });
};
