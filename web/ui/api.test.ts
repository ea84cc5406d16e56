import { expect, test } from 'vitest';
import { z } from 'zod';
import { command, read } from '../../kernel/contract.ts';
import { ID } from '../../kernel/id.ts';
import { createApi, type Outside, pathOf, ReadRefused, SignedOut, Unreachable } from './api.ts';

const SAYS = { zh: '试', en: 'try' };
const note = command({
  name: 'notes.add',
  kind: 'report',
  payload: z.object({ text: z.string() }),
  answer: z.object({ n: z.number() }),
  allow: {},
  says: SAYS,
});
const byId = read({
  name: 'notes.get',
  path: '/notes/:id',
  query: z.object({ id: z.string(), tags: z.array(z.string()).optional() }),
  answer: z.object({ text: z.string() }),
  allow: {},
  says: SAYS,
});
const POST = '01932c00-0000-7000-8000-000000000001';

type Sent = {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: { commands: { id: string; payload: unknown; seen?: number }[] };
};
type Answer = (sent: Sent) => Response | Error;

const outside = (answers: Answer[]): { sent: Sent[]; slept: number[]; api: ReturnType<typeof createApi> } => {
  const sent: Sent[] = [];
  const slept: number[] = [];
  const world: Outside = {
    fetch: async (path, init) => {
      const one = { path, headers: init.headers as Record<string, string>, body: init.body ? JSON.parse(String(init.body)) : null } as Sent;
      sent.push(one);
      const answer = answers[Math.min(sent.length, answers.length) - 1]!(one);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    now: () => 1_763_700_000_000,
    random: (bytes) => new Uint8Array(bytes).fill(sent.length + 1),
    sleep: async (ms) => void slept.push(ms),
    post: () => POST,
  };
  return { sent, slept, api: createApi(world) };
};
const cut: Answer = () => new TypeError('network');
const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
const done: Answer = ({ body }) => json(200, { outcomes: [{ id: body.commands[0]!.id, outcome: 'already_done', answer: { n: 1 } }] });

test('[W2] what the network swallowed goes again under the same id, and counts once', async () => {
  const { api, sent, slept } = outside([cut, () => json(502, {}), done]);
  const outcome = await api.send(note, { text: '来电' }, { seen: 4 });
  expect(outcome).toMatchObject({ outcome: 'already_done', answer: { n: 1 } });
  expect(new Set(sent.map((one) => one.body.commands[0]!.id)).size).toBe(1);
  expect(sent[0]!.body.commands[0]).toMatchObject({ payload: { text: '来电' }, seen: 4 });
  expect(sent[0]!.body.commands[0]!.id).toMatch(ID);
  expect(sent[0]!.headers['x-daiban-post']).toBe(POST);
  expect(slept).toHaveLength(2);
});

test('[W2] when nothing helps it says so, with the id under which to repeat', async () => {
  const { api, sent } = outside([cut]);
  const thrown = await api.send(note, { text: 'x' }).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Unreachable);
  const id = (thrown as Unreachable).id!;
  expect(sent.every((one) => one.body.commands[0]!.id === id)).toBe(true);
  const again = outside([done]);
  await again.api.send(note, { text: 'x' }, { id });
  expect(again.sent[0]!.body.commands[0]!.id).toBe(id);
});

test('[W2] a refusal is final and not repeated', async () => {
  const { api, sent } = outside([
    ({ body }) => json(200, { outcomes: [{ id: body.commands[0]!.id, outcome: 'refused', code: 'consent_missing', ...SAYS }] }),
  ]);
  expect(await api.send(note, { text: 'x' })).toMatchObject({ outcome: 'refused', code: 'consent_missing' });
  expect(sent).toHaveLength(1);
  const whole = outside([() => json(413, { code: 'too_large', ...SAYS })]);
  expect(await whole.api.send(note, { text: 'x' })).toMatchObject({ outcome: 'refused', code: 'too_large' });
  expect(whole.sent).toHaveLength(1);
});

test('[W3] being signed out is told apart from being refused', async () => {
  const out = outside([() => json(401, { code: 'signed_out', ...SAYS })]);
  await expect(out.api.send(note, { text: 'x' })).rejects.toBeInstanceOf(SignedOut);
  await expect(out.api.read(byId, { id: '1' })).rejects.toBeInstanceOf(SignedOut);
  await expect(
    outside([() => json(401, { code: 'wrong_password', ...SAYS })]).api.call('POST', '/api/v1/sign-in', {}),
  ).rejects.toBeInstanceOf(ReadRefused);
});

test('[W4] path and query of a read come from its contract', () => {
  expect(pathOf('/notes/:id', { id: 'a/b', tags: ['甲', 'x y'], none: undefined })).toBe('/api/v1/notes/a%2Fb?tags=%E7%94%B2&tags=x+y');
  expect(pathOf('/notes', {})).toBe('/api/v1/notes');
});

test('[W2] a bug is thrown on, not retried', async () => {
  const { api, sent } = outside([() => new RangeError('ours')]);
  await expect(api.read(byId, { id: '1' })).rejects.toBeInstanceOf(RangeError);
  expect(sent).toHaveLength(1);
});
