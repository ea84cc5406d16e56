import { describe, expect, test } from 'vitest';
import type { CasePage } from './case-words.ts';
import { nextStep } from './next-step.ts';

type Parts = {
  readonly state?: CasePage['case']['state'];
  readonly materials?: Partial<CasePage['materials']>;
  readonly told?: readonly string[];
  readonly tasks?: readonly Partial<CasePage['tasks'][number]>[];
  readonly item?: Partial<CasePage['item']>;
  readonly acceptedElsewhere?: CasePage['acceptedElsewhere'];
};
const MISSING = { key: 'id_card', name: { zh: '身份证', en: 'Identity card' }, why: 'not_given' } as const;

const question = (key: string): CasePage['item']['questions'][number] => ({ key, ask: { zh: key, en: key }, kind: 'yes_no', options: [] });
const BY_PROXY = question('by_proxy');
const CAN_SIGN = question('can_sign');
const KIN_SIGN = { key: 'kin_signs', after: [], onlyIf: { answer: 'can_sign', in: [false] } };

/** Only what the choice of the next step reads. */
const page = ({ state = 'informing', materials = {}, told, tasks = [], item = {}, acceptedElsewhere = null }: Parts): CasePage =>
  ({
    case: { state, answers: {} },
    item: { stages: [{ stage: 'approve', by: 'department' }], questions: [BY_PROXY, CAN_SIGN], route: [], ...item },
    materials: { given: [], missing: [], ask: [], ours: [], promised: [], acceptance: 'not', ...materials },
    notices: told === undefined ? [] : [{ n: 1, at: '2026-11-20T01:00:00Z', keys: told, because: 'first' }],
    tasks,
    acceptedElsewhere,
  }) as unknown as CasePage;

describe('the next step of a case', () => {
  test('[C2] what decides on the papers is asked first', () => {
    expect(nextStep(page({ materials: { ask: ['by_proxy'], missing: [MISSING] } }), 'clerk')).toEqual({
      kind: 'ask',
      questions: ['by_proxy'],
    });
  });

  test('[C2] what decides on the errands is asked along with it, in the order of the item', () => {
    const item = { route: [KIN_SIGN] } as unknown as Partial<CasePage['item']>;
    expect(nextStep(page({ materials: { ask: ['by_proxy'] }, item }), 'clerk')).toEqual({
      kind: 'ask',
      questions: ['by_proxy', 'can_sign'],
    });
  });

  test('[K4] a card that no department decides on: handed in and carried back, then it is there, then brought', () => {
    const item = { stages: [] };
    const handIn = { id: 't', kind: 'submit', state: 'open', routeKey: 'make_card' } as const;
    const bring = { id: 'u', kind: 'deliver', state: 'open', routeKey: 'deliver_home' } as const;
    expect(nextStep(page({ state: 'accepted', item, tasks: [bring, handIn] }), 'clerk')).toMatchObject({
      kind: 'errand',
      task: { id: 't' },
    });
    expect(nextStep(page({ state: 'accepted', item, tasks: [bring, { ...handIn, state: 'done' }] }), 'clerk').kind).toBe('result');
  });

  test('[K2] what is missing is told once, and again only when something else is missing', () => {
    expect(nextStep(page({ materials: { missing: [MISSING] } }), 'clerk').kind).toBe('notice');
    expect(nextStep(page({ materials: { missing: [MISSING] }, told: ['id_card:not_given'] }), 'clerk').kind).toBe('await_papers');
    const unreadable = { ...MISSING, why: 'unreadable' } as const;
    expect(nextStep(page({ materials: { missing: [unreadable] }, told: ['id_card:not_given'] }), 'clerk').kind).toBe('notice');
  });

  test('[K3] complete papers are accepted; others with a promise where the item allows it', () => {
    expect(nextStep(page({ materials: { acceptance: 'complete' } }), 'clerk')).toEqual({ kind: 'accept', promise: false });
    const promised = { missing: [MISSING], acceptance: 'with_promise' as const };
    expect(nextStep(page({ materials: promised, told: ['id_card:not_given'] }), 'clerk')).toEqual({ kind: 'accept', promise: true });
  });

  test('[C3] a site that may not accept is told who does, instead of a button that is refused', () => {
    const why = { zh: '由普陀区政务服务中心受理', en: 'The centre accepts it' };
    const step = { kind: 'accepted_elsewhere', why };
    expect(nextStep(page({ materials: { acceptance: 'complete' }, acceptedElsewhere: why }), 'clerk')).toEqual(step);
    expect(nextStep(page({ materials: { missing: [MISSING], acceptance: 'not' }, acceptedElsewhere: why }), 'clerk').kind).toBe('notice');
  });

  test('[K5] errands come before the department, handing in is part of sending', () => {
    const errand = { id: 't', kind: 'carry', state: 'open', routeKey: 'carry' } as const;
    expect(nextStep(page({ state: 'accepted', tasks: [errand] }), 'helper')).toMatchObject({ kind: 'errand', task: { id: 't' } });
    expect(nextStep(page({ state: 'accepted', tasks: [{ ...errand, kind: 'submit' }] }), 'helper').kind).toBe('send');
  });

  test('[K4] only the approver decides', () => {
    expect(nextStep(page({ state: 'with_department' }), 'approver').kind).toBe('decide');
    expect(nextStep(page({ state: 'with_department' }), 'clerk').kind).toBe('await_department');
  });
});
