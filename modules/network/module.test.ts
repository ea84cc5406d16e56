import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('network', () => {
  test('[N1] areas and sites form a tree that is read page by page', async () => {
    const first = await app.ask(world.by.clerk, contract.areas, { under: world.areas.root, limit: 2 });
    expect(first.rows.map((a) => a.path)).toEqual([world.areas.root, world.areas.baisha]);
    const second = await app.ask(world.by.clerk, contract.areas, { under: world.areas.root, limit: 10, cursor: first.next! });
    expect(second.rows.map((a) => a.name)).toEqual(['蚂蚁岛', '蚂蚁岛一组', '蚂蚁岛二组']);
    expect((await app.ask(world.by.clerk, contract.sites, { q: '蚂蚁岛' })).rows).toHaveLength(1);
  });

  test('[N1] an area needs its parent, and a path is given once', async () => {
    const orphan = await app.send(world.by.administrator, contract.addArea, {
      id: newId(),
      path: `${world.areas.root}xx.yy.`,
      kind: 'group',
      name: '孤儿组',
    });
    expect(orphan).toMatchObject({ outcome: 'refused', code: 'area_parent_missing' });
    const twice = await app.send(world.by.administrator, contract.addArea, {
      id: newId(),
      path: world.areas.mayi,
      kind: 'island',
      name: '又一个',
    });
    expect(twice).toMatchObject({ outcome: 'refused', code: 'area_taken' });
  });

  test('[N2] a post may not be given outside the giver’s ranges, nor against the separation of administrators', async () => {
    const { administrator, clerk } = world.by;
    const post = { role: 'auditor' as const, area: world.areas.root, ranges: [world.areas.root], from: '2026-01-01' };
    expect(await app.send(administrator, contract.givePost, { ...post, id: newId(), person: clerk.person })).toMatchObject({
      outcome: 'refused',
      code: 'roles_kept_apart',
    });
    expect(
      await app.send(administrator, contract.givePost, {
        ...post,
        id: newId(),
        person: clerk.person,
        area: '31.3101.',
        ranges: ['31.3101.'],
      }),
    ).toMatchObject({ code: 'outside_area' });
    expect(await app.send(clerk, contract.givePost, { ...post, id: newId(), person: clerk.person })).toMatchObject({ code: 'not_allowed' });
  });

  test('[N2] one person holds several posts at several sites, from a day until a day; ending one leaves the others and the roster', async () => {
    const { administrator, coordinator, helper } = world.by;
    const id = newId();
    const area = world.areas.group1;
    const post = { person: helper.person, role: 'clerk' as const, area, ranges: [area], from: '2026-01-01', until: '2030-06-30' };
    await app.did(administrator, contract.givePost, { ...post, id, site: world.sites.mayi });
    const held = async () =>
      (await app.ask(administrator, contract.staff, { limit: 200 })).rows.filter((row) => row.person === helper.person);
    expect((await held()).map((row) => [row.id, row.until]).sort()).toEqual(
      [
        [helper.post, null],
        [id, '2030-06-30'],
      ].sort(),
    );
    const shift = { site: world.sites.mayi, post: id, from: '2030-06-01T01:00:00.000Z', until: '2030-06-01T09:00:00.000Z' };
    await app.did(coordinator, contract.putOnDuty, { ...shift, id: newId() });
    const row = (await held()).find((one) => one.id === id)!;
    const end = (until: string) => app.send(administrator, contract.endPost, { id, until, reason: '只帮一季' }, { seen: row.seq });
    expect(await end('2025-12-31')).toMatchObject({ outcome: 'refused', code: 'dates_reversed' });
    expect(await end('2030-06-02')).toMatchObject({ outcome: 'done' });
    expect((await held()).map((one) => one.until).sort()).toEqual(['2030-06-02', null].sort());
    const { rows } = await app.ask(coordinator, contract.onDuty, { site: world.sites.mayi, at: shift.from, until: shift.until });
    expect(rows.map((one) => one.post)).toEqual([id]);
  });

  test('[N2] a decision on what has changed meanwhile is refused with the changes shown', async () => {
    const { administrator, helper2 } = world.by;
    const row = (await app.ask(administrator, contract.staff, { role: 'helper', q: '王' })).rows[0]!;
    expect(row).toMatchObject({ id: helper2.post, seq: 1 });
    expect(await app.send(administrator, contract.endPost, { id: row.id, until: '2030-12-31', reason: '调离' }, { seen: 1 })).toMatchObject(
      { outcome: 'done', seq: 2 },
    );
    const late = await app.send(administrator, contract.endPost, { id: row.id, until: '2030-01-31', reason: '调离' }, { seen: 1 });
    expect(late).toMatchObject({
      outcome: 'refused',
      code: 'changed_meanwhile',
      info: { entries: [{ seq: 2, event: 'network.post_ended' }] },
    });
  });

  test('[K8] the same command again gives the same answer and no second effect; the same id with another body is refused', async () => {
    const { coordinator, clerk } = world.by;
    const id = newId();
    const payload = { id: newId(), site: world.sites.mayi, post: clerk.post, from: '2026-11-21T00:00:00Z', until: '2026-11-21T10:00:00Z' };
    expect(await app.send(coordinator, contract.putOnDuty, payload, { id })).toMatchObject({ outcome: 'done' });
    expect(await app.send(coordinator, contract.putOnDuty, payload, { id })).toMatchObject({ outcome: 'already_done' });
    expect(await app.send(coordinator, contract.putOnDuty, { ...payload, note: '改' }, { id })).toMatchObject({ code: 'id_reused' });
    const rows = await app.ask(clerk, contract.onDuty, { site: world.sites.mayi, at: '2026-11-21T02:00:00Z' });
    expect(rows.rows).toHaveLength(1);
  });

  test('[N3] who is on duty here now, with the phone; what was withdrawn is gone', async () => {
    const { coordinator, helper } = world.by;
    const duty = newId();
    await app.did(coordinator, contract.putOnDuty, {
      id: duty,
      site: world.sites.mayi,
      post: helper.post,
      from: '2026-11-22T10:00:00Z',
      until: '2026-11-22T23:00:00Z',
    });
    const at = '2026-11-22T14:40:00Z';
    expect((await app.ask(helper, contract.onDuty, { site: world.sites.mayi, at })).rows.map((d) => d.name)).toEqual(['李跑腿']);
    await app.did(coordinator, contract.takeOffDuty, { id: duty, reason: '换班' }, { seen: 1 });
    expect((await app.ask(helper, contract.onDuty, { site: world.sites.mayi, at })).rows).toEqual([]);
  });

  test('[W3] signed out is said as such; another’s post is refused', async () => {
    const response = await app.app.inject({ method: 'GET', url: '/api/v1/areas' });
    expect(response.statusCode).toBe(401);
    const { clerk, clerkB } = world.by;
    expect(await app.askRefused({ ...clerk, post: clerkB.post }, contract.areas)).toMatchObject({ code: 'not_your_post', status: 403 });
  });
});

test('[N2] somebody without a post is told whom to ask, not shown an empty desk', async () => {
  const { administrator } = world.by;
  const person = newId();
  await app.did(administrator, contract.addPerson, { id: person, name: '新来的', account: `acc-${person}`, area: world.areas.root });
  const response = await app.app.inject({ method: 'GET', url: '/api/v1/me', headers: { 'x-test-account': `acc-${person}` } });
  expect([response.statusCode, response.json().code]).toEqual([403, 'no_post']);
});
