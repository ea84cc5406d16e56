import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb } from './build.ts';
import { type FakeOffice, openFakeOffice } from './testing/fake-office.ts';

/**
 * Opens the shells and the specimens in a real browser: no error, no request elsewhere, nothing for axe to find, no sideways scrolling.
 * `SHOTS=folder` keeps a picture of each.
 */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SHOTS = process.env.SHOTS;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const AAA = [...AA, 'wcag2aaa'];

type Shot = {
  readonly name: string;
  readonly path: string;
  readonly size: typeof DESK;
  readonly out?: true;
  readonly tags: string[];
  readonly press?: string;
};
const SHELLS: readonly Shot[] = [
  { name: 'console sign-in', path: '/console/', size: DESK, out: true, tags: AA },
  { name: 'console work', path: '/console/work', size: DESK, tags: AA },
  { name: 'console phone desk', path: '/console/phone', size: DESK, tags: AA },
  { name: 'console asks', path: '/console/asks', size: DESK, tags: AA },
  { name: 'console residents', path: '/console/residents', size: DESK, tags: AA },
  { name: 'console register', path: '/console/residents/new', size: DESK, tags: AA },
  { name: 'console person gate', path: '/console/residents/01932c00-0000-7000-8000-000000000009', size: DESK, tags: AA },
  { name: 'console requests', path: '/console/requests', size: DESK, tags: AA },
  { name: 'console specimen', path: '/console/specimen', size: DESK, tags: AA },
  { name: 'console keys', path: '/console/work', size: DESK, tags: AA, press: '?' },
  { name: 'console narrow', path: '/console/specimen', size: { width: 1024, height: 768 }, tags: AA },
  { name: 'field sign-in', path: '/field/', size: PHONE, out: true, tags: AAA },
  { name: 'field today', path: '/field/today', size: PHONE, tags: AAA },
  { name: 'field specimen', path: '/field/specimen', size: PHONE, tags: AAA },
  { name: 'field me', path: '/field/me', size: PHONE, tags: AAA },
];

describe.skipIf(!existsSync(CHROMIUM))('screens in a browser', () => {
  let browser: Browser;
  let office: FakeOffice;
  beforeAll(async () => {
    const { dir } = await buildWeb({ say: () => undefined });
    office = await openFakeOffice(dir);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    if (SHOTS) await mkdir(SHOTS, { recursive: true });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await office?.close();
  });

  const look = async (shot: Shot, lang: 'zh' | 'en', scheme: 'light' | 'dark'): Promise<void> => {
    office.signedIn(!shot.out);
    const context = await browser.newContext({
      viewport: shot.size,
      colorScheme: scheme,
      timezoneId: 'America/New_York',
      reducedMotion: 'reduce',
    });
    await context.addInitScript((chosen) => localStorage.setItem('daiban.lang', chosen), lang);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    // Being signed out is announced by a 401, which the browser notes on its own.
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('401') && problems.push(message.text()));
    page.on(
      'request',
      (request) =>
        new URL(request.url()).origin !== office.url &&
        !request.url().startsWith('data:') &&
        problems.push(`asked elsewhere: ${request.url()}`),
    );
    await page.goto(office.url + shot.path);
    await page.locator('h1').first().waitFor();
    if (shot.press) {
      await page.keyboard.press(shot.press);
      await page.getByRole('dialog').waitFor();
    }
    await page.waitForTimeout(500);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${shot.name.replaceAll(' ', '-')}-${lang}-${scheme}.png` });
    const { violations } = await new AxeBuilder({ page }).withTags(shot.tags).analyze();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await context.close();
    expect(
      violations.map(
        (one) => `${one.id}: ${one.nodes.map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`).join(' | ')}`,
      ),
    ).toEqual([]);
    expect(problems).toEqual([]);
    expect(sideways).toBeLessThanOrEqual(0);
  };

  for (const shot of SHELLS)
    for (const [lang, scheme] of [
      ['zh', 'light'],
      ['en', 'dark'],
    ] as const)
      test(`[W1] ${shot.name}, ${lang}, ${scheme}`, () => look(shot, lang, scheme));

  for (const page of ['answer', 'question'] as const)
    for (const [lang, size] of [
      ['zh', 'plain'],
      ['zh', 'large'],
      ['en', 'plain'],
    ] as const)
      for (const view of ['phone', 'desk'] as const)
        test(`[W1] public ${page}, ${lang}, ${size}, ${view}: clean without JavaScript, under 40 KB`, async () => {
          const context = await browser.newContext({ viewport: view === 'phone' ? PHONE : DESK });
          const tab = await context.newPage();
          let bytes = 0;
          let scripts = 0;
          tab.on('response', async (response) => {
            bytes += (await response.body()).length;
          });
          tab.on('request', (request) => {
            if (request.resourceType() === 'script') scripts += 1;
          });
          await tab.goto(`${office.url}/sample/${page}?lang=${lang}&size=${size}`);
          if (SHOTS) await tab.screenshot({ path: `${SHOTS}/public-${page}-${lang}-${size}-${view}.png`, fullPage: true });
          const { violations } = await new AxeBuilder({ page: tab }).withTags(AAA).analyze();
          const sideways = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          await context.close();
          expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
          expect(scripts).toBe(0);
          expect(bytes).toBeLessThan(40_960);
          expect(sideways).toBeLessThanOrEqual(0);
        });
});
