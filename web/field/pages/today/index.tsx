import type { ReactNode } from 'react';
import { leads as leadsRead } from '../../../../modules/discovery/contract.ts';
import { mine } from '../../../../modules/work/contract.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Row, Rows } from '../../parts/row.tsx';
import { useMayAsk } from '../../person/use-findings.ts';
import { Screen } from '../../shell/screen.tsx';
import { isDeskWork } from '../task/desk-work.ts';
import { NextStop } from './next-stop.tsx';
import { OwnLeads } from './own-leads.tsx';
import { OpenTask, TaskMarks } from './queue.tsx';

const words = dictionary({
  今天: 'Today',
  今天没有要跑的: 'Nothing to do today',
  '交给你的跑腿和上门会排在这里，下一站在最上面。': 'Errands and visits given to you appear here, the next stop on top.',
  '手上没有活了，下面是站里等人接的': 'You have nothing in hand; below is what waits at the station',
  接下来: 'After that',
  站里等人接的: 'Waiting at the station',
});

/** What is to be done, the next stop on top; below it what lies with the station. */
const TodayScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const own = useRows(mine, { of: 'own', limit: 50 });
  const site = useRows(mine, { of: 'site', limit: 50 });
  const mayAsk = useMayAsk();
  const told = useRows(leadsRead, { mine: 'true', limit: 50 }, { enabled: mayAsk });
  const [next, ...rest] = own.rows;
  const error = own.error ?? site.error ?? told.error;
  // What only the desk can do is not offered to whoever is outside.
  const open = site.rows.filter((task) => !isDeskWork(task));
  const nothing = own.ready && site.ready && (told.ready || !mayAsk) && own.rows.length + open.length + told.rows.length === 0;
  return (
    <Screen title={t('今天')}>
      {error && !own.ready ? (
        <div className="p-5">
          <Failure
            error={error}
            retry={() => {
              own.retry();
              site.retry();
              if (mayAsk) told.retry();
            }}
          />
        </div>
      ) : null}
      {!error && !own.ready ? (
        <div className="px-5">
          <Wait />
        </div>
      ) : null}
      {nothing ? <Empty picture="ferry" title={t('今天没有要跑的')} next={t('交给你的跑腿和上门会排在这里，下一站在最上面。')} /> : null}
      <div className="grid gap-2 pt-4">
        {next ? <NextStop key={next.id} task={next} /> : null}
        {own.ready && !next && open.length > 0 ? <p className="px-5 text-soft">{t('手上没有活了，下面是站里等人接的')}</p> : null}
        {rest.length > 0 ? (
          <Rows title={t('接下来')}>
            {rest.map((task) => (
              <Row
                key={task.id}
                to={`/tasks/${task.id}`}
                green={task.green}
                title={format.text(task.title)}
                below={
                  <span className="grid gap-1">
                    {task.residentName ? <span>{task.residentName}</span> : null}
                    <TaskMarks task={task} />
                  </span>
                }
              />
            ))}
          </Rows>
        ) : null}
        {own.hasMore ? <More of={own} /> : null}
        <OwnLeads leads={told.rows} />
        {told.hasMore ? <More of={told} /> : null}
        {open.length > 0 ? (
          <Rows title={t('站里等人接的')}>
            {open.map((task) => (
              <OpenTask key={task.id} task={task} />
            ))}
          </Rows>
        ) : null}
        {site.hasMore ? <More of={site} /> : null}
      </div>
    </Screen>
  );
};
export default TodayScreen;
