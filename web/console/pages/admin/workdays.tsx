import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { yearOf } from '../../../../kernel/time.ts';
import { calendar } from '../../../../modules/work/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { DayPane } from './day-pane.tsx';
import { PLACE, type WorkYear } from './place.ts';
import './workdays.css';
import { YearForm } from './year-form.tsx';
import { YearGrid } from './year-grid.tsx';

const words = dictionary({
  管理: 'Administration',
  '{year}年放假安排未公布': 'Holidays of {year} not published',
  '{year}年按国务院的放假安排，随程序带来': '{year} follows the State Council’s notice, which came with the program',
  '{year}年按国务院的放假安排，由本区导入': '{year} follows the State Council’s notice, which the district imported',
  哪一年: 'Which year',
  导入一年的放假安排: 'Import a year’s holidays',
  '未公布。算到{year}年的期限先不给日子，不猜；公布后在这里导入，期限几秒内自动补上。':
    'Not published. A limit that runs into {year} has no due day yet; none is guessed. Import the notice here once it is out, and due days follow within seconds.',
  本区自己定的日子: 'Days the district has set',
  '本区在{year}年没有另外定日子。': 'The district has set no day of its own in {year}.',
  休息: 'rest',
  上班: 'work',
  撤回了: 'withdrawn',
  周末: 'weekend',
  放假: 'holiday',
  调休上班: 'make-up working day',
  本区自定: 'set by the district',
});

/** The year's working days; who answers for the whole district sets days of its own and imports a year. */
export const WorkdaysTab = ({ tabs }: { tabs: ReactNode }): ReactNode => {
  const t = useWords(words);
  const { today } = useLook();
  const [place, move] = usePlace(PLACE);
  const now = yearOf(today);
  const year = place.year ?? now;
  const found = useRead(calendar, { year }, { keepPrevious: true });
  const data = found.data;
  const day = data?.days.find((one) => one.day === place.day);
  const side =
    data === undefined ? undefined : place.adding === 'year' && data.mayChange ? (
      <YearForm close={(imported) => move({ adding: undefined, day: undefined, ...(imported === undefined ? {} : { year: imported }) })} />
    ) : day ? (
      <DayPane key={day.day} day={day} own={data.own.filter((one) => one.day === day.day)} mayChange={data.mayChange} />
    ) : undefined;
  const lead =
    data === undefined
      ? undefined
      : data.source === null
        ? t('{year}年放假安排未公布', { year: data.year })
        : data.source === 'program'
          ? t('{year}年按国务院的放假安排，随程序带来', { year: data.year })
          : t('{year}年按国务院的放假安排，由本区导入', { year: data.year });
  const years = [...new Set([now - 1, now, now + 1, year])].sort();
  return (
    <Page
      title={t('管理')}
      lead={lead}
      actions={
        data?.mayChange && place.adding === undefined ? (
          <button type="button" className="ui-button ui-button--primary" onClick={() => move({ adding: 'year' })}>
            {t('导入一年的放假安排')}
          </button>
        ) : null
      }
      side={side}
    >
      <div className="filters">{tabs}</div>
      <div className="filters">
        <Segmented
          aria-label={t('哪一年')}
          value={year}
          onChange={(chosen) => move({ year: Number(chosen), day: undefined })}
          options={years}
        />
        <ul className="day-key">
          <li className="day-key__weekend">{t('周末')}</li>
          <li className="day-key__holiday">{t('放假')}</li>
          <li className="day-key__makeup">{t('调休上班')}</li>
          <li className="day-key__own">{t('本区自定')}</li>
        </ul>
      </div>
      {found.error ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : data === undefined ? (
        <Wait />
      ) : (
        <>
          {data.source === null ? (
            <p className="year-unknown">
              {t('未公布。算到{year}年的期限先不给日子，不猜；公布后在这里导入，期限几秒内自动补上。', { year: data.year })}
            </p>
          ) : null}
          <YearGrid data={data} today={today} selected={place.day} select={(chosen) => move({ day: chosen, adding: undefined })} />
          <OwnDays data={data} select={(chosen) => move({ day: chosen, adding: undefined })} />
        </>
      )}
    </Page>
  );
};

const OwnDays = ({ data, select }: { data: WorkYear; select: (day: string) => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <section className="own-days">
      <h2>{t('本区自己定的日子')}</h2>
      {data.own.length === 0 ? (
        <p className="soft">{t('本区在{year}年没有另外定日子。', { year: data.year })}</p>
      ) : (
        <ul className="plain">
          {data.own.map((one) => (
            <li key={one.id}>
              <button type="button" className="rows__open" onClick={() => select(one.day)}>
                {format.day(one.day)}
              </button>{' '}
              <span className={one.withdrawn === null ? '' : 'is-struck'}>
                {one.kind === 'rest' ? t('休息') : t('上班')} · {format.text(one.reason)}
              </span>
              {one.withdrawn === null ? null : (
                <span className="soft">
                  {' '}
                  {t('撤回了')} · {one.withdrawn.why}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
