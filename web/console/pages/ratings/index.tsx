import { Radio } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { list } from '../../../../modules/evaluation/contract.ts';
import { RATING_LIMITS } from '../../../../modules/evaluation/domain.ts';
import { usePages } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge, Empty } from '../../../ui/pictures.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { GradeTag, RatingPane } from './rating-pane.tsx';
import { MEANS_NAMES, RATING_STATE_NAMES, type Rating, runningClock } from './rating-words.ts';

const words = dictionary({
  评价: 'Ratings',
  '差评 {contact} 个工作日内联系本人，{mend} 个工作日内整改。':
    'Bad ratings: reach the person within {contact} working {contact:day|days}, put it right within {mend}.',
  看哪些: 'Which',
  要处理的: 'To be dealt with',
  差评: 'Bad ones',
  全部: 'All',
  评得怎么样: 'Grade',
  事项: 'Item',
  什么时候: 'When',
  怎么评的: 'By',
  走到哪步: 'State',
  经办人自己记的: 'noted by who did the work',
  等裁定: 'Appeal waits',
  没有要处理的差评: 'No bad rating waits',
  还没有评价: 'No ratings yet',
  '办完一件事，本人扫回执上的码就能评；评了就到这里。':
    'When a matter is done, people rate it with the code on their receipt; it appears here.',
});

const PLACE = z.object({
  of: z.enum(['open', 'bad', 'all']).catch('open'),
  under: z.string().optional().catch(undefined),
  rating: z.string().optional().catch(undefined),
});

const Row = ({ row, selected, select }: { row: Rating; selected: boolean; select: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const clock = runningClock(row, format.today);
  return (
    <tr className={selected ? 'is-selected' : ''}>
      <th scope="row">
        <button type="button" className="rows__open" aria-pressed={selected} onClick={select}>
          <GradeTag grade={row.grade} />
        </button>
      </th>
      <td>
        {format.text(row.item.name)}
        <span className="rows__note">
          <span className="code">{row.caseCode}</span> {row.areaName}
        </span>
      </td>
      <td>
        <Moment at={row.at} />
      </td>
      <td>
        {format.text(MEANS_NAMES[row.means])}
        {row.notedBy === null ? null : (
          <span className="rows__note">
            {row.notedBy} {row.notedByRated ? <span className="own-hand">{t('经办人自己记的')}</span> : null}
          </span>
        )}
      </td>
      <td>
        {format.text(RATING_STATE_NAMES[row.state])} {row.appealed ? <span className="tag">{t('等裁定')}</span> : null}
        {clock === null ? null : (
          <span className="rows__note">
            <DueBadge due={clock} />
          </span>
        )}
      </td>
    </tr>
  );
};

/** What people say of the service, the latest first; bad words are answered at the right. */
const RatingsScreen = (): ReactNode => {
  const t = useWords(words);
  const [{ of, under, rating: chosen }, move] = usePlace(PLACE);
  const pages = usePages(list, { of, ...(under === undefined ? {} : { under }) });
  const { rows } = pages;
  // One that was just settled leaves the list of open ones, but stays at the right until another is chosen.
  const shown = chosen ?? rows[0]?.id;
  return (
    <Page
      title={t('评价')}
      lead={t('差评 {contact} 个工作日内联系本人，{mend} 个工作日内整改。', {
        contact: RATING_LIMITS.contact.n,
        mend: RATING_LIMITS.mend.n,
      })}
      side={shown === undefined ? undefined : <RatingPane key={shown} id={shown} />}
    >
      <div className="filters">
        <Radio.Group
          aria-label={t('看哪些')}
          optionType="button"
          value={of}
          onChange={(event) => move({ of: event.target.value, rating: undefined })}
          options={[
            { value: 'open', label: t('要处理的') },
            { value: 'bad', label: t('差评') },
            { value: 'all', label: t('全部') },
          ]}
        />
        <AreaSelect open value={under} onChange={(path) => move({ under: path, rating: undefined })} />
      </div>
      {pages.error && rows.length === 0 ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {pages.waiting && !pages.error ? <Wait /> : null}
      {!pages.waiting && !pages.error && rows.length === 0 ? (
        <Empty
          picture="lamp"
          title={of === 'all' ? t('还没有评价') : t('没有要处理的差评')}
          next={t('办完一件事，本人扫回执上的码就能评；评了就到这里。')}
        />
      ) : null}
      {rows.length > 0 ? (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t('评得怎么样')}</th>
              <th scope="col">{t('事项')}</th>
              <th scope="col">{t('什么时候')}</th>
              <th scope="col">{t('怎么评的')}</th>
              <th scope="col">{t('走到哪步')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} selected={row.id === shown} select={() => move({ rating: row.id })} />
            ))}
          </tbody>
        </table>
      ) : null}
      <MoreRows pages={pages} />
    </Page>
  );
};
export default RatingsScreen;
