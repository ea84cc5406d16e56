import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { z } from 'zod';
import { changeContent, findContent, KeyFileRefusal, keyFilePath, parseContent } from './keyfile.ts';

/**
 * The keys in a backup, wrapped by a recovery passphrase: scrypt (RFC 7914), then AES-256-GCM in both suites,
 * so that any machine with the passphrase can open them. The parameters are bound to the ciphertext.
 */
const wrapped = z.strictObject({
  format: z.literal('daiban-recovery-1'),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    n: z.literal([16_384, 32_768, 65_536, 131_072, 262_144]),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.base64(),
  }),
  cipher: z.literal('aes-256-gcm'),
  nonce: z.base64(),
  body: z.base64(),
  tag: z.base64(),
});
type Head = Pick<z.infer<typeof wrapped>, 'format' | 'kdf' | 'cipher'>;

export const PASSPHRASE_LENGTH = 12;
/** 128 MiB and about 0.4 s for each guess. */
const COST = 131_072;

const keyFrom = (passphrase: string, { n, r, p, salt }: Head['kdf']): Buffer =>
  scryptSync(passphrase.normalize('NFKC').trim(), Buffer.from(salt, 'base64'), 32, { N: n, r, p, maxmem: 128 * n * r + 32 * 1024 * 1024 });

const boundOf = ({ format, kdf, cipher }: Head): Buffer =>
  Buffer.from(JSON.stringify([format, kdf.name, kdf.n, kdf.r, kdf.p, kdf.salt, cipher]));

const refused = (code: string, zh: string, en: string): KeyFileRefusal => new KeyFileRefusal({ code, zh, en });

/** @returns JSON text to lie in a backup @throws {KeyFileRefusal} `passphrase_short`, `key_file_missing` */
export const exportKeys = (dir: string, passphrase: string): string => {
  if ([...passphrase.normalize('NFKC').trim()].length < PASSPHRASE_LENGTH)
    throw refused(
      'passphrase_short',
      `恢复口令至少要 ${PASSPHRASE_LENGTH} 个字。请换一个长一点的，写在纸上锁好。`,
      `The recovery passphrase needs at least ${PASSPHRASE_LENGTH} characters. Take a longer one and lock it away on paper.`,
    );
  const content = findContent(dir);
  if (content === undefined)
    throw refused('key_file_missing', `找不到密钥文件：${keyFilePath(dir)}。`, `The key file is missing: ${keyFilePath(dir)}.`);
  const head: Head = {
    format: 'daiban-recovery-1',
    kdf: { name: 'scrypt', n: COST, r: 8, p: 1, salt: randomBytes(16).toString('base64') },
    cipher: 'aes-256-gcm',
  };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(passphrase, head.kdf), nonce).setAAD(boundOf(head));
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
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(passphrase, head.kdf), bytes(nonce), { authTagLength: 16 }).setAAD(
    boundOf(head),
  );
  decipher.setAuthTag(bytes(tag));
  const plain = decipher.update(bytes(body));
  try {
    decipher.final();
  } catch {
    // A wrong passphrase and an altered file can't be told apart: in both the tag does not fit.
    throw refused(
      'passphrase_wrong',
      '恢复口令不对，或者备份被改动过。请核对口令再试。',
      'The recovery passphrase is wrong, or the backup was altered. Check the passphrase and try again.',
    );
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
