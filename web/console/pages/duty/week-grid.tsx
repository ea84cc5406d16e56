import type { ReactNode } from 'react';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type SiteDuty, sayShift, touching, weekFrom } from './shift.ts';

const words = dictionary({
  一周值班: 'Duty of the week',
  站点: 'Site',
  没有人: 'nobody',
  '{site}，{day}：没有人，排班': '{site}, {day}: nobody; put someone on duty',
  '{site}，{day}：没有人': '{site}, {day}: nobody',
  '平时不设岗的点 {n} 个': '{n:Point|Points} that are not staffed: {n}',
});

type Props = {
  monday: string;
  rows: readonly SiteDuty[];
  quiet: readonly SiteDuty[];
  selected: string | undefined;
  /** day: the empty cell that was pressed */
  select: (site: string, day: string | null) => void;
  mayRoster: boolean;
};

/** A week at a glance: a row a site, a column a day; a hatched cell has nobody. */
export const WeekGrid = ({ monday, rows, quiet, selected, select, mayRoster }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { lang, today } = useLook();
  const days = weekFrom(monday);
  return (
    <>
      <table className="week">
        <caption className="sr-only">{t('一周值班')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('站点')}</th>
            {days.map((day) => {
              const said = format.day(day);
              const gap = said.lastIndexOf(' ');
              return (
                <th scope="col" key={day} className={day === today ? 'is-today' : ''}>
                  <span className="nobr">{said.slice(0, gap)}</span> <span className="nobr">{said.slice(gap + 1)}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ site, shifts }) => (
            <tr key={site.id} className={site.id === selected ? 'is-selected' : ''}>
              <th scope="row">
                <button type="button" className="site-name" onClick={() => select(site.id, null)}>
                  {site.name}
                </button>
              </th>
              {days.map((day) => {
                const of = touching(shifts, day);
                const past = day < today;
                if (of.length === 0)
                  return (
                    <td key={day} className={past ? 'week__empty week__empty--past' : 'week__empty'}>
                      <button
                        type="button"
                        aria-label={t(mayRoster && !past ? '{site}，{day}：没有人，排班' : '{site}，{day}：没有人', {
                          site: site.name,
                          day: format.day(day),
                        })}
                        onClick={() => select(site.id, past ? null : day)}
                      >
                        {mayRoster && !past ? '＋' : ''}
                      </button>
                    </td>
                  );
                return (
                  <td key={day} className={day === today ? 'is-today' : ''}>
                    {of.map((shift) => (
                      <button type="button" className="week__shift" key={shift.id} onClick={() => select(site.id, null)}>
                        <b>{shift.name}</b>
                        <span>{sayShift(shift, lang)}</span>
                      </button>
                    ))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {quiet.length > 0 ? (
        <details className="quiet">
          <summary>{t('平时不设岗的点 {n} 个', { n: quiet.length })}</summary>
          <ul className="site-chips">
            {quiet.map(({ site }) => (
              <li key={site.id}>
                <button type="button" className="site-chip" aria-pressed={site.id === selected} onClick={() => select(site.id, null)}>
                  {site.name}
                </button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
};
