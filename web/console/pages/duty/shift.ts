import type { z } from 'zod';
import { addDays, type Day, dayOf, type Instant, weekday } from '../../../../kernel/time.ts';
import type { duty, site } from '../../../../modules/network/contract.ts';
import { sayShortDay } from '../../../ui/format.ts';
import type { Lang } from '../../../ui/words.ts';
import { STAFFED } from '../../parts/network-words.ts';

export type Duty = z.output<typeof duty>;
export type Site = z.output<typeof site>;

/** `2026-11-21` and `08:00` on a wall in China. */
export const instantAt = (day: Day, clock: string): Instant => new Date(`${day}T${clock}:00+08:00`).toISOString();

/** `08:00`, as clocks in China show an instant. */
export const clockOf = (instant: Instant): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);

/** `08:00–17:00`, `17:00–次日 08:00`; with the day where it ends later still. */
export const sayShift = (shift: Pick<Duty, 'from' | 'until'>, lang: Lang): string => {
  const [begins, ends] = [dayOf(shift.from), dayOf(shift.until)];
  const until = clockOf(shift.until);
  if (ends === begins) return `${clockOf(shift.from)}–${until}`;
  if (ends === addDays(begins, 1))
    return lang === 'zh' ? `${clockOf(shift.from)}–次日 ${until}` : `${clockOf(shift.from)}–${until} next day`;
  return `${clockOf(shift.from)}–${sayShortDay(ends, lang, begins)} ${until}`;
};

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));
export const weekFrom = (monday: Day): readonly Day[] => Array.from({ length: 7 }, (_, n) => addDays(monday, n));

/** Shifts that touch a day, also those that began the evening before. */
export const touching = (shifts: readonly Duty[], day: Day): readonly Duty[] => {
  const from = Date.parse(instantAt(day, '00:00'));
  return shifts.filter((shift) => Date.parse(shift.until) > from && Date.parse(shift.from) < from + 86_400_000);
};

export type SiteDuty = { readonly site: Site; readonly shifts: readonly Duty[] };

/**
 * Sites with their shifts, in the order of the areas.
 * @returns `there`: with somebody · `gaps`: a window that must be staffed and has nobody · `quiet`: other places without anybody
 */
export const bySite = (sites: readonly Site[], shifts: readonly Duty[]) => {
  const of = Map.groupBy(shifts, (shift) => shift.site);
  const all = sites.map(
    (site): SiteDuty => ({
      site,
      shifts: (of.get(site.id) ?? []).toSorted((a, b) => a.from.localeCompare(b.from)),
    }),
  );
  return {
    there: all.filter((one) => one.shifts.length > 0),
    gaps: all.filter((one) => one.shifts.length === 0 && STAFFED.has(one.site.kind)),
    quiet: all.filter((one) => one.shifts.length === 0 && !STAFFED.has(one.site.kind)),
  };
};
