import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { page as pageRead } from '../../../../modules/cases/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { ClockBadge, GREEN_BAR, GreenTag, RouteLine } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type Key, useKeys } from '../../shell/keys.tsx';
import { Page } from '../../shell/page.tsx';
import { usePageParams } from '../../shell/place.ts';
import { clockOf } from './case-words.ts';
import './cases.css';
import { CaseSide } from './case-side.tsx';
import { ErrandsPart } from './errands-part.tsx';
import { HistoryPart } from './history-part.tsx';
import { listPlace } from './list-place.ts';
import { MaterialsPart } from './materials-part.tsx';
import { NextStepPart } from './next-step-part.tsx';
import { ParcelsPart } from './parcels-part.tsx';
import { RatingPart } from './rating-part.tsx';
import { stopsOf } from './stops.ts';

const words = dictionary({ 办件: 'Case', 办理进度: 'Stages', 回到清单: 'Back to the list', 示例: 'Sample' });

/** Everything about one case; what to do next stands first. */
const CaseScreen = (): ReactNode => {
  const t = useWords(words);
  const { id } = usePageParams<'id'>();
  const found = useRead(pageRead, { id });
  return found.data ? (
    <Shown page={found.data} />
  ) : (
    <Page title={t('办件')}>{found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : <Wait />}</Page>
  );
};
export default CaseScreen;

const Shown = ({ page }: { page: NonNullable<ReturnType<typeof useRead<typeof pageRead>>['data']> }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const { post } = useSession();
  const row = page.case;
  const stops = useMemo(() => stopsOf(page, lang), [page, lang]);
  useKeys(
    useMemo<readonly Key[]>(
      () => [
        {
          keys: 'n',
          does: { zh: '到下一步', en: 'Go to the next step' },
          run: () => document.querySelector<HTMLElement>('.next button, .next input, .next textarea')?.focus(),
        },
      ],
      [],
    ),
  );
  const clock = page.clocks.find(({ kind }) => kind === 'promised') ?? page.clocks.find(({ kind }) => kind === 'legal');
  const badge = clock ? clockOf(clock, format.text) : null;
  return (
    <Page
      title={`${row.resident.name ?? ''} · ${format.text(row.item.name)}`}
      lead={
        <span className="case__lead">
          <span className="code">{row.shortCode}</span> {page.item.example ? <span className="example">{t('示例')}</span> : null}{' '}
          {row.green ? <GreenTag /> : null} {badge ? <ClockBadge clock={badge} /> : null}
        </span>
      }
      actions={
        <Link to="/cases" search={listPlace() as never} className="ui-button">
          {t('回到清单')}
        </Link>
      }
      side={<CaseSide page={page} />}
    >
      <NextStepPart page={page} acting={post?.role ?? null} />
      <section className={row.green ? `panel ${GREEN_BAR}` : 'panel'}>
        <h2>{t('办理进度')}</h2>
        <RouteLine stops={stops} label={t('办理进度')} />
      </section>
      <MaterialsPart page={page} />
      <ErrandsPart page={page} />
      <ParcelsPart page={page} />
      <RatingPart page={page} />
      <HistoryPart page={page} />
    </Page>
  );
};
