import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { addDays, dayOf } from '../../kernel/time.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as contract from './contract.ts';
import { usableFacts } from './domain.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

const register = async (as: Actor, person: { readonly name: string; readonly birth: string }): Promise<string> => {
  const id = newId();
  await app.did(as, contract.register, { id, area: world.areas.group1, ...person });
  return id;
};

describe('facts', () => {
  test('[R2] facts are dated: the latest holds, a withdrawn one gives way, unknown is not no', async () => {
    const id = await register(world.by.clerk, { name: '情况人', birth: '1960-05-01' });
    const fact = (value: boolean | null, at: string, name = '卧床') => ({ id: newId(), name, value, at, source: 'visit' as const });
    const lately = [
      fact(true, '2026-10-01'),
      fact(null, '2026-10-02', '低保'),
      { ...fact(null, '2026-10-02', '月收入'), value: '１２００.5' },
    ];
    await app.did(world.by.referrer, contract.recordFacts, { resident: id, facts: lately });
    await app.did(world.by.helper, contract.recordFacts, { resident: id, facts: [fact(false, '2026-09-01')] });
    const current = async () => {
      const shown = await app.ask(world.by.clerk, contract.page, { id, reason: 'visit' });
      return {
        green: shown.person.greenWhy,
        facts: Object.fromEntries(shown.facts.filter((f) => f.current).map((f) => [f.name, f.value])),
      };
    };
    expect(await current()).toEqual({ green: ['卧床'], facts: { 卧床: true, 低保: null, 月收入: '1200.5' } });
    await app.did(world.by.helper, contract.withdrawFact, { resident: id, id: lately[0]!.id, reason: '看错了' });
    expect(await current()).toEqual({ green: [], facts: { 卧床: false, 低保: null, 月收入: '1200.5' } });
  });

  test('[R2] sources that contradict each other: both shown, none used, until one is taken back', async () => {
    const id = await register(world.by.clerk, { name: '两说人', birth: '1960-05-01' });
    const say = async (value: boolean, at: string, source: 'department' | 'self') => {
      const fact = { id: newId(), name: '低保', value, at, source };
      await app.did(world.by.clerk, contract.recordFacts, { resident: id, facts: [fact] });
      return fact.id;
    };
    await say(true, '2026-10-01', 'department');
    const said = await say(false, '2026-10-09', 'self');
    const now = async () => {
      const shown = await app.ask(world.by.clerk, contract.page, { id, reason: 'visit' });
      return [shown.person.greenWhy, shown.facts.map((f) => [f.value, f.current])];
    };
    expect(await now()).toEqual([
      [],
      [
        [false, false],
        [true, false],
      ],
    ]);
    await app.did(world.by.clerk, contract.withdrawFact, { resident: id, id: said, reason: '本人说错了，低保证在' });
    expect(await now()).toEqual([
      ['低保'],
      [
        [false, false],
        [true, true],
      ],
    ]);
  });

  test('[R2] the database weighs statements as the pure rule does', async () => {
    const id = await register(world.by.clerk, { name: '随机人', birth: '1960-05-01' });
    const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
    // A fixed sequence: every source meets every other, on equal and different days, with and without an end.
    const facts = Array.from({ length: 72 }, (_, n) => ({
      id: newId(),
      name: pick(['独居', '留守', '智能手机', '识字', '退役军人', '养老金领取', '无子女', '户籍本地', '有赡养人'], n),
      value: pick([true, false, null, false, true], n * 3 + Math.floor(n / 9)),
      at: addDays('2026-09-01', (n * 7) % 5),
      validUntil: n % 11 === 0 ? '2026-09-20' : '2099-01-01',
      source: pick(contract.FACT_SOURCES, n + Math.floor(n / 9)),
      sure: pick(contract.SURENESS, Math.floor(n / 5)),
    }));
    for (const fact of facts) await app.did(world.by.clerk, contract.recordFacts, { resident: id, facts: [fact] });
    for (const { id: fact } of facts.slice(0, 9))
      await app.did(world.by.clerk, contract.withdrawFact, { resident: id, id: fact, reason: '试' });
    const shown = await app.ask(world.by.clerk, contract.page, { id, reason: 'visit' });
    const weighed = [...usableFacts(shown.facts, dayOf(new Date().toISOString()))].sort();
    const { rows } = await withClient(app.db.ownerUrl, (owner) =>
      owner.query('select name, value from residents_v_fact where resident = $1 order by name', [id]),
    );
    expect(rows.map((row) => [row.name, row.value]).sort()).toEqual(weighed);
    expect(weighed.length).toBeGreaterThan(1);
    expect(weighed.length).toBeLessThan(9);
  });

  test('[W3] health and money are shown to those who do the person’s matters, and to whoever wrote them down', async () => {
    const id = await register(world.by.clerk, { name: '隐情人', birth: '1960-05-01' });
    const fact = (name: string, value: string | boolean) => ({ id: newId(), name, value, at: '2026-10-01', source: 'visit' as const });
    await app.did(world.by.clerk, contract.recordFacts, { resident: id, facts: [fact('月收入', '1200'), fact('低保', true)] });
    await app.did(world.by.referrer, contract.recordFacts, { resident: id, facts: [fact('卧床', true)] });
    const seen = async (as: Actor) => {
      const shown = await app.ask(as, contract.page, { id, reason: 'visit' });
      return [shown.facts.map((f) => f.name).sort(), shown.withheld];
    };
    expect(await seen(world.by.referrer)).toEqual([['低保', '卧床'].sort(), 1]);
    expect(await seen(world.by.helper)).toEqual([['低保', '卧床', '月收入'].sort(), 0]);
  });

  test('[R2] nonsense is refused with a sentence, what is rare is flagged', async () => {
    const id = await register(world.by.clerk, { name: '怪情况', birth: '1960-05-01' });
    const send = (name: string, value: string | boolean, at = '2026-10-01') =>
      app.send(world.by.clerk, contract.recordFacts, { resident: id, facts: [{ id: newId(), name, value, at, source: 'self' }] });
    expect(await send('会飞', true)).toMatchObject({ code: 'fact_unknown_name' });
    expect(await send('月收入', '-5')).toMatchObject({ code: 'fact_range' });
    expect(await send('残疾等级', '九级')).toMatchObject({ code: 'fact_value', zh: '“残疾等级”只能是：一级、二级、三级、四级' });
    expect(await send('低保', true, '2999-01-01')).toMatchObject({ code: 'fact_future' });
    expect(await send('低保', true, '1950-01-01')).toMatchObject({ code: 'fact_before_birth' });
    expect(await send('月收入', '88000')).toMatchObject({ outcome: 'done', answer: { flags: [{ code: 'fact_rare' }] } });
  });
});
