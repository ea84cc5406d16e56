import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cell, exportKeys, importKeys, KeyFileRefusal, openKeys, PURPOSES, type SuiteName, Tampered } from './index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), '代办 keys-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const ID = '00000000000000001X';
const PASSPHRASE = '大海 船票 灯塔 雨伞 2026';
const place = cell('residents_resident', 'id_number', '330903', 'a1');

const refusalOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof KeyFileRefusal) {
      expect(error.refusal.zh).toMatch(/\p{Script=Han}/u);
      return error.refusal.code;
    }
    throw error;
  }
  return 'nothing refused';
};

describe('the key file', () => {
  test('is made at the first start for its owner alone, and the same at the next', () => {
    const sealed = openKeys(dir).seal(ID, place);
    expect(statSync(join(dir, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir)).toEqual(['keys.json']);
    expect(openKeys(dir).openText(sealed, place)).toBe(ID);
  });

  test('is refused where group or others may read it', () => {
    openKeys(dir);
    for (const mode of [0o640, 0o604, 0o660]) {
      chmodSync(join(dir, 'keys.json'), mode);
      expect(refusalOf(() => openKeys(dir))).toBe('key_file_open');
    }
  });

  test('is not replaced when lost or broken, and a broken one is never quoted', () => {
    expect(refusalOf(() => openKeys(dir, { create: false }))).toBe('key_file_missing');
    openKeys(dir);
    const path = join(dir, 'keys.json');
    const whole = readFileSync(path, 'utf8');
    for (const text of [
      '',
      whole.slice(0, -5),
      whole.replace('"current": 1', '"current": 7'),
      whole.replace(/"secret": "..../, '"secret": "'),
    ]) {
      writeFileSync(path, text);
      expect(refusalOf(() => openKeys(dir))).toBe('key_file_broken');
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  test('one writer at a time; what a killed writer left is cleared after a minute', () => {
    const keys = openKeys(dir);
    const aside = join(dir, 'keys.json.new');
    writeFileSync(aside, 'half');
    expect(refusalOf(() => keys.rotate('column'))).toBe('key_file_busy');
    expect(readFileSync(aside, 'utf8')).toBe('half');
    utimesSync(aside, 0, 0);
    expect(keys.rotate('column')).toBe(2);
    expect(readdirSync(dir)).toEqual(['keys.json']);
  });

  test('killed between writing aside and renaming, the old keys stand whole', () => {
    const sealed = openKeys(dir).seal(ID, place);
    const module = new URL('./keyfile.ts', import.meta.url).href;
    const killed = spawnSync(process.execPath, [
      '--input-type=module',
      '--eval',
      `const { changeContent } = await import(${JSON.stringify(module)}); changeContent(process.argv[1], () => process.kill(process.pid, 'SIGKILL'));`,
      dir,
    ]);
    expect(killed.signal).toBe('SIGKILL');
    expect(readdirSync(dir).sort()).toEqual(['keys.json', 'keys.json.new']);
    expect(openKeys(dir).openText(sealed, place)).toBe(ID);
  });
});

describe.each<SuiteName>(['international', 'national'])('sealed columns, %s', (suite) => {
  test('a ciphertext copied to another row, column, table or district does not open', () => {
    const keys = openKeys(dir, { suite });
    const sealed = keys.seal(ID, place);
    expect(sealed.includes(Buffer.from(ID))).toBe(false);
    expect(keys.openText(sealed, place)).toBe(ID);
    for (const other of [
      cell('residents_resident', 'id_number', '330903', 'a2'),
      cell('residents_resident', 'phone', '330903', 'a1'),
      cell('residents_person', 'id_number', '330903', 'a1'),
      cell('residents_resident', 'id_number', '310106', 'a1'),
      { ...place, purpose: 'document' as const },
    ])
      expect(() => keys.open(sealed, other)).toThrow(Tampered);
  });

  test('one flipped bit anywhere, the head included, is refused', () => {
    const keys = openKeys(dir, { suite });
    keys.rotate('column');
    const sealed = keys.seal(ID, place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => keys.open(altered, place), `bit ${bit}`).toThrow(Tampered);
    }
  });

  test('rotation: old values open, the job renews them, retired keys close what was left', () => {
    const keys = openKeys(dir, { suite });
    const [renewed, forgotten] = [keys.seal(ID, place), keys.seal(ID, place)];
    expect(keys.reseal(renewed, place)).toBeUndefined();
    expect(keys.rotate('column')).toBe(2);
    const fresh = keys.reseal(renewed, place)!;
    expect(renewed.subarray(0, 4).equals(keys.currentHead('column'))).toBe(false);
    expect(fresh.subarray(0, 4).equals(keys.currentHead('column'))).toBe(true);
    expect(keys.openText(forgotten, place)).toBe(ID);
    expect(keys.retire('column')).toEqual([1]);
    expect(keys.openText(fresh, place)).toBe(ID);
    expect(() => keys.open(forgotten, place)).toThrow(Tampered);
  });

  test('ledger: hash and MAC say their algorithm and verify after a rotation; seals too', () => {
    const keys = openKeys(dir, { suite });
    const bytes = Buffer.from('entry');
    const first = keys.ledger.current();
    const mac = first.mac(bytes);
    const signed = keys.ledger.sign(bytes);
    expect(first.hashHex('entry 代办')).toBe(first.hash(Buffer.from('entry 代办')).toString('hex'));
    expect(first.macHex('ab'.repeat(32))).toBe(first.mac(Buffer.alloc(32, 0xab)).toString('hex'));
    keys.rotate('ledger');
    keys.rotate('seal');
    expect(keys.ledger.current().algorithm).not.toBe(first.algorithm);
    expect(keys.ledger.under(first.algorithm).verifyMac(bytes, mac)).toBe(true);
    expect(keys.ledger.under(first.algorithm).verifyMac(Buffer.from('entrY'), mac)).toBe(false);
    expect(keys.ledger.current().verifyMac(bytes, mac)).toBe(false);
    expect(keys.ledger.verifySignature(bytes, signed)).toBe(true);
    expect(keys.ledger.verifySignature(Buffer.from('entrY'), signed)).toBe(false);
    expect(keys.ledger.verifySignature(bytes, { ...signed, algorithm: keys.ledger.sign(bytes).algorithm })).toBe(false);
    expect(keys.ledger.verifySignature(bytes, { ...signed, algorithm: 'none:9' })).toBe(false);
    expect(keys.ledger.publicKeys().map((key) => key.algorithm)).toContain(signed.algorithm);
    for (const algorithm of ['', 'sha256', 'md5+hmac-md5:1', 'sha256+hmac-sha256:99'])
      expect(() => keys.ledger.under(algorithm)).toThrow(Tampered);
  });
});

test('changing the suite seals new values by it and opens the old', () => {
  const before = openKeys(dir).seal(ID, place);
  const keys = openKeys(dir, { suite: 'national' });
  for (const purpose of PURPOSES) keys.rotate(purpose);
  expect(keys.seal(ID, place)[1]).toBe(2);
  expect(keys.openText(before, place)).toBe(ID);
  expect(keys.ledger.current().algorithm).toBe('sm3+hmac-sm3:2');
  expect(keys.ledger.sign(Buffer.from('x')).algorithm).toBe('sm2:2');
});

test('another process’s rotation is noticed', () => {
  const [here, there] = [openKeys(dir), openKeys(dir)];
  there.rotate('column');
  there.rotate('seal');
  expect(here.openText(there.seal(ID, place), place)).toBe(ID);
  expect(here.ledger.verifySignature(Buffer.from('x'), there.ledger.sign(Buffer.from('x')))).toBe(true);
  here.rotate('column');
  expect(there.openText(here.seal(ID, place), place)).toBe(ID);
});

describe('look-up hashes', () => {
  test('the same number typed otherwise is the same; another kind or district is not', () => {
    const keys = openKeys(dir);
    const hash = keys.lookup('13800000000', 'phone', '330903');
    expect(hash).toMatch(/^1\.[\w-]{22}$/);
    for (const typed of ['138 0000 0000', '１３８００００００００', '138-0000-0000', ' 13800000000\t'])
      expect(keys.lookup(typed, 'phone', '330903')).toBe(hash);
    expect(keys.lookup('00000000000000001x', 'id_number', '330903')).toBe(keys.lookup(ID, 'id_number', '330903'));
    expect(keys.lookup('13800000000', 'bank_card', '330903')).not.toBe(hash);
    expect(keys.lookup('13800000000', 'phone', '310106')).not.toBe(hash);
    expect(keys.lookupTail('13800000000', 'phone', '330903')).toBe(keys.lookupTail('0000', 'phone', '330903'));
    expect(keys.lookupTail('0000', 'phone', '330903')).not.toBe(keys.lookup('0000', 'phone', '330903'));
  });

  test('in the middle of a rotation a search finds rows of both keys', () => {
    const keys = openKeys(dir);
    const [whole, tail] = [keys.lookup(ID, 'id_number', '330903'), keys.lookupTail(ID, 'id_number', '330903')];
    keys.rotate('lookup');
    expect(keys.lookup(ID, 'id_number', '330903')).not.toBe(whole);
    expect(keys.lookups(ID, 'id_number', '330903')).toEqual([keys.lookup(ID, 'id_number', '330903'), whole]);
    expect(keys.lookupTails(ID, 'id_number', '330903')).toEqual([keys.lookupTail(ID, 'id_number', '330903'), tail]);
  });
});

test('session secrets: current first', () => {
  const keys = openKeys(dir);
  const [old] = keys.sessionSecrets();
  keys.rotate('session');
  expect(keys.sessionSecrets()).toHaveLength(2);
  expect(keys.sessionSecrets()[1]).toBe(old);
});

test('a cell needs four names without dots', () => expect(() => cell('a.b', 'c', 'd', 'e')).toThrow('without dots'));

describe('keys in a backup', () => {
  test('come back with the passphrase, and only with it', () => {
    const sealed = openKeys(dir).seal(ID, place);
    const text = exportKeys(dir, PASSPHRASE);
    expect(text).not.toContain(JSON.parse(readFileSync(join(dir, 'keys.json'), 'utf8')).column.versions['1'].secret);
    const other = join(dir, '恢复');
    expect(refusalOf(() => importKeys(other, text, 'another passphrase'))).toBe('passphrase_wrong');
    importKeys(other, text, `  ${PASSPHRASE}`);
    expect(openKeys(other, { create: false }).openText(sealed, place)).toBe(ID);
    expect(refusalOf(() => importKeys(other, text, PASSPHRASE))).toBe('key_file_there');
  });

  test('an altered or cut wrapping is refused, a short passphrase too', () => {
    openKeys(dir);
    const other = join(dir, '恢复');
    expect(refusalOf(() => exportKeys(dir, '太短'))).toBe('passphrase_short');
    const wrapped = JSON.parse(exportKeys(dir, PASSPHRASE));
    const flip = (part: string) => Buffer.from(part, 'base64').map((byte, index) => (index === 3 ? byte ^ 1 : byte));
    for (const part of ['body', 'nonce', 'tag']) {
      const altered = { ...wrapped, [part]: Buffer.from(flip(wrapped[part])).toString('base64') };
      expect(refusalOf(() => importKeys(other, JSON.stringify(altered), PASSPHRASE))).toBe('passphrase_wrong');
    }
    expect(refusalOf(() => importKeys(other, JSON.stringify({ ...wrapped, kdf: { ...wrapped.kdf, n: 16_384 } }), PASSPHRASE))).toBe(
      'passphrase_wrong',
    );
    expect(refusalOf(() => importKeys(other, JSON.stringify({ ...wrapped, kdf: { ...wrapped.kdf, n: 2 ** 30 } }), PASSPHRASE))).toBe(
      'recovery_broken',
    );
    expect(refusalOf(() => importKeys(other, '{', PASSPHRASE))).toBe('recovery_broken');
  });
});
