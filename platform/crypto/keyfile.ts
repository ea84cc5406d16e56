import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Refusal } from '../../kernel/result.ts';
import { SUITES, type SuiteName } from './suite.ts';

/**
 * The key file `keys.json` in the data folder: the only place where keys stand. It is not in the database, so a copy of the database alone
 * tells nothing and can't be forged. Losing it loses every encrypted column and document: `daiban backup` takes it along, wrapped.
 */
export const PURPOSES = ['column', 'lookup', 'ledger', 'seal', 'document', 'session'] as const;
/**
 * `column` encrypted columns · `lookup` keyed hashes for searching them · `ledger` MAC of entries · `seal` signs seals
 * · `document` wraps each file's own key · `session` signs sign-in cookies.
 */
export type Purpose = (typeof PURPOSES)[number];

const suite = z.enum(['international', 'national']);
const secretVersion = z.strictObject({ suite, made: z.iso.datetime(), secret: z.base64() });
const signingVersion = z.strictObject({ suite, made: z.iso.datetime(), privateKey: z.string().min(1), publicKey: z.string().min(1) });
const versions = <T extends z.ZodType>(version: T) =>
  z
    .strictObject({ current: z.int().min(1).max(65_535), versions: z.record(z.string().regex(/^[1-9]\d{0,4}$/), version) })
    .refine((all) => all.versions[all.current] !== undefined, 'current names no version');
const secrets = versions(secretVersion).refine(
  (all) => Object.values(all.versions).every((one) => Buffer.from(one.secret, 'base64').length === SUITES[one.suite].keyBytes),
  'a secret has the wrong length',
);

export const keyContent = z.strictObject({
  format: z.literal('daiban-keys-1'),
  column: secrets,
  lookup: secrets,
  ledger: secrets,
  seal: versions(signingVersion),
  document: secrets,
  session: secrets,
});
export type KeyContent = z.infer<typeof keyContent>;

/** What the operator of the machine must put right before Daiban can use its keys. */
export class KeyFileRefusal extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.zh} ${refusal.en}`);
    this.name = 'KeyFileRefusal';
    this.refusal = refusal;
  }
}

export const keyFilePath = (dir: string): string => join(dir, 'keys.json');

export const newSecret = (name: SuiteName, now: Date) => ({
  suite: name,
  made: now.toISOString(),
  secret: randomBytes(SUITES[name].keyBytes).toString('base64'),
});
export const newSigning = (name: SuiteName, now: Date) => ({ suite: name, made: now.toISOString(), ...SUITES[name].makeSigningKeys() });

export const newContent = (name: SuiteName, now: Date): KeyContent => {
  const first = () => ({ current: 1, versions: { '1': newSecret(name, now) } });
  return {
    format: 'daiban-keys-1',
    column: first(),
    lookup: first(),
    ledger: first(),
    seal: { current: 1, versions: { '1': newSigning(name, now) } },
    document: first(),
    session: first(),
  };
};

const broken = (path: string): KeyFileRefusal =>
  new KeyFileRefusal({
    code: 'key_file_broken',
    zh: `密钥文件读不懂：${path}。请从备份恢复这个文件，不要新建，否则已加密的资料打不开。`,
    en: `The key file can't be understood: ${path}. Bring it back from a backup; don't make a new one, or what is encrypted stays closed.`,
  });

export const parseContent = (text: string, path: string): KeyContent => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // JSON.parse's own message would quote the file, that is a key.
    throw broken(path);
  }
  const parsed = keyContent.safeParse(json);
  if (!parsed.success) throw broken(path);
  return parsed.data;
};

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/** @returns undefined where there is no key file yet @throws {KeyFileRefusal} where others may read it, or it is broken */
export const findContent = (dir: string): KeyContent | undefined => {
  const path = keyFilePath(dir);
  let mode: number;
  try {
    mode = statSync(path).mode;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  if ((mode & 0o077) !== 0)
    throw new KeyFileRefusal({
      code: 'key_file_open',
      zh: `密钥文件别的用户也能读：${path}。请先执行 chmod 600，再启动。`,
      en: `Other users may read the key file: ${path}. Run chmod 600 on it, then start again.`,
    });
  return parseContent(readFileSync(path, 'utf8'), path);
};

/** Changes whenever the key file is replaced; null while there is none. */
export const keyFileMark = (dir: string): string | null => {
  const found = statSync(keyFilePath(dir), { throwIfNoEntry: false });
  return found === undefined ? null : `${found.ino} ${found.mtimeMs} ${found.size}`;
};

const syncFolder = (dir: string): void => {
  const folder = openSync(dir, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** How long a write of the key file may last before what it left counts as broken off. */
const STALE_MS = 60_000;

const claimAside = (aside: string): number => {
  try {
    return openSync(aside, 'wx', 0o600);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  if (Date.now() - statSync(aside).mtimeMs > STALE_MS) {
    rmSync(aside, { force: true });
    return openSync(aside, 'wx', 0o600);
  }
  throw new KeyFileRefusal({
    code: 'key_file_busy',
    zh: `另一个操作正在写密钥文件：${aside}。请一分钟后再试。`,
    en: `Something else is writing the key file: ${aside}. Try again in a minute.`,
  });
};

/**
 * Changes the key file so that a crash leaves the old or the new one, whole. The file aside is also the lock between two writers:
 * `change` sees the content that stands while nobody else may write.
 * @param change gets what stands (undefined: nothing yet), gives what shall stand
 */
export const changeContent = (dir: string, change: (old: KeyContent | undefined) => KeyContent): KeyContent => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const path = keyFilePath(dir);
  const aside = `${path}.new`;
  const file = claimAside(aside);
  try {
    const old = findContent(dir);
    const content = change(old);
    writeFileSync(file, `${JSON.stringify(keyContent.parse(content), null, 2)}\n`);
    fsyncSync(file);
    renameSync(aside, path);
    syncFolder(dirname(path));
    return content;
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
};
