import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import * as cases from '../../../modules/cases/contract.ts';
import { HINT } from '../../../modules/discovery/contract.ts';
import { photo } from '../../support/files.ts';
import { ask } from './api.ts';

/** What people do at the desk, in words of the story; each step is found by what stands on the screen. */

let photos = 5000;
/** A readable picture of a paper, none like another. */
export const picture = async (name: string) => {
  photos += 1;
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: await photo(photos) };
};

/** A heading or sentence must be there; returns it. */
export const see = async (page: Page, words: string | RegExp): Promise<Locator> => {
  const found = page.getByText(words).first();
  await found.waitFor();
  return found;
};

export const press = (page: Page | Locator, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

/** The entries of a drop-down list that is open; it is named only once it has been drawn. */
const optionsOf = async (page: Page, box: Locator): Promise<Locator> => {
  await expect.poll(() => box.getAttribute('aria-controls')).not.toBeNull();
  const list = page.locator('.ant-select-dropdown').filter({ has: page.locator(`[id="${await box.getAttribute('aria-controls')}"]`) });
  return list.locator('.ant-select-item-option');
};

/** Picks an entry of a drop-down list on the desk; where several lists have the same name, of the one `within` that part. */
export const choose = async (page: Page, label: string | RegExp, option: string | RegExp, within: Page | Locator = page): Promise<void> => {
  const box = within.getByRole('combobox', { name: label }).first();
  // The value lies over the field; the part around both is what a finger hits, once it stands still and nothing covers it.
  await within
    .locator('.ant-select')
    .filter({ has: page.getByRole('combobox', { name: label }) })
    .first()
    .click();
  await (await optionsOf(page, box)).filter({ hasText: option }).first().click();
};

/** Types into a drop-down list too long to leaf through, and picks what it finds. */
export const lookUp = async (page: Page, label: string, typed: string, option: string | RegExp): Promise<void> => {
  const box = page.getByRole('combobox', { name: label }).first();
  await box.fill(typed);
  await (await optionsOf(page, box)).filter({ hasText: option }).first().click();
};

/** The id at the end of the address that is open. */
export const idIn = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1)!;

/** A call, a note, a message, as it is taken down at the phone desk. */
export type Said = {
  readonly door: string;
  /** What is typed to find the person; null: nobody is looked for. */
  readonly find: string | null;
  readonly who: string;
  readonly caller?: { readonly name: string; readonly relation: string };
  readonly phone?: string;
  readonly words: string;
  readonly marks?: readonly string[];
};

export const takeDown = async (page: Page, said: Said): Promise<void> => {
  await page.goto('/console/phone');
  const first = page.getByRole('radiogroup', { name: '从哪来的' }).getByText(said.door, { exact: true });
  await page.getByRole('combobox', { name: '谁的事' }).waitFor();
  if ((await first.count()) > 0) await first.click();
  else await choose(page, '别的门', said.door);
  if (said.find !== null) {
    await page.getByRole('combobox', { name: '谁的事' }).fill(said.find);
    await page.locator('.ant-select-item-option').filter({ hasText: said.who }).first().click();
    await page.getByRole('button', { name: '换一个人' }).waitFor();
  } else await page.getByRole('combobox', { name: '谁的事' }).fill(said.who);
  if (said.caller) {
    await page.getByRole('checkbox', { name: '是别人替他打来的' }).check();
    await page.getByRole('textbox', { name: '打电话的人' }).fill(said.caller.name);
    await page.getByRole('textbox', { name: '是他什么人' }).fill(said.caller.relation);
  }
  if (said.phone) await page.getByRole('textbox', { name: '回电号码' }).fill(said.phone);
  await page.getByRole('textbox', { name: '说了什么' }).fill(said.words);
  for (const mark of said.marks ?? []) await page.getByRole('checkbox', { name: mark }).check();
};

/** Records what was taken down, with the keys. */
export const record = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Enter');
  await see(page, '记下了。接着分流');
};

/** Opens the case for what was asked and goes to its page. @returns its id */
export const openCase = async (page: Page, inTheirWords: string, item: string): Promise<string> => {
  await page.getByRole('radiogroup', { name: '分流' }).getByText('办一件事').click();
  await page.getByPlaceholder(/^要办什么/).fill(inTheirWords);
  await page.getByRole('radiogroup', { name: '事项' }).getByText(item, { exact: true }).click();
  await press(page, `「${item}」开办`);
  await page.getByRole('link', { name: /^已开办，编号/ }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp(item) }).waitFor();
  return idIn(page);
};

/** Answers the questions of an item: what was asked → what was said. */
export const answer = async (page: Page, answers: Readonly<Record<string, string>>): Promise<void> => {
  for (const [ask, said] of Object.entries(answers))
    await page.getByRole('group', { name: ask }).getByRole('button', { name: said, exact: true }).click();
  await page.getByRole('region', { name: '下一步' }).getByRole('button', { name: '记下', exact: true }).click();
};

/** Records a paper that came. */
export const paperCame = async (page: Page, paper: string, how: '原件' | '复印件' | '照片'): Promise<void> => {
  await page.getByRole('button', { name: '登记收到的材料' }).last().click();
  await choose(page, '哪一样', paper);
  await choose(page, '怎么交来的', how);
  await page.getByLabel('照片或扫描').setInputFiles(await picture(paper));
  await see(page, /^已收下/);
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('button', { name: '登记收到的材料' }).last().waitFor();
  // The list is read again behind the form; until it is there it still moves.
  await paperRow(page, paper).getByRole('button', { name: '可以用' }).waitFor();
};

/** The row of a paper among the papers of a case. */
export const paperRow = (page: Page, paper: string): Locator =>
  page.locator('.papers > li').filter({ has: page.getByText(paper, { exact: true }) });

export const paperIsFine = async (page: Page, paper: string): Promise<void> => {
  const row = paperRow(page, paper).filter({ has: page.getByRole('button', { name: '可以用' }) });
  await row.getByRole('button', { name: '可以用' }).click();
  await row.waitFor({ state: 'detached' });
};

/** The step that the case's page offers first. */
export const nextStep = (page: Page): Locator => page.getByRole('region', { name: '下一步' });

export const takeNextStep = async (page: Page, button: string, said: string): Promise<void> => {
  await nextStep(page).getByRole('button', { name: button, exact: true }).click();
  await see(page, said);
};

/** The department finds the case in its queue, with the papers large beside it, and approves. */
export const approve = async (page: Page, caseId: string): Promise<void> => {
  const { case: one } = await ask(page, cases.page, { id: caseId });
  await page.goto('/console/approve');
  await page.getByRole('navigation', { name: '等决定的办件' }).getByRole('button').filter({ hasText: one.shortCode }).click();
  await page
    .getByRole('heading', { level: 2, name: new RegExp(one.resident.name ?? '') })
    .first()
    .waitFor();
  await nextStep(page).getByRole('button', { name: '批准', exact: true }).click();
  await see(page, '已批准');
};

/** Every entry of the case's ledger as the case's page shows it: when, by whom, what. */
export const ledgerOnScreen = async (page: Page, caseId: string): Promise<string[]> => {
  await page.goto(`/console/cases/${caseId}`);
  const entries = page.locator('.entries > li');
  await entries.first().waitFor();
  const more = page.getByRole('button', { name: /^再看/ });
  while ((await more.count()) > 0) {
    const before = await entries.count();
    await more.last().click();
    await expect.poll(() => entries.count()).toBeGreaterThan(before);
  }
  return entries.allInnerTexts();
};

/** Opens a person's page from the register, found by name, for a reason that the gate offers; of namesakes the one with the id. */
export const openPerson = async (page: Page, name: string, reason: string, id?: string): Promise<void> => {
  await page.goto('/console/residents');
  await page.getByRole('textbox', { name: /^电话、姓名/ }).fill(name);
  const links = page.getByRole('link', { name, exact: true });
  await (id === undefined ? links : links.and(page.locator(`[href$="${id}"]`))).first().click();
  await page.getByRole('radiogroup', { name: '原因' }).getByText(reason, { exact: true }).click();
  await press(page, '打开');
  await page.getByRole('region', { name: '可能享受的政策' }).waitFor();
};

/** D8: a screen about people says that the department decides, and of nobody 「符合」 without 「可能」. */
export const onlyHints = async (part: Page | Locator): Promise<void> => {
  await part.getByText(HINT.zh).first().waitFor();
  const said = (await ('goto' in part ? part.locator('body') : part).textContent()) ?? '';
  expect(said).not.toMatch(/(?<!可能|不)符合/);
};

/** Records a fact on a person's page: a choice by its word, a number as it is typed. */
export const sayFact = async (page: Page, name: string, answer: string, source: string): Promise<void> => {
  await page.locator('button.fact', { has: page.getByText(name, { exact: true }) }).click();
  const form = page.getByRole('form', { name });
  const choices = form.getByRole('radiogroup', { name: '答' });
  const typed = form.getByRole('textbox', { name: '答' });
  await choices.or(typed).first().waitFor();
  if ((await choices.count()) > 0) await choices.getByText(answer, { exact: true }).click();
  else await typed.fill(answer);
  await choose(page, '怎么知道的', source, form);
  await form.getByRole('button', { name: '记下' }).click();
  await form.waitFor({ state: 'detached' });
};
