import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { appeal, callBack, settle } from '../../../../modules/evaluation/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';
import { GROUND_NAMES, type Rating, SATISFIED_NAMES } from './rating-words.ts';

const words = dictionary({
  打通了吗: 'Reached?',
  打通了: 'Reached',
  没打通: 'Not reached',
  现在满意吗: 'Satisfied now?',
  '办好了，已经告诉本人': 'Put right, and the person knows',
  '本人怎么说的，改了什么': 'What was said, what was put right',
  '哪天几点打的，听着怎么样': 'When you rang and what happened',
  '联系上了，记下来': 'Reached: record the call',
  '没打通，记下来': 'Not reached: record the call',
  '整改好了，记下来': 'Put right: record it',
  回访记好了: 'The call is recorded',
  凭什么申诉: 'On what ground',
  '事情经过，有什么可以核实': 'What happened, and how it can be checked',
  '提出申诉，交负责人裁定': 'Appeal; the coordinator decides',
  '申诉已提出，负责人会核实': 'The appeal is in; the coordinator looks into it',
  核实下来怎么样: 'What was found',
  '申诉成立，这条不计': 'Uphold the appeal: not counted',
  '评价属实，照常整改': 'The rating stands: put it right',
  已裁定: 'Decided',
  本人怎么说的: 'What the person said',
  本人撤回这条评价: 'The person takes it back',
  '已撤回，留着看得见，不计入': 'Taken back: it stays visible and is not counted',
});

const CALL = { reached: null as 'yes' | 'no' | null, satisfied: null as keyof typeof SATISFIED_NAMES | null, mended: false, words: '' };

type StepProps = { readonly rating: Rating };

/** A call to whoever rated badly: reached or not, what was said, whether it is put right. */
export const CallBackForm = ({ rating }: StepProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(callBack);
  const [id, setId] = useState(newId);
  const [form, setForm, clear] = useDraft(`rating.call.${rating.id}`, CALL);
  const reached = form.reached === 'yes';
  const mended = form.mended && (reached || rating.state === 'contacted');
  const send = async (): Promise<void> => {
    const sent = await sender.send({
      id,
      rating: rating.id,
      reached,
      mended,
      satisfied: reached ? form.satisfied : null,
      words: form.words.trim(),
    });
    if (sent === null || sent.outcome === 'refused') return;
    setId(newId());
    clear();
    toast(t('回访记好了'));
  };
  return (
    <div className="form">
      <Chips
        label={t('打通了吗')}
        value={form.reached}
        onChange={(said) => setForm({ ...form, reached: said })}
        options={[
          { value: 'yes', label: t('打通了') },
          { value: 'no', label: t('没打通') },
        ]}
      />
      {reached ? (
        <Chips
          label={t('现在满意吗')}
          value={form.satisfied}
          onChange={(satisfied) => setForm({ ...form, satisfied })}
          options={(['yes', 'no', 'not_said'] as const).map((one) => ({ value: one, label: format.text(SATISFIED_NAMES[one]) }))}
        />
      ) : null}
      <Field label={t('本人怎么说的，改了什么')}>
        {(field) => (
          <Input.TextArea
            id={field}
            placeholder={t('哪天几点打的，听着怎么样')}
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={2000}
            value={form.words}
            onChange={(event) => setForm({ ...form, words: event.target.value })}
          />
        )}
      </Field>
      {reached || rating.state === 'contacted' ? (
        <Checkbox checked={form.mended} onChange={(event) => setForm({ ...form, mended: event.target.checked })}>
          {t('办好了，已经告诉本人')}
        </Checkbox>
      ) : null}
      <Problem of={sender} />
      <div>
        <Button
          type="primary"
          disabled={form.reached === null || form.words.trim() === ''}
          loading={sender.sending}
          onClick={() => void send()}
        >
          {mended ? t('整改好了，记下来') : form.reached === 'no' ? t('没打通，记下来') : t('联系上了，记下来')}
        </Button>
      </div>
    </div>
  );
};

/** What the rated may say against a rating. */
export const AppealForm = ({ rating }: StepProps): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(appeal);
  const [id] = useState(newId);
  const [form, setForm, clear] = useDraft(`rating.appeal.${rating.id}`, { ground: 'mistaken' as keyof typeof GROUND_NAMES, words: '' });
  const send = async (): Promise<void> => {
    const sent = await sender.send({ id, rating: rating.id, ground: form.ground, words: form.words.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(t('申诉已提出，负责人会核实'));
  };
  return (
    <div className="form">
      <Chips
        label={t('凭什么申诉')}
        value={form.ground}
        onChange={(ground) => setForm({ ...form, ground })}
        options={(['mistaken', 'malicious'] as const).map((one) => ({ value: one, label: format.text(GROUND_NAMES[one]) }))}
      />
      <Field label={t('事情经过，有什么可以核实')}>
        {(field) => (
          <Input.TextArea
            id={field}
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={2000}
            value={form.words}
            onChange={(event) => setForm({ ...form, words: event.target.value })}
          />
        )}
      </Field>
      <Problem of={sender} />
      <div>
        <Button disabled={form.words.trim() === ''} loading={sender.sending} onClick={() => void send()}>
          {t('提出申诉，交负责人裁定')}
        </Button>
      </div>
    </div>
  );
};

type Ending = 'withdrawn' | 'set_aside' | 'stands';

/** How an appeal ends, or that the person took the rating back; one's reasons stay on record. */
export const SettleForm = ({ rating, of }: StepProps & { of: 'appeal' | 'withdrawal' }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const sender = useSend(settle);
  const [id] = useState(newId);
  const [said, setSaid, clear] = useDraft(`rating.settle.${of}.${rating.id}`, '');
  const [pressed, setPressed] = useState<Ending | null>(null);
  const end = async (as: Ending): Promise<void> => {
    setPressed(as);
    const sent = await sender.send({ id, rating: rating.id, as, words: said.trim() }, { seen: rating.seq });
    setPressed(null);
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(as === 'withdrawn' ? t('已撤回，留着看得见，不计入') : t('已裁定'));
  };
  const button = (as: Ending, label: string, primary = false): ReactNode => (
    <Button
      {...(primary ? { type: 'primary' as const } : {})}
      disabled={said.trim() === ''}
      loading={pressed === as}
      onClick={() => void end(as)}
    >
      {label}
    </Button>
  );
  return (
    <div className="form">
      <Field label={of === 'appeal' ? t('核实下来怎么样') : t('本人怎么说的')}>
        {(field) => (
          <Input.TextArea
            id={field}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={said}
            onChange={(event) => setSaid(event.target.value)}
          />
        )}
      </Field>
      <Problem of={sender} />
      <div className="ui-buttons">
        {of === 'appeal' ? (
          <>
            {button('stands', t('评价属实，照常整改'), true)}
            {button('set_aside', t('申诉成立，这条不计'))}
          </>
        ) : (
          button('withdrawn', t('本人撤回这条评价'))
        )}
      </div>
    </div>
  );
};
