import type { z } from 'zod';
import { type EntryKind, isBad, type list, type Means, type one, type RatingState } from '../../../../modules/evaluation/contract.ts';
import type { DueDay } from '../../../ui/clock.ts';
import type { Text } from '../../../ui/words.ts';

export type Rating = z.output<typeof list.answer>['rows'][number];
export type RatingEntry = z.output<typeof one.answer>['entries'][number];
type Names<K extends string> = Readonly<Record<K, Text>>;

export const MEANS_NAMES: Names<Means> = {
  code: { zh: '扫回执上的码', en: 'code on the receipt' },
  sms: { zh: '短信', en: 'SMS' },
  paper: { zh: '纸质评价单', en: 'paper slip' },
  handed_phone: { zh: '当面递手机', en: 'phone handed over' },
};
export const RATING_STATE_NAMES: Names<RatingState> = {
  good: { zh: '不用回访', en: 'Nothing to follow' },
  open: { zh: '等回访', en: 'To be called back' },
  contacted: { zh: '联系上了，等整改', en: 'Reached; to be put right' },
  mended: { zh: '整改好了', en: 'Put right' },
  withdrawn: { zh: '本人撤回，不计', en: 'Taken back; not counted' },
  set_aside: { zh: '申诉成立，不计', en: 'Appeal upheld; not counted' },
};
export const ENTRY_NAMES: Names<EntryKind> = {
  call: { zh: '回访', en: 'Call-back' },
  appeal: { zh: '申诉', en: 'Appeal' },
  withdrawn: { zh: '本人撤回评价', en: 'Taken back by the person' },
  set_aside: { zh: '申诉成立，评价不计', en: 'Appeal upheld; not counted' },
  stands: { zh: '申诉不成立，评价照算', en: 'Appeal rejected; the rating stands' },
};
export const GROUND_NAMES: Names<'malicious' | 'mistaken'> = {
  mistaken: { zh: '评错了事', en: 'Meant for something else' },
  malicious: { zh: '恶意评价', en: 'Malicious' },
};
export const SATISFIED_NAMES: Names<'yes' | 'no' | 'not_said'> = {
  yes: { zh: '现在满意', en: 'satisfied now' },
  no: { zh: '还不满意', en: 'still dissatisfied' },
  not_said: { zh: '没说', en: 'did not say' },
};

/** A bad rating on which something is still to be done. */
export const isOpen = (rating: Pick<Rating, 'grade' | 'state'>): boolean =>
  isBad(rating.grade) && (rating.state === 'open' || rating.state === 'contacted');

/** The clock that runs now: until the person is reached, then until it is put right. Null once it is over. */
export const runningClock = (rating: Pick<Rating, 'grade' | 'state' | 'contactDue' | 'mendDue'>, today: string): DueDay | null => {
  if (!isOpen(rating)) return null;
  const due = rating.state === 'open' ? rating.contactDue : rating.mendDue;
  return { due, level: due === null || due > today ? 'calm' : due === today ? 'amber' : 'red' };
};
