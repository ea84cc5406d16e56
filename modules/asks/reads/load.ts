import type { Id } from '../../../kernel/id.ts';
import { cell, type Keys } from '../../../platform/crypto/index.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import { clocksOf, tasksOf } from '../../work/index.ts';
import type { StoredAsk } from '../domain.ts';

type Row = {
  id: Id;
  area: string;
  state: StoredAsk['state'];
  resident: Id | null;
  green: boolean;
  plea: boolean;
  joinedInto: Id | null;
  carried: StoredAsk['carried'];
  site: Id | null;
  contact_clock: Id | null;
};

/** An ask for a decision, with its contact clock and what it left to do; null where it can't be seen. */
export const findAsk = async (tx: Tx, district: string, id: Id): Promise<StoredAsk | null> => {
  const [row, tasks, clocks] = await Promise.all([
    tx.row<Row>(
      'select id, area, state, resident, green, plea, joined_into as "joinedInto", carried, site, contact_clock from asks_ask where district = $1 and id = $2',
      [district, id],
    ),
    tasksOf(tx, district, id),
    clocksOf(tx, district, id),
  ]);
  if (row === undefined) return null;
  const { contact_clock, ...ask } = row;
  return {
    ...ask,
    contactClock: clocks.find((clock) => clock.id === contact_clock) ?? null,
    openTasks: tasks.filter((task) => task.state === 'open' || task.state === 'waiting').map(({ id: task, kind }) => ({ id: task, kind })),
  };
};

/** The sealed words of an ask, opened. */
export const opener = (keys: Keys, district: string) => {
  const text = (column: string, id: Id, value: Buffer | null): string | null =>
    value === null ? null : keys.openText(value, cell('asks_ask', column, district, id));
  const json = <T>(column: string, id: Id, value: Buffer | null): T | null => {
    const plain = text(column, id, value);
    return plain === null ? null : (JSON.parse(plain) as T);
  };
  return { text, json };
};
