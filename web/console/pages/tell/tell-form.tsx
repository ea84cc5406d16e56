import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { HOWS, notReached, takeBack, told, WHOM } from '../../../../modules/notices/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';
import { HOW_NAMES, type How, WHOM_NAMES, type Whom } from './names.ts';

const words = dictionary({
  怎么告诉的: 'How',
  告诉了谁: 'Whom',
  '没打通的话，记一句（可不写）': 'If nobody was reached, a word about it (optional)',
  例如没人接: 'For example: nobody answered, trying again in the evening',
  '念完了，已告诉': 'Told',
  没打通: 'Not reached',
  '记下了：已告诉': 'Recorded: told',
  '记下了：没打通，还留在单子上': 'Recorded: not reached; it stays on the list',
  点错了: 'Pressed by mistake',
  '没能撤回，请到办件里看一看': 'Could not take it back; please look at the case',
  '撤回了，还留在单子上': 'Taken back; it stays on the list',
});

type TellFormProps = {
  caseId: string;
  /** the entry of the case of which the person is told */
  entry: string;
  /** once they were told, before the lists are read again */
  done?: () => void;
};

/** Ticks that the person was told, how and whom; or that nobody was reached. A tick can be undone at once. */
export const TellForm = ({ caseId, entry, done }: TellFormProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const [how, setHow] = useState<How>('phone');
  const [to, setTo] = useState<Whom>('self');
  const [says, setSays] = useState('');
  const telling = useSend(told);
  const trying = useSend(notReached);
  const undoing = useSend(takeBack);
  const undo = async (tick: string): Promise<void> => {
    const sent = await undoing.send({ id: newId(), case: caseId, told: tick, reason: t('点错了') });
    // The form may be gone by now: the answer comes where the way back stood.
    toast(sent === null ? t('没能撤回，请到办件里看一看') : sent.outcome === 'refused' ? format.text(sent) : t('撤回了，还留在单子上'));
  };
  const tick = async (): Promise<void> => {
    trying.reset();
    const sent = await telling.send({ id: newId(), case: caseId, entry, how, to });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('记下了：已告诉'), () => void undo(sent.answer.id));
    done?.();
  };
  const miss = async (): Promise<void> => {
    telling.reset();
    const sent = await trying.send({ id: newId(), case: caseId, entry, how, says: says.trim() || null });
    if (sent === null || sent.outcome === 'refused') return;
    setSays('');
    toast(t('记下了：没打通，还留在单子上'));
  };
  return (
    <div className="form">
      <div className="form__field">
        <span className="form__label">{t('怎么告诉的')}</span>
        <Chips
          label={t('怎么告诉的')}
          value={how}
          onChange={setHow}
          options={HOWS.map((value) => ({ value, label: format.text(HOW_NAMES[value]) }))}
        />
      </div>
      <div className="form__field">
        <span className="form__label">{t('告诉了谁')}</span>
        <Chips
          label={t('告诉了谁')}
          value={to}
          onChange={setTo}
          options={WHOM.map((value) => ({ value, label: format.text(WHOM_NAMES[value]) }))}
        />
      </div>
      <Field label={t('没打通的话，记一句（可不写）')}>
        {(id) => (
          <Input id={id} maxLength={300} placeholder={t('例如没人接')} value={says} onChange={(event) => setSays(event.target.value)} />
        )}
      </Field>
      <Problem of={telling} />
      <Problem of={trying} />
      <div className="ui-buttons">
        <Button type="primary" data-key="told" loading={telling.sending} disabled={trying.sending} onClick={() => void tick()}>
          {t('念完了，已告诉')}
        </Button>
        <Button data-key="missed" loading={trying.sending} disabled={telling.sending} onClick={() => void miss()}>
          {t('没打通')}
        </Button>
      </div>
    </div>
  );
};
