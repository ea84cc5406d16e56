import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../../tests/support/app.ts';
import { makeWorld, type World } from '../../tests/support/world.ts';
import * as contract from './contract.ts';

let app: TestApp;
let world: World;
const relief = DEMO_ITEMS.find(({ code }) => code === 'MZ-001')!;
const item = newId();
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  for (const version of DEMO_ITEMS)
    await app.did(world.by.coordinator, contract.publish, { item: version === relief ? item : newId(), version });
});
afterAll(() => app.close());

describe('catalogue', () => {
  test('[C6] found by the words that people use, page by page', async () => {
    const found = await app.ask(world.by.helper, contract.items, { q: '看病没钱' });
    expect(found.rows.map(({ code }) => code)).toEqual(['MZ-001']);
    const nearby = await app.ask(world.by.helper, contract.items, { label: 'nearby', limit: 200 });
    expect(nearby.rows.map(({ code }) => code)).toEqual(
      DEMO_ITEMS.filter(({ labels }) => labels.includes('nearby'))
        .map(({ code }) => code)
        .sort(),
    );
    const first = await app.ask(world.by.helper, contract.items, { limit: 10 });
    const second = await app.ask(world.by.helper, contract.items, { limit: 200, cursor: first.next! });
    expect([...first.rows, ...second.rows].map(({ code }) => code)).toEqual(DEMO_ITEMS.map(({ code }) => code).sort());
  });

  test('[C1] each day has its version; what is published never changes', async () => {
    const { coordinator, clerk } = world.by;
    const next = {
      ...relief,
      version: 2,
      validFrom: '2027-03-01',
      limits: { ...relief.limits, promised: { n: 6, unit: 'working_day' as const } },
    };
    await app.did(coordinator, contract.publish, { item, version: next });
    const on = async (day: string) => (await app.ask(clerk, contract.item, { code: 'MZ-001', on: day })).version.version;
    expect([await on('2026-12-31'), await on('2027-02-28'), await on('2027-03-01')]).toEqual([1, 1, 2]);
    expect(await app.send(coordinator, contract.publish, { item, version: next })).toMatchObject({ code: 'item_version_taken' });
    expect(await app.send(coordinator, contract.publish, { item, version: { ...next, version: 3 } })).toMatchObject({
      code: 'item_version_order',
    });
    expect(await app.send(coordinator, contract.publish, { item: newId(), version: { ...next, version: 3 } })).toMatchObject({
      code: 'item_code_taken',
    });
  });

  test('[C1] an item with a fault is not published, and every fault is named', async () => {
    const faulty = { ...relief, code: 'XX-001', stages: [...relief.stages].reverse() };
    const outcome = await app.send(world.by.coordinator, contract.publish, { item: newId(), version: faulty });
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'item_faulty' });
    expect(await app.send(world.by.clerk, contract.publish, { item: newId(), version: relief })).toMatchObject({ code: 'not_allowed' });
  });
});
