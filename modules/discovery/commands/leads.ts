import type { Id } from '../../../kernel/id.ts';
import { type AnyHandler, handle, type LoadContext, type Tx } from '../../../platform/executor/types.ts';
import * as contract from '../contract/lead.ts';
import * as domain from '../domain/lead.ts';
import { findHeads, findLead, findLinkedCase, loadEntering, loadOpening } from '../reads/load.ts';

const onLead = (p: { lead: Id }) => [{ stream: 'lead', id: p.lead }];
const onLeads = (ids: readonly Id[]) => ids.map((id) => ({ stream: 'lead', id }));
const theLead = (tx: Tx, p: { lead: Id }, { actor, today }: LoadContext) => findLead(tx, actor, p.lead, today);

export const leadHandlers: readonly AnyHandler[] = [
  handle(contract.take, { streams: onLead, load: theLead, decide: (lead, p, { actor }) => domain.take(lead, p, actor) }),
  handle(contract.tell, { streams: onLead, load: theLead, decide: domain.tell }),
  handle(contract.decline, { streams: onLead, load: theLead, decide: domain.decline }),
  handle(contract.notTrue, { streams: onLead, load: theLead, decide: domain.notTrue }),
  handle(contract.later, { streams: onLead, load: theLead, decide: (lead, p, { today }) => domain.later(lead, p, today) }),
  handle(contract.apply, {
    streams: onLead,
    load: async (tx, p, ctx) => {
      const [lead, linked] = await Promise.all([theLead(tx, p, ctx), findLinkedCase(tx, ctx.actor.district, p.case)]);
      return { lead, linked };
    },
    decide: ({ lead, linked }) => domain.apply(lead, linked),
  }),
  handle(contract.enterLead, {
    // Of one person's leads one is entered at a time.
    streams: (p) => [{ stream: 'resident', id: p.resident }, ...onLead({ lead: p.id })],
    load: (tx, p, { actor, today }) => loadEntering(tx, actor, p, today),
    decide: domain.enterLead,
  }),
  handle(contract.openLeads, {
    load: (tx, p, { actor }) => loadOpening(tx, actor.district, p.found),
    decide: (state, p, { newId }) => domain.openLeads(state, p, newId),
  }),
  handle(contract.lapseLeads, {
    streams: (p) => onLeads(p.leads.map(({ lead }) => lead)),
    load: (tx, p, { actor }) =>
      findHeads(
        tx,
        actor.district,
        p.leads.map(({ lead }) => lead),
      ),
    decide: domain.lapseLeads,
  }),
  handle(contract.bringBack, {
    streams: (p) => onLeads(p.leads),
    load: (tx, p, { actor }) => findHeads(tx, actor.district, p.leads),
    decide: domain.bringBack,
  }),
];
