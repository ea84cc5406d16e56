import { Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { z } from 'zod';
import { addDays } from '../../../../kernel/time.ts';
import { putOnDuty, staff, type staffPost, takeOffDuty } from '../../../../modules/network/contract.ts';
import { useRead, useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import { instantAt, type Site } from './shift.ts';

type StaffPost = z.output<typeof staffPost>;

const words = dictionary({
  谁来: 'Who',
  '输入名字，别处的同事也行': 'Type a name; colleagues from elsewhere too',
  哪一天: 'Day',
  从: 'From',
  到: 'Until',
  '到第二天 {time}': 'Until {time} the next day',
  说明: 'Note',
  '例如：中午由服务站代看': 'For example: the station covers noon',
  '让{who}值班': 'Put {who} on duty',
  排班: 'Put on duty',
  算了: 'Never mind',
  '{who}已排上，{day}': '{who} is on duty {day}',
  排错了: 'rostered by mistake',
  没有这个人: 'Nobody by that name',
});

type Props = { site: Site; day: string; colleagues: readonly StaffPost[]; close: () => void };

/** Who, which day, from when until when. Undo stands in the toast. */
export const RosterForm = ({ site, day, colleagues, close }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const on = useSend(putOnDuty);
  const off = useSend(takeOffDuty);
  const [typed, setTyped] = useState('');
  const [form, setForm] = useState({ post: null as string | null, day, from: '08:00', until: '17:00', note: '' });
  const found = useRead(staff, { q: typed, limit: 20 }, { enabled: typed !== '', keepPrevious: true });
  const people = useMemo(
    () => [...new Map([...colleagues, ...(found.data?.rows ?? [])].map((one) => [one.id, one])).values()],
    [colleagues, found.data],
  );
  const who = people.find((one) => one.id === form.post);
  const overnight = form.until <= form.from;
  const submit = async (): Promise<void> => {
    if (!who) return;
    const id = newId();
    const sent = await on.send({
      id,
      site: site.id,
      post: who.id,
      from: instantAt(form.day, form.from),
      until: instantAt(overnight ? addDays(form.day, 1) : form.day, form.until),
      note: form.note.trim() === '' ? null : form.note.trim(),
    });
    if (!sent || sent.outcome === 'refused') return;
    toast(t('{who}已排上，{day}', { who: who.name, day: format.day(form.day) }), () => void off.send({ id, reason: t('排错了') }));
    close();
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="form__field">
        <span className="form__label">{t('谁来')}</span>
        <Select
          autoFocus
          aria-label={t('谁来')}
          showSearch={{ filterOption: false, onSearch: setTyped }}
          placeholder={t('输入名字，别处的同事也行')}
          notFoundContent={t('没有这个人')}
          value={form.post}
          onChange={(post: string) => setForm({ ...form, post })}
          options={people
            .filter((one) => typed === '' || one.name.includes(typed))
            .map((one) => ({
              value: one.id,
              label: `${one.name} · ${one.title ?? format.text(ROLE_NAMES[one.role])}${one.site === site.id ? '' : ` · ${one.siteName ?? one.areaName}`}`,
            }))}
        />
      </div>
      <label>
        <span>{t('哪一天')}</span>
        <input
          className="ui-input"
          type="date"
          required
          value={form.day}
          onChange={(event) => setForm({ ...form, day: event.target.value })}
        />
      </label>
      <div className="form__pair">
        <label>
          <span>{t('从')}</span>
          <input
            className="ui-input"
            type="time"
            required
            value={form.from}
            onChange={(event) => setForm({ ...form, from: event.target.value })}
          />
        </label>
        <label>
          <span>{t('到')}</span>
          <input
            className="ui-input"
            type="time"
            required
            value={form.until}
            onChange={(event) => setForm({ ...form, until: event.target.value })}
          />
        </label>
      </div>
      {overnight ? <p className="form__help">{t('到第二天 {time}', { time: form.until })}</p> : null}
      <label>
        <span>{t('说明')}</span>
        <input
          className="ui-input"
          maxLength={200}
          value={form.note}
          placeholder={t('例如：中午由服务站代看')}
          onChange={(event) => setForm({ ...form, note: event.target.value })}
        />
      </label>
      {on.refusal ? <Refusal refusal={on.refusal} kept /> : null}
      {on.error ? <Failure error={on.error} kept /> : null}
      <span className="ui-buttons">
        <button type="submit" className="ui-button ui-button--primary" disabled={!who || on.sending}>
          {who ? t('让{who}值班', { who: who.name }) : t('排班')}
        </button>
        <button type="button" className="ui-button" onClick={close}>
          {t('算了')}
        </button>
      </span>
    </form>
  );
};
