import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { CommandContract, Outcome, ReadContract } from '../../kernel/contract.ts';
import type { Refusal } from '../../kernel/result.ts';
import { dayOf } from '../../kernel/time.ts';
import { screenAll, screenTasks, type Tally, TRY_VERSION, tryVersionTask } from '../../modules/discovery/index.ts';
import { modules } from '../../modules/index.ts';
import { loadCalendars } from '../../modules/work/index.ts';
import { type AppParts, createApp } from '../../platform/app.ts';
import { type Calendars, createCalendars } from '../../platform/calendar/index.ts';
import { openKeys } from '../../platform/crypto/index.ts';
import { createPool } from '../../platform/db/pool.ts';
import { createExecutor, newId } from '../../platform/executor/execute.ts';
import { registryOf } from '../../platform/executor/registry.ts';
import type { Module } from '../../platform/executor/types.ts';
import { runJobs } from '../../platform/jobs/index.ts';
import { processes } from '../../processes/index.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** The whole program on a database of its own, called without a network. The header `x-test-account` says who is signed in. */
export type TestApp = AppParts & {
  readonly db: TestDatabase;
  readonly calendars: Calendars;
  /** Holds the key file. */
  readonly keysFolder: string;
  /** Sends a command as an actor through HTTP; `seen` for decisions, `id` to repeat one. */
  send<C extends CommandContract>(
    as: Actor,
    contract: C,
    payload: z.input<C['payload']>,
    options?: { seen?: number; id?: string; happenedAt?: string; after?: string },
  ): Promise<Outcome>;
  /** As `send`, but must be done; the answer comes back. */
  did<C extends CommandContract>(
    as: Actor,
    contract: C,
    payload: z.input<C['payload']>,
    options?: { seen?: number },
  ): Promise<z.output<C['answer']>>;
  /** Reads through HTTP. */
  ask<C extends ReadContract>(as: Actor, contract: C, query?: z.input<C['query']>): Promise<z.output<C['answer']>>;
  /** As `ask`, but must be refused. */
  askRefused<C extends ReadContract>(as: Actor, contract: C, query?: z.input<C['query']>): Promise<Refusal & { status: number }>;
  /** Screens everybody of the system post's district, as the nightly job does. @param day another day than today */
  screen(system: Actor, day?: string): Promise<Tally>;
  /** Works through the queue of jobs until it is empty. @throws when one fails */
  jobs(): Promise<void>;
  /** Runs a command as the operator of the machine, past row-level security: opening a district. */
  operate<C extends CommandContract>(as: Actor, contract: C, payload: z.input<C['payload']>): Promise<Outcome>;
};

export const openApp = async (only: readonly Module[] = [...modules, ...processes]): Promise<TestApp> => {
  const db = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'daiban-keys-'));
  const calendars = await createCalendars(loadCalendars(db.appUrl), console.error);
  const services = { keys: openKeys(folder), calendar: calendars.of };
  const parts = await createApp({
    modules: only,
    services,
    appUrl: db.appUrl,
    connections: 6,
    server: { logLevel: process.env.TEST_LOG === undefined ? 'silent' : 'error', trustProxy: false },
    identify: () => async (request) => {
      const account = request.headers['x-test-account'];
      return typeof account === 'string' ? { account } : null;
    },
  });
  parts.live.subscribe(calendars.heard);
  const ownerPool = createPool(db.ownerUrl, { max: 2, name: 'operator' });
  const operator = createExecutor(registryOf(only), ownerPool, services);
  const headers = (as: Actor) => ({ 'x-test-account': accountOf(as), 'x-daiban-post': as.post });

  const send: TestApp['send'] = async (as, contract, payload, options = {}) => {
    const { id = newId(), ...rest } = options;
    const response = await parts.app.inject({
      method: 'POST',
      url: '/api/v1/commands',
      headers: headers(as),
      payload: { commands: [{ id, name: contract.name, post: as.post, payload, ...rest }] },
    });
    if (response.statusCode !== 200) throw new Error(`${contract.name}: ${response.statusCode} ${response.body}`);
    return (response.json() as { outcomes: Outcome[] }).outcomes[0]!;
  };
  const get = (as: Actor, contract: ReadContract, query: Record<string, unknown> = {}) => {
    const rest = new URLSearchParams();
    const path = contract.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(query[key])));
    for (const [key, value] of Object.entries(query))
      if (!contract.path.includes(`:${key}`) && value !== undefined) rest.set(key, String(value));
    if (contract.personal === true)
      return parts.app.inject({ method: 'POST', url: `/api/v1${path}`, headers: headers(as), payload: query });
    return parts.app.inject({ method: 'GET', url: `/api/v1${path}?${rest}`, headers: headers(as) });
  };
  return {
    ...parts,
    db,
    calendars,
    keysFolder: folder,
    send,
    async did(as, contract, payload, options) {
      const outcome = await send(as, contract, payload, options);
      if (outcome.outcome === 'refused')
        throw new Error(`${contract.name} was refused: ${outcome.code} ${outcome.zh} ${JSON.stringify(outcome.info ?? '')}`);
      return outcome.answer as never;
    },
    async ask(as, contract, query) {
      const response = await get(as, contract, query as Record<string, unknown>);
      if (response.statusCode !== 200) throw new Error(`${contract.name}: ${response.statusCode} ${response.body}`);
      return contract.answer.parse(response.json()) as never;
    },
    async askRefused(as, contract, query) {
      const response = await get(as, contract, query as Record<string, unknown>);
      if (response.statusCode === 200) throw new Error(`${contract.name} was answered: ${response.body}`);
      return { ...(response.json() as Refusal), status: response.statusCode };
    },
    screen: (system, day = dayOf(new Date().toISOString())) => screenAll(parts, system, day),
    async jobs() {
      const said: string[] = [];
      const report = (message: string): void => void said.push(message);
      const tasks = { [TRY_VERSION]: tryVersionTask(parts.execute, parts.pool), ...screenTasks(parts, report) };
      const jobs = await runJobs({ url: db.workerUrl, tasks, report });
      while (jobs.counts().failed === 0 && (await jobs.waiting()) > 0) await wait(20);
      await jobs.stop();
      if (said.length > 0) throw new Error(said.join('\n'));
    },
    operate: (as, contract, payload) => operator({ id: newId(), name: contract.name, post: as.post, payload }, as),
    async close() {
      calendars.stop();
      await parts.close();
      await ownerPool.end();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** In tests the account is the person's id. */
export const accountOf = (actor: Actor): string => `acc-${actor.person}`;
