import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import type { Account } from './account.ts';

/**
 * A folder for the database's Unix socket, closed to everyone else (0700). Not inside the data folder: a socket's path must stay
 * under 108 bytes, and data folders have long, Chinese or spaced names. The same data folder gets the same socket folder,
 * unless someone else has taken the name.
 */
export const socketFolder = (dataDir: string, account: Account): string => {
  const uid = account.uid ?? process.getuid!();
  const wanted = `/tmp/daiban-${uid}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const folder = takeFolder(wanted, uid) ? wanted : mkdtempSync(`${wanted}-`);
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? account.uid);
  return folder;
};

const takeFolder = (folder: string, uid: number): boolean => {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const there = lstatSync(folder);
    return there.isDirectory() && there.uid === uid && (there.mode & 0o077) === 0;
  }
};
