import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPool } from '../../platform/db/pool.ts';
import { newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import type { Uploads } from '../../platform/files/index.ts';
import { runJobs } from '../../platform/jobs/index.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { openFiles, photo, sha256, type TestFiles } from '../../tests/support/files.ts';
import { matters, openMatter, registerResident } from '../../tests/support/matter.ts';
import { behind } from '../../tests/support/public.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { modules } from '../index.ts';
import * as contract from './contract.ts';
import { SWEEP_UPLOADS, SWEPT_AFTER_DAYS, sweepUploads } from './reads/unclaimed.ts';

let app: TestApp;
let world: World;
let files: TestFiles;
beforeAll(async () => {
  app = await openApp([...modules, matters]);
  files = openFiles(app);
  world = await makeWorld(app);
});
afterAll(async () => {
  await files?.close();
  await app?.close();
});

describe('files', () => {
  test('[M1] a photo arrives in parts, goes on after an interruption, and comes with hints on how well it reads', async () => {
    const { helper } = world.by;
    const bytes = await photo(100);
    const hash = sha256(bytes);
    const start = { hash, size: bytes.length, type: 'image/jpeg' };
    const half = 16 * 1024;
    expect(bytes.length).toBeGreaterThan(half);
    expect((await files.call(helper, 'POST', '/files', start)).json()).toEqual({ have: 0 });
    expect((await files.patch(helper, hash, 0, bytes.subarray(0, half))).json()).toEqual({ have: half });
    expect((await files.patch(helper, hash, half + 1, bytes.subarray(half + 1))).json()).toMatchObject({
      code: 'upload_gap',
      info: { received: half },
    });
    expect((await files.call(helper, 'POST', `/files/${hash}/finish`)).json()).toMatchObject({ code: 'upload_incomplete' });
    expect((await files.call(helper, 'POST', '/files', start)).json()).toEqual({ have: half });
    expect((await files.patch(helper, hash, half, bytes.subarray(half))).json()).toEqual({ have: bytes.length });
    const finished = await files.call(helper, 'POST', `/files/${hash}/finish`);
    expect(finished.json()).toMatchObject({ hash, size: bytes.length, type: 'image/jpeg', hints: expect.any(Array) });
    // The answer was lost and the last call comes again.
    expect((await files.call(helper, 'POST', `/files/${hash}/finish`)).json()).toEqual(finished.json());
    expect((await files.call(helper, 'POST', '/files', start)).json()).toEqual({ have: bytes.length });
  });

  test('[M1] what is no picture, too large or unnamed is refused with words', async () => {
    const { clerk, administrator } = world.by;
    const text = randomBytes(20_000);
    const hash = sha256(text);
    await files.call(clerk, 'POST', '/files', { hash, size: text.length, type: 'image/jpeg' });
    expect((await files.patch(clerk, hash, 0, text)).json()).toMatchObject({ code: 'file_type_unsupported' });
    expect(
      (await files.call(clerk, 'POST', '/files', { hash: sha256(Buffer.from('x')), size: 50_000_000, type: 'image/png' })).json(),
    ).toMatchObject({ code: 'file_too_large' });
    expect((await files.call(clerk, 'POST', '/files', { size: 1, type: 'image/png' })).statusCode).toBe(422);
    expect((await files.call(administrator, 'POST', '/files', { hash, size: 1, type: 'image/png' })).statusCode).toBe(403);
    const caseId = await openMatter(app, clerk);
    const missing = await app.send(clerk, contract.addDocument, { id: newId(), subject: { kind: 'case', id: caseId }, hash, how: 'sent' });
    expect(missing).toMatchObject({ code: 'file_not_uploaded' });
  });

  test('[M1] a document is shown re-encoded with its purpose burnt in; each view is recorded; nobody else finds it', async () => {
    const { helper, clerk, clerkB, auditor } = world.by;
    const person = await registerResident(app, helper);
    const caseId = await openMatter(app, helper);
    const bytes = await photo(7);
    const hash = await files.upload(helper, bytes);
    const id = newId();
    await app.did(helper, contract.addDocument, { id, subject: { kind: 'case', id: caseId }, resident: person, hash, how: 'taken' });
    const image = (purpose: string, size = 'page') => `/documents/${id}/image?size=${size}&purpose=${encodeURIComponent(purpose)}`;
    const page = await files.call(clerk, 'GET', image('高龄津贴'));
    expect([page.statusCode, page.headers['content-type'], page.headers['cache-control']]).toEqual([200, 'image/jpeg', 'no-store']);
    expect(page.rawPayload.includes('GPS-secret')).toBe(false);
    const other = await files.call(clerk, 'GET', image('临时救助'));
    expect(sha256(other.rawPayload)).not.toBe(sha256(page.rawPayload));
    expect(await sharp((await files.call(clerk, 'GET', image('高龄津贴', 'thumb'))).rawPayload).metadata()).toMatchObject({
      format: 'jpeg',
      height: 320,
    });
    expect((await files.call(clerk, 'GET', `/documents/${id}/image`)).json()).toMatchObject({ code: 'invalid' });
    expect((await files.call(clerkB, 'GET', image('好奇'))).statusCode).toBe(404);
    expect((await files.call(auditor, 'GET', image('审计'))).statusCode).toBe(403);
    const looks = await inTransaction(app.pool, clerk, 'read', (tx) =>
      tx.rows<{ what: string; reason: string; post: string }>(
        'select what, reason, post from platform_look where subject = $1 order by at',
        [person],
      ),
    );
    expect(looks).toEqual([
      { what: 'document.page', reason: '高龄津贴', post: clerk.post },
      { what: 'document.page', reason: '临时救助', post: clerk.post },
      { what: 'document.thumb', reason: '高龄津贴', post: clerk.post },
    ]);
  });

  test('[M1] the original is for those who decide, with a reason; on the disk it is noise', async () => {
    const { helper, clerk, coordinator } = world.by;
    const bytes = await photo(8);
    const hash = await files.upload(helper, bytes);
    const id = newId();
    await app.did(helper, contract.addDocument, { id, subject: { kind: 'case', id: await openMatter(app, helper) }, hash, how: 'taken' });
    const url = `/documents/${id}/original`;
    expect((await files.call(clerk, 'POST', url, { reason: '核对原件' })).json()).toMatchObject({ code: 'not_allowed' });
    expect((await files.call(coordinator, 'POST', url)).json()).toMatchObject({ code: 'invalid' });
    const original = await files.call(coordinator, 'POST', url, { reason: '核对原件' });
    expect(sha256(original.rawPayload)).toBe(hash);
    expect(original.headers['content-disposition']).toBe('attachment');
    const stored = readdirSync(files.folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(files.folder, name))
      .filter((path) => statSync(path).isFile());
    expect(stored.length).toBeGreaterThan(0);
    for (const path of stored) expect(readFileSync(path).includes(bytes.subarray(300, 340))).toBe(false);
  });

  test('[M5] destroyed, it can be opened by nobody; the record of it stays', async () => {
    const { helper, coordinator } = world.by;
    const caseId = await openMatter(app, helper);
    const id = await files.keep(helper, caseId);
    expect(await app.send(helper, contract.eraseDocument, { id, reason: '用途已完' })).toMatchObject({ code: 'not_allowed' });
    await app.did(coordinator, contract.eraseDocument, { id, reason: '用途已完' });
    expect((await files.call(coordinator, 'POST', `/documents/${id}/original`, { reason: '核对' })).json()).toMatchObject({
      code: 'document_over',
    });
    const keys = await inTransaction(app.pool, coordinator, 'read', (tx) =>
      tx.rows<{ gone: boolean }>(
        'select f.wrapped_key is null as gone from materials_file f join materials_document d on coalesce(f.of, f.id) = d.file where d.id = $1',
        [id],
      ),
    );
    expect(keys).toEqual([{ gone: true }, { gone: true }, { gone: true }]);
    expect((await app.ask(coordinator, contract.documents, { subject: caseId })).rows).toMatchObject([{ id, state: 'erased' }]);
  });
});

test('[M1] what nobody finished is swept a month later; a kept photo stays, also where its upload was not forgotten in time', async () => {
  const { helper } = world.by;
  const later = (days: number) => () => Date.now() + days * 86_400_000;
  const worker = createPool(app.db.workerUrl, { max: 1, name: 'sweep' });
  const bytes = await photo(102);
  const half = 16 * 1024;
  const begin = async (): Promise<unknown> =>
    (await files.call(helper, 'POST', '/files', { hash: sha256(bytes), size: bytes.length, type: 'image/jpeg' })).json();
  await begin();
  await files.patch(helper, sha256(bytes), 0, bytes.subarray(0, half));
  const document = await files.keep(helper, await openMatter(app, helper));
  await sweepUploads(files.uploads, later(SWEPT_AFTER_DAYS - 1))(worker);
  expect(await begin()).toEqual({ have: half });
  await sweepUploads(files.uploads, later(SWEPT_AFTER_DAYS + 1))(worker);
  expect(await begin()).toEqual({ have: 0 });
  expect((await files.call(helper, 'GET', `/documents/${document}/image?purpose=核对`)).statusCode).toBe(200);

  const [kept] = await behind<{ id: string }>(app, `select id from materials_file where wrapped_key is not null limit 1`);
  const asked: boolean[] = [];
  const asking: Pick<Uploads, 'sweep'> = {
    async sweep(_before, isClaimed) {
      for (const id of [kept!.id, newId()]) asked.push(await isClaimed(id));
      return 0;
    },
  };
  await sweepUploads(asking)(worker);
  expect(asked).toEqual([true, false]);
  await worker.end();
  // The queue takes it under its name.
  const jobs = await runJobs({ url: app.db.workerUrl, tasks: {}, nightly: { [SWEEP_UPLOADS]: sweepUploads(asking) }, report: () => {} });
  await jobs.stop();
});
