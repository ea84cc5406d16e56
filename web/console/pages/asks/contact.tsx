import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { answerAsk, contacted } from '../../../../modules/asks/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Problem } from '../../parts/problem.tsx';
import { ENTRY_NAMES, HOW_NAMES } from './names.ts';

const words = dictionary({
  怎么联系的: 'How',
  '说了什么、约在几点（可不填）': 'What was said, when to come (may be left out)',
  '联系上了，记下': 'Reached, record it',
  没联系上: 'Not reached',
  '已记下，计时停了': 'Recorded, the clock stopped',
  '记下没联系上，时限照走': 'Recorded as not reached; the clock runs on',
  怎么答复的: 'How',
  '答复了什么（本人听得懂的话）': 'The answer, in words the person understands',
  '答复了，办结': 'Answered, close',
  已答复: 'Answered',
});

const WAYS = ['phone', 'visit', 'chat', 'relative'] as const;
const ANSWER_WAYS = ['phone', 'in_person', 'chat', 'relative', 'post'] as const;

/** Reached or not: only reaching the person stops the clock. */
export const ContactForm = ({ ask, done }: { ask: string; done?: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(contacted);
  const [how, setHow] = useState<(typeof WAYS)[number]>('phone');
  const [said, setSaid, clear] = useDraft(`contact.${ask}`, '');
  const tell = async (reached: boolean): Promise<void> => {
    const sent = await sender.send({ ask, how, reached, said: said.trim() || null });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(reached ? t('已记下，计时停了') : t('记下没联系上，时限照走'));
    if (reached) done?.();
  };
  return (
    <div className="form">
      <Chips
        label={t('怎么联系的')}
        value={how}
        onChange={setHow}
        options={WAYS.map((one) => ({ value: one, label: format.text(HOW_NAMES[one]!) }))}
      />
      <Input.TextArea
        aria-label={t('说了什么、约在几点（可不填）')}
        placeholder={t('说了什么、约在几点（可不填）')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={1000}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      <Problem of={sender} names={ENTRY_NAMES} />
      <div className="ui-buttons">
        <Button type="primary" loading={sender.sending} onClick={() => void tell(true)}>
          {t('联系上了，记下')}
        </Button>
        <Button disabled={sender.sending} onClick={() => void tell(false)}>
          {t('没联系上')}
        </Button>
      </div>
    </div>
  );
};

/** Nothing is closed without an answer to the person. */
export const AnswerForm = ({ ask, done }: { ask: string; done?: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(answerAsk);
  const [how, setHow] = useState<(typeof ANSWER_WAYS)[number]>('phone');
  const [answer, setAnswer, clear] = useDraft(`answer.${ask}`, '');
  const tell = async (): Promise<void> => {
    const sent = await sender.send({ ask, how, answer: answer.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('已答复'));
    done?.();
  };
  return (
    <div className="form">
      <Chips
        label={t('怎么答复的')}
        value={how}
        onChange={setHow}
        options={ANSWER_WAYS.map((one) => ({ value: one, label: format.text(HOW_NAMES[one]!) }))}
      />
      <Input.TextArea
        aria-label={t('答复了什么（本人听得懂的话）')}
        placeholder={t('答复了什么（本人听得懂的话）')}
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={2000}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <Problem of={sender} names={ENTRY_NAMES} />
      <Button type="primary" loading={sender.sending} disabled={answer.trim() === ''} onClick={() => void tell()}>
        {t('答复了，办结')}
      </Button>
    </div>
  );
};
