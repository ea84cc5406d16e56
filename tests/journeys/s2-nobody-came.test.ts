import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cases from '../../modules/cases/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { ask, send } from './support/api.ts';
import * as desk from './support/desk.ts';
import { hasBrowser, openPlay, type Play } from './support/play.ts';
import * as street from './support/street.ts';

/**
 * S2 · Nobody came to the island. 周海定 works in 沈家门 and spends on his illness what he earns; his parents live on 蚂蚁岛.
 * Photos in a chat, a stamp in the village, his parents' signature on his word: three trips that nobody made.
 */
describe.skipIf(!hasBrowser)('S2 nobody came to the island', () => {
  let play: Play;
  let helperAtDesk: Page;
  let helper: Page;
  let clerk: Page;
  let theCase: string;
  beforeAll(async () => {
    play = await openPlay('s2');
    helperAtDesk = await play.desk('mayi-helper');
  }, 300_000);
  afterAll(() => play?.close());

  const theTask = async (step: string): Promise<string> =>
    (await ask(helper, cases.page, { id: theCase })).tasks.find(({ routeKey }) => routeKey === step)!.id;

  test('[I1] [K1] [M1] his photos come in a chat; the helper writes it down, opens the matter and checks them', async () => {
    await desk.takeDown(helperAtDesk, {
      door: '企业微信',
      find: '14200000003',
      who: '周海定',
      words: '我在沈家门打工，一年看病要花十来万，船来回要一天，请不出假。材料都拍给你们了，能不能帮我办个困难认定？',
    });
    await desk.record(helperAtDesk);
    theCase = await desk.openCase(helperAtDesk, '看病花光了', '刚性支出困难家庭认定');
    await desk.answer(helperAtDesk, { '主要花在哪里？': '看病吃药', '是托别人来办吗？': '不是', '本人能到场签字吗？': '不是' });
    const papers = ['居民身份证', '户口簿', '家庭经济状况核对授权书', '近 12 个月医疗费票据'];
    for (const paper of papers) await desk.paperCame(helperAtDesk, paper, '照片');
    await play.look(helperAtDesk, 'photos');
    for (const paper of papers) await desk.paperIsFine(helperAtDesk, paper);
    await desk.see(helperAtDesk, '材料齐了');
  });

  test('[K4] [K5] the window accepts; the form is filled and the village has stamped it the same day', async () => {
    clerk = await play.desk('mayi-clerk');
    await clerk.goto(`/console/cases/${theCase}`);
    await desk.takeNextStep(clerk, '受理', '已受理，开始算时间');
    await play.look(clerk, 'accepted');
    helper = await play.phone('mayi-helper');
    await play.look(helper, 'today');
    await street.openStop(helper, theCase, 'fill_form');
    await desk.press(helper, '表填好了');
    await desk.see(helper, '记好了');
    await street.openStop(helper, theCase, 'village_stamp');
    await street.photograph(helper, '村（居）委会盖章的情况说明');
    await desk.press(helper, '章盖好了');
    await desk.see(helper, '记好了');
  });

  test('[M3] [M4] [K8] without his consent nobody signs for him: the phone says so, and the server refuses', async () => {
    await street.openStop(helper, theCase, 'kin_signs');
    await desk.see(helper, '先请本人授权');
    await play.look(helper, 'no-consent');
    expect(await helper.getByRole('button', { name: '家属签好了' }).count()).toBe(0);
    const refused = await send(helper, cases.doErrand, {
      case: theCase,
      task: await theTask('kin_signs'),
      signature: { id: newId(), signer: '周根发', relation: '父亲', place: '家里', witness: '林桂花', document: newId() },
    });
    expect(refused).toMatchObject({ outcome: 'refused', code: 'consent_missing' });
  });

  test('[M3] he consents by a message from his own number; the original is kept', async () => {
    await helper.getByRole('link', { name: '去请本人授权' }).click();
    await helper.getByRole('radio', { name: '发消息来的' }).click();
    await helper.getByLabel('谁发的？').fill('周海定，142 0000 0003');
    await helper.getByLabel('他说了什么（原话）').fill('我同意让我爸妈在岛上替我签字，就办困难认定这一件。');
    await helper.getByLabel('怎么认出是他本人？').fill('老号码发来的，视频里和他说过话');
    await street.photograph(helper, '消息截图');
    await helper.getByRole('checkbox', { name: /这是您本人的意思吗/ }).click();
    await play.look(helper, 'consent');
    await desk.press(helper, '记下授权');
    await desk.see(helper, '授权记好了');
  });

  test('[M4] [K5] his father signs at home before a witness; the signed page is photographed; handed in', async () => {
    await street.openStop(helper, theCase, 'kin_signs');
    await desk.see(helper, /本人已授权/);
    await helper.getByLabel('谁签的？').fill('周根发');
    await helper.getByLabel('和本人什么关系？').fill('父亲');
    await helper.getByLabel('在哪里签的？').fill('蚂蚁岛二组36号');
    await helper.getByLabel('谁在旁边看着？').fill('林桂花');
    await street.photograph(helper, '签好的那一页');
    await play.look(helper, 'signed');
    await desk.press(helper, '家属签好了');
    await desk.see(helper, '记好了');
    await street.openStop(helper, theCase, 'submit');
    await desk.press(helper, '报给部门');
    await desk.see(helper, '记好了');
  });

  test('[K4] [N2] approved by the bureau, brought to his parents by the helper of their island', async () => {
    const approver = await play.desk('putuo-civil-affairs');
    await desk.approve(approver, theCase);
    await clerk.goto(`/console/cases/${theCase}`);
    await desk.takeNextStep(clerk, '结果办出来了', '送到本人手里');
    await street.openStop(helper, theCase, 'deliver_home');
    await helper.getByRole('radio', { name: '同住的家人' }).click();
    await helper.getByLabel('签收人姓名').fill('周根发');
    await helper.getByLabel('在哪里交的').fill('蚂蚁岛二组36号');
    await street.sign(helper, '签收');
    await desk.press(helper, '送到了，已签收');
    await desk.see(helper, '请本人评一评');
  });

  test('[T5] [M3] the case shows three trips spared and none made; his consent ended with the matter', async () => {
    const page = await ask(clerk, cases.page, { id: theCase });
    expect(page.trips).toMatchObject({ made: [], alone: { trips: 3 }, spared: { trips: 3, hours: 15, fen: '12000' } });
    expect(page.consents).toMatchObject([{ kind: 'remote_message', endedWhy: 'matter_done' }]);
    await clerk.goto(`/console/cases/${theCase}`);
    await desk.see(clerk, /少跑 3 趟/);
    await play.look(clerk, 'spared');
  });

  test('[K1] [K6] the ledger tells every step with its actor and its time', async () => {
    const told = (await ask(clerk, cases.ledger, { id: theCase, limit: 200 })).rows;
    const says = told.map(({ says: { zh } }) => zh);
    expect(says).toEqual(
      expect.arrayContaining([
        '开办“刚性支出困难家庭认定”',
        '收到居民身份证（照片）',
        '受理',
        '代签：周根发（父亲），林桂花见证',
        '办完“请家属当面代签”，凭本人授权（代签字）',
        '转民政局办理',
        '批准',
        expect.stringContaining('送达，周根发签收'),
      ]),
    );
    expect(told.filter(({ by }) => by === null)).toEqual([]);
    expect(await desk.ledgerOnScreen(clerk, theCase)).toHaveLength(told.length);
    expect(play.faults).toEqual([]);
  });
});
