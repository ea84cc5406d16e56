import { type ReactNode, useMemo, useState } from 'react';
import { addDays, dayOf } from '../../../../kernel/time.ts';
import { onDuty, staff, takeOffDuty } from '../../../../modules/network/contract.ts';
import { useSend } from '../../../ui/data.ts';
import { useFormat, useLang, useLook, useWords } from '../../../ui/look.tsx';
import { ROLE_NAMES } from '../../../ui/roles.ts';
import { useAllRows } from '../../../ui/rows.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { CopyPhone } from '../../parts/copy-phone.tsx';
import { SITE_KIND_NAMES } from '../../parts/network-words.ts';
import { RosterForm } from './roster-form.tsx';
import { type Duty, instantAt, type Site, sayShift } from './shift.ts';

const words = dictionary({
  地址: 'Address',
  电话: 'Phone',
  开门时间: 'Hours',
  没有登记: 'not recorded',
  往后七天: 'Next seven days',
  还没有排班: 'Nobody is rostered yet',
  这里的同事: 'Colleagues here',
  这里还没有人任职: 'Nobody has a post here yet',
  排班: 'Put someone on duty',
  撤下: 'Take off',
  '撤下 {who} {day} 的班': 'Take off {who}, {day}',
  '为什么撤下？': 'Why?',
  '例如：换给黄梦洁': 'For example: swapped with a colleague',
  算了: 'Never mind',
  '已撤下 {who}': '{who} is off duty',
});

type Props = { site: Site; mayRoster: boolean; draftDay: string | null; setDraftDay: (day: string | null) => void };

/** One site: how to reach it, who comes on in the next days, who works there. */
export const SitePane = ({ site, mayRoster, draftDay, setDraftDay }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const span = useMemo(() => ({ at: new Date().toISOString(), until: instantAt(addDays(today, 8), '00:00') }), [today]);
  const shifts = useAllRows(onDuty, { site: site.id, ...span });
  const colleagues = useAllRows(staff, { site: site.id });
  const coming = shifts.rows.toSorted((a, b) => a.from.localeCompare(b.from));
  return (
    <>
      <section>
        <h2>{site.name}</h2>
        <dl className="pairs">
          <dt>{format.text(SITE_KIND_NAMES[site.kind])}</dt>
          <dd>{site.areaName}</dd>
          <dt>{t('电话')}</dt>
          <dd>
            <CopyPhone phone={site.phone} who={site.name} />
          </dd>
          <dt>{t('地址')}</dt>
          <dd>{site.address ?? <span className="soft">{t('没有登记')}</span>}</dd>
          <dt>{t('开门时间')}</dt>
          <dd>{site.hours ?? <span className="soft">{t('没有登记')}</span>}</dd>
        </dl>
      </section>
      <section>
        <h2>{t('往后七天')}</h2>
        {shifts.error ? <Failure error={shifts.error} retry={shifts.retry} /> : null}
        {shifts.ready ? null : <Wait />}
        {shifts.ready && coming.length === 0 ? <p className="soft">{t('还没有排班')}</p> : null}
        <ul className="shifts">
          {coming.map((shift) => (
            <Shift key={shift.id} shift={shift} mayRoster={mayRoster} />
          ))}
        </ul>
        {mayRoster && draftDay === null ? (
          <button type="button" className="ui-button ui-button--primary" onClick={() => setDraftDay(today)}>
            {t('排班')}
          </button>
        ) : null}
        {mayRoster && draftDay !== null ? (
          <RosterForm key={draftDay} site={site} day={draftDay} colleagues={colleagues.rows} close={() => setDraftDay(null)} />
        ) : null}
      </section>
      <section>
        <h2>{t('这里的同事')}</h2>
        {colleagues.ready && colleagues.rows.length === 0 ? <p className="soft">{t('这里还没有人任职')}</p> : null}
        <ul className="people">
          {colleagues.rows.map((one) => (
            <li key={one.id}>
              <span>
                <b className="nobr">{one.name}</b> <span className="soft">{one.title ?? format.text(ROLE_NAMES[one.role])}</span>
              </span>
              <CopyPhone phone={one.phone} who={one.name} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};

const Shift = ({ shift, mayRoster }: { shift: Duty; mayRoster: boolean }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const toast = useToast();
  const off = useSend(takeOffDuty);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const day = dayOf(shift.from);
  return (
    <li>
      <div className="shifts__row">
        <span>
          <span className="nobr">{format.day(day)}</span> <span className="nobr soft">{sayShift(shift, lang)}</span>
          <br />
          <b className="nobr">{shift.name}</b> <CopyPhone phone={shift.phone} who={shift.name} />
        </span>
        {mayRoster ? (
          <button
            type="button"
            className="ui-button ui-button--quiet"
            aria-expanded={asking}
            aria-label={t('撤下 {who} {day} 的班', { who: shift.name, day: format.day(day) })}
            onClick={() => setAsking(!asking)}
          >
            {t('撤下')}
          </button>
        ) : null}
      </div>
      {asking ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void off.send({ id: shift.id, reason }).then((sent) => {
              if (sent && sent.outcome !== 'refused') toast(t('已撤下 {who}', { who: shift.name }));
            });
          }}
        >
          <label>
            <span>{t('为什么撤下？')}</span>
            <input
              className="ui-input"
              // biome-ignore lint/a11y/noAutofocus: the person has just opened this to type the reason
              autoFocus
              required
              maxLength={200}
              value={reason}
              placeholder={t('例如：换给黄梦洁')}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          {off.refusal ? <Refusal refusal={off.refusal} kept /> : null}
          {off.error ? <Failure error={off.error} kept /> : null}
          <span className="ui-buttons">
            <button type="submit" className="ui-button ui-button--primary" disabled={off.sending}>
              {t('撤下')}
            </button>
            <button type="button" className="ui-button" onClick={() => setAsking(false)}>
              {t('算了')}
            </button>
          </span>
        </form>
      ) : null}
    </li>
  );
};
