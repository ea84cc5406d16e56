import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { parseIdNumber } from '../../../../kernel/identity.ts';
import { register } from '../../../../modules/residents/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useSession } from '../../../ui/session.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Field } from '../../parts/field.tsx';
import { IdNumberField } from '../../parts/id-number.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Page } from '../../shell/page.tsx';
import './residents.css';

const words = dictionary({
  登记居民: 'Register a resident',
  '有名字和村组就能登记，别的以后补。': 'A name and a village are enough; the rest can follow.',
  姓名: 'Name',
  身份证号: 'ID number',
  住在哪个村组: 'Village or group',
  住址: 'Address',
  本人电话: 'Own phone',
  什么时候方便: 'Best hours',
  '上午在家、晚上七点后': 'mornings at home, after seven',
  说什么话: 'Language',
  '舟山话、普通话': 'local dialect, Mandarin',
  '常住外地的，住哪里': 'Lives elsewhere: where',
  登记: 'Register',
  '已登记 {name}': '{name} is registered',
});

const EMPTY = { name: '', idNumber: '', address: '', phone: '', bestHours: '', language: '', livesElsewhere: '' };
const orNull = (text: string): string | null => text.trim() || null;

/** Registers a person; the ID number is checked as it is typed. */
const NewResidentScreen = (): ReactNode => {
  const t = useWords(words);
  const { today } = useFormat();
  const toast = useToast();
  const navigate = useNavigate();
  const { post } = useSession();
  const sender = useSend(register);
  const [ids] = useState(() => ({ person: newId(), contact: newId() }));
  const [draft, setDraft, clear] = useDraft('residents.new', EMPTY);
  const [area, setArea] = useState<string | undefined>(post?.area);
  const idWrong = draft.idNumber.trim() !== '' && !parseIdNumber(draft.idNumber, today).ok;
  const line = (field: keyof typeof EMPTY, label: string, placeholder?: string): ReactNode => (
    <Field label={label}>
      {(id) => (
        <Input
          id={id}
          value={draft[field]}
          maxLength={field === 'address' ? 200 : 40}
          placeholder={placeholder ?? ''}
          onChange={(event) => setDraft((before) => ({ ...before, [field]: event.target.value }))}
        />
      )}
    </Field>
  );
  const send = async (): Promise<void> => {
    const phone = orNull(draft.phone);
    const sent = await sender.send({
      id: ids.person,
      area: area!,
      name: draft.name.trim(),
      idNumber: orNull(draft.idNumber),
      address: orNull(draft.address),
      livesElsewhere: orNull(draft.livesElsewhere),
      language: orNull(draft.language),
      contacts: phone === null ? [] : [{ id: ids.contact, kind: 'own_phone', phone, bestHours: orNull(draft.bestHours) }],
    });
    if (sent === null || sent.outcome === 'refused') return;
    toast(t('已登记 {name}', { name: draft.name.trim() }));
    clear();
    void navigate({ to: `/residents/${ids.person}` as '/' });
  };
  return (
    <Page
      title={t('登记居民')}
      lead={t('有名字和村组就能登记，别的以后补。')}
      actions={
        <Button
          type="primary"
          disabled={draft.name.trim() === '' || area === undefined || idWrong}
          loading={sender.sending}
          onClick={() => void send()}
        >
          {t('登记')}
        </Button>
      }
    >
      <div className="panel form narrow">
        <div className="form__pair">
          {line('name', t('姓名'))}
          <IdNumberField
            label={t('身份证号')}
            value={draft.idNumber}
            onChange={(idNumber) => setDraft((before) => ({ ...before, idNumber }))}
          />
        </div>
        <div className="form__pair">
          <div className="form__field">
            <span className="form__label">{t('住在哪个村组')}</span>
            <AreaSelect value={area} onChange={setArea} width={330} label={t('住在哪个村组')} />
          </div>
          {line('address', t('住址'))}
        </div>
        <div className="form__pair">
          {line('phone', t('本人电话'))}
          {line('bestHours', t('什么时候方便'), t('上午在家、晚上七点后'))}
        </div>
        <div className="form__pair">
          {line('language', t('说什么话'), t('舟山话、普通话'))}
          {line('livesElsewhere', t('常住外地的，住哪里'))}
        </div>
        <Problem of={sender} />
      </div>
    </Page>
  );
};
export default NewResidentScreen;
