import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { POLICY_FILTERS, POLICY_STATE_NAMES, type PolicyRow, policies } from '../../../../modules/discovery/contract.ts';
import { usePages, useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { MoreRows } from '../../parts/more-rows.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { FunnelLine } from './funnel.tsx';
import './policies.css';

const words = dictionary({
  政策: 'Policies',
  '谁可能符合、告诉了谁、办成几个。没问到的不算不符合。':
    'Who seems to qualify, who was told, who got it. What was never asked is not a no.',
  起草一项政策: 'Draft a policy',
  哪些: 'Which',
  全部: 'All',
  正在执行: 'In force',
  还没开始: 'Coming',
  已经结束: 'Ended',
  草稿: 'Drafts',
  待复核: 'To be checked',
  条线: 'Line of work',
  所有条线: 'All lines',
  示例: 'Sample',
  '{day}起': 'from {day}',
  '到{day}': 'until {day}',
  '第 {n} 版': 'version {n}',
  没有这样的政策: 'No such policy',
  '换个条件看看。': 'Try another filter.',
  还没有政策: 'No policies yet',
  '政策编写的同事起草、另一位同事发布后，就能知道谁可能符合。':
    'Once a colleague has drafted one and another has published it, it shows who seems to qualify.',
});

const FILTER_NAMES = {
  in_force: '正在执行',
  coming: '还没开始',
  submitted: '待复核',
  draft: '草稿',
  ended: '已经结束',
} as const satisfies Record<(typeof POLICY_FILTERS)[number], string>;

const PLACE = z.object({
  state: z.enum(POLICY_FILTERS).optional().catch(undefined),
  line: z.string().optional().catch(undefined),
});

const Row = ({ row }: { row: PolicyRow }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { published, open } = row;
  return (
    <li className="policy-row">
      <div>
        <Link to="/policies/$id" params={{ id: row.id }} className="policy-row__name">
          {format.text(row.name)}
        </Link>{' '}
        {row.example ? <span className="example">{t('示例')}</span> : null}
        <p className="soft">
          <span className="code">{row.code}</span> · {row.line}
          {published === null
            ? null
            : ` · ${t('{day}起', { day: format.day(published.validFrom) })}${
                published.validUntil === null ? '' : ` ${t('到{day}', { day: format.day(published.validUntil) })}`
              }`}
        </p>
        {open === null ? null : (
          <p>
            <span className="tag">
              {t('第 {n} 版', { n: open.number })} {format.text(POLICY_STATE_NAMES[open.state])}
            </span>
          </p>
        )}
      </div>
      <FunnelLine funnel={row.funnel} />
    </li>
  );
};

/** Policies with how many seem to qualify and how far each has come. */
const PoliciesScreen = (): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  const [place, move] = usePlace(PLACE);
  const pages = usePages(policies, {
    ...(place.state === undefined ? {} : { state: place.state }),
    ...(place.line === undefined ? {} : { line: place.line }),
  });
  const filtered = place.state !== undefined || place.line !== undefined;
  const lines = useRead(policies, { limit: 1 }).data?.lines ?? [];
  return (
    <Page
      title={t('政策')}
      lead={t('谁可能符合、告诉了谁、办成几个。没问到的不算不符合。')}
      actions={
        post?.role === 'policy_author' ? (
          <Link className="ui-button ui-button--primary" to="/policies/new">
            {t('起草一项政策')}
          </Link>
        ) : undefined
      }
    >
      <div className="filters">
        <fieldset className="labels labels--inline">
          <legend className="sr-only">{t('哪些')}</legend>
          {[undefined, ...(Object.keys(FILTER_NAMES) as (keyof typeof FILTER_NAMES)[])].map((state) => (
            <button
              type="button"
              key={state ?? 'all'}
              className="label-chip"
              aria-pressed={place.state === state}
              onClick={() => move({ state })}
            >
              {state === undefined ? t('全部') : t(FILTER_NAMES[state])}
            </button>
          ))}
        </fieldset>
        <Select
          aria-label={t('条线')}
          allowClear
          placeholder={t('所有条线')}
          value={place.line ?? null}
          onChange={(line: string | null) => move({ line: line ?? undefined })}
          options={lines.map((line) => ({ value: line, label: line }))}
          style={{ width: 160 }}
        />
      </div>
      {pages.error && pages.rows.length === 0 ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {pages.waiting && !pages.error ? <Wait /> : null}
      {!pages.waiting && !pages.error && pages.rows.length === 0 ? (
        <Empty
          picture="lamp"
          title={filtered ? t('没有这样的政策') : t('还没有政策')}
          next={filtered ? t('换个条件看看。') : t('政策编写的同事起草、另一位同事发布后，就能知道谁可能符合。')}
        />
      ) : null}
      <ul className="policy-rows">
        {pages.rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      <MoreRows pages={pages} />
    </Page>
  );
};
export default PoliciesScreen;
