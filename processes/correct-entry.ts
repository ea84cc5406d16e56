import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { entriesBeside, findCase, lastMoveOf, struckOf } from '../modules/cases/index.ts';
import { clocksOf, tasksOf } from '../modules/work/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/** Puts an entry right (K11): the ledger (what came with it), cases (where it stands), work (clocks and tasks follow). */
export const correctEntry: AnyHandler = handle(contract.correct, {
  streams: (p) => [{ stream: 'case', id: p.case }],
  load: async (tx, p, { actor: { district } }): Promise<domain.CorrectState | null> => {
    const [c, entries, struck, lastMove, tasks, clocks] = await Promise.all([
      findCase(tx, district, p.case),
      entriesBeside(tx, district, p.case, p.entry),
      struckOf(tx, district, p.case, p.entry),
      lastMoveOf(tx, district, p.case),
      tasksOf(tx, district, p.case),
      clocksOf(tx, district, p.case),
    ]);
    return c === null ? null : { c, entries, struck, lastMove, tasks, clocks };
  },
  decide: (state, p, ctx) => domain.correct(state, p, ctx),
});
