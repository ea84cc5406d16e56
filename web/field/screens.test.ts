import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import * as cases from '../../modules/cases/contract.ts';
import * as custody from '../../modules/custody/contract.ts';
import * as discovery from '../../modules/discovery/contract.ts';
import * as materials from '../../modules/materials/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import * as work from '../../modules/work/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { registerPages } from '../../platform/http/pages.ts';
import { accountOf, openApp, type TestApp } from '../../tests/support/app.ts';
import { openFiles, photo, type TestFiles } from '../../tests/support/files.ts';
import { type PolicyOf, publishPolicy } from '../../tests/support/policies.ts';
import { say } from '../../tests/support/relief.ts';
import { type Story, storyOf } from '../../tests/support/story.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { buildWeb } from '../build.ts';

/**
 * The phone in a real browser, against a real office: consent before a step in a person's name, photos, hand-overs.
 * Each screen: nothing for axe to find at 7:1, no sideways scrolling, nothing smaller than a thumb. `SHOTS=folder` keeps a picture of each.
 */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SHOTS = process.env.SHOTS;
const AAA = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THUMB = 60;
/** Relief for an illness whose applicant can't come to sign: the route asks for a relative's signature on consent. */
const ANSWERS = { cause: 'illness', by_proxy: false, can_sign: false, pay_way: 'own_account' };
const PAPERS = ['id_card', 'household_book', 'bank_card', 'illness_card', 'medical_bills'];

describe.skipIf(!existsSync(CHROMIUM))('the phone in a browser', () => {
  let app: TestApp;
  let files: TestFiles;
  let world: World;
  let story: Story;
  let browser: Browser;
  let office: string;
  beforeAll(async () => {
    const { dir } = await buildWeb({ say: () => undefined });
    app = await openApp();
    files = openFiles(app);
    await registerPages(app.app, { dir, style: { path: '/public.css', text: '' } });
    world = await makeWorld(app);
    story = storyOf(app, world);
    await story.publish();
    office = await app.app.listen({ port: 0, host: '127.0.0.1' });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    if (SHOTS) await mkdir(SHOTS, { recursive: true });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await files?.close();
    await app?.close();
  });

  const phoneOf = async (as: Actor, scheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme: scheme,
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
      extraHTTPHeaders: { 'x-test-account': accountOf(as) },
    });
    const phone = await context.newPage();
    phone.setDefaultTimeout(15_000);
    return phone;
  };

  const looksRight = async (phone: Page, name: string): Promise<void> => {
    await phone.waitForTimeout(400);
    if (SHOTS) await phone.screenshot({ path: `${SHOTS}/field-${name}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page: phone }).withTags(AAA).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const small = await phone.evaluate(
      (least) =>
        [...document.querySelectorAll('button:not([role=checkbox]), a, input:not([type=file]), textarea')]
          .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < least - 0.5)
          .map((one) => one.outerHTML.slice(0, 100)),
      THUMB,
    );
    expect(small).toEqual([]);
  };

  /** A case whose next errand is the relative's signature, in the helper's hands. */
  const toBeSigned = async (): Promise<{ id: string; resident: string; task: string }> => {
    const { clerk, helper } = world.by;
    const resident = await story.resident(clerk, { name: '周海定' });
    const id = await story.open(clerk, 'MZ-001', resident, { answers: ANSWERS, channel: 'chat' });
    await story.give(clerk, id, ...PAPERS);
    await story.did(clerk, cases.acceptCase, { case: id });
    await app.did(helper, cases.doErrand, { case: id, task: await story.errand(helper, id, 'fill_form') });
    const task = await story.errand(helper, id, 'kin_signs');
    await app.did(helper, work.take, { task, subject: id });
    return { id, resident, task };
  };

  test('[M3] [M4] [K5] S2: no signature by proxy before the person consents; then photographed, witnessed and in the ledger', async () => {
    const { helper } = world.by;
    const { id, task } = await toBeSigned();
    const phone = await phoneOf(helper);
    await phone.goto(`${office}/field/`);
    await phone.getByText('下一站').waitFor();
    await looksRight(phone, 'today');
    await phone.getByRole('link', { name: '开始办' }).click();
    await phone.getByText('先请本人授权').waitFor();
    expect(await phone.getByRole('button', { name: '家属签好了' }).count()).toBe(0);
    await looksRight(phone, 'task without consent');

    await phone.getByRole('link', { name: '去请本人授权' }).click();
    await phone.getByRole('radio', { name: '视频里说的' }).click();
    await phone.getByRole('button', { name: '记下授权' }).click();
    await phone.getByText('还没写全').waitFor();
    await looksRight(phone, 'consent incomplete');
    await phone.getByLabel('他说了什么（原话）').fill('你们叫我爸签就行');
    await phone.getByLabel('谁看到的？').fill('李跑腿');
    await phone.getByLabel('怎么认出是他本人？').fill('见过面');
    await phone.getByRole('checkbox', { name: /您本人的意思/ }).click();
    await phone.getByRole('button', { name: '记下授权' }).click();
    await phone.getByText('本人已授权：代签字').waitFor();

    await phone.getByLabel('谁签的？').fill('周根发');
    await phone.getByLabel('和本人什么关系？').fill('父亲');
    await phone.getByLabel('在哪里签的？').fill('一组 12 号');
    await phone.getByLabel('谁在旁边看着？').fill('周根发');
    await phone.getByText('见证人不能是签字的人自己').waitFor();
    await phone.getByLabel('谁在旁边看着？').fill('李跑腿');
    await phone
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'page.jpg', mimeType: 'image/jpeg', buffer: await photo(7) });
    await phone.getByText('已存好').waitFor();
    await looksRight(phone, 'signature by proxy');
    await phone.getByRole('button', { name: '家属签好了' }).click();
    await phone.getByText('记好了').waitFor();
    await phone.context().close();

    const page = await story.page(helper, id);
    expect(page.signatures).toMatchObject([{ signer: '周根发', relation: '父亲', witness: '李跑腿', place: '一组 12 号' }]);
    expect(page.consents).toMatchObject([{ kind: 'video', scopes: ['proxy_signature'] }]);
    expect(page.acted).toMatchObject([{ scope: 'proxy_signature', task }]);
  });

  test('[M1] a dark photo is told before it is used', async () => {
    const { helper } = world.by;
    const { id } = await toBeSigned();
    const dark = await sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#141414' } })
      .jpeg()
      .toBuffer();
    const stamp = await story.errand(helper, id, 'village_stamp');
    const phone = await phoneOf(helper, 'dark');
    await phone.goto(`${office}/field/tasks/${stamp}`);
    await phone.locator('input[type=file]').first().setInputFiles({ name: 'dark.jpg', mimeType: 'image/jpeg', buffer: dark });
    await phone.getByRole('button', { name: '看得清，就用这张' }).waitFor();
    expect((await app.ask(helper, materials.documents, { subject: id })).rows).toEqual([]);
    await looksRight(phone, 'dark photo');
    await phone.getByRole('button', { name: '看得清，就用这张' }).click();
    await phone.getByText('已存好').waitFor();
    expect((await app.ask(helper, materials.documents, { subject: id })).rows).toHaveLength(1);
    await phone.context().close();
  });

  test('[B1] a thing passes from hand to hand by its code, and its page never says whose it is', async () => {
    const { clerk, helper } = world.by;
    const { id, resident } = await toBeSigned();
    const { code } = await app.did(clerk, custody.register, {
      id: newId(),
      kind: 'envelope',
      caseId: id,
      resident,
      from: { kind: 'resident', name: '周海定' },
      place: '蚂蚁岛站',
    });
    const phone = await phoneOf(helper, 'dark');
    await phone.goto(`${office}/field/handover`);
    await phone.getByLabel('或者输编码').fill('K0P');
    await phone.getByRole('button', { name: '打开' }).click();
    await phone.getByText('个字不对').waitFor();
    await looksRight(phone, 'hand-over with a slip of the pen');
    await phone.getByLabel('或者输编码').fill(code.toLowerCase());
    await phone.getByRole('button', { name: '打开' }).click();
    await phone.getByRole('button', { name: '收下', exact: true }).click();
    await phone.getByRole('button', { name: '东西在我手上了，收下' }).click();
    await phone.getByRole('button', { name: '交出去' }).waitFor();
    await looksRight(phone, 'a thing');
    expect(await phone.locator('main').textContent()).not.toContain('周海定');
    await phone.context().close();
    const parcel = await app.ask(helper, custody.parcel, { code });
    expect(parcel.holder).toMatchObject({ kind: 'post', id: helper.post });
    expect(parcel.line.map(({ agreed }) => agreed)).toHaveLength(2);
  });

  test('[D3] [D4] [D8] S3: what is worth asking, answered at the table, brings what to read out; told, and one declined', async () => {
    const { helper } = world.by;
    const examples: PolicyOf['examples'] = [
      { name: '花得多', facts: { 低保: true, 本年门诊自付: '6000' }, expect: 'yes' },
      { name: '不是低保', facts: { 低保: false }, expect: 'no' },
    ];
    await publishPolicy(app, world, { code: 'RELIEF', rule: '低保 and 本年门诊自付 > 5000', itemCode: 'MZ-001', examples });
    await publishPolicy(app, world, { code: 'MORE', rule: '低保 and 本年门诊自付 > 3000', examples });
    const resident = await story.resident(helper, { name: '周海定', facts: say({ 低保: true }) });
    const leads = async () => (await app.ask(helper, discovery.leads, { mine: 'true' })).rows;

    const phone = await phoneOf(helper);
    await phone.goto(`${office}/field/people/${resident}/may-qualify`);
    await phone.getByText('再问 1 句，就能弄清 2 项').waitFor();
    await looksRight(phone, 'worth asking');
    await phone.getByLabel(/^回答/).fill('6000');
    await phone.reload();
    // what was typed is still there
    expect(await phone.getByLabel(/^回答/).inputValue()).toBe('6000');
    await phone.getByRole('button', { name: '记下这句' }).click();
    await phone.getByRole('link', { name: '可能符合 2 项，念给他听' }).waitFor();
    await looksRight(phone, 'nothing more to ask');
    await app.jobs();
    const found = (await app.ask(helper, discovery.leads, {})).rows.filter((lead) => lead.resident.id === resident);
    expect(found).toHaveLength(2);
    for (const { id } of found) await app.did(helper, discovery.take, { lead: id });

    await phone.goto(`${office}/field/today`);
    await phone.getByText('你接下要去告诉的').waitFor();
    await looksRight(phone, 'today with leads');
    await phone.getByRole('link', { name: /周海定.*政策/ }).click();
    await phone.getByText(discovery.HINT.zh).waitFor();
    await phone.getByRole('checkbox', { name: '告诉他了' }).first().click();
    await looksRight(phone, 'what to read out');
    await phone.getByRole('radio', { name: '当面' }).click();
    await phone.getByRole('button', { name: '告诉了 1 项，记下' }).click();
    await phone.getByText('已告知').waitFor();
    await phone.getByRole('button', { name: '他不要' }).last().click();
    await phone.getByLabel('为什么不要？').fill('嫌麻烦');
    await looksRight(phone, 'declining');
    await phone.getByRole('button', { name: '记下', exact: true }).click();
    await phone.getByText('本人不要').waitFor();
    await phone.context().close();
    expect((await leads()).map(({ state }) => state)).toEqual(['told']);
    const shown = await app.ask(helper, discovery.ofResident, { id: resident, reason: 'visit' });
    expect(shown.leads.flatMap(({ steps }) => steps.map(({ what, how }) => [what, how])).sort()).toEqual([
      ['declined', null],
      ['taken', null],
      ['taken', null],
      ['told', 'in_person'],
    ]);
  });

  test('[D3] [R2] what is asked of the household is recorded of the one it is true of', async () => {
    const { helper } = world.by;
    const examples = [
      { name: '少', facts: { 月收入: '100' }, expect: 'yes' as const },
      { name: '多', facts: { 月收入: '9000' }, expect: 'no' as const },
    ];
    await publishPolicy(app, world, { code: 'HOUSE', rule: 'sum(户.月收入) < 3000', examples });
    const household = newId();
    await app.did(helper, residents.addHousehold, { id: household, area: world.areas.group1 });
    const one = await story.resident(helper, { name: '陈阿姨', household, facts: say({ 月收入: '1000', 低保: false }) });
    const two = await story.resident(helper, { name: '陈海生', household });

    const phone = await phoneOf(helper);
    await phone.goto(`${office}/field/people/${one}/may-qualify`);
    await phone.getByText('陈海生').waitFor();
    await looksRight(phone, 'asking about the household');
    await phone.getByRole('checkbox', { name: '他也不知道' }).click();
    await phone.getByRole('checkbox', { name: '他也不知道' }).click();
    await phone.getByLabel(/^回答/).fill('五百');
    await phone.getByRole('button', { name: '记下这句' }).click();
    await phone.getByText('你写的都还在').waitFor();
    await phone.getByLabel(/^回答/).fill('500');
    await phone.getByRole('button', { name: '记下这句' }).click();
    await phone.getByText('可能符合 1 项，念给他听').waitFor();
    await phone.context().close();
    const { facts } = await app.ask(helper, residents.page, { id: two, reason: 'visit' });
    expect(facts).toMatchObject([{ name: '月收入', value: '500', source: 'relative', sure: 'likely' }]);
  });
});
