import { describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import { type ItemVersion, itemVersion, STAGES } from './contract.ts';
import { canAccept, checkItem, checkVersions, judge, missingMaterials, planErrands, tripsSpared, versionOn } from './domain.ts';

const itemOf = (code: string): ItemVersion => {
  const found = DEMO_ITEMS.find((item) => item.code === code);
  if (found === undefined) throw new Error(`no example item ${code}`);
  return found;
};
const relief = itemOf('MZ-001');
const accepted = (...keys: string[]) => keys.map((key) => ({ key, verdict: 'accepted' as const }));
const codes = (item: ItemVersion): readonly string[] => checkItem(item).map(({ code }) => code);

describe('example items', () => {
  test('[C1] at least 27, each valid, marked as an example, without a fault', () => {
    expect(DEMO_ITEMS.length).toBeGreaterThanOrEqual(27);
    expect(new Set(DEMO_ITEMS.map(({ code }) => code)).size).toBe(DEMO_ITEMS.length);
    for (const item of DEMO_ITEMS) {
      expect(itemVersion.parse(item), item.code).toEqual(item);
      expect(checkItem(item), item.code).toEqual([]);
      expect(item.example, item.code).toBe(true);
    }
  });

  test('[C1] every name a resident reads is Chinese first, with an English one beside it', () => {
    for (const item of DEMO_ITEMS) {
      for (const name of [item.name, item.summary, ...item.materials.map((m) => m.name), ...item.route.map((s) => s.name)]) {
        expect(name.zh, item.code).toMatch(/\p{Script=Han}/u);
        expect(name.en, item.code).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test('[C2] the same paper has the same key in every item, so that it is asked for once', () => {
    for (const key of ['id_card', 'household_book', 'bank_card', 'mandate']) {
      const users = DEMO_ITEMS.filter((item) => item.materials.some((material) => material.key === key));
      expect(users.length, key).toBeGreaterThan(5);
    }
  });

  test('[C7] every route can be walked, whatever is still unknown', () => {
    for (const item of DEMO_ITEMS) {
      const plan = planErrands(item, {});
      expect(plan.length, item.code).toBe(item.route.length);
      plan.forEach((errand, i) => {
        const earlier = plan.slice(0, i).map(({ key }) => key);
        expect(earlier, `${item.code} ${errand.key}`).toEqual(expect.arrayContaining([...errand.after]));
      });
    }
  });
});

describe('what is missing', () => {
  test('[K2] one notice, complete and in the order of the item; what we get ourselves is not asked for', () => {
    const notice = missingMaterials(relief, accepted('id_card'), { cause: 'illness', by_proxy: false });
    expect(notice.missing.map(({ material }) => material.key)).toEqual(['household_book', 'illness_card', 'medical_bills', 'bank_card']);
    expect(notice.ours.map(({ key }) => key)).toEqual(['village_opinion']);
    expect(notice.unclear).toEqual([]);
  });

  test('[K2] what may not be needed is a question first, never a demand', () => {
    const { missing, unclear } = missingMaterials(relief, [], {});
    expect(missing.map(({ material }) => material.key)).toEqual(['id_card', 'household_book', 'bank_card']);
    expect(unclear.map(({ material, ask }) => [material.key, ask.map(({ key }) => key)])).toEqual([
      ['illness_card', ['cause']],
      ['medical_bills', ['cause']],
      ['event_proof', ['cause']],
      ['mandate', ['by_proxy']],
      ['agent_id_card', ['by_proxy']],
    ]);
  });

  test('[C2] 执照遗失可携带身份证: an alternative does as well as the paper', () => {
    expect(canAccept(itemOf('SC-001'), accepted('id_card', 'phone_at_hand'), {})).toEqual({ kind: 'complete' });
  });

  test('[M2] an unreadable or wrong paper is named with its reason until a good one comes', () => {
    const bad = [{ key: 'id_card', verdict: 'unreadable' as const }];
    expect(missingMaterials(itemOf('RS-004'), bad, {}).missing.map(({ why }) => why)).toEqual(['unreadable']);
    expect(canAccept(itemOf('RS-004'), [...bad, { key: 'id_card', verdict: 'unchecked' }], {}).kind).toBe('complete');
  });
});

describe('may it be accepted', () => {
  const answers = { cause: 'illness', by_proxy: false };
  test('[K1] complete', () => {
    const given = accepted('id_card', 'household_book', 'illness_card', 'medical_bills', 'bank_card');
    expect(canAccept(relief, given, answers)).toEqual({ kind: 'complete' });
  });

  test('[K3] against a promise where all that is missing may follow, each within its time', () => {
    const answer = canAccept(relief, accepted('id_card', 'household_book', 'medical_bills', 'bank_card'), answers);
    expect(answer.kind === 'with_promise' && answer.follow.map(({ material, within }) => [material.key, within])).toEqual([
      ['illness_card', { n: 10, unit: 'working_day' }],
    ]);
  });

  test('[K3] not where a main paper is missing, and not on a guess', () => {
    expect(canAccept(relief, accepted('id_card'), answers).kind).toBe('not');
    const all = accepted('id_card', 'household_book', 'bank_card', 'illness_card', 'medical_bills', 'event_proof');
    expect(canAccept(relief, all, { cause: 'illness' }).kind).toBe('not');
  });
});

describe('errands', () => {
  test('[K5] what the answers rule out is left out, and the rest closes up around it', () => {
    const plan = planErrands(relief, { can_sign: true, pay_way: 'own_account' });
    expect(plan.map(({ key }) => key)).toEqual(['fill_form', 'village_stamp', 'submit', 'tell', 'deliver_home']);
    expect(plan.find(({ key }) => key === 'submit')?.after).toEqual(['village_stamp', 'fill_form']);
  });

  test('[K5] an errand whose need is unknown stays in the plan with the question that settles it', () => {
    const signs = planErrands(relief, {}).find(({ key }) => key === 'kin_signs');
    expect(signs?.ask.map(({ key }) => key)).toEqual(['can_sign']);
    expect(planErrands(relief, { can_sign: false }).find(({ key }) => key === 'kin_signs')?.ask).toEqual([]);
  });

  test('[M3] every example step done in the person’s name says which consent suffices', () => {
    for (const item of DEMO_ITEMS) {
      for (const step of item.route.filter(({ kind }) => ['proxy_signature', 'online_step', 'pay_at_bank', 'collect'].includes(kind))) {
        expect(step.consent, `${item.code} ${step.key}`).not.toBeNull();
      }
    }
  });

  test('[C7] a route that goes in a circle is an error of the data, found before it is published', () => {
    const circle = { ...relief, route: relief.route.map((step) => (step.key === 'fill_form' ? { ...step, after: ['submit'] } : step)) };
    expect(codes(circle)).toEqual(['route_in_circle']);
    expect(() => planErrands(circle, {})).toThrow(/circle/);
  });
});

describe('conditions in three values', () => {
  const ill = { answer: 'cause', in: ['illness'] } as const;
  const old = { answer: 'age', atLeast: 60, below: 80 } as const;
  test.each([
    [{ all: [ill, old] }, { cause: 'accident' }, 'no'],
    [{ all: [ill, old] }, { cause: 'illness' }, 'unknown'],
    [{ any: [ill, old] }, { age: 60 }, 'yes'],
    [{ any: [ill, old] }, { age: 80 }, 'unknown'],
    [{ not: ill }, {}, 'unknown'],
    [{ not: ill }, { cause: 'accident' }, 'yes'],
    [old, { age: 'sixty' }, 'unknown'],
    [{ answer: 'constructor', in: ['x'] }, {}, 'unknown'],
  ] as const)('[C2] %j with %j is %s', (condition, answers, verdict) => {
    expect(judge(condition, answers)).toBe(verdict);
  });
});

describe('faults in the data', () => {
  const fault = (change: Partial<ItemVersion>): readonly string[] => codes({ ...relief, ...change });
  const idCard = relief.materials[0]!;
  test.each<[string, Partial<ItemVersion>]>([
    ['promised_over_legal', { limits: { ...relief.limits, promised: { n: 40, unit: 'day' } } }],
    ['handling_mismatch', { handling: 'on_the_spot' }],
    ['dates_reversed', { validTo: '2025-12-31' }],
    ['fee_without_basis', { fee: { fen: '100', basis: null } }],
    ['visit_without_reason', { visit: { ...relief.visit, times: 1 }, labels: [] }],
    ['no_visit_no_way', { result: { ...relief.result, delivery: ['window'] } }],
    ['trips_under_visits', { visit: { times: 4, reason: relief.summary, alone: relief.visit.alone }, labels: [] }],
    ['no_phone', { contacts: [] }],
    ['catch_all_material', { materials: [...relief.materials, { ...idCard, key: 'more', name: { zh: '其他材料', en: 'Anything else' } }] }],
    ['material_from_nowhere', { materials: [...relief.materials, { ...idCard, key: 'seal', source: 'errand' }] }],
    [
      'follow_without_need',
      { materials: [...relief.materials, { ...idCard, key: 'x', source: 'office', mayFollow: { n: 3, unit: 'day' } }] },
    ],
    ['label_not_earned', { labels: ['at_once'] }],
    ['stages_out_of_order', { stages: [...relief.stages].reverse() }],
    ['stages_incomplete', { stages: relief.stages.filter(({ stage }) => stage !== 'accept') }],
    ['result_kind_mismatch', { result: { ...relief.result, name: { zh: '特病证', en: 'Card' } } }],
    ['stage_without_department', { stages: relief.stages.map((stage) => ({ ...stage, department: null })) }],
    ['unknown_step', { route: relief.route.map((step) => ({ ...step, after: step.key === 'tell' ? ['nowhere'] : step.after })) }],
    ['unknown_material', { route: relief.route.map((step) => ({ ...step, yields: step.key === 'tell' ? ['nothing'] : step.yields })) }],
    ['step_without_consent', { route: relief.route.map((step) => ({ ...step, consent: null })) }],
    [
      'condition_unanswerable',
      { materials: [...relief.materials, { ...idCard, key: 'x', neededIf: { answer: 'cause', in: ['boredom'] } }] },
    ],
    ['question_options', { questions: relief.questions.map((question) => ({ ...question, options: [] })) }],
    ['key_twice', { materials: [...relief.materials, idCard] }],
  ])('[C1] %s is found and said in both languages', (code, change) => {
    expect(fault(change)).toContain(code);
    for (const { zh, en } of checkItem({ ...relief, ...change })) expect(zh.length > 0 && en.length > 0).toBe(true);
  });

  test('[C1] all that may follow leaves nothing to accept on', () => {
    const materials = relief.materials.map((m) => (m.source === 'applicant' ? { ...m, mayFollow: { n: 5, unit: 'day' as const } } : m));
    expect(fault({ materials })).toContain('all_may_follow');
  });
});

describe('versions', () => {
  const old: ItemVersion = { ...relief, validTo: '2026-06-30' };
  const next: ItemVersion = { ...relief, version: 2, validFrom: '2026-07-01' };
  test('[C1] the version in force on a day; both its days included', () => {
    expect(versionOn([next, old], '2026-06-30')).toBe(old);
    expect(versionOn([next, old], '2026-07-01')).toBe(next);
    expect(versionOn([next, old], '2025-12-31')).toBeNull();
  });
  test('[C1] versions that overlap are found', () => {
    expect(checkVersions([old, next])).toEqual([]);
    expect(checkVersions([relief, next]).map(({ code }) => code)).toEqual(['versions_overlap']);
    expect(checkVersions([old, { ...next, version: 1 }]).map(({ code }) => code)).toEqual(['version_twice']);
  });
});

test('[T5] trips, hours and fares spared; more trips than needed never count as negative', () => {
  expect(tripsSpared(relief, 0)).toEqual({ trips: 3, hours: 18, fen: 18_000n });
  expect(tripsSpared(relief, 2)).toEqual({ trips: 1, hours: 6, fen: 6_000n });
  expect(tripsSpared(relief, 5)).toEqual({ trips: 0, hours: 0, fen: 0n });
});

test('[K1] every example keeps the order of the seven stages and ends with the person’s judgement', () => {
  for (const { stages, code } of DEMO_ITEMS) {
    expect(stages.at(-1)?.stage, code).toBe('rate');
    expect([...stages].map(({ stage }) => STAGES.indexOf(stage))).toEqual([...stages].map(({ stage }) => STAGES.indexOf(stage)).sort());
  }
});
