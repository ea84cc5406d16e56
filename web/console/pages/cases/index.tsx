import { Link } from '@tanstack/react-router';
import { Checkbox, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { areaPath } from '../../../../kernel/contract.ts';
import { isDay } from '../../../../kernel/time.ts';
import { list, STATES, TURNS } from '../../../../modules/cases/contract.ts';
import { items, STAGE_NAMES } from '../../../../modules/catalogue/contract.ts';
import { sites } from '../../../../modules/network/contract.ts';
import { useRead } from '../../../ui/data.ts';
import { Moment, useFormat, useWords } from '../../../ui/look.tsx';
import { Empty, GREEN_BAR, GreenTag } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { STATE_NAMES, TURN_NAMES } from './case-words.ts';
import './cases.css';
import { keepListPlace } from './list-place.ts';
import { OPENERS } from './open-case-for.tsx';
import { RowClock } from './row-clock.tsx';

const words = dictionary({
  办件: 'Cases',
  '谁的事，办到哪一步，轮到谁。': 'Whose matter, how far it is, whose turn.',
  找编号: 'Find a code',
  在办的: 'Open',
  全部: 'All',
  范围: 'Which',
  办到哪一步: 'How far',
  哪一步都行: 'Any state',
  轮到谁: 'Whose turn',
  不论轮到谁: 'Anyone’s turn',
  哪个事项: 'Item',
  所有事项: 'All items',
  收件站点: 'Received at',
  所有站点: 'All sites',
  这天前到期: 'Due by',
  编号: 'Code',
  居民: 'Resident',
  事项: 'Item',
  时限: 'Limit',
  收件: 'Received',
  没有这样的办件: 'No such case',
  '换个条件再看看。': 'Try another filter.',
  这里还没有办件: 'No cases yet',
  '接到诉求、开办以后，办件就排在这里。': 'Once a request is opened as a case it is listed here.',
  清掉条件: 'Clear the filters',
  绿色通道: 'Green channel',
  开办一件: 'Open a case',
});

const PLACE = z.object({
  q: z.string().catch(''),
  show: z.enum(['open', 'all']).catch('open'),
  state: z.enum(STATES).optional().catch(undefined),
  turn: z.enum(TURNS).optional().catch(undefined),
  item: z.string().optional().catch(undefined),
  site: z.string().optional().catch(undefined),
  area: areaPath.optional().catch(undefined),
  green: z.boolean().optional().catch(undefined),
  due: z
    .string()
    .refine((text) => isDay(text))
    .optional()
    .catch(undefined),
});
const SETTLE = 200;

/** All cases that the post may see; filters and place stay in the address. */
const CasesScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [place, move] = usePlace(PLACE);
  const [typed, setTyped] = useState(place.q);
  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== place.q && move({ q: typed.trim() }), SETTLE);
    return () => clearTimeout(timer);
  }, [typed, place.q, move]);
  useEffect(() => keepListPlace(place), [place]);
  const { q, show, green, ...rest } = place;
  const found = useRows(list, {
    ...rest,
    ...(show === 'open' ? { open: 'true' as const } : {}),
    ...(green ? { green: 'true' as const } : {}),
    ...(q === '' ? {} : { q: q.toUpperCase() }),
  });
  const [itemTyped, setItemTyped] = useState('');
  const offered = useRead(items, { limit: 100, ...(itemTyped === '' ? {} : { q: itemTyped }) }, { keepPrevious: true });
  const [siteTyped, setSiteTyped] = useState('');
  const places = useRead(sites, { limit: 100, ...(siteTyped === '' ? {} : { q: siteTyped }) }, { keepPrevious: true });
  const filtered = q !== '' || green === true || Object.values(rest).some((value) => value !== undefined);
  return (
    <Page
      title={t('办件')}
      lead={t('谁的事，办到哪一步，轮到谁。')}
      actions={
        OPENERS.has(post?.role ?? '') ? (
          <Link to={'/cases/new' as '/'} className="ui-button ui-button--primary">
            {t('开办一件')}
          </Link>
        ) : undefined
      }
    >
      <div className="filters">
        <input
          className="ui-input cases__code code"
          type="search"
          aria-label={t('找编号')}
          placeholder={t('编号')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          aria-label={t('范围')}
          value={show}
          onChange={(chosen) => move({ show: chosen })}
          options={[
            { value: 'open', label: t('在办的') },
            { value: 'all', label: t('全部') },
          ]}
          style={{ width: 86 }}
        />
        <Select
          aria-label={t('办到哪一步')}
          allowClear
          placeholder={t('哪一步都行')}
          value={place.state ?? null}
          onChange={(state) => move({ state: state ?? undefined, ...(state ? { show: 'all' as const } : {}) })}
          options={STATES.map((value) => ({ value, label: format.text(STATE_NAMES[value]) }))}
          style={{ width: 116 }}
        />
        <Select
          aria-label={t('轮到谁')}
          allowClear
          placeholder={t('不论轮到谁')}
          value={place.turn ?? null}
          onChange={(turn) => move({ turn: turn ?? undefined })}
          options={TURNS.map((value) => ({ value, label: format.text(TURN_NAMES[value]) }))}
          style={{ width: 112 }}
        />
        <Select
          aria-label={t('哪个事项')}
          allowClear
          showSearch={{ filterOption: false, onSearch: setItemTyped }}
          placeholder={t('所有事项')}
          value={place.item ?? null}
          onChange={(item: string | null) => move({ item: item ?? undefined })}
          options={(offered.data?.rows ?? []).map((one) => ({ value: one.code, label: format.text(one.name) }))}
          popupMatchSelectWidth={320}
          style={{ width: 112 }}
        />
        <Select
          aria-label={t('收件站点')}
          allowClear
          showSearch={{ filterOption: false, onSearch: setSiteTyped }}
          placeholder={t('所有站点')}
          value={place.site ?? null}
          onChange={(site: string | null) => move({ site: site ?? undefined })}
          options={(places.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
          popupMatchSelectWidth={300}
          style={{ width: 112 }}
        />
        <AreaSelect open value={place.area} onChange={(area) => move({ area })} width={104} />
        <label className="cases__due">
          <span className="soft">{t('这天前到期')}</span>
          <input
            className="ui-input"
            type="date"
            value={place.due ?? ''}
            onChange={(event) => move({ due: event.target.value === '' ? undefined : event.target.value })}
          />
        </label>
        <Checkbox checked={green === true} onChange={(event) => move({ green: event.target.checked || undefined })}>
          {t('绿色通道')}
        </Checkbox>
      </div>
      {found.error ? (
        <Failure error={found.error} retry={found.retry} />
      ) : !found.ready ? (
        <Wait />
      ) : found.rows.length === 0 ? (
        <Empty
          picture="box"
          title={filtered ? t('没有这样的办件') : t('这里还没有办件')}
          next={filtered ? t('换个条件再看看。') : t('接到诉求、开办以后，办件就排在这里。')}
          action={
            filtered ? (
              <Link to="/cases" search={{}} className="ui-button" onClick={() => setTyped('')}>
                {t('清掉条件')}
              </Link>
            ) : undefined
          }
        />
      ) : (
        <>
          <table className="rows cases">
            <thead>
              <tr>
                <th scope="col">{t('编号')}</th>
                <th scope="col">{t('居民')}</th>
                <th scope="col">{t('事项')}</th>
                <th scope="col">{t('办到哪一步')}</th>
                <th scope="col">{t('轮到谁')}</th>
                <th scope="col">{t('时限')}</th>
                <th scope="col">{t('收件')}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => {
                return (
                  <tr key={row.id} className={row.green ? GREEN_BAR : ''}>
                    <th scope="row">
                      <Link to="/cases/$id" params={{ id: row.id }} className="cases__open code">
                        {row.shortCode}
                      </Link>
                    </th>
                    <td>
                      <span className="nobr">{row.resident.name}</span> {row.green ? <GreenTag /> : null}
                      <span className="rows__note">{row.areaName}</span>
                    </td>
                    <td>{format.text(row.item.name)}</td>
                    <td>
                      {format.text(STATE_NAMES[row.state])}
                      <span className="rows__note">{format.text(STAGE_NAMES[row.stage])}</span>
                    </td>
                    <td className="nobr">{row.turn === null ? '' : format.text(TURN_NAMES[row.turn])}</td>
                    <td>
                      <RowClock row={row} />
                    </td>
                    <td>
                      <Moment at={row.openedAt} />
                      <span className="rows__note">{row.site.name}</span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <More of={found} />
        </>
      )}
    </Page>
  );
};
export default CasesScreen;
