import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import {
  changeContent,
  findContent,
  type KeyContent,
  KeyFileRefusal,
  keyFileMark,
  keyFilePath,
  newContent,
  newSecret,
  newSigning,
  type Purpose,
} from './keyfile.ts';
import { type LedgerCrypto, ledgerCrypto } from './ledger.ts';
import { SUITES, type Suite, type SuiteName, suiteByMark, Tampered } from './suite.ts';

/** Where a sealed value stands. The context is bound to it: a ciphertext copied into another row, column or district doesn't open. */
export type Place = { readonly purpose: 'column' | 'document'; readonly context: string };

/** `residents_resident.id_number.330903.0192…`: table, column, district, id of the row. */
export const cell = (table: string, column: string, district: string, id: string): Place => {
  const parts = [table, column, district, id];
  if (parts.some((part) => part === '' || part.includes('.')))
    throw new Error(`a cell needs four names without dots: ${parts.slice(0, 3).join(' ')}`);
  return { purpose: 'column', context: parts.join('.') };
};

/** What can be looked up. The kind is part of the hash: a phone number never equals a bank card. */
export type LookupKind = 'id_number' | 'phone' | 'bank_card' | 'bill' | 'code';

export type Keys = {
  /** The suite for keys made from now on; values say themselves which suite they are of. */
  readonly suite: SuiteName;
  /** Encrypts for a bytea column: format, suite and key version (4 bytes), nonce, ciphertext, tag. */
  seal(plain: string | Uint8Array, place: Place): Buffer;
  /** @throws {Tampered} if altered, of another place, or of a key that the key file doesn't hold */
  open(sealed: Uint8Array, place: Place): Buffer;
  openText(sealed: Uint8Array, place: Place): string;
  /** The first 4 bytes of everything sealed under the current key: `substring(value from 1 for 4) <> $1` finds what a rotation must redo. */
  currentHead(purpose: Place['purpose']): Buffer;
  /** @returns the value under the current key; undefined if it already is */
  reseal(sealed: Uint8Array, place: Place): Buffer | undefined;
  /** Keyed hash of a whole value under the current key, `1.<22 characters>`: what a row stores. Width, case, spaces and dashes don't matter. */
  lookup(value: string, kind: LookupKind, district: string): string;
  /** The same under every key version, current first: what a search compares with (`= any($1)`), right also in the middle of a rotation. */
  lookups(value: string, kind: LookupKind, district: string): readonly string[];
  /** Keyed hash of the last four characters of a value (also given as those four). Hides little: personal data all the same. */
  lookupTail(value: string, kind: LookupKind, district: string): string;
  lookupTails(value: string, kind: LookupKind, district: string): readonly string[];
  /** Hash, MAC and seals of the ledger. */
  readonly ledger: LedgerCrypto;
  /** What every look-up hash under the current key begins with, `2.`: one that begins otherwise is to be made again. */
  currentMark(): string;
  /** For the sign-in library, base64, current first. */
  sessionSecrets(): readonly string[];
  /** Adds a version and makes it current; older ones still open what they sealed. @returns the new version */
  rotate(purpose: Purpose, suite?: SuiteName): number;
  /** The same for several keys at once: all of them or, after a crash, none. */
  rotateAll(purposes: readonly Purpose[], suite?: SuiteName): void;
  /** Versions that are still kept beside the current one, oldest first. */
  formerVersions(purpose: Purpose): readonly number[];
  /** Destroys the old versions of a key once nothing is sealed under them. Ledger and seal keys are kept for ever: old entries must verify. */
  retire(purpose: 'column' | 'lookup' | 'document' | 'session'): readonly number[];
};

/** How long another process may go on with the keys it knew, in ms: then it looks whether the key file changed. */
export const NOTICED_MS = 1_000;

const FORMAT = 1;
const HEAD = 4;
const SUFFIX_LENGTH = 4;
const SHORT_HASH = 16;

type Version = { readonly version: number; readonly suite: Suite; readonly secret: Buffer; readonly macKey: KeyObject };

/** Versions of one purpose as bytes, current first. */
const unpack = ({ current, versions }: KeyContent['column']): readonly Version[] =>
  Object.entries(versions)
    .map(([version, { suite, secret: text }]) => {
      const secret = Buffer.from(text, 'base64');
      return { version: Number(version), suite: SUITES[suite], secret, macKey: createSecretKey(secret) };
    })
    .sort((a, b) => (b.version === current ? 1 : 0) - (a.version === current ? 1 : 0) || b.version - a.version);

const headOf = ({ suite, version }: Version): Buffer => Buffer.from([FORMAT, suite.mark, version >> 8, version & 0xff]);

/** Full-width digits, spaces and dashes as people type them make no other number. */
const plainForm = (value: string): string =>
  value
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();

const keyed = ({ version, suite, macKey }: Version, parts: readonly string[]): string => {
  const text = JSON.stringify(parts);
  const digest = createHmac(suite.algorithms.hash, macKey).update(text).digest();
  return `${version}.${digest.subarray(0, SHORT_HASH).toString('base64url')}`;
};

/**
 * Opens the key file of a data folder; makes it at the very first start.
 * Another process's rotation is noticed: within `NOTICED_MS`, and at once where a value is of an unknown version.
 * @param options.create false where encrypted data are there already, so that a lost key file is said and not replaced
 * @throws {KeyFileRefusal}
 */
export const openKeys = (
  dir: string,
  options: { readonly suite?: SuiteName; readonly create?: boolean; readonly now?: () => Date } = {},
): Keys => {
  const { suite: preferred = 'international', create = true, now = () => new Date() } = options;
  const existing = findContent(dir);
  if (existing === undefined && !create)
    throw new KeyFileRefusal({
      code: 'key_file_missing',
      zh: `找不到密钥文件：${keyFilePath(dir)}。没有它，已加密的资料打不开。请从备份恢复。`,
      en: `The key file is missing: ${keyFilePath(dir)}. Without it nothing encrypted can be opened. Bring it back from a backup.`,
    });
  let content: KeyContent = existing ?? changeContent(dir, (other) => other ?? newContent(preferred, now()));
  let unpacked = new Map<Purpose, readonly Version[]>();
  let mark = keyFileMark(dir);
  let lookedAt = performance.now();

  const take = (next: KeyContent): void => {
    content = next;
    unpacked = new Map();
    mark = keyFileMark(dir);
  };
  const lookAgain = (): void => {
    const at = performance.now();
    if (at - lookedAt < NOTICED_MS) return;
    lookedAt = at;
    const there = keyFileMark(dir);
    // A key file that is gone for a moment is no reason to stop: the keys in hand are right.
    if (there !== null && there !== mark) reload();
  };
  const versionsOf = (purpose: Exclude<Purpose, 'seal'>): readonly Version[] => {
    lookAgain();
    let found = unpacked.get(purpose);
    if (found === undefined) {
      found = unpack(content[purpose]);
      unpacked.set(purpose, found);
    }
    return found;
  };
  const currentOf = (purpose: Exclude<Purpose, 'seal'>): Version => versionsOf(purpose)[0]!;
  const reload = (): void => {
    const read = findContent(dir);
    if (read !== undefined) take(read);
  };
  const addVersions = (purposes: readonly Purpose[], suite: SuiteName): void => {
    const next = changeContent(dir, (old) => {
      if (old === undefined) throw new Error(`the key file is gone: ${keyFilePath(dir)}`);
      const renewed = purposes.map((purpose) => {
        const added = Math.max(...Object.keys(old[purpose].versions).map(Number)) + 1;
        const made = purpose === 'seal' ? newSigning(suite, now()) : newSecret(suite, now());
        return [purpose, { current: added, versions: { ...old[purpose].versions, [added]: made } }] as const;
      });
      return { ...old, ...Object.fromEntries(renewed) };
    });
    take(next);
  };
  const versionOf = (purpose: Exclude<Purpose, 'seal'>, version: number): Version => {
    const known = () => versionsOf(purpose).find((one) => one.version === version);
    let found = known();
    if (found === undefined) {
      reload();
      found = known();
    }
    if (found === undefined) throw new Tampered(`the key file holds no ${purpose} key of version ${version}`);
    return found;
  };
  const bound = (head: Uint8Array, { purpose, context }: Place): Buffer =>
    Buffer.concat([head, Buffer.from(JSON.stringify([purpose, context]))]);

  const open: Keys['open'] = (sealed, place) => {
    if (sealed.length < HEAD || sealed[0] !== FORMAT) throw new Tampered('no sealed value');
    const head = sealed.subarray(0, HEAD);
    const suite = suiteByMark(head[1]!);
    const key = versionOf(place.purpose, (head[2]! << 8) | head[3]!);
    if (key.suite !== suite) throw new Tampered('the suite is not that of the key');
    return suite.decrypt(key.secret, sealed.subarray(HEAD), bound(head, place));
  };
  const seal: Keys['seal'] = (plain, place) => {
    const key = currentOf(place.purpose);
    const head = headOf(key);
    const bytes = typeof plain === 'string' ? Buffer.from(plain) : plain;
    return Buffer.concat([head, key.suite.encrypt(key.secret, bytes, bound(head, place))]);
  };
  const wholeParts = (value: string, kind: LookupKind, district: string) => ['whole', kind, district, plainForm(value)];
  const tailParts = (value: string, kind: LookupKind, district: string) => ['tail', kind, district, plainForm(value).slice(-SUFFIX_LENGTH)];

  return {
    suite: preferred,
    seal,
    open,
    openText: (sealed, place) => open(sealed, place).toString('utf8'),
    currentHead: (purpose) => headOf(currentOf(purpose)),
    reseal: (sealed, place) =>
      headOf(currentOf(place.purpose)).equals(sealed.subarray(0, HEAD)) ? undefined : seal(open(sealed, place), place),
    lookup: (value, kind, district) => keyed(currentOf('lookup'), wholeParts(value, kind, district)),
    lookups: (value, kind, district) => versionsOf('lookup').map((version) => keyed(version, wholeParts(value, kind, district))),
    lookupTail: (value, kind, district) => keyed(currentOf('lookup'), tailParts(value, kind, district)),
    lookupTails: (value, kind, district) => versionsOf('lookup').map((version) => keyed(version, tailParts(value, kind, district))),
    ledger: ledgerCrypto({
      current: () => currentOf('ledger'),
      version: (number) => versionOf('ledger', number),
      seal: () => {
        lookAgain();
        return content.seal;
      },
      reload,
    }),
    sessionSecrets: () => versionsOf('session').map(({ secret }) => secret.toString('base64')),
    currentMark: () => `${currentOf('lookup').version}.`,
    rotate: (purpose, suite = preferred) => {
      addVersions([purpose], suite);
      return content[purpose].current;
    },
    rotateAll: (purposes, suite = preferred) => addVersions(purposes, suite),
    formerVersions: (purpose) => {
      const { current, versions } = content[purpose];
      return Object.keys(versions)
        .map(Number)
        .filter((version) => version !== current)
        .sort((a, b) => a - b);
    },
    retire: (purpose) => {
      let gone: readonly number[] = [];
      const next = changeContent(dir, (old) => {
        if (old === undefined) throw new Error(`the key file is gone: ${keyFilePath(dir)}`);
        const { current, versions } = old[purpose];
        gone = Object.keys(versions)
          .map(Number)
          .filter((version) => version !== current);
        return { ...old, [purpose]: { current, versions: { [current]: versions[current]! } } };
      });
      take(next);
      return gone;
    },
  };
};
