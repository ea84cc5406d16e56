import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { CARE_HOW_NAMES, CARE_LINE_NAMES, type CareRow, changeCarer } from '../../../../modules/residents/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { LEVEL_TONES, useCareWords } from './care-words.ts';
import { ChangeCarer, TakeOff } from './entry-forms.tsx';
import { VisitForm } from './visit-form.tsx';

const words = dictionary({
  '{n} 岁': 'aged {n}',
  名单: 'List',
  住址: 'Home',
  谁去看: 'Who visits',
  上次: 'Last',
  下次: 'Next',
  '{day} 由{who}列入': 'put on by {who} on {day}',
  根据: 'Because of',
  同事: 'a colleague',
  看过了: 'Been there',
  换人或改几天一次: 'Change who visits or how often',
  移出名单: 'Take off the list',
  '看他的页面：看望经过、怎么找到他': 'Open their page: visits so far, how to reach them',
});

/** The selected entry: who, why, by whom; the visit is recorded here without leaving the list. */
export const EntryPane = ({ entry, gone }: { entry: CareRow; gone: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const say = useCareWords();
  const { post } = useSession();
  const [form, setForm] = useState<'carer' | 'off' | null>(null);
  const { resident, last } = entry;
  const close = (): void => setForm(null);
  return (
    <>
      <section>
        <h2>
          {resident.name}
          {resident.age === null ? '' : ` · ${t('{n} 岁', { n: resident.age })}`}
        </h2>
        <dl className="pairs">
          <dt>{t('名单')}</dt>
          <dd>
            {say.kind(entry)} · {format.text(CARE_LINE_NAMES[entry.line])}
          </dd>
          <dt>{t('根据')}</dt>
          <dd>
            {entry.because === null ? null : <span className="tag">{entry.because}</span>}
            <span className="rows__note">
              {t('{day} 由{who}列入', { day: format.shortDay(entry.since), who: entry.putBy ?? t('同事') })}
            </span>
          </dd>
          <dt>{t('住址')}</dt>
          <dd>{[entry.areaName, resident.address].filter((part) => part !== null).join(' · ')}</dd>
          <dt>{t('谁去看')}</dt>
          <dd>
            {entry.carer.name} · {say.rhythm(entry.everyDays)}
          </dd>
          <dt>{t('上次')}</dt>
          <dd>{say.last(last, last === null ? '' : format.text(CARE_HOW_NAMES[last.how]))}</dd>
          <dt>{t('下次')}</dt>
          <dd>
            <DueBadge due={{ due: entry.dueOn, level: LEVEL_TONES[entry.level] }} />
          </dd>
        </dl>
        <p className="care-page">
          <Link to={`/residents/${resident.id}` as '/'}>{t('看他的页面：看望经过、怎么找到他')}</Link>
        </p>
      </section>
      <section>
        <h2>{t('看过了')}</h2>
        <VisitForm key={entry.id} resident={resident.id} entries={[entry]} />
      </section>
      {post !== null && post.role in changeCarer.allow ? (
        <section>
          {form === null ? (
            <div className="ui-buttons">
              <button type="button" className="ui-button ui-button--quiet" onClick={() => setForm('carer')}>
                {t('换人或改几天一次')}
              </button>
              <button type="button" className="ui-button ui-button--quiet" onClick={() => setForm('off')}>
                {t('移出名单')}
              </button>
            </div>
          ) : null}
          {form === 'carer' ? <ChangeCarer key={entry.seq} entry={entry} done={close} close={close} /> : null}
          {form === 'off' ? <TakeOff entry={entry} done={gone} close={close} /> : null}
        </section>
      ) : null}
    </>
  );
};
