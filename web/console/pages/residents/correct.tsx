import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { parseIdNumber } from '../../../../kernel/identity.ts';
import { correct, SEXES } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Chips } from '../../parts/chips.tsx';
import { Field } from '../../parts/field.tsx';
import { IdNumberField } from '../../parts/id-number.tsx';
import type { Resident } from './look.ts';
import { ReasonForm, useRefusalAt } from './reason-form.tsx';

const words = dictionary({
  更正登记: 'Correct the record',
  姓名: 'Name',
  '新的身份证号（不改就空着）': 'New ID number (empty: unchanged)',
  出生日期: 'Born',
  性别: 'Sex',
  女: 'female',
  男: 'male',
  '例如：看了身份证，原来写错一个字': 'For example: saw the ID card, one character was wrong',
  '旧的不会没有：划掉留在下面“改过的”里，写着谁、哪天、为什么改。':
    'The old stays below under “Corrections”, struck through, with who, when and why.',
  '填了身份证号，出生和性别照号码走。': 'With an ID number, birth and sex follow from it.',
  '改正，旧的划掉留着': 'Correct; the old stays, struck through',
  已改正: 'Corrected',
});

/** Which field a refusal is about. */
const PLACES = {
  name_empty: 'name',
  id_length: 'number',
  id_shape: 'number',
  id_birthday: 'number',
  id_check: 'number',
  resident_known: 'number',
  resident_known_elsewhere: 'number',
  birth_future: 'birth',
  id_birth_differs: 'birth',
  id_sex_differs: 'sex',
} as const;

/** A wrong name, number, birthday or sex is put right; the old one stays visible. */
export const CorrectPerson = ({ resident, done, close }: { resident: Resident; done: () => void; close: () => void }): ReactNode => {
  const t = useWords(words);
  const { today } = useFormat();
  const toast = useToast();
  const sender = useSend(correct);
  const { at, rest } = useRefusalAt(sender, PLACES);
  const { person } = resident;
  const [name, setName] = useState(person.name);
  const [number, setNumber] = useState('');
  const [birth, setBirth] = useState(person.birth ?? '');
  const [sex, setSex] = useState(person.sex);
  const numbered = number.trim() !== '';
  const numberOk = !numbered || parseIdNumber(number, today).ok;
  const changes = {
    ...(name.trim() === person.name ? {} : { name: name.trim() }),
    ...(numbered ? { idNumber: number.trim() } : {}),
    ...(numbered || birth === (person.birth ?? '') ? {} : { birth: birth === '' ? null : birth }),
    ...(numbered || sex === person.sex ? {} : { sex }),
  };
  const send = async (reason: string): Promise<void> => {
    const sent = await sender.send({ resident: person.id, ...changes, reason }, { seen: person.seq });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已改正'));
    done();
  };
  return (
    <ReasonForm
      title={t('更正登记')}
      said={[t('旧的不会没有：划掉留在下面“改过的”里，写着谁、哪天、为什么改。')]}
      hint={t('例如：看了身份证，原来写错一个字')}
      action={t('改正，旧的划掉留着')}
      of={rest}
      ready={Object.keys(changes).length > 0 && name.trim() !== '' && numberOk}
      submit={send}
      close={close}
    >
      <div className="form__pair">
        <Field label={t('姓名')} wrong={at('name')}>
          {(id) => <Input id={id} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <div className="form__field">
          <IdNumberField label={t('新的身份证号（不改就空着）')} value={number} onChange={setNumber} />
          {at('number') === null ? null : (
            <p className="form__wrong" role="alert">
              {at('number')}
            </p>
          )}
        </div>
      </div>
      <div className="form__pair">
        <Field label={t('出生日期')} wrong={at('birth')} help={numbered ? t('填了身份证号，出生和性别照号码走。') : null}>
          {(id) => (
            <Input
              id={id}
              type="date"
              max={today}
              disabled={numbered}
              value={numbered ? '' : birth}
              onChange={(event) => setBirth(event.target.value)}
            />
          )}
        </Field>
        <div className="form__field">
          <span className="form__label">{t('性别')}</span>
          <Chips
            label={t('性别')}
            value={sex}
            onChange={setSex}
            options={SEXES.map((one) => ({ value: one, label: t(one === 'female' ? '女' : '男') }))}
          />
          {at('sex') === null ? null : (
            <p className="form__wrong" role="alert">
              {at('sex')}
            </p>
          )}
        </div>
      </div>
    </ReasonForm>
  );
};
