import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { changeContent, findContent, KeyFileRefusal, keyFilePath, parseContent } from './keyfile.ts';
import { kdfShape, keyFromPassphrase, newKdf, passphraseWrong, refuseShort } from './passphrase.ts';

/**
 * The keys in a backup, wrapped by a recovery passphrase: scrypt, then AES-256-GCM in both suites. The parameters are bound to the ciphertext.
 */
const wrapped = z.strictObject({
  format: z.literal('daiban-recovery-1'),
  kdf: kdfShape,
  cipher: z.literal('aes-256-gcm'),
  nonce: z.base64(),
  body: z.base64(),
  tag: z.base64(),
});
type Head = Pick<z.infer<typeof wrapped>, 'format' | 'kdf' | 'cipher'>;

const boundOf = ({ format, kdf, cipher }: Head): Buffer =>
  Buffer.from(JSON.stringify([format, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt, cipher]));

const refused = (code: string, zh: string, en: string): KeyFileRefusal => new KeyFileRefusal({ code, zh, en });

/** @returns JSON text to lie in a backup @throws {KeyFileRefusal} `passphrase_short`, `key_file_missing` */
export const exportKeys = (dir: string, passphrase: string): string => {
  refuseShort(passphrase);
  const content = findContent(dir);
  if (content === undefined)
    throw refused('key_file_missing', `找不到密钥文件：${keyFilePath(dir)}。`, `The key file is missing: ${keyFilePath(dir)}.`);
  const head: Head = {
    format: 'daiban-recovery-1',
    kdf: newKdf(),
    cipher: 'aes-256-gcm',
  };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFromPassphrase(passphrase, head.kdf), nonce).setAAD(boundOf(head));
  const body = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
  return JSON.stringify({
    ...head,
    nonce: nonce.toString('base64'),
    body: body.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  });
};

const unwrap = (text: string, passphrase: string): string => {
  const damaged = () =>
    refused(
      'recovery_broken',
      '备份里的密钥读不懂，文件可能坏了。请换一份备份。',
      'The keys in the backup can’t be understood; the file may be damaged. Take another backup.',
    );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw damaged();
  }
  const parsed = wrapped.safeParse(json);
  if (!parsed.success) throw damaged();
  const { nonce, body, tag, ...head } = parsed.data;
  const bytes = (part: string) => Buffer.from(part, 'base64');
  if (bytes(nonce).length !== 12 || bytes(tag).length !== 16) throw damaged();
  const decipher = createDecipheriv('aes-256-gcm', keyFromPassphrase(passphrase, head.kdf), bytes(nonce), { authTagLength: 16 }).setAAD(
    boundOf(head),
  );
  decipher.setAuthTag(bytes(tag));
  const plain = decipher.update(bytes(body));
  try {
    decipher.final();
  } catch {
    throw passphraseWrong();
  }
  return plain.toString('utf8');
};

/** Puts the keys of a backup into an empty data folder. @throws {KeyFileRefusal} `passphrase_wrong`, `recovery_broken`, `key_file_there` */
export const importKeys = (dir: string, text: string, passphrase: string): void => {
  const content = parseContent(unwrap(text, passphrase), keyFilePath(dir));
  changeContent(dir, (old) => {
    if (old !== undefined)
      throw refused(
        'key_file_there',
        `这里已经有密钥文件：${keyFilePath(dir)}。请换一个空的数据文件夹恢复，旧密钥不会被覆盖。`,
        `There is a key file already: ${keyFilePath(dir)}. Restore into an empty data folder; old keys are never overwritten.`,
      );
    return content;
  });
};
