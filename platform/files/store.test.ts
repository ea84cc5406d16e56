import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { idFrom } from '../../kernel/id.ts';
import { openKeys, type SuiteName, Tampered } from '../crypto/index.ts';
import { diskBlobs } from './blobs.ts';
import { PIECE } from './envelope.ts';
import { documentStore, FileDiffers, FileMissing, type StoredFile, wrapPlace } from './store.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), '代办 files-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const newId = () => idFrom(Date.now(), randomBytes(10));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const open = (suite: SuiteName = 'international') => {
  const keys = openKeys(dir, { suite });
  const blobs = diskBlobs(join(dir, 'blobs'));
  return { keys, blobs, store: documentStore(blobs, keys) };
};
const pathOf = ({ id }: Pick<StoredFile, 'id'>): string => join(dir, 'blobs/documents', id.slice(-2), id.slice(-4, -2), id);
const collect = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe.each<SuiteName>(['international', 'national'])('a stored document, %s', (suite) => {
  test('comes back whole at every length around a piece, and lies encrypted', async () => {
    const { store } = open(suite);
    for (const size of [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5]) {
      const plain = randomBytes(size);
      const file = await store.write({ id: newId(), type: 'application/pdf' }, inChunks(plain, 10_007));
      expect(file).toMatchObject({ size, hash: sha256(plain), suite });
      expect((await store.readAll(file)).equals(plain)).toBe(true);
      expect((await collect(store.read(file))).equals(plain)).toBe(true);
      if (size > 100) expect(readFileSync(pathOf(file)).includes(plain.subarray(0, 32))).toBe(false);
    }
  });

  test('one flipped bit anywhere is refused', async () => {
    const { store } = open(suite);
    const file = await store.write({ id: newId(), type: 'image/png' }, inChunks(randomBytes(9), 9));
    const whole = readFileSync(pathOf(file));
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const altered = Buffer.from(whole);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(pathOf(file), altered);
      await expect(store.readAll(file), `bit ${bit}`).rejects.toThrow(Tampered);
    }
  });

  test('pieces cut off, swapped or repeated are refused, and no altered byte is released', async () => {
    const { store } = open(suite);
    const plain = randomBytes(3 * PIECE);
    const file = await store.write({ id: newId(), type: 'image/png' }, inChunks(plain, PIECE));
    const whole = readFileSync(pathOf(file));
    const sealed = whole.length / 3;
    const [first, second, third] = [0, 1, 2].map((n) => whole.subarray(n * sealed, (n + 1) * sealed)) as [Buffer, Buffer, Buffer];
    for (const pieces of [
      [first, second],
      [second, first, third],
      [first, first, third],
      [first, second, second],
      [first, second, third, third],
    ]) {
      writeFileSync(pathOf(file), Buffer.concat(pieces));
      const released: Buffer[] = [];
      const reading = (async () => {
        for await (const piece of store.read(file)) released.push(piece);
      })();
      await expect(reading).rejects.toThrow(Tampered);
      const bytes = Buffer.concat(released);
      expect(bytes.equals(plain.subarray(0, bytes.length))).toBe(true);
    }
  });

  test('bytes or keys of one document under the name of another are refused', async () => {
    const { store } = open(suite);
    const [a, b] = [
      await store.write({ id: newId(), type: 'image/png' }, inChunks(randomBytes(50), 50)),
      await store.write({ id: newId(), type: 'image/png' }, inChunks(randomBytes(50), 50)),
    ];
    await expect(store.readAll({ ...a, wrappedKey: b.wrappedKey })).rejects.toThrow(Tampered);
    writeFileSync(pathOf(a), readFileSync(pathOf(b)));
    await expect(store.readAll({ ...a, hash: b.hash })).rejects.toThrow(Tampered);
  });
});

describe('the store', () => {
  test('refuses what differs from what was announced, and keeps nothing of it', async () => {
    const { store, blobs } = open();
    const plain = randomBytes(100);
    for (const expected of [
      { size: 99, hash: sha256(plain) },
      { size: 101, hash: sha256(plain) },
      { size: 100, hash: sha256(Buffer.from('other')) },
    ])
      await expect(store.write({ id: newId(), type: 'image/png', expected }, inChunks(plain, 30))).rejects.toThrow(FileDiffers);
    expect(await blobs.list('documents')).toEqual([]);
    expect(readdirSync(join(dir, 'blobs/.writing'))).toEqual([]);
  });

  test('verifies length and hash of the record', async () => {
    const { store } = open();
    const file = await store.write({ id: newId(), type: 'image/png' }, inChunks(randomBytes(100), 30));
    await expect(store.readAll({ ...file, hash: sha256(Buffer.from('other')) })).rejects.toThrow(Tampered);
    await expect(store.readAll({ ...file, size: 99 })).rejects.toThrow(Tampered);
    truncateSync(pathOf(file), 10);
    await expect(store.readAll(file)).rejects.toThrow(Tampered);
  });

  test('deletion removes the bytes, may be repeated, and reading then says so', async () => {
    const { store, blobs } = open();
    const file = await store.write({ id: newId(), type: 'image/png' }, inChunks(randomBytes(100), 30));
    await store.remove(file.id);
    await store.remove(file.id);
    expect(await blobs.list('documents')).toEqual([]);
    await expect(store.readAll(file)).rejects.toThrow(FileMissing);
  });

  test('a new master key: the record is wrapped again, the bytes stay', async () => {
    const { store, keys } = open();
    const plain = randomBytes(100);
    const file = await store.write({ id: newId(), type: 'image/png' }, inChunks(plain, 30));
    keys.rotate('document');
    const renewed = { ...file, wrappedKey: keys.reseal(file.wrappedKey, wrapPlace(file.id))! };
    keys.retire('document');
    expect((await store.readAll(renewed)).equals(plain)).toBe(true);
    await expect(store.readAll(file)).rejects.toThrow(Tampered);
  });

  test('files lie in two levels of folders and are the owner’s alone', async () => {
    const { store } = open();
    const file = await store.write({ id: newId(), type: 'image/png' }, inChunks(randomBytes(10), 10));
    expect(statSync(pathOf(file)).mode & 0o777).toBe(0o600);
  });
});

describe('blobs on a disk', () => {
  test('a key can’t leave the folder', async () => {
    const blobs = diskBlobs(dir);
    for (const key of ['../x', 'a/../x', '/x', 'a//b', '.writing/x', 'a/', ''])
      await expect(blobs.get(key), key).rejects.toThrow('not a blob key');
  });

  test('a writer killed in the middle leaves no half file, and the rest is cleared', async () => {
    const module = new URL('./blobs.ts', import.meta.url).href;
    const script = `
      const { diskBlobs } = await import(${JSON.stringify(module)});
      const endless = async function* () { for (;;) { yield Buffer.alloc(1000); process.send('wrote'); await new Promise((go) => setTimeout(go, 5)); } };
      await diskBlobs(process.argv[1]).put('documents/half', endless());`;
    const writer = spawn(process.execPath, ['--input-type=module', '--eval', script, dir], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    for (let n = 0; n < 3; n += 1) await once(writer, 'message');
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const blobs = diskBlobs(dir);
    expect(await blobs.get('documents/half')).toBeUndefined();
    expect(await blobs.list('documents')).toEqual([]);
    expect(readdirSync(join(dir, '.writing'))).toHaveLength(1);
    expect(await blobs.clearUnfinished(new Date(0))).toBe(0);
    expect(await blobs.clearUnfinished(new Date(Date.now() + 1000))).toBe(1);
    expect(readdirSync(join(dir, '.writing'))).toEqual([]);
  });
});
