import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import type { EventOf } from '../../kernel/contract.ts';
import type { Decision } from '../../kernel/result.ts';
import { isWeekend } from '../../kernel/time.ts';
import type { Calendar } from '../../kernel/workdays.ts';
import { GRADES, isBad, MEANS } from './contract.ts';
import { appeal, callBack, RATING_LIMITS, type RatedCase, rate, type StoredRating, settle, WIDE_LIMITS } from './domain.ts';

const weekdays: Calendar = { kindOf: (day) => (isWeekend(day) ? 'rest' : 'work') };
const actor = (role: Actor['role'], over: Partial<Actor> = {}): Actor => ({
  district: '330903',
  person: 'person',
  post: 'post',
  role,
  site: null,
  area: '33.3309.330903.myd.',
  ranges: ['33.3309.330903.'],
  department: null,
  name: '测试员',
  ...over,
});
let n = 0;
const context = (role: Actor['role'], over: Partial<Actor> = {}) => ({
  actor: actor(role, over),
  today: '2026-11-20',
  calendar: weekdays,
  newId: () => `id${++n}`,
});
const done: RatedCase = {
  id: 'case',
  area: '33.3309.330903.myd.',
  shortCode: 'K7P39XQA',
  resident: 'resident',
  site: 'site',
  state: 'delivered',
  green: false,
  rated: false,
  actorWorked: false,
  documentThere: true,
  coordinators: ['coordinator'],
};
const events = (decision: Decision<EventOf>): readonly EventOf[] => (decision.kind === 'accepted' ? decision.events : []);
const code = (decision: Decision<EventOf>): string | null => (decision.kind === 'refused' ? decision.refusal.code : null);
const given = { id: 'rating', words: null, document: null } as const;

describe('rating', () => {
  test('[E1] a bad grade, and only that, opens a call-back with two clocks: one working day, and five', () => {
    for (const grade of GRADES) {
      const out = events(rate(done, { ...given, grade, means: 'code' }, context('system')));
      const due = out.filter(({ type }) => type === 'work.clock_started').map(({ data }) => (data as { dates: { due: string } }).dates.due);
      // 2026-11-20 is a Friday.
      expect(due).toEqual(isBad(grade) ? ['2026-11-23', '2026-11-27'] : []);
      expect(out.filter(({ type }) => type === 'work.task_made')).toHaveLength(isBad(grade) ? 1 : 0);
    }
    expect(RATING_LIMITS.mend.n).toBeLessThan(WIDE_LIMITS.mend.n);
    const wide = events(rate(done, { ...given, grade: 1, means: 'code' }, context('system'), WIDE_LIMITS));
    expect(wide.map(({ data }) => (data as { dates?: { due: string } }).dates?.due)).toContain('2026-12-11');
  });

  test('[E1] the task goes to a coordinator who did not do the work, else to the window; its title names nobody', () => {
    const holder = (coordinators: string[]) =>
      (
        events(rate({ ...done, coordinators }, { ...given, grade: 1, means: 'code' }, context('system'))).at(-1)!.data as {
          task: { holder: unknown };
        }
      ).task.holder;
    expect(holder(['a', 'b'])).toEqual({ kind: 'post', post: 'a' });
    expect(holder([])).toEqual({ kind: 'site', site: 'site' });
  });

  test('[E1] whatever comes in: never twice, never by staff in the person’s name, and the flag is right', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...GRADES),
        fc.constantFrom(...MEANS),
        fc.constantFrom('system', 'clerk', 'helper', 'coordinator') as fc.Arbitrary<Actor['role']>,
        fc.record({
          rated: fc.boolean(),
          actorWorked: fc.boolean(),
          documentThere: fc.boolean(),
          state: fc.constantFrom('delivered', 'accepted', 'withdrawn', 'informing'),
        }),
        fc.boolean(),
        (grade, means, role, over, withDocument) => {
          const decision = rate(
            { ...done, ...over },
            { ...given, grade, means, document: withDocument ? 'document' : null },
            context(role),
          );
          if (decision.kind !== 'accepted') return;
          expect(over.rated).toBe(false);
          expect(['delivered', 'withdrawn']).toContain(over.state);
          expect(means === 'code' || means === 'sms').toBe(role === 'system');
          expect(means === 'paper').toBe(withDocument);
          const { notedByRated } = decision.events[0]!.data as { notedByRated: boolean };
          expect(notedByRated).toBe(role !== 'system' && over.actorWorked);
        },
      ),
    );
  });
});

describe('after a bad rating', () => {
  const bad: StoredRating = {
    id: 'rating',
    case: 'case',
    caseCode: 'K7P39XQA',
    area: '33.3309.330903.myd.',
    callBackArea: '33.3309.330903.myd.',
    grade: 1,
    state: 'open',
    appealed: false,
    actorWorked: false,
    clocks: [],
    tasks: [],
  };
  const call = { id: 'call', reached: true, mended: false, satisfied: null, words: '打通了' } as const;

  test('[E1] the rated can do nothing but appeal', () => {
    const rated = { ...bad, actorWorked: true };
    expect(code(callBack(rated, call, context('helper')))).toBe('rated_may_not');
    expect(code(settle({ ...rated, appealed: true }, { id: 's', as: 'set_aside', words: '恶意' }, context('coordinator')))).toBe(
      'rated_may_not',
    );
    expect(appeal(rated, { id: 'a', ground: 'malicious', words: '没办过' }, context('helper')).kind).toBe('accepted');
  });

  test('[E1] once it is settled nothing follows; a good rating has nothing to follow', () => {
    for (const state of ['mended', 'withdrawn', 'set_aside'] as const)
      expect(code(callBack({ ...bad, state }, call, context('helper')))).toBe('call_back_over');
    expect(code(callBack({ ...bad, grade: 4, state: 'good', callBackArea: null }, call, context('helper')))).toBe('rating_not_bad');
    expect(code(settle(bad, { id: 's', as: 'stands', words: '属实' }, context('coordinator')))).toBe('no_appeal');
    expect(code(appeal({ ...bad, appealed: true }, { id: 'a', ground: 'mistaken', words: '又' }, context('helper')))).toBe('appeal_waits');
  });

  test('[E1] nobody is satisfied who was not reached', () => {
    expect(code(callBack(bad, { ...call, reached: false, satisfied: 'yes' }, context('helper')))).toBe('satisfied_unheard');
    expect(code(callBack(bad, { ...call, reached: false, mended: true }, context('helper')))).toBe('reach_first');
    expect(callBack({ ...bad, state: 'contacted' }, { ...call, reached: false, mended: true }, context('helper')).kind).toBe('accepted');
  });
});
