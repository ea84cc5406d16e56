import { Link } from '@tanstack/react-router';
import { Radio, Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { areaPath, id } from '../../../../kernel/contract.ts';
import { HINT, LEAD_STATE_NAMES, LEAD_STATES, type LeadRow, leads, policies } from '../../../../modules/discovery/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { Empty, GREEN_BAR, GreenTag } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { type Key, useKeys } from '../../shell/keys.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import '../approve/approve.css';
import { LeadActions } from './lead-actions.tsx';
import { FOUND_NAMES } from './lead-words.ts';
import './leads.css';

const words = dictionary({
  线索: 'Leads',
  '可能享受政策、还没人告诉他的人。告诉过的、不要的，不再打扰。':
    'People who may be due something and were not told. Who was told or declined is left alone.',
  走访问什么: 'What to ask on a round',
  常办事项: 'Frequent matters',
  哪些: 'Which',
  要跟进的: 'To follow up',
  谁的: 'Whose',
  全部: 'All',
  我接的: 'Mine',
  哪项政策: 'Policy',
  所有政策: 'All policies',
  '{name} {n}': '{name} {n}',
  '{n} 岁': 'aged {n}',
  '{who}在跟进': '{who} follows it up',
  '{day}再提醒': 'comes back on {day}',
  没有要跟进的线索: 'No leads to follow up',
  没有这样的线索: 'No such lead',
  '筛查发现谁可能符合，就会排到这里；问到的情况越多，找到的人越多。':
    'Whoever screening finds comes here; the more is known of people, the more are found.',
  '换个条件看看。': 'Try another filter.',
  要跟进的人: 'People to follow up',
  他可能享受: 'May be due to them',
  去哪办: 'Where to apply',
  为什么: 'Why',
  看他的情况和原因: 'See their facts and the reasons',
  看办件: 'See the case',
  示例: 'Sample',
});

const PLACE = z.object({
  state: z.enum([...LEAD_STATES, 'open']).catch('open'),
  mine: z.enum(['true', 'false']).catch('false'),
  policy: id.optional().catch(undefined),
  under: areaPath.optional().catch(undefined),
  lead: z.string().optional().catch(undefined),
});

const OneLead = ({ row }: { row: LeadRow }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  return (
    <article className="panel lead">
      <header>
        <h2>
          {row.resident.name}
          {row.resident.age === null ? '' : ` · ${t('{n} 岁', { n: row.resident.age })}`}
        </h2>
        <p className="soft">
          {row.areaName} · {format.text(FOUND_NAMES[row.foundBy])} <Moment at={row.openedAt} />
          {row.green ? (
            <>
              {' '}
              <GreenTag /> {row.resident.greenWhy.join('、')}
            </>
          ) : null}
        </p>
      </header>
      <section>
        <h3>
          {t('他可能享受')}：{format.text(row.policy.name)} {row.policy.example ? <span className="example">{t('示例')}</span> : null}
        </h3>
        <p className="lead__gives">{row.policy.what}</p>
        <p>{row.policy.amount}</p>
        <p className="soft">
          {t('去哪办')}：{row.policy.where} · {row.policy.line}
        </p>
      </section>
      <p className="soft">{format.text(HINT)}</p>
      <LeadActions
        key={row.id}
        lead={{ id: row.id, resident: row.resident.id, state: row.state, holder: row.holder, policy: row.policy }}
      />
      <p className="ui-buttons">
        <Link to={`/residents/${row.resident.id}` as '/'}>{t('看他的情况和原因')}</Link>
        {row.case === null ? null : (
          <Link to={`/cases/${row.case.id}` as '/'}>
            {t('看办件')} <span className="code">{row.case.shortCode}</span>
          </Link>
        )}
      </p>
    </article>
  );
};

/** Who may be due what and still has to be told: the list on the left, one person large on the right. j and k go through it. */
const LeadsScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const [{ lead, ...place }, move] = usePlace(PLACE);
  const query = {
    state: place.state,
    mine: place.mine,
    ...(place.policy === undefined ? {} : { policy: place.policy }),
    ...(place.under === undefined ? {} : { under: place.under }),
  };
  const list = useRows(leads, query);
  const counts = useRead(leads, { ...query, limit: 1 }, { keepPrevious: true }).data?.counts ?? {};
  const every = useRead(policies, { limit: 200 }).data?.rows ?? [];
  const at = Math.max(
    0,
    list.rows.findIndex((row) => row.id === lead),
  );
  const selected = list.rows[at];
  useKeys(
    useMemo<readonly Key[]>(() => {
      const go = (by: number) => (): void => {
        const next = list.rows[Math.min(list.rows.length - 1, Math.max(0, at + by))];
        if (next) move({ lead: next.id });
      };
      return [
        { keys: 'j', does: { zh: '下一位', en: 'Next person' }, run: go(1) },
        { keys: 'k', does: { zh: '上一位', en: 'Person before' }, run: go(-1) },
        {
          keys: 'y',
          does: { zh: '到“已经告诉本人”，回车确定', en: 'To “told”; Enter does it' },
          run: () => document.querySelector<HTMLElement>('[data-key="told"]')?.focus(),
        },
      ];
    }, [list.rows, at, move]),
  );
  const filtered = place.state !== 'open' || place.mine === 'true' || place.policy !== undefined || place.under !== undefined;
  return (
    <Page
      title={t('线索')}
      lead={t('可能享受政策、还没人告诉他的人。告诉过的、不要的，不再打扰。')}
      actions={
        <>
          <Link className="ui-button" to={'/leads/frequent' as '/'}>
            {t('常办事项')}
          </Link>
          <Link className="ui-button" to={'/leads/round' as '/'}>
            {t('走访问什么')}
          </Link>
        </>
      }
    >
      <fieldset className="labels">
        <legend className="sr-only">{t('哪些')}</legend>
        {(['open', ...LEAD_STATES] as const).map((state) => {
          const name = state === 'open' ? t('要跟进的') : format.text(LEAD_STATE_NAMES[state]);
          const n = state === 'open' ? (counts.to_tell ?? 0) + (counts.told ?? 0) + (counts.later ?? 0) : (counts[state] ?? 0);
          return (
            <button
              type="button"
              key={state}
              className="label-chip"
              aria-pressed={place.state === state}
              onClick={() => move({ state, lead: undefined })}
            >
              {t('{name} {n}', { name, n })}
            </button>
          );
        })}
      </fieldset>
      <div className="filters">
        <Radio.Group
          aria-label={t('谁的')}
          optionType="button"
          value={place.mine}
          onChange={(event) => move({ mine: event.target.value, lead: undefined })}
          options={[
            { value: 'false', label: t('全部') },
            { value: 'true', label: t('我接的') },
          ]}
        />
        <Select
          aria-label={t('哪项政策')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('所有政策')}
          value={place.policy ?? null}
          onChange={(policy: string | null) => move({ policy: policy ?? undefined, lead: undefined })}
          options={every.map((one) => ({ value: one.id, label: format.text(one.name) }))}
          style={{ width: 260 }}
        />
        <AreaSelect open value={place.under} onChange={(under) => move({ under, lead: undefined })} />
      </div>
      {list.error ? <Failure error={list.error} retry={list.retry} /> : null}
      {!list.ready && !list.error ? <Wait /> : null}
      {list.ready && selected === undefined ? (
        <Empty
          picture="lamp"
          title={filtered ? t('没有这样的线索') : t('没有要跟进的线索')}
          next={filtered ? t('换个条件看看。') : t('筛查发现谁可能符合，就会排到这里；问到的情况越多，找到的人越多。')}
        />
      ) : null}
      {selected === undefined ? null : (
        <div className="desk-of-one">
          <nav aria-label={t('要跟进的人')}>
            <ul className="queue">
              {list.rows.map((row) => (
                <li key={row.id} className={row.green ? GREEN_BAR : ''}>
                  <button type="button" aria-current={row === selected} onClick={() => move({ lead: row.id })}>
                    <b>
                      {row.resident.name}
                      {row.resident.age === null ? '' : ` · ${t('{n} 岁', { n: row.resident.age })}`}
                    </b>
                    <span>{format.text(row.policy.name)}</span>
                    <span className="soft">
                      {row.areaName} · {format.text(LEAD_STATE_NAMES[row.state])}
                      {row.until === null ? '' : ` · ${t('{day}再提醒', { day: format.shortDay(row.until) })}`}
                      {row.holder === null ? '' : ` · ${t('{who}在跟进', { who: row.holder.name })}`}
                    </span>
                    {row.green ? <GreenTag /> : null}
                  </button>
                </li>
              ))}
            </ul>
            {list.hasMore ? <More of={list} /> : null}
          </nav>
          <div>
            <OneLead key={selected.id} row={selected} />
          </div>
        </div>
      )}
    </Page>
  );
};
export default LeadsScreen;
