import type { Text } from '../../../../kernel/result.ts';

/**
 * What may be known about a person (情况), in the words that policies use. A fact is dated and may be unknown: unknown is not no.
 * A number is carried as a decimal text, a day as `2026-11-21`.
 */
export type FactDefinition = {
  readonly type: 'boolean' | 'number' | 'string' | 'date';
  /** What is counted: 元 次 人 … Money is in yuan, exact to the fen. */
  readonly unit?: string;
  /** Nothing else is possible. */
  readonly values?: readonly string[];
  /** Outside these it is nonsense and refused. */
  readonly min?: number;
  readonly max?: number;
  /** Digits after the point at most; 0 for what is counted. */
  readonly decimals?: number;
  /** Above this it is rare: taken, and flagged so that somebody looks once more. */
  readonly rareAbove?: number;
  /** Must be asked again after so many days; without it (and without `holdsFor`) the fact holds until a newer one. */
  readonly validDays?: number;
  /** What is said of “this year” says nothing of the next: it holds until 31 December of the year of its day. */
  readonly holdsFor?: 'calendar_year';
  /** For forms: which part of life it belongs to. */
  readonly group: FactGroup;
  /** Of the household rather than of the one person. */
  readonly ofHousehold?: true;
  /** Health and money: shown to the roles of SENSITIVE_ROLES, and to whoever recorded it. */
  readonly sensitive?: true;
  /** Never recorded: it follows from the register. */
  readonly derived?: 'birth' | 'sex';
  /** As one asks at the table. */
  readonly question: Text;
};

export const FACT_GROUPS = ['生活', '身体', '医疗', '收入', '保障', '经营'] as const;
export type FactGroup = (typeof FACT_GROUPS)[number];

/** Days after which what was true is asked again: a year and a day, so that a yearly round keeps it fresh. */
export const YEAR = 366;
