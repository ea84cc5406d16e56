import { Segmented } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { setOfficeDay, withdrawOfficeDay } from '../../../../modules/work/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { dictionary } from '../../../ui/words.ts';
import type { WorkYear } from './place.ts';
import { faceOf, type WorkDay } from './year-grid.tsx';

const words = dictionary({
  '放假安排未公布，还不知道休不休': 'Holidays not published: not known yet',
  '周末，休息': 'Weekend',
  '放假：{name}': 'Holiday: {name}',
  '调休上班：{name}': 'Make-up working day: {name}',
  调休上班: 'Make-up working day',
  工作日: 'Working day',
  '本区定为休息：{name}': 'Rest day set by the district: {name}',
  '本区定为上班：{name}': 'Working day set by the district: {name}',
  本区另定: 'Set it for the district',
  '全区通用。定了以后，涉及这一天的期限几秒内重算。':
    'It holds for the whole district. Limits that this day touches are counted anew within seconds.',
  定为: 'Set it as',
  休息: 'Rest',
  上班: 'Work',
  '为什么（大家看得到）': 'Why (everyone sees it)',
  '例如：台风停航': 'For example: 台风停航',
  '英文（可不写）': 'In English (optional)',
  这天定为休息: 'Make it a rest day',
  这天定为上班: 'Make it a working day',
  '{day}定为休息了，期限在重算': '{day} is a rest day now; limits are being counted anew',
  '{day}定为上班了，期限在重算': '{day} is a working day now; limits are being counted anew',
  撤回本区的规定: 'Withdraw the district’s setting',
  为什么: 'Why',
  '例如：台风转向': 'For example: the typhoon turned away',
  '撤回，恢复原来的安排': 'Withdraw; back to the notice',
  '{day}恢复原来的安排，期限在重算': '{day} is as the notice has it again; limits are being counted anew',
  '工作日由负责全区的负责人或管理员来定。': 'A coordinator or administrator of the whole district sets working days.',
});

type Own = WorkYear['own'][number];
type Props = { readonly day: WorkDay; readonly own: readonly Own[]; readonly mayChange: boolean };

/** What a day is and why; set it for the district, or withdraw what was set. */
export const DayPane = ({ day, own, mayChange }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const inForce = own.find(({ withdrawn }) => withdrawn === null);
  const name = day.name === null ? '' : format.text(day.name);
  const says = {
    unknown: t('放假安排未公布，还不知道休不休'),
    weekend: t('周末，休息'),
    holiday: t('放假：{name}', { name }),
    makeup: name === '' ? t('调休上班') : t('调休上班：{name}', { name }),
    work: t('工作日'),
    'own-rest': t('本区定为休息：{name}', { name }),
    'own-work': t('本区定为上班：{name}', { name }),
  }[faceOf(day, inForce !== undefined)];
  return (
    <>
      <section>
        <h2>{format.day(day.day)}</h2>
        <p>{says}</p>
        {mayChange ? null : <p className="soft">{t('工作日由负责全区的负责人或管理员来定。')}</p>}
      </section>
      {!mayChange ? null : inForce ? <Withdraw one={inForce} /> : <SetDay day={day} />}
    </>
  );
};

const SetDay = ({ day }: { day: WorkDay }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const set = useSend(setOfficeDay);
  const [form, setForm] = useState({
    id: newId(),
    kind: day.kind === 'rest' ? ('work' as const) : ('rest' as 'rest' | 'work'),
    zh: '',
    en: '',
  });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { id, kind, zh, en } = form;
    const sent = await set.send({ id, day: day.day, kind, reason: { zh, en: en.trim() === '' ? null : en } });
    if (!sent || sent.outcome === 'refused') return;
    const said = { day: format.day(day.day) };
    toast(kind === 'rest' ? t('{day}定为休息了，期限在重算', said) : t('{day}定为上班了，期限在重算', said));
  };
  return (
    <section>
      <h2>{t('本区另定')}</h2>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p className="form__help">{t('全区通用。定了以后，涉及这一天的期限几秒内重算。')}</p>
        {day.kind === 'unpublished' ? (
          <div className="form__field">
            <span className="form__label">{t('定为')}</span>
            <Segmented
              aria-label={t('定为')}
              value={form.kind}
              onChange={(kind) => setForm({ ...form, kind })}
              options={[
                { value: 'rest' as const, label: t('休息') },
                { value: 'work' as const, label: t('上班') },
              ]}
            />
          </div>
        ) : null}
        <label>
          <span>{t('为什么（大家看得到）')}</span>
          <input
            className="ui-input"
            required
            maxLength={40}
            value={form.zh}
            placeholder={t('例如：台风停航')}
            onChange={(event) => setForm({ ...form, zh: event.target.value })}
          />
        </label>
        <label>
          <span>{t('英文（可不写）')}</span>
          <input className="ui-input" maxLength={80} value={form.en} onChange={(event) => setForm({ ...form, en: event.target.value })} />
        </label>
        {set.refusal ? <Refusal refusal={set.refusal} kept /> : null}
        {set.error ? <Failure error={set.error} kept /> : null}
        <span>
          <button type="submit" className="ui-button ui-button--primary" disabled={set.sending}>
            {form.kind === 'rest' ? t('这天定为休息') : t('这天定为上班')}
          </button>
        </span>
      </form>
    </section>
  );
};

const Withdraw = ({ one }: { one: Own }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const toast = useToast();
  const withdraw = useSend(withdrawOfficeDay);
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const sent = await withdraw.send({ id: one.id, reason });
    if (!sent || sent.outcome === 'refused') return;
    toast(t('{day}恢复原来的安排，期限在重算', { day: format.day(one.day) }));
  };
  return (
    <section>
      <h2>{t('撤回本区的规定')}</h2>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <label>
          <span>{t('为什么')}</span>
          <input
            className="ui-input"
            required
            maxLength={200}
            value={reason}
            placeholder={t('例如：台风转向')}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {withdraw.refusal ? <Refusal refusal={withdraw.refusal} kept /> : null}
        {withdraw.error ? <Failure error={withdraw.error} kept /> : null}
        <span>
          <button type="submit" className="ui-button ui-button--primary" disabled={withdraw.sending}>
            {t('撤回，恢复原来的安排')}
          </button>
        </span>
      </form>
    </section>
  );
};
