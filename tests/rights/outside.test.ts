import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Role } from '../../kernel/actor.ts';
import { modules } from '../../modules/index.ts';
import * as network from '../../modules/network/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { registryOf } from '../../platform/executor/registry.ts';
import { processes } from '../../processes/index.ts';
import { accountOf, openApp, type TestApp } from '../support/app.ts';
import { sampleOf } from '../support/samples.ts';
import { storyOf } from '../support/story.ts';
import { makeWorld, type World } from '../support/world.ts';
import { type Matter, playMatter } from './island.ts';

/**
 * A whole matter of 蚂蚁岛, and people of 白沙岛 who somehow know all its ids: every command and every read of the registry is tried
 * with them. Nothing about the matter may change, nothing of it may be told.
 */
const registry = registryOf([...modules, ...processes]);
let app: TestApp;
let world: World;
let matter: Matter;
let strangers: readonly Actor[];
/** Those of its ids that have a line of entries of their own. */
let ofMatter: readonly string[];
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  const story = storyOf(app, world);
  await story.publish();
  matter = await playMatter(app, world, story);
  strangers = await makeStrangers();
  const heads = await seqs();
  ofMatter = all().filter((id) => heads.has(id));
});
afterAll(() => app.close());

/** The people of 白沙岛 and, for what only they may do, others with nothing to do with the matter: a department, a partner, who writes policies … */
const makeStrangers = async (): Promise<readonly Actor[]> => {
  const { baisha } = world.areas;
  const { clerkB, helperB, approverB, administrator } = world.by;
  const more: Actor[] = [];
  for (const role of ['coordinator', 'referrer', 'partner', 'policy_author', 'policy_publisher', 'auditor'] as const) {
    const one: Actor = { ...clerkB, person: newId(), post: newId(), role, name: '白沙人' };
    await app.did(administrator, network.addPerson, { id: one.person, name: one.name, account: accountOf(one), area: baisha });
    const post = { id: one.post, person: one.person, role, site: one.site, area: baisha, ranges: [baisha] };
    await app.did(administrator, network.givePost, { ...post, department: null, from: '2020-01-01' });
    more.push(one);
  }
  return [clerkB, helperB, approverB, ...more];
};

/** Which id of the matter a field means, by its name. Those called `id` mean one thing or another: see `subjects`. */
const byField = (field: string): string | undefined => {
  const ids: readonly (readonly [RegExp, string])[] = [
    [/^(case|caseId)$/, matter.case],
    [/^(residents?|keep|person|kept|into_resident)$/, matter.resident],
    [/^leads?$/, matter.lead],
    [/^(ask|into)$/, matter.ask],
    [/^task$/, matter.task],
    [/^(parcel|inReturnFor)$/, matter.parcel],
    [/^(document|receipt|signature)$/, matter.document],
    [/^given$/, matter.given],
    [/^consent$/, matter.consent],
    [/^household$/, matter.household],
    [/^rating$/, matter.rating],
    [/^bill$/, matter.bill],
  ];
  return ids.find(([pattern]) => pattern.test(field))?.[1];
};
const subjects = () =>
  [
    undefined,
    ...[matter.case, matter.resident, matter.ask, matter.task, matter.parcel, matter.document, matter.given, matter.consent],
  ].concat(matter.household, matter.contact, matter.fact, matter.request, matter.lead, matter.rated, matter.rating, matter.bill);
const words = () => ['测试', matter.secrets[0]!, matter.secrets[1]!, matter.shortCode, matter.parcelCode];

/** A sample that means the matter: `subject` for ids whose name says nothing, `word` for free text. */
const aimed = (schema: Parameters<typeof sampleOf>[0], subject: string | undefined, word: string, variant: number): unknown => {
  const id = (path: string): string | undefined => byField(path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '') ?? subject;
  const replaced = (value: unknown): unknown => {
    if (value === '测试') return word;
    if (Array.isArray(value)) return value.map(replaced);
    // whoever holds a paper
    if (value !== null && typeof value === 'object' && 'kind' in value && 'id' in value && value.id === 'civil_affairs')
      return { ...value, id: subject ?? world.by.clerkB.post };
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, replaced(v)]));
    return value;
  };
  return fitting(schema, replaced(sampleOf(schema, { id, area: world.areas.baisha }, variant)) as Record<string, unknown>);
};

/** A sample has every property; where a schema takes one or another, the first of them goes. */
const fitting = (schema: Parameters<typeof sampleOf>[0], sample: Record<string, unknown>): Record<string, unknown> => {
  if (schema.safeParse(sample).success) return sample;
  for (const spare of Object.keys(sample)) {
    const { [spare]: _, ...rest } = sample;
    if (schema.safeParse(rest).success) return rest;
  }
  return sample;
};

/** The people of 白沙岛; of what none of them may do, whoever else may. */
const whoMay = (allow: Partial<Record<Role, unknown>>): readonly Actor[] => {
  const may = strangers.filter((one) => one.role in allow);
  const close = may.filter((one) => ['clerk', 'helper', 'coordinator'].includes(one.role));
  return close.length > 0 ? close : may;
};

const owner = async (text: string, ...params: unknown[]): Promise<Record<string, unknown>[]> =>
  withClient(app.db.ownerUrl, async (one) => (await one.query(text, params)).rows as Record<string, unknown>[]);

/** Every id that the matter is made of. */
const all = (): string[] => subjects().filter((one) => one !== undefined);

/** Of the whole district, by roles that have no matters: the rights test holds them. */
const NOT_OF_AN_AREA = ['network.add_person', 'network.give_post', 'network.open_account', 'catalogue.publish'];

/** Jobs, which nobody of any office can do in its place: the rights test shows that too. */
const bySystemAlone = (allow: Partial<Record<Role, unknown>>): boolean => Object.keys(allow).every((role) => role === 'system');

/** Where an own new thing may stand that borrowed an id of the matter's: ids are one's own in each table, so that touches nothing. */
const BORROWED = ['network_site', 'custody_box', 'custody_box_move'];

/** How many rows of each table name the matter, and the digest of them. Not of what was sent: remembered refusals may name anything. */
const traces = (): Promise<Record<string, unknown>> =>
  withClient(app.db.ownerUrl, async (one) => {
    const tables = await one.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'platform_command' and c.relname <> all ($1)`,
      [BORROWED],
    );
    const found: Record<string, unknown> = {};
    const like = all().map((id) => `%${id}%`);
    for (const { name } of tables.rows) {
      const { rows } = await one.query<{ n: number }>(
        `select count(*)::int as n, md5(string_agg(j, '|' order by j)) as digest from (select to_jsonb(t)::text as j from ${name} t) x
         where j like any ($1) and ($2 or j not like '%"' || $3 || '%')`,
        [like, !['ledger', 'stream_head'].includes(name), world.areas.baisha],
      );
      if (rows[0]!.n > 0) found[name] = rows[0];
    }
    return found;
  });

const seqs = async (): Promise<Map<string, number>> =>
  new Map((await owner('select stream_id, seq from stream_head')).map((row) => [row.stream_id as string, row.seq as number]));

const expectSilent = (body: string, what: string): void => {
  for (const secret of matter.secrets.slice(0, 3))
    expect(body.includes(secret), `${what} tells ${secret}: ${body.slice(0, 400)}`).toBe(false);
};

/** What was typed in comes back in no answer, so a word of the matter in the question can't be mistaken for a leak. */
const without = (body: string, word: string): string => (word === '测试' ? body : body.replaceAll(word, ''));

describe('[W3] [N1] outside one’s area', () => {
  test('the matter’s own people do reach it', async () => {
    const found = await traces();
    expect(Object.keys(found).length).toBeGreaterThan(20);
    expect((await seqs()).get(matter.case)).toBeGreaterThan(5);
    expect(ofMatter.length).toBeGreaterThan(5);
  });

  for (const { contract, streams } of registry.handlers.values()) {
    test(`${contract.name} does nothing to another office’s matter`, async () => {
      const before = await traces();
      const heads = await seqs();
      for (const stranger of whoMay(contract.allow)) {
        const commands = subjects().flatMap((subject) =>
          [0, 1].map((variant) => {
            const payload = aimed(contract.payload, subject, variant === 0 ? matter.parcelCode : '测试', variant);
            const parsed = contract.payload.safeParse(payload);
            const main = parsed.success ? streams?.(parsed.data)[0]?.id : undefined;
            return { id: newId(), name: contract.name, post: stranger.post, payload, seen: heads.get(main ?? '') ?? 1 };
          }),
        );
        const response = await app.app.inject({
          method: 'POST',
          url: '/api/v1/commands',
          headers: { 'x-test-account': accountOf(stranger) },
          payload: { commands },
        });
        expect(response.statusCode, response.body).toBe(200);
        expectSilent(response.body, `${contract.name} as ${stranger.role}`);
      }
      expect(await traces(), contract.name).toEqual(before);
      const after = await seqs();
      for (const id of ofMatter) expect(after.get(id)).toBe(heads.get(id));
    });
  }

  for (const { contract } of registry.readers.values()) {
    test(`${contract.name} tells nothing of another office’s matter`, async () => {
      const aims = [...subjects().map((subject) => [subject, '测试'] as const), ...words().map((word) => [undefined, word] as const)];
      for (const stranger of whoMay(contract.allow))
        for (const [subject, word] of aims) {
          const query = aimed(contract.query, subject, word, 0) as Record<string, unknown>;
          delete query.cursor;
          const path = contract.path.replace(/:(\w+)/g, (_: string, key: string) => encodeURIComponent(String(query[key])));
          const rest = Object.entries(query).filter(([key, value]) => !contract.path.includes(`:${key}`) && value !== null);
          const response = await app.app.inject({
            method: contract.personal === true ? 'POST' : 'GET',
            url: `/api/v1${path}?${contract.personal === true ? '' : new URLSearchParams(rest.map(([k, v]) => [k, String(v)]))}`,
            ...(contract.personal === true ? { payload: query } : {}),
            headers: { 'x-test-account': accountOf(stranger), 'x-daiban-post': stranger.post },
          });
          expect(response.statusCode, `${contract.name} ${response.body.slice(0, 300)}`).toBeLessThan(500);
          expectSilent(without(response.body, word), `${contract.name} as ${stranger.role}`);
          for (const id of [matter.case, matter.ask, matter.parcel])
            if (!JSON.stringify(query).includes(id)) expect(response.body.includes(id), `${contract.name} names ${id}`).toBe(false);
        }
    });
  }

  test('every command and read was tried by somebody with a payload that its schema takes', () => {
    const untried: string[] = [];
    for (const { contract } of [...registry.handlers.values(), ...registry.readers.values()]) {
      const schema = 'payload' in contract ? contract.payload : contract.query;
      const samples = [0, 1].flatMap((variant) =>
        words().map((word) => aimed(schema, matter.case, word, variant) as Record<string, unknown>),
      );
      const fits = samples.some(({ cursor: _, ...sample }) => schema.safeParse(sample).success);
      if (bySystemAlone(contract.allow)) continue;
      if (!fits || whoMay(contract.allow).length === 0) untried.push(contract.name);
    }
    expect(untried).toEqual(NOT_OF_AN_AREA);
  });
});
