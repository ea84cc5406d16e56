import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { makeCode } from '../../kernel/codes.ts';
import type { Holder } from './contract.ts';
import {
  chainHolds,
  correct,
  type HandedOver,
  handOver,
  notArrived,
  type Parcel,
  type Place,
  presentHolder,
  register,
  sameHolder,
} from './domain.ts';

const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ISLAND: Place = { area: '33.myd.', site: id(90) };
const PIER: Place = { area: '33.zjj.', site: id(91) };
const actor = (n: number, at: Place, role: Actor['role'] = 'helper'): Actor => ({
  district: '330903',
  person: id(n),
  post: id(n),
  role,
  site: at.site,
  area: at.area,
  ranges: [at.area],
  department: null,
  name: '测试员',
});
const helper = actor(1, ISLAND);
const helper2 = actor(2, ISLAND);
const pier = actor(3, PIER);
let next = 1000;
const ctxOf = (who: Actor) => ({
  actor: who,
  happenedAt: '2026-11-21T02:00:00.000Z',
  newId: () => id(++next),
  random: (length: number) => new Uint8Array(length).fill(7),
});
const CODE = makeCode('parcel', new Uint8Array(8).fill(3));
const parcel = (over: Partial<Parcel> = {}): Parcel => ({
  id: id(500),
  area: '33.myd.',
  code: CODE,
  kind: 'envelope',
  cashFen: null,
  state: 'held',
  lastN: 0,
  holder: { kind: 'post', id: helper.post },
  holderAt: ISLAND,
  ...over,
});
const send = { codes: [CODE], giver: null, place: '码头', signature: null, sailing: null, expectedBy: null, count: null };
const post = (who: Actor): Holder => ({ kind: 'post', id: who.post });
const box: Holder = { kind: 'box', id: id(80) };
const nephew: Holder = { kind: 'relative', id: id(70) };

type Decided = { kind: string; refusal?: { code: string }; events?: readonly { type: string; data: unknown }[]; answer?: unknown };
const said = (decision: unknown): string => {
  const { kind, refusal, events } = decision as Decided;
  return kind === 'refused' ? refusal!.code : events!.map((e) => e.type).join(' ');
};

describe('handing over', () => {
  test('[B1] only who holds it gives it, and a code that was misread is said so', () => {
    const give = (who: Actor, over: object = {}, p: Partial<Parcel> = {}) =>
      said(handOver({ parcels: [parcel(p)], takerAt: ISLAND }, { ...send, taker: post(helper2), ...over }, ctxOf(who)));
    expect(give(pier)).toBe('not_the_holder');
    expect(give(helper2, { giver: post(pier) })).toBe('not_the_holder');
    expect(give(helper2)).toBe('custody.handed_over');
    expect(give(helper)).toBe('custody.offered');
    expect(give(helper, { signature: id(60) })).toBe('custody.handed_over');
    expect(give(helper, { taker: post(helper) })).toBe('already_here');
    expect(give(helper, { codes: ['22222222O'] })).toBe('code_letter');
    expect(give(helper, {}, { state: 'lost' })).toBe('parcel_lost');
  });

  test('[B1] the person signs; nothing is handed to them on staff’s word alone', () => {
    const home = { ...send, taker: { kind: 'resident', id: id(71) } as Holder };
    expect(said(handOver({ parcels: [parcel()], takerAt: null }, home, ctxOf(helper)))).toBe('signature_missing');
    const done = handOver({ parcels: [parcel()], takerAt: null }, { ...home, signature: id(60) }, ctxOf(helper));
    expect(done).toMatchObject({ events: [{ data: { state: 'delivered', agreed: 'taker_signed' } }] });
  });

  test('[B2] a relative puts it in the box, the keeper alone takes it out', () => {
    const into = { ...send, taker: box };
    const held = parcel({ holder: nephew, holderAt: null });
    expect(said(handOver({ parcels: [held], takerAt: ISLAND }, into, ctxOf(pier)))).toBe('custody.handed_over');
    expect(said(handOver({ parcels: [parcel()], takerAt: ISLAND }, into, ctxOf(pier)))).toBe('not_the_holder');
    const inBox = parcel({ holder: box, holderAt: ISLAND });
    expect(said(handOver({ parcels: [inBox], takerAt: PIER }, { ...send, taker: post(pier) }, ctxOf(pier)))).toBe('not_box_keeper');
    expect(said(handOver({ parcels: [inBox], takerAt: ISLAND }, { ...send, taker: post(helper) }, ctxOf(helper)))).toBe(
      'custody.handed_over',
    );
  });

  test('[B2] a carrier carries on a named sailing', () => {
    const taker: Holder = { kind: 'carrier', id: id(81) };
    expect(said(handOver({ parcels: [parcel()], takerAt: null }, { ...send, taker }, ctxOf(helper)))).toBe('sailing_missing');
    expect(said(handOver({ parcels: [parcel()], takerAt: null }, { ...send, taker, sailing: id(82) }, ctxOf(helper)))).toBe(
      'custody.handed_over',
    );
  });

  test('[B4] cash goes from hand to hand, counted by two; a difference is chased', () => {
    const cash = parcel({ kind: 'cash', cashFen: '120000' });
    const take = (over: object) =>
      said(handOver({ parcels: [cash], takerAt: ISLAND }, { ...send, taker: post(helper2), ...over }, ctxOf(helper2)));
    expect(take({ taker: box })).toBe('cash_by_hand');
    expect(take({})).toBe('cash_not_counted');
    expect(take({ count: { fen: '120000', second: '林窗口' } })).toBe('custody.counted custody.handed_over');
    expect(take({ count: { fen: '119000', second: '林窗口' } })).toBe('custody.counted work.task_made custody.handed_over');
  });

  test('[B5] whoever carries from outside is let into the parcel, and out again when they pass it on', () => {
    const out = handOver({ parcels: [parcel()], takerAt: PIER }, { ...send, taker: post(pier) }, ctxOf(helper));
    expect(said(out)).toBe('custody.offered platform.granted');
    const there = parcel({ holder: post(pier), holderAt: PIER, lastN: 1 });
    const back = handOver({ parcels: [there], takerAt: ISLAND }, { ...send, taker: post(helper) }, ctxOf(helper));
    expect(said(back)).toBe('custody.handed_over platform.grant_ended');
  });
});

describe('trouble', () => {
  test('[B3] what did not arrive is chased once with whoever had it last', () => {
    const p = { code: CODE, says: '13:30 的船上没有' };
    const first = notArrived(parcel({ holder: post(helper2) }), p, ctxOf(helper));
    expect(said(first)).toBe('custody.noted work.task_made');
    expect(first).toMatchObject({ events: [{}, { data: { task: { kind: 'chase', holder: { kind: 'post', post: helper2.post } } } }] });
    expect(said(notArrived(parcel({ state: 'missing' }), p, ctxOf(helper)))).toBe('custody.noted');
    expect(said(notArrived(parcel({ state: 'delivered' }), p, ctxOf(helper)))).toBe('parcel_delivered');
  });

  test('[K11] a wrong holder is put right by a further entry, by those concerned', () => {
    const p = { code: CODE, n: 0, reason: '点错了人', really: post(helper2) };
    const state = { parcel: parcel(), recordedBy: helper.post, reallyAt: ISLAND };
    expect(said(correct(state, p, ctxOf(pier)))).toBe('not_yours_to_correct');
    expect(said(correct({ ...state, recordedBy: null }, p, ctxOf(helper)))).toBe('handover_missing');
    expect(said(correct({ ...state, parcel: parcel({ lastN: 3 }) }, p, ctxOf(helper)))).toBe('only_last_holder');
    expect(correct(state, p, ctxOf(helper))).toMatchObject({
      events: [{ data: { n: 1, corrects: 0, giver: post(helper), taker: post(helper2) } }],
    });
  });

  test('[B1] a printed code is kept, a missing one is made and reads back', () => {
    const p = {
      id: id(501),
      code: null,
      kind: 'card',
      caseId: null,
      resident: null,
      contents: [],
      count: null,
      inReturnFor: null,
      from: { kind: 'department', name: null },
      holder: null,
      place: '中心',
      expectedBy: null,
    } as const;
    const state = { area: '33.myd.', holderAt: null };
    expect(register(state, p, ctxOf(helper))).toMatchObject({ answer: { code: makeCode('parcel', new Uint8Array(8).fill(7)) } });
    const typed = ` ${CODE.slice(0, 3)}-${CODE.slice(3).toLowerCase()}`;
    expect(register(state, { ...p, code: typed }, ctxOf(helper))).toMatchObject({ answer: { code: CODE } });
    expect(said(register(state, { ...p, kind: 'cash' }, ctxOf(helper)))).toBe('cash_not_counted');
  });
});

/** What people try, right or wrong, in any order. */
const people = [helper, helper2, pier, actor(4, ISLAND, 'coordinator')];
const holders: Holder[] = [...people.map(post), { kind: 'site', id: ISLAND.site! }, box, nephew, { kind: 'resident', id: id(71) }];
const placeOf = (holder: Holder): Place | null => {
  if (holder.kind === 'post') return holder.id === pier.post ? PIER : ISLAND;
  return holder.kind === 'site' || holder.kind === 'box' ? ISLAND : null;
};

test('[B1] whatever is tried, at any moment there is exactly one holder and each giver was the taker before', () => {
  const step = fc.record({
    who: fc.constantFrom(...people),
    taker: fc.constantFrom(...holders),
    giver: fc.option(fc.constantFrom(...holders)),
    signed: fc.boolean(),
    puttingRight: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const line: { n: number; giver: Holder | null; taker: Holder }[] = [{ n: 0, giver: null, taker: post(helper) }];
      let now = parcel();
      for (const { who, taker, giver, signed, puttingRight } of steps) {
        const decision = puttingRight
          ? correct(
              { parcel: now, recordedBy: helper.post, reallyAt: placeOf(taker) },
              { code: CODE, n: now.lastN, reason: '更正', really: taker },
              ctxOf(who),
            )
          : handOver({ parcels: [now], takerAt: placeOf(taker) }, { ...send, taker, giver, signature: signed ? id(60) : null }, ctxOf(who));
        const passed = decision.kind === 'accepted' ? decision.events.filter((e) => e.type === 'custody.handed_over') : [];
        for (const event of passed) {
          const link = event.data as HandedOver;
          line.push(link);
          now = parcel({ lastN: link.n, holder: link.taker, holderAt: placeOf(link.taker), state: link.state });
        }
      }
      expect(chainHolds(line)).toBe(true);
      expect(sameHolder(presentHolder(line)!, now.holder)).toBe(true);
    }),
  );
  expect(
    chainHolds([
      { n: 0, giver: null, taker: post(helper) },
      { n: 1, giver: post(pier), taker: post(helper2) },
    ]),
  ).toBe(false);
});
