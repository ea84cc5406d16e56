import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Role } from '../kernel/actor.ts';
import { createPool } from './db/pool.ts';
import { createExecutor, type Executor } from './executor/execute.ts';
import { type Registry, registryOf } from './executor/registry.ts';
import type { Module, Services } from './executor/types.ts';
import { createPosts, type Identify, type Posts } from './http/actor.ts';
import { registerApi } from './http/api.ts';
import { createLive, type Live, registerLive } from './http/live.ts';
import { createServer, type ServerOptions } from './http/server.ts';

export type AppParts = {
  readonly app: FastifyInstance;
  readonly pool: pg.Pool;
  readonly registry: Registry;
  readonly execute: Executor;
  readonly posts: Posts;
  readonly live: Live;
  readonly services: Services;
  readonly identify: Identify;
  close(): Promise<void>;
};

export type AppOptions = {
  readonly modules: readonly Module[];
  readonly services: Services;
  /** Connection string of the role `app`. */
  readonly appUrl: string;
  readonly connections: number;
  readonly server: ServerOptions;
  /** Who is signed in; given the pool because a session lives in the database. */
  readonly identify: (pool: pg.Pool) => Identify;
  /** Roles that need a second factor; none where absent. */
  readonly secondFactor?: readonly Role[];
};

/** The program without its start and stop: what main.ts serves and what tests call. */
export const createApp = async (options: AppOptions): Promise<AppParts> => {
  const app = createServer(options.server);
  const log = (message: string) => app.log.warn(message);
  const pool = createPool(options.appUrl, {
    max: options.connections,
    name: 'daiban app',
    onError: (error) => log(`database connection lost: ${error.message}`),
  });
  const registry = registryOf(options.modules);
  const live = createLive(pool, options.appUrl, log);
  const execute = createExecutor(registry, pool, options.services, live.changed);
  const posts = createPosts(pool, options.secondFactor);
  const identify = options.identify(pool);
  const parts: AppParts = {
    app,
    pool,
    registry,
    execute,
    posts,
    live,
    services: options.services,
    identify,
    async close() {
      await live.close();
      await app.close();
      await pool.end();
    },
  };
  registerApi(app, parts);
  registerLive(app, live, identify, posts);
  await live.listen();
  return parts;
};
