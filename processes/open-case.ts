import { findAsk } from '../modules/asks/index.ts';
import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { findPerson, findSite } from '../modules/cases/index.ts';
import { findVersionOn } from '../modules/catalogue/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/** Opens a case: catalogue (the version of the day), residents (who, where), network (which window), asks (what it comes from), cases. */
export const openCase: AnyHandler = handle(contract.open, {
  // Named although it is new: then it is looked for together with the loads, not after them.
  streams: (p) => [{ stream: 'case', id: p.id }, ...(p.ask === null ? [] : [{ stream: 'ask', id: p.ask }])],
  load: async (tx, p, { actor: { district, site: own }, today }): Promise<domain.OpenState> => {
    const [version, resident, site, ask] = await Promise.all([
      findVersionOn(tx, district, p.item, today),
      findPerson(tx, district, p.resident),
      findSite(tx, district, p.site ?? own),
      p.ask === null ? null : findAsk(tx, district, p.ask),
    ]);
    return { version, resident, site, ask };
  },
  decide: (state, p, ctx) => domain.open(state, p, ctx),
});
