import type { ReactNode } from 'react';
import type { CaseRow } from '../../../../modules/cases/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ClockBadge } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CLOSED } from './case-words.ts';

const words = dictionary({
  补正: 'a correction',
  '{day}到期，已超': 'Overdue since {day}',
  '{day}到期，快到了': 'Due soon, {day}',
  '{day}前': 'by {day}',
});

/** In a list the day is enough; amber and red come from the server, with a word. */
export const RowClock = ({ row }: { row: Pick<CaseRow, 'state' | 'due' | 'level'> }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  if (row.state === 'awaiting_correction') return <ClockBadge clock={{ state: 'paused', waitingFor: t('补正') }} />;
  if (CLOSED.has(row.state) || row.due === null) return null;
  const day = format.shortDay(row.due);
  if (row.level === 'red') return <span className="clock clock--late">{t('{day}到期，已超', { day })}</span>;
  if (row.level === 'amber') return <span className="clock clock--soon">{t('{day}到期，快到了', { day })}</span>;
  return <span className="soft nobr">{t('{day}前', { day })}</span>;
};
