import { Button, Input, InputNumber } from 'antd';
import { type ReactNode, useState } from 'react';
import { type CareRow, changeCarer, takeOffCareList } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Field } from '../../parts/field.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useRefusalAt } from '../residents/reason-form.tsx';
import { CarerSelect } from './carer-select.tsx';

const words = dictionary({
  谁去看: 'Who visits',
  几天看一次: 'Every how many days',
  就这样改: 'Change it',
  已改: 'Changed',
  算了: 'Never mind',
  为什么移出: 'Why',
  '例如：女儿接去同住了': 'For example: moved in with the daughter',
  移出名单: 'Take off the list',
  '已移出，经过留着': 'Taken off; what was stays',
});

/** What the entries of an entry's line are called, where a change crossed with another. */
const NAMES = {
  'residents.carer_changed': { zh: '改了谁去看', en: 'who visits was changed' },
  'residents.care_ended': { zh: '移出了名单', en: 'was taken off the list' },
} as const;

type Props = { entry: CareRow; done: () => void; close: () => void };

/** Another visits from now on, or at another rhythm. */
export const ChangeCarer = ({ entry, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const sender = useSend(changeCarer);
  const { at, rest } = useRefusalAt(sender, { carer_missing: 'carer', carer_elsewhere: 'carer' });
  const [carer, setCarer] = useState(entry.carer.id);
  const [everyDays, setEveryDays] = useState<number | null>(entry.everyDays);
  const send = async (): Promise<void> => {
    if (everyDays === null) return;
    const sent = await sender.send({ care: entry.id, carer, everyDays }, { seen: entry.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已改'));
    done();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={t('谁去看')} wrong={at('carer')}>
        {(id) => <CarerSelect id={id} label={t('谁去看')} value={carer} onChange={setCarer} now={entry.carer} />}
      </Field>
      <Field label={t('几天看一次')}>
        {(id) => <InputNumber id={id} min={1} max={366} precision={0} value={everyDays} onChange={setEveryDays} />}
      </Field>
      <Problem of={rest} names={NAMES} />
      <div className="ui-buttons">
        <Button type="primary" htmlType="submit" loading={sender.sending} disabled={everyDays === null}>
          {t('就这样改')}
        </Button>
        <Button onClick={close}>{t('算了')}</Button>
      </div>
    </form>
  );
};

/** Off the list, with the reason. */
export const TakeOff = ({ entry, done, close }: Props): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const sender = useSend(takeOffCareList);
  const [reason, setReason] = useState('');
  const send = async (): Promise<void> => {
    const sent = await sender.send({ care: entry.id, reason: reason.trim() }, { seen: entry.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已移出，经过留着'));
    done();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void send();
      }}
    >
      <Field label={t('为什么移出')}>
        {(id) => (
          <Input
            id={id}
            autoFocus
            maxLength={200}
            placeholder={t('例如：女儿接去同住了')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Problem of={sender} names={NAMES} />
      <div className="ui-buttons">
        <Button type="primary" htmlType="submit" loading={sender.sending} disabled={reason.trim() === ''}>
          {t('移出名单')}
        </Button>
        <Button onClick={close}>{t('算了')}</Button>
      </div>
    </form>
  );
};
