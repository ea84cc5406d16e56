import type { z } from 'zod';
import { within } from '../../kernel/area.ts';
import type { box } from '../../modules/custody/contract.ts';
import { type Line, lines, type SailingRow, sailings } from '../../modules/trips/contract.ts';
import { thereAndBack } from '../../modules/trips/domain.ts';
import { useRead } from './data.ts';
import { useSession } from './session.tsx';

export type Box = z.output<typeof box>;

type BoxSailings = {
  /** Those that the box may go by, there and back: those from where one works first, each way by departure. */
  readonly next: readonly SailingRow[];
  /** The one that it is on, or came by last; null where it never moved or the timetable has changed since. */
  readonly last: SailingRow | null;
  readonly ready: boolean;
  readonly error: unknown;
  readonly retry: () => void;
};

/** A boat that left so long ago may still be the one that the box just went with, in ms. */
const JUST_LEFT = 45 * 60_000;
/** Whoever says that it went on board says so between the departure and this long after it, in ms. */
const SAID_LATER = 12 * 3_600_000;
const SHOWN = 4;

/** To the quarter of an hour, so that the same boats are not asked for at every drawing. */
const QUARTER = 15 * 60_000;
const before = (at: number, by: number): string => new Date(Math.floor((at - by) / QUARTER) * QUARTER).toISOString();

/** By which boats a box goes: those of its line both ways by timetable. A box without a line has none to offer. */
export const useBoxSailings = (box: Box): BoxSailings => {
  const { post } = useSession();
  const all = useRead(lines, { limit: 200 }, { enabled: box.line !== null });
  const ways = box.line === null ? [] : thereAndBack(all.data?.rows ?? [], box.line);
  const there: Line | undefined = ways.find(({ id }) => id === box.line);
  const way = there ? { from: there.from.area, to: there.to.area } : { from: '', to: '' };
  const on = { enabled: there !== undefined, keepPrevious: true };
  const soon = before(Date.now(), JUST_LEFT);
  const then = box.last === null ? soon : before(Date.parse(box.last.at), SAID_LATER);
  const back = { from: way.to, to: way.from };
  const reads = [
    useRead(sailings, { ...way, at: soon, limit: 8 }, on),
    useRead(sailings, { ...back, at: soon, limit: 8 }, on),
    useRead(sailings, { ...way, at: then, limit: 50 }, on),
    useRead(sailings, { ...back, at: then, limit: 50 }, on),
  ] as const;
  const rowsOf = (some: readonly (typeof reads)[number][]): SailingRow[] =>
    some.flatMap(({ data }) => data?.rows ?? []).sort((a, b) => a.departs.localeCompare(b.departs));
  const leavesHere = ({ line }: SailingRow): boolean => {
    const from = ways.find(({ id }) => id === line)?.from.area;
    return post !== null && from !== undefined && (within(from, post.area) || within(post.area, from));
  };
  const next = rowsOf(reads.slice(0, 2));
  const failed = [all, ...reads].find(({ error }) => error !== null);
  return {
    next: [...next.filter(leavesHere), ...next.filter((one) => !leavesHere(one))].slice(0, SHOWN),
    last: rowsOf(reads.slice(2)).find(({ sailing }) => sailing === box.last?.sailing) ?? null,
    ready: box.line === null || (all.data !== undefined && (there === undefined || reads.every(({ data }) => data !== undefined))),
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
};
