import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeys } from '../crypto/index.ts';
import { diskBlobs } from './blobs.ts';
import type { Answer } from './refusals.ts';
import { documentStore } from './store.ts';
import { MIN_PART, openUploads, type UploadName } from './uploads.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), '代办 uploads-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (maxBytes?: number) => {
  const keys = openKeys(dir);
  const blobs = diskBlobs(join(dir, 'blobs'));
  const store = documentStore(blobs, keys);
  return { blobs, store, uploads: openUploads({ blobs, store, keys, maxBytes }) };
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3 * MIN_PART)]);
const pdf = { size: PDF.length, type: 'application/pdf' };
const nameOf = (bytes: Uint8Array, owner = 'p1'): UploadName => ({ owner, hash: sha256(bytes) });
const part = (index: number): Buffer => PDF.subarray(index * MIN_PART, (index + 1) * MIN_PART);

const resultOf = <T>(answer: Answer<T>): T => {
  if (answer.kind === 'refused') throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
};
const codeOf = (answer: Answer<unknown>): string => {
  if (answer.kind === 'done') return 'done';
  expect(answer.refusal.zh).toMatch(/\p{Script=Han}/u);
  expect(answer.refusal.en).toMatch(/[a-z]/);
  return answer.refusal.code;
};
const sendAll = async (uploads: ReturnType<typeof open>['uploads'], name: UploadName) => {
  await uploads.begin(name, pdf);
  for (let n = 0; n * MIN_PART < PDF.length; n += 1) expect(codeOf(await uploads.append(name, n * MIN_PART, part(n)))).toBe('done');
};

describe('an upload', () => {
  const name = nameOf(PDF);

  test('goes on after an interruption and a restart of the server, every call repeatable', async () => {
    let { uploads } = open();
    expect(resultOf(await uploads.begin(name, pdf))).toEqual({ received: 0 });
    expect(resultOf(await uploads.append(name, 0, part(0)))).toEqual({ received: MIN_PART });
    ({ uploads } = open());
    expect(resultOf(await uploads.begin(name, pdf))).toEqual({ received: MIN_PART });
    expect(resultOf(await uploads.append(name, 0, part(0)))).toEqual({ received: MIN_PART });
    expect(await uploads.append(name, 2 * MIN_PART, part(2))).toMatchObject({
      refusal: { code: 'upload_gap', info: { received: MIN_PART } },
    });
    expect(await uploads.finish(name)).toMatchObject({ refusal: { code: 'upload_incomplete', info: { received: MIN_PART } } });
    for (let n = 1; n < 4; n += 1) resultOf(await uploads.append(name, n * MIN_PART, part(n)));
    const file = resultOf(await uploads.finish(name));
    expect(file).toMatchObject({ size: PDF.length, hash: name.hash, type: 'application/pdf' });
    const restarted = open();
    expect(resultOf(await restarted.uploads.finish(name))).toEqual(file);
    expect(resultOf(await restarted.uploads.begin(name, pdf))).toEqual({ received: PDF.length, file });
    expect(resultOf(await restarted.uploads.append(name, 0, part(0)))).toEqual({ received: PDF.length, file });
    expect((await restarted.store.readAll(file)).equals(PDF)).toBe(true);
  });

  test('two last calls at once give one readable file', async () => {
    const { uploads, store } = open();
    await sendAll(uploads, name);
    const files = await Promise.all([uploads.finish(name), uploads.finish(name)]);
    for (const file of files) expect((await store.readAll(resultOf(file))).equals(PDF)).toBe(true);
  });

  test('parts lie encrypted, and are gone at the end; released, only the document is left', async () => {
    const { uploads, blobs } = open();
    await sendAll(uploads, name);
    const keys = await blobs.list('uploads');
    expect(keys.filter((key) => key.includes('/part-'))).toHaveLength(4);
    for (const key of keys) expect(readFileSync(join(dir, 'blobs', key)).includes('%PDF')).toBe(false);
    resultOf(await uploads.finish(name));
    expect((await blobs.list('uploads')).some((key) => key.includes('/part-'))).toBe(false);
    await uploads.release(name);
    expect(await blobs.list('uploads')).toEqual([]);
    expect(await blobs.list('documents')).toHaveLength(1);
  });

  test('two owners of the same file know nothing of each other', async () => {
    const { uploads } = open();
    await sendAll(uploads, name);
    resultOf(await uploads.finish(name));
    expect(resultOf(await uploads.begin(nameOf(PDF, 'p2'), pdf))).toEqual({ received: 0 });
    expect(codeOf(await uploads.append(nameOf(PDF, 'p3'), 0, part(0)))).toBe('upload_not_begun');
    expect(codeOf(await uploads.finish(nameOf(PDF, 'p3')))).toBe('upload_not_begun');
  });

  test('whose bytes are not those announced is thrown away and may be sent again', async () => {
    const { uploads, blobs } = open();
    const wrong = Buffer.from(PDF);
    wrong[PDF.length - 1]! ^= 1;
    await uploads.begin(name, pdf);
    resultOf(await uploads.append(name, 0, wrong));
    expect(codeOf(await uploads.finish(name))).toBe('upload_hash_differs');
    expect(await blobs.list('documents')).toEqual([]);
    await sendAll(uploads, name);
    expect(codeOf(await uploads.finish(name))).toBe('done');
  });

  test('with a part altered on the disk is thrown away and may be sent again', async () => {
    const { uploads, blobs } = open();
    await sendAll(uploads, name);
    const key = (await blobs.list('uploads')).find((one) => one.includes('/part-'))!;
    const path = join(dir, 'blobs', key);
    const bytes = readFileSync(path);
    bytes[100]! ^= 1;
    writeFileSync(path, bytes);
    expect(codeOf(await uploads.finish(name))).toBe('upload_hash_differs');
    await sendAll(uploads, name);
    expect(codeOf(await uploads.finish(name))).toBe('done');
  });

  test('is refused by size, type and shape of its parts', async () => {
    const { uploads } = open(1000 * 1024);
    expect(codeOf(await uploads.begin(name, { size: 0, type: 'image/png' }))).toBe('file_empty');
    expect(codeOf(await uploads.begin(name, { size: 1000 * 1024 + 1, type: 'image/png' }))).toBe('file_too_large');
    expect(codeOf(await uploads.begin(name, { size: 10, type: 'text/html' }))).toBe('file_type_unsupported');
    expect(codeOf(await uploads.begin(name, { size: 10, type: 'image/heic' }))).toBe('file_heic');
    await uploads.begin(name, pdf);
    expect(codeOf(await uploads.begin(name, { ...pdf, size: 5 }))).toBe('upload_size_differs');
    expect(codeOf(await uploads.append(name, 0, PDF.subarray(0, MIN_PART - 1)))).toBe('upload_part_size');
    expect(codeOf(await uploads.append(name, 0, Buffer.alloc(0)))).toBe('upload_part_size');
    expect(codeOf(await uploads.append(name, -1, part(0)))).toBe('upload_part_size');
    expect(codeOf(await uploads.append(name, 0.5, part(0)))).toBe('upload_part_size');
    expect(codeOf(await uploads.append(name, PDF.length, part(0)))).toBe('upload_part_size');
  });

  test.each([
    ['a web page', Buffer.from('<html><script>'), 'file_type_unsupported'],
    ['a program', Buffer.from('\x7fELF'), 'file_type_unsupported'],
    ['a HEIC photo', Buffer.from('\0\0\0\x18ftypheic'), 'file_heic'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'file_type_differs'],
  ])('%s called a PDF is refused at its first part', async (_what, bytes, code) => {
    const { uploads, blobs } = open();
    await uploads.begin(nameOf(bytes), { size: bytes.length, type: 'application/pdf' });
    expect(codeOf(await uploads.append(nameOf(bytes), 0, bytes))).toBe(code);
    expect((await blobs.list('uploads')).some((key) => key.includes('/part-'))).toBe(false);
  });

  test('old and unclaimed is swept, its document too; a claimed document stays', async () => {
    const { uploads, blobs, store } = open();
    const claimed = nameOf(PDF, 'p2');
    for (const one of [name, claimed]) await sendAll(uploads, one);
    const [lost, kept] = [resultOf(await uploads.finish(name)), resultOf(await uploads.finish(claimed))];
    const isClaimed = async (id: string): Promise<boolean> => id === kept.id;
    expect(await uploads.sweep(new Date(0), isClaimed)).toBe(0);
    expect(await uploads.sweep(new Date(Date.now() + 1000), isClaimed)).toBe(2);
    expect(await blobs.list('uploads')).toEqual([]);
    expect((await store.readAll(kept)).equals(PDF)).toBe(true);
    expect((await blobs.list('documents')).some((key) => key.endsWith(lost.id))).toBe(false);
    expect(readdirSync(join(dir, 'blobs/.writing'))).toEqual([]);
  });
});
