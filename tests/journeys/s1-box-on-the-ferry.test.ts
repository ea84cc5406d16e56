import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cases from '../../modules/cases/contract.ts';
import { ask } from './support/api.ts';
import * as desk from './support/desk.ts';
import { hasBrowser, openPlay, type Play } from './support/play.ts';
import * as street from './support/street.ts';

/**
 * S1 · A call at night, a box on the ferry. 陈阿姨 of 白沙岛 rings in tears: her husband is in hospital on the mainland, the money is gone.
 * She never leaves the island; an envelope with a code does.
 */
describe.skipIf(!hasBrowser)('S1 a call at night, a box on the ferry', () => {
  let play: Play;
  let clerk: Page;
  let clerkOnPhone: Page;
  let keeper: Page;
  let helper: Page;
  let theCase: string;
  let envelope: string;
  let letter: string;
  beforeAll(async () => {
    play = await openPlay('s1');
    clerk = await play.desk('baisha-clerk');
  }, 300_000);
  afterAll(() => play?.close());

  test('[I1] [I6] [X3] [K7] the call is a plea: green channel, and an application for relief before she hangs up', async () => {
    await desk.takeDown(clerk, {
      door: '电话',
      find: 'cax',
      who: '陈阿香',
      words: '老头子在舟山医院抢救，家里钱都交光了，存折上一分也没有，我该怎么办啊……',
      marks: ['求助', '绿色通道'],
    });
    await desk.see(clerk, '陈阿香');
    await play.look(clerk, 'call');
    await desk.record(clerk);
    await play.look(clerk, 'triage');
    theCase = await desk.openCase(clerk, '看病没钱', '临时救助');
    await desk.see(clerk, '绿色通道');
    await play.look(clerk, 'case');
  });

  test('[K2] [C2] asked once what happened, she is told once what is needed', async () => {
    await desk.answer(clerk, {
      '是因为什么事？': '生病住院',
      '是托别人来办吗？': '不是',
      '本人能到场签字吗？': '是',
      '钱打到哪里？': '打到本人账户',
    });
    await desk.see(clerk, '还差 5 样，一次说清');
    for (const paper of ['居民身份证', '户口簿', '特病证或诊断证明']) await desk.paperRow(clerk, paper).waitFor();
    await desk.takeNextStep(clerk, '给一次性告知书', '已告知，还差 5 样材料');
    const notice = await clerk.request.get(`/api/v1/cases/${theCase}/papers/notice.pdf`);
    expect(notice.headers()['content-type']).toContain('application/pdf');
  });

  test('[B1] [B2] [B3] [I3] her nephew brings the envelope to the pier; the box crosses; the island window takes it out', async () => {
    clerkOnPhone = await play.phone('baisha-clerk');
    await clerkOnPhone.goto(`/field/handover/new?case=${theCase}`);
    for (const paper of ['居民身份证', '户口簿', '特病证或诊断证明', '医疗费票据', '本人银行卡或存折'])
      await clerkOnPhone.getByRole('checkbox', { name: paper }).click();
    await clerkOnPhone.getByRole('radio', { name: '亲属', exact: true }).click();
    await clerkOnPhone.getByLabel('给的人姓名（可不写）').fill('陈海波');
    await clerkOnPhone.getByRole('radio', { name: /还没收到/ }).click();
    await clerkOnPhone.getByLabel('他会在哪里交？').fill('朱家尖码头');
    await play.look(clerkOnPhone, 'label');
    await desk.press(clerkOnPhone, '把编码告诉他');
    envelope = await street.codeMade(clerkOnPhone);
    await play.look(clerkOnPhone, 'code');

    keeper = await play.phone('pier-keeper');
    await street.openParcel(keeper, envelope);
    // The code says which case, not whose.
    expect(await keeper.locator('body').textContent()).not.toContain('陈');
    await street.takeParcel(keeper, envelope, '朱家尖码头');
    await street.giveParcel(keeper, envelope, '漂流箱', /白沙—朱家尖漂流便民箱/);
    await play.look(keeper, 'in-the-box');

    await street.moveBox(keeper, /白沙—朱家尖漂流便民箱/, '上船了', '朱家尖码头');
    await play.look(keeper, 'on-board');
    await street.moveBox(clerkOnPhone, /白沙—朱家尖漂流便民箱/, '到岸了', '白沙岛码头');
    await desk.see(clerkOnPhone, new RegExp(envelope));
    await play.look(clerkOnPhone, 'ashore');
    await street.takeParcel(clerkOnPhone, envelope, '白沙岛码头');
    await play.look(clerkOnPhone, 'out-of-the-box');
    await clerk.goto(`/console/cases/${theCase}`);
    await (await desk.see(clerk, '东西在谁手上')).scrollIntoViewIfNeeded();
    await play.look(clerk, 'custody');
  });

  test('[K3] one paper is unreadable: said at once, and the application goes on with a promise', async () => {
    for (const paper of ['居民身份证', '户口簿', '特病证或诊断证明', '医疗费票据']) await desk.paperCame(clerk, paper, '原件');
    await desk.paperCame(clerk, '本人银行卡或存折', '复印件');
    for (const paper of ['居民身份证', '户口簿', '医疗费票据', '本人银行卡或存折']) await desk.paperIsFine(clerk, paper);
    const card = desk.paperRow(clerk, '特病证或诊断证明');
    await card.getByRole('button', { name: '看不清' }).click();
    await card.getByLabel('哪里不对？写给本人看').fill('有效期那一行被水浸糊了，看不清');
    await desk.press(card, '告诉本人');
    await desk.see(clerk, '还差 1 样，一次说清');
    await desk.takeNextStep(clerk, '给一次性告知书', '可以容缺受理');
    await clerk.getByLabel('谁来承诺').fill('陈阿香');
    await play.look(clerk, 'promise');
    await desk.takeNextStep(clerk, '容缺受理', '答应后补');
    const page = await ask(clerk, cases.page, { id: theCase });
    expect(page.notices.map(({ because }) => because)).toEqual(['first', 'correction']);
    expect(page.materials.promised.map(({ key }) => key)).toEqual(['illness_card']);
    await play.look(clerk, 'accepted');
  });

  test('[T5] [M2] the helper fills the form, fetches the stamp, photographs the missing paper at her table, hands in', async () => {
    helper = await play.phone('baisha-helper');
    await street.openStop(helper, theCase, 'fill_form');
    await play.look(helper, 'stop');
    await desk.press(helper, '表填好了');
    await desk.see(helper, '记好了');
    await street.openStop(helper, theCase, 'village_stamp');
    await street.photograph(helper, '村（居）委会盖章的情况说明');
    await street.photograph(helper, '特病证或诊断证明');
    await play.look(helper, 'stamp');
    await desk.press(helper, '章盖好了');
    await desk.see(helper, '记好了');
    await street.openStop(helper, theCase, 'submit');
    await desk.press(helper, '报给部门');
    await desk.see(helper, '记好了');

    await clerk.goto(`/console/cases/${theCase}`);
    await desk.paperIsFine(clerk, '特病证或诊断证明');
    await desk.press(clerk, '补来了');
    await desk.see(clerk, '收到补的材料');
  });

  test('[K4] [B5] approved in the district; the letter and her papers go back to the island by boat', async () => {
    const approver = await play.desk('putuo-civil-affairs');
    await desk.approve(approver, theCase);
    await play.look(approver, 'approved');
    await clerk.goto(`/console/cases/${theCase}`);
    await desk.press(clerk.getByRole('complementary'), '等到了');
    await clerk.getByRole('complementary').getByRole('button', { name: '等到了' }).waitFor({ state: 'detached' });
    await desk.takeNextStep(clerk, '结果办出来了', '送到本人手里');

    const centre = await play.phone('putuo-clerk');
    await centre.goto(`/field/handover/new?case=${theCase}`);
    await centre.getByRole('radio', { name: '纸质材料' }).click();
    await centre.getByRole('radio', { name: '部门', exact: true }).click();
    await desk.press(centre, '登记，现在在我手上');
    letter = await street.codeMade(centre);
    await street.openParcel(centre, letter);
    await desk.press(centre, '交出去');
    const sheet = centre.getByRole('dialog');
    await sheet.getByRole('radio', { name: '托船、托车带' }).click();
    await sheet
      .getByRole('radiogroup', { name: '走哪条线？' })
      .getByRole('radio', { name: /朱家尖码头到白沙岛码头/ })
      .click();
    await sheet.getByRole('radiogroup', { name: '托哪一班？' }).getByRole('radio').first().click();
    await play.look(centre, 'sailing');
    await desk.press(sheet, '交出去');
    await desk.see(centre, '交好了');
    await street.takeParcel(clerkOnPhone, letter, '白沙岛码头');
  });

  test('[B6] [E1] brought home and signed for; she says "satisfied" and signs the slip', async () => {
    await street.takeParcel(helper, letter, '白沙岛便民服务站');
    await street.openParcel(helper, letter);
    await desk.press(helper, '交出去');
    const sheet = helper.getByRole('dialog');
    await sheet.getByRole('radio', { name: '本人' }).click();
    await sheet.getByLabel('在哪里交的？').fill('白沙岛一组12号');
    await street.sign(helper, '签收');
    await play.look(helper, 'signature');
    await desk.press(sheet, '交出去');
    await desk.see(helper, '已经交到本人或亲属手上');

    await street.openStop(helper, theCase, 'deliver_home');
    await street.sign(helper, '签收');
    await play.look(helper, 'deliver');
    await desk.press(helper, '送到了，已签收');
    await desk.see(helper, '请本人评一评');
    await helper.getByRole('radio', { name: '满意', exact: true }).click();
    await helper.getByLabel('他自己说的话（可不写）').fill('你们辛苦了，我人都没出岛');
    await street.photograph(helper, '签了名的评价单');
    await play.look(helper, 'rating');
    await desk.press(helper, '记下评价');
    await desk.see(helper, /已经评过：满意/);
  });

  test('[K10] [T5] the public page says it is done, and she made no trip', async () => {
    const { publicCode } = await ask(clerk, cases.receipt, { id: theCase });
    const hers = await play.resident();
    await hers.goto(`/m/${publicCode}`);
    await desk.see(hers, '这一天办结');
    await play.look(hers, 'public');
    const page = await ask(clerk, cases.page, { id: theCase });
    expect(page.trips.made).toEqual([]);
    expect(page.trips.spared.trips).toBe(3);
  });

  test('[K1] [K6] the ledger tells every step with its actor and its time', async () => {
    const told = (await ask(clerk, cases.ledger, { id: theCase, limit: 200 })).rows;
    const says = told.map(({ says: { zh } }) => zh);
    expect(says).toEqual(
      expect.arrayContaining([
        expect.stringContaining('开办“临时救助”'),
        expect.stringContaining('收到居民身份证（原件）'),
        expect.stringContaining('受理'),
        expect.stringContaining('转民政局办理'),
        expect.stringContaining('批准'),
        expect.stringContaining('送达，陈阿香签收'),
      ]),
    );
    expect(told.filter(({ by }) => by === null)).toEqual([]);
    expect(told.every(({ at, recordedAt }) => Date.parse(at) <= Date.parse(recordedAt))).toBe(true);
    const shown = await desk.ledgerOnScreen(clerk, theCase);
    expect(shown).toHaveLength(told.length);
    await clerk.locator('.entries').scrollIntoViewIfNeeded();
    await play.look(clerk, 'ledger');
    expect(play.faults).toEqual([]);
  });
});
