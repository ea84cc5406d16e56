import type { Actor } from '../../kernel/actor.ts';
import { within } from '../../kernel/area.ts';
import type { EventOf } from '../../kernel/contract.ts';
import type { Ref } from '../../kernel/grant.ts';
import type { Id } from '../../kernel/id.ts';
import { accept, type Decision, refuse } from '../../kernel/result.ts';
import { addDays, type Day, dayOf, type Instant, startOf, weekday } from '../../kernel/time.ts';
import type { Line, SailingRow } from './contract.ts';

/** How one gets from island to town: timetables, and what they mean on a day. Pure; runs on the phone too. */

/** A row of the timetable. */
export type Sailing = {
  readonly id: Id;
  readonly line: Id;
  /** China time, `13:30` */
  readonly departs: string;
  /** 1 Monday … 7 Sunday */
  readonly weekdays: readonly number[];
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  /** null = the line's */
  readonly minutes: number | null;
};

export type Timetable = {
  readonly lines: readonly Line[];
  readonly sailings: readonly Sailing[];
  readonly cancelled: readonly { readonly sailing: Id; readonly day: Day }[];
};

/** A timetable with nothing in two weeks has nothing to offer. */
const LOOK_AHEAD_DAYS = 14;

const runsOn = (sailing: Sailing, day: Day): boolean =>
  sailing.validFrom <= day && (sailing.validUntil === null || day <= sailing.validUntil) && sailing.weekdays.includes(weekday(day));

/** Either area holds the other: a line from the island serves the village group on it, and the other way round. */
const serves = (place: string, area: string): boolean => within(place, area) || within(area, place);

const later = (instant: Instant, minutes: number): Instant => new Date(Date.parse(instant) + minutes * 60_000).toISOString();

const departureOf = (day: Day, departs: string): Instant =>
  later(startOf(day), Number(departs.slice(0, 2)) * 60 + Number(departs.slice(3)));

/** The next `count` departures from one area to another, at `at` or later, in order of departure; none further away than two weeks. */
export const nextSailings = (table: Timetable, from: string, to: string, at: Instant, count: number): readonly SailingRow[] => {
  const lines = new Map(table.lines.filter((l) => serves(l.from.area, from) && serves(l.to.area, to)).map((l) => [l.id, l]));
  const cancelled = new Set(table.cancelled.map((c) => `${c.sailing} ${c.day}`));
  const out: SailingRow[] = [];
  const instant = new Date(Date.parse(at)).toISOString();
  const today = dayOf(instant);
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS && out.length < count; ahead += 1) {
    const day = addDays(today, ahead);
    const onDay = table.sailings.flatMap((sailing): SailingRow[] => {
      const line = lines.get(sailing.line);
      if (line === undefined || !runsOn(sailing, day) || cancelled.has(`${sailing.id} ${day}`)) return [];
      const departs = departureOf(day, sailing.departs);
      if (departs < instant) return [];
      return [
        {
          sailing: sailing.id,
          line: line.id,
          kind: line.kind,
          name: line.name,
          fromPlace: line.from.place,
          toPlace: line.to.place,
          departs,
          arrives: later(departs, sailing.minutes ?? line.minutes),
          fareFen: line.fareFen,
        },
      ];
    });
    out.push(...onDay.sort((a, b) => (a.departs < b.departs ? -1 : a.departs > b.departs ? 1 : a.sailing < b.sailing ? -1 : 1)));
  }
  return out.slice(0, count);
};

type Made = { id: Id };
const notFound = refuse('not_found', '没有找到这条航线或班次', 'This line or sailing was not found.');

export const addLine = (state: { readonly areas: number }, p: Line, actor: Actor): Decision<EventOf, Made> => {
  if (state.areas < new Set([p.from.area, p.to.area]).size)
    return refuse('area_missing', '起点或终点的区划还没有，请先建区划', 'The area at one end does not exist yet; add it first.');
  if (p.from.area === p.to.area && p.from.place === p.to.place)
    return refuse('line_goes_nowhere', '起点和终点不能一样，请改一下', 'A line can’t end where it starts; please correct it.');
  if (BigInt(p.fareFen) < 0n) return refuse('fare_negative', '票价不能是负数，请改一下', 'A fare can’t be negative; please correct it.');
  return accept([{ type: 'trips.line_added', stream: 'line', streamId: p.id, area: actor.area, data: p }], { id: p.id });
};

/** @param ref of the line, whose stream tells of its sailings */
export const addSailing = (ref: Ref | null, p: Sailing): Decision<EventOf, Made> => {
  if (ref === null) return notFound;
  if (p.validUntil !== null && p.validUntil < p.validFrom)
    return refuse('dates_reversed', '结束日期早于开始日期，请改一下', 'The end lies before the start; please correct it.');
  const weekdays = [...new Set(p.weekdays)].sort();
  return accept([{ ...ref, type: 'trips.sailing_added', data: { ...p, weekdays } }], { id: p.id });
};

type KeptSailing = { readonly ref: Ref; readonly sailing: Sailing; readonly cancelled: readonly Day[] };

/** On days on which it does not run anyway there is nothing to cancel: more likely the wrong sailing was chosen. */
export const cancelSailing = (
  state: KeptSailing | null,
  p: { readonly id: Id; readonly days: readonly Day[]; readonly reason: string },
): Decision<EventOf, Made> => {
  if (state === null) return notFound;
  const idle = p.days.find((day) => !runsOn(state.sailing, day));
  if (idle !== undefined)
    return refuse(
      'sailing_not_running',
      `${idle} 这一班本来就不开，请核对班次`,
      `This sailing does not run on ${idle} anyway. Check which one you mean.`,
    );
  return accept([{ ...state.ref, type: 'trips.sailing_cancelled', data: { id: p.id, days: [...new Set(p.days)], reason: p.reason } }], {
    id: p.id,
  });
};

export const restoreSailing = (
  state: KeptSailing | null,
  p: { readonly id: Id; readonly days: readonly Day[]; readonly reason: string },
): Decision<EventOf, Made> => {
  if (state === null) return notFound;
  const running = p.days.find((day) => !state.cancelled.includes(day));
  if (running !== undefined)
    return refuse('sailing_not_cancelled', `${running} 这一班没有停，不用恢复`, `This sailing is not cancelled on ${running}.`);
  return accept([{ ...state.ref, type: 'trips.sailing_restored', data: { id: p.id, days: [...new Set(p.days)], reason: p.reason } }], {
    id: p.id,
  });
};

export const endSailing = (
  state: KeptSailing | null,
  p: { readonly id: Id; readonly until: Day; readonly reason: string },
): Decision<EventOf, Made> => {
  if (state === null) return notFound;
  if (p.until < state.sailing.validFrom)
    return refuse('dates_reversed', '结束日期早于开始日期，请改一下', 'The end lies before the start; please correct it.');
  return accept([{ ...state.ref, type: 'trips.sailing_ended', data: p }], { id: p.id });
};

/** A line and those that go the other way between the same two places: what travels by it comes back by them. */
export const thereAndBack = (lines: readonly Line[], line: Id): readonly Line[] => {
  const there = lines.find((one) => one.id === line);
  return there === undefined
    ? []
    : lines.filter(
        ({ id, from, to }) =>
          id === line ||
          (serves(from.area, there.from.area) && serves(to.area, there.to.area)) ||
          (serves(from.area, there.to.area) && serves(to.area, there.from.area)),
      );
};
