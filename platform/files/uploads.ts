import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Id, idFrom } from '../../kernel/id.ts';
import type { Keys, Place } from '../crypto/keys.ts';
import { SUITES, type Suite, Tampered } from '../crypto/suite.ts';
import type { Blobs } from './blobs.ts';
import { type Answer, done, REFUSALS, refused } from './refusals.ts';
import { type DocumentStore, FileDiffers, type StoredFile } from './store.ts';
import { FILE_TYPES, type FileType, refusalOfType, SNIFF_BYTES } from './types.ts';

/** One upload: whoever sends (a person's id) and the file's SHA-256. Two people sending the same file know nothing of each other. */
export type UploadName = { readonly owner: string; readonly hash: string };

/** `received`: how many first bytes are here; go on from there. `file`: set once finished. */
export type UploadState = { readonly received: number; readonly file?: StoredFile };

/**
 * Resumable uploads. Each call may be repeated after a lost answer and says the same again.
 * Parts are encrypted under a key of the upload as they arrive; what was acknowledged survives a power cut.
 */
export type Uploads = {
  begin(name: UploadName, file: { readonly size: number; readonly type: string }): Promise<Answer<UploadState>>;
  /** A part begins where the last one ended. A part that is here already is answered the same again. */
  append(name: UploadName, offset: number, part: Uint8Array): Promise<Answer<UploadState>>;
  /** Verifies size, hash and type, stores the document, drops the parts. Repeated: the same file. */
  finish(name: UploadName): Promise<Answer<StoredFile>>;
  /** Forgets the upload, its keys with it: to be called once the document's record is committed. */
  release(name: UploadName): Promise<void>;
  /**
   * Drops uploads begun before an instant, with the document of a finished one that nobody claimed.
   * @param isClaimed whether a record with this file id is committed: its document stays whatever the upload's state
   * @returns how many
   */
  sweep(before: Date, isClaimed: (file: Id) => Promise<boolean>): Promise<number>;
};

export const MAX_BYTES = 20 * 1024 * 1024;
export const MAX_PART = 4 * 1024 * 1024;
/** All parts but the last, so that nobody makes a million files out of one. */
export const MIN_PART = 16 * 1024;

const stateShape = z.strictObject({
  begun: z.iso.datetime(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(1),
  type: z.enum(FILE_TYPES),
  suite: z.enum(['international', 'national']),
  key: z.base64(),
  fileId: z.string(),
});
type Begun = z.infer<typeof stateShape>;
const finishedShape = z.strictObject({
  id: z.string(),
  size: z.int(),
  hash: z.string(),
  type: z.string(),
  suite: z.enum(['international', 'national']),
  wrappedKey: z.base64().transform((text) => Buffer.from(text, 'base64')),
});

type Part = { readonly key: string; readonly offset: number; readonly length: number };
const PART = /\/part-(\d{10})-(\d{8})$/;

/** A part of another key (two first calls at once) or a damaged one: the sender still has the file and sends it again. */
const openPart = (suite: Suite, begun: Begun, sealed: Buffer, bound: Buffer): Buffer => {
  try {
    return suite.decrypt(Buffer.from(begun.key, 'base64'), sealed, bound);
  } catch (error) {
    if (error instanceof Tampered) throw new FileDiffers('a part');
    throw error;
  }
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const collect = async (content: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
};

export const openUploads = (parts: {
  readonly blobs: Blobs;
  readonly store: DocumentStore;
  readonly keys: Keys;
  readonly maxBytes?: number;
  readonly now?: () => Date;
}): Uploads => {
  const { blobs, store, keys, maxBytes = MAX_BYTES, now = () => new Date() } = parts;

  const folderOf = ({ owner, hash }: UploadName): string =>
    `uploads/${createHash('sha256')
      .update(JSON.stringify([owner, hash]))
      .digest('hex')
      .slice(0, 40)}`;
  const placeOf = (folder: string, what: 'begun' | 'finished'): Place => ({ purpose: 'document', context: `${folder}.${what}` });

  const save = (folder: string, what: 'begun' | 'finished', value: unknown): Promise<void> =>
    blobs.put(`${folder}/${what}`, once(keys.seal(JSON.stringify(value), placeOf(folder, what))));
  const load = async <T>(folder: string, what: 'begun' | 'finished', shape: z.ZodType<T>): Promise<T | undefined> => {
    const blob = await blobs.get(`${folder}/${what}`);
    if (blob === undefined) return undefined;
    try {
      return shape.parse(JSON.parse(keys.openText(await collect(blob.content), placeOf(folder, what))));
    } catch (error) {
      // Begun under keys that were destroyed since: as if it had not begun, the sender still has the file and sends it again.
      if (error instanceof Tampered) return undefined;
      throw error;
    }
  };
  const findBegun = (folder: string): Promise<Begun | undefined> => load(folder, 'begun', stateShape);
  const findFinished = (folder: string): Promise<StoredFile | undefined> => load(folder, 'finished', finishedShape);

  /** The parts that follow one another from the start; where two begin at the same place, the longer. */
  const findParts = async (folder: string): Promise<readonly Part[]> => {
    const longest = new Map<number, Part>();
    for (const key of await blobs.list(folder)) {
      const match = PART.exec(key);
      if (match === null) continue;
      const part = { key, offset: Number(match[1]), length: Number(match[2]) };
      if (part.length > (longest.get(part.offset)?.length ?? 0)) longest.set(part.offset, part);
    }
    const chain: Part[] = [];
    for (let part = longest.get(0); part !== undefined; part = longest.get(part.offset + part.length)) chain.push(part);
    return chain;
  };
  const lengthOf = (chain: readonly Part[]): number => chain.reduce((sum, part) => sum + part.length, 0);
  const boundTo = (folder: string, offset: number): Buffer => Buffer.from(JSON.stringify([folder, offset]));

  async function* plainOf(folder: string, begun: Begun, chain: readonly Part[]): AsyncGenerator<Buffer> {
    const suite: Suite = SUITES[begun.suite];
    for (const part of chain) {
      const blob = await blobs.get(part.key);
      if (blob === undefined) throw new FileDiffers('a part that is gone');
      yield openPart(suite, begun, await collect(blob.content), boundTo(folder, part.offset));
    }
  }
  const dropParts = async (folder: string): Promise<void> => {
    for (const key of await blobs.list(folder)) if (PART.test(key)) await blobs.remove(key);
  };
  const dropAll = async (folder: string): Promise<void> => {
    await dropParts(folder);
    await blobs.remove(`${folder}/finished`);
    // Last: without it nothing of the rest can be opened or found again by name.
    await blobs.remove(`${folder}/begun`);
  };

  return {
    begin: async (name, { size, type }) => {
      if (size < 1) return refused(REFUSALS.empty);
      if (size > maxBytes) return refused(REFUSALS.tooLarge(maxBytes));
      if (/^image\/hei[cf]/.test(type)) return refused(REFUSALS.heic);
      const known = FILE_TYPES.find((one): one is FileType => one === type);
      if (known === undefined) return refused(REFUSALS.unsupported);
      const folder = folderOf(name);
      const begun = await findBegun(folder);
      if (begun === undefined) {
        const suite = SUITES[keys.suite];
        const state: Begun = {
          begun: now().toISOString(),
          hash: name.hash,
          size,
          type: known,
          suite: suite.name,
          key: randomBytes(suite.keyBytes).toString('base64'),
          fileId: idFrom(now().getTime(), randomBytes(10)),
        };
        await save(folder, 'begun', state);
        return done({ received: 0 });
      }
      if (begun.size !== size || begun.type !== known) return refused(REFUSALS.differentSize);
      const file = await findFinished(folder);
      if (file !== undefined) return done({ received: size, file });
      return done({ received: lengthOf(await findParts(folder)) });
    },

    append: async (name, offset, part) => {
      const folder = folderOf(name);
      const begun = await findBegun(folder);
      if (begun === undefined) return refused(REFUSALS.notBegun);
      const file = await findFinished(folder);
      if (file !== undefined) return done({ received: begun.size, file });
      const end = offset + part.length;
      if (!Number.isSafeInteger(offset) || offset < 0 || part.length < 1 || part.length > MAX_PART || end > begun.size)
        return refused(REFUSALS.badPart(MAX_PART));
      if (part.length < MIN_PART && end !== begun.size) return refused(REFUSALS.badPart(MAX_PART));
      const received = lengthOf(await findParts(folder));
      if (end <= received) return done({ received });
      if (offset !== received) return refused(REFUSALS.gap(received));
      if (offset === 0) {
        const refusal = refusalOfType(part.subarray(0, SNIFF_BYTES), begun.type);
        if (refusal !== undefined) return refused(refusal);
      }
      const key = `${folder}/part-${String(offset).padStart(10, '0')}-${String(part.length).padStart(8, '0')}`;
      await blobs.put(key, once(SUITES[begun.suite].encrypt(Buffer.from(begun.key, 'base64'), part, boundTo(folder, offset))));
      return done({ received: end });
    },

    finish: async (name) => {
      const folder = folderOf(name);
      const begun = await findBegun(folder);
      if (begun === undefined) return refused(REFUSALS.notBegun);
      const before = await findFinished(folder);
      if (before !== undefined) {
        await dropParts(folder);
        return done(before);
      }
      const chain = await findParts(folder);
      const received = lengthOf(chain);
      if (received < begun.size) return refused(REFUSALS.incomplete(received));
      let file: StoredFile;
      try {
        file = await store.write(
          // The upload's own key, so that two last calls at once write the same file and not two that exclude each other.
          { id: begun.fileId, type: begun.type, expected: begun, key: { suite: begun.suite, bytes: Buffer.from(begun.key, 'base64') } },
          plainOf(folder, begun, chain),
        );
      } catch (error) {
        if (!(error instanceof FileDiffers)) throw error;
        await dropParts(folder);
        return refused(REFUSALS.hashDiffers);
      }
      await save(folder, 'finished', { ...file, wrappedKey: file.wrappedKey.toString('base64') });
      await dropParts(folder);
      return done(file);
    },

    release: (name) => dropAll(folderOf(name)),

    sweep: async (before, isClaimed) => {
      const folders = new Set((await blobs.list('uploads')).map((key) => key.split('/').slice(0, 2).join('/')));
      let dropped = 0;
      for (const folder of folders) {
        const begun = await findBegun(folder);
        if (begun !== undefined && new Date(begun.begun) >= before) continue;
        if (begun !== undefined && !(await isClaimed(begun.fileId))) await store.remove(begun.fileId);
        await dropAll(folder);
        dropped += 1;
      }
      return dropped;
    },
  };
};
