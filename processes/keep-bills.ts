import type { EventOf } from '../kernel/contract.ts';
import { fenFromWire } from '../kernel/money.ts';
import { accept, type Decision } from '../kernel/result.ts';
import * as contract from '../modules/materials/contract.ts';
import * as domain from '../modules/materials/domain.ts';
import { loadBill, loadBills, loadPouchState, loadSurroundings } from '../modules/materials/index.ts';
import { common } from '../platform/executor/refusals.ts';
import { type AnyHandler, type DecideContext, handle, type LoadContext, type Tx } from '../platform/executor/types.ts';

/**
 * The pouch changes: materials (the bill), residents (what the person paid themselves, as a fact seen on paper). Both in one step, so that
 * screening, which follows facts, finds who qualifies. Facts never change bills: nothing goes round.
 */

type Pouch = { readonly state: domain.PouchState | null; readonly bills: readonly domain.Bill[] };
const loadPouch = async (tx: Tx, resident: string, { actor: { district } }: LoadContext): Promise<Pouch> => {
  const [state, bills] = await Promise.all([loadPouchState(tx, district, resident), loadBills(tx, district, resident)]);
  return { state, bills };
};

const onResident = (p: { readonly resident: string }) => [{ stream: 'resident', id: p.resident }];

/** What was decided about a bill, and what the pouch tells with `bills` in it. */
const counted = <A>(
  decided: Decision<EventOf, A>,
  state: domain.PouchState | null,
  bills: readonly domain.Bill[],
  ctx: DecideContext,
): Decision<EventOf, A> => {
  if (decided.kind !== 'accepted' || state === null) return decided;
  const told = domain.countPouch(state, bills, false, ctx);
  return told.ok ? accept([...decided.events, ...told.value], decided.answer) : { kind: 'refused', refusal: told.refusal };
};

type Typed = Pick<contract.WrittenBill, 'day' | 'kind' | 'total' | 'selfPaid' | 'readable'> & { readonly id: string };
const asBill = (p: Typed): domain.Bill => ({
  id: p.id,
  day: p.day,
  kind: p.kind,
  total: fenFromWire(p.total),
  selfPaid: p.selfPaid === null ? null : fenFromWire(p.selfPaid),
  readable: p.readable,
  pictureKept: true,
  used: false,
  withdrawn: false,
});

const putBill = handle(contract.putBill, {
  streams: onResident,
  load: async (tx, p, ctx) => {
    const pouch = await loadPouch(tx, p.resident, ctx);
    return { ...pouch, around: await loadSurroundings(tx, pouch.state?.person, p, ctx) };
  },
  decide: ({ state, bills, around }, p, ctx) => counted(domain.putBill(around, p, ctx), state, [...bills, asBill(p)], ctx),
});

const correctBill = handle(contract.correctBill, {
  streams: onResident,
  load: async (tx, p, ctx) => {
    const [pouch, bill] = await Promise.all([loadPouch(tx, p.resident, ctx), loadBill(tx, p, ctx)]);
    return { ...pouch, bill, around: await loadSurroundings(tx, pouch.state?.person, p, ctx) };
  },
  decide: ({ state, bills, bill, around }, p, ctx) => {
    const after = bills.map((one) => (one.id === p.id ? asBill(p) : one));
    return counted(domain.correctBill({ ...around, bill }, p, ctx), state, after, ctx);
  },
});

const withdrawBill = handle(contract.withdrawBill, {
  streams: onResident,
  load: async (tx, p, ctx) => {
    const [pouch, bill] = await Promise.all([loadPouch(tx, p.resident, ctx), loadBill(tx, p, ctx)]);
    return { ...pouch, bill };
  },
  decide: ({ state, bills, bill }, p, ctx) => {
    const ref = state === null ? null : { stream: 'resident', streamId: state.person.id, area: state.person.area };
    const after = bills.filter(({ id }) => id !== p.id);
    return counted(domain.withdrawBill({ ref, bill }, p), state, after, ctx);
  },
});

const countPouch = handle(contract.countPouch, {
  streams: onResident,
  load: (tx, p, ctx) => loadPouch(tx, p.resident, ctx),
  decide: ({ state, bills }, p, ctx) => {
    if (state === null) return { kind: 'refused', refusal: common.notFound };
    const told = domain.countPouch(state, bills, p.all, ctx);
    return told.ok ? accept(told.value, { resident: p.resident }) : { kind: 'refused', refusal: told.refusal };
  },
});

export const keepBills: readonly AnyHandler[] = [putBill, correctBill, withdrawBill, countPouch];
