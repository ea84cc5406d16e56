import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { consentsOf, findCase, hasOtherOfDepartment } from '../modules/cases/index.ts';
import { clocksOf, tasksOf } from '../modules/work/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/** The result is in the person's hands: cases, work (what is left falls away), materials (consents for this matter end). */
export const deliverCase: AnyHandler = handle(contract.delivered, {
  streams: (p) => [{ stream: 'case', id: p.case }],
  load: async (tx, p, { actor: { district } }) => {
    const [c, tasks, clocks, consents, other] = await Promise.all([
      findCase(tx, district, p.case),
      tasksOf(tx, district, p.case),
      clocksOf(tx, district, p.case),
      consentsOf(tx, district, p.case),
      hasOtherOfDepartment(tx, district, p.case),
    ]);
    return c === null ? null : { c, tasks, clocks, consents, lastOfDepartment: !other };
  },
  decide: (state, p, ctx) => domain.delivered(state, p, ctx),
});
