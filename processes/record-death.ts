import { accept } from '../kernel/result.ts';
import type { Consent } from '../modules/materials/contract.ts';
import { consentsEnded } from '../modules/materials/domain.ts';
import { loadConsentsOfPerson } from '../modules/materials/index.ts';
import { recordDeath as contract } from '../modules/residents/contract.ts';
import * as residents from '../modules/residents/domain.ts';
import { personOf } from '../modules/residents/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/** A death is recorded: residents (the person), materials (what they allowed ends, 民法典 173). */
export const recordDeath: AnyHandler = handle(contract, {
  streams: (p) => [{ stream: 'resident', id: p.resident }],
  load: async (tx, p, ctx) => {
    const [person, consents] = await Promise.all([personOf(tx, p.resident, ctx), loadConsentsOfPerson(tx, ctx.actor.district, p.resident)]);
    return { person, consents };
  },
  decide: ({ person, consents }, p, ctx) => {
    const decided = residents.recordDeath(person, p, ctx);
    if (decided.kind !== 'accepted') return decided;
    const refOf = (consent: Consent) => ({
      stream: consent.caseId === null ? 'resident' : 'case',
      streamId: consent.caseId ?? consent.resident,
      area: consents.find(({ id }) => id === consent.id)!.area,
    });
    return accept([...decided.events, ...consentsEnded(refOf, consents, 'death', ctx.now)], decided.answer);
  },
});
