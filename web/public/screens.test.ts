import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCode } from '../../kernel/codes.ts';
import * as evaluation from '../../modules/evaluation/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { behind, closeCase, openCase, openPublic, publishRelief } from '../../tests/support/public.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';

/**
 * The public pages in a real browser, against a real office: nothing for axe to find at 7:1, no sideways scrolling, no script, worked by keyboard.
 * `SHOTS=folder` keeps a picture of each.
 */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SHOTS = process.env.SHOTS;
const VIEWS = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } } as const;
const AAA = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Way = readonly ['zh' | 'en', 'plain' | 'large', keyof typeof VIEWS];
/** The narrowest with the largest type, and the widest in the other language: what lies between is looked at when pictures are kept. */
const TWO_WAYS: readonly Way[] = [
  ['zh', 'large', 'phone'],
  ['en', 'plain', 'desk'],
];
const EVERY_WAY: readonly Way[] = [...TWO_WAYS, ['zh', 'plain', 'phone'], ['en', 'plain', 'phone'], ['zh', 'plain', 'desk']];

describe.skipIf(!existsSync(CHROMIUM))('public pages in a browser', () => {
  let app: TestApp;
  let world: World;
  let pages: { close(): Promise<void> };
  let browser: Browser;
  let office: string;
  let underWay: string;
  let shortCode: string;
  let deciding: string;
  let over: string;
  let looks: string;
  beforeAll(async () => {
    app = await openApp();
    pages = openPublic(app);
    world = await makeWorld(app);
    const item = await publishRelief(app, world);
    const { clerk, helper } = world.by;
    const first = await openCase(app, clerk, item);
    const second = await openCase(app, clerk, item, { name: '王阿公' });
    await closeCase(app, clerk, second);
    const third = await openCase(app, clerk, item, { name: '周阿婆' });
    await behind(app, `update cases_case set state = 'with_department', stage = 'approve', turn = 'department' where id = $1`, [third.id]);
    await behind(
      app,
      `insert into work_clock (district, id, area, subject, subject_kind, kind, steps, started_on, due, state)
       values ($1, $2, $3, $4, 'case', 'promised', '[]', current_date, current_date + 9, 'running')`,
      [world.district, newId(), world.areas.mayi, third.id],
    );
    deciding = third.publicCode;
    [underWay, shortCode, over] = [first.publicCode, first.shortCode, second.publicCode];
    await app.ask(helper, residents.page, { id: first.resident, reason: 'visit', words: '上门看看' });
    looks = makeCode(
      'lookup',
      Uint8Array.from({ length: 11 }, (_, n) => n + 3),
    );
    await app.did(clerk, evaluation.giveLookCode, { id: newId(), resident: first.resident, code: looks });
    office = await app.app.listen({ port: 0, host: '127.0.0.1' });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    if (SHOTS) await mkdir(SHOTS, { recursive: true });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await pages?.close();
  });

  type Look = { readonly name: string; readonly path: () => string; readonly press?: (tab: Page) => Promise<void> };
  const send = (tab: Page): Promise<void> => tab.locator('form button').click();
  const PAGES: readonly Look[] = [
    { name: 'home', path: () => '/' },
    { name: 'find', path: () => '/m' },
    { name: 'find-wrong', path: () => '/m?code=0123' },
    { name: 'proof', path: () => `/m?code=${shortCode}` },
    { name: 'birthday', path: () => `/m?code=${shortCode}&by=birthday` },
    { name: 'case', path: () => `/m/${underWay}` },
    { name: 'case-deciding', path: () => `/m/${deciding}` },
    { name: 'case-over', path: () => `/m/${over}` },
    { name: 'rate', path: () => `/r/${over}` },
    { name: 'ask', path: () => '/ask' },
    { name: 'ask-wrong', path: () => '/ask', press: send },
    { name: 'asked', path: () => '/ask/sent/K7M2QX' },
    { name: 'looks-open', path: () => `/looks/${looks}` },
    { name: 'looks', path: () => `/looks/${looks}`, press: send },
    { name: 'trouble', path: () => `/m/${looks}` },
  ];

  for (const one of PAGES)
    for (const [lang, size, view] of SHOTS ? EVERY_WAY : TWO_WAYS)
      test(`[W1] ${one.name}, ${lang}, ${size}, ${view}`, async () => {
        const context = await browser.newContext({ viewport: VIEWS[view], javaScriptEnabled: true });
        const tab = await context.newPage();
        let scripts = 0;
        tab.on('request', (request) => {
          if (request.resourceType() === 'script') scripts += 1;
        });
        await tab.goto(`${office}/?lang=${lang}&size=${size}`);
        await tab.goto(office + one.path());
        if (one.press) {
          await one.press(tab);
          await tab.waitForLoadState();
        }
        if (SHOTS) await tab.screenshot({ path: `${SHOTS}/${one.name}-${lang}-${size}-${view}.png`, fullPage: true });
        const { violations } = await new AxeBuilder({ page: tab }).withTags(AAA).analyze();
        const [sideways, type] = await tab.evaluate(() => [
          document.documentElement.scrollWidth - innerWidth,
          Math.min(
            ...[...document.querySelectorAll('main p, main a, main label, main dd, main button')].map((e) =>
              Number.parseFloat(getComputedStyle(e).fontSize),
            ),
          ),
        ]);
        await context.close();
        expect(violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
        expect(sideways).toBeLessThanOrEqual(0);
        expect(type).toBeGreaterThanOrEqual(18);
        expect(scripts).toBe(0);
      });

  test('[E1][W1] rated by keyboard alone, without JavaScript', async () => {
    const item = await publishRelief(app, world).catch(() => 'MZ-001');
    const c = await openCase(app, world.by.clerk, item);
    await closeCase(app, world.by.clerk, c);
    const context = await browser.newContext({ viewport: VIEWS.phone, javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(`${office}/m/${c.publicCode}`);
    await tab.locator('a.button').focus();
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/\/r\//);
    await tab.locator('input[name=grade]').first().focus();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Tab');
    await tab.keyboard.type('送到家里，省心');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    await tab.locator('h1', { hasText: '谢谢您' }).waitFor();
    await context.close();
    const { rating } = await app.ask(world.by.coordinator, evaluation.ofCase, { case: c.id });
    expect(rating).toMatchObject({ grade: 4, words: '送到家里，省心' });
  });

  test('[W1] a case prints on one sheet, without buttons', async () => {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(`${office}/m/${underWay}`);
    const pdf = await tab.pdf({ format: 'A4', ...(SHOTS ? { path: `${SHOTS}/case.pdf` } : {}) });
    await tab.emulateMedia({ media: 'print' });
    const shown = await tab
      .locator('.top a, .button, form')
      .evaluateAll((all) => all.filter((e) => getComputedStyle(e).display !== 'none').length);
    await context.close();
    expect(shown).toBe(0);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });
});
