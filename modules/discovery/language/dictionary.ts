import { parseDay } from './calendar.ts';
import { compare, integer, parseDecimal, type Rational } from './rational.ts';

/**
 * The dictionary of facts: what may be known about a resident, in the words a rule uses.
 * Bounds and values are promises about every completion of an unknown fact: verdicts are settled with them.
 */
export type FactType = 'number' | 'boolean' | 'string' | 'date';

/** A known value. Numbers and days are exact (days since 1970-01-01, see calendar.ts). */
export type Value = Rational | boolean | string;

export type Fact = {
  /** As rules and spreadsheets write it: 月收入 */
  readonly name: string;
  readonly type: FactType;
  /** If given, nothing else is possible. */
  readonly values?: readonly Value[];
  readonly min?: Rational;
  readonly max?: Rational;
  /** 元, 岁 … for reading a rule back */
  readonly unit?: string;
  /** Groups facts on a form: 收入, 身体 … */
  readonly kind?: string;
  /** Where it usually comes from: roster, visit, department */
  readonly source?: string;
  /** Days after which it must be asked again. */
  readonly validDays?: number;
  readonly sensitivity?: 'open' | 'personal' | 'sensitive';
  /** How a helper asks for it, in plain words. */
  readonly question?: { readonly zh: string; readonly en: string };
};

export type Dictionary = { readonly facts: readonly Fact[]; readonly index: ReadonlyMap<string, number> };

/** @throws Error when two facts have one name: a dictionary is checked where it is entered */
export const dictionaryOf = (facts: readonly Fact[]): Dictionary => {
  const index = new Map<string, number>();
  facts.forEach((fact, i) => {
    if (index.has(fact.name)) throw new Error(`fact ${fact.name} is defined twice`);
    index.set(fact.name, i);
  });
  // in a rule any run of spaces in a name counts as one
  facts.forEach(({ name }, i) => {
    const plain = name.trim().replace(/\s+/g, ' ');
    if (!index.has(plain)) index.set(plain, i);
  });
  return { facts, index };
};

export type Read = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly zh: string; readonly en: string };
const bad = (zh: string, en: string): Read => ({ ok: false, zh, en });

/** Spreadsheet programs write TRUE for true. */
const parse = (type: FactType, text: string): Value | undefined => {
  if (type === 'string') return text;
  if (type === 'boolean') return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
  if (type === 'number') return parseDecimal(text);
  const day = parseDay(text);
  return day === undefined ? undefined : integer(day);
};

export const sameValue = (a: Value, b: Value): boolean =>
  typeof a === 'object' && typeof b === 'object' ? a.n === b.n && a.d === b.d : a === b;

const LOOKS = {
  number: { zh: '数字（如 1200.5）', en: 'a number such as 1200.5' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  date: { zh: '日期（如 1950-03-08）', en: 'a date such as 1950-03-08' },
  string: { zh: '文字', en: 'a text' },
} as const;

/** A text as a value of the fact; refuses what is not of its type or lies outside values and bounds (a negative age is never used silently). */
export const readValue = (fact: Fact, text: string): Read => {
  const value = parse(fact.type, text);
  if (value === undefined) return bad(`“${fact.name}”应为${LOOKS[fact.type].zh}`, `${fact.name} must be ${LOOKS[fact.type].en}`);
  if (fact.values && !fact.values.some((allowed) => sameValue(allowed, value)))
    return bad(`“${fact.name}”不在可选值中`, `${fact.name} is not one of its values`);
  if (typeof value === 'object') {
    if (fact.min && compare(value, fact.min) < 0) return bad(`“${fact.name}”小于允许的最小值`, `${fact.name} is below its minimum`);
    if (fact.max && compare(value, fact.max) > 0) return bad(`“${fact.name}”大于允许的最大值`, `${fact.name} is above its maximum`);
  }
  return { ok: true, value };
};
