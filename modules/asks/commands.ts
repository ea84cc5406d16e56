import type { Id } from '../../kernel/id.ts';
import { type AnyHandler, handle, type Tx } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';
import { findAsk } from './reads/load.ts';

type Resident = { area: string; green: boolean };
const findResident = async (tx: Tx, district: string, id: Id | null): Promise<Resident | null> =>
  id === null
    ? null
    : ((await tx.row<Resident>('select area, green from residents_v_person where district = $1 and id = $2', [district, id])) ?? null);

const onAsk = (p: { ask: Id }) => [{ stream: 'ask', id: p.ask }];

export const handlers: readonly AnyHandler[] = [
  handle(contract.record, {
    load: async (tx, p, { actor }) => {
      const [resident, area] = await Promise.all([
        findResident(tx, actor.district, p.resident),
        p.area === null
          ? { found: true }
          : tx.row('select 1 from network_v_area where district = $1 and path = $2', [actor.district, p.area]),
      ]);
      return { resident, areaExists: area !== undefined };
    },
    decide: (state, p, context) => domain.record(state, p, context),
  }),
  handle(contract.identify, {
    streams: onAsk,
    load: async (tx, p, { actor }) => {
      const [ask, resident] = await Promise.all([findAsk(tx, actor.district, p.ask), findResident(tx, actor.district, p.resident)]);
      return { ask, resident };
    },
    decide: ({ ask, resident }, p) => domain.identify(ask, resident, p),
  }),
  handle(contract.contacted, {
    streams: onAsk,
    load: (tx, p, { actor }) => findAsk(tx, actor.district, p.ask),
    decide: (ask, p, context) => domain.contacted(ask, p, context),
  }),
  handle(contract.triage, {
    streams: onAsk,
    load: (tx, p, { actor }) => findAsk(tx, actor.district, p.ask),
    decide: (ask, p, context) => domain.triage(ask, p, context),
  }),
  handle(contract.answerAsk, {
    streams: onAsk,
    load: (tx, p, { actor }) => findAsk(tx, actor.district, p.ask),
    decide: (ask, p, context) => domain.answer(ask, p, context),
  }),
  handle(contract.join, {
    streams: (p) => [
      { stream: 'ask', id: p.ask },
      { stream: 'ask', id: p.into },
    ],
    load: async (tx, p, { actor }) => {
      const [ask, into] = await Promise.all([findAsk(tx, actor.district, p.ask), findAsk(tx, actor.district, p.into)]);
      return { ask, into };
    },
    decide: ({ ask, into }, _p, context) => domain.join(ask, into, context),
  }),
  handle(contract.unjoin, {
    streams: onAsk,
    load: async (tx, p, { actor }) => {
      const ask = await findAsk(tx, actor.district, p.ask);
      const into = ask === null || ask.joinedInto === null ? null : await findAsk(tx, actor.district, ask.joinedInto);
      return { ask, into };
    },
    decide: ({ ask, into }, p, context) => domain.unjoin(ask, into, p, context),
  }),
  handle(contract.correct, {
    streams: onAsk,
    load: (tx, p, { actor }) => findAsk(tx, actor.district, p.ask),
    decide: (ask, p) => domain.correct(ask, p),
  }),
];
