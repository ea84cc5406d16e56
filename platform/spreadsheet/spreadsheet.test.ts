import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { type Limits, readTable, SPREADSHEET_LIMITS, safeCell, writeTable } from './index.ts';

const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> => new Uint8Array(await new Response(stream).arrayBuffer());
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const codeOf = async (bytes: Uint8Array, limits: Limits = SPREADSHEET_LIMITS): Promise<string | null> => {
  const read = await readTable(bytes, limits);
  return read.ok ? null : read.refusal.code;
};

describe('spreadsheets', () => {
  test('[R1] what is written comes back: long numbers, leading zeros, empty cells', async () => {
    const rows = [
      ['姓名', '身份证号', '户号'],
      ['陈阿姨', '330903195103080005', '0012'],
      ['', '', '7'],
    ];
    expect(await readTable(await bytesOf(writeTable('居民', rows)))).toEqual({ ok: true, rows });
  });

  test('[R1] numbers, days and booleans typed in Excel come as the texts one sees', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'a',
          rows: [
            ['手机', '生日', '低保'],
            [13800000000, new Date(Date.UTC(1951, 2, 8)), true],
          ],
        },
      ],
    });
    expect(await readTable(bytes)).toEqual({
      ok: true,
      rows: [
        ['手机', '生日', '低保'],
        ['13800000000', '1951-03-08', '是'],
      ],
    });
  });

  test('[R1] CSV in UTF-8, with a mark, and in GBK as Excel saves it', async () => {
    const rows = [
      ['姓名', '村组'],
      ['陈阿姨', '一组, 二组'],
    ];
    for (const csv of [text('姓名,村组\r\n陈阿姨,"一组, 二组"\r\n'), text('\ufeff姓名,村组\n陈阿姨,"一组, 二组"')])
      expect(await readTable(csv)).toEqual({ ok: true, rows });
    const gbk = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xb3, 0xc2]);
    expect(await readTable(gbk)).toEqual({ ok: true, rows: [['姓名'], ['陈']] });
  });

  test('[R1] a text that looks like a number stays what was typed in CSV', async () => {
    expect(await readTable(text('身份证号,户号\n330903195103080005,0012'))).toEqual({
      ok: true,
      rows: [
        ['身份证号', '户号'],
        ['330903195103080005', '0012'],
      ],
    });
  });

  test('[R1] a file that is no table is refused by name, never thrown', async () => {
    const good = await bytesOf(writeTable('a', [['姓名'], ['陈阿姨']]));
    expect(await codeOf(good.slice(0, 200))).toBe('table_unreadable');
    expect(await codeOf(text('PK\u0003\u0004nonsense'))).toBe('table_unreadable');
    expect(await codeOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a]))).toBe('table_unreadable');
    expect(await codeOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toBe('table_old_or_locked');
    expect(await codeOf(text(''))).toBe('table_empty');
    expect(await codeOf(text(',,\n , \n'))).toBe('table_empty');
  });

  test('[R1] caps on bytes, rows, columns and cells', async () => {
    const limits = { bytes: 60, rows: 3, columns: 2, cell: 5 };
    expect(await codeOf(text('x'.repeat(61)), limits)).toBe('table_size');
    expect(await codeOf(text('a\nb\nc\nd'), limits)).toBe('table_rows');
    expect(await codeOf(text('a\nb\nc'), limits)).toBeNull();
    expect(await codeOf(text('a,b,c'), limits)).toBe('table_columns');
    expect(await codeOf(text('abcdef'), limits)).toBe('table_cell');
    const four = await bytesOf(writeTable('a', [['1'], ['2'], ['3'], ['4']]));
    expect(await codeOf(four, { ...limits, bytes: 100_000 })).toBe('table_rows');
  });

  test('[R1] a name that Excel would run as a formula stays a text', async () => {
    expect(safeCell('=HYPERLINK("http://x")')).toBe(`'=HYPERLINK("http://x")`);
    expect(safeCell('陈阿姨')).toBe('陈阿姨');
  });
});
