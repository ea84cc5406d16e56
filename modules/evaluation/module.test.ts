import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCode } from '../../kernel/codes.ts';
import { newId } from '../../platform/executor/execute.ts';
import { inTransaction } from '../../platform/executor/transaction.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { behind, closeCase, type OpenedCase, openCase, publishRelief } from '../../tests/support/public.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as work from '../work/contract.ts';
import * as contract from './contract.ts';

let app: TestApp;
let world: World;
let item: string;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  item = await publishRelief(app, world);
});
afterAll(() => app.close());

/** A case that the clerk of 蚂蚁岛 handled from its opening to its end. */
const finished = async (phone = '13800001234'): Promise<OpenedCase> => {
  const c = await openCase(app, world.by.clerk, item, { phone });
  await closeCase(app, world.by.clerk, c);
  return c;
};
/** As the public page does it: the district's system post acts for the person. */
const byCode = (c: OpenedCase, grade: contract.Grade, words: string | null = null, id = newId()) =>
  app.execute(
    {
      id: newId(),
      name: contract.rate.name,
      post: world.by.system.post,
      payload: { id, case: c.id, grade, words, means: 'code' },
    },
    world.by.system,
  );
const ratingOf = async (c: OpenedCase) => (await app.ask(world.by.coordinator, contract.ofCase, { case: c.id })).rating!;

/** A statement as the application's database role, acting in a post. */
const asApp = (post: World['by']['clerk'], sql: string, params: readonly unknown[]) =>
  inTransaction(app.pool, post, 'write', async (tx) => {
    const rows = await tx.rows(sql, params);
    await tx.commit([]);
    return rows;
  });

describe('ratings', () => {
  test('[E1] five grades, once a matter, by the code on the receipt; the entry stands on the case', async () => {
    const c = await finished();
    expect(await byCode(c, 5, '谢谢')).toMatchObject({ outcome: 'done' });
    expect(await ratingOf(c)).toMatchObject({ grade: 5, means: 'code', notedBy: null, notedByRated: false, state: 'good', words: '谢谢' });
    expect(await byCode(c, 1)).toMatchObject({ outcome: 'refused', code: 'already_rated' });
    const entries = await behind<{ event: string }>(app, 'select event from ledger where stream_id = $1 order by seq desc limit 1', [c.id]);
    expect(entries).toEqual([{ event: 'evaluation.rated' }]);
  });

  test('[E1] two at the same moment: one counts', async () => {
    const c = await finished();
    const outcomes = await Promise.all([byCode(c, 4), byCode(c, 2), byCode(c, 5)]);
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((one) => one.outcome === 'refused').map((one) => 'code' in one && one.code)).toEqual([
      'already_rated',
      'already_rated',
    ]);
  });

  test('[E1] what is not finished can’t be rated yet; staff can’t rate as if they were the person', async () => {
    const open = await openCase(app, world.by.clerk, item);
    expect(await byCode(open, 5)).toMatchObject({ code: 'not_to_rate_yet' });
    const c = await finished();
    const fake = { id: newId(), case: c.id, grade: 5, means: 'code' } as const;
    expect(await app.send(world.by.clerk, contract.rate, fake)).toMatchObject({ outcome: 'refused', code: 'means_not_yours' });
    expect(await app.send(world.by.clerk, contract.rate, { ...fake, means: 'paper' })).toMatchObject({ code: 'document_missing' });
    expect(await app.send(world.by.clerkB, contract.rate, { ...fake, means: 'handed_phone' })).toMatchObject({ code: 'not_found' });
  });

  test('[E1] on a helper’s phone: flagged when whoever holds it worked on the case', async () => {
    const [own, other] = [await finished(), await finished()];
    await app.did(world.by.clerk, contract.rate, { id: newId(), case: own.id, grade: 5, means: 'handed_phone' });
    await app.did(world.by.helper, contract.rate, { id: newId(), case: other.id, grade: 5, means: 'handed_phone' });
    expect(await ratingOf(own)).toMatchObject({ notedBy: '林窗口', notedByRated: true });
    expect(await ratingOf(other)).toMatchObject({ notedBy: '李跑腿', notedByRated: false });
  });

  test('[E1] the rated learn the grade, not the words', async () => {
    const c = await finished();
    await byCode(c, 2, '态度不好');
    const seen = await app.ask(world.by.clerk, contract.ofCase, { case: c.id });
    expect(seen.rating).toMatchObject({ grade: 2, words: null });
    const one = await app.ask(world.by.clerk, contract.one, { id: seen.rating!.id });
    expect(one).toEqual({ rating: seen.rating, entries: [] });
    expect((await app.askRefused(world.by.clerkB, contract.one, { id: seen.rating!.id })).status).toBe(404);
    expect((await app.askRefused(world.by.clerkB, contract.ofCase, { case: c.id })).status).toBe(404);
  });

  test('[E1] nobody changes or deletes a rating in the database, and a forged one is refused there too', async () => {
    const c = await finished();
    const id = newId();
    await byCode(c, 1, null, id);
    const { clerk, coordinator } = world.by;
    for (const [sql, params] of [
      ['update evaluation_rating set grade = 5 where district = $1 and id = $2', [world.district, id]],
      ['delete from evaluation_rating where district = $1 and id = $2', [world.district, id]],
      ['update evaluation_callback set satisfied = $2 where district = $1', [world.district, 'yes']],
    ] as const)
      await expect(asApp(coordinator, sql, params)).rejects.toThrow(/permission denied/);

    const fresh = await finished();
    const forge = (post: World['by']['clerk'], means: string, flag: boolean) =>
      asApp(
        post,
        `insert into evaluation_rating (district, id, area, case_id, resident, grade, means, noted_by, noted_by_rated, at)
         values ($1, $2, $3, $4, $5, 5, $6, $7, $8, now())`,
        [world.district, newId(), world.areas.mayi, fresh.id, fresh.resident, means, post.post, flag],
      );
    await expect(forge(clerk, 'code', false)).rejects.toThrow(/row-level security/);
    await expect(forge(clerk, 'handed_phone', false)).rejects.toThrow(/row-level security/);
    await expect(
      asApp(
        clerk,
        `insert into evaluation_callback (district, id, area, case_id, rating, kind, reached, mended, words, by_post, at)
         values ($1, $2, $3, $4, $5, 'call', true, true, '\\x00', $6, now())`,
        [world.district, newId(), world.areas.mayi, c.id, id, clerk.post],
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('after a bad rating', () => {
  const bad = async (): Promise<{ c: OpenedCase; rating: string }> => {
    const c = await finished();
    const rating = newId();
    await byCode(c, 1, '等了三天没人理', rating);
    return { c, rating };
  };
  const call = { reached: true, mended: false, satisfied: 'no' as const, words: '打通了，材料收错了' };

  test('[E1] a call-back with its clocks waits for a coordinator who did not do the work', async () => {
    const { c, rating } = await bad();
    const { rows } = await app.ask(world.by.coordinator, contract.list, { of: 'open', limit: 1 });
    expect(rows[0]).toMatchObject({ id: rating, case: c.id, state: 'open', words: '等了三天没人理' });
    expect(rows[0]!.contactDue).not.toBeNull();
    expect(rows[0]!.mendDue! > rows[0]!.contactDue!).toBe(true);
    const mine = await app.ask(world.by.coordinator, work.mine, { of: 'own', limit: 200 });
    expect(mine.rows.filter((task) => task.subject === rating)).toMatchObject([{ kind: 'call_back', due: rows[0]!.contactDue }]);
  });

  test('[E1] whoever worked on the case may not call back, nor decide; they may appeal', async () => {
    const { rating } = await bad();
    expect(await app.send(world.by.clerk, contract.callBack, { id: newId(), rating, ...call })).toMatchObject({
      outcome: 'refused',
      code: 'rated_may_not',
    });
    expect(
      await app.send(world.by.clerk, contract.appeal, { id: newId(), rating, ground: 'malicious', words: '不是我们办的' }),
    ).toMatchObject({
      outcome: 'done',
    });
    const { seq } = (await app.ask(world.by.coordinator, contract.list, { of: 'open', limit: 1 })).rows[0]!;
    await app.did(world.by.coordinator, contract.settle, { id: newId(), rating, as: 'stands', words: '核实属实' }, { seen: seq });
  });

  test('[E1] reaching the person stops the first clock, putting it right the second; every step stays', async () => {
    const { c, rating } = await bad();
    const { coordinator } = world.by;
    await app.did(coordinator, contract.callBack, { id: newId(), rating, ...call, reached: false, satisfied: null, words: '没人接' });
    expect((await ratingOf(c)).state).toBe('open');
    expect(
      await app.send(coordinator, contract.callBack, { id: newId(), rating, ...call, reached: false, mended: true, satisfied: null }),
    ).toMatchObject({ code: 'reach_first' });
    await app.did(coordinator, contract.callBack, { id: newId(), rating, ...call });
    expect((await ratingOf(c)).state).toBe('contacted');
    await app.did(coordinator, contract.callBack, { id: newId(), rating, ...call, mended: true, satisfied: 'yes', words: '重新办好了' });
    const { rating: after, entries } = await app.ask(coordinator, contract.ofCase, { case: c.id });
    expect(after).toMatchObject({ grade: 1, state: 'mended' });
    expect(entries.map(({ reached, mended, satisfied, words }) => [reached, mended, satisfied, words])).toEqual([
      [false, false, null, '没人接'],
      [true, false, 'no', '打通了，材料收错了'],
      [true, true, 'yes', '重新办好了'],
    ]);
    expect(await app.send(coordinator, contract.callBack, { id: newId(), rating, ...call })).toMatchObject({ code: 'call_back_over' });
    const left = await behind(
      app,
      `select 1 from work_clock where subject = $1 and state <> 'stopped' union all select 1 from work_open where subject = $1`,
      [rating],
    );
    expect(left).toEqual([]);
  });

  test('[E1] withdrawn by the person: it stays visible and is not counted', async () => {
    const { c, rating } = await bad();
    const { seq } = await ratingOf(c);
    await app.did(world.by.coordinator, contract.settle, { id: newId(), rating, as: 'withdrawn', words: '本人说评错了' }, { seen: seq });
    expect(await ratingOf(c)).toMatchObject({ grade: 1, state: 'withdrawn' });
  });

  test('[E1] the list is read page by page, latest first', async () => {
    const all = await app.ask(world.by.coordinator, contract.list, { limit: 200 });
    const first = await app.ask(world.by.coordinator, contract.list, { limit: 3 });
    const rest = await app.ask(world.by.coordinator, contract.list, { limit: 200, cursor: first.next! });
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(all.rows.map(({ id }) => id));
    expect((await app.ask(world.by.coordinator, contract.list, { of: 'bad', limit: 200 })).rows.every(({ grade }) => grade <= 2)).toBe(
      true,
    );
  });
});

test('[R5] a look-up code from the window is kept hashed and sealed; a code with a slip of the pen is refused', async () => {
  const { resident } = await openCase(app, world.by.clerk, item, { phone: null });
  const code = makeCode(
    'lookup',
    Uint8Array.from({ length: 11 }, (_, n) => n * 7),
  );
  await app.did(world.by.clerk, contract.giveLookCode, { id: newId(), resident, code });
  const [row] = await behind<{ code_hash: string }>(app, 'select code_hash from public_code where subject = $1', [resident]);
  expect(row!.code_hash).not.toContain(code);
  const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
  expect(await app.send(world.by.clerk, contract.giveLookCode, { id: newId(), resident, code: wrong })).toMatchObject({
    code: 'code_check',
  });
  await expect(asApp(world.by.clerk, 'select code_hash from public_code', [])).rejects.toThrow(/permission denied/);
});
