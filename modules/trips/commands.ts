import type { Day } from '../../kernel/time.ts';
import { type AnyHandler, handle, type Tx } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';

type SailingOfLine = domain.Sailing & { readonly area: string; readonly cancelled: readonly Day[] };

const loadSailing = async (tx: Tx, district: string, id: string) => {
  const row = await tx.row<SailingOfLine>(
    `select s.id, s.line, s.departs, s.weekdays, s.valid_from as "validFrom", s.valid_until as "validUntil", s.minutes, l.area,
            array(select c.on_day from trips_cancellation c where c.district = s.district and c.sailing = s.id and not c.withdrawn)::text[] as cancelled
     from trips_sailing s join trips_line l on l.district = s.district and l.id = s.line where s.district = $1 and s.id = $2`,
    [district, id],
  );
  if (row === undefined) return null;
  const { area, cancelled, ...sailing } = row;
  return { ref: { stream: 'line', streamId: sailing.line, area }, sailing, cancelled };
};

export const handlers: readonly AnyHandler[] = [
  handle(contract.addLine, {
    load: async (tx, p, { actor }) => ({
      areas: (
        await tx.rows('select 1 from network_v_area where district = $1 and path = any($2)', [actor.district, [p.from.area, p.to.area]])
      ).length,
    }),
    decide: (state, p, { actor }) => domain.addLine(state, p, actor),
  }),
  handle(contract.addSailing, {
    load: async (tx, p, { actor }) => {
      const line = await tx.row<{ area: string }>('select area from trips_line where district = $1 and id = $2', [actor.district, p.line]);
      return line === undefined ? null : { stream: 'line', streamId: p.line, area: line.area };
    },
    decide: (ref, p) => domain.addSailing(ref, p),
  }),
  handle(contract.cancelSailing, {
    load: (tx, p, { actor }) => loadSailing(tx, actor.district, p.id),
    decide: (state, p) => domain.cancelSailing(state, p),
  }),
  handle(contract.restoreSailing, {
    load: (tx, p, { actor }) => loadSailing(tx, actor.district, p.id),
    decide: (state, p) => domain.restoreSailing(state, p),
  }),
  handle(contract.endSailing, {
    load: (tx, p, { actor }) => loadSailing(tx, actor.district, p.id),
    decide: (state, p) => domain.endSailing(state, p),
  }),
];
