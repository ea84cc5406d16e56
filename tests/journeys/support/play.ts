import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { z } from 'zod';
import { demoRoles } from '../../../db/demo/roles.ts';

/**
 * A story on the stage: people before their own screens, each with a browser of their own, all at one running office.
 * `OFFICE=http://…` plays at an office that runs already, `SHOTS=folder` keeps the pictures.
 */
export const CHROMIUM = process.env.DAIBAN_CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(CHROMIUM);
const SHOTS = process.env.SHOTS;

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** One step may wait this long for its screen: the machine may be busy. */
const STEP_LIMIT_MS = 20_000;

export type Play = {
  /** Somebody signs in with one click at a desk, on the console. */
  desk(account: string): Promise<Page>;
  /** Somebody signs in with one click on a phone, in the field app. */
  phone(account: string): Promise<Page>;
  /** A resident's own phone; nobody is signed in. */
  resident(): Promise<Page>;
  /** Keeps a picture where one is wanted. */
  look(page: Page, name: string): Promise<void>;
  /** What went wrong unseen: exceptions on pages, answers of 500 and above. */
  readonly faults: readonly string[];
  close(): Promise<void>;
};

const roleOf = (account: string) => {
  const role = demoRoles().find((one) => one.account === account);
  if (role === undefined) throw new Error(`the demo offers nobody of the name ${account}`);
  return role;
};
/** The invented name of whoever signs in with an account. */
export const nameOf = (account: string): string => roleOf(account).name;

const answer = z.union([z.object({ url: z.string() }), z.object({ error: z.string() })]);

const officeUrl = async (): Promise<string> => {
  if (process.env.OFFICE) return process.env.OFFICE;
  const office = answer.parse(JSON.parse(await text(createConnection(inject('officeDoor')))));
  if ('error' in office) throw new Error(office.error);
  return office.url;
};

export const openPlay = async (story: string): Promise<Play> => {
  const url = await officeUrl();
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const faults: string[] = [];
  let pictures = 0;

  const newPage = async (size: typeof DESK, settings: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const context: BrowserContext = await browser.newContext({
      viewport: size,
      baseURL: url,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      ...settings,
    });
    context.setDefaultTimeout(STEP_LIMIT_MS);
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('response', (response) => response.status() >= 500 && faults.push(`${response.status()} ${response.url()}`));
    return page;
  };
  const signedIn = async (page: Page, path: string, account: string): Promise<Page> => {
    const role = roleOf(account);
    await page.goto(path);
    const place = page.locator('div').filter({ has: page.getByRole('heading', { name: role.place.zh, exact: true }) });
    await place.last().getByRole('button', { name: role.zh, exact: true }).click();
    await page.getByRole('navigation').first().waitFor();
    return page;
  };
  return {
    faults,
    desk: async (account) => signedIn(await newPage(DESK), '/console/', account),
    phone: async (account) => signedIn(await newPage(PHONE, { hasTouch: true, isMobile: true }), '/field/', account),
    resident: () => newPage(PHONE, { hasTouch: true, isMobile: true }),
    async look(page, name) {
      if (!SHOTS) return;
      await mkdir(SHOTS, { recursive: true });
      pictures += 1;
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${SHOTS}/${story}-${String(pictures).padStart(2, '0')}-${name}.png` });
    },
    async close() {
      // How each screen was left, to see where a story stopped.
      if (SHOTS)
        for (const [n, page] of browser
          .contexts()
          .flatMap((context) => context.pages())
          .entries())
          await page.screenshot({ path: `${SHOTS}/${story}-left-${n}.png` });
      await browser.close();
    },
  };
};
