import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import type { CommandContract, Outcome } from '../../kernel/contract.ts';
import * as asks from '../../modules/asks/contract.ts';
import * as cases from '../../modules/cases/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { accountOf, openApp, type TestApp } from '../support/app.ts';
import { ILL, PAPERS, type Story, storyOf } from '../support/story.ts';
import { makeWorld, type World } from '../support/world.ts';

let app: TestApp;
let world: World;
let story: Story;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
});
afterAll(() => app.close());

/** A case with its papers, and the `seq` that everybody has on the screen. */
const ready = async (): Promise<{ id: string; seen: number }> => {
  const { clerk } = world.by;
  const id = await story.open(clerk, 'MZ-001', await story.resident(clerk), { answers: ILL });
  await story.give(clerk, id, ...PAPERS);
  return { id, seen: (await story.page(clerk, id)).seq };
};
const entriesOf = (stream: string): Promise<{ event: string; command: string }[]> =>
  withClient(app.db.ownerUrl, async (owner) => {
    const { rows } = await owner.query('select event, command_id as command from ledger where stream_id = $1 order by seq', [stream]);
    return rows as { event: string; command: string }[];
  });

describe('two clerks on one case', () => {
  test('[K1] the second is told who did what, nothing is overwritten, and decides anew having seen it', async () => {
    const { clerk, coordinator } = world.by;
    const { id, seen } = await ready();
    const first = await app.send(clerk, cases.acceptCase, { case: id }, { seen });
    expect(first.outcome).toBe('done');
    const before = await story.page(clerk, id);
    const refusal = { case: id, reason: '看错', remedy: '无' };
    const command = newId();
    const second = await app.send(coordinator, cases.refuseAcceptance, refusal, { seen, id: command });
    expect(second).toMatchObject({ outcome: 'refused', code: 'changed_meanwhile', zh: expect.stringContaining('先处理了这件事') });
    const { entries } = (second as unknown as { info: { entries: { seq: number; actor: string }[] } }).info;
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: before.seq - seen }, (_, i) => seen + 1 + i));
    expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([clerk.person]));
    expect(await story.page(clerk, id)).toEqual(before);
    // The same press again is told the same; only a new decision, on what now stands, counts.
    expect(await app.send(coordinator, cases.refuseAcceptance, refusal, { seen, id: command })).toEqual(second);
    expect(await app.send(coordinator, cases.withdraw, { case: id, words: '不办了' }, { seen: before.seq })).toMatchObject({
      outcome: 'done',
    });
  });

  test('[K1] reports of both are kept, in the order in which they came', async () => {
    const { clerk, helper } = world.by;
    const { id } = await ready();
    const before = (await entriesOf(id)).length;
    const outcomes = await Promise.all([clerk, helper, clerk, helper].map((as) => app.send(as, cases.trip, { case: id, place: 'centre' })));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'done']);
    expect((await entriesOf(id)).length).toBe(before + 4);
  });
});

describe('at the same moment', () => {
  /** The same command, byte for byte, ten times at once. */
  const tenTimes = async <C extends CommandContract>(as: Actor, contract: C, payload: unknown, seen?: number) => {
    const id = newId();
    const body = { commands: [{ id, name: contract.name, post: as.post, payload, ...(seen === undefined ? {} : { seen }) }] };
    const responses = await Promise.all(
      Array.from({ length: 10 }, () =>
        app.app.inject({ method: 'POST', url: '/api/v1/commands', headers: { 'x-test-account': accountOf(as) }, payload: body }),
      ),
    );
    return { id, outcomes: responses.map((response) => (response.json() as { outcomes: Outcome[] }).outcomes[0]!) };
  };
  const tally = (outcomes: readonly Outcome[]): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const one of outcomes) {
      const what = one.outcome === 'refused' ? one.code : one.outcome;
      found[what] = (found[what] ?? 0) + 1;
    }
    return found;
  };

  test('[W4] one report sent ten times has one effect and one answer', async () => {
    const { clerk } = world.by;
    const ask = newId();
    const { id, outcomes } = await tenTimes(clerk, asks.record, { id: ask, channel: 'phone', words: '水管坏了' });
    expect(tally(outcomes)).toEqual({ done: 1, already_done: 9 });
    expect(new Set(outcomes.map((one) => JSON.stringify('answer' in one && one.answer)))).toEqual(new Set([JSON.stringify({ id: ask })]));
    expect(new Set((await entriesOf(ask)).map(({ command }) => command))).toEqual(new Set([id]));
  });

  test('[W4] one decision sent ten times is made once', async () => {
    const { id, seen } = await ready();
    const { id: command, outcomes } = await tenTimes(world.by.clerk, cases.acceptCase, { case: id }, seen);
    expect(tally(outcomes)).toEqual({ done: 1, already_done: 9 });
    expect((await entriesOf(id)).filter(({ event }) => event === 'cases.accepted')).toEqual([{ event: 'cases.accepted', command }]);
  });

  test('[K1] of ten different decisions that saw the same, one is made and nine are told what changed', async () => {
    const { clerk, coordinator } = world.by;
    const { id, seen } = await ready();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        i % 2 === 0
          ? app.send(i % 4 === 0 ? clerk : coordinator, cases.acceptCase, { case: id }, { seen })
          : app.send(i % 4 === 1 ? clerk : coordinator, cases.refuseAcceptance, { case: id, reason: `原因 ${i}`, remedy: '无' }, { seen }),
      ),
    );
    expect(tally(outcomes)).toEqual({ done: 1, changed_meanwhile: 9 });
    const decisive = (await entriesOf(id)).filter(({ event }) => ['cases.accepted', 'cases.acceptance_refused'].includes(event));
    expect(new Set(decisive.map(({ command }) => command)).size).toBe(1);
  });

  test('[W4] one id with another body, or from another person, is refused and changes nothing', async () => {
    const { clerk, helper } = world.by;
    const [command, one, other] = [newId(), newId(), newId()];
    expect(await app.send(clerk, asks.record, { id: one, channel: 'phone', words: '一' }, { id: command })).toMatchObject({
      outcome: 'done',
    });
    expect(await app.send(clerk, asks.record, { id: other, channel: 'phone', words: '二' }, { id: command })).toMatchObject({
      code: 'id_reused',
    });
    expect(await app.send(helper, asks.record, { id: other, channel: 'phone', words: '二' }, { id: command })).toMatchObject({
      code: 'id_reused',
    });
    expect(await entriesOf(other)).toEqual([]);
  });
});
