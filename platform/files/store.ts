import { createHash, randomBytes } from 'node:crypto';
import { ID, type Id } from '../../kernel/id.ts';
import type { Keys, Place } from '../crypto/keys.ts';
import { SUITES, type SuiteName, Tampered } from '../crypto/suite.ts';
import type { Blobs } from './blobs.ts';
import { openStream, sealedSize, sealStream } from './envelope.ts';

/**
 * What the owner of a document keeps about its file, in its own table. Without this record the stored bytes are noise:
 * deleting the record (and so the wrapped key) is the deletion, removing the bytes only frees the space.
 */
export type StoredFile = {
  readonly id: Id;
  /** Plain length in bytes. */
  readonly size: number;
  /** Lower-case hex SHA-256 of the plain bytes. SHA-256 in both suites, because a phone's browser can compute no other; what protects is the envelope. */
  readonly hash: string;
  readonly type: string;
  readonly suite: SuiteName;
  /** The file's own key, sealed under the document master key and bound to the file's id. */
  readonly wrappedKey: Buffer;
};

export type NewFile = {
  readonly id: Id;
  readonly type: string;
  readonly expected?: { readonly size: number; readonly hash: string };
  /** The file's own key; without it a new random one of the configured suite. */
  readonly key?: { readonly suite: SuiteName; readonly bytes: Buffer };
};

export type DocumentStore = {
  /** Encrypts and stores. @throws {FileDiffers} if `expected` is not met; then nothing is kept */
  write(file: NewFile, plain: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  /**
   * Streams the plain bytes; each is released only after its tag was checked, a wrong length is refused before the first.
   * @throws {Tampered} {FileMissing}
   */
  read(file: StoredFile): AsyncGenerator<Buffer>;
  /** The whole, released only after length and hash were verified as well. */
  readAll(file: StoredFile): Promise<Buffer>;
  /** Removes the bytes. The caller deletes the record first, in its transaction. */
  remove(id: Id): Promise<void>;
};

/** The bytes are not those announced. */
export class FileDiffers extends Error {
  constructor(what: string) {
    super(`the file differs in ${what}`);
    this.name = 'FileDiffers';
  }
}

/** The record is there but the storage has no bytes for it. */
export class FileMissing extends Error {
  constructor(id: Id) {
    super(`no stored bytes for the file ${id}`);
    this.name = 'FileMissing';
  }
}

/** Two levels of folders by the last, random digits of the id (the first ones are the time). */
const keyOf = (id: Id): string => {
  if (!ID.test(id)) throw new Error('not a file id');
  return `documents/${id.slice(-2)}/${id.slice(-4, -2)}/${id}`;
};

/** Where a file's wrapped key stands, whatever table keeps it. */
export const wrapPlace = (id: Id): Place => ({ purpose: 'document', context: `file.${id}` });

export const documentStore = (blobs: Blobs, keys: Keys): DocumentStore => {
  async function* read(file: StoredFile): AsyncGenerator<Buffer> {
    const suite = SUITES[file.suite];
    const dataKey = keys.open(file.wrappedKey, wrapPlace(file.id));
    const blob = await blobs.get(keyOf(file.id));
    if (blob === undefined) throw new FileMissing(file.id);
    if (blob.size !== sealedSize(suite, file.size)) {
      blob.close();
      throw new Tampered('the stored file has another length');
    }
    yield* openStream(suite, dataKey, file.id, blob.content);
  }

  return {
    write: async ({ id, type, expected, key }, plain) => {
      const suite = SUITES[key?.suite ?? keys.suite];
      const dataKey = key?.bytes ?? randomBytes(suite.keyBytes);
      const digest = createHash('sha256');
      let size = 0;
      async function* measured(): AsyncGenerator<Uint8Array> {
        for await (const chunk of plain) {
          size += chunk.length;
          if (expected !== undefined && size > expected.size) throw new FileDiffers('size');
          digest.update(chunk);
          yield chunk;
        }
        // Checked before the end of the stream, so that the storage never completes a wrong file.
        if (expected !== undefined && size !== expected.size) throw new FileDiffers('size');
        if (expected !== undefined && digest.copy().digest('hex') !== expected.hash) throw new FileDiffers('hash');
      }
      await blobs.put(keyOf(id), sealStream(suite, dataKey, id, measured()));
      return { id, size, hash: digest.digest('hex'), type, suite: suite.name, wrappedKey: keys.seal(dataKey, wrapPlace(id)) };
    },
    read,
    readAll: async (file) => {
      const pieces: Buffer[] = [];
      for await (const piece of read(file)) pieces.push(piece);
      const whole = Buffer.concat(pieces);
      if (whole.length !== file.size) throw new Tampered('the file has another length');
      if (createHash('sha256').update(whole).digest('hex') !== file.hash) throw new Tampered('the file has another hash');
      return whole;
    },
    remove: (id) => blobs.remove(keyOf(id)),
  };
};
