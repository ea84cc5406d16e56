import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { waitOver } from '../../../../modules/cases/contract.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { ClockBadge, GreenTag } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { ToldLine } from '../tell/told-line.tsx';
import { type CasePage, CLOCK_KIND_NAMES, clockOf, TRIP_PLACE_NAMES } from './case-words.ts';
import { ConsentsPart } from './consents-part.tsx';
import { useStep } from './use-step.tsx';

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
  在等: 'Waiting for',
  等到了: 'It came',
  等不来了: 'It will not come',
  少跑的路: 'Trips spared',
  '少跑 {trips} 趟，省 {hours} 小时、{fare}': '{trips} {trips:trip|trips}, {hours} hours and {fare} spared',
  '本人跑了 {n} 趟': 'The person came {n} {n:time|times}',
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
  const made = page.trips.made.filter(({ struck }) => !struck);
  const wait = useStep(waitOver, { id: row.id, seq: page.seq });
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
      {page.waits.length > 0 ? (
        <section>
          <h2>{t('在等')}</h2>
          <ul className="shifts-like">
            {page.waits.map((one) => (
              <li key={one.id}>
                <b>{format.text(one.name)}</b>
                <p className="soft">
                  {format.shortDay(one.since)}
                  {one.due === null ? '' : ` → ${format.shortDay(one.due)}`}
                </p>
                {one.state === 'waiting' ? (
                  <span className="ui-buttons">
                    <button
                      type="button"
                      className="ui-button"
                      disabled={wait.sending}
                      onClick={() => void wait.run({ case: row.id, wait: one.id, outcome: 'came' }, t('等到了'))}
                    >
                      {t('等到了')}
                    </button>
                    <button
                      type="button"
                      className="ui-button ui-button--quiet"
                      disabled={wait.sending}
                      onClick={() => void wait.run({ case: row.id, wait: one.id, outcome: 'not_coming' }, t('等不来了'))}
                    >
                      {t('等不来了')}
                    </button>
                  </span>
                ) : (
                  <span className={one.state === 'came' ? 'state' : 'state state--bad'}>
                    {one.state === 'came' ? t('等到了') : t('等不来了')}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {wait.trouble}
        </section>
      ) : null}
      <section>
        <h2>{t('少跑的路')}</h2>
        <p>
          {t('少跑 {trips} 趟，省 {hours} 小时、{fare}', {
            trips: page.trips.spared.trips,
            hours: page.trips.spared.hours,
            fare: format.money(page.trips.spared.fen),
          })}
        </p>
        {made.length > 0 ? (
          <p className="soft">
            {t('本人跑了 {n} 趟', { n: made.length })}：{made.map(({ place }) => format.text(TRIP_PLACE_NAMES[place])).join('、')}
          </p>
        ) : null}
      </section>
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
