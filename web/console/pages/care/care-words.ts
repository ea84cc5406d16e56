import { CARE_KIND_NAMES, type CareRow } from '../../../../modules/residents/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  '每 {n} 天': 'every {n} {n:day|days}',
  天天: 'daily',
  '{day} {who}{how}': '{day}, {who}, {how}',
  同事: 'a colleague',
  还没有人去过: 'nobody has been there yet',
});

/** How an entry of a care list is said. */
export const useCareWords = () => {
  const t = useWords(words);
  const format = useFormat();
  return {
    /** A list of another kind goes by its own name. */
    kind: (entry: Pick<CareRow, 'kind' | 'called'>): string => entry.called ?? format.text(CARE_KIND_NAMES[entry.kind]),
    rhythm: (everyDays: number): string => (everyDays === 1 ? t('天天') : t('每 {n} 天', { n: everyDays })),
    last: (last: CareRow['last'], how: string): string =>
      last === null ? t('还没有人去过') : t('{day} {who}{how}', { day: format.shortDay(last.on), who: last.by ?? t('同事'), how }),
  };
};

/** The tone of a due visit, as clocks have it. */
export const LEVEL_TONES = { fine: 'calm', due: 'amber', overdue: 'red' } as const satisfies Record<CareRow['level'], string>;
