import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as notices from '../../modules/notices/contract.ts';
import { ask } from './support/api.ts';
import { hasBrowser, openPlay, type Play } from './support/play.ts';

/** What happened in a case reaches the person: a clerk takes the list, reads out, ticks; the case says who told whom. */
describe.skipIf(!hasBrowser)('people to tell', () => {
  let play: Play;
  let clerk: Page;
  beforeAll(async () => {
    play = await openPlay('to-tell');
    clerk = await play.desk('miaoling-clerk');
  }, 300_000);
  afterAll(() => play?.close());

  test('[K10] the words stand large beside the list; nobody there is noted, and it stays', async () => {
    await clerk.goto('/console/tell');
    await clerk.getByRole('heading', { name: '照着念' }).waitFor();
    await play.look(clerk, 'list');
    const [first] = (await ask(clerk, notices.toTell, { limit: 1 })).rows;
    expect(await clerk.locator('.tell-words__text').textContent()).toMatch(/您好，这里是.+您的“.+”/);
    await clerk.keyboard.press('x');
    await clerk.keyboard.press('Enter');
    await clerk.getByText('记下了：没打通，还留在单子上').waitFor();
    expect((await ask(clerk, notices.toTell, { limit: 1 })).rows[0]).toMatchObject({ entry: first!.entry, tries: first!.tries + 1 });
  });

  test('[K10] two keys tick it, the next person comes up, and the case says who told them', async () => {
    const [first, second] = (await ask(clerk, notices.toTell, { limit: 2 })).rows;
    await clerk.keyboard.press('y');
    await clerk.keyboard.press('Enter');
    await clerk.getByText('记下了：已告诉').waitFor();
    await clerk.locator('.queue [aria-current="true"]', { hasText: second!.resident.name ?? '' }).waitFor();
    await clerk.goto(`/console/cases/${first!.case}`);
    await clerk.getByText(/已于 今天 .+告诉本人（电话）/).waitFor();
    await play.look(clerk, 'case');
    expect(play.faults).toEqual([]);
  });
});
