import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cases from '../../modules/cases/contract.ts';
import { ask } from './support/api.ts';
import * as desk from './support/desk.ts';
import { hasBrowser, nameOf, openPlay, type Play } from './support/play.ts';
import * as street from './support/street.ts';

/**
 * S7 · Bus card overnight. Handed in at 庙岭 in the morning, carried to the district centre, made there, back next morning.
 * Time does not pass in a test: the steps follow one another as they would from one day to the next.
 */
describe.skipIf(!hasBrowser)('S7 bus card overnight', () => {
  let play: Play;
  let clerk: Page;
  let clerkOnPhone: Page;
  let carrier: Page;
  let helper: Page;
  let centre: Page;
  let theCase: string;
  let envelope: string;
  let card: string;
  beforeAll(async () => {
    play = await openPlay('s7');
    clerk = await play.desk('miaoling-clerk');
  }, 300_000);
  afterAll(() => play?.close());

  test('[I1] [K4] handed in at 庙岭 in the morning: accepted on the spot', async () => {
    await desk.takeDown(clerk, { door: '本人上门', find: '14200000004', who: '汪秀英', words: '想办一张老年公交卡' });
    await desk.record(clerk);
    theCase = await desk.openCase(clerk, '公交卡', '鄂州老年卡（公交）');
    await desk.answer(clerk, { '是补办吗？': '不是' });
    await desk.paperCame(clerk, '居民身份证', '原件');
    await desk.paperCame(clerk, '近期免冠照片（一寸）', '照片');
    for (const paper of ['居民身份证', '近期免冠照片（一寸）']) await desk.paperIsFine(clerk, paper);
    await desk.takeNextStep(clerk, '受理', '已受理，开始算时间');
    await play.look(clerk, 'accepted');
  });

  test('[M3] she lets the office fetch the card for her, and signs on the glass', async () => {
    clerkOnPhone = await play.phone('miaoling-clerk');
    await clerkOnPhone.goto(`/field/cases/${theCase}/consent`);
    await clerkOnPhone.getByRole('radio', { name: /^站里/ }).click();
    await clerkOnPhone.getByRole('radio', { name: '当面签字' }).click();
    await street.sign(clerkOnPhone, '请本人签名');
    await clerkOnPhone.getByRole('checkbox', { name: /这是您本人的意思吗/ }).click();
    await play.look(clerkOnPhone, 'consent');
    await desk.press(clerkOnPhone, '记下授权');
    await clerkOnPhone.getByRole('heading', { level: 1, name: '今天' }).waitFor();
    expect((await ask(clerk, cases.page, { id: theCase })).consents).toMatchObject([{ kind: 'signature' }]);
  });

  test('[B1] [B5] the envelope rides with the afternoon bus to the district centre', async () => {
    await clerkOnPhone.goto(`/field/handover/new?case=${theCase}`);
    for (const paper of ['居民身份证', '近期免冠照片（一寸）']) await clerkOnPhone.getByRole('checkbox', { name: paper }).click();
    await desk.press(clerkOnPhone, '登记，现在在我手上');
    envelope = await street.codeMade(clerkOnPhone);
    carrier = await play.phone('huarong-carrier');
    await street.offerParcel(clerkOnPhone, envelope, nameOf('huarong-carrier'));
    await carrier.goto('/field/handover');
    await carrier.getByRole('heading', { name: '等你收下' }).waitFor();
    await play.look(carrier, 'offered');
    await street.takeParcel(carrier, envelope, '庙岭镇便民服务中心');
    helper = await play.phone('miaoling-helper');
    await street.openStop(helper, theCase, 'carry_to_district');
    await desk.press(helper, '带到了');
    await desk.see(helper, '记好了');
  });

  test('[K4] [B1] handed to the department, which finds it in its queue; made overnight, and fetched on her consent', async () => {
    const centreOnPhone = await play.phone('huarong-clerk');
    await street.takeParcel(centreOnPhone, envelope, '华容区政务服务中心');
    centre = await play.desk('huarong-clerk');
    await centre.goto(`/console/cases/${theCase}`);
    // Handing in at the bus company's window and sending to the department are one step.
    await desk.takeNextStep(centre, '转给交通运输局', '已转给交通运输局');
    const maker = await play.desk('huarong-transport');
    await desk.approve(maker, theCase);
    await play.look(maker, 'approved');
    await centre.goto(`/console/cases/${theCase}`);
    await desk.takeNextStep(centre, '结果办出来了', '送到本人手里');
    await street.openStop(helper, theCase, 'collect_result');
    await desk.press(helper, '领到了');
    await desk.see(helper, '记好了');
    await play.look(centre, 'made');

    await centreOnPhone.goto(`/field/handover/new?case=${theCase}`);
    await centreOnPhone.getByRole('radio', { name: '卡', exact: true }).click();
    await centreOnPhone.getByRole('radio', { name: '部门', exact: true }).click();
    await desk.press(centreOnPhone, '登记，现在在我手上');
    card = await street.codeMade(centreOnPhone);
    await street.takeParcel(carrier, card, '华容区政务服务中心');
  });

  test('[B1] [I3] back with the morning bus; she is told, comes and collects', async () => {
    await street.takeParcel(clerkOnPhone, card, '庙岭镇便民服务中心');
    await play.look(clerkOnPhone, 'card');
    await street.openStop(helper, theCase, 'carry_back');
    await desk.press(helper, '带到了');
    await desk.see(helper, '记好了');
    await clerk.goto(`/console/cases/${theCase}`);
    await desk.see(clerk, '送到本人手里');
    await play.look(clerk, 'ready');
    await desk.choose(clerk, '怎么送的', '窗口');
    await desk.nextStep(clerk).getByLabel('在哪里').fill('庙岭镇便民服务中心');
    await desk
      .nextStep(clerk)
      .getByLabel('签收的照片')
      .setInputFiles(await desk.picture('签收'));
    await desk.see(clerk, /^已收下/);
    await desk.takeNextStep(clerk, '送到了，请本人评价', '这件事办完了');
    const page = await ask(clerk, cases.page, { id: theCase });
    expect(page.case.state).toBe('delivered');
    expect(page.trips.spared.trips).toBe(page.trips.alone.trips);
  });

  test('[K4] [C1] any window could have taken it: the centre opens the same matter just as well', async () => {
    await centre.goto('/console/items/LN-002');
    await desk.see(centre, '早上交到哪个窗口都行');
    await desk.takeDown(centre, { door: '本人上门', find: '14200000004', who: '汪秀英', words: '卡掉水里了，路过区里，想补一张' });
    await desk.record(centre);
    const again = await desk.openCase(centre, '老年卡', '鄂州老年卡（公交）');
    const page = await ask(centre, cases.page, { id: again });
    expect(page.case.site.name).toBe('华容区政务服务中心');
  });

  test('[K1] [K6] the ledger tells every step and every hand-over with its actor and its time', async () => {
    const told = (await ask(clerk, cases.ledger, { id: theCase, limit: 200 })).rows;
    const says = told.map(({ says: { zh } }) => zh);
    expect(says).toEqual(
      expect.arrayContaining(['受理', expect.stringContaining('办出结果：老年公交卡'), expect.stringContaining('送达，汪秀英签收')]),
    );
    expect(told.filter(({ event }) => event.startsWith('custody.')).length).toBeGreaterThanOrEqual(5);
    expect(told.filter(({ by }) => by === null)).toEqual([]);
    expect(await desk.ledgerOnScreen(clerk, theCase)).toHaveLength(told.length);
    await play.look(clerk, 'ledger');
    expect(play.faults).toEqual([]);
  });
});
