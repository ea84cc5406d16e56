import type { Id } from '../../kernel/id.ts';
import { type AnyHandler, handle, type Tx } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';

const ENTRY_SQL = `select c.area, exists (select 1 from notices_v_told n where n.district = s.district and n.entry = s.entry) as told
  from cases_v_stage s join cases_v_case c on c.district = s.district and c.id = s.case_id
  where s.district = $1 and s.entry = $2 and s.case_id = $3 and s.struck_by is null and s.move = any($4::text[])`;
const TICK_SQL = `select c.area, n.entry,
    exists (select 1 from notices_taken_back b where b.district = n.district and b.told = n.id) as "takenBack"
  from notices_told n join cases_v_case c on c.district = n.district and c.id = n.case_id
  where n.district = $1 and n.id = $2 and n.case_id = $3`;

const onCase = (p: { case: Id }) => [{ stream: 'case', id: p.case }];
const findEntry = async (tx: Tx, district: string, p: { case: Id; entry: Id }): Promise<domain.TellingEntry | null> =>
  (await tx.row<domain.TellingEntry>(ENTRY_SQL, [district, p.entry, p.case, contract.TELLING])) ?? null;

export const handlers: readonly AnyHandler[] = [
  handle(contract.told, {
    streams: onCase,
    load: (tx, p, { actor }) => findEntry(tx, actor.district, p),
    decide: (entry, p) => domain.told(entry, p),
  }),
  handle(contract.notReached, {
    streams: onCase,
    load: (tx, p, { actor }) => findEntry(tx, actor.district, p),
    decide: (entry, p) => domain.notReached(entry, p),
  }),
  handle(contract.takeBack, {
    streams: onCase,
    load: async (tx, p, { actor }) => (await tx.row<domain.Tick>(TICK_SQL, [actor.district, p.told, p.case])) ?? null,
    decide: (tick, p) => domain.takeBack(tick, p),
  }),
];
