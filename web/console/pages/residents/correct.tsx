import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { parseIdNumber } from '../../../../kernel/identity.ts';
import { askAboutData, correct, REQUEST_KINDS } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { IdNumberField } from '../../parts/id-number.tsx';
import { Problem } from '../../parts/problem.tsx';
import type { Resident } from './look.ts';
import { REQUEST_NAMES } from './names.ts';

const words = dictionary({
  更正登记: 'Correct the record',
  姓名: 'Name',
  '新的身份证号（不改就空着）': 'New ID number (empty: unchanged)',
  '为什么改（例如：看了身份证）': 'Why (for example: saw the ID card)',
  '改正，旧的划掉留着': 'Correct; the old stays, struck through',
  已改正: 'Corrected',
  本人对自己的资料有话说: 'The person asks about their data',
  要做什么: 'What is asked',
  照他说的写: 'In their own words',
  登记请求: 'Record the request',
  '已登记，由负责人答复': 'Recorded; the coordinator answers',
});

/** A wrong name or number is put right; the old one stays visible. */
export const CorrectPerson = ({ resident, done }: { resident: Resident; done: () => void }): ReactNode => {
  const t = useWords(words);
  const { today } = useFormat();
  const toast = useToast();
  const sender = useSend(correct);
  const { person } = resident;
  const [name, setName] = useState(person.name);
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const numberOk = number.trim() === '' || parseIdNumber(number, today).ok;
  const changes = {
    ...(name.trim() === person.name ? {} : { name: name.trim() }),
    ...(number.trim() === '' ? {} : { idNumber: number.trim() }),
  };
  const send = async (): Promise<void> => {
    const sent = await sender.send({ resident: person.id, ...changes, reason: reason.trim() }, { seen: person.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已改正'));
    done();
  };
  const ready = Object.keys(changes).length > 0 && reason.trim() !== '' && name.trim() !== '' && numberOk;
  return (
    <section className="panel form">
      <h2>{t('更正登记')}</h2>
      <div className="form__pair">
        <Field label={t('姓名')}>
          {(id) => <Input id={id} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <IdNumberField label={t('新的身份证号（不改就空着）')} value={number} onChange={setNumber} />
      </div>
      <Field label={t('为什么改（例如：看了身份证）')}>
        {(id) => <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <Problem of={sender} />
      <div>
        <Button type="primary" disabled={!ready} loading={sender.sending} onClick={() => void send()}>
          {t('改正，旧的划掉留着')}
        </Button>
      </div>
    </section>
  );
};

/** What the person asks about their own data: a copy, a correction, deletion, who looked. */
export const AskAboutData = ({ resident, done }: { resident: string; done: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const sender = useSend(askAboutData);
  const [id] = useState(newId);
  const [kind, setKind] = useState<(typeof REQUEST_KINDS)[number]>('copy');
  const [said, setSaid] = useState('');
  const send = async (): Promise<void> => {
    const sent = await sender.send({ id, resident, kind, words: said.trim(), askedOn: format.today });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已登记，由负责人答复'));
    done();
  };
  return (
    <section className="panel form">
      <h2>{t('本人对自己的资料有话说')}</h2>
      <Chips
        label={t('要做什么')}
        value={kind}
        onChange={setKind}
        options={REQUEST_KINDS.map((one) => ({ value: one, label: format.text(REQUEST_NAMES[one]) }))}
      />
      <Input.TextArea
        aria-label={t('照他说的写')}
        placeholder={t('照他说的写')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      <Problem of={sender} />
      <div>
        <Button type="primary" disabled={said.trim() === ''} loading={sender.sending} onClick={() => void send()}>
          {t('登记请求')}
        </Button>
      </div>
    </section>
  );
};
