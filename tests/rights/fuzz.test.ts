import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Role } from '../../kernel/actor.ts';
import type { Outcome } from '../../kernel/contract.ts';
import type { Refusal } from '../../kernel/result.ts';
import { modules } from '../../modules/index.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { registryOf } from '../../platform/executor/registry.ts';
import { processes } from '../../processes/index.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { sampleOf } from '../support/samples.ts';
import { makeWorld, type World } from '../support/world.ts';

/** Every command fuzzed from its schema and beyond it: a named answer, never a fault, nothing half done. */
const registry = registryOf([...modules, ...processes]);
let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

const actorFor = (allow: Partial<Record<Role, unknown>>): Actor | undefined => {
  const by = world.by;
  const list: readonly [Role, Actor][] = [
    ['clerk', by.clerk],
    ['helper', by.helper],
    ['coordinator', by.coordinator],
    ['approver', by.approver],
    ['administrator', by.administrator],
    ['referrer', by.referrer],
    ['partner', by.partner],
    ['policy_author', by.author],
    ['policy_publisher', by.publisher],
  ];
  return list.find(([role]) => role in allow)?.[1];
};

const NASTY: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 7],
  ['a fraction below zero', -0.5],
  ['a list', []],
  ['an object with a strange key', JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}')],
  ['an empty text', ''],
  ['white space', ' \t\n '],
  ['a great deal of text', '长'.repeat(350_000)],
  ['emoji', '👵🏻🛳️👨‍👩‍👧'],
  ['full-width digits', '１３８００００００００'],
  ['NUL', 'a\u0000b'],
  ['a lone surrogate', 'a\ud800b'],
  ['right-to-left marks', '\u202eabc\u200f'],
  ['SQL', "'); drop table ledger; --"],
  ['a day that does not exist', '2026-02-30'],
  ['an instant far away', '9999-12-31T23:59:59Z'],
  ['a path upwards', '../../etc/passwd'],
];

const entries = () =>
  withClient(app.db.ownerUrl, async (client) => Number((await client.query('select count(*) n from ledger')).rows[0].n));

/** The outcome of one command; a body that the JSON reader itself refuses (`__proto__`) counts as refused by that name. */
const sendRaw = async (
  as: Actor,
  envelope: Record<string, unknown>,
): Promise<{ status: number; outcome: Outcome | undefined; body: string }> => {
  const response = await app.app.inject({
    method: 'POST',
    url: '/api/v1/commands',
    headers: { 'x-test-account': `acc-${as.person}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ commands: [envelope] }),
  });
  const body = response.body;
  if (response.statusCode === 422) return { status: 200, body, outcome: { id: '', outcome: 'refused', ...(JSON.parse(body) as Refusal) } };
  return {
    status: response.statusCode,
    body: body.slice(0, 400),
    outcome: response.statusCode === 200 ? (JSON.parse(body) as { outcomes: Outcome[] }).outcomes[0] : undefined,
  };
};

describe('[W3] strange input', () => {
  for (const { contract } of registry.handlers.values()) {
    test(`${contract.name} answers by name whatever comes`, async () => {
      const as = actorFor(contract.allow);
      if (as === undefined) return expect(Object.keys(contract.allow)).toEqual(['system']);
      const base = sampleOf(contract.payload, { area: world.areas.mayi }) as Record<string, unknown>;
      const keys = Object.keys(base);
      const payloads: unknown[] = NASTY.map(([, value]) => value);
      // Each property meets six of them, another six than its neighbour; over all commands each kind of property meets all.
      for (const [k, key] of keys.entries())
        for (let n = 0; n < 6; n += 1) payloads.push({ ...base, [key]: NASTY[(k * 6 + n) % NASTY.length]![1] });
      for (const key of keys) payloads.push(Object.fromEntries(Object.entries(base).filter(([k]) => k !== key)));
      payloads.push({ ...base, unknown_field: 1 });
      for (const payload of payloads) {
        const before = await entries();
        const { status, outcome, body } = await sendRaw(as, { id: newId(), name: contract.name, post: as.post, payload });
        expect(status, `${JSON.stringify(payload)?.slice(0, 300)} → ${body}`).toBe(200);
        expect(['done', 'refused']).toContain(outcome!.outcome);
        if (outcome!.outcome === 'refused') {
          expect(outcome!.code).toMatch(/^[a-z_]+$/);
          expect(outcome!.zh).toMatch(/\p{Script=Han}/u);
          expect(await entries(), contract.name).toBe(before);
        }
      }
    });
  }

  test('envelopes that are not envelopes', async () => {
    const { clerk } = world.by;
    for (const [what, value] of NASTY) {
      for (const key of ['id', 'name', 'post', 'happenedAt', 'seen', 'after']) {
        const { status, outcome, body } = await sendRaw(clerk, {
          id: newId(),
          name: 'network.add_area',
          post: clerk.post,
          payload: {},
          [key]: value,
        });
        expect(status, `${key}: ${what} → ${body}`).toBe(200);
        expect(outcome!.outcome).toBe('refused');
      }
    }
    const many = await app.app.inject({
      method: 'POST',
      url: '/api/v1/commands',
      headers: { 'x-test-account': `acc-${clerk.person}` },
      payload: { commands: Array.from({ length: 201 }, () => ({})) },
    });
    expect(many.statusCode).toBe(422);
    const broken = await app.app.inject({
      method: 'POST',
      url: '/api/v1/commands',
      headers: { 'content-type': 'application/json' },
      payload: '{"commands": [',
    });
    expect([broken.statusCode, broken.json().code]).toEqual([422, 'bad_json']);
  });

  test('reads with strange parameters', async () => {
    for (const { contract } of registry.readers.values()) {
      const as = actorFor(contract.allow) ?? world.by.auditor;
      for (const [what, value] of NASTY) {
        const text = typeof value === 'string' ? value.slice(0, 3000) : JSON.stringify(value);
        if (!text.isWellFormed()) continue;
        const path = contract.path.replace(/:\w+/g, () => encodeURIComponent(text.slice(0, 150)) || 'x');
        const keys = Object.keys((sampleOf(contract.query) as object | null) ?? {});
        const search = new URLSearchParams(keys.map((key) => [key, text]));
        const response = await app.app.inject({
          method: contract.personal === true ? 'POST' : 'GET',
          url: `/api/v1${path}?${search}`,
          ...(contract.personal === true ? { payload: Object.fromEntries(search) } : {}),
          headers: { 'x-test-account': `acc-${as.person}`, 'x-daiban-post': as.post },
        });
        expect(response.statusCode, `${contract.name}: ${what} → ${response.body.slice(0, 300)}`).toBeLessThan(500);
      }
    }
  });
});
