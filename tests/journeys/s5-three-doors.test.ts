import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as asks from '../../modules/asks/contract.ts';
import * as work from '../../modules/work/contract.ts';
import { ask } from './support/api.ts';
import * as desk from './support/desk.ts';
import { hasBrowser, openPlay, type Play } from './support/play.ts';

/** S5 · Three doors to a home visit, of which here the joining and the clock: one bedridden man, asked for by three people. */
describe.skipIf(!hasBrowser)('S5 three doors to a home visit', () => {
  let play: Play;
  let clerk: Page;
  let first: string;
  beforeAll(async () => {
    play = await openPlay('s5');
    clerk = await play.desk('jingan-clerk-3');
  }, 300_000);
  afterAll(() => play?.close());

  test('[I1] [I4] [C5] a hotline call by his daughter: a home visit is asked, contact due in two working days', async () => {
    await desk.takeDown(clerk, {
      door: '12345 热线',
      find: '徐德兴',
      who: '徐德兴',
      caller: { name: '徐敏', relation: '女儿' },
      phone: '14200000005',
      words: '我爸瘫在床上下不来，想评个长护险，人去不了你们中心，能不能上门？',
      marks: ['要求上门'],
    });
    await desk.see(clerk, /前要联系到本人/);
    await desk.press(clerk, '怎么算的');
    await play.look(clerk, 'hotline');
    await desk.record(clerk);
    await desk.see(clerk, '联系时限');
    await desk.press(clerk, '先放着，等会儿分流');
    first = (await ask(clerk, asks.list, { limit: 50 })).rows.find(({ name }) => name === '徐德兴')!.id;
  });

  test('[I2] the elderly-care adviser of the neighbourhood refers him', async () => {
    const adviser = await play.desk('zhijiang-referrer');
    await desk.takeDown(adviser, {
      door: '有人推荐',
      find: '徐德兴',
      who: '徐德兴',
      words: '徐老伯卧床一年多，老伴照顾不动了，请帮他评一评失能等级',
      marks: ['要求上门'],
    });
    await play.look(adviser, 'referral');
    await adviser.keyboard.press('Control+Enter');
    await desk.see(adviser, '记下了，窗口会接着办');
    await play.look(adviser, 'referred');
  });

  test('[I1] a neighbour writes by the public page', async () => {
    const neighbour = await play.resident();
    await neighbour.goto('/ask');
    await neighbour.getByLabel('有什么难处？').fill('楼上徐德兴老伯躺在床上起不来，家里人急得哭，请你们去看看');
    await neighbour.getByLabel('您怎么称呼？').fill('徐德兴');
    await neighbour.getByLabel('打哪个电话找您？').fill('14200000005');
    await neighbour.getByLabel('您住哪里？').selectOption({ label: '芷江西路街道' });
    await neighbour.getByLabel(/^请到我家里来/).check();
    await neighbour.getByRole('button', { name: '请人联系我' }).click();
    await desk.see(neighbour, '收到了，有人给您打电话');
    await play.look(neighbour, 'message');
  });

  test('[I7] the three are recognised as one and joined; each door is kept', async () => {
    await clerk.goto('/console/asks');
    await play.look(clerk, 'asks');
    const rows = (await ask(clerk, asks.list, { limit: 50 })).rows.filter(({ state }) => state === 'open');
    const others = rows.filter(({ id, words }) => id !== first && /徐老伯|徐德兴/.test(words));
    expect(others.map(({ channel }) => channel).sort()).toEqual(['online', 'referral']);
    for (const other of others) {
      await clerk.goto(`/console/asks/${other.id}`);
      const same = clerk.getByRole('region', { name: '可能是同一件事' });
      await same.waitFor();
      await play.look(clerk, `same-${other.channel}`);
      await same.getByRole('listitem').filter({ hasText: '我爸瘫在床上' }).getByRole('button', { name: '并入这一个' }).click();
      await desk.see(clerk, '已并入，两个门进来的都留着');
    }
    await clerk.goto(`/console/asks/${first}`);
    await desk.see(clerk, '从别的门也来过');
    await play.look(clerk, 'joined');
    const one = await ask(clerk, asks.ask, { id: first });
    expect(one.joined.map(({ channel }) => channel).sort()).toEqual(['online', 'referral']);
  });

  test('[C5] the contact clock counts working days, day by day, and stops when she is reached', async () => {
    const contact = (await ask(clerk, work.clocks, { subject: first })).rows.find(({ kind }) => kind === 'contact')!;
    expect(contact.days.filter(({ counted }) => counted)).toHaveLength(2);
    expect(contact.due).toBe(contact.days.findLast(({ counted }) => counted)!.day);
    await desk.press(clerk, '一天一天怎么算的');
    await play.look(clerk, 'clock');
    await clerk.getByRole('textbox', { name: /^说了什么、约在几点/ }).fill('跟女儿约好后天上午上门，先带身份证和医保卡');
    await desk.press(clerk, '联系上了，记下');
    await desk.see(clerk, '已记下，计时停了');
  });

  test('[K6] the ledger of the ask tells each door, each joining, with its actor and its time', async () => {
    await clerk.goto(`/console/asks/${first}`);
    const one = await ask(clerk, asks.ask, { id: first });
    expect(one.entries.map(({ event }) => event)).toEqual(expect.arrayContaining(['asks.recorded', 'asks.took_in', 'asks.contacted']));
    expect(one.entries.every(({ by, at }) => by !== '' && Date.parse(at) <= Date.now())).toBe(true);
    expect(play.faults).toEqual([]);
  });
});
