import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, ROLES, type Role } from '../../kernel/actor.ts';
import { modules } from '../../modules/index.ts';
import { newId } from '../../platform/executor/execute.ts';
import { authorisation, registryOf } from '../../platform/executor/registry.ts';
import { processes } from '../../processes/index.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { sampleOf } from '../support/samples.ts';
import { makeWorld, type World } from '../support/world.ts';

/** Generated from the authorisation table: every command and read × every role × inside and outside the area. */
const registry = registryOf([...modules, ...processes]);
const table = authorisation(registry);
const roles = ROLES.filter((role) => role !== 'system');

let app: TestApp;
let world: World;
let actors: Record<Exclude<Role, 'system'>, Actor>;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  const { by } = world;
  actors = {
    clerk: by.clerk,
    helper: by.helper,
    approver: by.approver,
    coordinator: by.coordinator,
    referrer: by.referrer,
    partner: by.partner,
    auditor: by.auditor,
    administrator: by.administrator,
    policy_author: by.author,
    policy_publisher: by.publisher,
  };
});
afterAll(() => app.close());

describe('[W3] who may do what', () => {
  for (const handler of registry.handlers.values()) {
    const { contract } = handler;
    test(`${contract.name}: absent roles are refused, others get an answer, never a fault`, async () => {
      for (const role of roles) {
        const outcome = await app.send(actors[role], contract, sampleOf(contract.payload, { area: world.areas.mayi }));
        if (!(role in contract.allow)) expect(outcome, role).toMatchObject({ outcome: 'refused', code: 'not_allowed' });
        else expect(outcome.outcome === 'refused' ? outcome.code : 'ok', role).not.toBe('not_allowed');
        if (outcome.outcome === 'refused') expect(outcome.zh.length * outcome.en.length, role).toBeGreaterThan(0);
      }
    });
  }

  for (const reader of registry.readers.values()) {
    const { contract } = reader;
    test(`${contract.name}: absent roles are refused, others get an answer, never a fault`, async () => {
      for (const role of roles) {
        const query = sampleOf(contract.query, { area: world.areas.mayi }) as Record<string, unknown>;
        delete query.cursor;
        const path = contract.path.replace(/:(\w+)/g, (_: string, key: string) => encodeURIComponent(String(query[key])));
        const search = new URLSearchParams(
          Object.entries(query)
            .filter(([key]) => !contract.path.includes(`:${key}`))
            .map(([k, v]) => [k, String(v)]),
        );
        const response = await app.app.inject({
          method: contract.personal === true ? 'POST' : 'GET',
          url: `/api/v1${path}?${search}`,
          ...(contract.personal === true ? { payload: Object.fromEntries(search) } : {}),
          headers: { 'x-test-account': `acc-${actors[role].person}`, 'x-daiban-post': actors[role].post },
        });
        if (!(role in contract.allow)) expect([role, response.statusCode, response.json().code]).toEqual([role, 403, 'not_allowed']);
        else expect(response.statusCode, `${role} ${response.body}`).toBeLessThan(500);
      }
    });
  }

  test('administrators read no residents, auditors change nothing, nobody outside is let in by the table', () => {
    for (const row of table) {
      if (
        row.name.startsWith('residents.') ||
        row.name.startsWith('cases.') ||
        row.name.startsWith('asks.') ||
        row.name.startsWith('materials.')
      )
        expect(Object.keys(row.allow), row.name).not.toContain('administrator');
      if (row.kind === 'command') expect(Object.keys(row.allow), row.name).not.toContain('auditor');
    }
  });

  test('the system post can’t be taken over HTTP', async () => {
    const response = await app.app.inject({
      method: 'POST',
      url: '/api/v1/commands',
      headers: { 'x-test-account': `acc-${world.by.system.person}` },
      payload: { commands: [{ id: newId(), name: 'network.add_area', post: world.by.system.post, payload: {} }] },
    });
    expect(response.json().outcomes[0]).toMatchObject({ outcome: 'refused', code: 'not_your_post' });
  });
});
