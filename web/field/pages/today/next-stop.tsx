import type { ReactNode } from 'react';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Card } from '../../parts/card.tsx';
import { Go } from '../../parts/go.tsx';
import { AskCaller } from '../../person/ask-caller.tsx';
import { Who } from '../../person/who.tsx';
import { TaskMarks, type TaskRow } from './queue.tsx';

const words = dictionary({ 下一站: 'Next stop', 开始办: 'Start' });

/** The next stop, large: what, who, where, the number, by when. */
export const NextStop = ({ task }: { task: TaskRow }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <Card green={task.green}>
      <div className="grid gap-1.5">
        <span className="text-[16px] font-semibold text-sea">{t('下一站')}</span>
        <h2 className="text-[24px] leading-snug font-semibold">{format.text(task.title)}</h2>
        <TaskMarks task={task} />
      </div>
      {task.resident ? <Who resident={task.resident} /> : task.subjectKind === 'ask' ? <AskCaller ask={task.subject} /> : null}
      <Go to={`/tasks/${task.id}`} look="primary">
        {t('开始办')}
      </Go>
    </Card>
  );
};
