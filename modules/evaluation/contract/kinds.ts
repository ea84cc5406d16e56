import type { Text } from '../../../kernel/result.ts';

/** The five grades of 好差评 (国办发〔2019〕51号), best first as they are asked. 1 and 2 are bad ratings and are called back. */
export const GRADES = [5, 4, 3, 2, 1] as const;
export type Grade = (typeof GRADES)[number];
export const GRADE_NAMES: Readonly<Record<Grade, Text>> = {
  5: { zh: '非常满意', en: 'Very satisfied' },
  4: { zh: '满意', en: 'Satisfied' },
  3: { zh: '基本满意', en: 'Fairly satisfied' },
  2: { zh: '不满意', en: 'Dissatisfied' },
  1: { zh: '非常不满意', en: 'Very dissatisfied' },
};
export const isBad = (grade: number): boolean => grade <= 2;

/** How a rating came: by the code on the receipt, by SMS, on paper noted by staff, on a helper's phone handed to the person. */
export const MEANS = ['code', 'sms', 'paper', 'handed_phone'] as const;
export type Means = (typeof MEANS)[number];

export const RATING_STATES = ['good', 'open', 'contacted', 'mended', 'withdrawn', 'set_aside'] as const;
export type RatingState = (typeof RATING_STATES)[number];

export const ENTRY_KINDS = ['call', 'appeal', 'withdrawn', 'set_aside', 'stands'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
