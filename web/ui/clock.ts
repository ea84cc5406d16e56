import { daysBetween } from '../../kernel/time.ts';
import { type Element, el } from './element.ts';
import { sayShortDay } from './format.ts';
import { dictionary, type Lang, sayIn } from './words.ts';

/** A time limit as a reader needs it; derived by the server, only worded here. */
export type Clock =
  | {
      readonly state: 'running';
      /** Working days left: 0 = today is the last, negative = overdue by so many. null: the calendar of that year is not published yet. */
      readonly daysLeft: number | null;
      readonly due: string;
    }
  | { readonly state: 'paused'; readonly waitingFor: string }
  | { readonly state: 'done'; readonly onTime: boolean };

export type Tone = 'calm' | 'soon' | 'late';

/** From when on a clock is amber: the office can still act within a working day. */
export const SOON_DAYS = 2;

const words = dictionary({
  '还剩 {n} 个工作日，{day}前': '{n} working {n:day|days} left, by {day}',
  '今天到期，下班前办好': 'Due today, before closing',
  '超了 {n} 个工作日，原定{day}前': '{n} working {n:day|days} over, due {day}',
  '{day}前（那年的放假安排未公布）': 'By {day} (holidays of that year not published)',
  '停着：等{who}': 'Stopped: waiting for {who}',
  按时办好: 'Done on time',
  办好了但超期: 'Done, but late',
  没有期限: 'No time limit',
  今天到期: 'Due today',
  明天到期: 'Due tomorrow',
  '快到期，{day}前': 'Due soon, by {day}',
  '{day}前': 'By {day}',
  '超期，原定{day}前': 'Overdue since {day}',
});

/** The due day is over though no working day has passed since: a weekend after a Friday, or after a thing due while you wait. */
const lapsed = (clock: Clock, today: string): boolean => clock.state === 'running' && clock.daysLeft === 0 && clock.due < today;

export const toneOf = (clock: Clock, today: string): Tone => {
  if (clock.state === 'paused') return 'soon';
  if (clock.state === 'done') return clock.onTime ? 'calm' : 'late';
  if (lapsed(clock, today)) return 'late';
  if (clock.daysLeft === null || clock.daysLeft > SOON_DAYS) return 'calm';
  return clock.daysLeft < 0 ? 'late' : 'soon';
};

export const sayClock = (lang: Lang, clock: Clock, today: string): string => {
  const t = sayIn(lang, words);
  if (clock.state === 'paused') return t('停着：等{who}', { who: clock.waitingFor });
  if (clock.state === 'done') return t(clock.onTime ? '按时办好' : '办好了但超期');
  const day = sayShortDay(clock.due, lang, today);
  if (clock.daysLeft === null) return t('{day}前（那年的放假安排未公布）', { day });
  if (lapsed(clock, today)) return t('超期，原定{day}前', { day });
  if (clock.daysLeft === 0) return t('今天到期，下班前办好');
  if (clock.daysLeft < 0) return t('超了 {n} 个工作日，原定{day}前', { n: -clock.daysLeft, day });
  return t('还剩 {n} 个工作日，{day}前', { n: clock.daysLeft, day });
};

/** calm: hand of a clock · soon: half-full disc · late: full square with a bar · paused: two bars · done: tick. */
const face = (clock: Clock, today: string): Element => {
  const svg = (...shapes: readonly Element[]): Element =>
    el('svg', { class: 'clock__face', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' }, ...shapes);
  const ring = el('circle', { cx: 8, cy: 8, r: 6.25, class: 'clock__ring' });
  if (clock.state === 'done') return svg(el('path', { d: 'M3 8.6l3.4 3.4L13 4.8', class: 'clock__ring' }));
  if (clock.state === 'paused') return svg(ring, el('path', { d: 'M6.3 5.6v4.8M9.7 5.6v4.8', class: 'clock__ring' }));
  const tone = toneOf(clock, today);
  if (tone === 'late')
    return svg(
      el('rect', { x: 1.5, y: 1.5, width: 13, height: 13, rx: 2, class: 'clock__full' }),
      el('path', { d: 'M8 4.4v4.4M8 11.4v.3', class: 'clock__bar' }),
    );
  if (tone === 'soon') return svg(ring, el('path', { d: 'M8 1.75a6.25 6.25 0 0 1 0 12.5z', class: 'clock__full' }));
  return svg(ring, el('path', { d: 'M8 4.6V8l2.4 1.5', class: 'clock__ring' }));
};

export const clockBadge = (lang: Lang, clock: Clock, today: string): Element =>
  el(
    'span',
    { class: `clock clock--${toneOf(clock, today)}` },
    face(clock, today),
    el('span', { class: 'clock__words' }, sayClock(lang, clock, today)),
  );

/** A due day of a list, whose tone the server has derived already. */
export type DueDay = { readonly due: string | null; readonly level: 'calm' | 'amber' | 'red' };

export const sayDue = (lang: Lang, { due, level }: DueDay, today: string): string => {
  const t = sayIn(lang, words);
  if (due === null) return t('没有期限');
  const day = sayShortDay(due, lang, today);
  if (level === 'red') return t('超期，原定{day}前', { day });
  const days = daysBetween(today, due);
  if (days === 0) return t('今天到期');
  if (days === 1) return t('明天到期');
  return t(level === 'amber' ? '快到期，{day}前' : '{day}前', { day });
};

export const dueBadge = (lang: Lang, due: DueDay, today: string): Element => {
  const tone = ({ calm: 'calm', amber: 'soon', red: 'late' } as const)[due.level];
  const daysLeft = { calm: SOON_DAYS + 1, soon: 0, late: -1 }[tone];
  return el(
    'span',
    { class: `clock clock--${tone}` },
    due.due === null ? null : face({ state: 'running', daysLeft, due: due.due }, today),
    el('span', { class: 'clock__words' }, sayDue(lang, due, today)),
  );
};
