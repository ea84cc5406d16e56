import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { clocks } from '../../../../modules/work/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ClockBadge } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({
  联系时限: 'Contact limit',
  一天一天怎么算的: 'How it is counted, day by day',
  收起: 'Close',
  算: 'counted',
  不算: 'not counted',
  日子: 'Day',
  算不算: 'Counted',
  第几天: 'No.',
  为什么: 'Why',
});

type Counted = z.output<typeof clocks.answer>['rows'][number]['days'];

/** Each day of a period with why it counts or not: to be checked against the calendar on the wall. */
export const CountedDays = ({ days }: { days: Counted }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <table className="counted">
      <caption className="sr-only">{t('一天一天怎么算的')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('日子')}</th>
          <th scope="col">{t('第几天')}</th>
          <th scope="col">{t('为什么')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((one) => (
          <tr key={one.day}>
            <th scope="row" className={one.counted ? 'nobr counted__on' : 'nobr'}>
              {format.day(one.day)}
            </th>
            <td className={one.counted ? 'counted__on' : ''}>
              {one.counted ? one.n : '—'}
              <span className="sr-only"> {one.counted ? t('算') : t('不算')}</span>
            </td>
            <td>{format.text(one.says)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The clock for contacting whoever asked to be served at home. Nothing where the matter has none. */
export const ContactClock = ({ ask }: { ask: string }): ReactNode => {
  const t = useWords(words);
  const { data } = useRead(clocks, { subject: ask });
  const [open, setOpen] = useState(false);
  const clock = data?.rows.find((one) => one.kind === 'contact');
  if (clock === undefined) return null;
  const shown =
    clock.state === 'stopped'
      ? ({ state: 'done', onTime: clock.level !== 'red' } as const)
      : ({ state: 'running', daysLeft: clock.remainingWorkdays, due: clock.due ?? clock.started } as const);
  return (
    <section aria-label={t('联系时限')}>
      <h2>{t('联系时限')}</h2>
      <ClockBadge clock={shown} />
      <div>
        <button type="button" className="ui-button ui-button--quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('收起') : t('一天一天怎么算的')}
        </button>
      </div>
      {open ? <CountedDays days={clock.days} /> : null}
    </section>
  );
};
