import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cases from '../../modules/cases/contract.ts';
import * as discovery from '../../modules/discovery/contract.ts';
import { ask, send } from './support/api.ts';
import * as desk from './support/desk.ts';
import { hasBrowser, nameOf, openPlay, type Play } from './support/play.ts';
import * as street from './support/street.ts';

/**
 * S3 · They never asked. A new policy for people on low income whose own out-patient costs exceed an amount. Of the households of 蚂蚁岛
 * some qualify, some do not, most are unknown: spending is not recorded. Whoever is asked becomes a lead, is told, applies; another declines.
 */
const ISLAND = '蚂蚁岛';
/** Another policy each time that the story is played at the same office. */
const CODE = `S3-${Date.now().toString(36).toUpperCase()}`;
const NAME = process.env.OFFICE ? `低保低边门诊额外救助 ${CODE}` : '低保低边门诊额外救助';
const RULE = '(低保 or 低保边缘) and 本年门诊自付 > 3000';
const SPENT = '本年门诊自付';
/** Screening runs by itself in the server. */
const SCREENED = { timeout: 60_000, interval: 500 };

describe.skipIf(!hasBrowser)('S3 they never asked', () => {
  let play: Play;
  let author: Page;
  let publisher: Page;
  let helper: Page;
  let helperAtDesk: Page;
  let policy: string;
  /** Whoever is asked on the visit. */
  let her: { readonly id: string; readonly name: string };
  beforeAll(async () => {
    play = await openPlay('s3');
    author = await play.desk('putuo-policy-author');
  }, 300_000);
  afterAll(() => play?.close());

  const example = (n: number): Locator => author.locator('.example-person').nth(n);
  const write = async (rule: string): Promise<void> => {
    await author.getByRole('textbox', { name: '规则', exact: true }).click();
    await author.keyboard.press('Control+A');
    await author.keyboard.insertText(rule);
  };
  const funnel = async (page: Page): Promise<string> =>
    (await page.locator('.policy-row').filter({ hasText: CODE }).locator('.funnel').textContent()) ?? '';
  const leadsNow = async (state: discovery.LeadState | 'open') =>
    (await ask(helperAtDesk, discovery.leads, { policy, state, limit: 100 })).rows;
  const leadOf = async (resident: string) =>
    (await ask(helperAtDesk, discovery.ofResident, { id: resident, reason: 'lead', words: '核对' })).leads.filter(
      (lead) => lead.policy.id === policy,
    );

  test('[D1] an official writes it: a wrong word is refused at its place, and what is right is read back', async () => {
    await author.goto('/console/policies');
    await author.getByRole('link', { name: '起草一项政策' }).click();
    const fields = {
      名称: NAME,
      编号: CODE,
      管这事的条线: '医保',
      给谁: '低保、低保边缘家庭里，今年看门诊自己掏的钱超过 3000 元的人',
      给什么: '超出部分再补一次',
      给多少: '超过 3000 元的部分补 50%（示例）',
      去哪办: '便民服务中心，带医疗费发票',
      不同意怎么办: '60 日内可以申请行政复议，6 个月内可以提起行政诉讼',
    };
    for (const [label, text] of Object.entries(fields)) await author.getByLabel(label, { exact: true }).fill(text);
    await desk.lookUp(author, '对应事项（能直接开办）', '门诊额外', 'YB-002');
    await desk.lookUp(author, '加一个地方', ISLAND, new RegExp(`^${ISLAND}$`));
    await author.getByRole('textbox', { name: '依据的文件' }).fill('舟山市低保低边家庭门诊救助办法（示例）');
    await write('(低保 or 低保边圆) and 本年门诊自付 > 3000');
    const problem = author.locator('.rule-input__problem');
    await problem.getByText(/第 1 行第 8 个字/).waitFor();
    expect(await problem.locator('mark').textContent()).toBe('低保边圆');
    await play.look(author, 'wrong-word');
    await desk.press(author, '存为草稿');
    await author.locator('.trouble').first().waitFor();
    await write(RULE);
    await problem.waitFor({ state: 'detached' });
    const said = author.locator('.said__rule');
    await expect.poll(() => said.textContent()).toMatch(/“低保”为是，或者“低保边缘”为是.*本年门诊自付超过\s*3000\s*元/);
  });

  test('[D1] examples of somebody who seems to qualify, somebody who does not, and somebody of whom it is not known', async () => {
    await desk.press(author, '再编一个人');
    const people = [
      { name: '低保，门诊花了四千', expect: '可能符合', spent: '4000' },
      { name: '低保，刚好三千', expect: '不符合', spent: '3000' },
      { name: '低保，花了多少没问过', expect: '还不知道', spent: '' },
    ];
    for (const [n, one] of people.entries()) {
      await example(n).getByRole('textbox', { name: '这个人是谁' }).fill(one.name);
      await desk.choose(author, '应该是', one.expect, example(n));
      await desk.choose(author, /^低保$/, '是', example(n));
      await example(n).getByRole('textbox', { name: SPENT }).fill(one.spent);
    }
    for (const n of people.keys()) await example(n).getByText('✓ 对').waitFor();
    await play.look(author, 'examples');
    await desk.press(author, '存为草稿');
    await author.getByRole('heading', { level: 1, name: NAME }).waitFor();
    policy = desk.idIn(author);
  });

  test('[D1] tried on everybody before anything counts, handed in; the author can’t publish it', async () => {
    await desk.press(author, '用所有居民试算');
    await author.getByText(/比现在多 \d+ 人，少 0 人/).waitFor({ timeout: SCREENED.timeout });
    const { version, seq } = await ask(author, discovery.policy, { id: policy });
    const { residents, yes, unknown } = version.impact!;
    expect(yes).toBeGreaterThan(0);
    expect(residents - yes - unknown).toBeGreaterThan(0);
    expect(unknown).toBeGreaterThan(yes);
    await desk.press(author, '提交复核');
    await desk.see(author, '已提交，请另一位同事复核');
    await play.look(author, 'handed-in');
    expect(await author.getByRole('button', { name: '发布', exact: true }).count()).toBe(0);
    const refused = await send(author, discovery.publishPolicy, { policy, version: version.id }, seq!);
    expect(refused).toMatchObject({ outcome: 'refused' });
  });

  test('[D1] another person reads it and publishes it', async () => {
    publisher = await play.desk('putuo-policy-publisher');
    await publisher.goto('/console/policies?state=submitted');
    await publisher.locator('.policy-row').filter({ hasText: CODE }).getByRole('link', { name: NAME }).click();
    await desk.see(publisher, /比现在多 \d+ 人/);
    await desk.onlyHints(publisher);
    await play.look(publisher, 'to-publish');
    await desk.press(publisher, '发布');
    await desk.see(publisher, '已发布，马上重新筛查');
    await publisher
      .getByText(`${nameOf('putuo-policy-publisher')}发布`)
      .first()
      .waitFor();
  });

  test('[D2] [D4] everybody is screened by itself: some seem to qualify, most are not known yet', async () => {
    helperAtDesk = await play.desk('mayi-helper');
    await helperAtDesk.goto('/console/policies?state=in_force&line=医保');
    await helperAtDesk.locator('.policy-row').filter({ hasText: CODE }).waitFor();
    await expect.poll(() => funnel(helperAtDesk), SCREENED).toMatch(/^[1-9]\d*可能符合[1-9]\d*待告知.*还有 \d+ 人不知道/);
    await play.look(helperAtDesk, 'funnel');
  });

  test('[D3] for those not known the list says what to ask, house by house', async () => {
    await helperAtDesk.goto('/console/leads/round');
    const row = helperAtDesk.locator('.rows tr').filter({ hasText: '今年看门诊自己掏了多少钱？' }).first();
    await row.waitFor();
    await play.look(helperAtDesk, 'round');
    // Of those whose household is known to live on low income: the money alone is missing.
    const groups = [...new Set((await leadsNow('open')).map(({ area }) => area))];
    const rounds = await Promise.all(groups.map((under) => ask(helperAtDesk, discovery.round, { under })));
    const alone = ({ facts }: { facts: readonly discovery.Asked[] }): boolean => facts.length === 1 && facts[0]!.name === SPENT;
    her = rounds
      .flatMap(({ residents }) => residents)
      .find(({ ask: sets }) => sets.some(alone) && sets.at(-1)!.facts.length > 1 && sets.at(-1)!.facts[0]!.name === SPENT)!;
    expect(await leadOf(her.id)).toEqual([]);
  });

  test('[D3] [R2] on the visit two questions are answered on the phone', async () => {
    helper = await play.phone('mayi-helper');
    await helper.goto(`/field/people/${her.id}/may-qualify`);
    await helper.getByRole('heading', { level: 2, name: '今年看门诊自己掏了多少钱？' }).waitFor();
    await play.look(helper, 'question');
    await street.answerQuestion(helper, '4200');
    await street.answerQuestion(helper, '1');
    await play.look(helper, 'answered');
  });

  test('[D4] [D8] she becomes a lead and is told, as a hint', async () => {
    await expect.poll(async () => (await leadOf(her.id)).map(({ state }) => state), SCREENED).toEqual(['to_tell']);
    await helper.goto(`/field/people/${her.id}/may-qualify?see=tell`);
    const card = helper.locator('section').filter({ has: helper.getByRole('heading', { level: 2, name: NAME }) });
    await card.getByRole('checkbox', { name: '告诉他了' }).click();
    await helper.getByRole('radio', { name: '当面' }).click();
    await helper.getByLabel('他怎么说（可不写）').fill('药吃得多，住过院，发票都留着');
    await desk.onlyHints(helper);
    await play.look(helper, 'to-tell');
    await desk.press(helper, /^告诉了 1 项，记下/);
    await card.getByText('已告知').waitFor();
  });

  test('[D4] [M6] she applies: a case opens from the lead, and she hands over her bills', async () => {
    await helperAtDesk.goto(`/console/leads?policy=${policy}&state=told`);
    await helperAtDesk.getByRole('heading', { level: 2, name: new RegExp(`^${her.name}`) }).waitFor();
    await desk.onlyHints(helperAtDesk);
    await play.look(helperAtDesk, 'told');
    await desk.press(helperAtDesk, '去申请');
    await helperAtDesk.getByRole('heading', { level: 1, name: /门诊额外救助/ }).waitFor();
    const opened = desk.idIn(helperAtDesk);
    await desk.paperCame(helperAtDesk, '医疗费发票', '原件');
    await play.look(helperAtDesk, 'bills');
    const page = await ask(helperAtDesk, cases.page, { id: opened });
    expect(page.case.resident.id).toBe(her.id);
    expect(await leadOf(her.id)).toMatchObject([
      { state: 'applied', case: opened, steps: [{ what: 'told', how: 'in_person' }, { what: 'applied' }] },
    ]);
    await helperAtDesk.goto(`/console/leads?policy=${policy}&state=applied`);
    await helperAtDesk.getByRole('link', { name: /^看办件/ }).waitFor();
    await helperAtDesk.goto('/console/policies?state=in_force&line=医保');
    await helperAtDesk.locator('.policy-row').filter({ hasText: CODE }).getByText('已申请').waitFor();
    expect(await funnel(helperAtDesk)).toContain('1已申请');
  });

  test('[D4] another declines; nothing brings it back but a change of what it rests on', async () => {
    await helperAtDesk.goto(`/console/leads?policy=${policy}&state=to_tell`);
    await desk.press(helperAtDesk, '本人不要');
    const { resident: him } = (await leadsNow('to_tell'))[0]!;
    await helperAtDesk.getByLabel('为什么不要？他不问，我们也不再提').fill('够用了，不想麻烦大家');
    await desk.press(helperAtDesk, '记下');
    await desk.see(helperAtDesk, '记下了，情况不变就不再打扰');
    expect(await leadOf(him.id)).toMatchObject([{ state: 'declined' }]);

    const open = async (): Promise<number> =>
      (await ask(helperAtDesk, discovery.round, { residents: [him.id] })).residents.reduce((sum, one) => sum + one.open, 0);
    const before = await open();
    await desk.openPerson(helperAtDesk, him.name, '走访', him.id);
    await desk.sayFact(helperAtDesk, '个体户执照', '否', '走访看到');
    // That he was screened again shows in what is no longer open.
    await expect.poll(open, SCREENED).toBeLessThan(before);
    expect(await leadOf(him.id)).toMatchObject([{ state: 'declined' }]);

    await desk.sayFact(helperAtDesk, SPENT, '8800', '看了证件');
    await expect.poll(async () => (await leadOf(him.id)).map(({ state }) => state), SCREENED).toEqual(['to_tell', 'declined']);
    await helperAtDesk.reload();
    await desk.onlyHints(helperAtDesk.getByRole('region', { name: '可能享受的政策' }));
    await play.look(helperAtDesk, 'new-lead');
    expect(play.faults).toEqual([]);
  });
});
