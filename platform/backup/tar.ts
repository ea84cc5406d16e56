import { open } from 'node:fs/promises';

/**
 * POSIX tar (ustar), so that a backup can be looked into with any tool. Names up to 100 bytes of ASCII, files only,
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

/** Writes a new archive, synced to the disk. @throws where it exists, or a member has another length than it said */
export const writeTar = async (path: string, members: AsyncIterable<Member>): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const { name, size, content } of members) {
      await file.appendFile(headerOf({ name, size }));
      let written = 0;
      for await (const chunk of content) {
        written += chunk.length;
        await file.appendFile(chunk);
      }
      if (written !== size) throw new Error(`${name} changed its length while it was read`);
      await file.appendFile(Buffer.alloc(padding(size)));
    }
    await file.appendFile(Buffer.alloc(2 * BLOCK));
    await file.sync();
  } finally {
    await file.close();
  }
};

const PIECE = 256 * 1024;

/** Members in order; each one's content must be read before the next is asked for. @throws where the archive is cut or damaged */
export async function* readTar(path: string): AsyncGenerator<Member> {
  const file = await open(path, 'r');
  const exactly = async (length: number, position: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await file.read(bytes, 0, length, position);
    if (bytesRead !== length) throw new Error('the archive is cut off');
    return bytes;
  };
  try {
    for (let at = 0; ; ) {
      const header = await exactly(BLOCK, at);
      if (header[0] === 0) return;
      const name = header.toString('latin1', 0, 100).replace(/\0.*$/, '');
      const size = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString('latin1', 124, 135), 8);
      if (!headerOf({ name, size }).equals(header)) throw new Error('the archive is damaged');
      const from = at + BLOCK;
      yield {
        name,
        size,
        content: (async function* () {
          for (let read = 0; read < size; read += PIECE) yield await exactly(Math.min(PIECE, size - read), from + read);
        })(),
      };
      at = from + size + padding(size);
    }
  } finally {
    await file.close();
  }
}
