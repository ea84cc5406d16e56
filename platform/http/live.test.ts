import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import * as asks from '../../modules/asks/contract.ts';
import * as network from '../../modules/network/contract.ts';
import { accountOf, openApp, type TestApp } from '../../tests/support/app.ts';
import { behind } from '../../tests/support/public.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { withClient } from '../db/engine.ts';
import { newId } from '../executor/execute.ts';
import { OFFICE_STREAMS, registerLive } from './live.ts';
import { createServer } from './server.ts';

let app: TestApp;
let world: World;
let story: Story;
let url: string;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
  url = await app.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

type Told = { readonly stream: string; readonly id: string; readonly event: string };
type Screen = {
  /** Everything received so far, as it came. */
  text(): string;
  heard(): readonly Told[];
  /** How often it was told that something may have been missed. */
  missed(): number;
  ended(): boolean;
  close(): void;
};
const screens: Screen[] = [];
afterAll(() => {
  for (const screen of screens) screen.close();
});

/** An open screen of a post: the stream of events as a browser reads it. */
const watch = async (as: Actor, at = url): Promise<Screen> => {
  const cut = new AbortController();
  const response = await fetch(`${at}/api/v1/live?post=${as.post}`, { headers: { 'x-test-account': accountOf(as) }, signal: cut.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  let over = false;
  void (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  })()
    .catch(() => {}) // cut by the test
    .finally(() => {
      over = true;
    });
  const batches = (): Told[][] => [...text.matchAll(/^event: changed\ndata: (.*)\n\n/gm)].map(([, data]) => JSON.parse(data!) as Told[]);
  const screen: Screen = {
    text: () => text,
    heard: () => batches().flat(),
    missed: () => batches().filter((batch) => batch.length === 0).length,
    ended: () => over,
    close: () => cut.abort(),
  };
  screens.push(screen);
  return screen;
};
/** @throws after five seconds */
const until = async (holds: () => boolean): Promise<void> => {
  for (const end = Date.now() + 5_000; !holds(); await new Promise((wait) => setTimeout(wait, 20)))
    if (Date.now() > end) throw new Error('it did not happen in time');
};
const recorded = async (as: Actor): Promise<string> =>
  (
    await app.did(as, asks.record, {
      id: newId(),
      channel: 'phone',
      words: '王阿婆的电视坏了',
      caller: { name: '王小', phone: '14200000005', relation: null },
    })
  ).id;
const ids = (screen: Screen): readonly string[] => screen.heard().map(({ id }) => id);

describe('live events', () => {
  test('[W4] whoever may see it hears of it, others don’t; ids and names of events, nothing that was said', async () => {
    const [here, there] = [await watch(world.by.coordinator), await watch(world.by.clerkB)];
    const mine = await recorded(world.by.clerk);
    await until(() => ids(here).includes(mine));
    expect(here.heard()).toContainEqual({ stream: 'ask', id: mine, event: 'asks.recorded' });
    // Told in order: once their own has arrived, the other would have been there.
    const theirs = await recorded(world.by.clerkB);
    await until(() => ids(there).includes(theirs));
    expect(ids(there)).not.toContain(mine);
    expect(ids(here)).not.toContain(theirs);
    expect(here.text()).not.toMatch(/王|14200000005|33\.3309/);
  });

  test('[W3] [K4] a department hears of what waits for it, an administrator of the office, and neither of anything else', async () => {
    const [department, other, administrator] = [world.by.approver, world.by.approverB, world.by.administrator];
    const [waits, not, office] = [await watch(department), await watch(other), await watch(administrator)];
    const ask = await recorded(world.by.clerk);
    const { id } = await story.sent();
    await until(() => ids(waits).includes(id));
    const area = newId();
    await app.did(administrator, network.addArea, { id: area, path: `${world.areas.mayi}g9.`, kind: 'group', name: '蚂蚁岛九组' });
    for (const screen of [waits, not, office]) await until(() => ids(screen).includes(area));
    expect(ids(waits)).not.toContain(ask);
    expect(new Set(not.heard().map(({ stream }) => stream))).toEqual(new Set(['area']));
    expect(new Set(office.heard().map(({ stream }) => stream))).toEqual(new Set(['area']));
  });

  test('[W3] the streams of the office are those of the database', async () => {
    const names = [...OFFICE_STREAMS, 'case', 'ask', 'resident', 'parcel', 'rating'];
    const rows = await behind<{ name: string }>(app, 'select name from unnest($1::text[]) as name where office_stream(name)', [names]);
    expect(rows.map(({ name }) => name)).toEqual([...OFFICE_STREAMS]);
  });

  test('[N2] another post is another stream; one that is not yours is refused', async () => {
    const { clerk, clerkB, administrator } = world.by;
    const second: Actor = { ...clerk, post: newId(), area: world.areas.baisha, ranges: [world.areas.baisha], site: world.sites.baisha };
    await app.did(administrator, network.givePost, {
      id: second.post,
      person: clerk.person,
      role: 'clerk',
      site: second.site,
      area: second.area,
      ranges: [...second.ranges],
      department: null,
      from: '2020-01-01',
    });
    app.posts.forget();
    const [first, switched] = [await watch(clerk), await watch(second)];
    const [mayi, baisha] = [await recorded(clerk), await recorded(clerkB)];
    await until(() => ids(first).includes(mayi) && ids(switched).includes(baisha));
    expect(ids(first)).not.toContain(baisha);
    expect(ids(switched)).not.toContain(mayi);

    const refused = await fetch(`${url}/api/v1/live?post=${clerkB.post}`, { headers: { 'x-test-account': accountOf(clerk) } });
    expect(await refused.json()).toMatchObject({ code: 'not_your_post' });
    expect(await (await fetch(`${url}/api/v1/live`)).json()).toMatchObject({ code: 'signed_out' });
  });

  test('[W2] a screen that was away comes back and hears again', async () => {
    const before = await watch(world.by.clerk);
    before.close();
    await until(before.ended);
    const meanwhile = await recorded(world.by.clerk);
    const back = await watch(world.by.clerk);
    const next = await recorded(world.by.clerk);
    await until(() => ids(back).includes(next));
    expect(before.heard()).toEqual([]);
    // What happened meanwhile is not told again: a screen reads everything anew when it comes back.
    expect([...new Set(ids(back))].filter((id) => id !== meanwhile)).toEqual([next]);
  });

  test('[W2] where the database’s notices were cut, every screen is told to read again, and hears on', async () => {
    const screen = await watch(world.by.clerk);
    await withClient(app.db.adminUrl, (admin) =>
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'daiban live' and datname = current_database()`,
      ),
    );
    await until(() => screen.missed() > 0);
    const next = await recorded(world.by.clerk);
    await until(() => ids(screen).includes(next));
  });

  test('[W3] the stream ends with the post; the others go on', async () => {
    const server = createServer({ logLevel: 'silent', trustProxy: false });
    const identify = async (request: { headers: Record<string, unknown> }) => ({ account: String(request.headers['x-test-account']) });
    registerLive(server, app.live, identify as never, app.posts, 50);
    await server.listen({ port: 0, host: '127.0.0.1' });
    const at = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    const { helper2, helper, administrator } = world.by;
    const [leaves, stays] = [await watch(helper2, at), await watch(helper, at)];
    await until(() => leaves.text().includes(': still here') && stays.text().includes(': still here'));
    await app.did(administrator, network.endPost, { id: helper2.post, until: '2020-01-02', reason: '离岗' }, { seen: 1 });
    app.posts.forget();
    await until(leaves.ended);
    expect(stays.ended()).toBe(false);
    stays.close();
    await server.close();
  });
});
