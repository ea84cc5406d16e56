import { type Element, el, type Piece, toHtml } from './element.ts';
import { sayWhen } from './format.ts';
import type { Html } from './html.ts';
import { dictionary, type Lang, sayIn } from './words.ts';

/**
 * The line with stops: stages of a case, hand-overs of a parcel, sailings of a trip.
 * Passed stops are solid, the present one is large with who has it and since when, the coming ones hollow with their promised date.
 */
export type Stop = {
  readonly name: string;
  readonly state: 'passed' | 'present' | 'coming' | 'left_out';
  /** Who did it, has it, or will do it. */
  readonly who?: string | undefined;
  /** passed: when · present: since when. A day or an instant. */
  readonly at?: string | undefined;
  /** present and coming: by when it is promised. A day or an instant. */
  readonly due?: string | undefined;
  /** present only: `waiting` for someone else (amber), `late` and `refused` (red), `done` for a journey that has arrived. */
  readonly mood?: 'waiting' | 'late' | 'refused' | 'done' | undefined;
  /** What is awaited, or why it was refused, in a few words. */
  readonly note?: string | undefined;
};

export type RouteLineOptions = {
  readonly lang: Lang;
  readonly today: string;
  /** `row` turns into a column by itself where it has too little room. */
  readonly direction?: 'row' | 'column';
  /** What the line is: 办理进度, 交接, 航次. Read out by screen readers. */
  readonly label: string;
};

const words = dictionary({
  已过: 'passed',
  现在在这里: 'it is here now',
  还没到: 'still to come',
  不经过: 'left out',
  '{when}起': 'since {when}',
  '{when}前': 'by {when}',
  等待: 'waiting',
  超期: 'overdue',
  没有批准: 'refused',
  到了: 'arrived',
});

const MOODS = { waiting: '等待', late: '超期', refused: '没有批准', done: '到了' } as const;

/** The mark inside the large dot: colour never speaks alone. */
const moodMark = (mood: Stop['mood']): Piece => {
  if (mood === 'waiting') return el('path', { d: 'M9 8.5v7M15 8.5v7', class: 'stop__mark' });
  if (mood === 'late') return el('path', { d: 'M12 6.8v6.4M12 16.8v.4', class: 'stop__mark' });
  if (mood === 'refused') return el('path', { d: 'M8.5 8.5l7 7M15.5 8.5l-7 7', class: 'stop__mark' });
  if (mood === 'done') return el('path', { d: 'M7.5 12.4l3.1 3.1 6-6.4', class: 'stop__mark' });
  return el('circle', { cx: 12, cy: 12, r: 4, class: 'stop__core' });
};

const dot = (stop: Stop): Element =>
  stop.state === 'present'
    ? el(
        'svg',
        { class: 'stop__dot', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
        el('circle', { cx: 12, cy: 12, r: 12, class: 'stop__ground' }),
        moodMark(stop.mood),
      )
    : el(
        'svg',
        { class: 'stop__dot', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
        el('circle', { cx: 12, cy: 12, r: 6, class: 'stop__ground' }),
      );

/** `2026-11-21`; an instant is longer. */
const DAY_LENGTH = 10;

const STATES = { passed: '已过', present: '现在在这里', coming: '还没到', left_out: '不经过' } as const;

const stopElement = (stop: Stop, { lang, today }: RouteLineOptions): Element => {
  const t = sayIn(lang, words);
  /** Day and clock each stay whole; between them a narrow column may break. */
  const moment = (sentence: '{when}起' | '{when}前' | null, when: string): Element => {
    const said = sayWhen(when, lang, today);
    const text = sentence === null ? said : t(sentence, { when: said });
    const gap = when.length > DAY_LENGTH ? text.lastIndexOf(' ') : -1;
    const pieces = gap < 0 ? [text] : [text.slice(0, gap), text.slice(gap + 1)];
    return el(
      'time',
      { datetime: when, class: 'stop__when' },
      ...pieces.flatMap((piece, n) => [n > 0 ? ' ' : null, el('span', { class: 'nobr' }, piece)]),
    );
  };
  const mood = stop.state === 'present' && stop.mood ? stop.mood : undefined;
  return el(
    'li',
    {
      class: ['stop', `stop--${stop.state}`, mood ? `stop--${mood}` : ''].join(' ').trim(),
      ...(stop.state === 'present' ? { 'aria-current': 'step' } : {}),
    },
    dot(stop),
    el(
      'div',
      { class: 'stop__words' },
      el('span', { class: 'stop__name' }, stop.name),
      mood ? el('span', { class: 'stop__mood' }, t(MOODS[mood])) : null,
      el('span', { class: 'sr-only' }, ` ${t(STATES[stop.state])} `),
      stop.who ? el('span', { class: 'stop__who nobr' }, stop.who) : null,
      stop.at ? moment(stop.state === 'present' && mood !== 'done' ? '{when}起' : null, stop.at) : null,
      stop.due && stop.state !== 'passed' && mood !== 'done' ? moment('{when}前', stop.due) : null,
      stop.note ? el('span', { class: 'stop__note' }, stop.note) : null,
    ),
  );
};

export const routeLine = (stops: readonly Stop[], options: RouteLineOptions): Element =>
  el(
    'div',
    { class: 'route-room' },
    el(
      'ol',
      { class: `route route--${options.direction ?? 'row'}`, 'aria-label': options.label },
      ...stops.map((stop) => stopElement(stop, options)),
    ),
  );

/** For pages without JavaScript; `route-line.css` goes with it. */
export const routeLineHtml = (stops: readonly Stop[], options: RouteLineOptions): Html => toHtml(routeLine(stops, options));
