import type pg from 'pg';
import { copyIn } from '../../platform/db/copy.ts';

type Value = string | number | boolean | null | Uint8Array | readonly string[] | Date;
export type Row = Readonly<Record<string, Value>>;

const escaped = (text: string): string =>
  text.replace(/[\\\t\n\r]/g, (one) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[one]!);

const field = (value: Value): string => {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
  if (Array.isArray(value)) return escaped(`{${value.map((one: string) => JSON.stringify(one)).join(',')}}`);
  return escaped(String(value));
};

async function* linesOf(rows: readonly Row[], columns: readonly string[]): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < rows.length; i += 500)
    yield Buffer.from(
      rows
        .slice(i, i + 500)
        .map((row) => `${columns.map((column) => field(row[column]!)).join('\t')}\n`)
        .join(''),
    );
}

/** Copies rows into a table; all rows have the columns of the first. */
export const copyRows = async (client: pg.ClientBase, table: string, rows: readonly Row[]): Promise<void> => {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  await copyIn(client, `copy ${table} (${columns.join(', ')}) from stdin`, linesOf(rows, columns));
};
