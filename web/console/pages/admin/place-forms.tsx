import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { AREA_KINDS, addArea, addSite, SITE_KINDS } from '../../../../modules/network/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AREA_KIND_NAMES, SITE_KIND_NAMES } from '../../parts/network-words.ts';
import type { Area } from './place.ts';

const words = dictionary({
  '在{name}下面新增区划': 'A new area in {name}',
  '在{name}新增站点': 'A new site in {name}',
  名称: 'Name',
  种类: 'Kind',
  短代码: 'Short code',
  '小写字母或数字，定了就不再改': 'small letters or digits; it never changes',
  官方代码: 'Official code',
  没有就空着: 'leave empty if there is none',
  地址: 'Address',
  电话: 'Phone',
  开门时间: 'Hours',
  '例如：周一至周五 8:30–17:00': 'For example: Mon–Fri 8:30–17:00',
  '加上{name}': 'Add {name}',
  加上: 'Add',
  算了: 'Never mind',
  '已加上{name}': '{name} is added',
});

type Sender = Pick<ReturnType<typeof useSend>, 'refusal' | 'error' | 'sending'>;
const Ending = ({ sender, name, close }: { sender: Sender; name: string; close: () => void }): ReactNode => {
  const t = useWords(words);
  return (
    <>
      {sender.refusal ? <Refusal refusal={sender.refusal} kept /> : null}
      {sender.error ? <Failure error={sender.error} kept /> : null}
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={sender.sending}>
          {name.trim() === '' ? t('加上') : t('加上{name}', { name: name.trim() })}
        </button>
        <button type="button" className="ui-button" onClick={close}>
          {t('算了')}
        </button>
      </span>
    </>
  );
};

export const AreaForm = ({ parent, close }: { parent: Area; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const add = useSend(addArea);
  const [form, setForm] = useState({ id: newId(), name: '', segment: '', kind: 'village' as Area['kind'], officialCode: '' });
  const submit = async (): Promise<void> => {
    const { id, name, segment, kind, officialCode } = form;
    const sent = await add.send({
      id,
      name,
      kind,
      path: `${parent.path}${segment}.`,
      officialCode: officialCode === '' ? null : officialCode,
    });
    if (!sent || sent.outcome === 'refused') return;
    toast(t('已加上{name}', { name }));
    close();
  };
  return (
    <section>
      <h2>{t('在{name}下面新增区划', { name: parent.name })}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label>
          <span>{t('名称')}</span>
          <input
            className="ui-input"
            // biome-ignore lint/a11y/noAutofocus: the person has just opened this form
            autoFocus
            required
            maxLength={60}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
          />
        </label>
        <div className="form__field">
          <span className="form__label">{t('种类')}</span>
          <Select
            aria-label={t('种类')}
            value={form.kind}
            onChange={(kind: Area['kind']) => setForm({ ...form, kind })}
            options={AREA_KINDS.map((kind) => ({ value: kind, label: format.text(AREA_KIND_NAMES[kind]) }))}
          />
        </div>
        <label>
          <span>{t('短代码')}</span>
          <input
            className="ui-input code"
            required
            pattern="[0-9a-z]{1,12}"
            value={form.segment}
            onChange={(event) => setForm({ ...form, segment: event.target.value })}
          />
          <span className="form__help">{t('小写字母或数字，定了就不再改')}</span>
        </label>
        <label>
          <span>{t('官方代码')}</span>
          <input
            className="ui-input code"
            pattern="\d{2,12}"
            placeholder={t('没有就空着')}
            value={form.officialCode}
            onChange={(event) => setForm({ ...form, officialCode: event.target.value })}
          />
        </label>
        <Ending sender={add} name={form.name} close={close} />
      </form>
    </section>
  );
};

type SiteKind = (typeof SITE_KINDS)[number];

export const SiteForm = ({ area, close }: { area: Area; close: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const add = useSend(addSite);
  const [form, setForm] = useState({ id: newId(), name: '', kind: 'station' as SiteKind, address: '', phone: '', hours: '' });
  const optional = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
  const submit = async (): Promise<void> => {
    const { id, name, kind } = form;
    const sent = await add.send({
      id,
      name,
      kind,
      area: area.path,
      address: optional(form.address),
      phone: optional(form.phone),
      hours: optional(form.hours),
    });
    if (!sent || sent.outcome === 'refused') return;
    toast(t('已加上{name}', { name }));
    close();
  };
  const field = (key: 'address' | 'phone' | 'hours', label: string, placeholder?: string): ReactNode => (
    <label>
      <span>{label}</span>
      <input
        className="ui-input"
        maxLength={key === 'address' ? 200 : key === 'phone' ? 30 : 120}
        value={form[key]}
        placeholder={placeholder}
        onChange={(event) => setForm({ ...form, [key]: event.target.value })}
      />
    </label>
  );
  return (
    <section>
      <h2>{t('在{name}新增站点', { name: area.name })}</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label>
          <span>{t('名称')}</span>
          <input
            className="ui-input"
            // biome-ignore lint/a11y/noAutofocus: the person has just opened this form
            autoFocus
            required
            maxLength={80}
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
          />
        </label>
        <div className="form__field">
          <span className="form__label">{t('种类')}</span>
          <Select
            aria-label={t('种类')}
            value={form.kind}
            onChange={(kind: SiteKind) => setForm({ ...form, kind })}
            options={SITE_KINDS.map((kind) => ({ value: kind, label: format.text(SITE_KIND_NAMES[kind]) }))}
          />
        </div>
        {field('address', t('地址'))}
        {field('phone', t('电话'))}
        {field('hours', t('开门时间'), t('例如：周一至周五 8:30–17:00'))}
        <Ending sender={add} name={form.name} close={close} />
      </form>
    </section>
  );
};
