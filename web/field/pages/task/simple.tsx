import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { done as doneContract } from '../../../../modules/work/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { LongField } from '../../parts/field.tsx';
import { ActionBar } from '../../shell/screen.tsx';
import type { Task } from './consent-of.ts';
import { isDeskWork } from './desk-work.ts';

const words = dictionary({
  办好了: 'Done',
  '怎么办的，记一句（可不写）': 'How it went, if worth a note',
  记好了: 'Noted',
  这一步已经办完: 'This step is done',
  这一步不用办了: 'This step is no longer needed',
  要等前面的办完才轮到: 'Waits for what comes before',
  这一步在窗口的电脑上办: 'This is done at the desk, on the computer',
  '你可以先在这里看，回到站里再处理。': 'You can read it here and deal with it back at the station.',
});

/** A task that no route names: ring back, look in, ask the neighbour. */
export const SimpleDone = ({ task }: { task: Task }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const navigate = useNavigate();
  const finishing = useSend(doneContract);
  const [form, setForm, clear] = useDraft(`field.done.${task.id}`, { note: '' });
  const done = async (): Promise<void> => {
    const sent = await finishing.send({ task: task.id, subject: task.subject, note: form.note.trim() || null });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('记好了'));
    void navigate({ to: '/today' });
  };
  if (task.state !== 'open')
    return (
      <Card>
        <p className="font-semibold">
          {task.state === 'done' ? t('这一步已经办完') : task.state === 'dropped' ? t('这一步不用办了') : t('要等前面的办完才轮到')}
        </p>
      </Card>
    );
  if (isDeskWork(task))
    return (
      <Card title={t('这一步在窗口的电脑上办')}>
        <p className="text-soft">{t('你可以先在这里看，回到站里再处理。')}</p>
      </Card>
    );
  return (
    <>
      <Card>
        <LongField label={t('怎么办的，记一句（可不写）')} rows={3} value={form.note} onText={(note) => setForm({ note })} />
        {finishing.refusal ? <Refusal refusal={finishing.refusal} kept /> : null}
        {finishing.error ? <Failure error={finishing.error} kept retry={() => void done()} /> : null}
      </Card>
      <ActionBar>
        <Button look="primary" wide disabled={finishing.sending} onClick={() => void done()}>
          {t('办好了')}
        </Button>
      </ActionBar>
    </>
  );
};
