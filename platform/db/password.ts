import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

/**
 * A role's password on a server, derived from the owner's: every process that knows DATABASE_URL finds the same one,
 * and nothing has to be stored or copied between machines. As strong as the owner's password.
 */
export const derivedPassword = (ownerPassword: string, role: string): string =>
  createHmac('sha256', ownerPassword).update(`daiban database role ${role}`).digest('base64url');

const ITERATIONS = 4096;

/**
 * What PostgreSQL stores for a password (SCRAM-SHA-256, RFC 5802). Sent instead of the password itself, so that a server
 * that logs statements does not log it.
 * @param salt 16 random bytes
 */
export const scramVerifier = (password: string, salt: Uint8Array): string => {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyFor = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyFor('Client Key')).digest('base64');
  const encodedSalt = Buffer.from(salt).toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${encodedSalt}$${stored}:${keyFor('Server Key').toString('base64')}`;
};
