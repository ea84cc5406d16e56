import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { assign, take, type taskRow } from '../../../../modules/work/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge, GREEN_BAR, GreenTag } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';

const words = dictionary({ 我来办: 'I take it', '接下了，在最上面的单子里': 'Taken; it is in your list above' });

export type TaskRow = z.output<typeof taskRow>;

/** Green channel and due day, in one line that wraps. */
export const TaskMarks = ({ task }: { task: TaskRow }): ReactNode =>
  task.green || task.due !== null ? (
    <span className="flex flex-wrap items-center gap-2">
      {task.green ? <GreenTag /> : null}
      {task.due === null ? null : <DueBadge due={task} />}
    </span>
  ) : null;

/** Something that lies with the station: whoever has a hand free takes it. */
export const OpenTask = ({ task }: { task: TaskRow }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const taking = useSend(take);
  const givingBack = useSend(assign);
  const mine = { task: task.id, subject: task.subject };
  const pick = async (): Promise<void> => {
    const sent = await taking.send(mine);
    if (sent === null || sent.outcome === 'refused') return;
    const site = task.holder.kind === 'site' ? task.holder.of : null;
    toast(t('接下了，在最上面的单子里'), site === null ? undefined : () => void givingBack.send({ ...mine, to: { site } }));
  };
  return (
    <div className={`grid gap-2 border-b border-hair bg-sheet px-5 py-3.5 last:border-b-0 ${task.green ? GREEN_BAR : ''}`}>
      <div className="flex items-center gap-3">
        <Link to={`/tasks/${task.id}`} className="grid min-h-touch min-w-0 flex-1 content-center gap-1 text-ink no-underline">
          <span className="font-semibold">{format.text(task.title)}</span>
          {task.residentName ? <span className="text-soft">{task.residentName}</span> : null}
          <TaskMarks task={task} />
        </Link>
        <Button className="flex-none" disabled={taking.sending} onClick={() => void pick()}>
          {t('我来办')}
        </Button>
      </div>
      {taking.refusal ? <Refusal refusal={taking.refusal} /> : null}
      {taking.error ? <Failure error={taking.error} retry={() => void pick()} /> : null}
    </div>
  );
};
