import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { consentsOf, diedOn, findCase, subjectsOf } from '../modules/cases/index.ts';
import { tasksOf } from '../modules/work/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/** A step of the route is done: materials (on whose consent, what it brought), work (the task), cases (sent on, whose turn). */
export const doErrand: AnyHandler = handle(contract.doErrand, {
  streams: (p) => [{ stream: 'case', id: p.case }],
  load: async (tx, p, { actor: { district } }): Promise<domain.ErrandState | null> => {
    const documents = [p.signature?.document, ...p.brought.map(({ document }) => document)].filter((one) => one != null);
    const [c, tasks, consents, died, subjects] = await Promise.all([
      findCase(tx, district, p.case),
      tasksOf(tx, district, p.case),
      consentsOf(tx, district, p.case),
      diedOn(tx, district, p.case),
      subjectsOf(tx, district, documents),
    ]);
    return c === null ? null : { c, tasks, consents, diedOn: died, subjects };
  },
  decide: (state, p, ctx) => domain.doErrand(state, p, ctx),
});
