import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { see } from './support/desk.ts';
import { hasBrowser, openPlay, type Play } from './support/play.ts';

/** A person's page at the window: registered, told of differently, settled, put right, declared dead by mistake and brought back. */
describe.skipIf(!hasBrowser)('a person’s page', () => {
  let play: Play;
  let clerk: Page;
  beforeAll(async () => {
    play = await openPlay('a-persons-page');
    clerk = await play.desk('miaoling-clerk');
  }, 300_000);
  afterAll(() => play?.close());

  const button = (name: string) => clerk.getByRole('button', { name, exact: true }).first();
  const fact = (name: string) => clerk.locator('button.fact', { has: clerk.getByText(name, { exact: true }) });
  const say = async (name: string, answer: string, source: string, day: string): Promise<void> => {
    await fact(name).click();
    const form = clerk.getByRole('form', { name });
    await form.getByRole('radiogroup', { name: '答' }).getByText(answer, { exact: true }).click();
    await form.locator('.ant-select').first().click();
    await clerk.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: source }).click();
    await form.getByLabel('哪天的事').fill(day);
    await form.getByRole('button', { name: '记下' }).click();
    await form.waitFor({ state: 'detached' });
  };

  test('[R1] somebody is registered with a name and a village, and the page opens for a reason', async () => {
    await clerk.goto('/console/residents/new');
    await clerk.getByLabel('姓名').fill('邵阿婆');
    await button('登记').click();
    await clerk.getByText('别的原因').click();
    await clerk.getByPlaceholder(/说明一下/).fill('登记后补资料');
    await button('打开').click();
    await clerk.getByRole('heading', { name: '情况' }).waitFor();
  });

  test('[R2] two sources contradict each other: both shown, until one is taken back with a reason', async () => {
    await say('低保', '是', '部门数据', '2026-03-02');
    await say('低保', '否', '本人说', '2026-11-01');
    await see(clerk, '有 1 项说法不一，没弄清以前都算不知道，不拿来看够不够得上政策。');
    await fact('低保').click();
    await play.look(clerk, 'conflict');
    await button('撤下这条').click();
    await clerk.getByLabel('为什么撤下').fill('问错了人');
    await button('撤下').click();
    await expect.poll(() => clerk.getByText('说法不一').count(), { timeout: 5_000 }).toBe(0);
    expect(await fact('低保').textContent()).toContain('部门数据');
  });

  test('[K11] name and birthday put right, the old struck through; a death undone', async () => {
    await button('更正登记').click();
    await clerk.getByLabel('姓名').fill('邵阿珍');
    await clerk.getByLabel('为什么').fill('看了身份证');
    await button('改正，旧的划掉留着').click();
    await clerk.locator('.former del', { hasText: '邵阿婆' }).waitFor();
    await button('登记去世').click();
    await clerk.getByLabel('为什么').fill('邻居来说的');
    await button('登记去世并停止授权').click();
    await button('撤销去世登记').click();
    await clerk.getByLabel('为什么').fill('听错了人');
    await button('撤销，这个人还在').click();
    await button('登记去世').waitFor();
    await play.look(clerk, 'put-right');
    expect(play.faults).toEqual([]);
  });
});
