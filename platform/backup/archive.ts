import {
  cpSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { exportKeys, importKeys } from '../crypto/index.ts';
import type { Blobs } from '../files/blobs.ts';
import { dumpDatabase } from './dump.ts';
import { applyErasures } from './erasures.ts';
import { BackupFault } from './fault.ts';
import { loadDatabase } from './load.ts';
import { MANIFEST, type Manifest } from './manifest.ts';
import { damaged, openSealed, type SealedFile, writeSealed } from './sealed-file.ts';
import { type Member, packTar, readTar } from './tar.ts';

/**
 * A backup is one file, encrypted as a whole under the recovery passphrase (`sealed-file.ts`). In it a tar: `keys.json` (wrapped once more)
 * · `database/…` (an export: manifest.json and a text file a table) · `seals/<district>.log` · `documents/…` (encrypted as they lie).
 * The list of erasures is left out on purpose: it stays with the office and is applied again after a restore.
 */
const KEYS = 'keys.json';
const DATABASE = 'database';
const SEALS = 'seals';
const DOCUMENTS = 'documents';

export type Office = {
  readonly dataDir: string;
  /** Connection string of the owner. */
  readonly ownerUrl: string;
  readonly blobs: Blobs;
};

export type BackedUp = { readonly rows: number; readonly documents: number; readonly bytes: number };

const rowsOf = ({ tables }: Manifest): number => tables.reduce((sum, { rows }) => sum + rows, 0);

/**
 * Makes a backup of an office, running or not. Under its name only once it is whole.
 * @throws BackupFault where the file exists · KeyFileRefusal for a short passphrase or a missing key file
 */
export const backup = async ({ dataDir, ownerUrl, blobs }: Office, file: string, passphrase: string): Promise<BackedUp> => {
  if (existsSync(file)) throw new BackupFault(`文件已经存在：${file}。请换一个名字。`, `The file ${file} exists; choose another name.`);
  const keys = exportKeys(join(dataDir, 'keys'), passphrase);
  // In the data folder, where the database lies in clear too: nothing unencrypted gets onto the disk of the backup.
  const aside = mkdtempSync(join(dataDir, '.backup-'));
  const unfinished = `${resolve(file)}.unfinished`;
  let documents = 0;
  try {
    const dumped = await dumpDatabase(ownerUrl, join(aside, DATABASE));
    async function* members(): AsyncGenerator<Member> {
      yield ofText(KEYS, keys);
      yield* ofFolder(join(aside, DATABASE), DATABASE);
      if (existsSync(join(dataDir, SEALS))) yield* ofFolder(join(dataDir, SEALS), SEALS);
      for (const key of await blobs.list(DOCUMENTS)) {
        const blob = await blobs.get(key);
        // Erased while the backup ran.
        if (blob === undefined) continue;
        documents += 1;
        yield { name: key, size: blob.size, content: blob.content };
      }
    }
    rmSync(unfinished, { force: true });
    await writeSealed(unfinished, passphrase, packTar(members()));
    renameSync(unfinished, file);
    return { rows: rowsOf(dumped), documents, bytes: statSync(file).size };
  } finally {
    rmSync(unfinished, { force: true });
    rmSync(aside, { recursive: true, force: true });
  }
};

const ofText = (name: string, content: string): Member => {
  const bytes = Buffer.from(content);
  return {
    name,
    size: bytes.length,
    content: (async function* () {
      yield bytes;
    })(),
  };
};

/** Files of a folder as they are now; a log that grows meanwhile is taken up to here. */
function* ofFolder(folder: string, into: string): Generator<Member> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const { size } = statSync(path);
    yield { name: `${into}/${name}`, size, content: size === 0 ? ofText(name, '').content : createReadStream(path, { end: size - 1 }) };
  }
}

export type Restored = { readonly rows: number; readonly documents: number; readonly erased: number };

export type Unpacked = { readonly folder: string; readonly sealed: SealedFile; readonly file: string; remove(): void };

/**
 * Opens a backup aside and checks what can be checked before anything is made: the passphrase first, then every byte of the archive.
 * @throws BackupFault · KeyFileRefusal for a wrong passphrase, or keys that are there already
 */
export const unpack = async (file: string, dataDir: string, passphrase: string): Promise<Unpacked> => {
  if (!existsSync(file)) throw new BackupFault(`没有这个备份文件：${file}`, `There is no backup file ${file}`);
  for (const part of ['keys', SEALS])
    if (existsSync(join(dataDir, part)))
      throw new BackupFault(
        `数据目录 ${dataDir} 里已经有资料（${part}），不会被覆盖。请换一个空的数据目录。`,
        `The data folder ${dataDir} holds ${part} already, which is never overwritten. Choose an empty one.`,
      );
  const sealed = await openSealed(file, passphrase);
  const made = mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(dataDir, '.restore-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  /** A refusal leaves nothing behind, not even the empty folder. */
  const undo = (): void => rmSync(made ?? folder, { recursive: true, force: true });
  try {
    for (const part of [DATABASE, SEALS]) mkdirSync(join(folder, part), { mode: 0o700 });
    await eachMember(file, sealed, async ({ name, content }) => {
      if (name === KEYS) importKeys(join(folder, 'keys'), await text(content), passphrase);
      else if (/^(database|seals)\/[A-Za-z0-9_.]+$/.test(name))
        await pipeline(content, createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600 }));
      else for await (const _ of content); // documents are read once the database is in; here only that they are whole
    });
    if (!existsSync(join(folder, 'keys')) || !existsSync(join(folder, DATABASE, MANIFEST)))
      throw new BackupFault(`这不是代办的备份：${file}`, `This is no backup of Daiban: ${file}`);
    return { folder, sealed, file, remove };
  } catch (error) {
    undo();
    throw error;
  }
};

const eachMember = async (file: string, sealed: SealedFile, take: (member: Member) => Promise<void>): Promise<void> => {
  const members = readTar(sealed.content());
  for (;;) {
    let next: IteratorResult<Member>;
    try {
      next = await members.next();
    } catch (error) {
      throw error instanceof BackupFault ? error : damaged(file, (error as Error).message);
    }
    if (next.done === true) return;
    await take(next.value);
  }
};

/** Brings an unpacked backup into an empty office: database, documents, seals, keys last; then erases again what the office's own list says. */
export const restore = async (
  { dataDir, ownerUrl, blobs }: Office,
  { folder, file, sealed }: Unpacked,
  passphrase: string,
): Promise<Restored> => {
  const loaded = await loadDatabase(ownerUrl, join(folder, DATABASE));
  let documents = 0;
  let keys = '';
  await eachMember(file, sealed, async ({ name, content }) => {
    if (name === KEYS) keys = await text(content);
    else if (name.startsWith(`${DOCUMENTS}/`)) {
      await blobs.put(name, content);
      documents += 1;
    } else for await (const _ of content); // the rest is in already
  });
  cpSync(join(folder, SEALS), join(dataDir, SEALS), { recursive: true });
  const erased = await applyErasures(ownerUrl, dataDir);
  importKeys(join(dataDir, 'keys'), keys, passphrase);
  // From here on a missing key file is a loss that is told, never replaced.
  writeFileSync(join(dataDir, 'opened'), '');
  return { rows: rowsOf(loaded), documents, erased };
};
