import { hash } from 'node:crypto';

/** An entry in a seal: id (16 bytes) and hash (32 bytes). */
export const MEMBER_BYTES = 48;

/** A leaf holds up to this many members: a sixteenth of the hashing. */
const LEAF_MEMBERS = 16;

/** Leaves and nodes are marked, so that none can pass for the other (RFC 6962). */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/**
 * Root of the Merkle tree over members, sixteen a leaf; a lone node goes up as it is.
 * @param members whole members one after the other, at least one
 * @param algorithm OpenSSL's name of a hash: `sha256`, `sm3`
 * @returns 32 bytes
 */
export const merkleRoot = (members: Buffer, algorithm: string): Buffer => {
  if (members.length === 0 || members.length % MEMBER_BYTES !== 0) throw new Error('not whole members');
  const digest = (mark: Buffer, bytes: Buffer): Buffer => hash(algorithm, Buffer.concat([mark, bytes]), 'buffer');
  let level: Buffer[] = [];
  const step = MEMBER_BYTES * LEAF_MEMBERS;
  for (let at = 0; at < members.length; at += step) level.push(digest(LEAF, members.subarray(at, at + step)));
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const right = level[i + 1];
      above.push(right === undefined ? level[i]! : digest(NODE, Buffer.concat([level[i]!, right])));
    }
    level = above;
  }
  return level[0]!;
};
