import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { areaPath, day } from '../../../../kernel/contract.ts';
import { addDays } from '../../../../kernel/time.ts';
import { frequent, GROUP_NAMES } from '../../../../modules/discovery/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import './leads.css';

const words = dictionary({
  常办事项: 'Frequent matters',
  '哪类人常办什么，哪些不用本人跑。': 'What groups of people ask for most, and what needs no trip.',
  回到线索: 'Back to the leads',
  从哪天: 'From',
  到哪天: 'To',
  '{n} 件': '{n} {n:case|cases}',
  网上能办: 'online',
  不用见面: 'no meeting',
  这段时间还没有办件: 'No cases in this time',
  '换一段时间看看。': 'Try other dates.',
});

const PLACE = z.object({
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  under: areaPath.optional().catch(undefined),
});

/** D7: items by group of people, the most frequent first. */
const FrequentScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const [place, move] = usePlace(PLACE);
  const from = place.from ?? addDays(today, -180);
  const to = place.to ?? today;
  const found = useRead(frequent, { from, to, ...(place.under === undefined ? {} : { under: place.under }) }, { keepPrevious: true });
  const groups = found.data?.groups.filter(({ items }) => items.length > 0) ?? [];
  return (
    <Page
      title={t('常办事项')}
      lead={t('哪类人常办什么，哪些不用本人跑。')}
      actions={
        <Link className="ui-button" to={'/leads' as '/'}>
          {t('回到线索')}
        </Link>
      }
    >
      <div className="filters">
        <input
          className="ui-input"
          type="date"
          aria-label={t('从哪天')}
          max={to}
          value={from}
          onChange={(event) => event.target.value !== '' && move({ from: event.target.value })}
        />
        <input
          className="ui-input"
          type="date"
          aria-label={t('到哪天')}
          min={from}
          value={to}
          onChange={(event) => event.target.value !== '' && move({ to: event.target.value })}
        />
        <AreaSelect open value={place.under} onChange={(under) => move({ under })} />
      </div>
      {found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : null}
      {found.isPending ? <Wait /> : null}
      {found.data !== undefined && groups.length === 0 ? (
        <Empty picture="box" title={t('这段时间还没有办件')} next={t('换一段时间看看。')} />
      ) : null}
      <div className="frequent">
        {groups.map(({ group, items }) => (
          <section key={group} className="panel">
            <h2>{format.text(GROUP_NAMES[group])}</h2>
            <table className="lines">
              <tbody>
                {items.map((item) => (
                  <tr key={item.code}>
                    <th scope="row">
                      <Link to="/items/$code" params={{ code: item.code }}>
                        {format.text(item.name)}
                      </Link>
                      <span className="lines__note">
                        {[item.online ? t('网上能办') : null, item.noMeeting ? t('不用见面') : null]
                          .filter((one) => one !== null)
                          .join(' · ')}
                      </span>
                    </th>
                    <td>{t('{n} 件', { n: item.cases })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </Page>
  );
};
export default FrequentScreen;
