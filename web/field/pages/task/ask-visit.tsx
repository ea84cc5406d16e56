import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ask, contacted } from '../../../../modules/asks/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { LongField } from '../../parts/field.tsx';
import { ActionBar } from '../../shell/screen.tsx';
import type { Task } from './consent-of.ts';
import { SimpleDone } from './simple.tsx';

const words = dictionary({
  原话: 'In their words',
  '见到、联系上了吗？': 'Did you reach the person?',
  '见到了，上门': 'Yes, at the door',
  打通了电话: 'Yes, by phone',
  家属转告的: 'Through the family',
  没联系上: 'Not reached',
  '说了什么、约了什么': 'What was said and agreed',
  联系过了: 'Contacted',
  记下没联系上: 'Note that nobody was reached',
  记好了: 'Noted',
});

type Reach = 'visit' | 'phone' | 'relative' | 'none';
type Form = { readonly reach: Reach; readonly said: string };
/** What the clock of an ask waits for; other tasks of an ask are ticked off. */
const CONTACTS: ReadonlySet<string> = new Set(['contact', 'visit']);

/** An ask on the doorstep: what was said, and whether the person was reached. */
export const AskVisit = ({ task }: { task: Task }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const navigate = useNavigate();
  const read = useRead(ask, { id: task.subject });
  const telling = useSend(contacted);
  const contact = CONTACTS.has(task.kind);
  const [form, setForm, clear] = useDraft<Form>(`field.contact.${task.id}`, { reach: task.kind === 'visit' ? 'visit' : 'phone', said: '' });
  const done = async (): Promise<void> => {
    const reached = form.reach !== 'none';
    const sent = await telling.send({
      ask: task.subject,
      how: form.reach === 'none' ? (task.kind === 'visit' ? 'visit' : 'phone') : form.reach,
      reached,
      said: form.said.trim() || null,
    });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('记好了'));
    void navigate({ to: '/today' });
  };
  if (read.error) return <Failure error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Wait />;
  return (
    <>
      <Card title={t('原话')}>
        <p className="whitespace-pre-wrap">{read.data.words}</p>
      </Card>
      {contact && task.state === 'open' ? (
        <>
          <Card>
            <Choice
              label={t('见到、联系上了吗？')}
              value={form.reach}
              onChoose={(reach) => setForm((before) => ({ ...before, reach: reach as Reach }))}
              options={[
                { value: 'visit', label: t('见到了，上门') },
                { value: 'phone', label: t('打通了电话') },
                { value: 'relative', label: t('家属转告的') },
                { value: 'none', label: t('没联系上') },
              ]}
            />
            <LongField label={t('说了什么、约了什么')} value={form.said} onText={(said) => setForm((before) => ({ ...before, said }))} />
            {telling.refusal ? <Refusal refusal={telling.refusal} kept /> : null}
            {telling.error ? <Failure error={telling.error} kept retry={() => void done()} /> : null}
          </Card>
          <ActionBar>
            <Button look="primary" wide disabled={telling.sending} onClick={() => void done()}>
              {form.reach === 'none' ? t('记下没联系上') : t('联系过了')}
            </Button>
          </ActionBar>
        </>
      ) : (
        <SimpleDone task={task} />
      )}
    </>
  );
};
