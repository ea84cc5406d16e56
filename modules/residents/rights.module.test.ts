import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { syntheticId } from '../../kernel/identity.ts';
import { addDays } from '../../kernel/time.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as contract from './contract.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

/** Well-formed and nobody's: sequence 000 is never issued. */
const ID = (n: number): string => syntheticId('330903', addDays('1951-03-08', n));

type Person = Partial<z.input<typeof contract.register.payload>>;
const register = async (as: Actor, person: Person = {}): Promise<string> => {
  const id = newId();
  await app.did(as, contract.register, { id, area: world.areas.group1, name: '陈阿姨', ...person });
  return id;
};
const seqOf = async (id: string): Promise<number> =>
  (await app.ask(world.by.clerk, contract.page, { id, reason: 'other', words: '核对' })).person.seq;
const phone = (number: string, kind: 'own_phone' | 'relative' = 'own_phone') => ({ id: newId(), kind, name: '女儿', phone: number });
const found = async (q: string, as: Actor = world.by.clerk): Promise<string[]> =>
  (await app.ask(as, contract.search, { q })).rows.map((row) => row.id);

describe('rights and traces', () => {
  test('[W3] another island sees nothing; administrator, auditor and partner are refused', async () => {
    const id = await register(world.by.clerk, { name: '保密人' });
    const { clerkB, administrator, auditor, partner, approver } = world.by;
    expect(await found('保密人', clerkB)).toEqual([]);
    expect(await app.askRefused(clerkB, contract.page, { id, reason: 'visit' })).toMatchObject({ code: 'not_found', status: 404 });
    expect(await app.send(clerkB, contract.addContact, { ...phone('13800000001'), resident: id })).toMatchObject({ outcome: 'refused' });
    for (const who of [administrator, auditor, partner]) {
      expect(await app.askRefused(who, contract.search, { q: '保密' })).toMatchObject({ code: 'not_allowed' });
      expect(await app.askRefused(who, contract.page, { id, reason: 'visit' })).toMatchObject({ code: 'not_allowed' });
    }
    expect(await app.askRefused(approver, contract.page, { id, reason: 'open_case' })).toMatchObject({ code: 'not_found' });
  });

  test.each(['administrator', 'auditor', 'approver', 'clerkB'] as const)(
    '[W3] the database itself shows %s nobody of another island',
    async (who) => {
      const someone = await register(world.by.clerk, { contacts: [phone('13800007777')] });
      const care = newId();
      const entry = { id: care, resident: someone, kind: 'elder_alone', line: 'ageing', words: '一个人住' } as const;
      await app.did(world.by.clerk, contract.putOnCareList, { ...entry, carer: world.by.clerk.post, everyDays: 7, since: '2026-01-05' });
      const visit = { id: newId(), resident: someone, care: [care], on: '2026-01-12', how: 'home' as const, words: '都好' };
      await app.did(world.by.clerk, contract.recordCareVisit, visit);
      const { post, district } = world.by[who];
      const tables = [
        'resident',
        'household',
        'contact',
        'fact',
        'former',
        'request',
        'care',
        'care_visit',
        'v_person',
        'v_fact',
        'v_contact',
      ];
      const client = await app.pool.connect();
      try {
        await client.query('begin read only');
        await client.query(`select set_config('daiban.post', $1, true), set_config('daiban.district', $2, true)`, [post, district]);
        for (const table of tables) {
          const { rows } = await client.query(`select id from residents_${table} where starts_with(area, $1)`, [world.areas.mayi]);
          expect([table, rows]).toEqual([table, []]);
        }
        expect((await client.query(`select * from residents_search(array['陈'], '陈', 10)`)).rows).toEqual([]);
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
  );

  test('[W3] with no acting post every table reads empty, and nobody changes what is written', async () => {
    await register(world.by.clerk);
    for (const table of ['resident', 'contact', 'fact', 'former', 'v_person', 'v_phone_tail'])
      expect((await app.pool.query(`select 1 from residents_${table}`)).rows).toEqual([]);
    await expect(app.pool.query('delete from residents_fact')).rejects.toThrow('permission denied');
    await expect(app.pool.query(`update residents_fact set value = 'true'`)).rejects.toThrow('permission denied');
    await expect(app.pool.query(`update residents_resident set area = '33.'`)).rejects.toThrow('permission denied');
  });

  test('[R5] a page opens only with a reason that holds or is written down; every look is recorded', async () => {
    const id = await register(world.by.clerk, { name: '被看人', idNumber: ID(9) });
    const { clerk, helper, coordinator, auditor, clerkB } = world.by;
    expect(await app.askRefused(clerk, contract.page, { id })).toMatchObject({ code: 'look_reason_missing' });
    expect(await app.askRefused(clerk, contract.page, { id, reason: 'duty' })).toMatchObject({ code: 'look_reason_unseen' });
    await app.ask(clerk, contract.page, { id, reason: 'duty', words: '替班，排班表还没改' });
    await app.ask(helper, contract.page, { id, reason: 'visit' });
    const { value } = await app.ask(clerk, contract.reveal, { id, what: 'id_number', reason: 'other', words: '填表' });
    expect(value).toBe(ID(9));
    const { rows } = await app.ask(coordinator, contract.looks, { id });
    expect(rows.map((row) => [row.name, row.what, row.reason])).toEqual([
      ['林窗口', 'reveal id_number', '填表'],
      ['李跑腿', 'page', 'visit (unchecked)'],
      ['林窗口', 'page', 'duty (unchecked): 替班，排班表还没改'],
    ]);
    const first = await app.ask(auditor, contract.looks, { id, limit: 2 });
    const rest = await app.ask(auditor, contract.looks, { id, limit: 2, cursor: first.next! });
    expect([first.rows.length, rest.rows.length, rest.next]).toEqual([2, 1, null]);
    expect(await app.askRefused(clerkB, contract.looks, { id })).toMatchObject({ code: 'not_allowed' });
  });

  test('[W3] what a person asks about their data is kept and answered', async () => {
    const resident = await register(world.by.clerk, { name: '提问人' });
    const id = newId();
    await app.did(world.by.clerk, contract.askAboutData, {
      id,
      resident,
      kind: 'deletion',
      words: '请删掉我女儿的电话',
      askedOn: '2026-11-20',
    });
    const { rows } = await app.ask(world.by.coordinator, contract.requests, {});
    expect(rows).toMatchObject([{ id, residentName: '提问人', words: '请删掉我女儿的电话', state: 'open', seq: 1 }]);
    await app.did(world.by.coordinator, contract.closeRequest, { id, outcome: 'answered', answer: '已撤下' }, { seen: 1 });
    expect((await app.ask(world.by.coordinator, contract.requests, {})).rows).toEqual([]);
    expect((await app.ask(world.by.coordinator, contract.requests, { state: 'answered', resident })).rows).toMatchObject([
      { answer: '已撤下' },
    ]);
    expect(await seqOf(resident)).toBe(1);
  });
});
