/**
 * Dates as whole days since 1970-01-01 in the proleptic Gregorian calendar; no clock, no zone.
 * Method: Howard Hinnant, "chrono-compatible low-level date algorithms".
 */
export type Day = number;

export const dayOf = (year: number, month: number, date: number): Day => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
};

export const partsOf = (day: Day): { readonly year: number; readonly month: number; readonly date: number } => {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
};

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const ISO = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/;

/** `2026-11-21` that exists; undefined for anything else. */
export const parseDay = (text: string): Day | undefined => {
  const found = ISO.exec(text);
  if (!found) return undefined;
  const year = Number(found[2]) * (found[1] === '-' ? -1 : 1);
  const month = Number(found[3]);
  const date = Number(found[4]);
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return undefined;
  return dayOf(year, month, date);
};

export const dayText = (day: Day): string => {
  const { year, month, date } = partsOf(day);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(date)}`;
};

/** The same date so many months on; the last of the month where that date doesn't exist (02-29 + 1 year = 02-28). Never decreasing in `day`. */
export const addMonths = (day: Day, months: number): Day => {
  const { year, month, date } = partsOf(day);
  const index = year * 12 + month - 1 + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return dayOf(y, m, Math.min(date, daysInMonth(y, m)));
};

/** Whole months from one day to another, toward zero; negative when `to` lies before. Monotone in both. Who is born on 02-29 completes a year on 03-01 (FEEL and 民法典 agree: the date must be reached). */
export const monthsBetween = (from: Day, to: Day): number => {
  if (to < from) return 0 - monthsBetween(to, from);
  const a = partsOf(from);
  const b = partsOf(to);
  return (b.year - a.year) * 12 + b.month - a.month - (b.date < a.date ? 1 : 0);
};

/** Monday 1 … Sunday 7. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1;
