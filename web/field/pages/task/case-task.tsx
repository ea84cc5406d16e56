import type { ReactNode } from 'react';
import { page } from '../../../../modules/cases/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Card } from '../../parts/card.tsx';
import { Go } from '../../parts/go.tsx';
import type { Task } from './consent-of.ts';
import { Deliver } from './deliver.tsx';
import { Errand } from './errand.tsx';
import { Rate } from './rate.tsx';
import { SimpleDone } from './simple.tsx';

const words = dictionary({
  '这件事：{item}': 'The matter: {item}',
  收他的材料装进信封: 'Put the papers into an envelope',
  看授权: 'See the consents',
  可以念给他听: 'May be read out to the person',
});

/** A step of a case, by what kind of step it is. */
export const CaseTask = ({ task }: { task: Task }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const read = useRead(page, { id: task.subject });
  if (read.error) return <Failure error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Wait />;
  const shown = read.data;
  const step = shown.item.route.find(({ key }) => key === task.routeKey);
  const bringsHome = step?.kind === 'deliver' || task.kind === 'hand_out';
  const over = shown.case.state === 'delivered';
  return (
    <>
      {over ? <Rate shown={shown} /> : null}
      {!over && step && bringsHome && shown.case.state === 'result_ready' ? (
        <Deliver task={task} step={step} shown={shown} />
      ) : step ? (
        <Errand task={task} step={step} shown={shown} />
      ) : (
        <SimpleDone task={task} />
      )}
      <Card title={t('这件事：{item}', { item: format.text(shown.item.name) })}>
        <p className="text-soft">{t('可以念给他听')}</p>
        <p>{format.text(shown.status)}</p>
        <div className="grid gap-3">
          <Go to={`/cases/${shown.case.id}/consent`}>{t('看授权')}</Go>
          {over ? null : <Go to={`/handover/new?case=${shown.case.id}`}>{t('收他的材料装进信封')}</Go>}
        </div>
      </Card>
    </>
  );
};
