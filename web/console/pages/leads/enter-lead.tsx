import { Select } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ENTERED_BY, enterLead, HINT, inForce } from '../../../../modules/discovery/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Problem } from '../../parts/problem.tsx';
import { FOUND_NAMES } from './lead-words.ts';

const words = dictionary({
  我发现他可能符合: 'I think they may qualify',
  '救助法说，知道有人有困难就要帮他提出来。': 'By law, whoever learns that somebody is in need helps them to ask.',
  哪项政策: 'Which policy',
  怎么发现的: 'How it was found',
  '看到、听到了什么': 'What was seen or heard',
  记下: 'Record',
  算了: 'Never mind',
  '记下了，排进线索清单': 'Recorded; it stands among the leads',
  '这条线索已经有了，您说的一起记下了': 'There is a lead already; what you said stands with it',
});

const Form = ({ resident, done, close }: { resident: string; done: (() => void) | undefined; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const policies = useRead(inForce, {});
  const entering = useSend(enterLead);
  const [id] = useState(newId);
  const [policy, setPolicy] = useState<string | null>(null);
  const [foundBy, setFoundBy] = useState<(typeof ENTERED_BY)[number]>('visit');
  const [said, setSaid] = useState('');
  const record = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (policy === null) return;
    const sent = await entering.send({ id, resident, policy, foundBy, words: said.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    toast(sent.answer.joined ? t('这条线索已经有了，您说的一起记下了') : t('记下了，排进线索清单'));
    close();
    done?.();
  };
  return (
    <form className="form" onSubmit={(event) => void record(event)}>
      <p className="soft">
        {t('救助法说，知道有人有困难就要帮他提出来。')}
        {format.text(HINT)}
      </p>
      {policies.error ? <Failure error={policies.error} retry={() => void policies.refetch()} /> : null}
      <Select
        aria-label={t('哪项政策')}
        placeholder={t('哪项政策')}
        showSearch={{ optionFilterProp: 'label' }}
        value={policy}
        onChange={(value: string | null) => setPolicy(value)}
        options={(policies.data?.rows ?? []).map((one) => ({ value: one.id, label: format.text(one.name) }))}
      />
      <Chips
        label={t('怎么发现的')}
        value={foundBy}
        onChange={setFoundBy}
        options={ENTERED_BY.map((value) => ({ value, label: format.text(FOUND_NAMES[value]) }))}
      />
      <label>
        <span>{t('看到、听到了什么')}</span>
        <textarea className="ui-input" required maxLength={500} value={said} onChange={(event) => setSaid(event.target.value)} />
      </label>
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={entering.sending || policy === null || said.trim() === ''}>
          {t('记下')}
        </button>
        <button type="button" className="ui-button" onClick={close}>
          {t('算了')}
        </button>
      </span>
      <Problem of={entering} />
    </form>
  );
};

/** Somebody on the spot sees what no record says: it becomes a lead like any other. */
export const EnterLead = ({ resident, done }: { resident: string; done?: () => void }): ReactNode => {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  return open ? (
    <Form resident={resident} done={done} close={() => setOpen(false)} />
  ) : (
    <span className="ui-buttons">
      <button type="button" className="ui-button" onClick={() => setOpen(true)}>
        {t('我发现他可能符合')}
      </button>
    </span>
  );
};
