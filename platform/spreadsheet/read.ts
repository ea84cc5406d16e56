import { HucreError, streamCsvRows, streamXlsxRows, stripBom } from 'hucre';
import type { Refusal } from '../../kernel/result.ts';

/** What is read at most. A register of a township has a few thousand rows. */
export const SPREADSHEET_LIMITS = { bytes: 10 * 1024 * 1024, rows: 20_000, columns: 100, cell: 2_000 } as const;
export type Limits = { readonly [K in keyof typeof SPREADSHEET_LIMITS]: number };

export type Read = { readonly ok: true; readonly rows: readonly (readonly string[])[] } | { readonly ok: false; readonly refusal: Refusal };

const refused = (code: string, zh: string, en: string): Read => ({ ok: false, refusal: { code, zh, en } });

const tooManyRows = (rows: number): Read =>
  refused('table_rows', `表格超过 ${rows} 行，请分成几份再传`, `The table has more than ${rows} rows. Split it and send the parts`);
const tooWide = (columns: number): Read =>
  refused('table_columns', `表格超过 ${columns} 列，请用模板填写`, `The table has more than ${columns} columns. Use the template`);
const cellTooLong = (row: number): Read =>
  refused('table_cell', `第 ${row} 行有一格太长，请改短`, `A cell in row ${row} is too long. Shorten it`);
const damaged = refused(
  'table_unreadable',
  '这个文件读不出来：可能损坏，或不是表格。请另存为 .xlsx 或 CSV 再传',
  'This file can’t be read: it may be damaged or no table. Save it as .xlsx or CSV and send it again',
);

/** Old Excel (.xls) and password-protected files share this container; a reader can't tell them apart in words of its own. */
const OLE2 = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP = Buffer.from([0x50, 0x4b]);
const startsWith = (bytes: Uint8Array, mark: Buffer): boolean => mark.equals(bytes.subarray(0, mark.length));

/** The text that a person sees: days without a time of day as 2026-11-21, whole numbers without exponent or point. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value.toFixed(0) : String(value);
  return String(value);
};

/** CSV as saved in China is often GBK: taken where it is no UTF-8. */
const decoded = (bytes: Uint8Array): string => {
  try {
    return stripBom(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('gb18030').decode(bytes);
    throw error;
  }
};

async function* rowsOf(bytes: Uint8Array, limits: Limits): AsyncGenerator<{ readonly index: number; readonly values: readonly unknown[] }> {
  if (startsWith(bytes, ZIP)) {
    yield* streamXlsxRows(bytes, { sheet: 0, maxRows: limits.rows + 1 });
    return;
  }
  let index = 0;
  for (const values of streamCsvRows(decoded(bytes), { maxRows: limits.rows + 1 })) {
    yield { index, values };
    index += 1;
  }
}

/**
 * The first sheet of an xlsx file, or a CSV, as rows of texts; empty rows keep their place, so that row i is line i + 1 of the file.
 * Refused: `table_size`, `table_rows`, `table_columns`, `table_cell`, `table_old_or_locked`, `table_unreadable`, `table_empty`.
 */
export const readTable = async (bytes: Uint8Array, limits: Limits = SPREADSHEET_LIMITS): Promise<Read> => {
  if (bytes.length > limits.bytes)
    return refused(
      'table_size',
      `文件超过 ${Math.floor(limits.bytes / 1024 / 1024)} MB，请分成几份再传`,
      `The file is larger than ${Math.floor(limits.bytes / 1024 / 1024)} MB. Split it and send the parts`,
    );
  if (startsWith(bytes, OLE2))
    return refused(
      'table_old_or_locked',
      '这是旧版 .xls 或加了密码的文件，请在 Excel 或 WPS 里另存为不加密的 .xlsx 再传',
      'This is an old .xls or a file with a password. Save it as .xlsx without password and send it again',
    );
  // Binary that is no ZIP (pictures, PDF) would pass as one strange line of CSV.
  if (!startsWith(bytes, ZIP) && bytes.subarray(0, 4096).includes(0)) return damaged;
  const rows: string[][] = [];
  try {
    for await (const { index, values } of rowsOf(bytes, limits)) {
      if (index >= limits.rows) return tooManyRows(limits.rows);
      const texts = values.map(textOf);
      while (texts.length > 0 && texts.at(-1)!.trim() === '') texts.pop();
      if (texts.length > limits.columns) return tooWide(limits.columns);
      if (texts.some((text) => text.length > limits.cell)) return cellTooLong(index + 1);
      while (rows.length < index) rows.push([]);
      rows.push(texts);
    }
  } catch (error) {
    if (error instanceof HucreError) return damaged;
    throw error;
  }
  while (rows.length > 0 && rows.at(-1)!.length === 0) rows.pop();
  if (rows.length === 0)
    return refused('table_empty', '表格是空的，请检查是不是传错了文件', 'The table is empty. Check whether it is the right file');
  return { ok: true, rows };
};
