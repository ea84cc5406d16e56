import { idFrom } from '../../kernel/id.ts';

/** A repeatable source of chance (mulberry32): the same seed makes the same demo on every machine. */
export const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const bytes = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => int(0, 255));
  return {
    next,
    /** a whole number, both ends included */
    int,
    bytes,
    chance: (p: number): boolean => next() < p,
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    /** Picks by weight: `[['a', 3], ['b', 1]]`. */
    weighted: <T>(list: readonly (readonly [T, number])[]): T => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return list[list.length - 1]![0];
    },
    /** An id as of an instant in milliseconds. */
    id: (at: number): string => idFrom(at, bytes(10)),
  };
};
export type Random = ReturnType<typeof randomFrom>;

/** A mobile number that nobody has: 142 is not given out. */
export const demoPhone = (random: Random): string => `142${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
