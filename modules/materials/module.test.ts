import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import { sql } from '../../platform/executor/types.ts';
import { processes } from '../../processes/index.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { openFiles, type TestFiles } from '../../tests/support/files.ts';
import { matters, openMatter, registerResident } from '../../tests/support/matter.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import { modules } from '../index.ts';
import * as residents from '../residents/contract.ts';
import * as contract from './contract.ts';

let app: TestApp;
let world: World;
let files: TestFiles;
beforeAll(async () => {
  app = await openApp([...modules, ...processes, matters]);
  files = openFiles(app);
  world = await makeWorld(app);
});
afterAll(async () => {
  await files?.close();
  await app?.close();
});

const give = (resident: string, caseId: string | null, evidence: contract.Evidence, over: object = {}) => ({
  id: newId(),
  resident,
  caseId,
  grantee: { kind: 'post' as const, name: '李跑腿', post: world.by.helper.post },
  scopes: ['proxy_signature' as const, 'submit' as const],
  from: '2026-01-01T00:00:00+08:00',
  ownWill: true as const,
  evidence,
  ...over,
});
const spoken: contract.Evidence = {
  kind: 'voice',
  words: '你们帮我交就行',
  heardBy: '李跑腿',
  recognised: '登记的号码打来，声音熟',
  document: null,
};
const act = (caseId: string, resident: string, scope: contract.ConsentScope = 'submit', over: object = {}) => ({
  id: newId(),
  caseId,
  resident,
  scope,
  ...over,
});

describe('papers of a case', () => {
  test('[M2] are checked one by one: accepted, unreadable or wrong, on what was seen', async () => {
    const { helper, clerk } = world.by;
    const caseId = await openMatter(app, helper);
    const [card, book] = [newId(), newId()];
    await app.did(helper, contract.give, {
      id: card,
      caseId,
      materialKey: 'id_card',
      how: 'photo',
      document: await files.keep(helper, caseId),
    });
    await app.did(helper, contract.give, { id: book, caseId, materialKey: 'household_book', how: 'original' });
    const seen = 4;
    expect(await app.send(clerk, contract.check, { caseId, given: card, verdict: 'unreadable', reason: null }, { seen })).toMatchObject({
      code: 'reason_missing',
    });
    const answer = await app.send(
      clerk,
      contract.check,
      { caseId, given: card, verdict: 'unreadable', reason: '照片反光，看不清有效期' },
      { seen },
    );
    expect(answer).toMatchObject({ outcome: 'done', seq: 5 });
    expect(await app.send(clerk, contract.check, { caseId, given: book, verdict: 'accepted' }, { seen })).toMatchObject({
      code: 'changed_meanwhile',
    });
    await app.did(clerk, contract.check, { caseId, given: book, verdict: 'accepted' }, { seen: 5 });
    await app.did(helper, contract.withdrawGiven, { caseId, given: card, reason: '换一张' });
    const { rows } = await app.ask(helper, contract.givenFor, { caseId });
    const states = new Map(rows.map((row) => [row.id, [row.materialKey, row.state, row.reason]]));
    expect(states.get(card)).toEqual(['id_card', 'withdrawn', '换一张']);
    expect(states.get(book)).toEqual(['household_book', 'accepted', null]);
    expect((await app.ask(world.by.clerkB, contract.givenFor, { caseId })).rows).toEqual([]);
  });
});

describe('consent', () => {
  test('[M3] a step for someone is refused without consent, done with it, refused again once it is revoked', async () => {
    const { helper, clerk } = world.by;
    const person = await registerResident(app, helper);
    const caseId = await openMatter(app, helper);
    expect(await app.send(helper, contract.actFor, act(caseId, person))).toMatchObject({ outcome: 'refused', code: 'consent_missing' });
    const consent = give(person, caseId, spoken);
    await app.did(clerk, contract.giveConsent, consent);
    expect((await app.did(helper, contract.actFor, act(caseId, person))).consent).toBe(consent.id);
    expect(await app.send(helper, contract.actFor, act(caseId, person, 'collect_cash'))).toMatchObject({ code: 'consent_missing' });
    expect(await app.send(helper, contract.actFor, act(caseId, person, 'submit', { kindsAllowed: ['signature'] }))).toMatchObject({
      code: 'consent_wrong_kind',
    });
    const before = new Date().toISOString();
    await app.did(clerk, contract.revokeConsent, { id: consent.id, words: '我自己来' });
    expect(await app.send(helper, contract.actFor, act(caseId, person))).toMatchObject({ code: 'consent_expired' });
    // Done on the island before the revocation, arriving after it.
    expect(await app.send(helper, contract.actFor, act(caseId, person), { happenedAt: before })).toMatchObject({ outcome: 'done' });
    expect(await app.send(clerk, contract.revokeConsent, { id: consent.id, words: '再说一次' })).toMatchObject({ code: 'consent_over' });
    expect((await app.ask(clerk, contract.actedFor, { caseId })).rows).toHaveLength(2);
  });

  test('[M3] how it was given is kept in the original, sealed, and seen only with a reason', async () => {
    const { helper, clerk } = world.by;
    const person = await registerResident(app, helper);
    const caseId = await openMatter(app, helper);
    const message = {
      kind: 'remote_message' as const,
      channel: 'wechat' as const,
      sender: '海上老周',
      recognised: '他儿子在旁边视频认过',
      words: '同意我爸妈替我签字',
    };
    expect(await app.send(helper, contract.giveConsent, give(person, caseId, { ...message, document: newId() }))).toMatchObject({
      code: 'consent_document_missing',
    });
    const consent = give(person, caseId, { ...message, document: await files.keep(helper, caseId) });
    await app.did(helper, contract.giveConsent, consent);
    const { evidence } = await app.ask(clerk, contract.consentEvidence, { id: consent.id, reason: '核对授权' });
    expect(evidence).toEqual(consent.evidence);
    const [row] = await inTransaction(app.pool, clerk, 'read', (tx) =>
      tx.rows<{ sealed: Buffer; looks: number }>(
        `select evidence as sealed, (select count(*)::int from platform_look where subject = $2 and what = 'materials.consent_evidence') as looks from materials_consent where id = $1`,
        [consent.id, person],
      ),
    );
    expect(row!.looks).toBe(1);
    expect(row!.sealed.includes(Buffer.from('同意'))).toBe(false);
    expect((await app.ask(clerk, contract.consents, { resident: person })).rows).toMatchObject([
      { id: consent.id, kind: 'remote_message', scopes: ['proxy_signature', 'submit'] },
    ]);
    expect((await app.ask(world.by.clerkB, contract.consents, { resident: person })).rows).toEqual([]);
    expect(await app.askRefused(world.by.clerkB, contract.consentEvidence, { id: consent.id, reason: '看看' })).toMatchObject({
      code: 'not_found',
    });
  });

  test('[M4] the signature step is refused while no consent is recorded; then it keeps who, relation, place, time, witness', async () => {
    const { helper } = world.by;
    const person = await registerResident(app, helper, '老周');
    const caseId = await openMatter(app, helper);
    const signature = {
      id: newId(),
      caseId,
      resident: person,
      signer: '周老大',
      relation: '父亲',
      place: '蚂蚁岛一组家中',
      witness: '李跑腿',
      document: await files.keep(helper, caseId, { how: 'taken' }),
    };
    expect(await app.send(helper, contract.signByProxy, signature)).toMatchObject({ outcome: 'refused', code: 'consent_missing' });
    await app.did(helper, contract.giveConsent, give(person, caseId, spoken));
    await app.did(helper, contract.signByProxy, signature);
    expect((await app.ask(helper, contract.actedFor, { caseId })).rows).toMatchObject([
      {
        scope: 'proxy_signature',
        signature: { signer: '周老大', relation: '父亲', place: '蚂蚁岛一组家中', witness: '李跑腿', document: signature.document },
      },
    ]);
  });

  test('[M5] a paper given before is used again with consent, and not without', async () => {
    const { helper } = world.by;
    const person = await registerResident(app, helper);
    const [old, now] = [await openMatter(app, helper), await openMatter(app, helper)];
    const document = await files.keep(helper, old, { resident: person });
    const again = { caseId: now, materialKey: 'id_card', how: 'photo' as const, document };
    expect(await app.send(helper, contract.give, { id: newId(), ...again })).toMatchObject({ code: 'consent_missing' });
    await app.did(helper, contract.giveConsent, give(person, null, spoken, { scopes: ['reuse_documents'] }));
    expect(await app.send(helper, contract.give, { id: newId(), ...again })).toMatchObject({ outcome: 'done' });
  });
});

describe('the database refuses too', () => {
  const insert = (as: Actor, p: { caseId: string; person: string; consent: string; scope?: string; at?: string }) =>
    inTransaction(app.pool, as, 'write', (tx) =>
      tx.commit([
        sql(
          'insert into materials_acted (district, id, area, case_id, resident, scope, consent, at, acted_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
          as.district,
          newId(),
          as.area,
          p.caseId,
          p.person,
          p.scope ?? 'submit',
          p.consent,
          p.at ?? new Date().toISOString(),
          as.post,
        ),
      ]),
    );

  test('[M3] SQL past the program: no consent, another scope, not in force, another case, after a death', async () => {
    const { helper, clerk } = world.by;
    const person = await registerResident(app, helper);
    const [caseId, other] = [await openMatter(app, helper), await openMatter(app, helper)];
    const consent = give(person, caseId, spoken, { from: '2026-03-01T00:00:00+08:00' });
    await app.did(clerk, contract.giveConsent, consent);
    const step = { caseId, person, consent: consent.id };
    await insert(helper, step);
    const notInForce = { code: '23514', constraint: 'materials_consent_in_force' };
    await expect(insert(helper, { ...step, consent: newId() })).rejects.toMatchObject(notInForce);
    await expect(insert(helper, { ...step, scope: 'collect_cash' })).rejects.toMatchObject({ code: '23503' });
    await expect(insert(helper, { ...step, person: newId() })).rejects.toMatchObject({ code: '23503' });
    await expect(insert(helper, { ...step, at: '2026-02-28T00:00:00+08:00' })).rejects.toMatchObject(notInForce);
    await expect(insert(helper, { ...step, caseId: other })).rejects.toMatchObject(notInForce);
    await expect(insert(world.by.clerkB, step)).rejects.toMatchObject({ code: '42501' });
    await app.did(clerk, residents.recordDeath, { resident: person, diedOn: '2026-06-01', source: 'visit' });
    expect((await app.ask(clerk, contract.consents, { resident: person })).rows).toMatchObject([{ endedWhy: 'death' }]);
    await insert(helper, { ...step, at: '2026-06-01T20:00:00+08:00' });
    await expect(insert(helper, { ...step, at: '2026-06-02T00:00:00+08:00' })).rejects.toMatchObject(notInForce);
    expect(await app.send(helper, contract.actFor, act(caseId, person))).toMatchObject({ code: 'consent_expired' });
  });

  test('[M4] SQL past the program can’t keep a signature without consent or witness', async () => {
    const { helper } = world.by;
    const person = await registerResident(app, helper);
    const caseId = await openMatter(app, helper);
    const document = await files.keep(helper, caseId);
    const sign = (consent: string, witness: string) =>
      inTransaction(app.pool, helper, 'write', (tx) =>
        tx.commit([
          sql(
            `insert into materials_proxy_signature (district, id, area, case_id, resident, consent, signer, relation, place, signed_at, witness, document, recorded_by)
             values ($1, $2, $3, $4, $5, $6, '甲', '儿子', '家', now(), $7, $8, $9)`,
            helper.district,
            newId(),
            helper.area,
            caseId,
            person,
            consent,
            witness,
            document,
            helper.post,
          ),
        ]),
      );
    await expect(sign(newId(), '乙')).rejects.toMatchObject({ code: '23514', constraint: 'materials_consent_in_force' });
    const consent = give(person, caseId, spoken);
    await app.did(helper, contract.giveConsent, consent);
    await expect(sign(consent.id, '甲')).rejects.toMatchObject({ code: '23514' });
    await sign(consent.id, '乙');
  });

  test('[W3] without an acting post, and from another island, every table of materials reads empty; rows are never deleted', async () => {
    const tables = ['file', 'document', 'given', 'consent', 'consent_scope', 'acted', 'proxy_signature'].map((name) => `materials_${name}`);
    const nobody = { district: world.district, post: newId() };
    for (const table of tables) {
      const count = (as: Pick<Actor, 'post' | 'district'>) =>
        inTransaction(app.pool, as, 'read', async (tx) => (await tx.row<{ n: number }>(`select count(*)::int as n from ${table}`))!.n);
      expect(await count(world.by.helper)).toBeGreaterThan(0);
      expect([table, await count(nobody), await count(world.by.clerkB), await count(world.by.administrator)]).toEqual([table, 0, 0, 0]);
      await expect(
        inTransaction(app.pool, world.by.helper, 'write', (tx) => tx.commit([sql(`delete from ${table}`)])),
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
});
