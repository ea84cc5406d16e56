import { spawn } from 'node:child_process';
import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Builds console and field once for each content of the sources and keeps the result in `.daiban/web/<hash>`.
 * Vite runs in a process of its own: it needs some hundred megabytes that the server should never have held.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A running office may still serve an older build. */
const KEPT = 8;

export type BuildOptions = {
  /** Where builds are kept. */
  readonly cache?: string;
  /** Told what is going on, a line each. */
  readonly say?: (line: string) => void;
};
export type Built = {
  /** Holds `console/index.html`, `field/index.html` and `assets/` (names with a content hash: may be cached for ever). */
  readonly dir: string;
  readonly fresh: boolean;
};

const isTest = (name: string): boolean => /\.test\.tsx?$/.test(name);

const addFolder = async (hash: Hash, folder: string, wanted: (path: string) => boolean): Promise<void> => {
  const entries = await readdir(join(ROOT, folder), { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile() && !isTest(entry.name)).map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths.filter(wanted).sort())
    hash
      .update(path.slice(ROOT.length))
      .update('\0')
      .update(await readFile(path))
      .update('\0');
};

/** Everything that a build depends on. */
export const contentHash = async (): Promise<string> => {
  const hash = createHash('sha256');
  await addFolder(hash, 'web', (path) => !/[\\/](public|paper|testing)[\\/]/.test(path));
  await addFolder(hash, 'kernel', () => true);
  await addFolder(hash, 'modules', (path) => /[\\/](contract|domain)(\.ts$|[\\/])/.test(path));
  hash.update(await readFile(join(ROOT, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
};

const runVite = (outDir: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    const child = spawn(
      process.execPath,
      [vite, 'build', '--config', join(ROOT, 'web/vite.config.ts'), '--outDir', outDir, '--logLevel', 'warn'],
      {
        cwd: join(ROOT, 'web'),
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => (told += chunk));
    child.stderr.on('data', (chunk: Buffer) => (told += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The screens could not be built (vite ended with ${code}):\n${told}`)),
    );
  });

/** Older builds go, so that the folder does not grow with every change; the last ones stay for going back. */
const dropOld = async (cache: string, current: string): Promise<void> => {
  const names = (await readdir(cache)).filter((name) => name !== current && /^[0-9a-f]{16}$/.test(name));
  for (const name of names.slice(0, Math.max(0, names.length - KEPT + 1))) await rm(join(cache, name), { recursive: true, force: true });
};

/** @throws Error with Vite's own words where the sources don't build */
export const buildWeb = async ({
  cache = join(ROOT, '.daiban/web'),
  say = (line) => console.log(line),
}: BuildOptions = {}): Promise<Built> => {
  const hash = await contentHash();
  const dir = join(cache, hash);
  if (existsSync(join(dir, 'console/index.html'))) return { dir, fresh: false };
  say('正在准备界面，头一次要几秒钟 · preparing the screens, a few seconds the first time');
  const started = Date.now();
  await mkdir(cache, { recursive: true });
  const making = join(cache, `${hash}.${process.pid}`);
  try {
    await runVite(making);
    // Two starts at once both build; whoever comes second finds the finished folder and uses it.
    if (!existsSync(dir)) await rename(making, dir);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  await dropOld(cache, hash);
  say(`界面已备好，用了 ${((Date.now() - started) / 1000).toFixed(1)} 秒 · screens ready`);
  return { dir, fresh: true };
};
