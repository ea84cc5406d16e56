import { parseCsv } from 'hucre';
import { z } from 'zod';
import { bad, type Checked, toHalfWidth } from '../../kernel/checked.ts';
import type { PublishedYear } from '../../kernel/workdays.ts';
import { type YearData, yearFrom } from './year-data.ts';

const daysByName = z.record(z.string().max(12), z.string().min(1).max(60));
const yearFile = z.object({ holidays: daysByName, workdays: daysByName });

const REST = new Set(['休', '放假', '休息', 'rest']);
const WORK = new Set(['班', '上班', '调休上班', 'work']);

const yearOfDays = (days: YearData): number => Number((Object.keys(days.holidays)[0] ?? '').slice(0, 4));

const finish = (days: YearData): Checked<PublishedYear> =>
  Object.keys(days.holidays).length === 0
    ? bad(
        'calendar_incomplete',
        '文件里没有放假的日子，请贴上通知里的全部日期',
        'The file has no days off. Give all the days of the notice',
      )
    : yearFrom(yearOfDays(days), days);

/** The file of one year as chinese-days publishes it (`years/2027.json`). */
const fromJson = (text: string): Checked<PublishedYear> => {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return bad(
      'calendar_json',
      '文件不是完整的 JSON，请重新下载或改用表格',
      'The file is not whole JSON. Download it again or use a table',
    );
  }
  const parsed = yearFile.safeParse(raw);
  if (!parsed.success)
    return bad(
      'calendar_json',
      '文件里要有 holidays 和 workdays 两项，请换一个文件',
      'The file needs holidays and workdays. Use another file',
    );
  return finish(parsed.data);
};

/** `2027/1/1` and `2027-1-1`, as spreadsheets write them, to `2027-01-01`. */
const dayFrom = (cell: string): string => {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell);
  return parts === null ? cell : `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
};

/** Three columns, `日期,休/班,节日`: one row a day, with or without a heading. */
const fromCsv = (text: string): Checked<PublishedYear> => {
  const holidays: Record<string, string> = {};
  const workdays: Record<string, string> = {};
  const rows = parseCsv(text, { skipEmptyRows: true }).map((row) => row.map((cell) => toHalfWidth(String(cell ?? '')).trim()));
  for (const [i, [date = '', kind = '', name = '']] of rows.entries()) {
    if (i === 0 && !/^\d/.test(date)) continue;
    if (name === '' || (!REST.has(kind) && !WORK.has(kind)))
      return bad(
        'calendar_row',
        `第 ${i + 1} 行看不懂，请写成：2027-01-01,休,元旦`,
        `Row ${i + 1} is not clear. Write it as: 2027-01-01,休,元旦`,
      );
    const into = REST.has(kind) ? holidays : workdays;
    const day = dayFrom(date);
    if (day in holidays || day in workdays)
      return bad(
        'calendar_row',
        `第 ${i + 1} 行的日期前面已经写过，请删掉一行`,
        `The day of row ${i + 1} was given before. Delete one of the rows`,
      );
    into[day] = name;
  }
  return finish({ holidays, workdays });
};

/** A year's notice, brought by hand to an office without internet: JSON or CSV, told apart by its first character. */
export const importYear = (text: string): Checked<PublishedYear> =>
  text
    .trimStart()
    .replace(/^\uFEFF/, '')
    .startsWith('{')
    ? fromJson(text.trimStart().replace(/^\uFEFF/, ''))
    : fromCsv(text);
