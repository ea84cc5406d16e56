/**
 * Ids are UUIDv7 (RFC 9562), made where a thing is entered: sorted by time, no round trip, the same on the phone and on the server.
 * Pure: time and randomness come in, so a test can repeat them.
 */
export type Id = string;

export const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** @param now milliseconds since 1970 @param random at least 10 random bytes */
export const idFrom = (now: number, random: Uint8Array): Id => {
  if (random.length < 10) throw new Error('idFrom needs 10 random bytes');
  const time = Math.floor(now).toString(16).padStart(12, '0');
  const bytes = [...random.slice(0, 10)];
  bytes[0] = (bytes[0]! & 0x0f) | 0x70;
  bytes[2] = (bytes[2]! & 0x3f) | 0x80;
  const rest = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
};

/** Digits and capitals that can't be taken for one another when read out or written by hand (no 0 O 1 I L U V). */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** A code of `length` characters from random bytes (one each, modulo bias under 12 %: codes are also limited in tries). */
export const codeFrom = (random: Uint8Array, length: number): string => {
  if (random.length < length) throw new Error(`codeFrom needs ${length} random bytes`);
  let out = '';
  for (let i = 0; i < length; i += 1) out += CODE_ALPHABET[random[i]! % CODE_ALPHABET.length];
  return out;
};
