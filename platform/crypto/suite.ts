import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  sign as edSign,
  verify as edVerify,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { createRequire } from 'node:module';

/**
 * Two sets of algorithms behind one shape, so that an office under 商用密码 rules (密评) changes a setting and nothing else.
 * Every stored value says which suite made it; both stay readable whatever is configured for new values.
 */
export type SuiteName = 'international' | 'national';

export type SigningKeys = { readonly privateKey: string; readonly publicKey: string };

export type Suite = {
  readonly name: SuiteName;
  /** The byte that stands for the suite in a ciphertext's head. Never reused. */
  readonly mark: number;
  /** Names stored beside each value. */
  readonly algorithms: { readonly cipher: string; readonly hash: string; readonly mac: string; readonly signature: string };
  /** Length of a cipher or MAC key, in bytes. */
  readonly keyBytes: number;
  /** What `encrypt` adds to the length of the plain bytes (nonce and tag). */
  readonly overhead: number;
  /** @returns nonce ‖ ciphertext ‖ tag; `bound` is authenticated but not stored. Nonces are random: at most 2^32 values under one key. */
  encrypt(key: Uint8Array, plain: Uint8Array, bound: Uint8Array): Buffer;
  /** @throws {Tampered} if a bit of key, ciphertext or `bound` differs; nothing is released before the tag has been checked */
  decrypt(key: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Buffer;
  /** 32 bytes. */
  hash(bytes: Uint8Array): Buffer;
  /** 32 bytes. */
  mac(key: Uint8Array, bytes: Uint8Array): Buffer;
  makeSigningKeys(): SigningKeys;
  /** 64 bytes. */
  sign(keys: SigningKeys, bytes: Uint8Array): Buffer;
  verifySignature(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean;
};

/** A ciphertext that is not what was written: altered, cut, put in another row, or of another key. */
export class Tampered extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Tampered';
  }
}

/** Equal in constant time; values of unequal length differ. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

const objects = new WeakMap<Uint8Array, KeyObject>();
/** A key's object, made once: with bare bytes making a cipher takes 18 µs instead of 4 (Node 24). */
const objectOf = (key: Uint8Array): KeyObject => {
  let found = objects.get(key);
  if (found === undefined) {
    found = createSecretKey(key);
    objects.set(key, found);
  }
  return found;
};

const GCM_NONCE = 12;
const GCM_TAG = 16;

const international: Suite = {
  name: 'international',
  mark: 1,
  algorithms: { cipher: 'aes-256-gcm', hash: 'sha256', mac: 'hmac-sha256', signature: 'ed25519' },
  keyBytes: 32,
  overhead: GCM_NONCE + GCM_TAG,
  encrypt: (key, plain, bound) => {
    const nonce = randomBytes(GCM_NONCE);
    const cipher = createCipheriv('aes-256-gcm', objectOf(key), nonce).setAAD(bound);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  decrypt: (key, sealed, bound) => {
    if (sealed.length < GCM_NONCE + GCM_TAG) throw new Tampered('shorter than nonce and tag');
    const end = sealed.length - GCM_TAG;
    const decipher = createDecipheriv('aes-256-gcm', objectOf(key), sealed.subarray(0, GCM_NONCE), { authTagLength: GCM_TAG }).setAAD(
      bound,
    );
    decipher.setAuthTag(sealed.subarray(end));
    const plain = decipher.update(sealed.subarray(GCM_NONCE, end));
    try {
      decipher.final();
    } catch (error) {
      throw new Tampered(`the tag does not fit: ${(error as Error).message}`);
    }
    return plain;
  },
  hash: (bytes) => createHash('sha256').update(bytes).digest(),
  mac: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  makeSigningKeys: () => {
    const pair = generateKeyPairSync('ed25519');
    return {
      privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    };
  },
  sign: ({ privateKey }, bytes) =>
    edSign(null, bytes, createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })),
  verifySignature: (publicKey, bytes, signature) =>
    edVerify(null, bytes, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), signature),
};

const SM4_KEY = 16;
const SM4_NONCE = 16;
const SM3_TAG = 32;
/** The user id that Chinese practice signs with (GM/T 0009). */
const SM2_USER = '1234567812345678';

/** Loaded at the first SM2 operation: 11 MB that an international office never needs. */
const sm2 = (() => {
  let loaded: typeof import('sm-crypto-v2').sm2 | undefined;
  return () => {
    loaded ??= (createRequire(import.meta.url)('sm-crypto-v2') as typeof import('sm-crypto-v2')).sm2;
    return loaded;
  };
})();

/** HMAC-SM3 over the length of `bound`, `bound`, nonce and ciphertext: no two different pairs make the same text. */
const sm4Tag = (macKey: Uint8Array, bound: Uint8Array, body: Uint8Array): Buffer => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bound.length));
  return createHmac('sm3', macKey).update(length).update(bound).update(body).digest();
};

/**
 * SM4-CTR then HMAC-SM3 because Node 24 has no SM4-GCM; the key is 16 bytes for SM4 followed by 32 for the MAC.
 * SM2 by sm-crypto-v2: Node's own SM2 signs with an empty user id, and with a key fresh from generateKeyPair not even that.
 */
const national: Suite = {
  name: 'national',
  mark: 2,
  algorithms: { cipher: 'sm4-ctr+hmac-sm3', hash: 'sm3', mac: 'hmac-sm3', signature: 'sm2' },
  keyBytes: SM4_KEY + SM3_TAG,
  overhead: SM4_NONCE + SM3_TAG,
  encrypt: (key, plain, bound) => {
    const nonce = randomBytes(SM4_NONCE);
    const cipher = createCipheriv('sm4-ctr', key.subarray(0, SM4_KEY), nonce);
    const body = Buffer.concat([nonce, cipher.update(plain), cipher.final()]);
    return Buffer.concat([body, sm4Tag(key.subarray(SM4_KEY), bound, body)]);
  },
  decrypt: (key, sealed, bound) => {
    if (sealed.length < SM4_NONCE + SM3_TAG) throw new Tampered('shorter than nonce and tag');
    const end = sealed.length - SM3_TAG;
    const body = sealed.subarray(0, end);
    if (!sameBytes(sm4Tag(key.subarray(SM4_KEY), bound, body), sealed.subarray(end))) throw new Tampered('the tag does not fit');
    const decipher = createDecipheriv('sm4-ctr', key.subarray(0, SM4_KEY), body.subarray(0, SM4_NONCE));
    return Buffer.concat([decipher.update(body.subarray(SM4_NONCE)), decipher.final()]);
  },
  hash: (bytes) => createHash('sm3').update(bytes).digest(),
  mac: (key, bytes) => createHmac('sm3', key).update(bytes).digest(),
  makeSigningKeys: () => sm2().generateKeyPairHex(),
  sign: ({ privateKey, publicKey }, bytes) =>
    Buffer.from(sm2().doSignature(bytes, privateKey, { hash: true, publicKey, userId: SM2_USER }), 'hex'),
  verifySignature: (publicKey, bytes, signature) => {
    if (signature.length !== 64) return false;
    try {
      return sm2().doVerifySignature(bytes, Buffer.from(signature).toString('hex'), publicKey, { hash: true, userId: SM2_USER });
    } catch (error) {
      // The library throws where a part of the signature is no number of the curve's group: that is a wrong signature too.
      if (sm2().verifyPublicKey(publicKey)) return false;
      throw error;
    }
  },
};

export const SUITES: Readonly<Record<SuiteName, Suite>> = { international, national };

/** @throws {Tampered} for a mark that no suite has */
export const suiteByMark = (mark: number): Suite => {
  const suite = Object.values(SUITES).find((one) => one.mark === mark);
  if (suite === undefined) throw new Tampered(`no suite has the mark ${mark}`);
  return suite;
};
