import type { FastifyInstance } from 'fastify';
import { Client, type Pool } from 'pg';
import { within } from '../../kernel/area.ts';
import type { Changed } from '../executor/execute.ts';
import { actorOf, type Identify, type Posts } from './actor.ts';
import { isRefusal, sendRefusal } from './problem.ts';

const CHANNEL = 'daiban_live';
/** Changes are gathered this long and told once: a NOTIFY in each transaction would make commits wait for one another. */
const GATHER_MS = 80;
/** From the loss of the listening connection to the next try. */
const RETRY_MS = 1_000;
/** NOTIFY carries 8,000 bytes at most. */
const PER_NOTICE = 40;

/** Tells open screens what changed, also those that other processes of the same database serve. */
export const createLive = (pool: Pool, listenUrl: string, log: (message: string) => void) => {
  const listeners = new Set<(changes: readonly Changed[]) => void>();
  let waiting: Changed[] = [];
  let timer: NodeJS.Timeout | undefined;
  let client: Client | undefined;
  let closed = false;

  const flush = async (): Promise<void> => {
    timer = undefined;
    const now = waiting;
    waiting = [];
    for (let i = 0; i < now.length; i += PER_NOTICE) {
      try {
        await pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(now.slice(i, i + PER_NOTICE))]);
      } catch (error) {
        log(`live notice not sent: ${(error as Error).message}`);
      }
    }
  };

  const listen = async (): Promise<void> => {
    if (closed) return;
    const mine = new Client({ connectionString: listenUrl, application_name: 'daiban live' });
    let listening = false;
    // A connection that is cut says so more than once; an `error` without a listener would end the process.
    mine.on('error', () => {
      if (!listening) return; // the awaits below tell
      listening = false;
      if (!closed) setTimeout(() => void listen().catch(retry), RETRY_MS).unref();
    });
    mine.on('notification', (message) => {
      const changes = JSON.parse(message.payload ?? '[]') as Changed[];
      for (const tell of listeners) tell(changes);
    });
    await mine.connect();
    await mine.query(`listen ${CHANNEL}`);
    client = mine;
    listening = true;
    if (closed) await mine.end();
  };
  const retry = (error: Error): void => {
    log(`live notices stand still: ${error.message}`);
    if (!closed) setTimeout(() => void listen().catch(retry), RETRY_MS).unref();
  };

  return {
    listen,
    changed(changes: readonly Changed[]): void {
      waiting.push(...changes);
      timer ??= setTimeout(() => void flush(), GATHER_MS);
    },
    subscribe(tell: (changes: readonly Changed[]) => void): () => void {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
};
export type Live = ReturnType<typeof createLive>;

/** Server-sent events: `event: changed`, data a list of {stream, id, event}; only of areas in the post's ranges. */
export const registerLive = (app: FastifyInstance, live: Live, identify: Identify, posts: Posts): void => {
  app.get('/api/v1/live', async (request, reply) => {
    const post = (request.query as { post?: string }).post;
    const actor = await actorOf(request, identify, posts, post);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    out.write('retry: 2000\n\n');
    const stop = live.subscribe((changes) => {
      const mine = changes.filter(
        (c) => c.district === actor.district && (actor.department !== null || actor.ranges.some((r) => within(c.area, r))),
      );
      if (mine.length > 0)
        out.write(`event: changed\ndata: ${JSON.stringify(mine.map(({ stream, id, event }) => ({ stream, id, event })))}\n\n`);
    });
    const beat = setInterval(() => out.write(': still here\n\n'), 20_000);
    request.raw.on('close', () => {
      clearInterval(beat);
      stop();
    });
    return reply;
  });
};
