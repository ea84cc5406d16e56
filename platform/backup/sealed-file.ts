import { open } from 'node:fs/promises';
import { z } from 'zod';
import { type Kdf, kdfShape, keyFromPassphrase, newKdf, passphraseWrong, refuseShort, Tampered } from '../crypto/index.ts';
import { SUITES } from '../crypto/suite.ts';
import { openStream, sealStream } from '../files/envelope.ts';
import { BackupFault } from './fault.ts';

/**
 * A file that only the recovery passphrase opens: one line of JSON that says how the key is made, then pieces of 64 KiB, each encrypted
 * with its own tag (AES-256-GCM in both suites). The line, the piece's number and "last" are bound to each: nothing can be altered, reordered or cut off.
 */
const FORMAT = 'daiban-backup-2';
const headShape = z.strictObject({ format: z.literal(FORMAT), kdf: kdfShape, cipher: z.literal('aes-256-gcm'), check: z.base64() });

const suite = SUITES.international;
/** The head line is shorter by far; a file without an end of line so early is none of ours. */
const HEAD_LIMIT = 1024;

const nameOf = (kdf: Kdf): string => JSON.stringify([FORMAT, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt]);
/** Bound to the check value, so that it is no piece of the content. */
const checkBound = (kdf: Kdf): Buffer => Buffer.from(JSON.stringify([nameOf(kdf), 'check']));

/** Writes a new file, synced to the disk. @throws KeyFileRefusal for a short passphrase, before anything is made */
export const writeSealed = async (path: string, passphrase: string, plain: AsyncIterable<Uint8Array>): Promise<void> => {
  refuseShort(passphrase);
  const kdf = newKdf();
  const key = keyFromPassphrase(passphrase, kdf);
  const check = suite.encrypt(key, Buffer.alloc(0), checkBound(kdf)).toString('base64');
  const file = await open(path, 'wx', 0o600);
  try {
    await file.appendFile(`${JSON.stringify({ format: FORMAT, kdf, cipher: 'aes-256-gcm', check })}\n`);
    for await (const piece of sealStream(suite, key, nameOf(kdf), plain)) await file.appendFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** A sealed file whose passphrase is right. `content` may be read several times. */
export type SealedFile = { content(): AsyncGenerator<Buffer> };

export const damaged = (path: string, why: string): BackupFault =>
  new BackupFault(
    `备份文件不完整或被改动过：${path}（${why}）。请换一份。`,
    `The backup is damaged, cut off or altered: ${path} (${why}). Take another one.`,
  );

/**
 * Opens a sealed file: the passphrase is tried here, the content as it is read.
 * @throws BackupFault where it is none, and while reading where a piece is not what was written · KeyFileRefusal for a wrong passphrase
 */
export const openSealed = async (path: string, passphrase: string): Promise<SealedFile> => {
  const { head, length } = await readHead(path);
  const key = keyFromPassphrase(passphrase, head.kdf);
  try {
    suite.decrypt(key, Buffer.from(head.check, 'base64'), checkBound(head.kdf));
  } catch (error) {
    if (error instanceof Tampered) throw passphraseWrong();
    throw error;
  }
  return {
    async *content() {
      const file = await open(path, 'r');
      try {
        yield* openStream(suite, key, nameOf(head.kdf), file.createReadStream({ start: length, autoClose: false }));
      } catch (error) {
        if (error instanceof Tampered) throw damaged(path, 'a piece is not what was written');
        throw error;
      } finally {
        await file.close();
      }
    },
  };
};

const readHead = async (path: string): Promise<{ head: z.infer<typeof headShape>; length: number }> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_LIMIT), 0, HEAD_LIMIT, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    const parsed = headShape.safeParse(end < 0 ? null : parseJson(buffer.toString('utf8', 0, end)));
    if (!parsed.success) throw new BackupFault(`这不是代办的备份：${path}`, `This is no backup of Daiban: ${path}`);
    return { head: parsed.data, length: end + 1 };
  } finally {
    await file.close();
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
