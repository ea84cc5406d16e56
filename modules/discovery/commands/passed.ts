import { type AnyHandler, handle } from '../../../platform/executor/types.ts';
import * as contract from '../contract/passed.ts';
import * as domain from '../domain/passed.ts';
import { loadAnswering, loadPassingOn, tasksOfLists } from '../reads/passed-load.ts';

export const passedHandlers: readonly AnyHandler[] = [
  handle(contract.passOn, {
    streams: (p) => [
      { stream: 'resident', id: p.resident },
      { stream: 'passed_list', id: p.id },
    ],
    load: (tx, p, { actor, today }) => loadPassingOn(tx, actor.district, p, today),
    decide: (state, p, { happenedAt, newId }) => domain.passOn(state, p, happenedAt, newId),
  }),
  handle(contract.answerPassedOn, {
    streams: (p) => [{ stream: 'passed_list', id: p.list }],
    load: (tx, p, { actor, today }) => loadAnswering(tx, actor.district, p.list, today),
    decide: (state, p, { actor, newId }) => domain.answerPassedOn(state, p, actor, newId),
  }),
  handle(contract.endPassedOn, {
    streams: (p) => p.lists.map((id) => ({ stream: 'passed_list', id })),
    load: (tx, p, { actor }) => tasksOfLists(tx, actor.district, p.lists),
    decide: domain.endPassedOn,
  }),
];
