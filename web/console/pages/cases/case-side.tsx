import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { ClockBadge, GreenTag } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { ToldLine } from '../tell/told-line.tsx';
import { type CasePage, CLOCK_KIND_NAMES, clockOf } from './case-words.ts';
import { ConsentsPart } from './consents-part.tsx';
import { TripsPart } from './trips-part.tsx';
import { WaitsPart } from './waits-part.tsx';

const words = dictionary({
  本人: 'The person',
  住在: 'Lives in',
  收件: 'Received at',
  收件人: 'Received by',
  开办: 'Opened',
  打开居民页: 'Open the resident',
  看办事指南: 'See the guide',
  念给本人听: 'To read out',
  时限: 'Limits',
  '怎么算出来的：第 {used} / {allowed} 天': 'Day by day: {used} of {allowed}',
  打印: 'Print',
  受理回执: 'Receipt',
  一次性告知书: 'One-time notice',
  授权委托书: 'Mandate',
  日子要等那年的放假安排公布: 'the day is set once that year’s holidays are published',
  '延长 {n} 天': '{n} days longer',
});

/** The person, the clock with how it was counted, consents, waits, trips, what to print. */
export const CaseSide = ({ page }: { page: CasePage }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const row = page.case;
  const { post } = useSession();
  const paper = (kind: string): string => `/api/v1/cases/${row.id}/papers/${kind}.pdf?post=${post?.id ?? ''}`;
  return (
    <>
      <section>
        <h2>
          {row.resident.name} {row.green ? <GreenTag /> : null}
        </h2>
        <dl className="pairs">
          <dt>{t('住在')}</dt>
          <dd>{row.areaName}</dd>
          <dt>{t('收件')}</dt>
          <dd>{row.site.name}</dd>
          <dt>{t('收件人')}</dt>
          <dd>{row.receivedBy}</dd>
          <dt>{t('开办')}</dt>
          <dd>{format.instant(row.openedAt)}</dd>
        </dl>
        <p className="side__links">
          <Link to="/residents/$id" params={{ id: row.resident.id }}>
            {t('打开居民页')}
          </Link>
          <Link to="/items/$code" params={{ code: row.item.code }}>
            {t('看办事指南')}
          </Link>
        </p>
        <p className="readout">
          <span className="soft">{t('念给本人听')}</span>
          {format.text(page.status)}
        </p>
        <ToldLine key={row.id} caseId={row.id} />
      </section>
      {page.clocks.length > 0 ? (
        <section>
          <h2>{t('时限')}</h2>
          {page.clocks.map((clock) => (
            <ClockPart key={clock.id} clock={clock} />
          ))}
        </section>
      ) : null}
      <ConsentsPart page={page} />
      <WaitsPart page={page} />
      <TripsPart page={page} />
      <section>
        <h2>{t('打印')}</h2>
        <ul className="prints">
          <li>
            <a href={paper('receipt')} target="_blank" rel="noreferrer">
              {t('受理回执')}
            </a>
          </li>
          <li>
            <a href={paper('notice')} target="_blank" rel="noreferrer">
              {t('一次性告知书')}
            </a>
          </li>
          {page.consents.length > 0 ? (
            <li>
              <a href={paper('mandate')} target="_blank" rel="noreferrer">
                {t('授权委托书')}
              </a>
            </li>
          ) : null}
        </ul>
      </section>
    </>
  );
};

/** A limit, and on demand how it was counted: a line a day, to check against a wall calendar. */
const ClockPart = ({ clock }: { clock: CasePage['clocks'][number] }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const kind = CLOCK_KIND_NAMES[clock.kind];
  const badge = clockOf(clock, format.text);
  return (
    <details className="counted-days">
      <summary>
        <span>{kind ? format.text(kind) : clock.kind}</span>{' '}
        {badge ? <ClockBadge clock={badge} /> : <span className="soft">{t('日子要等那年的放假安排公布')}</span>}
      </summary>
      <p className="soft">{t('怎么算出来的：第 {used} / {allowed} 天', { used: clock.used, allowed: clock.allowed })}</p>
      {clock.extensions.map((one) => (
        <p key={one.day} className="soft">
          {format.shortDay(one.day)} {t('延长 {n} 天', { n: one.by })}：{format.text(one.reason)}
        </p>
      ))}
      <table className="calendar">
        <tbody>
          {clock.derivation.map((row) => (
            <tr
              key={`${row.day} ${row.why}`}
              className={[row.counted ? '' : 'is-off', row.day === today ? 'is-today' : ''].join(' ').trim()}
            >
              <th scope="row" className="nobr">
                {format.day(row.day)}
              </th>
              <td>{format.text(row.says)}</td>
              <td>{row.counted ? row.n : '·'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};
