import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import type { CommandContract, Outcome } from '../../kernel/contract.ts';
import * as asks from '../../modules/asks/contract.ts';
import { accountOf, openApp, type TestApp } from '../../tests/support/app.ts';
import { behind } from '../../tests/support/public.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { newId } from './execute.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

type Step = { readonly id: string; readonly name: string; readonly payload: unknown; readonly after?: string };
const step = (contract: CommandContract, payload: unknown, after?: string): Step => ({
  id: newId(),
  name: contract.name,
  payload,
  ...(after === undefined ? {} : { after }),
});
const record = (after?: string) => {
  const ask = newId();
  return { ask, ...step(asks.record, { id: ask, channel: 'home_visit', words: '灯坏了' }, after) };
};
const call = (ask: string, after?: string) => step(asks.contacted, { ask, how: 'visit', reached: true }, after);
/** What a phone sends when it has a signal again: its queue, in one go. */
const send = async (as: Actor, ...steps: Step[]): Promise<readonly Outcome[]> => {
  const commands = steps.map(({ id, name, payload, after }) => ({
    id,
    name,
    post: as.post,
    payload,
    ...(after === undefined ? {} : { after }),
  }));
  const response = await app.app.inject({
    method: 'POST',
    url: '/api/v1/commands',
    headers: { 'x-test-account': accountOf(as) },
    payload: { commands },
  });
  return (response.json() as { outcomes: Outcome[] }).outcomes;
};
const results = (outcomes: readonly Outcome[]): string[] => outcomes.map((one) => (one.outcome === 'refused' ? one.code : one.outcome));
const entriesOf = async (ask: string): Promise<number> => (await behind(app, 'select 1 from ledger where stream_id = $1', [ask])).length;

describe('a command that names the one before it', () => {
  test('[W2] done in order, and told the same again when the queue is sent twice', async () => {
    const first = record();
    const second = call(first.ask, first.id);
    expect(results(await send(world.by.helper, first, second))).toEqual(['done', 'done']);
    const entries = await entriesOf(first.ask);
    expect(results(await send(world.by.helper, first, second))).toEqual(['already_done', 'already_done']);
    expect(results(await send(world.by.helper, second))).toEqual(['already_done']);
    expect(await entriesOf(first.ask)).toBe(entries);
  });

  test('[W2] sent before it: waits, nothing is stored, and is done once that one has arrived', async () => {
    const first = record();
    const second = call(first.ask, first.id);
    expect(results(await send(world.by.helper, second, first))).toEqual(['after_missing', 'done']);
    expect(results(await send(world.by.helper, second))).toEqual(['done']);
  });

  test.each([
    ['a decision’s refusal, which is kept', () => step(asks.identify, { ask: '', resident: newId() }), 'resident_missing'],
    ['not found, which is not', () => call(newId()), 'not_found'],
    ['misspelt', () => step(asks.contacted, { ask: 'x' }), 'invalid'],
    ['unknown', () => ({ id: newId(), name: 'asks.nothing', payload: {} }), 'unknown_command'],
  ] as const)('[W2] refused with it (%s), and all that follow; nothing of it is done', async (_what, make, code) => {
    const { helper } = world.by;
    const base = record();
    await send(helper, base);
    const made = make();
    const first: Step = made.name === asks.identify.name ? { ...made, payload: { ask: base.ask, resident: newId() } } : made;
    const second = call(base.ask, first.id);
    const third = call(base.ask, second.id);
    const before = await entriesOf(base.ask);
    expect(results(await send(helper, first, second, third))).toEqual([code, 'after_refused', 'after_refused']);
    expect(await entriesOf(base.ask)).toBe(before);
    const [outcome] = (await send(helper, first, second)).slice(1);
    expect(outcome).toMatchObject({ id: second.id, zh: '前一步没有通过，请先处理前一步', en: expect.stringContaining('Put that right') });
    // Put right by naming another step, or none, it is taken: a refusal for the sake of the one before is never final.
    expect(results(await send(helper, { ...second, after: base.id }))).toEqual(['done']);
  });

  test('[W2] refused later too, when the one before was refused for good in an earlier sending', async () => {
    const { helper } = world.by;
    const base = record();
    const first = step(asks.identify, { ask: base.ask, resident: newId() });
    expect(results(await send(helper, base, first))).toEqual(['done', 'resident_missing']);
    expect(results(await send(helper, call(base.ask, first.id)))).toEqual(['after_refused']);
  });

  test('[W3] another’s command is not one to wait for: whether it is there is not told', async () => {
    const first = record();
    await send(world.by.helper, first);
    expect(results(await send(world.by.helper2, call(first.ask, first.id)))).toEqual(['after_missing']);
  });
});
