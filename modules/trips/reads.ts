import { rangeOf } from '../../kernel/area.ts';
import { dayOf } from '../../kernel/time.ts';
import { type AnyReader, answer } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';
import { nextSailings, type Sailing } from './domain.ts';

type LineRow = Omit<contract.Line, 'from' | 'to'> & { fromArea: string; fromPlace: string; toArea: string; toPlace: string };

const LINE = `l.id, l.kind, l.name, l.from_area as "fromArea", l.from_place as "fromPlace", l.to_area as "toArea", l.to_place as "toPlace",
  l.minutes, l.fare_fen::text as "fareFen"`;

const lineOf = ({ fromArea, fromPlace, toArea, toPlace, ...rest }: LineRow): contract.Line => ({
  ...rest,
  from: { area: fromArea, place: fromPlace },
  to: { area: toArea, place: toPlace },
});

export const readers: readonly AnyReader[] = [
  answer(contract.lines, async (tx, q, { actor }) => {
    const { from, to } = q.under === undefined ? { from: '', to: '~' } : rangeOf(q.under);
    const rows = await tx.rows<LineRow>(
      `select ${LINE} from trips_line l
       where l.district = $1 and (l.from_area >= $2 and l.from_area < $3 or l.to_area >= $2 and l.to_area < $3) and l.id > $4::uuid order by l.id limit $5`,
      [actor.district, from, to, q.cursor ?? '00000000-0000-0000-0000-000000000000', q.limit + 1],
    );
    const shown = rows.slice(0, q.limit).map(lineOf);
    return { rows: shown, next: rows.length > q.limit ? shown.at(-1)!.id : null };
  }),
  /** A district has some tens of lines: those between the two areas, with their whole timetable, are one small query. */
  answer(contract.sailings, async (tx, q, { actor, now }) => {
    const at = q.at ?? now;
    const day = dayOf(new Date(Date.parse(at)).toISOString());
    const between = `l.district = $1 and (starts_with(l.from_area, $2) or starts_with($2, l.from_area)) and (starts_with(l.to_area, $3) or starts_with($3, l.to_area))`;
    const params = [actor.district, q.from, q.to];
    const [lines, sailings, cancelled] = await Promise.all([
      tx.rows<LineRow>(`select ${LINE} from trips_line l where ${between}`, params),
      tx.rows<Sailing>(
        `select s.id, s.line, s.departs, s.weekdays, s.valid_from as "validFrom", s.valid_until as "validUntil", s.minutes
         from trips_sailing s join trips_line l on l.district = s.district and l.id = s.line
         where ${between} and (s.valid_until is null or s.valid_until >= $4)`,
        [...params, day],
      ),
      tx.rows<{ sailing: string; day: string }>(
        `select c.sailing, c.on_day as day from trips_cancellation c join trips_sailing s on s.district = c.district and s.id = c.sailing
         join trips_line l on l.district = s.district and l.id = s.line where ${between} and c.on_day >= $4 and not c.withdrawn`,
        [...params, day],
      ),
    ]);
    return { rows: [...nextSailings({ lines: lines.map(lineOf), sailings, cancelled }, q.from, q.to, at, q.limit)] };
  }),
];
