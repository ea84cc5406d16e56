import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../db/demo/catalogue/index.ts';
import * as cases from '../modules/cases/contract.ts';
import { openApp, type TestApp } from '../tests/support/app.ts';
import { ILL, PAPERS, type Story, storyOf } from '../tests/support/story.ts';
import { makeWorld, type World } from '../tests/support/world.ts';

let app: TestApp;
let world: World;
let story: Story;
const relief = DEMO_ITEMS.find(({ code }) => code === 'MZ-001')!;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  const levels = (code: string, station: 'collect_only' | 'assist', centre: 'full' | 'assist') => ({
    ...relief,
    code,
    labels: relief.labels.filter((label) => label !== 'nearby'),
    handlingAt: [
      { site: 'station' as const, level: station },
      { site: 'centre' as const, level: centre },
    ],
  });
  await story.publish([levels('MZ-901', 'collect_only', 'full'), levels('MZ-902', 'assist', 'assist')]);
});
afterAll(() => app.close());

const ready = async (item: string): Promise<string> => {
  const { clerk } = world.by;
  const id = await story.open(clerk, item, await story.resident(clerk), { answers: ILL });
  await story.give(clerk, id, ...PAPERS);
  return id;
};

test('[C3] a station that only collects takes the papers, is told which office accepts, and that office does', async () => {
  const { clerk, coordinator, centreClerk } = world.by;
  const id = await ready('MZ-901');
  for (const as of [clerk, coordinator])
    expect(await story.send(as, cases.acceptCase, { case: id })).toMatchObject({
      outcome: 'refused',
      code: 'accepted_elsewhere',
      zh: expect.stringMatching(/蚂蚁岛便民服务站只代收材料，由普陀区政务服务中心受理（电话 0580-3010000）/),
      info: { level: 'collect_only', office: world.sites.centre },
    });
  const before = await story.page(clerk, id);
  expect(before.case.state).toBe('informing');
  expect(before.acceptedElsewhere?.zh).toContain('由普陀区政务服务中心受理');
  expect((await story.page(centreClerk, id)).acceptedElsewhere).toBeNull();
  await story.did(centreClerk, cases.acceptCase, { case: id });
  // The errands go back to the window that received.
  const page = await story.page(clerk, id);
  expect(page.case).toMatchObject({ state: 'accepted', site: { id: world.sites.mayi } });
  expect(page.tasks.length).toBeGreaterThan(0);
  expect(page.acceptedElsewhere).toBeNull();
});

test('[C3] where no office above accepts either, the coordinator is to be asked; a level that is not told holds nothing back', async () => {
  const { clerk } = world.by;
  expect(await story.send(clerk, cases.acceptCase, { case: await ready('MZ-902') })).toMatchObject({
    code: 'accepted_elsewhere',
    zh: expect.stringContaining('请问负责人'),
    info: { level: 'assist', office: null },
  });
  // Delegated (委托受理) accepts as before.
  await story.did(clerk, cases.acceptCase, { case: await ready('MZ-001') });
});
