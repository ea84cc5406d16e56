import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { CONTACT_DAYS } from '../../../../modules/asks/domain.ts';
import { dueDay } from '../../../../modules/work/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CountedDays } from '../asks/contact-clock.tsx';
import type { Call } from './draft.ts';

const words = dictionary({
  有多急: 'How urgent',
  求助: 'Cry for help',
  '哭着打来、断了生活来源': 'in tears, nothing left to live on',
  绿色通道: 'Green channel',
  '老、残、病、困，排在最前': 'old, disabled, ill or poor: goes first',
  要求上门: 'Visit at home',
  '{n} 个工作日内联系本人': 'contacted within {n} working days',
  '等不了，先回家': 'Can’t wait here',
  今天就上门: 'goes home, visited today',
  '{day}前要联系到本人': 'To be contacted by {day}',
  '那年的放假安排还没公布，到期日以后再算': 'The calendar of that year is not published; the due day follows',
  怎么算的: 'How it is counted',
  收起: 'Close',
  今天上门的地址: 'Address for today’s visit',
  '{name}从登记的情况看，自动走绿色通道': '{name} has the green channel by what is on record',
});

const FLAGS = [
  { field: 'plea', key: 'Alt+q', name: '求助', about: '哭着打来、断了生活来源' },
  { field: 'green', key: 'Alt+g', name: '绿色通道', about: '老、残、病、困，排在最前' },
  { field: 'homeService', key: 'Alt+h', name: '要求上门', about: null },
  { field: 'visitToday', key: 'Alt+b', name: '等不了，先回家', about: '今天就上门' },
] as const;
/** The keys of the four marks, for the screen that puts them in force. */
export const FLAG_KEYS = FLAGS.map(({ field, key, name }) => ({ field, key, does: { zh: name, en: words[name] } }));

/** By when whoever asks for a home visit must be contacted, counted in front of the clerk. */
const ContactDue = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { data } = useRead(dueDay, { n: CONTACT_DAYS });
  if (data === undefined) return null;
  return (
    <div className="contact-due">
      <b>{data.due === null ? t('那年的放假安排还没公布，到期日以后再算') : t('{day}前要联系到本人', { day: format.day(data.due) })}</b>
      <button type="button" className="ui-button ui-button--quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('收起') : t('怎么算的')}
      </button>
      {open ? <CountedDays days={data.days} /> : null}
    </div>
  );
};

/** Four marks that decide how fast the ask goes. */
export const Urgency = ({ call, change }: { call: Call; change: (part: Partial<Call>) => void }): ReactNode => {
  const t = useWords(words);
  return (
    <section aria-label={t('有多急')}>
      <div className="flags">
        {FLAGS.map(({ field, key, name, about }) => (
          <label key={field} className={call[field] ? `flag flag--${field} flag--on` : `flag flag--${field}`}>
            <input type="checkbox" checked={call[field]} onChange={(event) => change({ [field]: event.target.checked })} />
            <span className="flag__words">
              <b>{t(name)}</b>
              <small>{about === null ? t('{n} 个工作日内联系本人', { n: CONTACT_DAYS }) : t(about)}</small>
            </span>
            <kbd>{key}</kbd>
          </label>
        ))}
      </div>
      {call.person?.green && !call.green ? (
        <p className="soft">{t('{name}从登记的情况看，自动走绿色通道', { name: call.person.name })}</p>
      ) : null}
      {call.homeService && !call.visitToday ? <ContactDue /> : null}
      {call.visitToday ? (
        <Input
          className="visit-address"
          aria-label={t('今天上门的地址')}
          placeholder={t('今天上门的地址')}
          maxLength={200}
          value={call.visitAddress}
          onChange={(event) => change({ visitAddress: event.target.value })}
        />
      ) : null}
    </section>
  );
};
