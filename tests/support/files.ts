import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Actor } from '../../kernel/actor.ts';
import * as contract from '../../modules/materials/contract.ts';
import { registerFileRoutes } from '../../modules/materials/index.ts';
import { newId } from '../../platform/executor/execute.ts';
import { diskBlobs, documentStore, openImages, openUploads } from '../../platform/files/index.ts';
import { accountOf, type TestApp } from './app.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A paper with some text-like lines, big enough to be read, with EXIF that must not come out again. Another seed, another paper. */
export const photo = (seed: number): Promise<Buffer> => {
  const line = (i: number) => `<rect x="100" y="${100 + i * 45}" width="${500 + ((seed * 37 + i * 91) % 500)}" height="14" fill="#222"/>`;
  const lines = Array.from({ length: 30 }, (_, i) => line(i)).join('');
  return sharp(Buffer.from(`<svg width="1200" height="1600"><rect width="1200" height="1600" fill="#d8d4cc"/>${lines}</svg>`))
    .withExif({ IFD0: { ImageDescription: 'GPS-secret' } })
    .jpeg()
    .toBuffer();
};

/** The program's file addresses on a folder of their own. To be opened before the first request of a test. */
export const openFiles = (app: TestApp) => {
  const folder = mkdtempSync(join(tmpdir(), 'daiban-files-'));
  const images = openImages();
  const blobs = diskBlobs(folder);
  const store = documentStore(blobs, app.services.keys);
  const uploads = openUploads({ blobs, store, keys: app.services.keys });
  registerFileRoutes(app.app, { api: app, files: { store, uploads }, images });

  const headers = (as: Actor) => ({ 'x-test-account': accountOf(as), 'x-daiban-post': as.post });
  const call = (as: Actor, method: 'GET' | 'POST', url: string, payload?: object) =>
    app.app.inject({ method, url: `/api/v1${url}`, headers: headers(as), ...(payload === undefined ? {} : { payload }) });
  const patch = (as: Actor, hash: string, offset: number, payload: Buffer) =>
    app.app.inject({
      method: 'PATCH',
      url: `/api/v1/files/${hash}?offset=${offset}`,
      headers: { ...headers(as), 'content-type': 'application/octet-stream' },
      payload,
    });
  /** @returns its hash */
  const upload = async (as: Actor, bytes: Buffer, type = 'image/jpeg'): Promise<string> => {
    const hash = sha256(bytes);
    const answers = [
      await call(as, 'POST', '/files', { hash, size: bytes.length, type }),
      await patch(as, hash, 0, bytes),
      await call(as, 'POST', `/files/${hash}/finish`),
    ];
    const failed = answers.find((answer) => answer.statusCode !== 200);
    if (failed) throw new Error(`upload: ${failed.statusCode} ${failed.body}`);
    return hash;
  };
  let photos = 1000;
  /** A photo of its own, sent and kept with a case. @returns the document's id */
  const keep = async (as: Actor, caseId: string, over: Partial<Parameters<typeof contract.addDocument.payload.parse>[0] & object> = {}) => {
    photos += 1;
    const hash = await upload(as, await photo(photos));
    const id = newId();
    await app.did(as, contract.addDocument, { id, subject: { kind: 'case', id: caseId }, hash, how: 'sent', ...over });
    return id;
  };
  return {
    uploads,
    folder,
    call,
    patch,
    upload,
    keep,
    async close() {
      await images.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type TestFiles = ReturnType<typeof openFiles>;
