import { Button } from 'antd';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { CARE_HOW_NAMES, CARE_LINE_NAMES, careOf, changeCarer } from '../../../../modules/residents/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge } from '../../../ui/pictures.tsx';
import { useApi, useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { type Resident, type Why, whyOf } from '../residents/look.ts';
import './care.css';
import { LEVEL_TONES, useCareWords } from './care-words.ts';
import { ChangeCarer, TakeOff } from './entry-forms.tsx';
import { PutOnForm } from './put-on-form.tsx';
import { VisitForm } from './visit-form.tsx';

const words = dictionary({
  谁常去看他: 'Who looks in on them',
  不在重点对象名单上: 'On no care list',
  '{who}{rhythm}去看': '{who} visits {rhythm}',
  '{day} 由{who}列入': 'put on by {who} on {day}',
  同事: 'a colleague',
  换人或改几天一次: 'Change who visits or how often',
  移出名单: 'Take off the list',
  '{day} 移出：{reason}': 'taken off on {day}: {reason}',
  看望经过: 'Visits',
  还没有人去过: 'Nobody has been there yet',
  '已撤销：{reason}': 'withdrawn: {reason}',
  记一次看望: 'Record a visit',
  列入重点对象: 'Put on a care list',
});

type Answer = z.output<typeof careOf.answer>;
type Entry = Answer['entries'][number];

const Listed = ({ entry, changed }: { entry: Entry; changed: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const say = useCareWords();
  const { post } = useSession();
  const [form, setForm] = useState<'carer' | 'off' | null>(null);
  const close = (): void => setForm(null);
  const done = (): void => {
    close();
    changed();
  };
  const why = [entry.because, entry.words, t('{day} 由{who}列入', { day: format.shortDay(entry.since), who: entry.putBy ?? t('同事') })];
  return (
    <div className="care-entry">
      <p className="care-entry__head">
        <b>{say.kind(entry)}</b>
        <span className="soft">{format.text(CARE_LINE_NAMES[entry.line])}</span>
        {entry.ended === null ? (
          <>
            <span>{t('{who}{rhythm}去看', { who: entry.carer.name, rhythm: say.rhythm(entry.everyDays) })}</span>
            <DueBadge due={{ due: entry.dueOn, level: LEVEL_TONES[entry.level] }} />
          </>
        ) : null}
      </p>
      <p className="soft">{why.filter((part) => part !== null).join(' · ')}</p>
      {entry.ended === null ? null : (
        <p className="soft">{t('{day} 移出：{reason}', { day: format.shortDay(entry.ended.on), reason: entry.ended.reason })}</p>
      )}
      {entry.ended === null && form === null && post !== null && post.role in changeCarer.allow ? (
        <span className="ui-buttons">
          <button type="button" className="link" onClick={() => setForm('carer')}>
            {t('换人或改几天一次')}
          </button>
          <button type="button" className="link" onClick={() => setForm('off')}>
            {t('移出名单')}
          </button>
        </span>
      ) : null}
      {form === 'carer' ? <ChangeCarer key={entry.seq} entry={entry} done={done} close={close} /> : null}
      {form === 'off' ? <TakeOff entry={entry} done={done} close={close} /> : null}
    </div>
  );
};

/** The part of a person's page that says who looks in on them, when last, and what was seen. Each reading is a look. */
export const CareOf = ({ resident, why }: { resident: Resident; why: Why }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const api = useApi();
  const { id } = resident.person;
  const [seen, setSeen] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [form, setForm] = useState<'visit' | 'put_on' | null>(null);
  const reload = useCallback(async (): Promise<void> => {
    setError(null);
    try {
      setSeen(await api.read(careOf, { id, ...whyOf(why) }));
    } catch (thrown) {
      setError(thrown);
    }
  }, [api, id, why]);
  useEffect(() => void reload(), [reload]);
  const changed = (): void => {
    setForm(null);
    void reload();
  };
  if (error !== null && seen === null) return <Failure error={error} retry={() => void reload()} />;
  if (seen === null) return <Wait />;
  const standing = seen.entries.filter(({ ended }) => ended === null);
  const alive = resident.person.diedOn === null;
  return (
    <section className="panel" aria-label={t('谁常去看他')}>
      <h2>{t('谁常去看他')}</h2>
      {error === null ? null : <Failure error={error} retry={() => void reload()} />}
      {standing.length === 0 ? <p className="soft">{t('不在重点对象名单上')}</p> : null}
      {seen.entries.map((entry) => (
        <Listed key={entry.id} entry={entry} changed={changed} />
      ))}
      {seen.visits.length > 0 || standing.length > 0 ? <h3>{t('看望经过')}</h3> : null}
      {seen.visits.length === 0 && standing.length > 0 ? <p className="soft">{t('还没有人去过')}</p> : null}
      <ul className="care-visits">
        {seen.visits.map((visit) => (
          <li key={visit.id} className={visit.withdrawn === null ? '' : 'is-withdrawn'}>
            <span className="soft">
              {format.day(visit.on)} · {visit.by ?? t('同事')} · {format.text(CARE_HOW_NAMES[visit.how])}
            </span>{' '}
            {visit.words} {visit.withdrawn === null ? null : t('已撤销：{reason}', { reason: visit.withdrawn })}
          </li>
        ))}
      </ul>
      {form === null && alive ? (
        <div className="ui-buttons">
          {standing.length > 0 ? <Button onClick={() => setForm('visit')}>{t('记一次看望')}</Button> : null}
          <Button type={standing.length > 0 ? 'text' : 'default'} onClick={() => setForm('put_on')}>
            {t('列入重点对象')}
          </Button>
        </div>
      ) : null}
      {form === 'visit' ? <VisitForm resident={id} entries={standing} done={changed} close={() => setForm(null)} /> : null}
      {form === 'put_on' ? (
        <PutOnForm resident={resident} listed={standing.map(({ kind }) => kind)} done={changed} close={() => setForm(null)} />
      ) : null}
    </section>
  );
};
