import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeys, Tampered } from '../crypto/index.ts';
import { type S3Place, s3Blobs, signed } from './s3.ts';
import { documentStore, FileDiffers, FileMissing } from './store.ts';
import { openUploads } from './uploads.ts';

/** A storage of our own for the test: two keys a page, and unlike s3rver it does refuse a wrong secret. */
const held = new Map<string, Buffer>();
const SECRETS = { region: 'cn-test-1', accessKey: 'key', secretKey: 'secret' };
let server: Server;
let place: S3Place;
let dir: string;

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const isGenuine = (request: IncomingMessage, url: URL, body: Buffer): boolean => {
  const payloadHash = createHash('sha256').update(body).digest('hex');
  const stamp = String(request.headers['x-amz-date']);
  const now = new Date(stamp.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
  const method = request.method as 'GET' | 'PUT' | 'DELETE';
  return request.headers.authorization === signed(SECRETS, { method, url, headers: {}, payloadHash }, now).authorization;
};

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'daiban-s3-'));
  held.clear();
  server = createServer(async (request, response) => {
    const url = new URL(request.url!, `http://${request.headers.host}`);
    const body = await bodyOf(request);
    const key = url.pathname.replace('/papers/', '');
    if (!isGenuine(request, url, body)) response.writeHead(403).end();
    else if (url.searchParams.has('list-type')) {
      const all = [...held.keys()].filter((one) => one.startsWith(url.searchParams.get('prefix')!)).sort();
      const from = Number(url.searchParams.get('continuation-token') ?? 0);
      const next = from + 2 < all.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
      response.end(
        `<ListBucketResult>${all
          .slice(from, from + 2)
          .map((one) => `<Contents><Key>${one}</Key></Contents>`)
          .join('')}${next}</ListBucketResult>`,
      );
    } else if (request.method === 'PUT') {
      held.set(key, body);
      response.end();
    } else if (request.method === 'DELETE') response.writeHead(held.delete(key) ? 204 : 404).end();
    else if (held.has(key)) response.end(held.get(key));
    else response.writeHead(404).end();
  });
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  place = { ...SECRETS, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bucket: 'papers' };
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((go) => server.close(go));
  rmSync(dir, { recursive: true, force: true });
});

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

test('the signature is that of the published examples (S3, Signature Version 4)', () => {
  const example = { region: 'us-east-1', accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
  const now = new Date('2013-05-24T00:00:00Z');
  const payloadHash = createHash('sha256').digest('hex');
  const get = (url: string, headers: Record<string, string>) =>
    signed(example, { method: 'GET', url: new URL(url), headers, payloadHash }, now).authorization;
  expect(get('https://examplebucket.s3.amazonaws.com/test.txt', { range: 'bytes=0-9' })).toContain(
    'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
  expect(get('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J', {})).toContain(
    'Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  );
});

test('documents and uploads work as on a disk', async () => {
  const blobs = s3Blobs(place);
  const keys = openKeys(dir);
  const store = documentStore(blobs, keys);
  const uploads = openUploads({ blobs, store, keys });
  const plain = Buffer.concat([Buffer.from('%PDF-1.7'), randomBytes(200_000)]);
  const name = { owner: 'p1', hash: createHash('sha256').update(plain).digest('hex') };
  await uploads.begin(name, { size: plain.length, type: 'application/pdf' });
  for (let at = 0; at < plain.length; at += 50_000) await uploads.append(name, at, plain.subarray(at, at + 50_000));
  const answer = await uploads.finish(name);
  if (answer.kind === 'refused') throw new Error(answer.refusal.code);
  await uploads.release(name);
  expect([...held.keys()]).toHaveLength(1);
  expect((await store.readAll(answer.value)).equals(plain)).toBe(true);
  const [key, bytes] = [...held][0]!;
  held.set(key, bytes.subarray(0, 70_000));
  await expect(store.readAll(answer.value)).rejects.toThrow(Tampered);
  await store.remove(answer.value.id);
  await store.remove(answer.value.id);
  await expect(store.readAll(answer.value)).rejects.toThrow(FileMissing);
});

test('what differs from what was announced is never put', async () => {
  const store = documentStore(s3Blobs(place), openKeys(dir));
  const expected = { size: 9, hash: '0'.repeat(64) };
  const id = '01939f00-0000-7000-8000-000000000000';
  await expect(store.write({ id, type: 'image/png', expected }, once(Buffer.alloc(9)))).rejects.toThrow(FileDiffers);
  expect(held.size).toBe(0);
});

test('a wrong secret is refused by the storage and said without it', async () => {
  const blobs = s3Blobs({ ...place, secretKey: 'wrong-secret' });
  for (const action of [
    () => blobs.put('a/b', once(Buffer.alloc(1))),
    () => blobs.get('a/b'),
    () => blobs.list('a'),
    () => blobs.remove('a/b'),
  ])
    await expect(action()).rejects.toThrow(/^the object storage answered 403 to [A-Z]+$/);
});
