import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { departmentQueue, page as pageRead } from '../../../../modules/cases/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { ClockBadge, Empty, GREEN_BAR, GreenTag, RouteLine } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type Key, useKeys } from '../../shell/keys.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { CaseSide } from '../cases/case-side.tsx';
import { clockOf } from '../cases/case-words.ts';
import '../cases/cases.css';
import { HistoryPart } from '../cases/history-part.tsx';
import { MaterialsPart } from '../cases/materials-part.tsx';
import { NextStepPart } from '../cases/next-step-part.tsx';
import { RowClock } from '../cases/row-clock.tsx';
import { stopsOf } from '../cases/stops.ts';
import './approve.css';

const words = dictionary({
  审批: 'Approvals',
  '等你部门决定的 {n} 件': '{n} waiting for your department',
  没有等你部门决定的: 'Nothing waits for your department',
  '窗口送来的办件会排在这里，快到期的在前。': 'Cases sent by the windows appear here, those due soonest first.',
  等决定的办件: 'Cases to decide',
  办理进度: 'Stages',
  问到的情况: 'What was asked',
  是: 'yes',
  不是: 'no',
});

const PLACE = z.object({ case: z.string().optional().catch(undefined) });

/** The approver's queue: one case at a time, its papers large, the decision first. j and k go through the queue, y approves, x refuses. */
const ApproveScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [place, move] = usePlace(PLACE);
  const queue = useRows(departmentQueue, {});
  const at = queue.rows.findIndex((row) => row.id === place.case);
  const selected = queue.rows[at] ?? queue.rows[0];
  // A case that was just decided stays on screen until one moves on: its outcome and the way back must be seen.
  const shownId = place.case ?? selected?.id;
  // Never the case before it while this one loads: the decision stands right beside.
  const found = useRead(pageRead, { id: shownId ?? '' }, { enabled: shownId !== undefined });
  useKeys(
    useMemo<readonly Key[]>(() => {
      const go = (by: number) => (): void => {
        const next = queue.rows[Math.min(queue.rows.length - 1, Math.max(0, at + by))];
        if (next) move({ case: next.id });
      };
      const press = (key: string) => (): void => document.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
      return [
        { keys: 'j', does: { zh: '下一件', en: 'Next case' }, run: go(1) },
        { keys: 'k', does: { zh: '上一件', en: 'Case before' }, run: go(-1) },
        { keys: 'y', does: { zh: '到“批准”，回车确定', en: 'To “Approve”; Enter does it' }, run: press('approve') },
        { keys: 'x', does: { zh: '到“不批准”，回车写理由', en: 'To “Refuse”; Enter to write why' }, run: press('refuse') },
      ];
    }, [queue.rows, at, move]),
  );
  if (queue.error)
    return (
      <Page title={t('审批')}>
        <Failure error={queue.error} retry={queue.retry} />
      </Page>
    );
  if (!queue.ready)
    return (
      <Page title={t('审批')}>
        <Wait />
      </Page>
    );
  if (shownId === undefined)
    return (
      <Page title={t('审批')}>
        <Empty picture="lamp" title={t('没有等你部门决定的')} next={t('窗口送来的办件会排在这里，快到期的在前。')} />
      </Page>
    );
  const page = found.data;
  return (
    <Page title={t('审批')} lead={t('等你部门决定的 {n} 件', { n: queue.rows.length })} side={page ? <CaseSide page={page} /> : undefined}>
      <div className="desk-of-one">
        <nav aria-label={t('等决定的办件')}>
          <ul className="queue">
            {queue.rows.map((row) => (
              <li key={row.id} className={row.green ? GREEN_BAR : ''}>
                <button type="button" aria-current={row.id === shownId} onClick={() => move({ case: row.id })}>
                  <b>{format.text(row.item.name)}</b>
                  <span>
                    {row.resident.name} <span className="code soft">{row.shortCode}</span>
                  </span>
                  {row.green ? <GreenTag /> : null}
                  <RowClock row={row} />
                </button>
              </li>
            ))}
          </ul>
          {queue.hasMore ? <More of={queue} /> : null}
        </nav>
        <div>
          {found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : page ? <OneCase page={page} /> : <Wait />}
        </div>
      </div>
    </Page>
  );
};
export default ApproveScreen;

const OneCase = ({ page }: { page: z.output<typeof pageRead.answer> }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const clock = page.clocks.find(({ kind }) => kind === 'promised') ?? page.clocks.find(({ kind }) => kind === 'legal');
  const badge = clock ? clockOf(clock, format.text) : null;
  const asked = page.item.questions.filter(({ key }) => page.case.answers[key] !== undefined);
  const said = (key: string): string => {
    const value = page.case.answers[key];
    if (typeof value === 'boolean') return value ? t('是') : t('不是');
    const option = page.item.questions.find((one) => one.key === key)?.options.find((one) => one.value === value);
    return option ? format.text(option.name) : String(value);
  };
  return (
    <>
      <div className="case__title">
        <h2>
          {page.case.resident.name} · {format.text(page.item.name)}
        </h2>
        {badge ? <ClockBadge clock={badge} /> : null}
      </div>
      <NextStepPart key={page.case.id} page={page} acting="approver" />
      <MaterialsPart page={page} large />
      {asked.length > 0 ? (
        <section className="panel">
          <h2>{t('问到的情况')}</h2>
          <dl className="pairs">
            {asked.map((question) => [
              <dt key={`${question.key} ask`}>{format.text(question.ask)}</dt>,
              <dd key={question.key}>{said(question.key)}</dd>,
            ])}
          </dl>
        </section>
      ) : null}
      <section className="panel">
        <h2>{t('办理进度')}</h2>
        <RouteLine stops={stopsOf(page, lang)} label={t('办理进度')} />
      </section>
      <HistoryPart page={page} />
    </>
  );
};
