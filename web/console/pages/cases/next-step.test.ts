import { describe, expect, test } from 'vitest';
import type { CasePage } from './case-words.ts';
import { nextStep } from './next-step.ts';

type Parts = {
  readonly state?: CasePage['case']['state'];
  readonly materials?: Partial<CasePage['materials']>;
  readonly told?: readonly string[];
  readonly tasks?: readonly Partial<CasePage['tasks'][number]>[];
};
const MISSING = { key: 'id_card', name: { zh: '身份证', en: 'Identity card' }, why: 'not_given' } as const;

/** Only what the choice of the next step reads. */
const page = ({ state = 'informing', materials = {}, told, tasks = [] }: Parts): CasePage =>
  ({
    case: { state },
    item: { stages: [{ stage: 'approve', by: 'department' }] },
    materials: { given: [], missing: [], ask: [], ours: [], promised: [], acceptance: 'not', ...materials },
    notices: told === undefined ? [] : [{ n: 1, at: '2026-11-20T01:00:00Z', keys: told, because: 'first' }],
    tasks,
  }) as unknown as CasePage;

describe('the next step of a case', () => {
  test('[C2] what decides on the papers is asked first', () => {
    expect(nextStep(page({ materials: { ask: ['by_proxy'], missing: [MISSING] } }), 'clerk')).toEqual({
      kind: 'ask',
      questions: ['by_proxy'],
    });
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
