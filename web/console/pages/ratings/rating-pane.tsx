import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GRADE_NAMES, isBad, one } from '../../../../modules/evaluation/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import {
  ENTRY_NAMES,
  GROUND_NAMES,
  isOpen,
  MEANS_NAMES,
  RATING_STATE_NAMES,
  type Rating,
  type RatingEntry,
  runningClock,
  SATISFIED_NAMES,
} from './rating-words.ts';
import { AppealForm, CallBackForm, SettleForm } from './steps.tsx';
import './ratings.css';

const words = dictionary({
  事项: 'Item',
  办件: 'Case',
  地方: 'Place',
  什么时候评的: 'Rated',
  怎么评的: 'By',
  谁记的: 'Noted by',
  经办人自己记的: 'noted by who did the work',
  走到哪步: 'State',
  联系本人: 'Reach the person',
  整改: 'Put right',
  本人的话: 'What was said',
  '本人的话只有负责人看得到。': 'Only coordinators see what was said.',
  等裁定: 'Appeal waits',
  裁定申诉: 'Decide the appeal',
  回访本人: 'Call the person back',
  '没经办这件事的同事来打。打开办件，从那里到居民页看电话。':
    'Someone who did not do the work rings. Open the case, and from there the resident, for the number.',
  '整改好了告诉本人，再记下来': 'Put it right, tell the person, record it',
  申诉: 'Appeal',
  本人要撤回: 'The person wants it back',
  处理经过: 'What was done',
  还没有人处理: 'Nothing was done yet',
  打通了: 'reached',
  没打通: 'not reached',
  整改好了: 'put right',
});

/** The grade in words; a bad one carries the seal's colour and its word. */
export const GradeTag = ({ grade }: { grade: Rating['grade'] }): ReactNode => {
  const format = useFormat();
  return <b className={isBad(grade) ? 'grade grade--bad' : 'grade'}>{format.text(GRADE_NAMES[grade])}</b>;
};

const Facts = ({ rating }: { rating: Rating }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const clock = runningClock(rating, format.today);
  return (
    <section>
      <h2>
        <GradeTag grade={rating.grade} /> {rating.appealed ? <span className="tag">{t('等裁定')}</span> : null}
      </h2>
      <dl className="pairs">
        <dt>{t('事项')}</dt>
        <dd>{format.text(rating.item.name)}</dd>
        <dt>{t('办件')}</dt>
        <dd>
          <Link to="/cases/$id" params={{ id: rating.case }} className="code">
            {rating.caseCode}
          </Link>
        </dd>
        <dt>{t('地方')}</dt>
        <dd>{rating.areaName}</dd>
        <dt>{t('什么时候评的')}</dt>
        <dd>
          <Moment at={rating.at} />
        </dd>
        <dt>{t('怎么评的')}</dt>
        <dd>{format.text(MEANS_NAMES[rating.means])}</dd>
        {rating.notedBy === null ? null : (
          <>
            <dt>{t('谁记的')}</dt>
            <dd>
              {rating.notedBy} {rating.notedByRated ? <span className="own-hand">{t('经办人自己记的')}</span> : null}
            </dd>
          </>
        )}
        {isBad(rating.grade) ? (
          <>
            <dt>{t('走到哪步')}</dt>
            <dd>{format.text(RATING_STATE_NAMES[rating.state])}</dd>
          </>
        ) : null}
        {clock === null ? null : (
          <>
            <dt>{rating.state === 'open' ? t('联系本人') : t('整改')}</dt>
            <dd>
              <DueBadge due={clock} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
};

const Said = ({ rating }: { rating: Rating }): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  if (rating.words === null && (post?.role === 'coordinator' || !isBad(rating.grade))) return null;
  return (
    <section>
      <h2>{t('本人的话')}</h2>
      {rating.words === null ? (
        <p className="soft">{t('本人的话只有负责人看得到。')}</p>
      ) : (
        <blockquote className="rating-said">{rating.words}</blockquote>
      )}
    </section>
  );
};

const Next = ({ rating }: { rating: Rating }): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  if (!isOpen(rating)) return null;
  const decides = post?.role === 'coordinator';
  return (
    <>
      {decides && rating.appealed ? (
        <section>
          <h2>{t('裁定申诉')}</h2>
          <SettleForm rating={rating} of="appeal" />
        </section>
      ) : null}
      <section>
        <h2>{rating.state === 'open' ? t('回访本人') : t('整改好了告诉本人，再记下来')}</h2>
        {rating.state === 'open' ? <p className="soft">{t('没经办这件事的同事来打。打开办件，从那里到居民页看电话。')}</p> : null}
        <CallBackForm rating={rating} />
        {rating.appealed ? null : (
          <details className="more-step">
            <summary>{t('申诉')}</summary>
            <AppealForm rating={rating} />
          </details>
        )}
        {decides ? (
          <details className="more-step">
            <summary>{t('本人要撤回')}</summary>
            <SettleForm rating={rating} of="withdrawal" />
          </details>
        ) : null}
      </section>
    </>
  );
};

const Entries = ({ entries }: { entries: readonly RatingEntry[] }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const about = (entry: RatingEntry): string =>
    [
      format.text(ENTRY_NAMES[entry.kind]),
      entry.reached === null ? null : entry.reached ? t('打通了') : t('没打通'),
      entry.satisfied === null ? null : format.text(SATISFIED_NAMES[entry.satisfied]),
      entry.mended ? t('整改好了') : null,
      entry.ground === null ? null : format.text(GROUND_NAMES[entry.ground]),
    ]
      .filter((part) => part !== null)
      .join(' · ');
  return (
    <section>
      <h2>{t('处理经过')}</h2>
      {entries.length === 0 ? <p className="soft">{t('还没有人处理')}</p> : null}
      <ol className="rating-entries">
        {entries.map((entry) => (
          <li key={entry.id}>
            <b>{about(entry)}</b>
            {entry.words === null ? null : <p>{entry.words}</p>}
            <span className="soft">
              <span className="nobr">{entry.by}</span> <Moment at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
};

/** A rating: what it is about, the step to do, what was done about it. */
export const RatingPane = ({ id }: { id: string }): ReactNode => {
  const { data, error, refetch } = useRead(one, { id });
  if (data === undefined) return error ? <Failure error={error} retry={() => void refetch()} /> : <Wait />;
  const { rating, entries } = data;
  return (
    <>
      <Facts rating={rating} />
      <Said rating={rating} />
      <Next rating={rating} />
      {isBad(rating.grade) ? <Entries entries={entries} /> : null}
    </>
  );
};
