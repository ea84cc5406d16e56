import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runNode } from './shell.ts';

/** A part of the test machine that is not in package.json: where it is, or why there is none. */
export type Part = { readonly path: string } | { readonly notRun: string };

const POSTGRESQL_15 = '/usr/lib/postgresql/15/bin';
const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Debian's PostgreSQL 15, the oldest server that Daiban promises to run on; installed when we are root. */
export const bringPostgresql15 = async (): Promise<Part> => {
  const program = join(POSTGRESQL_15, 'postgres');
  if (!executable(program)) await installPackage('postgresql-15');
  return executable(program)
    ? { path: POSTGRESQL_15 }
    : { notRun: 'PostgreSQL 15 is not installed (apt-get install postgresql-15, as root)' };
};

/** A Chromium for the journeys: the system's, or as root its package, or Playwright's own download. */
export const bringChromium = async (): Promise<Part> => {
  const there = findChromium() ?? (await playwrightChromium());
  if (there !== null) return { path: there };
  await installPackage('chromium');
  const installed = findChromium();
  if (installed !== null) return { path: installed };
  console.log('downloading Chromium with Playwright');
  const { code, output } = await runNode('playwright-core/cli.js', ['install', 'chromium']);
  const downloaded = await playwrightChromium();
  if (downloaded !== null) return { path: downloaded };
  return { notRun: `Chromium could not be had (playwright install ended with ${code}: ${output.trim().split('\n').at(-1)})` };
};

const findChromium = (): string | null => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [process.env.DAIBAN_CHROMIUM ?? '', ...CHROMIUM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))];
  return candidates.find((path) => path !== '' && executable(path)) ?? null;
};

const playwrightChromium = async (): Promise<string | null> => {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return executable(path) ? path : null;
};

/** With apt and root only; whether it worked shows in what is there afterwards. */
const installPackage = async (name: string): Promise<void> => {
  if (process.getuid?.() !== 0 || (await run('apt-get', ['--version'])).code !== 0) return;
  console.log(`installing ${name} with apt-get`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env });
  if (code !== 0) console.log(output.trimEnd());
};

const executable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
