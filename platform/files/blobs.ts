import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

/** `content` lets go of the file or connection when read to its end or left in the middle; `close` does where it was never begun. */
export type StoredBytes = { readonly size: number; readonly content: AsyncIterable<Buffer>; close(): void };

/**
 * Where encrypted bytes lie: a local disk or S3-compatible storage. Knows nothing of keys.
 * Keys are lower-case paths, `documents/3f/a0/0192…`.
 */
export type Blobs = {
  /** Once this resolves the whole content survives a power cut; before, nothing is seen under the key. Replaces what was there. */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** @returns undefined where there is none */
  get(key: string): Promise<StoredBytes | undefined>;
  /** All keys below a folder, sorted. */
  list(folder: string): Promise<readonly string[]>;
  /** Gone afterwards, whether it was there or not. */
  remove(key: string): Promise<void>;
};

const KEY = /^[0-9a-z][0-9a-z_.-]*(?:\/[0-9a-z][0-9a-z_.-]*)*$/;

/** @throws on a key that could leave its folder: keys are made by the program, so that is a bug */
export const checkedKey = (key: string): string => {
  if (!KEY.test(key)) throw new Error('not a blob key');
  return key;
};

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** Makes a folder and those above it, and writes their entries to the disk, outermost first. */
const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
};

/** Blobs in a folder of the local disk: written aside in `.writing`, synced, renamed, the folder synced. */
export const diskBlobs = (root: string): Blobs & { clearUnfinished(before: Date): Promise<number> } => {
  const writing = join(root, '.writing');
  const pathOf = (key: string): string => join(root, checkedKey(key));

  return {
    put: async (key, content) => {
      const path = pathOf(key);
      const aside = join(writing, randomUUID());
      await makeFolder(writing);
      await makeFolder(dirname(path));
      try {
        const file = await open(aside, 'wx', 0o600);
        try {
          for await (const chunk of content) await file.writeFile(chunk);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(aside, path);
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
      await syncFolder(dirname(path));
    },
    get: async (key) => {
      const file = await open(pathOf(key), 'r').catch((error: unknown) => {
        if (missing(error)) return undefined;
        throw error;
      });
      if (file === undefined) return undefined;
      const { size } = await file.stat();
      const content = file.createReadStream({ highWaterMark: 256 * 1024 });
      return { size, content, close: () => content.destroy() };
    },
    list: async (folder) => {
      const base = pathOf(folder);
      const entries = await readdir(base, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
        if (missing(error)) return [];
        throw error;
      });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => posix.join(folder, entry.parentPath.slice(base.length), entry.name))
        .sort();
    },
    remove: async (key) => {
      const path = pathOf(key);
      await rm(path, { force: true });
      await syncFolder(dirname(path)).catch((error: unknown) => {
        if (!missing(error)) throw error;
      });
    },
    /** Removes what killed writers left aside before an instant. @returns how many */
    clearUnfinished: async (before) => {
      const names = await readdir(writing).catch((error: unknown) => {
        if (missing(error)) return [];
        throw error;
      });
      let cleared = 0;
      for (const name of names) {
        const path = join(writing, name);
        if ((await stat(path)).mtime >= before) continue;
        await rm(path, { force: true });
        cleared += 1;
      }
      return cleared;
    },
  };
};
