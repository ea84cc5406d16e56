import { randomBytes, scryptSync } from 'node:crypto';
import { z } from 'zod';
import { KeyFileRefusal } from './keyfile.ts';

/** How a recovery passphrase becomes a key: scrypt (RFC 7914), the same in both suites, so that any machine with the passphrase can open. */
export const kdfShape = z.strictObject({
  name: z.literal('scrypt'),
  n: z.literal([16_384, 32_768, 65_536, 131_072, 262_144]),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.base64(),
});
export type Kdf = z.infer<typeof kdfShape>;

export const PASSPHRASE_LENGTH = 12;
/** 128 MiB and about 0.4 s for each guess. */
const COST = 131_072;

/** A new salt, so that no two backups share a key. */
export const newKdf = (): Kdf => ({ name: 'scrypt', n: COST, r: 8, p: 1, salt: randomBytes(16).toString('base64') });

/** 32 bytes. Width and spaces around don't matter. */
export const keyFromPassphrase = (passphrase: string, { n, r, p, salt }: Kdf): Buffer =>
  scryptSync(passphrase.normalize('NFKC').trim(), Buffer.from(salt, 'base64'), 32, { N: n, r, p, maxmem: 128 * n * r + 32 * 1024 * 1024 });

/** @throws {KeyFileRefusal} `passphrase_short` */
export const refuseShort = (passphrase: string): void => {
  if ([...passphrase.normalize('NFKC').trim()].length < PASSPHRASE_LENGTH)
    throw new KeyFileRefusal({
      code: 'passphrase_short',
      zh: `恢复口令至少要 ${PASSPHRASE_LENGTH} 个字。请换一个长一点的，写在纸上锁好。`,
      en: `The recovery passphrase needs at least ${PASSPHRASE_LENGTH} characters. Take a longer one and lock it away on paper.`,
    });
};

/** A wrong passphrase and an altered file can't be told apart: in both the tag does not fit. */
export const passphraseWrong = (): KeyFileRefusal =>
  new KeyFileRefusal({
    code: 'passphrase_wrong',
    zh: '恢复口令不对，或者备份被改动过。请核对口令再试。',
    en: 'The recovery passphrase is wrong, or the backup was altered. Check the passphrase and try again.',
  });
