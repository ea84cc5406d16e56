import type { Page } from 'playwright-core';
import type { z } from 'zod';
import type { CommandContract, Outcome, ReadContract } from '../../../kernel/contract.ts';
import { newId } from '../../../platform/executor/execute.ts';

/** The interface, spoken with the session of a page: for what the story checks behind the screen, and for what no screen does yet. */
const posts = new WeakMap<Page, string>();

const postOf = async (page: Page): Promise<string> => {
  const known = posts.get(page);
  if (known !== undefined) return known;
  const me = (await (await page.request.get('/api/v1/me')).json()) as { posts: { id: string }[] };
  const post = me.posts[0]!.id;
  posts.set(page, post);
  return post;
};

export const ask = async <C extends ReadContract>(page: Page, contract: C, query: z.input<C['query']>): Promise<z.output<C['answer']>> => {
  const rest = new URLSearchParams();
  const given = query as Readonly<Record<string, unknown>>;
  const path = contract.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(given[key])));
  for (const [key, value] of Object.entries(given)) if (!contract.path.includes(`:${key}`)) rest.set(key, String(value));
  const headers = { 'x-daiban-post': await postOf(page) };
  // What is personal travels in the body, never in an address.
  const response = contract.personal
    ? await page.request.post(`/api/v1${path}`, { headers, data: query })
    : await page.request.get(`/api/v1${path}?${rest}`, { headers });
  if (!response.ok()) throw new Error(`${contract.name}: ${response.status()} ${await response.text()}`);
  return contract.answer.parse(await response.json()) as never;
};

export const send = async <C extends CommandContract>(
  page: Page,
  contract: C,
  payload: z.input<C['payload']>,
  seen?: number,
): Promise<Outcome> => {
  const post = await postOf(page);
  const command = { id: newId(), name: contract.name, post, payload, ...(seen === undefined ? {} : { seen }) };
  const response = await page.request.post('/api/v1/commands', { headers: { 'x-daiban-post': post }, data: { commands: [command] } });
  if (!response.ok()) throw new Error(`${contract.name}: ${response.status()} ${await response.text()}`);
  return ((await response.json()) as { outcomes: Outcome[] }).outcomes[0]!;
};

/** As `send`, but must be done. */
export const did = async <C extends CommandContract>(
  page: Page,
  contract: C,
  payload: z.input<C['payload']>,
  seen?: number,
): Promise<z.output<C['answer']>> => {
  const outcome = await send(page, contract, payload, seen);
  if (outcome.outcome === 'refused') throw new Error(`${contract.name} was refused: ${outcome.code} ${outcome.zh}`);
  return outcome.answer as never;
};
