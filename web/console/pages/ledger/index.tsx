import { Link } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { z } from 'zod';
import { areaPath } from '../../../../kernel/contract.ts';
import { addDays, isDay } from '../../../../kernel/time.ts';
import { ledgerSearch } from '../../../../modules/cases/contract.ts';
import { Moment, useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { More, useRows } from '../../../ui/rows.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import { Erase, Erased } from './erase.tsx';
import { EVENT_WORDS, KIND_NAMES } from './event-words.ts';
import './ledger.css';

const words = dictionary({
  台账: 'Ledger',
  导出表格: 'Export a spreadsheet',
  '谁、什么时候、做了什么；记下的都不会消失。': 'Who did what when; nothing entered ever disappears.',
  办件编号: 'Case code',
  同事的名字: 'A colleague’s name',
  哪一类: 'Kind',
  所有种类: 'All kinds',
  从: 'From',
  到: 'To',
  什么时候: 'When',
  谁: 'Who',
  做了什么: 'What',
  哪一件: 'Case',
  哪里: 'Where',
  没有这样的记录: 'No such entries',
  '换个日子或条件再看看。': 'Try other days or filters.',
  已更正: 'put right',
  '记下时间 {when}': 'entered {when}',
});

const aDay = z
  .string()
  .refine((text) => isDay(text))
  .optional()
  .catch(undefined);
const PLACE = z.object({
  code: z.string().catch(''),
  actor: z.string().catch(''),
  kind: z.string().optional().catch(undefined),
  from: aDay,
  until: aDay,
  area: areaPath.optional().catch(undefined),
});
const SETTLE = 250;
/** Days shown before anything is chosen. */
const RECENT = 30;
/** Minutes between happening and being entered that need no mention. */
const SAME_TIME = 5;

/** Every entry that the post may see, newest first, each in a plain sentence; what was put right stays, struck through. */
const LedgerScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const [place, move] = usePlace(PLACE);
  const [code, setCode] = useState(place.code);
  const [actor, setActor] = useState(place.actor);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (code.trim() !== place.code || actor.trim() !== place.actor) move({ code: code.trim(), actor: actor.trim() });
    }, SETTLE);
    return () => clearTimeout(timer);
  }, [code, actor, place.code, place.actor, move]);
  const from = place.from ?? (place.code === '' ? addDays(today, -RECENT) : undefined);
  const { post } = useSession();
  const wanted = {
    ...(place.code === '' ? {} : { code: place.code }),
    ...(place.actor === '' ? {} : { actor: place.actor }),
    ...(place.kind === undefined ? {} : { kind: place.kind }),
    ...(from === undefined ? {} : { from }),
    ...(place.until === undefined ? {} : { until: place.until }),
    ...(place.area === undefined ? {} : { under: place.area }),
  };
  const found = useRows(ledgerSearch, wanted);
  const sheet = `/api/v1/ledger.xlsx?${new URLSearchParams({ ...wanted, ...(post === null ? {} : { post: post.id }) })}`;
  const late = (row: { at: string; recordedAt: string }): boolean => Date.parse(row.recordedAt) - Date.parse(row.at) > SAME_TIME * 60_000;
  return (
    <Page
      title={t('台账')}
      lead={t('谁、什么时候、做了什么；记下的都不会消失。')}
      actions={
        <Button href={sheet} download>
          {t('导出表格')}
        </Button>
      }
    >
      <div className="filters">
        <input
          className="ui-input code ledger__code"
          type="search"
          aria-label={t('办件编号')}
          placeholder={t('办件编号')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <input
          className="ui-input ledger__actor"
          type="search"
          aria-label={t('同事的名字')}
          placeholder={t('同事的名字')}
          value={actor}
          onChange={(event) => setActor(event.target.value)}
        />
        <Select
          aria-label={t('哪一类')}
          allowClear
          placeholder={t('所有种类')}
          value={place.kind ?? null}
          onChange={(kind: string | null) => move({ kind: kind ?? undefined })}
          options={Object.entries(KIND_NAMES).map(([value, name]) => ({ value, label: format.text(name) }))}
          style={{ width: 150 }}
        />
        <label className="ledger__day">
          <span className="soft">{t('从')}</span>
          <input
            className="ui-input"
            type="date"
            value={from ?? ''}
            onChange={(event) => move({ from: event.target.value === '' ? undefined : event.target.value })}
          />
        </label>
        <label className="ledger__day">
          <span className="soft">{t('到')}</span>
          <input
            className="ui-input"
            type="date"
            value={place.until ?? today}
            onChange={(event) => move({ until: event.target.value === '' ? undefined : event.target.value })}
          />
        </label>
        <AreaSelect open value={place.area} onChange={(area) => move({ area })} width={150} />
      </div>
      {found.error ? (
        <Failure error={found.error} retry={found.retry} />
      ) : !found.ready ? (
        <Wait />
      ) : found.rows.length === 0 ? (
        <Empty picture="box" title={t('没有这样的记录')} next={t('换个日子或条件再看看。')} />
      ) : (
        <>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t('什么时候')}</th>
                <th scope="col">{t('谁')}</th>
                <th scope="col">{t('做了什么')}</th>
                <th scope="col">{t('哪一件')}</th>
                <th scope="col">{t('哪里')}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => {
                const said = row.says ?? EVENT_WORDS[row.event];
                return (
                  <tr key={row.id}>
                    <td>
                      <Moment at={row.at} />
                      {late(row) ? (
                        <span className="rows__note">{t('记下时间 {when}', { when: format.instant(row.recordedAt) })}</span>
                      ) : null}
                    </td>
                    <td className="nobr">{row.by}</td>
                    <td className="ledger__says">
                      <span className={row.struckBy === null ? '' : 'is-struck'}>
                        {said ? format.text(said) : <span className="code">{row.event}</span>}
                      </span>
                      {row.struckBy === null ? null : <span className="soft"> {t('已更正')}</span>}
                      {row.erased === null ? null : <Erased of={row.erased} />}
                      {row.erasable ? <Erase entry={row.id} says={said ? format.text(said) : row.event} /> : null}
                    </td>
                    <td>
                      {row.shortCode === null ? null : (
                        <Link to="/cases/$id" params={{ id: row.streamId }} className="code">
                          {row.shortCode}
                        </Link>
                      )}
                    </td>
                    <td className="nobr soft">{row.areaName}</td>
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
export default LedgerScreen;
