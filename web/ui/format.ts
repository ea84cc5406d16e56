import { type Day, dayOf as dayOfInstant, daysBetween, type Instant, sayDay, sayInstant as sayFullInstant } from '../../kernel/time.ts';
import type { Lang } from './words.ts';

/**
 * How dates, numbers and money stand on a screen, on top of kernel/time.ts and kernel/money.ts.
 * Everything is shown in Shanghai's time whatever the zone of the device: a duty roster read on a laptop set to New York
 * must say the same as the one on the wall.
 */
export { sayDay };

/** The day in Shanghai of an instant, given as ISO text or in milliseconds. */
export const dayOf = (instant: Instant | number): Day => dayOfInstant(new Date(instant).toISOString());

/** `11月26日` · `26 Nov`, for where the weekday would be too much; with the year where it is not today's. */
export const sayShortDay = (day: Day, lang: Lang, today: Day): string => {
  const full = sayDay(day, lang, today);
  const space = full.indexOf(' ');
  return lang === 'zh' ? full.slice(0, space) : full.slice(space + 1);
};

/** `11月21日 周六 14:30`, or `今天 14:30`, `昨天 14:30` when that is so. */
export const sayInstant = (instant: Instant, lang: Lang, today: Day): string => {
  const full = sayFullInstant(instant, lang, today);
  const clock = full.slice(full.lastIndexOf(' ') + 1);
  const ago = daysBetween(dayOf(instant), today);
  if (ago === 0) return `${lang === 'zh' ? '今天' : 'today'} ${clock}`;
  if (ago === 1) return `${lang === 'zh' ? '昨天' : 'yesterday'} ${clock}`;
  return full;
};

/** A day, or an instant: whichever it is. */
export const sayWhen = (when: Day | Instant, lang: Lang, today: Day): string =>
  when.length === 10 ? sayDay(when, lang, today) : sayInstant(when, lang, today);

/** `12,345` */
export const sayCount = (count: number): string => count.toLocaleString('en-US');

/** `137 0000 1234`: mobile numbers in the groups in which they are read out; others as they are. */
export const sayPhone = (phone: string): string =>
  /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone;
