import { accept } from '../kernel/result.ts';
import { findAsk } from '../modules/asks/index.ts';
import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { findPerson, findSite } from '../modules/cases/index.ts';
import { findVersionOn } from '../modules/catalogue/index.ts';
import { apply } from '../modules/discovery/domain.ts';
import { findLead } from '../modules/discovery/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/**
 * Opens a case: catalogue (the version of the day), residents (who, where), network (which window), asks (what it comes from), cases;
 * discovery, where it comes from a lead, which is applied for in the same transaction.
 */
export const openCase: AnyHandler = handle(contract.open, {
  // Named although it is new: then it is looked for together with the loads, not after them.
  streams: (p) => [
    { stream: 'case', id: p.id },
    ...(p.ask === null ? [] : [{ stream: 'ask', id: p.ask }]),
    ...(p.lead === null ? [] : [{ stream: 'lead', id: p.lead }]),
  ],
  load: async (tx, p, { actor, today }) => {
    const { district, site: own } = actor;
    const [version, resident, site, ask, lead] = await Promise.all([
      findVersionOn(tx, district, p.item, today),
      findPerson(tx, district, p.resident),
      findSite(tx, district, p.site ?? own),
      p.ask === null ? null : findAsk(tx, district, p.ask),
      p.lead === null ? null : findLead(tx, actor, p.lead, today),
    ]);
    return { version, resident, site, ask, lead };
  },
  decide: ({ lead, ...state }, p, ctx) => {
    const opened = domain.open(state, p, ctx);
    if (opened.kind !== 'accepted' || p.lead === null) return opened;
    const applied = apply(lead, { id: p.id, resident: p.resident, item: p.item });
    return applied.kind === 'accepted' ? accept([...opened.events, ...applied.events], opened.answer) : applied;
  },
});
