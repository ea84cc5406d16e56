import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAD_STATES, type LeadState, OPEN_LEADS } from './contract.ts';
import {
  apply,
  decline,
  type EnteringState,
  enterLead,
  type FoundOf,
  followUp,
  isOpen,
  type KnownLead,
  later,
  openLeads,
  type PassOnState,
  passOn,
  sharesAt,
  take,
  tell,
} from './domain.ts';

const TODAY = '2026-11-21';
const lead = (state: LeadState, over: object = {}) => ({
  id: 'l1',
  area: '33.',
  resident: 'r1',
  policy: 'p1',
  state,
  holder: null,
  until: null,
  itemCode: 'MZ-001',
  basisNow: 'b',
  ...over,
});
const codeOf = (decision: { kind: string; refusal?: { code: string } }): string | undefined => decision.refusal?.code;

describe('a lead', () => {
  test('[D4] is worked only while it is open; a person may apply whatever was said before', () => {
    const linked = { id: 'c1', resident: 'r1', item: 'MZ-001' };
    for (const state of LEAD_STATES) {
      const open = isOpen(state);
      for (const decision of [
        take(lead(state), { from: null }, { post: 'me' }),
        tell(lead(state), { how: 'phone', words: null }),
        decline(lead(state), { reason: '不要' }),
        later(lead(state), { until: '2026-12-01', words: null }, TODAY),
      ])
        expect([state, codeOf(decision)]).toEqual([state, open ? undefined : 'lead_closed']);
      expect([state, codeOf(apply(lead(state), linked))]).toEqual([state, state === 'applied' ? 'lead_applied' : undefined]);
    }
  });

  test('[D4] changes hands only knowingly', () => {
    expect(codeOf(take(lead('to_tell', { holder: 'colleague' }), { from: null }, { post: 'me' }))).toBe('lead_taken');
    expect(take(lead('to_tell', { holder: 'colleague' }), { from: 'colleague' }, { post: 'me' }).kind).toBe('accepted');
    expect(take(lead('to_tell', { holder: 'me' }), { from: null }, { post: 'me' })).toMatchObject({ kind: 'accepted', events: [] });
  });

  test('[D4] is linked to a case of the same person and item, put off to a day within a year', () => {
    expect(codeOf(apply(lead('told'), { id: 'c', resident: 'other', item: 'MZ-001' }))).toBe('lead_other_person');
    expect(codeOf(apply(lead('told'), { id: 'c', resident: 'r1', item: 'YB-001' }))).toBe('lead_other_item');
    expect(apply(lead('told', { itemCode: null }), { id: 'c', resident: 'r1', item: 'YB-001' }).kind).toBe('accepted');
    expect(codeOf(apply(lead('told'), null))).toBe('case_missing');
    for (const until of [TODAY, '2026-11-20', '2027-11-23'])
      expect(codeOf(later(lead('told'), { until, words: null }, TODAY))).toBe('lead_until');
  });

  test('[D4] what is there already is not opened again, nor for somebody out of sight', () => {
    const found = { resident: 'r1', policy: 'p1', version: 'v1', basis: 'b' };
    const state = { residents: new Map([['r1', { area: '33.', green: true }]]), leads: [] };
    const opened = openLeads(state, { found: [found, found, { ...found, resident: 'r2' }] }, () => 'new');
    expect(opened).toMatchObject({ kind: 'accepted', answer: { opened: 1 } });
    for (const before of [
      { ...found, state: 'declined' as const },
      { ...found, basis: 'older', state: 'later' as const },
    ])
      expect(openLeads({ ...state, leads: [before] }, { found: [found] }, () => 'new')).toMatchObject({ answer: { opened: 0 } });
  });
});

// One person and policy through days on which facts change, screening runs, and helpers answer.
type Day = { readonly verdict: 'yes' | 'unknown' | 'no'; readonly basis: string; readonly answer: LeadState | null };
const day = fc.record<Day>({
  verdict: fc.constantFrom('yes', 'unknown', 'no'),
  basis: fc.constantFrom('a', 'b', 'c'),
  answer: fc.constantFrom('told', 'declined', 'not_true', 'later', 'applied', null),
});
const screened = ({ verdict, basis }: Day): FoundOf => ({
  resident: 'r1',
  verdicts: verdict === 'no' ? [] : [{ policy: 'p1', version: 'v1', verdict, basis: () => basis }],
});
const IN_FORCE = new Set(['p1']);
const NONE = new Set<string>();
const onDay = (n: number): string => `2026-01-${String(n + 1).padStart(2, '0')}`;

/** Does what a follow-up says. */
const carriedOut = (leads: readonly KnownLead[], today: Day, n: number): KnownLead[] => {
  const { open, lapse, back } = followUp([screened(today)], NONE, leads, IN_FORCE, NONE, onDay(n));
  return [
    ...leads.map((one): KnownLead => {
      if (lapse.some(({ lead: id }) => id === one.id)) return { ...one, state: 'lapsed', until: null };
      return back.includes(one.id) ? { ...one, state: 'to_tell', until: null } : one;
    }),
    ...open.map(
      (found, i): KnownLead => ({ ...found, id: `l${leads.length + i}`, state: 'to_tell', until: null, refused: false, entered: false }),
    ),
  ];
};
/** What a helper says of the open lead; an answer is kept with what holds on its day. */
const answered = (leads: readonly KnownLead[], { answer, basis }: Day, n: number): KnownLead[] =>
  leads.map((one) =>
    answer === null || !isOpen(one.state)
      ? one
      : {
          ...one,
          state: answer,
          basis: answer === 'told' || answer === 'later' ? one.basis : basis,
          until: answer === 'later' ? onDay(n + 2) : null,
        },
  );

describe('following up on what was found', () => {
  test('[D4] nobody is bothered twice on the same basis, and at most one lead of a policy is open', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 20 }), (days) => {
        let leads: KnownLead[] = [];
        const quiet = new Set<string>();
        days.forEach((today, n) => {
          const before = leads.length;
          leads = carriedOut(leads, today, n);
          for (const fresh of leads.slice(before)) expect(quiet).not.toContain(fresh.basis);
          expect(leads.filter(({ state }) => isOpen(state)).length).toBeLessThanOrEqual(1);
          leads = answered(leads, today, n);
          for (const one of leads) if (one.state === 'declined' || one.state === 'not_true') quiet.add(one.basis);
        });
      }),
    );
  });

  test('[D4] done twice it does nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 12 }), (days) => {
        let leads: KnownLead[] = [];
        days.forEach((today, n) => {
          leads = carriedOut(leads, today, n);
          expect(followUp([screened(today)], NONE, leads, IN_FORCE, NONE, onDay(n))).toEqual({ open: [], lapse: [], back: [] });
          leads = answered(leads, today, n);
        });
      }),
    );
  });

  test('[D2] what is not known closes no lead; a verdict of no, the end of the policy, a death do', () => {
    const open: KnownLead = {
      id: 'l',
      resident: 'r1',
      policy: 'p1',
      version: 'v1',
      basis: 'a',
      state: 'told',
      until: null,
      refused: false,
      entered: false,
    };
    const lapsed = (found: readonly FoundOf[], gone = NONE, inForce = IN_FORCE, unjudged = NONE) =>
      followUp(found, gone, [open], inForce, unjudged, TODAY).lapse.map(({ why }) => why);
    expect(lapsed([screened({ verdict: 'unknown', basis: 'a', answer: null })])).toEqual([]);
    expect(lapsed([screened({ verdict: 'no', basis: 'a', answer: null })])).toEqual(['facts_changed']);
    expect(lapsed([screened({ verdict: 'no', basis: 'a', answer: null })], NONE, NONE)).toEqual(['policy_ended']);
    expect(lapsed([], new Set(['r1']))).toEqual(['person_gone']);
    // what somebody saw stands, though the records say otherwise; not beyond the policy's end
    const entered = { ...open, entered: true };
    const no = screened({ verdict: 'no', basis: 'a', answer: null });
    expect(followUp([no], NONE, [entered], IN_FORCE, NONE, TODAY).lapse).toEqual([]);
    expect(followUp([no], NONE, [entered], NONE, NONE, TODAY).lapse).toHaveLength(1);
    // a rule that can't be read at present judges nobody
    expect(lapsed([screened({ verdict: 'no', basis: 'a', answer: null })], NONE, NONE, new Set(['p1']))).toEqual([]);
  });

  test('[D4] what lapsed by a mistake is the same lead again once that is put right', () => {
    const lapsed: KnownLead = {
      id: 'l',
      resident: 'r1',
      policy: 'p1',
      version: 'v1',
      basis: 'a',
      state: 'lapsed',
      until: null,
      refused: false,
      entered: false,
    };
    const found = (basis: string) => followUp([screened({ verdict: 'yes', basis, answer: null })], NONE, [lapsed], IN_FORCE, NONE, TODAY);
    expect(found('a')).toMatchObject({ open: [], back: ['l'] });
    expect(found('b')).toMatchObject({ open: [{ basis: 'b' }], back: [] });
  });

  test('[D4] who applied is left alone while the matter runs or was granted; told again when it was refused and facts changed', () => {
    const applied: KnownLead = {
      id: 'l',
      resident: 'r1',
      policy: 'p1',
      version: 'v1',
      basis: 'a',
      state: 'applied',
      until: null,
      refused: false,
      entered: false,
    };
    const opens = (one: KnownLead, basis: string) =>
      followUp([screened({ verdict: 'yes', basis, answer: null })], NONE, [one], IN_FORCE, NONE, TODAY).open.length;
    expect(opens(applied, 'b')).toBe(0);
    expect(opens({ ...applied, version: 'v0' }, 'b')).toBe(1);
    expect(opens({ ...applied, refused: true }, 'b')).toBe(1);
    expect(opens({ ...applied, refused: true }, 'a')).toBe(0);
  });
});

describe('passing a list on', () => {
  const consent = {
    resident: 'r1',
    caseId: null,
    scopes: ['share_data'],
    from: '2026-11-01T00:00:00Z',
    until: '2026-12-01T00:00:00Z',
    revokedAt: null,
    endedAt: null,
  };
  const at = '2026-11-21T06:00:00Z';
  const payload = { id: 's', line: '民政', consent: 'k', words: null };
  const item = { code: 'P', name: { zh: '补助', en: 'relief' }, what: '钱', amount: '100', how: 'seems' as const, ask: null };
  const resident = { id: 'r1', name: '王阿婆', area: '33.', place: '蚂蚁岛', diedOn: null, green: true };
  const state: PassOnState = { resident, consent, lines: ['民政', '医保'], items: [item], office: { department: 'civil_affairs' } };
  const pass = (over: Partial<PassOnState> = {}, p = payload) => passOn({ ...state, ...over }, p, at, () => 'new');

  test('[D5] goes only on the person’s own consent to share data that holds at that moment, for no single case', () => {
    expect(pass().kind).toBe('accepted');
    for (const broken of [
      { caseId: 'c1' },
      { scopes: ['phone'] },
      { from: '2026-11-22T00:00:00Z' },
      { until: at },
      { revokedAt: at },
      { endedAt: at },
    ])
      expect([broken, sharesAt({ ...consent, ...broken }, at)]).toEqual([broken, false]);
    for (const wrong of [null, { ...consent, resident: 'other' }, { ...consent, revokedAt: at }])
      expect(codeOf(pass({ consent: wrong }))).toBe('sharing_consent_missing');
    expect(codeOf(pass({}, { ...payload, line: '残联' }))).toBe('line_unknown');
    expect(codeOf(pass({ resident: { ...resident, diedOn: '2026-11-20' } }))).toBe('resident_died');
    expect(codeOf(pass({ items: [] }))).toBe('list_empty');
    expect(codeOf(pass({ office: null }))).toBe('line_nobody');
  });

  test('[D5] a department is let in to the list alone, until the consent ends, and has a task; names stand in no list of tasks', () => {
    const passed = pass();
    if (passed.kind !== 'accepted') throw new Error('not accepted');
    const granted = passed.events.find(({ type }) => type === 'platform.granted');
    expect(granted?.data).toMatchObject({ subject: 's', department: 'civil_affairs', purpose: 'referred', until: consent.until });
    const made = passed.events.find(({ type }) => type === 'work.task_made')!;
    expect(made).toMatchObject({ stream: 'passed_list', data: { task: { resident: null, green: true } } });
    expect(JSON.stringify(passed.events.map(({ data }) => data))).not.toContain('王阿婆');
    const toPost = pass({ office: { post: 'p9' } });
    expect(toPost.kind === 'accepted' && toPost.events.some(({ type }) => type === 'platform.granted')).toBe(false);
  });
});

describe('a lead that a person found', () => {
  const resident = { id: 'r1', area: '33.3309.', diedOn: null, green: false };
  const policy = { version: 'v1', areas: ['33.'] };
  const payload = { id: 'new', resident: 'r1', policy: 'p1', foundBy: 'visit', words: '家里没米了' };
  const one = { id: 'l', version: 'v1', basis: 'a', refused: false };
  const enter = (leads: EnteringState['leads'], over: Partial<EnteringState> = {}) =>
    enterLead({ resident, policy, basis: 'a', leads, ...over }, payload);
  const typesOf = (decided: ReturnType<typeof enter>) =>
    decided.kind === 'accepted' ? decided.events.map(({ type }) => type) : codeOf(decided);

  test('[D4] [S3] is opened once; what is open is joined, what lapsed comes back, what was answered on the same ground stays', () => {
    expect(typesOf(enter([]))).toEqual(['discovery.lead_opened', 'discovery.lead_found']);
    for (const state of OPEN_LEADS) expect(enter([{ ...one, state }])).toMatchObject({ answer: { lead: 'l', state, joined: true } });
    expect(typesOf(enter([{ ...one, state: 'lapsed' }]))).toEqual(['discovery.lead_back', 'discovery.lead_found']);
    for (const state of ['declined', 'not_true'] as const) {
      expect(typesOf(enter([{ ...one, state }]))).toBe('lead_closed');
      expect(typesOf(enter([{ ...one, state, basis: 'b' }]))).toEqual(['discovery.lead_opened', 'discovery.lead_found']);
    }
    expect(typesOf(enter([{ ...one, state: 'applied', basis: 'b' }]))).toBe('lead_applied');
    expect(typesOf(enter([{ ...one, state: 'applied', basis: 'b', refused: true }]))).toEqual([
      'discovery.lead_opened',
      'discovery.lead_found',
    ]);
  });

  test('[D4] of nobody out of sight, of no policy of another place', () => {
    expect(typesOf(enter([], { resident: null }))).toBe('not_found');
    expect(typesOf(enter([], { resident: { ...resident, diedOn: '2026-01-01' } }))).toBe('resident_died');
    expect(typesOf(enter([], { policy: null }))).toBe('policy_not_here');
    expect(typesOf(enter([], { policy: { ...policy, areas: ['43.'] } }))).toBe('policy_not_here');
    expect(typesOf(enter([], { basis: null }))).toBe('household_unseen');
  });
});
