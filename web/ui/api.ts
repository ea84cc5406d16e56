import type { z } from 'zod';
import type { CommandContract, Envelope, Outcome, ReadContract } from '../../kernel/contract.ts';
import { type Id, idFrom } from '../../kernel/id.ts';
import type { Refusal } from '../../kernel/result.ts';

/**
 * The thin client of `/api/v1`, typed by the contracts themselves.
 * A command gets its id here, once; whatever the network does, it is sent again under the same id, so its effect happens once.
 */
export type Done<A> = { readonly id: Id; readonly outcome: 'done' | 'already_done'; readonly answer: A; readonly seq?: number };
export type Refused = Refusal & { readonly id: Id; readonly outcome: 'refused' };
export type Sent<A> = Done<A> | Refused;

export type SendOptions = {
  /** The `seq` that the person saw; decisions on an existing matter need it. */
  readonly seen?: number;
  /** When it happened, if not now. */
  readonly happenedAt?: string;
  /** Only to repeat a command whose fate is unknown. */
  readonly id?: Id;
};

/** The server could not be reached, or could not answer: what was sent may or may not have arrived. Sending again with `id` settles it. */
export class Unreachable extends Error {
  readonly id: Id | null;
  constructor(id: Id | null) {
    super('the server cannot be reached');
    this.name = 'Unreachable';
    this.id = id;
  }
}

/** Nobody is signed in (any more). */
export class SignedOut extends Error {
  constructor() {
    super('signed out');
    this.name = 'SignedOut';
  }
}

/** A read was refused: the same named value as a refused command. */
export class ReadRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'ReadRefused';
    this.refusal = refusal;
  }
}

/** What the client takes from outside, so that tests can repeat it. */
export type Outside = {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly sleep: (ms: number) => Promise<void>;
  /** The acting post; null before one is chosen. */
  readonly post: () => Id | null;
};

export const browser = (post: () => Id | null): Outside => ({
  fetch: (path, init) => fetch(path, init),
  now: () => Date.now(),
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  post,
});

/** Waits between tries: a ferry's dead spot, not a long outage; after that the person is told. */
const RETRY_AFTER = [400, 1_200, 3_000] as const;
const TRY_LIMIT = 15_000;
const worthRetrying = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500;

/** fetch throws TypeError without a network and a DOMException after TRY_LIMIT; anything else is a bug of ours. */
const notReached = (error: unknown): boolean => error instanceof TypeError || error instanceof DOMException;

const isRefusal = (body: unknown): body is Refusal =>
  typeof body === 'object' && body !== null && typeof (body as Refusal).code === 'string' && typeof (body as Refusal).zh === 'string';

/**
 * `/cases/:id` and `{ id, limit }` → `/api/v1/cases/<id>?limit=…`; arrays repeat their name, undefined is left out.
 * @param parts `path`: the rest of the query travels in the body, since it is personal
 */
export const pathOf = (path: string, query: Readonly<Record<string, unknown>>, parts: 'all' | 'path' = 'all'): string => {
  const inPath = new Set<string>();
  const filled = path.replace(/:([A-Za-z]\w*)/g, (_whole, name: string) => {
    inPath.add(name);
    return encodeURIComponent(String(query[name]));
  });
  if (parts === 'path') return `/api/v1${filled}`;
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (inPath.has(name) || value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ''}`;
};

export type Api = {
  /** @throws Unreachable, SignedOut */
  readonly send: <C extends CommandContract>(
    contract: C,
    payload: z.input<C['payload']>,
    options?: SendOptions,
  ) => Promise<Sent<z.output<C['answer']>>>;
  /** @throws Unreachable, SignedOut, ReadRefused */
  readonly read: <C extends ReadContract>(contract: C, query: z.input<C['query']>, signal?: AbortSignal) => Promise<z.output<C['answer']>>;
  /** Anything of `/api/v1` that has no contract (signing in and out). The answer's status decides; a refusal throws ReadRefused. */
  readonly call: <A>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<A>;
};

export const createApi = (outside: Outside): Api => {
  const once = async (method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> => {
    const post = outside.post();
    const timeout = AbortSignal.timeout(TRY_LIMIT);
    return outside.fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: {
        accept: 'application/json',
        ...(post ? { 'x-daiban-post': post } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };

  /** Up to `waits.length` further tries; gives the last answer even if it is a bad one, or null if there never was one. */
  const persistently = async (
    method: string,
    path: string,
    body: unknown,
    signal?: AbortSignal,
    waits: readonly number[] = RETRY_AFTER,
  ): Promise<Response | null> => {
    let last: Response | null = null;
    for (let attempt = 0; attempt <= waits.length; attempt += 1) {
      if (attempt > 0) await outside.sleep(waits[attempt - 1]!);
      try {
        last = await once(method, path, body, signal);
        if (!worthRetrying(last.status)) return last;
      } catch (error) {
        if (signal?.aborted) throw error;
        if (!notReached(error)) throw error;
      }
    }
    return last;
  };

  const body = async (response: Response): Promise<unknown> => {
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  };

  // A POST without a command's id might take effect twice: it is tried once, unless it only asks.
  const call = async <A>(
    method: 'GET' | 'POST',
    path: string,
    sent?: unknown,
    signal?: AbortSignal,
    waits: readonly number[] = method === 'GET' ? RETRY_AFTER : [],
  ): Promise<A> => {
    const response = await persistently(method, path, sent, signal, waits);
    if (response === null) throw new Unreachable(null);
    if (response.ok) return (await body(response)) as A;
    const told = await body(response).catch(() => null);
    if (response.status === 401 && !path.endsWith('/sign-in')) throw new SignedOut();
    if (isRefusal(told)) throw new ReadRefused(told);
    throw new Unreachable(null);
  };

  const send: Api['send'] = async (contract, payload, options = {}) => {
    const id = options.id ?? idFrom(outside.now(), outside.random(10));
    const post = outside.post();
    if (post === null) throw new Error(`${contract.name} needs an acting post`);
    const { seen, happenedAt } = options;
    const envelope: Envelope = {
      id,
      name: contract.name,
      post,
      payload,
      ...(seen === undefined ? {} : { seen }),
      ...(happenedAt ? { happenedAt } : {}),
    };
    const response = await persistently('POST', '/api/v1/commands', { commands: [envelope] });
    if (response === null) throw new Unreachable(id);
    if (response.status === 401) throw new SignedOut();
    const told = await body(response).catch(() => null);
    if (!response.ok) {
      if (isRefusal(told) && !worthRetrying(response.status)) return { ...told, id, outcome: 'refused' };
      throw new Unreachable(id);
    }
    const outcome = (told as { outcomes: readonly Outcome[] } | null)?.outcomes.find((one) => one.id === id);
    if (!outcome) throw new Unreachable(id);
    return outcome as Sent<never>;
  };

  return {
    send,
    call,
    read: (contract, query, signal) =>
      contract.personal
        ? call('POST', pathOf(contract.path, query as Readonly<Record<string, unknown>>, 'path'), query, signal, RETRY_AFTER)
        : call('GET', pathOf(contract.path, query as Readonly<Record<string, unknown>>), undefined, signal),
  };
};
