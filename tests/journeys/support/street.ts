import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import * as cases from '../../../modules/cases/contract.ts';
import { ask } from './api.ts';
import { picture, press, see } from './desk.ts';

/** What people do on a phone, in words of the story. */

/** Opens the stop of today's list that is a step of a case. */
export const openStop = async (page: Page, caseId: string, step: string): Promise<void> => {
  const { tasks } = await ask(page, cases.page, { id: caseId });
  const task = tasks.findLast(({ routeKey, state }) => routeKey === step && state === 'open');
  if (task === undefined) throw new Error(`nobody has to do ${step} now`);
  await page.goto('/field/today');
  await page.getByRole('heading', { level: 1, name: '今天' }).waitFor();
  const stop = page.locator(`a[href$="/tasks/${task.id}"]`);
  const more = page.getByRole('button', { name: /^再看/ });
  await stop.or(more).first().waitFor();
  while ((await stop.count()) === 0) {
    await more.last().click();
    await stop.or(more).first().waitFor();
  }
  await stop.first().click();
  await page.getByRole('heading', { level: 1, name: '这一站' }).waitFor();
  await page.getByRole('heading', { level: 2, name: task.title.zh }).waitFor();
};

/** Takes a photo (or chooses a screenshot) for what the field is called, and waits until it is kept. */
export const photograph = async (page: Page | Locator, label: string): Promise<void> => {
  const field = page
    .locator('div')
    .filter({ has: page.getByLabel(label, { exact: true }) })
    .last();
  await page.getByLabel(label, { exact: true }).setInputFiles(await picture(label));
  await field
    .getByText('已存好')
    .or(page.getByText(new RegExp(`^收到“${label}”`)))
    .first()
    .waitFor();
};

/** Signs on the glass. */
export const sign = async (page: Page, label: string): Promise<void> => {
  const pad = page.getByRole('img', { name: label });
  // The bar with the button lies over the lower end of the page.
  await pad.evaluate((canvas) => canvas.scrollIntoView({ block: 'center' }));
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 120);
  await page.mouse.down();
  for (const [x, y] of [
    [90, 60],
    [120, 150],
    [170, 80],
    [230, 140],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 });
  await page.mouse.up();
  await press(page, '就用这个签名');
  await see(page, /签名已存好/);
};

/** Types the code of a thing into 交接 and opens it. */
export const openParcel = async (page: Page, code: string): Promise<void> => {
  await page.goto('/field/handover');
  await page.getByLabel('或者输编码').fill(code);
  await press(page, '打开');
  await page.getByRole('heading', { level: 1, name: '一件东西' }).waitFor();
  await page.getByText('一路交接').first().waitFor();
};

/** With the thing in hand: takes it over. */
export const takeParcel = async (page: Page, code: string, place?: string): Promise<void> => {
  await openParcel(page, code);
  await press(page, '收下');
  const sheet = page.getByRole('dialog');
  if (place !== undefined) await sheet.getByLabel('在哪里收的？').fill(place);
  await press(sheet, '东西在我手上了，收下');
  await see(page, '收下了');
  await sheet.waitFor({ state: 'detached' });
};

/** Hands a thing on: to what kind of taker, then which one. */
export const giveParcel = async (page: Page, code: string, to: string, which?: RegExp): Promise<void> => {
  await openParcel(page, code);
  await press(page, '交出去');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: to }).first().click();
  if (which !== undefined) await sheet.getByRole('radio', { name: which }).first().click();
  await press(sheet, '交出去');
  await see(page, '交好了');
};

/** Offers a thing to a colleague, looked up by name; it counts once they take it. */
export const offerParcel = async (page: Page, code: string, name: string): Promise<void> => {
  await openParcel(page, code);
  await press(page, '交出去');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: '同事' }).click();
  await sheet.getByLabel('找同事（输姓名）').fill(name);
  await sheet.getByRole('radio', { name }).first().click();
  await press(sheet, '交出去');
  await see(page, '跟他说好了，等他收下');
};

/** A box goes on board or comes ashore: said on the phone of whoever stands there. */
export const moveBox = async (page: Page, box: RegExp, what: '上船了' | '到岸了', place: string): Promise<void> => {
  await page.goto('/field/boxes');
  await page.getByRole('link', { name: box }).click();
  await press(page, what);
  const sheet = page.getByRole('dialog');
  // The timetable suggests the boat and with it the pier.
  await sheet.getByLabel(what === '上船了' ? '从哪里上的船？' : '到了哪里？').fill(place);
  await press(sheet, `箱子${what}`);
  await see(page, `记下了：箱子${what}`);
  await sheet.waitFor({ state: 'detached' });
};

/** The code that was just made for a thing, to be written on it. */
export const codeMade = async (page: Page): Promise<string> =>
  (await page.getByText(/^[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}$/).textContent())!.trim();

/** Answers the question that the phone asks now, by typing or by the first choice; then the next one is asked. @returns the question */
export const answerQuestion = async (page: Page, typed: string): Promise<string> => {
  const question = page.getByRole('main').getByRole('heading', { level: 2 }).first();
  const asked = (await question.textContent())!;
  const field = page.getByRole('textbox', { name: /^回答/ });
  if ((await field.count()) > 0) await field.fill(typed);
  else await page.getByRole('radiogroup', { name: '回答' }).getByRole('radio').first().click();
  await press(page, '记下这句');
  await see(page, /^记下了：/);
  await expect.poll(() => question.textContent()).not.toBe(asked);
  return asked;
};
