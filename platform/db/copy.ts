import type pg from 'pg';
import type { Connection, Submittable } from 'pg';

/** What the published types of `pg` leave out of a query that copies. */
type CopyConnection = Connection & {
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  readonly stream: NodeJS.WritableStream & { readonly writableLength: number };
};

/** A query of `pg`'s own queue whose answer is COPY data; the client calls these methods (pg/lib/client.js). */
abstract class Copy implements Submittable {
  readonly done: Promise<number>;
  readonly #text: string;
  #settle!: { resolve(count: number): void; reject(error: Error): void };
  #count = 0;
  #error: Error | undefined;

  constructor(text: string) {
    this.#text = text;
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  submit(connection: Connection): void {
    (connection as CopyConnection).query(this.#text);
  }

  /** The first error counts; the answer ends with ReadyForQuery. */
  handleError(error: Error): void {
    this.#error ??= error;
    this.#settle.reject(this.#error);
  }

  /** `COPY 123` */
  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#count = Number(text.split(' ')[1] ?? 0);
  }

  handleReadyForQuery(): void {
    if (this.#error === undefined) this.#settle.resolve(this.#count);
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

class CopyOut extends Copy {
  readonly #row: (line: Buffer) => void;

  constructor(text: string, row: (line: Buffer) => void) {
    super(text);
    this.#row = row;
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    try {
      this.#row(chunk);
    } catch (error) {
      this.handleError(error as Error);
    }
  }
}

class CopyIn extends Copy {
  readonly #source: AsyncIterable<Uint8Array>;

  constructor(text: string, source: AsyncIterable<Uint8Array>) {
    super(text);
    this.#source = source;
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).then(
      () => connection.endCopyFrom(),
      (error: Error) => {
        this.handleError(error);
        connection.sendCopyFail('the source failed');
      },
    );
  }

  async #send(connection: CopyConnection): Promise<void> {
    for await (const chunk of this.#source) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableLength > HIGH_WATER) await new Promise((drained) => connection.stream.once('drain', drained));
    }
  }
}

const HIGH_WATER = 1024 * 1024;

/**
 * Runs `COPY … TO STDOUT`; PostgreSQL sends one message a row.
 * @param row gets the bytes of one line of text format, newline included. They are overwritten afterwards: copy what is kept.
 * @returns how many rows
 */
export const copyOut = (client: pg.ClientBase, text: string, row: (line: Buffer) => void): Promise<number> =>
  client.query(new CopyOut(text, row)).done;

/** Runs `COPY … FROM STDIN` with the bytes of a source, at the speed of the database. @returns how many rows */
export const copyIn = (client: pg.ClientBase, text: string, source: AsyncIterable<Uint8Array>): Promise<number> =>
  client.query(new CopyIn(text, source)).done;

const BACKSLASH = 0x5c;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * The fields of one line of COPY's text format.
 * @param nothing what the COPY wrote for null
 */
export const fieldsOf = (line: Buffer, nothing = '\\N'): (string | null)[] => {
  const fields: (string | null)[] = line.toString('utf8', 0, line.length - 1).split('\t');
  const escaped = line.includes(BACKSLASH);
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i]!;
    if (field === nothing) fields[i] = null;
    else if (escaped && field.includes('\\')) fields[i] = field.replace(/\\(.)/g, (_, one: string) => ESCAPES[one] ?? one);
  }
  return fields;
};
