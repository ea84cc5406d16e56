import { toHalfWidth } from '../../../kernel/checked.ts';
import type { Refusal } from '../../../kernel/result.ts';
import { type Day, isDay } from '../../../kernel/time.ts';
import { FACT_NAMES, factNamed, type ImportRow, importRow } from '../contract.ts';
import { checkContact } from './contacts.ts';
import { readFact } from './facts.ts';
import { checkIdentity } from './identity.ts';
import { ID_TWICE, numberOf, problemOf, type RowProblem } from './import.ts';

/** Columns of the template, in order. Any fact of the dictionary may follow as a further column. */
export const IMPORT_COLUMNS = [
  '姓名',
  '身份证号',
  '性别',
  '出生日期',
  '村组',
  '户号',
  '与户主关系',
  '住址',
  '手机',
  '现居地',
  '语言',
] as const;
type Column = (typeof IMPORT_COLUMNS)[number];
const REQUIRED: readonly Column[] = ['姓名', '村组'];
/** Facts that the template already has. */
const TEMPLATE_FACTS = ['低保', '残疾', '独居', '卧床', '智能手机'] as const;

/** The template as rows of text: the heading and one invented example. */
export const importTemplate = (): readonly (readonly string[])[] => [
  [...IMPORT_COLUMNS, ...TEMPLATE_FACTS],
  [
    '示例：陈阿姨',
    '330903195103080005',
    '女',
    '1951-03-08',
    '蚂蚁岛一组',
    '0012',
    '户主',
    '一组12号',
    '13800000000',
    '',
    '舟山话',
    '是',
    '否',
    '是',
    '否',
    '',
  ],
];

export type PreviewArea = { readonly path: string; readonly name: string; readonly aliases: readonly string[] };
export type PreviewRow = { readonly row: number; readonly value: ImportRow | null; readonly problems: readonly RowProblem[] };
export type Preview = {
  /** Problems of the heading: nothing can be read then. */
  readonly heading: readonly RowProblem[];
  /** Columns that are not understood and are left out. */
  readonly ignored: readonly string[];
  readonly rows: readonly PreviewRow[];
};

const SEX = { 女: 'female', 男: 'male' } as const;

/** `1951-03-08`, `1951/3/8`, `1951.3.8`, `1951年3月8日`, `19510308` as a day; undefined if it is none. */
export const readDay = (text: string): Day | undefined => {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
};

const problem = (row: number, column: string | null, code: string, zh: string, en: string): RowProblem => ({ row, column, code, zh, en });

/**
 * A table as typed into the template → what each row would register, or what is wrong with it and in which column.
 * Pure: duplicates against the registry are found by `residents.import_rows` with `check`.
 * @param table rows of cell texts, the heading first @param newId an id for each person
 */
export const previewRows = (
  table: readonly (readonly string[])[],
  { areas, today, newId }: { readonly areas: readonly PreviewArea[]; readonly today: Day; newId(): string },
): Preview => {
  const heading = (table[0] ?? []).map((cell) => toHalfWidth(cell).replace(/[\s*]/g, ''));
  const missing = REQUIRED.filter((column) => !heading.includes(column));
  const twice = heading.filter((column, i) => column !== '' && heading.indexOf(column) !== i);
  const wrong = [
    ...missing.map((c) =>
      problem(1, c, 'column_missing', `表头缺少“${c}”这一列，请用模板填写`, `The column ${c} is missing. Use the template`),
    ),
    ...twice.map((c) =>
      problem(1, c, 'column_twice', `表头里“${c}”出现了两次，请删去一列`, `The column ${c} stands there twice. Remove one`),
    ),
  ];
  const known = (column: string): boolean => (IMPORT_COLUMNS as readonly string[]).includes(column) || factNamed(column) !== undefined;
  const ignored = heading.filter((column) => column !== '' && !known(column));
  if (wrong.length > 0) return { heading: wrong, ignored, rows: [] };

  const pathsOf = new Map<string, Set<string>>();
  for (const area of areas)
    for (const name of [area.name, ...area.aliases]) pathsOf.set(name, (pathsOf.get(name) ?? new Set()).add(area.path));
  const seen = new Set<string>();
  const rows: PreviewRow[] = [];
  for (const [i, cells] of table.entries()) {
    if (i === 0 || cells.every((cell) => cell.trim() === '')) continue;
    rows.push(previewRow(i + 1, cells, heading, { pathsOf, today, newId, seen }));
  }
  return { heading: [], ignored, rows };
};

const previewRow = (
  row: number,
  cells: readonly string[],
  heading: readonly string[],
  ctx: { pathsOf: ReadonlyMap<string, ReadonlySet<string>>; today: Day; newId(): string; seen: Set<string> },
): PreviewRow => {
  const problems: RowProblem[] = [];
  const cell = (column: string): string | null => {
    const at = heading.indexOf(column);
    return (at < 0 ? undefined : cells[at])?.trim() || null;
  };
  const refused = (refusal: Refusal): void => void problems.push(problemOf(row, refusal));

  const paths = ctx.pathsOf.get(cell('村组') ?? '');
  if (cell('村组') === null) problems.push(problem(row, '村组', 'area_empty', '没有填村组', 'The village group is empty'));
  else if (paths === undefined)
    problems.push(
      problem(
        row,
        '村组',
        'area_unknown',
        '没有这个村组，请按系统里的名称填写',
        'There is no such village group. Write it as it is named here',
      ),
    );
  else if (paths.size > 1)
    problems.push(
      problem(row, '村组', 'area_ambiguous', '有几个同名的村组，请写全名', 'Several village groups have this name. Write it in full'),
    );

  const sexText = cell('性别');
  const sex = sexText === null ? null : (SEX[sexText as keyof typeof SEX] ?? undefined);
  if (sex === undefined) problems.push(problem(row, '性别', 'sex_shape', '性别填 男 或 女', 'Sex is 男 or 女'));
  const birthText = cell('出生日期');
  const birth = birthText === null ? null : readDay(birthText);
  if (birth === undefined)
    problems.push(
      problem(row, '出生日期', 'day_shape', '出生日期看不懂，请这样写：1951-03-08', 'The birthday is not clear. Write it like 1951-03-08'),
    );

  const idNumber = cell('身份证号');
  const identity = checkIdentity({ idNumber, sex: sex ?? null, birth: birth ?? null }, ctx.today);
  if (!identity.ok) refused(identity.refusal);
  const number = numberOf({ idNumber }, ctx.today);
  if (number !== null && ctx.seen.has(number)) refused(ID_TWICE);
  if (number !== null) ctx.seen.add(number);

  const phone = cell('手机');
  if (phone !== null) {
    const contact = checkContact({
      id: '',
      kind: 'own_phone',
      name: null,
      relation: null,
      phone,
      place: null,
      bestHours: null,
      trusted: false,
      note: null,
    });
    if (!contact.ok) refused(contact.refusal);
  }
  const facts: ImportRow['facts'] = [];
  for (const name of FACT_NAMES) {
    const text = cell(name);
    if (text === null) continue;
    const value = readFact(name, factNamed(name)!, text);
    if (!value.ok) refused({ ...value.refusal, info: { name } });
    else if (value.value !== null) facts.push({ name, value: value.value });
  }
  const value = {
    row,
    id: ctx.newId(),
    area: paths?.size === 1 ? [...paths][0]! : '',
    name: cell('姓名') ?? '',
    idNumber,
    sex: sex ?? null,
    birth: birth ?? null,
    relation: cell('与户主关系'),
    address: cell('住址'),
    livesElsewhere: cell('现居地'),
    language: cell('语言'),
    householdNumber: cell('户号'),
    phone,
    facts,
  };
  if (cell('姓名') === null) problems.push(problem(row, '姓名', 'name_empty', '没有填姓名', 'The name is empty'));
  if (problems.length === 0) {
    const parsed = importRow.safeParse(value);
    if (parsed.success) return { row, value: parsed.data, problems };
    const field = String(parsed.error.issues[0]?.path[0] ?? '');
    const column = FIELD_COLUMN[field] ?? null;
    problems.push(
      problem(
        row,
        column,
        'cell_shape',
        `“${column ?? field}”太长或有不能用的字符，请改短`,
        `${column ?? field} is too long or holds characters that can't be used`,
      ),
    );
  }
  return { row, value: null, problems };
};

const FIELD_COLUMN: Readonly<Record<string, Column>> = {
  name: '姓名',
  idNumber: '身份证号',
  relation: '与户主关系',
  address: '住址',
  livesElsewhere: '现居地',
  language: '语言',
  householdNumber: '户号',
  phone: '手机',
};
