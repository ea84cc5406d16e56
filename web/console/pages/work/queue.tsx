import type { ReactNode } from 'react';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge, GREEN_BAR, GreenTag } from '../../../ui/pictures.tsx';
import { dictionary } from '../../../ui/words.ts';
import { SUBJECT_NAMES, type TaskRow } from './names.ts';

const words = dictionary({
  待办: 'Tasks',
  轮到你: 'Your turn',
  谁都能接: 'Anyone’s',
  等前一步: 'Waits for the step before',
  还不知道是谁: 'Not known yet',
});

const Turn = ({ task }: { task: TaskRow }): ReactNode => {
  const t = useWords(words);
  if (task.state === 'waiting') return <span className="task__turn soft">{t('等前一步')}</span>;
  if (task.holder.kind === 'post') return <span className="task__turn task__turn--mine">{t('轮到你')}</span>;
  return (
    <span className="task__turn">
      {t('谁都能接')}
      <span className="soft cut">{task.holder.name}</span>
    </span>
  );
};

type QueueProps = { tasks: readonly TaskRow[]; selected: string | undefined; select: (id: string) => void };

/** The open work, one line each: what, for whom, by when, whose turn. */
export const Queue = ({ tasks, selected, select }: QueueProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <ol className="queue" aria-label={t('待办')}>
      {tasks.map((task) => (
        <li key={task.id} className={task.green ? GREEN_BAR : ''}>
          <button
            type="button"
            id={`task-${task.id}`}
            className="task"
            aria-current={task.id === selected ? 'true' : undefined}
            onClick={() => select(task.id)}
          >
            <span className="task__what">
              <b>{format.text(task.title)}</b>
              {task.green ? <GreenTag /> : null}
            </span>
            <span className="task__who">
              {task.residentName ?? (
                <span className="soft">
                  {task.subjectKind === 'rating' || task.subjectKind === 'passed_list'
                    ? format.text(SUBJECT_NAMES[task.subjectKind])
                    : t('还不知道是谁')}
                </span>
              )}
              <span className="soft cut">{task.label ?? format.text(SUBJECT_NAMES[task.subjectKind])}</span>
            </span>
            <DueBadge due={task} />
            <Turn task={task} />
          </button>
        </li>
      ))}
    </ol>
  );
};
