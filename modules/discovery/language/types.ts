import type { ArithmeticOp, Scalar } from './expression.ts';

export const TYPE_WORDS: Readonly<Record<Scalar | 'member', { readonly zh: string; readonly en: string }>> = {
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: '是/否', en: 'a yes/no' },
  string: { zh: '文字', en: 'a text' },
  date: { zh: '日期', en: 'a date' },
  months: { zh: '年月时长', en: 'a duration in years and months' },
  seconds: { zh: '天数时长', en: 'a duration in days' },
  member: { zh: '家庭成员', en: 'a member of the household' },
};

export const LIST_FUNCTIONS: ReadonlySet<string> = new Set(['count', 'sum', 'min', 'max', 'mean', 'any', 'all', 'list contains']);

const ARITHMETIC: Readonly<Record<string, Scalar>> = {
  'number + number': 'number',
  'number - number': 'number',
  'number * number': 'number',
  'number / number': 'number',
  'string + string': 'string',
  'date - date': 'seconds',
  'date + months': 'date',
  'months + date': 'date',
  'date - months': 'date',
  'date + seconds': 'date',
  'seconds + date': 'date',
  'date - seconds': 'date',
  'months + months': 'months',
  'months - months': 'months',
  'seconds + seconds': 'seconds',
  'seconds - seconds': 'seconds',
  'months * number': 'months',
  'number * months': 'months',
  'months / number': 'months',
  'months / months': 'number',
  'seconds * number': 'seconds',
  'number * seconds': 'seconds',
  'seconds / number': 'seconds',
  'seconds / seconds': 'number',
};

export const arithmeticType = (op: ArithmeticOp, left: Scalar, right: Scalar): Scalar | undefined => ARITHMETIC[`${left} ${op} ${right}`];
