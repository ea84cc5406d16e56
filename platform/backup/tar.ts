/**
 * POSIX tar (ustar) as a stream: what lies in a backup once it is decrypted. Names up to 100 bytes of ASCII, files only,
 * sizes beyond 8 GiB in base 256 as GNU and BSD tar write them.
 */
export type Member = { readonly name: string; readonly size: number; readonly content: AsyncIterable<Uint8Array> };

const BLOCK = 512;
const OCTAL_LIMIT = 8 ** 11;

const headerOf = ({ name, size }: Pick<Member, 'name' | 'size'>): Buffer => {
  if (!/^[\x21-\x7e]{1,100}$/.test(name)) throw new Error('not a name for tar');
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  header.write(name, 0, 'latin1');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  if (size < OCTAL_LIMIT) octal(size, 124, 12);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  octal(0, 136, 12);
  header.write('        0', 148, 'latin1'); // the checksum counts its own place as spaces; then the type: a file
  header.write('ustar\x0000', 257, 'latin1');
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return header;
};

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** The bytes of an archive. @throws where a member has another length than it said */
export async function* packTar(members: AsyncIterable<Member>): AsyncGenerator<Uint8Array> {
  for await (const { name, size, content } of members) {
    yield headerOf({ name, size });
    let written = 0;
    for await (const chunk of content) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== size) throw new Error(`${name} changed its length while it was read`);
    yield Buffer.alloc(padding(size));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** Takes bytes out of a stream in the amounts asked for. */
const takerOf = (source: AsyncIterable<Uint8Array>) => {
  const chunks = source[Symbol.asyncIterator]();
  let held: Uint8Array = Buffer.alloc(0);
  /** Up to `most` bytes, as many as have come; none at the end. */
  const some = async (most: number): Promise<Uint8Array> => {
    while (held.length === 0) {
      const next = await chunks.next();
      if (next.done === true) return held;
      held = next.value;
    }
    const taken = held.subarray(0, most);
    held = held.subarray(taken.length);
    return taken;
  };
  async function* exactly(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; ) {
      const taken = await some(left);
      if (taken.length === 0) throw new Error('the archive is cut off');
      left -= taken.length;
      yield taken;
    }
  }
  return {
    exactly,
    whole: async (length: number): Promise<Buffer> => {
      const parts: Uint8Array[] = [];
      for await (const part of exactly(length)) parts.push(part);
      return Buffer.concat(parts, length);
    },
    /** To the end, so that what stands there is checked as well. */
    rest: async (): Promise<void> => {
      while ((await some(Number.MAX_SAFE_INTEGER)).length > 0);
    },
    close: async (): Promise<void> => void (await chunks.return?.()),
  };
};

/** Members in order; each one's content must be read before the next is asked for. @throws where the archive is cut or damaged, or its stream does */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const taker = takerOf(source);
  try {
    for (;;) {
      const header = await taker.whole(BLOCK);
      if (header[0] === 0) return await taker.rest();
      const name = header.toString('latin1', 0, 100).replace(/\0.*$/, '');
      const size = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString('latin1', 124, 135), 8);
      if (!headerOf({ name, size }).equals(header)) throw new Error('the archive is damaged');
      yield { name, size, content: taker.exactly(size) };
      await taker.whole(padding(size));
    }
  } finally {
    await taker.close();
  }
}
