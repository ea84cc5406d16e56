import { calendarFrom, type OfficeDay, type PublishedCalendar, type PublishedYear } from '../../kernel/workdays.ts';
import { PUBLISHED_YEARS } from './published.ts';

/** What a district has beside the years that the program carries. */
export type OwnCalendar = {
  readonly district: string;
  readonly years: readonly PublishedYear[];
  readonly officeDays: readonly OfficeDay[];
};

/** @param district null: of every district that has any */
export type LoadCalendars = (district: string | null) => Promise<readonly OwnCalendar[]>;

export type Calendars = {
  /** As last loaded: decisions ask for it in the midst of their work and can't wait. */
  of(district: string): PublishedCalendar;
  /** Resolves once what was committed before the call is in force here. */
  refresh(district?: string): Promise<void>;
  /** For the notices of what changed, in this process and in others of the same database. */
  heard(changes: readonly { readonly stream: string; readonly district: string }[]): void;
  stop(): void;
};

/** A notice is lost while the connection that listens for them is down; no calendar is older than this. */
const REFRESH_MS = 60_000;

/**
 * The calendars of all districts, kept in memory.
 * @param report told when a later load fails; the last calendar then stays in force
 * @throws when the first load fails
 */
export const createCalendars = async (load: LoadCalendars, report: (message: string) => void): Promise<Calendars> => {
  const plain = calendarFrom(PUBLISHED_YEARS);
  const own = new Map<string, PublishedCalendar>();
  const read = async (district: string | null): Promise<void> => {
    for (const one of await load(district)) own.set(one.district, calendarFrom([...PUBLISHED_YEARS, ...one.years], one.officeDays));
  };
  // One after the other: a slow load must not put back what a later one has brought.
  let last: Promise<void> = Promise.resolve();
  const refresh = (district?: string): Promise<void> => {
    const next = last.then(() => read(district ?? null));
    last = next.catch(() => {}); // whoever asked is told; the next in line begins anew
    return next;
  };
  const behind = (district?: string): void =>
    void refresh(district).catch((error: Error) => report(`calendars not read again: ${error.message}`));

  await refresh();
  const timer = setInterval(behind, REFRESH_MS).unref();
  return {
    of: (district) => own.get(district) ?? plain,
    refresh,
    heard(changes) {
      for (const district of new Set(changes.filter(({ stream }) => stream === 'calendar').map((one) => one.district))) behind(district);
    },
    stop: () => clearInterval(timer),
  };
};
