import { expect, test } from 'vitest';
import { ReadRefused, Unreachable } from '../../ui/api.ts';
import { type FileDoor, hashOf, PART_BYTES, sendFile } from './send-file.ts';

const noWait = (): Promise<void> => Promise.resolve();
const photo = (bytes: number): Blob => new Blob([new Uint8Array(bytes).map((_byte, n) => n % 251)], { type: 'image/jpeg' });

/** A server that keeps what arrives. `lose(n)`: whether the n-th part, from 1, is lost on the way; its answer may be lost instead. */
const office = (lose: (part: number) => 'part' | 'answer' | null = () => null) => {
  const got: Uint8Array[] = [];
  let parts = 0;
  const have = (): number => got.reduce((sum, part) => sum + part.length, 0);
  const door: FileDoor = {
    begin: async () => ({ have: have() }),
    append: async (_hash, offset, part) => {
      parts += 1;
      const lost = lose(parts);
      if (lost === 'part') throw new Unreachable(null);
      if (offset === have()) got.push(new Uint8Array(await part.arrayBuffer()));
      if (lost === 'answer') throw new Unreachable(null);
      return { have: have() };
    },
    finish: async (hash) => ({ hash, hints: [] }),
  };
  return { door, bytes: () => new Blob(got as BlobPart[]), parts: () => parts };
};

test('[M1] [W1] a photo arrives whole over a line that loses parts and answers', async () => {
  const file = photo(PART_BYTES * 3 + 17);
  const { door, bytes, parts } = office((n) => (n === 2 ? 'part' : n === 4 ? 'answer' : null));
  const seen: number[] = [];
  const sent = await sendFile(file, door, (so) => seen.push(so), noWait);
  expect(sent.hash).toBe(await hashOf(file));
  expect(await hashOf(bytes())).toBe(sent.hash);
  expect(parts()).toBe(6);
  expect(seen.at(-1)).toBe(file.size);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

test('[M1] goes on from what the server has, and sends nothing that is there already', async () => {
  const file = photo(PART_BYTES * 2);
  const { door, parts } = office();
  await sendFile(file, door, () => undefined, noWait);
  expect(parts()).toBe(2);
  await sendFile(file, door, () => undefined, noWait);
  expect(parts()).toBe(2);
});

test('[M1] a long outage is told, not waited for; a refusal is told at once', async () => {
  const silent = office(() => 'part');
  await expect(sendFile(photo(10), silent.door, () => undefined, noWait)).rejects.toBeInstanceOf(Unreachable);
  expect(silent.parts()).toBe(5);
  const refusing: FileDoor = {
    ...silent.door,
    begin: () => Promise.reject(new ReadRefused({ code: 'file_too_large', zh: '太大', en: 'Too large' })),
  };
  await expect(sendFile(photo(10), refusing, () => undefined, noWait)).rejects.toMatchObject({ message: 'file_too_large' });
});
