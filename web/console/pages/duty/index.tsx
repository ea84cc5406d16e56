import { DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { areaPath, instant } from '../../../../kernel/contract.ts';
import { addDays, isDay } from '../../../../kernel/time.ts';
import { onDuty, sites } from '../../../../modules/network/contract.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { useAllRows } from '../../../ui/rows.tsx';
import { useSession } from '../../../ui/session.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import './duty.css';
import { NowList } from './now-list.tsx';
import { bySite, instantAt, mondayOf } from './shift.ts';
import { SitePane } from './site-pane.tsx';
import { WeekGrid } from './week-grid.tsx';

const words = dictionary({
  值班: 'Duty',
  '现在 {n} 人在岗': '{n:person is|people are} on duty now: {n}',
  '现在 {n} 人在岗，{gaps} 个窗口没有人': '{n} on duty now, {gaps} {gaps:window|windows} without anybody',
  现在: 'Now',
  某个时间: 'At a time',
  这一周: 'A week',
  上一周: 'Week before',
  下一周: 'Week after',
  回到这周: 'This week',
  排班: 'Put on duty',
  时间: 'Time',
  这里没有站点: 'No sites here',
  '换一个区划看看。': 'Try another area.',
});

const PLACE = z.object({
  view: z.enum(['now', 'at', 'week']).catch('now'),
  at: instant.optional().catch(undefined),
  week: z
    .string()
    .refine((text) => isDay(text))
    .optional()
    .catch(undefined),
  area: areaPath.optional().catch(undefined),
  site: z.string().optional().catch(undefined),
});

/** Who is on duty where, now, at a chosen time or over a week; coordinators make the roster here. */
const DutyScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { today } = useLook();
  const { post } = useSession();
  const [place, move] = usePlace(PLACE);
  const [opened] = useState(() => new Date().toISOString());
  const [draft, setDraft] = useState<{ site: string; day: string } | null>(null);
  const monday = mondayOf(place.week ?? today);
  const under = place.area ?? (post?.role === 'auditor' ? undefined : homeOf(post?.area));
  const span = useMemo(() => {
    if (place.view === 'week') return { at: instantAt(monday, '00:00'), until: instantAt(addDays(monday, 7), '00:00') };
    return { at: place.view === 'at' ? (place.at ?? opened) : opened };
  }, [place.view, place.at, monday, opened]);
  const range = under === undefined ? {} : { under };
  const everySite = useAllRows(sites, range);
  const shifts = useAllRows(onDuty, { ...range, ...span });
  const { there, gaps, quiet } = useMemo(() => bySite(everySite.rows, shifts.rows), [everySite.rows, shifts.rows]);
  const selected = everySite.rows.find((site) => site.id === place.site);
  const mayRoster = post?.role === 'coordinator' || post?.role === 'administrator';
  const ready = everySite.ready && shifts.ready;
  const error = everySite.error ?? shifts.error;

  const lead = (): string | undefined => {
    if (!ready || place.view !== 'now') return undefined;
    return gaps.length > 0
      ? t('现在 {n} 人在岗，{gaps} 个窗口没有人', { n: shifts.rows.length, gaps: gaps.length })
      : t('现在 {n} 人在岗', { n: shifts.rows.length });
  };

  return (
    <Page
      title={t('值班')}
      lead={lead()}
      side={
        selected ? (
          <SitePane
            key={selected.id}
            site={selected}
            mayRoster={mayRoster}
            draftDay={draft?.site === selected.id ? draft.day : null}
            setDraftDay={(day) => setDraft(day === null ? null : { site: selected.id, day })}
          />
        ) : undefined
      }
    >
      <div className="filters">
        <Segmented
          value={place.view}
          onChange={(view) => move({ view: PLACE.shape.view.parse(view) })}
          options={[
            { value: 'now', label: t('现在') },
            { value: 'at', label: t('某个时间') },
            { value: 'week', label: t('这一周') },
          ]}
        />
        {place.view === 'at' ? (
          <DatePicker
            showTime={{ format: 'HH:mm', minuteStep: 10 }}
            format="YYYY-MM-DD HH:mm"
            allowClear={false}
            aria-label={t('时间')}
            value={dayjs(wallOf(place.at ?? opened))}
            onChange={(chosen) => chosen && move({ at: instantAt(chosen.format('YYYY-MM-DD'), chosen.format('HH:mm')) })}
          />
        ) : null}
        {place.view === 'week' ? (
          <span className="ui-buttons week-turn">
            <button type="button" className="ui-button" onClick={() => move({ week: addDays(monday, -7) })}>
              {t('上一周')}
            </button>
            <span className="nobr">
              {format.shortDay(monday)} – {format.shortDay(addDays(monday, 6))}
            </span>
            <button type="button" className="ui-button" onClick={() => move({ week: addDays(monday, 7) })}>
              {t('下一周')}
            </button>
            {monday === mondayOf(today) ? null : (
              <button type="button" className="ui-button ui-button--quiet" onClick={() => move({ week: undefined })}>
                {t('回到这周')}
              </button>
            )}
          </span>
        ) : null}
        <span className="filters__end">
          <AreaSelect value={under} onChange={(area) => move({ area, site: undefined })} />
        </span>
      </div>
      {error ? (
        <Failure
          error={error}
          retry={() => {
            everySite.retry();
            shifts.retry();
          }}
        />
      ) : !ready ? (
        <Wait />
      ) : everySite.rows.length === 0 ? (
        <Empty picture="lamp" title={t('这里没有站点')} next={t('换一个区划看看。')} />
      ) : place.view === 'week' ? (
        <WeekGrid
          monday={monday}
          rows={[...there, ...gaps]}
          quiet={quiet}
          selected={place.site}
          select={(site, day) => {
            move({ site });
            setDraft(mayRoster && day !== null ? { site, day } : null);
          }}
          mayRoster={mayRoster}
        />
      ) : (
        <NowList there={there} gaps={gaps} quiet={quiet} selected={place.site} select={(site) => move({ site })} />
      )}
    </Page>
  );
};
export default DutyScreen;

/** A township's people look after the township; whoever sits in a village or on an island sees the whole township. */
const homeOf = (area: string | undefined): string | undefined => area?.split('.').slice(0, 4).join('.').concat('.').replace(/\.\.$/, '.');

/** Text that dayjs reads as local time and that says what clocks in China say, whatever the zone of the device. */
const wallOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);
