import { writeXlsxStream } from 'hucre';

/** A text that Excel would run as a formula when the file is opened (=, +, -, @) is kept a text. */
export const safeCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/**
 * Rows as an xlsx file, written as they come: memory does not grow with the number of rows. All cells are texts, so that ID numbers and
 * leading zeros survive.
 * @param name of the sheet, at most 31 characters
 */
export const writeTable = (
  name: string,
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
): ReadableStream<Uint8Array> => writeXlsxStream(cells(rows), { name: name.slice(0, 31), freezePane: { rows: 1 } });

async function* cells(rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield row.map(safeCell);
}
