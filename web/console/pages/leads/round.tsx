import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { areaPath } from '../../../../kernel/contract.ts';
import { round } from '../../../../modules/discovery/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import './leads.css';

const words = dictionary({
  走访问什么: 'What to ask on a round',
  '这一趟问这几句，弄清的最多。': 'These few questions settle the most.',
  回到线索: 'Back to the leads',
  打印: 'Print',
  去哪里走访: 'Where the round goes',
  '问清这 {n} 句，能弄清 {settles} 项': 'These {n} settle {settles}',
  '还有 {n} 项没弄清': '{n} not settled',
  每家问什么: 'House by house',
  这里没有要问的: 'Nothing to ask here',
  '这一片要问的都问过了，或者还没有政策。': 'All has been asked here, or there are no policies yet.',
  '（问家里人）': '(ask the household)',
});

const PLACE = z.object({ under: areaPath.optional().catch(undefined) });

/** D3: the fewest questions that settle the most, over a village; house by house below, to print and take along. */
const RoundScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [place, move] = usePlace(PLACE);
  const under = place.under ?? post?.area;
  const found = useRead(round, under === undefined ? { residents: [] } : { under }, { enabled: under !== undefined, keepPrevious: true });
  const best = found.data?.questions.at(-1);
  return (
    <Page
      title={t('走访问什么')}
      lead={t('这一趟问这几句，弄清的最多。')}
      actions={
        <>
          <Link className="ui-button" to={'/leads' as '/'}>
            {t('回到线索')}
          </Link>
          <button type="button" className="ui-button" onClick={() => window.print()}>
            {t('打印')}
          </button>
        </>
      }
    >
      <div className="filters">
        <AreaSelect label={t('去哪里走访')} value={under} onChange={(path) => move({ under: path })} />
      </div>
      {found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : null}
      {found.isPending ? <Wait /> : null}
      {found.data === undefined ? null : found.data.residents.length === 0 ? (
        <Empty picture="lamp" title={t('这里没有要问的')} next={t('这一片要问的都问过了，或者还没有政策。')} />
      ) : (
        <div className="round">
          {best === undefined ? null : (
            <section className="panel">
              <h2>{t('问清这 {n} 句，能弄清 {settles} 项', { n: best.facts.length, settles: best.settles })}</h2>
              <ol>
                {best.facts.map((asked) => (
                  <li key={asked.name}>
                    {format.text(asked.question)} {asked.of === 'household' ? t('（问家里人）') : ''}
                  </li>
                ))}
              </ol>
              <p className="soft">{t('还有 {n} 项没弄清', { n: found.data.open })}</p>
            </section>
          )}
          <table className="rows">
            <caption className="sr-only">{t('每家问什么')}</caption>
            <tbody>
              {found.data.residents.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={`/residents/${one.id}` as '/'}>{one.name}</Link>
                    <span className="rows__note">{one.areaName}</span>
                  </th>
                  <td>
                    {(one.ask.at(-1)?.facts ?? []).map((asked) => (
                      <span key={asked.name} className="rows__note">
                        {format.text(asked.question)} {asked.of === 'household' ? t('（问家里人）') : ''}
                      </span>
                    ))}
                  </td>
                  <td className="soft">{t('还有 {n} 项没弄清', { n: one.open })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="soft">{format.text(found.data.hint)}</p>
        </div>
      )}
    </Page>
  );
};
export default RoundScreen;
