import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { idFrom } from '../../kernel/id.ts';

/**
 * The floor that Daiban is held against: `node:http` and `pg`, nothing else; each write with a hash-chained ledger row, everything under row-level
 * security (the acting post set in each transaction), named statements, pipelined, as few round trips as can be. No sign-in, no checks of what comes in.
 * `node bench/speed/bare.ts URL`; says its port.
 */
const pool = new pg.Pool({ connectionString: process.argv[2], max: 12, application_name: 'bare', pipeline: true } as pg.PoolConfig);

const q = (client: pg.PoolClient, name: string, text: string, values: unknown[] = []) => client.query({ name, text, values });

/** Runs statements in one transaction of a post. */
const acting = async <T>(post: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    const begun = [q(client, 'begin', 'begin'), q(client, 'act', `select set_config('bare.post', $1, true)`, [post])];
    const [answer] = await Promise.all([work(client), ...begun]);
    return answer as T;
  } finally {
    client.release();
  }
};
const commit = (client: pg.PoolClient) => q(client, 'commit', 'commit');

const CASE = `select c.id, c.code, c.item, c.resident, r.name, c.area, c.channel, c.state, c.due::text, c.opened_at from kase c join resident r on r.id = c.resident`;
const newId = (): string => idFrom(Date.now(), randomBytes(10));
const hashOf = (previous: Buffer, text: string): Buffer => createHash('sha256').update(previous).update(text).digest();
const ENTRY = 'insert into entry (id, stream, seq, event, data, actor, area, at, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)';

type Body = {
  id: string;
  item: string;
  resident: string;
  area: string;
  channel: string;
  site: string;
  answers: object;
  actor: string;
  reason: string;
  q: string;
  state: string;
};
type Head = { seq: number; hash: Buffer; area: string };

const operations: Readonly<Record<string, (post: string, body: Body, query: URLSearchParams) => Promise<unknown>>> = {
  '/create': (post, b) =>
    acting(post, async (client) => {
      const at = new Date().toISOString();
      const code = randomBytes(6).toString('hex');
      const data = JSON.stringify({ case: b.id, item: b.item, resident: b.resident, channel: b.channel, answers: b.answers });
      const hash = hashOf(Buffer.alloc(32), data);
      await Promise.all([
        q(
          client,
          'case',
          `insert into kase (id, area, code, item, resident, channel, site, answers, state, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'informing', $9)`,
          [b.id, b.area, code, b.item, b.resident, b.channel, b.site, JSON.stringify(b.answers), at],
        ),
        q(client, 'head', 'insert into head (stream, area, seq, hash) values ($1, $2, 1, $3)', [b.id, b.area, hash]),
        q(client, 'entry', ENTRY, [newId(), b.id, 1, 'opened', data, b.actor, b.area, at, hash]),
        commit(client),
      ]);
      return { case: b.id, code };
    }),
  '/advance': (post, b) =>
    acting(post, async (client) => {
      const found = await q(client, 'lock', 'select h.seq, h.hash, h.area from head h where h.stream = $1 for update', [b.id]);
      const head = found.rows[0] as Head;
      const data = JSON.stringify({ case: b.id, to: b.state, reason: b.reason });
      const hash = hashOf(head.hash, data);
      await Promise.all([
        q(client, 'state', 'update kase set state = $2 where id = $1', [b.id, b.state]),
        q(client, 'move', 'update head set seq = $2, hash = $3 where stream = $1', [b.id, head.seq + 1, hash]),
        q(client, 'entry', ENTRY, [newId(), b.id, head.seq + 1, 'moved', data, b.actor, head.area, new Date().toISOString(), hash]),
        commit(client),
      ]);
      return { case: b.id, state: b.state };
    }),
  '/queue': (post, _b, query) =>
    acting(post, async (client) => {
      const [found] = await Promise.all([
        q(client, 'queue', `${CASE} where c.site = $1 and c.due is not null order by c.due, c.id limit 20`, [query.get('site')]),
        commit(client),
      ]);
      return { rows: found!.rows };
    }),
  '/search': (post, b) =>
    acting(post, async (client) => {
      const chars = [...b.q];
      const words = chars.length === 1 ? chars : chars.slice(1).map((char, i) => chars[i]! + char);
      const [found] = await Promise.all([
        q(
          client,
          'search',
          `select r.id, r.name, r.sex, r.birth::text, r.area, r.address from search($1, $2, 20) with ordinality as f(id, place) join resident r on r.id = f.id order by f.place`,
          [words, b.q],
        ),
        commit(client),
      ]);
      return { rows: found!.rows };
    }),
  '/read': (post, _b, query) =>
    acting(post, async (client) => {
      const id = query.get('id');
      const [found, entries] = await Promise.all([
        q(client, 'case one', `${CASE} where c.id = $1`, [id]),
        q(
          client,
          'entries',
          `select id, seq, event, data, actor, at, encode(hash, 'hex') as hash from entry where stream = $1 order by seq`,
          [id],
        ),
        commit(client),
      ]);
      return { ...found!.rows[0], entries: entries!.rows };
    }),
};

const bodyOf = (request: IncomingMessage): Promise<Body> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as Body));
    request.on('error', reject);
  });

const answer = async (request: IncomingMessage): Promise<unknown> => {
  const [path, query] = request.url!.split('?');
  const body = request.method === 'POST' ? await bodyOf(request) : ({} as Body);
  return operations[path!]!(request.headers['x-post'] as string, body, new URLSearchParams(query));
};

const server = createServer((request, response) => {
  answer(request).then(
    (value) => {
      const text = Buffer.from(JSON.stringify(value));
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length }).end(text);
    },
    (error: Error) => response.writeHead(500, { 'content-length': 0 }).end(void console.error(error.message)),
  );
});
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${(server.address() as { port: number }).port}`));
process.on('SIGTERM', () => process.exit(0));
