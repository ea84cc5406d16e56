import type { Id } from '../../../kernel/id.ts';
import type { Day } from '../../../kernel/time.ts';
import { calendarFrom, importYear, PUBLISHED_YEARS, type PublishedYear } from '../../../platform/calendar/index.ts';
import { type AnyHandler, handle, type Tx } from '../../../platform/executor/types.ts';
import * as contract from '../contract/calendar.ts';
import * as domain from '../domain/calendar.ts';

const settingOf = async (tx: Tx, district: string): Promise<domain.Setting> => {
  const row = await tx.row<{ root: string | null; may: boolean }>(
    'select (select s.area from network_system_post($1) s) as root, work_may_set_calendar() as may',
    [district],
  );
  return { root: row?.root ?? null, may: row?.may ?? false };
};

type ImportRow = { id: Id; body: PublishedYear };
const findImport = async (tx: Tx, district: string, year: number): Promise<ImportRow | null> =>
  (await tx.row<ImportRow>('select id, body from work_calendar_year where district = $1 and year = $2', [district, year])) ?? null;

const isTaken = async (tx: Tx, district: string, day: Day): Promise<boolean> =>
  (await tx.row('select 1 as taken from work_calendar_day where district = $1 and day = $2 and withdrawn_at is null', [district, day])) !==
  undefined;

export const handlers: readonly AnyHandler[] = [
  handle(contract.setOfficeDay, {
    load: async (tx, p, { actor }) => {
      const [setting, imported, taken] = await Promise.all([
        settingOf(tx, actor.district),
        findImport(tx, actor.district, Number(p.day.slice(0, 4))),
        isTaken(tx, actor.district, p.day),
      ]);
      // Not the calendar in memory: a day withdrawn a moment ago may still stand there.
      const plain = calendarFrom(imported === null ? PUBLISHED_YEARS : [...PUBLISHED_YEARS, imported.body]).kindOf(p.day);
      return { ...setting, taken, plain };
    },
    decide: (state, p) => domain.setOfficeDay(state, p),
  }),
  handle(contract.withdrawOfficeDay, {
    streams: (p) => [{ stream: 'calendar', id: p.id }],
    load: async (tx, p, { actor }) => {
      const [setting, found] = await Promise.all([
        settingOf(tx, actor.district),
        tx.row<{ withdrawn: boolean }>(
          'select withdrawn_at is not null as withdrawn from work_calendar_day where district = $1 and id = $2',
          [actor.district, p.id],
        ),
      ]);
      return { ...setting, found: found ?? null };
    },
    decide: (state, p) => domain.withdrawOfficeDay(state, p),
  }),
  handle(contract.importYear, {
    // Of two who replace the same import the second waits, and then finds another in its place.
    streams: (p) => (p.replaces === null ? [] : [{ stream: 'calendar', id: p.replaces }]),
    load: async (tx, p, { actor }) => {
      const file = importYear(p.text);
      const year = file.ok ? file.value.year : 0;
      const [setting, imported] = await Promise.all([settingOf(tx, actor.district), findImport(tx, actor.district, year)]);
      return { ...setting, file, carried: PUBLISHED_YEARS.find((one) => one.year === year) ?? null, imported };
    },
    decide: (state, p) => domain.importYear(state, p),
  }),
];
