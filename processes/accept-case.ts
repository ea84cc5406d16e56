import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { findCase, givenOf } from '../modules/cases/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/** Accepts a case: materials (what is there), catalogue (whether it is enough), work (clocks and errands), cases. */
export const acceptCase: AnyHandler = handle(contract.acceptCase, {
  streams: (p) => [{ stream: 'case', id: p.case }],
  load: async (tx, p, { actor }) => {
    const [c, given] = await Promise.all([findCase(tx, actor.district, p.case), givenOf(tx, actor.district, p.case)]);
    return c === null ? null : { c, given };
  },
  decide: (state, p, ctx) => domain.acceptCase(state, p, ctx),
});
