import type { Id } from '../../../kernel/id.ts';
import { type AnyHandler, handle, type LoadContext, type Tx } from '../../../platform/executor/types.ts';
import * as contract from '../contract/lead.ts';
import * as domain from '../domain/lead.ts';
import { passOn } from '../domain/offer.ts';
import { findConsent, findHeads, findLead, findLinkedCase, linesInForce, loadOpening } from '../reads/load.ts';

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
  handle(contract.passOn, {
    streams: (p) => [{ stream: 'resident', id: p.resident }],
    load: async (tx, p, { actor: { district }, today }) => {
      const [resident, consent, lines] = await Promise.all([
        tx.row<{ id: Id; area: string; diedOn: string | null }>(
          'select id, area, died_on as "diedOn" from residents_v_person where district = $1 and id = $2 and merged_into is null',
          [district, p.resident],
        ),
        findConsent(tx, district, p.consent),
        linesInForce(tx, district, today),
      ]);
      return { resident: resident ?? null, consent, lines };
    },
    decide: (state, p, { happenedAt }) => passOn(state, p, happenedAt),
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
