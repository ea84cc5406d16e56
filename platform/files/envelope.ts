import { type Suite, Tampered } from '../crypto/suite.ts';

/**
 * A file as pieces of 64 KiB, each encrypted with its own tag, so that a reader streams and still gets no byte whose tag was not checked.
 * Number, name and "last" are bound to each piece: pieces can't be reordered, dropped, repeated, cut off or moved to another file.
 */
export const PIECE = 64 * 1024;

const boundTo = (name: string, index: number, last: boolean): Buffer => Buffer.from(JSON.stringify([name, index, last]));

/** Length of the encrypted file for a plain one of `size` bytes; an empty file is one empty piece. */
export const sealedSize = (suite: Suite, size: number): number => size + Math.max(1, Math.ceil(size / PIECE)) * suite.overhead;

/** Cuts any stream into pieces of exactly `size` bytes, the last one shorter (empty only if all is). */
async function* regroup(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ readonly piece: Buffer; readonly last: boolean }> {
  let waiting: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    held += chunk.length;
    if (held <= size) continue;
    const all = Buffer.concat(waiting, held);
    let at = 0;
    // The last full piece is kept back: only the end of the stream tells whether it is the last.
    for (; held - at > size; at += size) yield { piece: all.subarray(at, at + size), last: false };
    waiting = [all.subarray(at)];
    held -= at;
  }
  yield { piece: Buffer.concat(waiting, held), last: true };
}

export async function* sealStream(suite: Suite, key: Uint8Array, name: string, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let index = 0;
  for await (const { piece, last } of regroup(plain, PIECE)) {
    yield suite.encrypt(key, piece, boundTo(name, index, last));
    index += 1;
  }
}

/** @throws {Tampered} at the first piece that is not what was written; those before it were */
export async function* openStream(suite: Suite, key: Uint8Array, name: string, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let index = 0;
  for await (const { piece, last } of regroup(sealed, PIECE + suite.overhead)) {
    if (piece.length < suite.overhead) throw new Tampered('the file was cut');
    yield suite.decrypt(key, piece, boundTo(name, index, last));
    index += 1;
  }
}
