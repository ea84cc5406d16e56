import type { FastifyInstance } from 'fastify';
import { Client, type Pool } from 'pg';
import type { Actor, Role } from '../../kernel/actor.ts';
import { withinAny } from '../../kernel/area.ts';
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

/** Who sees an area's matters by their ranges, as `acting_ranges()` has it; the others only what they were let into. */
const RANGED: ReadonlySet<Role> = new Set<Role>(['clerk', 'helper', 'coordinator', 'referrer', 'system']);
/** Streams about the office itself, as `office_stream()` has them. */
export const OFFICE_STREAMS: ReadonlySet<string> = new Set(['area', 'site', 'person', 'post', 'duty', 'item', 'calendar', 'account']);

/** A way into a matter outside one's own ranges. */
export type Granted = {
  readonly district: string;
  readonly subject: string;
  readonly post: string | null;
  readonly site: string | null;
  readonly department: string | null;
};

/** Whether a post's ranges show it this matter's ledger: the same rule as the policy `ledger_read`. */
const seesByRange = (actor: Actor, change: Changed): boolean =>
  withinAny(change.area, actor.ranges) && (RANGED.has(actor.role) || actor.role === 'auditor' || OFFICE_STREAMS.has(change.stream));

const wasLetIn = (actor: Actor, change: Changed, granted: readonly Granted[]): boolean =>
  granted.some(
    (one) =>
      one.district === change.district &&
      one.subject === change.id &&
      (one.post === actor.post ||
        (one.site !== null && one.site === actor.site) ||
        (actor.role === 'approver' && one.department !== null && one.department === actor.department)),
  );

/** What a post hears of: what it may look up in the ledger, and nothing else. */
const heardBy = async (
  actor: Actor,
  changes: readonly Changed[],
  granted: () => Promise<readonly Granted[]>,
): Promise<readonly Changed[]> => {
  const own = changes.filter(({ district }) => district === actor.district);
  if (own.every((change) => seesByRange(actor, change))) return own;
  const ways = await granted();
  return own.filter((change) => seesByRange(actor, change) || wasLetIn(actor, change, ways));
};

/** `granted` is asked at most once for a batch, however many listen. */
type Listener = {
  tell(changes: readonly Changed[], granted: () => Promise<readonly Granted[]>): void;
  /** Changes may have been missed: whatever is in view has to be read again. */
  missed?(): void;
};

/** Tells open screens what changed, also those that other processes of the same database serve. */
export const createLive = (pool: Pool, listenUrl: string, log: (message: string) => void) => {
  const listeners = new Set<Listener>();
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

  const grantsOf = (changes: readonly Changed[]) => {
    let asked: Promise<readonly Granted[]> | undefined;
    return () => {
      asked ??= pool
        .query<Granted>('select * from platform_granted_to($1, $2)', [
          [...new Set(changes.map(({ district }) => district))],
          [...new Set(changes.map(({ id }) => id))],
        ])
        .then(({ rows }) => rows);
      return asked;
    };
  };

  let listened = false;
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
      const granted = grantsOf(changes);
      for (const { tell } of listeners) tell(changes, granted);
    });
    await mine.connect();
    await mine.query(`listen ${CHANNEL}`);
    client = mine;
    listening = true;
    if (closed) await mine.end();
    else if (listened) for (const { missed } of listeners) missed?.();
    listened = true;
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
    subscribe(tell: Listener['tell'], missed?: () => void): () => void {
      const listener: Listener = missed === undefined ? { tell } : { tell, missed };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
};
export type Live = ReturnType<typeof createLive>;

/** Between signs of life; at each the post is looked at again. Proxies cut a silent connection after a minute. */
const BEAT_MS = 20_000;

/**
 * Server-sent events: `event: changed`, data a list of {stream, id, event}; only of what the post may see. An empty list says that
 * something may have been missed. Ends when the session or the post does: the browser comes back and is told why.
 */
export const registerLive = (app: FastifyInstance, live: Live, identify: Identify, posts: Posts, beatMs = BEAT_MS): void => {
  app.get('/api/v1/live', async (request, reply) => {
    const { post } = request.query as { post?: string };
    const actor = await actorOf(request, identify, posts, post);
    if (isRefusal(actor)) return sendRefusal(reply, actor);
    reply.hijack();
    const out = reply.raw;
    out.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    out.write('retry: 2000\n\n');
    const send = (changes: readonly Changed[]): void =>
      void out.write(`event: changed\ndata: ${JSON.stringify(changes.map(({ stream, id, event }) => ({ stream, id, event })))}\n\n`);
    // One after the other, so that a batch that has to ask is not overtaken by the next.
    let last: Promise<void> = Promise.resolve();
    const stop = live.subscribe(
      (changes, granted) => {
        last = last
          .then(() => heardBy(actor, changes, granted))
          // Where it can't be known who was let in: better to read again in vain than to miss something.
          .then(
            (heard) => (heard.length > 0 ? send(heard) : undefined),
            () => send([]),
          );
      },
      () => send([]),
    );
    const beat = setInterval(() => {
      actorOf(request, identify, posts, actor.post).then(
        (still) => void (isRefusal(still) ? out.end() : out.write(': still here\n\n')),
        () => void out.write(': still here\n\n'), // the database is away for a moment; the next beat asks again
      );
    }, beatMs);
    out.on('close', () => {
      clearInterval(beat);
      stop();
    });
    return reply;
  });
};
