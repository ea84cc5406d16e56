import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Actor, Role } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/result.ts';
import { common } from '../executor/refusals.ts';
import { problems } from './problem.ts';

/**
 * `mustChange`: signed in with a one-time slip; nothing else may be done before a password of one's own.
 * `secondFactor`: the account has one, so it was given.
 */
export type Session = { readonly account: string; readonly mustChange?: boolean; readonly secondFactor?: boolean };

/** Who is signed in: the sign-in library's account, or nobody. */
export type Identify = (request: FastifyRequest) => Promise<Session | null>;

export type HeldPost = {
  readonly actor: Actor;
  readonly title: string | null;
  readonly siteName: string | null;
  readonly areaName: string | null;
  readonly from: string;
  readonly until: string | null;
};

type Row = {
  district: string;
  person: string;
  name: string;
  post: string;
  role: Role;
  title: string | null;
  site: string | null;
  site_name: string | null;
  area: string;
  area_name: string | null;
  ranges: string[];
  department: string | null;
  valid_from: string;
  valid_until: string | null;
};

/** Posts are read anew at least this often, so a post taken away stops working within it. */
const FRESH_MS = 5_000;

/**
 * The posts an account holds today, remembered for a moment because every request asks.
 * @param secondFactor roles that need one: whoever holds such a post has to set it up before anything else, in any post
 */
export const createPosts = (pool: Pool, secondFactor: readonly Role[] = []) => {
  const known = new Map<string, { at: number; posts: Promise<readonly HeldPost[]> }>();
  const load = async (account: string): Promise<readonly HeldPost[]> => {
    const { rows } = await pool.query<Row>({ name: 'posts_of', text: 'select * from network_posts_of($1)', values: [account] });
    return rows.map((r) => ({
      actor: {
        district: r.district,
        person: r.person,
        post: r.post,
        role: r.role,
        site: r.site,
        area: r.area,
        ranges: r.ranges,
        department: r.department,
        name: r.name,
      },
      title: r.title,
      siteName: r.site_name,
      areaName: r.area_name,
      from: r.valid_from,
      until: r.valid_until,
    }));
  };
  return {
    of(account: string): Promise<readonly HeldPost[]> {
      const now = Date.now();
      const found = known.get(account);
      if (found && now - found.at < FRESH_MS) return found.posts;
      if (known.size > 20_000) known.clear();
      const posts = load(account);
      posts.catch(() => known.delete(account));
      known.set(account, { at: now, posts });
      return posts;
    },
    /** Why somebody who is signed in may do nothing yet; null where they may. */
    heldBack(session: Session, held: readonly HeldPost[]): Refusal | null {
      if (session.mustChange === true) return problems.mustChange;
      const needed = held.some(({ actor }) => secondFactor.includes(actor.role));
      return needed && session.secondFactor !== true ? problems.secondFactorNeeded : null;
    },
    forget(account?: string): void {
      if (account === undefined) known.clear();
      else known.delete(account);
    },
  };
};
export type Posts = ReturnType<typeof createPosts>;

/** The actor of a request in the named post (or the first held), or why there is none. */
export const actorOf = async (request: FastifyRequest, identify: Identify, posts: Posts, post?: string): Promise<Actor | Refusal> => {
  const session = await identify(request);
  if (!session) return problems.signedOut;
  const held = await posts.of(session.account);
  const back = posts.heldBack(session, held);
  if (back !== null) return back;
  const wanted = post ?? (request.headers['x-daiban-post'] as string | undefined);
  const found = wanted === undefined ? held[0] : held.find((one) => one.actor.post === wanted);
  return found ? found.actor : common.notYourPost;
};
