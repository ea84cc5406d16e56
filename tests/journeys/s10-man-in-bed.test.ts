import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as discovery from '../../modules/discovery/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { send } from './support/api.ts';
import * as desk from './support/desk.ts';
import { hasBrowser, openPlay, type Play } from './support/play.ts';

/**
 * S10 · A man in bed. 徐德兴 (88) of 芷江西路 can't leave his bed. After the visit his own list of likely services goes to the lines of
 * work concerned: with his consent, and not before.
 */
describe.skipIf(!hasBrowser)('S10 a man in bed', () => {
  const LINE = '医保';
  let play: Play;
  let helper: Page;
  let due: Locator;
  beforeAll(async () => {
    play = await openPlay('s10');
    helper = await play.desk('zhijiang-helper');
    due = helper.getByRole('region', { name: '可能享受的政策' });
  }, 300_000);
  afterAll(() => play?.close());

  const passOn = () => due.getByRole('button', { name: '转给这条线' });

  test('[R4] his page opens for a reason: why he goes first stands at its head', async () => {
    await desk.openPerson(helper, '徐德兴', '走访');
    await desk.see(helper, /^绿色通道，因为：.*卧床/);
  });

  test('[D5] [D8] likely services are listed with their reasons, as a hint and never as a decision', async () => {
    const assessment = due.getByRole('article').filter({ hasText: '长护险' });
    await assessment.locator('.finding__head').getByText('可能符合', { exact: true }).waitFor();
    await assessment.getByText('为什么', { exact: true }).click();
    await assessment.getByText(/卧床/).first().waitFor();
    await desk.onlyHints(due);
    await play.look(helper, 'due');
  });

  test('[D5] his own list says what, how much, where; what is one answer away carries the question', async () => {
    await desk.press(due, '列出来');
    const list = due.locator('.own-list');
    await list.getByRole('heading', { name: LINE }).waitFor();
    await list.getByText(/评估后按等级有人上门护理/).waitFor();
    await list
      .getByText(/还要问：/)
      .first()
      .waitFor();
    await play.look(helper, 'list');
  });

  test('[D5] [M3] without his consent passing on is not offered, and the server refuses it', async () => {
    expect(await passOn().count()).toBe(0);
    await due.getByText('转给条线之前，要本人同意把资料交给有关部门。').waitFor();
    const refused = await send(helper, discovery.passOn, { id: newId(), resident: desk.idIn(helper), line: LINE, consent: newId() });
    expect(refused).toMatchObject({ outcome: 'refused', code: 'sharing_consent_missing' });
  });

  test('[M3] he agrees and signs; the signed page is kept', async () => {
    await desk.press(due, '记下本人的授权');
    await due.getByLabel('签名的照片').setInputFiles(await desk.picture('授权'));
    await desk.see(helper, /^已收下/);
    await due.getByRole('checkbox', { name: '问过了，这是他自己的意思' }).check();
    await play.look(helper, 'consent');
    await desk.press(due, '记下授权');
    await passOn().first().waitFor();
  });

  test('[D5] his list goes to the line of work, and the page says when', async () => {
    const line = due.locator('.own-list > div').filter({ has: helper.getByRole('heading', { name: LINE, exact: true }) });
    await desk.press(line, '转给这条线');
    await line.getByText(`已转给${LINE}`).waitFor();
    expect(await line.locator('time').count()).toBe(1);
    expect(await passOn().count()).toBeGreaterThan(0);
    await play.look(helper, 'passed-on');
  });

  test('[D5] the department finds his list, and nothing else of him; its answer comes back to be told', async () => {
    const department = await play.desk('jingan-medical-insurance');
    await department.goto('/console/work');
    await department
      .getByRole('button', { name: new RegExp(`清单.*${LINE}|${LINE}.*清单`) })
      .first()
      .click();
    await desk.see(department, `徐德兴的清单（${LINE}）`);
    await play.look(department, 'department');
    await department.getByLabel('一句话告诉站里，他们会告诉本人').fill('评估员下周二上门');
    await desk.press(department, '答复');
    await desk.see(department, '答复了，站里会告诉本人');
    await helper.reload();
    await due.getByText(/评估员下周二上门/).waitFor();
    await play.look(helper, 'answered');
  });

  test('[D7] what people of his age ask for most is at hand, with what needs no meeting', async () => {
    await helper.goto('/console/leads/frequent');
    await helper.getByRole('heading', { name: '80岁以上' }).waitFor();
    await play.look(helper, 'frequent');
    expect(play.faults).toEqual([]);
  });
});
