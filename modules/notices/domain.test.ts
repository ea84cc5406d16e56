import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOWS, TELLING, WHOM } from './contract.ts';
import { notReached, takeBack, tellingText, told } from './domain.ts';

const area = '33.3309.330903.myd.';
const [id, of, entry] = [
  '0190f000-0000-7000-8000-000000000001',
  '0190f000-0000-7000-8000-000000000002',
  '0190f000-0000-7000-8000-000000000003',
];
const status = {
  zh: '您的“临时救助”已经受理，代办员正在替您跑。有事问蚂蚁岛便民服务站，电话 0580-1。',
  en: 'Your “Relief” has been accepted. Questions: 0580-1.',
};
const telling = {
  person: '陈阿姨',
  office: '蚂蚁岛便民服务站',
  move: 'accepted',
  at: '2026-03-02T01:00:00.000Z',
  words: {},
  status,
} as const;

describe('[K10] the words', () => {
  test('who calls, what happened on which day, how it stands, whom to ask', () => {
    expect(tellingText(telling, 'zh', '2026-03-03')).toBe(
      '陈阿姨您好，这里是蚂蚁岛便民服务站。您的申请3月2日 周一受理了。您的“临时救助”已经受理，代办员正在替您跑。有事问蚂蚁岛便民服务站，电话 0580-1。',
    );
    expect(tellingText(telling, 'en', '2026-03-03')).toBe(
      'Hello 陈阿姨, this is 蚂蚁岛便民服务站. Your application was accepted on Mon 2 Mar. Your “Relief” has been accepted. Questions: 0580-1.',
    );
  });

  test('a correction says what is to be corrected, a refusal why and what to do then', () => {
    const correction = { ...telling, move: 'correction_requested', words: { what: '请补一张清楚的身份证' } } as const;
    expect(tellingText(correction, 'zh', '2026-03-03')).toContain('要补正的是：请补一张清楚的身份证。您的');
    const refused = { ...telling, move: 'decided', words: { reason: '收入高于标准。', remedies: '60 日内可以复议' } } as const;
    expect(tellingText(refused, 'zh', '2026-03-03')).toContain('作出了决定。理由是：收入高于标准。不同意的话：60 日内可以复议。您的');
  });

  test('whatever the entry, in both languages, how it stands is said last and nothing is left unfilled', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TELLING), fc.constantFrom('zh', 'en'), fc.constantFrom('陈阿姨', null), (move, lang, person) => {
        const said = tellingText({ ...telling, move, person, office: null }, lang, '2026-03-03');
        expect(said.endsWith(status[lang])).toBe(true);
        expect(said).not.toMatch(/undefined|null/);
      }),
    );
  });
});

describe('[K10] ticking', () => {
  const tick = { id, case: of, entry, how: 'phone', to: 'self' } as const;

  test('each way and each hearer stands on the case, without a word of the person', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HOWS), fc.constantFrom(...WHOM), (how, to) => {
        expect(told({ area, told: false }, { ...tick, how, to })).toMatchObject({
          kind: 'accepted',
          events: [{ type: 'notices.told', stream: 'case', streamId: of, area, data: { id, entry, how, to } }],
        });
      }),
    );
  });

  test('what was told already, or can’t be seen, is refused', () => {
    expect(told({ area, told: true }, tick)).toMatchObject({ refusal: { code: 'already_told' } });
    expect(told(null, tick)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(notReached({ area, told: true }, { ...tick, says: null })).toMatchObject({ refusal: { code: 'already_told' } });
  });

  test('what was noted of a try stays apart from the data', () => {
    const tried = notReached({ area, told: false }, { id, case: of, entry, how: 'phone', says: '没人接' });
    expect(tried).toMatchObject({ events: [{ data: { id, entry, how: 'phone' }, detail: { says: '没人接' } }] });
    expect(JSON.stringify(tried.kind === 'accepted' && tried.events[0]?.data)).not.toContain('没人接');
  });

  test('a tick is taken back once', () => {
    const back = { id, case: of, told: entry, reason: '打错了人' };
    expect(takeBack({ area, entry, takenBack: false }, back)).toMatchObject({
      events: [{ type: 'notices.taken_back', detail: { reason: '打错了人' } }],
    });
    expect(takeBack({ area, entry, takenBack: true }, back)).toMatchObject({ refusal: { code: 'taken_back_already' } });
  });
});
