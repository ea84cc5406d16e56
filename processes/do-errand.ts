import * as contract from '../modules/cases/contract.ts';
import * as domain from '../modules/cases/domain.ts';
import { consentsOf, diedOn, findCase } from '../modules/cases/index.ts';
import { tasksOf } from '../modules/work/index.ts';
import { type AnyHandler, handle } from '../platform/executor/types.ts';

/** A step of the route is done: materials (on whose consent, what it brought), work (the task), cases (sent on, whose turn). */
export const doErrand: AnyHandler = handle(contract.doErrand, {
  streams: (p) => [{ stream: 'case', id: p.case }],
  load: async (tx, p, { actor: { district } }): Promise<domain.ErrandState | null> => {
    const [c, tasks, consents, died, document] = await Promise.all([
      findCase(tx, district, p.case),
      tasksOf(tx, district, p.case),
      consentsOf(tx, district, p.case),
      diedOn(tx, district, p.case),
      p.signature === null
        ? undefined
        : tx.row<{ subject: string }>(`select subject from materials_v_document where district = $1 and id = $2 and state = 'kept'`, [
            district,
            p.signature.document,
          ]),
    ]);
    return c === null ? null : { c, tasks, consents, diedOn: died, documentSubject: document?.subject };
  },
  decide: (state, p, ctx) => domain.doErrand(state, p, ctx),
});
