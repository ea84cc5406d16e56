import { addDays } from '../../../kernel/time.ts';
import { calendarFrom, type LoadCalendars, type OfficeDay, PUBLISHED_YEARS, type PublishedYear } from '../../../platform/calendar/index.ts';
import { withClient } from '../../../platform/db/engine.ts';
import { type AnyReader, answer } from '../../../platform/executor/types.ts';
import * as contract from '../contract/calendar.ts';

/** What districts have set for themselves, for the calendars in memory. @param appUrl connection string of the role `app` */
export const loadCalendars =
  (appUrl: string): LoadCalendars =>
  async (district) => {
    const { rows } = await withClient(appUrl, (client) =>
      client.query<{ district: string; years: PublishedYear[]; days: OfficeDay[] }>('select * from work_calendars($1)', [district]),
    );
    return rows.map(({ days, ...row }) => ({ ...row, officeDays: days }));
  };

type DayRow = {
  id: string;
  day: string;
  kind: 'work' | 'rest';
  reason_zh: string;
  reason_en: string;
  withdrawn_at: string | null;
  withdrawn_why: string | null;
};

const daysOfYear = (year: number): readonly string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) days.push(day);
  return days;
};

export const readers: readonly AnyReader[] = [
  // From the tables, not from memory: whoever has just set a day sees it.
  answer(contract.calendar, async (tx, q, { actor }) => {
    const [imports, rows, right] = await Promise.all([
      tx.rows<{ id: string; year: number; body: PublishedYear }>(
        'select id, year, body from work_calendar_year where district = $1 order by year',
        [actor.district],
      ),
      tx.rows<DayRow>(
        `select id, day, kind, reason_zh, reason_en, withdrawn_at, withdrawn_why from work_calendar_day
         where district = $1 and day between $2::date and $3::date order by day, id limit 1000`,
        [actor.district, `${q.year}-01-01`, `${q.year}-12-31`],
      ),
      tx.row<{ may: boolean }>('select work_may_set_calendar() as may', []),
    ]);
    const own = rows.map((row) => ({
      id: row.id,
      day: row.day,
      kind: row.kind,
      reason: { zh: row.reason_zh, en: row.reason_en },
      withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, why: row.withdrawn_why! },
    }));
    const calendar = calendarFrom(
      [...PUBLISHED_YEARS, ...imports.map(({ body }) => body)],
      own.filter(({ withdrawn }) => withdrawn === null).map((one) => ({ ...one, district: actor.district })),
    );
    const imported = imports.find(({ year }) => year === q.year)?.id ?? null;
    return {
      year: q.year,
      source: imported !== null ? ('import' as const) : calendar.years.includes(q.year) ? ('program' as const) : null,
      imported,
      years: [...calendar.years],
      mayChange: right?.may === true,
      days: daysOfYear(q.year).map((day) => ({ day, kind: calendar.kindOf(day), name: calendar.nameOf(day) })),
      own,
    };
  }),
];
