import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ID, idFrom, idMaker } from './id.ts';

const bytes = (seed: number) => (length: number) => Uint8Array.from({ length }, (_, i) => (seed * 31 + i * 17) & 0xff);
/** Ids of a maker whose clock shows these instants, one after another. */
const made = (clock: readonly number[], random: (length: number) => Uint8Array): string[] => {
  let n = 0;
  const next = idMaker(() => clock[n++]!, random);
  return clock.map(() => next());
};
const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
const NOW = Date.parse('2026-11-22T02:00:00Z');

describe('an id', () => {
  test('is a UUID of version 7 whose first 48 bits are the time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.uint8Array({ minLength: 10, maxLength: 16 }), (now, random) => {
        const id = idFrom(now, random);
        expect(id).toMatch(ID);
        expect(timeOf(id)).toBe(now);
      }),
    );
    expect(() => idFrom(NOW, new Uint8Array(9))).toThrow('10 random bytes');
  });

  test('sorts after the one before, whatever the clock does', () => {
    const clock = fc.array(fc.integer({ min: NOW, max: NOW + 3 }), { minLength: 2, maxLength: 200 });
    fc.assert(
      fc.property(clock, fc.nat(255), (instants, seed) => {
        const ids = made(instants, bytes(seed));
        expect(ids).toEqual([...ids].sort());
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(ID);
      }),
    );
  });

  test('of a full millisecond borrows the next, and comes back to the clock', () => {
    const ids = made([...Array.from({ length: 10_000 }, () => NOW), NOW + 60_000], bytes(255));
    expect(ids).toEqual([...ids].sort());
    expect(timeOf(ids[0]!)).toBe(NOW);
    // At most 4,096 in each; the count begins below 2,048.
    expect(timeOf(ids.at(-2)!) - NOW).toBeLessThanOrEqual(5);
    expect(timeOf(ids.at(-1)!)).toBe(NOW + 60_000);
  });

  test('stays ahead where the clock is put back', () => {
    const [before, after] = made([NOW, NOW - 3_600_000], bytes(1));
    expect(after! > before!).toBe(true);
    expect(timeOf(after!)).toBe(NOW);
  });

  test('of another process differs, also when it is made at the same instant', () => {
    const [one] = made([NOW], bytes(1));
    const [other] = made([NOW], bytes(2));
    expect(one).not.toBe(other);
    expect(timeOf(one!)).toBe(timeOf(other!));
  });
});
