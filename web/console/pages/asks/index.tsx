import { useNavigate } from '@tanstack/react-router';
import { Radio, Table } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { ASK_STATES, list } from '../../../../modules/asks/contract.ts';
import { usePages } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge, Empty, GREEN_BAR } from '../../../ui/pictures.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { AskTags } from './facts.tsx';
import { CHANNEL_NAMES, STATE_NAMES } from './names.ts';
import './asks.css';

const words = dictionary({
  诉求: 'Asks',
  '不管从哪个门进来，都在这里；没答复本人的不算完。': 'Whichever door they came by, they are here; none is closed without an answer.',
  全部: 'All',
  状态: 'State',
  谁: 'Who',
  说了什么: 'What was said',
  从哪来: 'Door',
  联系: 'Contact',
  收到: 'Received',
  还不知道是谁: 'Not known yet',
  已联系: 'Contacted',
  这里没有诉求: 'No asks here',
  '有人打电话、上门、留条，记下来就在这里。按 F2 接电话。':
    'Whoever calls, comes in or leaves a note appears here once recorded. F2 opens the phone desk.',
});

const PLACE = z.object({ state: z.enum(ASK_STATES).optional().catch(undefined) });

/** All asks, newest first. */
const AsksScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const navigate = useNavigate();
  const [{ state }, move] = usePlace(PLACE);
  const pages = usePages(list, state === undefined ? {} : { state });
  const { today } = format;
  const levelOf = (due: string): 'calm' | 'amber' | 'red' => (due < today ? 'red' : due === today ? 'amber' : 'calm');
  return (
    <Page title={t('诉求')} lead={t('不管从哪个门进来，都在这里；没答复本人的不算完。')}>
      <div className="filters">
        <Radio.Group
          aria-label={t('状态')}
          optionType="button"
          value={state ?? 'all'}
          onChange={(event) => move({ state: event.target.value === 'all' ? undefined : event.target.value })}
          options={[{ value: 'all', label: t('全部') }, ...ASK_STATES.map((one) => ({ value: one, label: format.text(STATE_NAMES[one]) }))]}
        />
      </div>
      {pages.error && pages.rows.length === 0 ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {pages.waiting && !pages.error ? <Wait /> : null}
      {!pages.waiting && pages.rows.length === 0 && !pages.error ? (
        <Empty picture="lamp" title={t('这里没有诉求')} next={t('有人打电话、上门、留条，记下来就在这里。按 F2 接电话。')} />
      ) : null}
      {pages.rows.length > 0 ? (
        <Table
          size="middle"
          rowKey="id"
          pagination={false}
          tableLayout="fixed"
          dataSource={[...pages.rows]}
          rowClassName={(row) => (row.green ? `row-link ${GREEN_BAR}` : 'row-link')}
          onRow={(row) => ({ onClick: () => void navigate({ to: `/asks/${row.id}` as '/' }) })}
          columns={[
            {
              title: t('谁'),
              width: 132,
              render: (_, row) => (
                <a
                  href={`/console/asks/${row.id}`}
                  className="nobr row-name"
                  onClick={(event) => {
                    event.preventDefault();
                    event.stopPropagation();
                    void navigate({ to: `/asks/${row.id}` as '/' });
                  }}
                >
                  {row.name ?? t('还不知道是谁')}
                </a>
              ),
            },
            {
              title: t('说了什么'),
              render: (_, row) => (
                <>
                  <div className="cut">{row.words}</div>
                  <AskTags ask={row} />
                </>
              ),
            },
            {
              title: t('从哪来'),
              width: 150,
              render: (_, row) => (
                <>
                  <div>{format.text(CHANNEL_NAMES[row.channel])}</div>
                  <div className="soft cut">{row.areaName}</div>
                </>
              ),
            },
            {
              title: t('联系'),
              width: 190,
              render: (_, row) =>
                row.contactDue !== null ? (
                  <DueBadge due={{ due: row.contactDue, level: levelOf(row.contactDue) }} />
                ) : row.contactedAt !== null ? (
                  <span className="soft">{t('已联系')}</span>
                ) : null,
            },
            { title: t('收到'), width: 166, render: (_, row) => <Moment at={row.receivedAt} /> },
          ]}
        />
      ) : null}
      <MoreRows pages={pages} />
    </Page>
  );
};
export default AsksScreen;
