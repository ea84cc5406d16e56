import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showCode } from '../../kernel/codes.ts';
import * as cases from '../../modules/cases/contract.ts';
import * as custody from '../../modules/custody/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { ask, did } from './support/api.ts';
import * as desk from './support/desk.ts';
import { hasBrowser, openPlay, type Play } from './support/play.ts';
import * as street from './support/street.ts';

/** A bag of envelopes on the pier of 朱家尖, across in the box, taken out at the window of 白沙岛; and a case opened at the counter. */
describe.skipIf(!hasBrowser)('several things at once', () => {
  const BOX = /白沙—朱家尖漂流便民箱/;
  const codes: string[] = [];
  let play: Play;
  let keeper: Page;
  let clerk: Page;
  beforeAll(async () => {
    play = await openPlay('several');
    keeper = await play.phone('pier-keeper');
    for (const kind of ['envelope', 'card'] as const)
      codes.push((await did(keeper, custody.register, { id: newId(), kind, from: { kind: 'resident' }, place: '朱家尖码头' })).code);
  }, 300_000);
  afterAll(() => play?.close());

  const lineOf = async (code: string) => (await ask(clerk, custody.parcel, { code })).line;

  test('[B1] [B2] the bag goes into the box in one hand-over; what was chosen is still there after a reload', async () => {
    await keeper.goto('/field/handover/several');
    for (const code of codes) await keeper.getByRole('checkbox', { name: new RegExp(showCode('parcel', code)) }).click();
    await desk.press(keeper, '交出这 2 件');
    await keeper.getByRole('dialog').getByRole('radio', { name: '漂流箱' }).click();
    await keeper.getByRole('dialog').getByRole('radio', { name: BOX }).click();
    await keeper.getByLabel('在哪里交的？').fill('朱家尖码头二号口');
    await keeper.reload();
    const sheet = keeper.getByRole('dialog');
    expect(await sheet.getByLabel('在哪里交的？').inputValue()).toBe('朱家尖码头二号口');
    await play.look(keeper, 'give');
    await desk.press(sheet, '交出去');
    await desk.see(keeper, '交好了');
    await street.moveBox(keeper, BOX, '上船了', '朱家尖码头');
  });

  test('[B2] the window across sees what is in it, notes that it came, and takes both out; each keeps a line of its own', async () => {
    clerk = await play.desk('baisha-clerk');
    await clerk.goto('/console/handover');
    await desk.choose(clerk, '漂流箱', BOX);
    await desk.see(clerk, /^在船上，/);
    await desk.press(clerk, '箱子到岸了');
    await desk.see(clerk, '记下了：箱子到岸了');
    const typed = clerk.getByRole('textbox', { name: '扫码或输编码，回车勾上' });
    for (const code of codes) {
      await typed.fill(code.toLowerCase());
      await typed.press('Enter');
      await expect.poll(() => clerk.getByRole('checkbox', { name: new RegExp(showCode('parcel', code)) }).isChecked()).toBe(true);
    }
    await play.look(clerk, 'take-out');
    await desk.press(clerk, '东西在我手上了，收下');
    await desk.see(clerk, '收下了 2 件');
    for (const code of codes) expect((await lineOf(code)).map(({ taker }) => taker.kind)).toEqual(['post', 'box', 'post']);
  });

  test('[K1] [T5] a case opened from the list; a trip noted on it; the list comes back with its filter', async () => {
    await clerk.goto('/console/cases');
    await clerk.getByRole('checkbox', { name: '绿色通道' }).check();
    await clerk.getByRole('link', { name: '开办一件' }).click();
    await clerk.getByRole('combobox', { name: '谁的事' }).fill('陈');
    await clerk.locator('.ant-select-item-option').first().click();
    await clerk.getByPlaceholder(/^要办什么/).fill('看病花光了');
    await clerk.getByRole('radiogroup', { name: '事项' }).getByText('刚性支出困难家庭认定', { exact: true }).click();
    await desk.press(clerk, '「刚性支出困难家庭认定」开办');
    await desk.press(clerk, '本人跑了一趟');
    await clerk.getByRole('radio', { name: '银行' }).check();
    await desk.press(clerk, '记下这一趟');
    await desk.see(clerk, /^本人跑了 2 趟/);
    await clerk.getByRole('link', { name: '回到清单' }).click();
    await expect.poll(() => clerk.getByRole('checkbox', { name: '绿色通道' }).isChecked()).toBe(true);
  });

  test('[K7] a wait that begins is noted on the case: for what, whose turn, how long; then it stands there with its day', async () => {
    const { rows } = await ask(clerk, cases.list, { open: 'true' });
    const pages = await Promise.all(rows.map(({ id }) => ask(clerk, cases.page, { id })));
    const one = pages.find(({ case: { state }, item, waits }) => state !== 'informing' && item.waits.length > 0 && waits.length === 0)!;
    const name = one.item.waits[0]!.name.zh;
    await clerk.goto(`/console/cases/${one.case.id}`);
    await desk.press(clerk, '记下开始等');
    await desk.see(clerk, /^等谁：.*最多等/);
    await play.look(clerk, 'wait');
    await desk.press(clerk, '从今天开始等');
    await desk.see(clerk, `开始等：${name}`);
    expect((await ask(clerk, cases.page, { id: one.case.id })).waits).toMatchObject([{ key: one.item.waits[0]!.key, state: 'waiting' }]);
    expect(play.faults).toEqual([]);
  });
});
