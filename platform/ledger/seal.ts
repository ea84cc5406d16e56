import { hash } from 'node:crypto';

/** One row of `ledger_seal`: entries of an era whose transaction lies in [xidFrom, xidTo), closed by a signature. Transaction ids as digits: they outgrow a JavaScript number. */
export type Seal = {
  readonly district: string;
  readonly n: number;
  readonly era: number;
  readonly xidFrom: string;
  readonly xidTo: string;
  readonly entries: number;
  readonly members: Buffer;
  readonly root: Buffer;
  /** Hash of the district's seal before; zeros for the first. */
  readonly previous: Buffer;
  /** `sha256+ed25519:1`: hash of tree and seal, signature, version of the seal key. */
  readonly algorithm: string;
  readonly hash: Buffer;
  readonly signature: Buffer;
  /** ms since 1970 */
  readonly at: number;
};

/** Reads `ledger_seal` as `Seal`. */
export const SEAL_COLUMNS = `district, n, era, xid_from::text as "xidFrom", xid_to::text as "xidTo", entries, members, root, previous, algorithm, hash, signature,
  (extract(epoch from at) * 1000)::bigint::float8 as at`;

/** Hash over everything that a seal says; its signature is over this. */
export const sealHash = (seal: Omit<Seal, 'members' | 'algorithm' | 'hash' | 'signature'>, algorithm: string): Buffer =>
  hash(
    algorithm,
    JSON.stringify([
      seal.district,
      seal.n,
      seal.era,
      seal.xidFrom,
      seal.xidTo,
      seal.entries,
      seal.root.toString('hex'),
      seal.previous.toString('hex'),
      seal.at,
    ]),
    'buffer',
  );
