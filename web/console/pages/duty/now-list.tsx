import type { ReactNode } from 'react';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { dictionary } from '../../../ui/words.ts';
import { CopyPhone } from '../../parts/copy-phone.tsx';
import { SITE_KIND_NAMES } from '../../parts/network-words.ts';
import { type SiteDuty, sayShift } from './shift.ts';

const words = dictionary({
  在岗的人: 'On duty',
  站点: 'Site',
  谁: 'Who',
  电话: 'Phone',
  到几点: 'Shift',
  '没有人的窗口 {n} 个': '{n:Window|Windows} without anybody: {n}',
  '平时不设岗的点 {n} 个': '{n:Point|Points} that are not staffed: {n}',
  这个时间没有人在岗: 'Nobody is on duty at this time',
  '窗口的电话还在下面，可以打过去或找负责人。': 'The phones of the windows are below; call there or ask the coordinator.',
  没有人: 'nobody',
});

type Props = {
  there: readonly SiteDuty[];
  gaps: readonly SiteDuty[];
  quiet: readonly SiteDuty[];
  selected: string | undefined;
  select: (site: string) => void;
};

/** People at one moment, by site; below them the windows that have nobody. */
export const NowList = ({ there, gaps, quiet, selected, select }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const chip = ({ site }: SiteDuty): ReactNode => (
    <li key={site.id}>
      <button type="button" className="site-chip" aria-pressed={site.id === selected} onClick={() => select(site.id)}>
        {site.name}
      </button>
    </li>
  );
  return (
    <>
      {there.length === 0 ? (
        <Empty picture="lamp" title={t('这个时间没有人在岗')} next={t('窗口的电话还在下面，可以打过去或找负责人。')} />
      ) : (
        <table className="duty">
          <caption className="sr-only">{t('在岗的人')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('站点')}</th>
              <th scope="col">{t('谁')}</th>
              <th scope="col">{t('电话')}</th>
              <th scope="col">{t('到几点')}</th>
            </tr>
          </thead>
          {there.map(({ site, shifts }) => (
            <tbody key={site.id} className={site.id === selected ? 'is-selected' : ''}>
              {shifts.map((shift, n) => (
                <tr key={shift.id}>
                  {n === 0 ? (
                    <th scope="rowgroup" rowSpan={shifts.length}>
                      <button type="button" className="site-name" onClick={() => select(site.id)}>
                        {site.name}
                      </button>
                      <span className="soft">
                        {site.areaName} · {format.text(SITE_KIND_NAMES[site.kind])}
                      </span>
                    </th>
                  ) : null}
                  <td>
                    <b className="nobr">{shift.name}</b> <span className="soft">{format.text(ROLE_NAMES[shift.role])}</span>
                    {shift.note ? <span className="duty__note">{shift.note}</span> : null}
                  </td>
                  <td>
                    <CopyPhone phone={shift.phone} who={shift.name} />
                  </td>
                  <td className="nobr">{sayShift(shift, lang)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
      {gaps.length > 0 ? (
        <section className="gaps">
          <h2>
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
              <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="3 2.4" />
            </svg>
            {t('没有人的窗口 {n} 个', { n: gaps.length })}
          </h2>
          <ul className="site-chips">{gaps.map(chip)}</ul>
        </section>
      ) : null}
      {quiet.length > 0 ? (
        <details className="quiet">
          <summary>{t('平时不设岗的点 {n} 个', { n: quiet.length })}</summary>
          <ul className="site-chips">{quiet.map(chip)}</ul>
        </details>
      ) : null}
    </>
  );
};
