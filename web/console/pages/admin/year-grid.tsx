import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { addDays, isWeekend, weekday } from '../../../../kernel/time.ts';
import { useFormat, useLook, useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import type { WorkYear } from './place.ts';

const words = dictionary({
  未公布: 'not published',
  放假: 'holiday',
  周末: 'weekend',
  调休上班: 'make-up working day',
  工作日: 'working day',
  本区定为休息: 'rest day set by the district',
  本区定为上班: 'working day set by the district',
  休: 'off',
  班: 'on',
});

export type WorkDay = WorkYear['days'][number];
export type Face = 'unknown' | 'weekend' | 'holiday' | 'makeup' | 'work' | 'own-rest' | 'own-work';

/** How a day looks, from its kind and where that comes from. @param isOwn whether the district has set it */
export const faceOf = (day: WorkDay, isOwn: boolean): Face => {
  if (day.kind === 'unpublished') return 'unknown';
  if (isOwn) return day.kind === 'rest' ? 'own-rest' : 'own-work';
  if (day.kind === 'rest') return day.name === null ? 'weekend' : 'holiday';
  return isWeekend(day.day) ? 'makeup' : 'work';
};

const WEEKDAYS = { zh: ['一', '二', '三', '四', '五', '六', '日'], en: ['M', 'T', 'W', 'T', 'F', 'S', 'S'] } as const;
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Weeks of a month, Monday first; null before the first and after the last day. */
const weeksOf = (days: readonly WorkDay[]): readonly (readonly (WorkDay | null)[])[] => {
  const cells: (WorkDay | null)[] = [...Array.from({ length: weekday(days[0]!.day) - 1 }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
};

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

type Props = {
  readonly data: WorkYear;
  readonly today: string;
  readonly selected: string | undefined;
  readonly select: (day: string) => void;
};

/** Twelve months as on a wall. One stop of the Tab key; arrows go from day to day. */
export const YearGrid = ({ data, today, selected, select }: Props): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const { lang } = useLook();
  const grid = useRef<HTMLDivElement>(null);
  const months = useMemo(
    () => Array.from({ length: 12 }, (_, month) => weeksOf(data.days.filter(({ day }) => Number(day.slice(5, 7)) === month + 1))),
    [data.days],
  );
  const own = useMemo(() => new Set(data.own.filter(({ withdrawn }) => withdrawn === null).map(({ day }) => day)), [data.own]);
  const inYear = (day: string | undefined): boolean => day?.startsWith(`${data.year}-`) === true;
  const stop = inYear(selected) ? selected : inYear(today) ? today : `${data.year}-01-01`;

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const from = (event.target as HTMLElement).dataset.day;
    if (step === undefined || from === undefined) return;
    const to = addDays(from, step);
    if (!inYear(to)) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus();
  };
  const says: Readonly<Record<Face, string>> = {
    unknown: t('未公布'),
    weekend: t('周末'),
    holiday: t('放假'),
    makeup: t('调休上班'),
    work: t('工作日'),
    'own-rest': t('本区定为休息'),
    'own-work': t('本区定为上班'),
  };
  const marks: Readonly<Partial<Record<Face, string>>> = { holiday: t('休'), makeup: t('班'), 'own-rest': t('休'), 'own-work': t('班') };
  const cell = (day: WorkDay): ReactNode => {
    const face = faceOf(day, own.has(day.day));
    const why = day.name === null ? says[face] : `${says[face]} · ${format.text(day.name)}`;
    return (
      <button
        type="button"
        className={`day day--${face}${day.day === today ? ' is-today' : ''}`}
        data-day={day.day}
        data-mark={marks[face]}
        tabIndex={day.day === stop ? 0 : -1}
        aria-pressed={day.day === selected}
        aria-label={`${format.day(day.day)}，${why}`}
        title={why}
        onClick={() => select(day.day)}
      >
        {Number(day.day.slice(8))}
      </button>
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside; this only hears them
    <div className="year" ref={grid} onKeyDown={onKeyDown}>
      {months.map((weeks, month) => (
        <table key={MONTHS_EN[month]} className="month">
          <caption>{lang === 'zh' ? `${month + 1}月` : MONTHS_EN[month]}</caption>
          <thead>
            <tr>
              {WEEKDAYS[lang].map((name, i) => (
                <th key={WEEKDAYS.zh[i]} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.find((one) => one !== null)!.day}>
                {week.map((one, i) => (
                  <td key={WEEKDAYS.zh[i]}>{one === null ? null : cell(one)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
};
