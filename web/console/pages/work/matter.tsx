import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ask as askPage } from '../../../../modules/asks/contract.ts';
import { page_ as casePage } from '../../../../modules/cases/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { ClockBadge, DueBadge, GREEN_BAR, GreenTag } from '../../../ui/pictures.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { ContactClock } from '../asks/contact-clock.tsx';
import { AskFacts, AskTags } from '../asks/facts.tsx';
import { NextStep } from '../asks/next-step.tsx';
import { Hands } from './hands.tsx';
import { pathOfSubject, type TaskRow } from './names.ts';
import { PassedListMatter } from './passed-list.tsx';

const words = dictionary({
  打开诉求: 'Open the ask',
  打开办件: 'Open the case',
  打开他的页面: 'Open the person’s page',
  '在评价页面回访、登记': 'Call back and record it on the rating’s page',
  在评价页面裁定: 'Decide on the rating’s page',
  为谁: 'For',
  编号: 'Number',
  事项: 'Item',
  承诺: 'Promised by',
  还差: 'Still missing',
  材料都齐了: 'All papers are here',
  谁在办: 'In whose hands',
  在办件页面接着办: 'Go on at the case',
  法定: 'By law',
  停着: 'stopped',
});

/** An ask beside its task: words, clock, and the step to do, in place. */
const AskMatter = ({ task, after }: { task: TaskRow; after: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const { data: ask, error, refetch } = useRead(askPage, { id: task.subject });
  if (ask === undefined) return error ? <Failure error={error} retry={() => void refetch()} /> : <Wait />;
  return (
    <>
      <section className={ask.green ? `matter ${GREEN_BAR}` : 'matter'}>
        <AskTags ask={ask} />
        <AskFacts ask={ask} />
        <Link to={`/asks/${ask.id}` as '/'}>{t('打开诉求')}</Link>
      </section>
      <ContactClock ask={ask.id} />
      <NextStep
        ask={ask}
        first={task.kind === 'contact' ? 'contact' : 'triage'}
        done={(said) => {
          if (typeof said === 'string') toast(said);
          after();
        }}
      />
      <section>
        <Hands
          task={task}
          simple={task.kind === 'visit' || task.kind === 'own' || task.kind === 'errand' || task.kind === 'petition'}
          after={after}
        />
      </section>
    </>
  );
};

/** A case beside its task: who, the clocks, what is missing, and the way to its page. */
const CaseMatter = ({ task, after }: { task: TaskRow; after: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { data, error, refetch } = useRead(casePage, { id: task.subject });
  if (data === undefined) return error ? <Failure error={error} retry={() => void refetch()} /> : <Wait />;
  const { case: one, clocks, materials } = data;
  return (
    <>
      <section className={one.green ? `matter ${GREEN_BAR}` : 'matter'}>
        <h2>
          {one.resident.name} {one.green ? <GreenTag /> : null}
        </h2>
        <dl className="pairs">
          <dt>{t('事项')}</dt>
          <dd>{format.text(one.item.name)}</dd>
          <dt>{t('编号')}</dt>
          <dd className="code">{one.shortCode}</dd>
          {clocks
            .filter((clock) => clock.state !== 'stopped' && (clock.kind === 'promised' || clock.kind === 'legal'))
            .map((clock) => [
              <dt key={`${clock.id} name`}>{clock.kind === 'legal' ? t('法定') : t('承诺')}</dt>,
              <dd key={`${clock.id} value`}>
                {clock.state === 'paused' ? (
                  <ClockBadge clock={{ state: 'paused', waitingFor: clock.pausedFor ? format.text(clock.pausedFor) : t('停着') }} />
                ) : (
                  <ClockBadge clock={{ state: 'running', daysLeft: clock.remainingWorkdays, due: clock.due ?? clock.started }} />
                )}
              </dd>,
            ])}
        </dl>
      </section>
      <section>
        <h2>{t('还差')}</h2>
        {materials.missing.length === 0 ? (
          <p className="soft">{t('材料都齐了')}</p>
        ) : (
          <ul className="missing">
            {materials.missing.map((paper) => (
              <li key={paper.key}>{format.text(paper.name)}</li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <Link className="ui-button ui-button--primary" to={`/cases/${one.id}` as '/'}>
          {t('在办件页面接着办')}
        </Link>
        <div className="matter__hands">
          <Hands task={task} simple={false} after={after} />
        </div>
      </section>
    </>
  );
};

/** A bad rating: every step of it is recorded on its own page, and ends the task. */
const RatingMatter = ({ task, after }: { task: TaskRow; after: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <>
      <section>
        <h2>{format.text(task.title)}</h2>
        <dl className="pairs">
          <dt>{t('编号')}</dt>
          <dd className="code">{task.label}</dd>
        </dl>
        <DueBadge due={task} />
      </section>
      <section>
        <Link className="ui-button ui-button--primary" to="/ratings/$id" params={{ id: task.subject }}>
          {task.kind === 'decide_appeal' ? t('在评价页面裁定') : t('在评价页面回访、登记')}
        </Link>
        <div className="matter__hands">
          <Hands task={task} simple={false} after={after} />
        </div>
      </section>
    </>
  );
};

/** What a selected task is about, with the step to do, so that most work needs no other page. */
export const Matter = ({ task, after }: { task: TaskRow; after: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  if (task.subjectKind === 'ask') return <AskMatter task={task} after={after} />;
  if (task.subjectKind === 'case') return <CaseMatter task={task} after={after} />;
  if (task.subjectKind === 'rating') return <RatingMatter task={task} after={after} />;
  if (task.subjectKind === 'passed_list') return <PassedListMatter task={task} after={after} />;
  const path = pathOfSubject(task);
  return (
    <>
      <section className={task.green ? `matter ${GREEN_BAR}` : 'matter'}>
        <h2>{format.text(task.title)}</h2>
        <p>{task.residentName}</p>
        <DueBadge due={task} />
        {path === null ? null : (
          <p>
            <Link to={path as '/'}>{t('打开他的页面')}</Link>
          </p>
        )}
      </section>
      <section>
        <Hands task={task} simple after={after} />
      </section>
    </>
  );
};
