import type { Id } from '../../kernel/id.ts';
import { type AnyHandler, handle, type Tx } from '../../platform/executor/types.ts';
import { clocksOf, tasksOf } from '../work/index.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';
import { findErasable } from './reads/erased.ts';
import { findCase, givenOf, promisesOf, toldOf, waitsOf } from './reads/load.ts';

const onCase = (p: { case: Id }) => [{ stream: 'case', id: p.case }];

/** The parts of a case that a decision needs, loaded together; null where the case can't be seen. */
const whole = async <T extends Record<string, Promise<unknown>>>(
  tx: Tx,
  district: string,
  id: Id,
  parts: T,
): Promise<({ c: domain.StoredCase } & { [K in keyof T]: Awaited<T[K]> }) | null> => {
  const names = Object.keys(parts);
  const [c, ...values] = await Promise.all([findCase(tx, district, id), ...Object.values(parts)]);
  if (c === null) return null;
  return { c, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) } as never;
};

export const handlers: readonly AnyHandler[] = [
  handle(contract.answer, {
    streams: onCase,
    load: (tx, p, { actor }) => findCase(tx, actor.district, p.case),
    decide: (c, p) => domain.answer(c, p.answers),
  }),
  handle(contract.giveNotice, {
    streams: onCase,
    load: async (tx, p, { actor: { district } }) => {
      const state = await whole(tx, district, p.case, { given: givenOf(tx, district, p.case), before: toldOf(tx, district, p.case) });
      return state === null ? null : { c: state.c, given: state.given, ...state.before };
    },
    decide: (state) => domain.giveNotice(state),
  }),
  handle(contract.refuseAcceptance, {
    streams: onCase,
    load: (tx, p, { actor }) => findCase(tx, actor.district, p.case),
    decide: (c, p) => domain.refuseAcceptance(c, p),
  }),
  handle(contract.revokeAcceptance, {
    streams: onCase,
    load: (tx, p, { actor: { district } }) =>
      whole(tx, district, p.case, {
        tasks: tasksOf(tx, district, p.case),
        clocks: clocksOf(tx, district, p.case),
        promises: promisesOf(tx, district, p.case),
      }),
    decide: (state, p, ctx) => domain.revokeAcceptance(state, p, ctx),
  }),
  handle(contract.eraseDetail, {
    load: (tx, p, { actor: { district } }) => findErasable(tx, district, p.entry),
    decide: (entry, p) => domain.eraseDetail(entry, p),
  }),
  handle(contract.withdraw, {
    streams: onCase,
    load: (tx, p, { actor: { district } }) =>
      whole(tx, district, p.case, {
        tasks: tasksOf(tx, district, p.case),
        clocks: clocksOf(tx, district, p.case),
        promises: promisesOf(tx, district, p.case),
      }),
    decide: (state, p, ctx) => domain.withdraw(state, p, ctx),
  }),
  handle(contract.sendToDepartment, {
    streams: onCase,
    load: (tx, p, { actor: { district } }) => whole(tx, district, p.case, { tasks: tasksOf(tx, district, p.case) }),
    decide: (state, p, ctx) => domain.sendToDepartment(state, p, ctx),
  }),
  handle(contract.requestCorrection, {
    streams: onCase,
    load: (tx, p, { actor: { district } }) => whole(tx, district, p.case, { clocks: clocksOf(tx, district, p.case) }),
    decide: (state, p, ctx) => domain.requestCorrection(state, p, ctx),
  }),
  handle(contract.correctionReceived, {
    streams: onCase,
    load: (tx, p, { actor: { district } }) => whole(tx, district, p.case, { clocks: clocksOf(tx, district, p.case) }),
    decide: (state, p, ctx) => domain.correctionReceived(state, p, ctx),
  }),
  handle(contract.supplementReceived, {
    streams: onCase,
    load: (tx, p, { actor: { district } }) => closing(tx, district, p.case),
    decide: (state, p, ctx) => domain.supplementReceived(state, p, ctx),
  }),
  handle(contract.extend, {
    streams: onCase,
    load: (tx, p, { actor: { district } }) => whole(tx, district, p.case, { clocks: clocksOf(tx, district, p.case) }),
    decide: (state, p, ctx) => domain.extend(state, p, ctx),
  }),
  handle(contract.decide, {
    streams: onCase,
    load: (tx, p, { actor }) => findCase(tx, actor.district, p.case),
    decide: (c, p, ctx) => domain.decide(c, p, ctx),
  }),
  handle(contract.revokeDecision, {
    streams: onCase,
    load: async (tx, p, { actor: { district } }) => {
      const state = await whole(tx, district, p.case, {
        tasks: tasksOf(tx, district, p.case),
        standing: tx.row<{ id: Id }>('select id from cases_decision where district = $1 and case_id = $2 and revoked_at is null', [
          district,
          p.case,
        ]),
      });
      return state === null ? null : { c: state.c, tasks: state.tasks, decision: state.standing?.id ?? null };
    },
    decide: (state, p, ctx) => domain.revokeDecision(state, p, ctx),
  }),
  handle(contract.resultMade, {
    streams: onCase,
    load: (tx, p, { actor: { district } }) => closing(tx, district, p.case),
    decide: (state, p, ctx) => domain.resultMade(state, p, ctx),
  }),
  handle(contract.waitFor, {
    streams: onCase,
    load: (tx, p, { actor }) => findCase(tx, actor.district, p.case),
    decide: (c, p, ctx) => domain.waitFor(c, p, ctx),
  }),
  handle(contract.waitOver, {
    streams: onCase,
    load: async (tx, p, { actor: { district } }) => {
      const state = await whole(tx, district, p.case, {
        waits: waitsOf(tx, district, p.case),
        clocks: clocksOf(tx, district, p.case),
        tasks: tasksOf(tx, district, p.case),
      });
      if (state === null) return null;
      const task = state.waits.find(({ id }) => id === p.wait)?.task;
      return { ...state, openTask: domain.openTasks(state.tasks).some(({ id }) => id === task) };
    },
    decide: (state, p, ctx) => domain.waitOver(state, p, ctx),
  }),
  handle(contract.trip, {
    streams: onCase,
    load: (tx, p, { actor }) => findCase(tx, actor.district, p.case),
    decide: (c, p) => domain.tripMade(c, p.place),
  }),
];

/** What the end of a case needs. */
const closing = (tx: Tx, district: string, id: Id) =>
  whole(tx, district, id, {
    tasks: tasksOf(tx, district, id),
    clocks: clocksOf(tx, district, id),
    promises: promisesOf(tx, district, id),
    given: givenOf(tx, district, id),
  });
