import { useNavigate } from '@tanstack/react-router';
import { Radio } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { z } from 'zod';
import { mine } from '../../../../modules/work/contract.ts';
import { usePages } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { type Key, useKeys } from '../../shell/keys.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { Matter } from './matter.tsx';
import { pathOfSubject, type TaskRow } from './names.ts';
import { Queue } from './queue.tsx';
import './work.css';

const words = dictionary({
  我的工作: 'My work',
  手上没有要办的: 'Nothing is waiting for you',
  '新的诉求和到期的办件会排在这里，绿色通道在前。': 'New requests and cases that fall due appear here, green channel first.',
  这个岗位没有待办: 'This post has no tasks',
  谁的: 'Whose',
  全部: 'All',
  我手上的: 'Mine',
  本站谁都能接的: 'Our site’s',
  本部门的: 'Our department’s',
  '绿色通道 {n} 件': '{n} green channel',
  '超期 {n} 件': '{n} overdue',
  '今明到期或快到期 {n} 件': '{n} due soon',
  '共 {n} 件': '{n} in all',
  '共 {n} 件以上': 'more than {n} in all',
  '选一件，这里看得到人、时限和下一步': 'Select one: person, time limit and next step stand here',
  'j、k 上下选，o 打开': 'j and k to move, o to open',
});

const PLACE = z.object({
  of: z.enum(['own', 'site', 'department']).optional().catch(undefined),
  task: z.string().optional().catch(undefined),
});

const useLead = (rows: readonly TaskRow[], more: boolean): string => {
  const t = useWords(words);
  const count = (wanted: (task: TaskRow) => boolean): number => rows.filter(wanted).length;
  const green = count((task) => task.green);
  const late = count((task) => task.level === 'red');
  const soon = count((task) => task.level === 'amber');
  return [
    green > 0 ? t('绿色通道 {n} 件', { n: green }) : null,
    late > 0 ? t('超期 {n} 件', { n: late }) : null,
    soon > 0 ? t('今明到期或快到期 {n} 件', { n: soon }) : null,
    t(more ? '共 {n} 件以上' : '共 {n} 件', { n: rows.length }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
};

/** What waits for this post: green channel first, then by due day; the selected one is worked on at the right. */
const WorkScreen = (): ReactNode => {
  const t = useWords(words);
  const navigate = useNavigate();
  const { post } = useSession();
  const [{ of, task: selected }, move] = usePlace(PLACE);
  const pages = usePages(mine, of === undefined ? {} : { of });
  const { rows } = pages;
  const lead = useLead(rows, pages.more !== null);
  const task = rows.find((row) => row.id === selected) ?? rows[0];

  const latest = useRef({ rows, task });
  useEffect(() => {
    latest.current = { rows, task };
  });
  const keys = useMemo<readonly Key[]>(() => {
    const step = (by: 1 | -1): void => {
      const now = latest.current;
      const at = now.rows.findIndex((row) => row.id === now.task?.id);
      const next = now.rows[Math.max(0, Math.min(now.rows.length - 1, at + by))];
      if (next === undefined) return;
      move({ task: next.id });
      document.getElementById(`task-${next.id}`)?.focus();
    };
    return [
      { keys: 'j', does: { zh: '下一件', en: 'Next task' }, run: () => step(1) },
      { keys: 'k', does: { zh: '上一件', en: 'Task before' }, run: () => step(-1) },
      {
        keys: 'o',
        does: { zh: '打开这件事的页面', en: 'Open the page of the matter' },
        run: () => {
          const path = latest.current.task ? pathOfSubject(latest.current.task) : null;
          if (path !== null) void navigate({ to: path as '/' });
        },
      },
    ];
  }, [move, navigate]);
  useKeys(keys);

  /** What was finished leaves the list; the one behind it is next. */
  const after = (): void => {
    const at = rows.findIndex((row) => row.id === task?.id);
    move({ task: (rows[at + 1] ?? rows[at - 1])?.id });
  };
  const queues = [
    { value: 'all', label: t('全部') },
    { value: 'own', label: t('我手上的') },
    ...(post?.siteName ? [{ value: 'site', label: t('本站谁都能接的') }] : []),
    ...(post?.department ? [{ value: 'department', label: t('本部门的') }] : []),
  ];
  return (
    <Page
      title={t('我的工作')}
      lead={rows.length > 0 ? lead : undefined}
      side={task ? <Matter key={task.id} task={task} after={after} /> : undefined}
    >
      <div className="filters">
        <Radio.Group
          aria-label={t('谁的')}
          optionType="button"
          value={of ?? 'all'}
          onChange={(event) => move({ of: event.target.value === 'all' ? undefined : event.target.value, task: undefined })}
          options={queues}
        />
        {rows.length > 0 ? <span className="soft filters__end">{t('j、k 上下选，o 打开')}</span> : null}
      </div>
      {pages.error && rows.length === 0 ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {pages.waiting && !pages.error ? <Wait /> : null}
      {!pages.waiting && !pages.error && rows.length === 0 ? (
        <Empty picture="lamp" title={t('手上没有要办的')} next={t('新的诉求和到期的办件会排在这里，绿色通道在前。')} />
      ) : null}
      <Queue tasks={rows} selected={task?.id} select={(id) => move({ task: id })} />
      <MoreRows pages={pages} />
    </Page>
  );
};
export default WorkScreen;
