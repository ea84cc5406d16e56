import { createCipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SUITES, suiteByMark, Tampered } from './suite.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const { international, national } = SUITES;

describe('known answers', () => {
  test('SM3 of abc and of abcd sixteen times (GB/T 32905 annex A)', () => {
    expect(national.hash(Buffer.from('abc')).toString('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(national.hash(Buffer.from('abcd'.repeat(16))).toString('hex')).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  test('the SM4 that the runtime brings is the standard one (GB/T 32907 annex A)', () => {
    const block = hex('0123456789abcdeffedcba9876543210');
    const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false);
    expect(Buffer.concat([cipher.update(block), cipher.final()]).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });

  test('SM2 accepts the signature of the standard (GB/T 32918.5 annex A) with user id 1234567812345678', () => {
    const publicKey =
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
    const signature = hex(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3 b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    );
    expect(national.verifySignature(publicKey, Buffer.from('message digest'), signature)).toBe(true);
    expect(national.verifySignature(publicKey, Buffer.from('message digesT'), signature)).toBe(false);
  });

  test('SHA-256 of abc (FIPS 180-4), HMAC-SHA256 (RFC 4231 case 2), Ed25519 (RFC 8032 test 2)', () => {
    expect(international.hash(Buffer.from('abc')).toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(international.mac(Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?')).toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    const publicKey = hex('302a300506032b6570032100 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c').toString('base64');
    const signature = hex(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    expect(international.verifySignature(publicKey, hex('72'), signature)).toBe(true);
  });

  test('AES-256-GCM opens the specification’s test case 16', () => {
    const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308');
    const sealed = hex(
      'cafebabefacedbaddecaf888 522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662 76fc6ece0f4e1768cddf8853bb2d551b',
    );
    const opened = international.decrypt(key, sealed, hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'));
    expect(opened.toString('hex').startsWith('d9313225f88406e5a55909c5aff5269a')).toBe(true);
  });
});

describe.each(Object.values(SUITES))('$name', (suite) => {
  const key = Buffer.alloc(suite.keyBytes, 7);
  const bound = Buffer.from('residents_resident.id_number.330903.1');

  test('what is sealed opens again, the empty text too, and never looks the same twice', () => {
    for (const text of ['', '示例', 'x'.repeat(70_000)]) {
      const sealed = suite.encrypt(key, Buffer.from(text), bound);
      expect(sealed.length).toBe(Buffer.byteLength(text) + suite.overhead);
      expect(suite.decrypt(key, sealed, bound).toString()).toBe(text);
      expect(suite.encrypt(key, Buffer.from(text), bound).equals(sealed)).toBe(false);
    }
  });

  test('one flipped bit anywhere, a cut, another key or another place is refused', () => {
    const sealed = suite.encrypt(key, Buffer.from('secret'), bound);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => suite.decrypt(key, altered, bound), `bit ${bit}`).toThrow(Tampered);
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => suite.decrypt(key, sealed.subarray(0, length), bound)).toThrow(Tampered);
    expect(() => suite.decrypt(Buffer.alloc(suite.keyBytes, 8), sealed, bound)).toThrow(Tampered);
    expect(() => suite.decrypt(key, sealed, Buffer.from('residents_resident.id_number.330903.2'))).toThrow(Tampered);
  });

  test('a signature fits its text and key only; rubbish is false, not an error', () => {
    const keys = suite.makeSigningKeys();
    const signature = suite.sign(keys, bound);
    expect(signature.length).toBe(64);
    expect(suite.verifySignature(keys.publicKey, bound, signature)).toBe(true);
    expect(suite.verifySignature(keys.publicKey, Buffer.from('other'), signature)).toBe(false);
    expect(suite.verifySignature(suite.makeSigningKeys().publicKey, bound, signature)).toBe(false);
    for (const rubbish of [
      Buffer.alloc(0),
      Buffer.alloc(64),
      Buffer.alloc(64, 255),
      signature.subarray(1),
      Buffer.concat([signature, signature]),
    ])
      expect(suite.verifySignature(keys.publicKey, bound, rubbish)).toBe(false);
  });

  test('its mark leads back to it', () => expect(suiteByMark(suite.mark)).toBe(suite));
});

test('an unknown mark is refused', () => expect(() => suiteByMark(0)).toThrow(Tampered));
