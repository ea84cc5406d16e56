import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { PublishedYear } from '../../kernel/workdays.ts';
import { type YearData, yearFrom } from './year-data.ts';

/**
 * The State Council's yearly notices as the package chinese-days carries them. We take its data and not its functions:
 * they call every weekday of a year they know nothing about a working day.
 */
const byYear = (all: YearData): ReadonlyMap<number, YearData> => {
  const years = new Map<number, { holidays: Record<string, string>; workdays: Record<string, string> }>();
  for (const part of ['holidays', 'workdays'] as const) {
    for (const [day, name] of Object.entries(all[part])) {
      const year = Number(day.slice(0, 4));
      if (!years.has(year)) years.set(year, { holidays: {}, workdays: {} });
      years.get(year)![part][day] = name;
    }
  }
  return years;
};

/** 2004–2026 in version 1.5.7. A year of which only some days are known (a New Year's Day announced early) is left out. */
export const PUBLISHED_YEARS: readonly PublishedYear[] = [...byYear(data)]
  .map(([year, days]) => yearFrom(year, days))
  .flatMap((checked) => (checked.ok ? [checked.value] : []))
  .sort((a, b) => a.year - b.year);
