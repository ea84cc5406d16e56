import { Button, Radio, Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { areaPath } from '../../../../kernel/contract.ts';
import {
  CARE_HINT,
  CARE_HOW_NAMES,
  CARE_KIND_NAMES,
  CARE_KINDS,
  CARE_LINE_NAMES,
  CARE_LINES,
  CARE_STATES,
  type CareKind,
  type CareLine,
  type CareRow,
  care,
} from '../../../../modules/residents/contract.ts';
import { usePages, useRead } from '../../../ui/data.ts';
import { useFormat, useWords } from '../../../ui/look.tsx';
import { DueBadge, Empty } from '../../../ui/pictures.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { MoreRows } from '../../parts/more-rows.tsx';
import { type Key, useKeys } from '../../shell/keys.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import './care.css';
import { LEVEL_TONES, useCareWords } from './care-words.ts';
import { EntryPane } from './entry-pane.tsx';
import { Proposed } from './proposed.tsx';

const words = dictionary({
  重点对象: 'Care lists',
  '要常去看看的人：谁去、多久一次、上次什么时候。超期的在前。':
    'People to look in on: who goes, how often, when last. Whoever waits longest comes first.',
  导出表格: 'Export a spreadsheet',
  打印: 'Print',
  看哪些: 'Which',
  在名单上的: 'On a list',
  超期没去的: 'Overdue',
  快到期的: 'Due soon',
  还没去过的: 'Never visited',
  可能要列入的: 'Proposed',
  '{name} {n}': '{name} {n}',
  所有名单: 'All lists',
  所有条线: 'All lines of work',
  谁去看: 'Who visits',
  全部: 'All',
  我去看的: 'Mine',
  姓名: 'Name',
  名单: 'List',
  住在哪里: 'Where',
  上次看望: 'Last visit',
  下次: 'Next',
  '{n} 岁': 'aged {n}',
  没有这样的人: 'Nobody like that',
  '换个条件看看。': 'Try another filter.',
  名单是空的: 'The lists are empty',
  '到“可能要列入的”里看看，或者从一个人的页面列入。': 'Look under “Proposed”, or put somebody on from their page.',
});

const SHOWN = [...CARE_STATES, 'proposed'] as const;
const PLACE = z.object({
  show: z.enum(SHOWN).catch('all'),
  kind: z.enum(CARE_KINDS).optional().catch(undefined),
  line: z.enum(CARE_LINES).optional().catch(undefined),
  whose: z.enum(['all', 'mine']).catch('all'),
  under: areaPath.optional().catch(undefined),
  care: z.string().optional().catch(undefined),
});

const Row = ({ row, selected, select }: { row: CareRow; selected: boolean; select: () => void }): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const say = useCareWords();
  return (
    <tr className={selected ? 'is-selected' : ''}>
      <th scope="row">
        <button type="button" className="rows__open" aria-pressed={selected} onClick={select}>
          {row.resident.name}
        </button>
        {row.resident.age === null ? null : <span className="rows__note">{t('{n} 岁', { n: row.resident.age })}</span>}
      </th>
      <td>
        {say.kind(row)}
        <span className="rows__note">{format.text(CARE_LINE_NAMES[row.line])}</span>
      </td>
      <td>
        {row.areaName}
        <span className="rows__note">{row.resident.address}</span>
      </td>
      <td>
        {row.carer.name}
        <span className="rows__note">{say.rhythm(row.everyDays)}</span>
      </td>
      <td>
        {row.last === null ? say.last(null, '') : <span className="nobr">{format.shortDay(row.last.on)}</span>}
        {row.last === null ? null : (
          <span className="rows__note">
            {row.last.by} {format.text(CARE_HOW_NAMES[row.last.how])}
          </span>
        )}
      </td>
      <td>
        <DueBadge due={{ due: row.dueOn, level: LEVEL_TONES[row.level] }} />
      </td>
    </tr>
  );
};

/** Who is to be looked in on, whoever waits longest first; the visit is recorded at the right. j and k go through the list. */
const CareScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { post } = useSession();
  const [{ show, care: chosen, ...place }, move] = usePlace(PLACE);
  const proposing = show === 'proposed';
  const wanted = {
    mine: place.whose === 'mine' ? ('true' as const) : ('false' as const),
    ...(place.kind === undefined ? {} : { kind: place.kind }),
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.under === undefined ? {} : { under: place.under }),
  };
  const query = { ...wanted, state: proposing ? ('all' as const) : show };
  const pages = usePages(care, query, { enabled: !proposing });
  const counts = useRead(care, { ...wanted, limit: 1 }, { keepPrevious: true }).data?.counts;
  const { rows } = pages;
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === chosen),
  );
  const selected = proposing ? undefined : rows[at];
  useKeys(
    useMemo<readonly Key[]>(() => {
      const go = (by: number) => (): void => {
        const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
        if (next) move({ care: next.id });
      };
      return [
        { keys: 'j', does: { zh: '下一位', en: 'Next person' }, run: go(1) },
        { keys: 'k', does: { zh: '上一位', en: 'Person before' }, run: go(-1) },
        {
          keys: 'y',
          does: { zh: '到“记下这次看望”，回车确定', en: 'To “Record the visit”; Enter does it' },
          run: () => document.querySelector<HTMLElement>('[data-key="visit"]')?.focus(),
        },
      ];
    }, [rows, at, move]),
  );
  const filtered = show !== 'all' || place.whose === 'mine' || Object.keys(wanted).length > 1;
  const sheet = `/api/v1/care-list.xlsx?${new URLSearchParams({ ...query, ...(post === null ? {} : { post: post.id }) })}`;
  const names = {
    all: t('在名单上的'),
    overdue: t('超期没去的'),
    due: t('快到期的'),
    never: t('还没去过的'),
    proposed: t('可能要列入的'),
  } as const;
  return (
    <Page
      title={t('重点对象')}
      lead={proposing ? format.text(CARE_HINT) : t('要常去看看的人：谁去、多久一次、上次什么时候。超期的在前。')}
      actions={
        proposing ? undefined : (
          <>
            <Button href={sheet} download>
              {t('导出表格')}
            </Button>
            <Button onClick={() => window.print()}>{t('打印')}</Button>
          </>
        )
      }
      side={
        selected === undefined ? undefined : <EntryPane key={selected.id} entry={selected} gone={() => move({ care: rows[at + 1]?.id })} />
      }
    >
      <fieldset className="labels">
        <legend className="sr-only">{t('看哪些')}</legend>
        {SHOWN.map((one) => (
          <button
            type="button"
            key={one}
            className="label-chip"
            aria-pressed={show === one}
            onClick={() => move({ show: one, care: undefined })}
          >
            {one === 'proposed' || counts == null ? names[one] : t('{name} {n}', { name: names[one], n: counts[one] })}
          </button>
        ))}
      </fieldset>
      <div className="filters">
        {proposing ? null : (
          <Radio.Group
            aria-label={t('谁去看')}
            optionType="button"
            value={place.whose}
            onChange={(event) => move({ whose: event.target.value, care: undefined })}
            options={[
              { value: 'all', label: t('全部') },
              { value: 'mine', label: t('我去看的') },
            ]}
          />
        )}
        <Select
          aria-label={t('名单')}
          allowClear
          placeholder={t('所有名单')}
          value={place.kind ?? null}
          onChange={(kind: CareKind | null) => move({ kind: kind ?? undefined, care: undefined })}
          options={CARE_KINDS.map((value) => ({ value, label: format.text(CARE_KIND_NAMES[value]) }))}
          style={{ width: 160 }}
        />
        {proposing ? null : (
          <Select
            aria-label={t('所有条线')}
            allowClear
            placeholder={t('所有条线')}
            value={place.line ?? null}
            onChange={(line: CareLine | null) => move({ line: line ?? undefined, care: undefined })}
            options={CARE_LINES.map((value) => ({ value, label: format.text(CARE_LINE_NAMES[value]) }))}
            style={{ width: 160 }}
          />
        )}
        <AreaSelect open value={place.under} onChange={(under) => move({ under, care: undefined })} width={160} />
      </div>
      {proposing ? <Proposed kind={place.kind} under={place.under} /> : null}
      {!proposing && pages.error && rows.length === 0 ? <Failure error={pages.error} retry={pages.retry} /> : null}
      {!proposing && pages.waiting && !pages.error ? <Wait /> : null}
      {!proposing && !pages.waiting && !pages.error && rows.length === 0 ? (
        <Empty
          picture="door"
          title={filtered ? t('没有这样的人') : t('名单是空的')}
          next={filtered ? t('换个条件看看。') : t('到“可能要列入的”里看看，或者从一个人的页面列入。')}
        />
      ) : null}
      {!proposing && rows.length > 0 ? (
        <table className="rows care-rows">
          <thead>
            <tr>
              <th scope="col">{t('姓名')}</th>
              <th scope="col">{t('名单')}</th>
              <th scope="col">{t('住在哪里')}</th>
              <th scope="col">{t('谁去看')}</th>
              <th scope="col">{t('上次看望')}</th>
              <th scope="col">{t('下次')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} selected={row === selected} select={() => move({ care: row.id })} />
            ))}
          </tbody>
        </table>
      ) : null}
      {proposing ? null : <MoreRows pages={pages} />}
    </Page>
  );
};
export default CareScreen;
