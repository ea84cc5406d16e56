import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { findCase, givenOf } from '../modules/cases/index.ts';
import { heldBack } from '../modules/catalogue/domain.ts';
import { findOffices } from '../modules/catalogue/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/** Accepts a case: materials (what is there), catalogue (whether it is enough, and whether this level of office accepts), network (which does), work (clocks and errands), cases. */
export const acceptCase: AnyHandler = handle(contract.acceptCase, {
  streams: (p) => [{ stream: 'case', id: p.case }],
  load: async (tx, p, { actor }) => {
    const [c, given, { site, offices }] = await Promise.all([
      findCase(tx, actor.district, p.case),
      givenOf(tx, actor.district, p.case),
      findOffices(tx, actor.district, actor.site),
    ]);
    return c === null ? null : { c, given, site, offices };
  },
  decide: (state, p, ctx) => {
    const held = state?.c.state === 'informing' ? heldBack(state.c.version, state.site, state.offices) : null;
    return held === null ? domain.acceptCase(state, p, ctx) : { kind: 'refused', refusal: held };
  },
});
