/**
 * Ids are UUIDv7 (RFC 9562), made where a thing is entered: sorted by time, no round trip, the same on the phone and on the server.
 * Pure: time and randomness come in, so a test can repeat them.
 */
export type Id = string;

export const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const RANDOM_BYTES = 10;
/** The 12 bits after the time count the ids of one millisecond. */
const COUNTER_END = 0x1000;
/** A millisecond's count begins at random in the lower half, so that there is always room to go on counting. */
const COUNTER_SEED = 0x7ff;

const written = (time: number, counter: number, random: Uint8Array): Id => {
  const bytes = [...random.slice(2, RANDOM_BYTES)];
  bytes[0] = (bytes[0]! & 0x3f) | 0x80;
  const when = Math.floor(time).toString(16).padStart(12, '0');
  const rest = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${when.slice(0, 8)}-${when.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${rest.slice(0, 4)}-${rest.slice(4)}`;
};

const drawn = (random: Uint8Array): number => (random[0]! << 8) | random[1]!;

/** One id by itself, in no order with others of its millisecond. @param now milliseconds since 1970 @param random at least 10 random bytes */
export const idFrom = (now: number, random: Uint8Array): Id => {
  if (random.length < RANDOM_BYTES) throw new Error(`idFrom needs ${RANDOM_BYTES} random bytes`);
  return written(now, drawn(random) % COUNTER_END, random);
};

/**
 * Makes ids each of which sorts after the one before, also within one millisecond and when the clock is put back: the counter of
 * RFC 9562 §6.2, method 1. A full count borrows the next millisecond.
 * @param now milliseconds since 1970 @param random gives that many random bytes
 */
export const idMaker = (now: () => number, random: (length: number) => Uint8Array): (() => Id) => {
  let time = 0;
  let counter = 0;
  return () => {
    const bytes = random(RANDOM_BYTES);
    const clock = Math.floor(now());
    if (clock > time) {
      time = clock;
      counter = drawn(bytes) & COUNTER_SEED;
    } else {
      counter += 1;
      if (counter === COUNTER_END) {
        time += 1;
        counter = drawn(bytes) & COUNTER_SEED;
      }
    }
    return written(time, counter, bytes);
  };
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
