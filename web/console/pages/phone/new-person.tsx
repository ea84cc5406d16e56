import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { parseIdNumber } from '../../../../kernel/identity.ts';
import { ageOn } from '../../../../kernel/time.ts';
import { type PersonRow, register } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Field } from '../../parts/field.tsx';
import { IdNumberField } from '../../parts/id-number.tsx';
import { Problem } from '../../parts/problem.tsx';

const words = dictionary({
  没登记过的人: 'Somebody new',
  姓名: 'Name',
  '身份证号（可以以后补）': 'ID number (may follow later)',
  '电话（可以不填）': 'Phone (may be left out)',
  住在哪个村组: 'Village or group',
  登记并接着记: 'Register and go on',
  算了: 'Never mind',
  '已登记 {name}': '{name} is registered',
});

/** Registers whoever is on the line with what they say in one breath; the rest can follow. */
export const NewPerson = ({
  name: startName,
  phone: startPhone,
  registered,
  close,
}: {
  name: string;
  phone: string;
  registered: (person: PersonRow) => void;
  close: () => void;
}): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const { post } = useSession();
  const sender = useSend(register);
  const [id] = useState(newId);
  const [contact] = useState(newId);
  const [name, setName] = useState(startName);
  const [number, setNumber] = useState('');
  const [phone, setPhone] = useState(startPhone);
  const [area, setArea] = useState<string | undefined>(post?.area);
  const parsed = number.trim() === '' ? null : parseIdNumber(number, format.today);
  const send = async (): Promise<void> => {
    const person = {
      id,
      area: area!,
      name: name.trim(),
      idNumber: number.trim() || null,
      contacts: phone.trim() === '' ? [] : [{ id: contact, kind: 'own_phone' as const, phone: phone.trim() }],
    };
    const sent = await sender.send(person);
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已登记 {name}', { name: person.name }));
    const known = parsed?.ok ? parsed.value : null;
    registered({
      id,
      name: person.name,
      sex: known?.sex ?? null,
      birth: known?.birth ?? null,
      age: known === null ? null : ageOn(known.birth, format.today),
      area: person.area,
      areaName: null,
      household: null,
      address: null,
      livesElsewhere: null,
      diedOn: null,
      idMasked: null,
      phoneMasked: null,
      green: false,
      greenWhy: [],
    });
  };
  return (
    <section className="panel form new-person" aria-label={t('没登记过的人')}>
      <h2>{t('没登记过的人')}</h2>
      <div className="form__pair">
        <Field label={t('姓名')}>
          {(field) => <Input id={field} value={name} maxLength={40} autoFocus onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label={t('电话（可以不填）')}>
          {(field) => <Input id={field} value={phone} maxLength={40} onChange={(event) => setPhone(event.target.value)} />}
        </Field>
      </div>
      <div className="form__pair">
        <IdNumberField value={number} onChange={setNumber} label={t('身份证号（可以以后补）')} />
        <div className="form__field">
          <span className="form__label">{t('住在哪个村组')}</span>
          <AreaSelect value={area} onChange={setArea} width={280} label={t('住在哪个村组')} />
        </div>
      </div>
      <Problem of={sender} />
      <div className="ui-buttons">
        <Button
          type="primary"
          disabled={name.trim() === '' || area === undefined || (parsed !== null && !parsed.ok)}
          loading={sender.sending}
          onClick={() => void send()}
        >
          {t('登记并接着记')}
        </Button>
        <Button onClick={close}>{t('算了')}</Button>
      </div>
    </section>
  );
};
