import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Consent } from './contract.ts';
import { CONSENT_SCOPES } from './contract.ts';
import { addDocument, check, consentFor, consentsEnded, give, signByProxy, watermarkLines } from './domain.ts';

const PERSON = '01900000-0000-7000-8000-000000000001';
const CASE = '01900000-0000-7000-8000-000000000002';
const OTHER = '01900000-0000-7000-8000-000000000003';
const ref = { stream: 'case', streamId: CASE, area: '33.myd.' };

const consent = (over: Partial<Consent> = {}): Consent => ({
  id: '01900000-0000-7000-8000-0000000000c1',
  resident: PERSON,
  caseId: CASE,
  itemCode: null,
  grantee: { kind: 'relative', name: '周小海', post: null, relation: '儿子' },
  kind: 'remote_message',
  scopes: ['proxy_signature'],
  document: null,
  givenAt: '2026-11-20T01:00:00.000Z',
  from: '2026-11-20T01:00:00.000Z',
  until: null,
  revokedAt: null,
  endedAt: null,
  endedWhy: null,
  ...over,
});
const ask = {
  resident: PERSON,
  caseId: CASE,
  itemCode: 'MZ-001',
  scope: 'proxy_signature',
  kindsAllowed: null,
  at: '2026-11-21T02:00:00.000Z',
} as const;
const said = (consents: readonly Consent[], over: object = {}): string => {
  const answer = consentFor(consents, { ...ask, ...over });
  return answer.ok ? answer.value.id : answer.refusal.code;
};

describe('consentFor', () => {
  test('[M3] without a consent for this person, step and matter nothing is done', () => {
    expect(said([])).toBe('consent_missing');
    expect(said([consent({ resident: OTHER })])).toBe('consent_missing');
    expect(said([consent({ caseId: OTHER })])).toBe('consent_missing');
    expect(said([consent({ scopes: ['collect'] })])).toBe('consent_missing');
    expect(said([consent({ itemCode: 'YB-002' })])).toBe('consent_missing');
    expect(said([consent()])).toBe(consent().id);
    expect(said([consent({ caseId: null, itemCode: 'MZ-001' })])).toBe(consent().id);
  });

  test('[M3] it ends when it runs out, is revoked, with the matter and with a death; the last instant is outside', () => {
    const at = ask.at;
    expect(said([consent({ until: at })])).toBe('consent_expired');
    expect(said([consent({ until: '2026-11-21T10:00:00.001+08:00' })])).toBe(consent().id);
    expect(said([consent({ revokedAt: at })])).toBe('consent_expired');
    expect(said([consent({ endedAt: at, endedWhy: 'matter_done' })])).toBe('consent_expired');
    expect(said([consent({ from: '2026-11-21T02:00:00.001Z' })])).toBe('consent_expired');
    expect(said([consent()], { diedOn: '2026-11-20' })).toBe('consent_expired');
    expect(said([consent()], { diedOn: '2026-11-21' })).toBe(consent().id);
  });

  test('[M3] each step says which kind suffices', () => {
    expect(said([consent()], { kindsAllowed: ['signature', 'video'] })).toBe('consent_wrong_kind');
    expect(said([consent(), consent({ id: OTHER, kind: 'video' })], { kindsAllowed: ['video'] })).toBe(OTHER);
  });

  test('[M3] the narrowest consent is the one a step stands on', () => {
    expect(said([consent({ id: OTHER, caseId: null }), consent()])).toBe(consent().id);
    expect(said([consent(), consent({ id: OTHER, givenAt: '2026-11-20T09:00:00.000Z' })])).toBe(OTHER);
  });

  test('[M3] whatever consents there are, what is found covers the step at its time', () => {
    const instants = fc.constantFrom(
      '2026-11-19T00:00:00.000Z',
      '2026-11-20T00:00:00.000Z',
      '2026-11-21T00:00:00.000Z',
      '2026-11-22T00:00:00.000Z',
    );
    const any = fc.record({
      resident: fc.constantFrom(PERSON, OTHER),
      caseId: fc.constantFrom(CASE, OTHER, null),
      kind: fc.constantFrom('signature' as const, 'voice' as const),
      scopes: fc.subarray([...CONSENT_SCOPES]),
      from: instants,
      until: fc.option(instants),
      revokedAt: fc.option(instants),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), instants, fc.constantFrom(...CONSENT_SCOPES), (list, at, scope) => {
        const consents = list.map((one) => consent(one));
        const holds = (c: Consent): boolean =>
          c.resident === PERSON &&
          (c.caseId === null || c.caseId === CASE) &&
          c.scopes.includes(scope) &&
          c.kind === 'signature' &&
          c.from <= at &&
          (c.until === null || at < c.until) &&
          (c.revokedAt === null || at < c.revokedAt);
        const answer = consentFor(consents, { ...ask, at, scope, kindsAllowed: ['signature'] });
        expect(answer.ok).toBe(consents.some(holds));
        if (answer.ok) expect(holds(answer.value)).toBe(true);
      }),
    );
  });
});

describe('signatures by proxy', () => {
  const page = {
    id: OTHER,
    caseId: CASE,
    resident: PERSON,
    itemCode: null,
    kindsAllowed: null,
    signer: '周小海',
    relation: '儿子',
    place: '蚂蚁岛一组 12 号',
    witness: '李跑腿',
    document: OTHER,
    task: null,
  };
  const ctx = { happenedAt: ask.at, newId: () => OTHER };
  const state = { ref, consents: [consent()], diedOn: null, documentSubject: CASE };
  const codeOf = (over: object, p = page): string => {
    const decision = signByProxy({ ...state, ...over }, p, ctx);
    return decision.kind === 'refused' ? decision.refusal.code : decision.kind;
  };

  test('[M4] refused without consent, without the photo, and with the signer as witness', () => {
    expect(codeOf({ consents: [] })).toBe('consent_missing');
    expect(codeOf({ documentSubject: undefined })).toBe('signature_photo_missing');
    expect(codeOf({}, { ...page, witness: '周小海' })).toBe('witness_is_signer');
    expect(codeOf({ ref: null })).toBe('not_found');
  });

  test('[M4] names stand in the erasable part, and the step is told with the consent it stands on', () => {
    const decision = signByProxy(state, page, ctx);
    if (decision.kind !== 'accepted') throw new Error('refused');
    expect(decision.events.map((e) => e.type)).toEqual(['materials.acted', 'materials.signed_by_proxy']);
    expect(JSON.stringify(decision.events.map((e) => e.data))).not.toContain('周');
    expect(decision.answer.consent).toBe(consent().id);
  });
});

describe('papers', () => {
  test('[M2] a paper that does not do needs a reason that the person is told', () => {
    const given = { ref, state: 'given' } as const;
    expect(check(given, { given: OTHER, verdict: 'unreadable', reason: null })).toMatchObject({ refusal: { code: 'reason_missing' } });
    expect(check(given, { given: OTHER, verdict: 'accepted', reason: null }).kind).toBe('accepted');
    expect(check({ ref, state: 'withdrawn' }, { given: OTHER, verdict: 'accepted', reason: null })).toMatchObject({
      refusal: { code: 'material_withdrawn' },
    });
  });

  test('[M5] a paper given for another matter is used again only on consent', () => {
    const p = { id: OTHER, caseId: CASE, materialKey: 'id_card', how: 'photo', document: OTHER, parcel: null } as const;
    const document = { subject: OTHER, resident: PERSON, state: 'kept' };
    const ctx = { happenedAt: ask.at, newId: () => OTHER };
    expect(give({ ref, document, consents: [] }, p, ctx)).toMatchObject({ refusal: { code: 'consent_missing' } });
    const again = give({ ref, document, consents: [consent({ scopes: ['reuse_documents'] })] }, p, ctx);
    expect(again.kind === 'accepted' && again.events.map((e) => e.type)).toEqual(['materials.given', 'materials.acted']);
    expect(give({ ref, document: null, consents: [] }, { ...p, document: null }, ctx)).toMatchObject({
      refusal: { code: 'photo_missing' },
    });
  });

  test('[M1] a document names a file that has arrived', () => {
    const p = {
      id: OTHER,
      subject: { kind: 'case', id: CASE },
      resident: null,
      materialKey: null,
      hash: '0'.repeat(64),
      how: 'sent',
    } as const;
    expect(addDocument({ ref, file: null }, p)).toMatchObject({ refusal: { code: 'file_not_uploaded' } });
    expect(addDocument({ ref: null, file: null }, p)).toMatchObject({ refusal: { code: 'not_found' } });
  });

  test('[M1] the watermark says what for, who, where and on which day in China', () => {
    expect(watermarkLines('高龄津贴', { office: '蚂蚁岛便民服务站', name: '林窗口', post: OTHER }, '2026-11-20T16:30:00.000Z')).toEqual([
      '仅供〈高龄津贴〉办理使用，他用无效',
      '蚂蚁岛便民服务站 · 2026-11-21 · 林窗口/000003',
    ]);
  });
});

describe('the end of a matter', () => {
  test('[M3] ends what still runs, once', () => {
    const list = [consent(), consent({ id: OTHER, revokedAt: ask.at })];
    expect(consentsEnded(() => ref, list, 'matter_done', ask.at).map((e) => e.data)).toEqual([
      { id: consent().id, why: 'matter_done', at: ask.at },
    ]);
  });
});
