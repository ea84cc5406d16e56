import type { z } from 'zod';
import type { taskRow } from '../../../../modules/work/contract.ts';
import type { Text } from '../../../ui/words.ts';

export type TaskRow = z.output<typeof taskRow>;

/** Where the page of a matter is; null for those that have none on the desk. */
export const pathOfSubject = ({ subjectKind, subject }: Pick<TaskRow, 'subjectKind' | 'subject'>): string | null => {
  if (subjectKind === 'ask') return `/asks/${subject}`;
  if (subjectKind === 'case') return `/cases/${subject}`;
  if (subjectKind === 'rating') return `/ratings/${subject}`;
  return subjectKind === 'resident' ? `/residents/${subject}` : null;
};

export const SUBJECT_NAMES: Readonly<Record<TaskRow['subjectKind'], Text>> = {
  ask: { zh: '诉求', en: 'Ask' },
  case: { zh: '办件', en: 'Case' },
  resident: { zh: '居民', en: 'Resident' },
  parcel: { zh: '物件', en: 'Parcel' },
  rating: { zh: '评价', en: 'Rating' },
  refusal: { zh: '没送成的', en: 'Not accepted' },
  passed_list: { zh: '转来的清单', en: 'List passed on' },
};
