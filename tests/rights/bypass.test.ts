import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import * as network from '../../modules/network/contract.ts';
import { withClient } from '../../platform/db/engine.ts';
import { newId } from '../../platform/executor/execute.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { type Story, storyOf } from '../support/story.ts';
import { makeWorld, type World } from '../support/world.ts';
import { type Bypass, openBypass, type Post, type Row, type Sql } from './as-post.ts';
import { type Matter, playMatter } from './island.ts';

/** The second wall: what the database holds when the domain is gone. Reading, and the ledger. Steps and decisions: bypass-steps.test.ts. */
let app: TestApp;
let world: World;
let story: Story;
let matter: Matter;
let bypass: Bypass;
beforeAll(async () => {
  app = await openApp();
  world = await makeWorld(app);
  story = storyOf(app, world);
  await story.publish();
  matter = await playMatter(app, world, story);
  bypass = await openBypass(app, world.district);
});
afterAll(async () => {
  await bypass.close();
  await app.close();
});

const as: Bypass['as'] = (actor, ...statements) => bypass.as(actor, ...statements);
const owner = async (text: string, ...params: unknown[]): Promise<Row[]> =>
  withClient(app.db.ownerUrl, async (one) => (await one.query(text, params)).rows as Row[]);

const wall = { code: '42501', message: expect.stringContaining('row-level security') };
const denied = { code: '42501', message: expect.stringContaining('permission denied') };

/** Tables that the application may read, and whether their rows are behind row-level security. */
const readable = async (): Promise<{ name: string; walled: boolean }[]> =>
  (await owner(
    `select c.relname as name, c.relrowsecurity as walled from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_any_column_privilege('daiban_app', c.oid, 'select') order by 1`,
  )) as { name: string; walled: boolean }[];

/** Without rows of residents or staff: which migrations ran. */
const OPEN_TABLES = ['platform_migration'];

const counts = async (actor: Post | null): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { name } of await readable()) {
    const [row] = await as(actor, [`select count(*)::int as n from ${pg.escapeIdentifier(name)}`]);
    if ((row!.n as number) > 0) found[name] = row!.n as number;
  }
  return found;
};

describe('[W3] who reads what', () => {
  test('every table that the application may read has row-level security', async () => {
    const tables = await readable();
    expect(tables.length).toBeGreaterThan(50);
    expect(tables.filter(({ walled }) => !walled).map(({ name }) => name)).toEqual(OPEN_TABLES);
  });

  test('views show what the reader may see, and functions with the owner’s rights look up names in one schema only', async () => {
    const views = await owner(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
       and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
    );
    expect(views).toEqual([]);
    const functions = await owner(
      `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and not exists (select 1 from unnest(p.proconfig) s where s = 'search_path=public')`,
    );
    expect(functions).toEqual([]);
  });

  test('with no acting post, an unknown one or that of another district every table reads empty', async () => {
    const shown = Object.fromEntries(OPEN_TABLES.map((name) => [name, expect.any(Number)]));
    expect(Object.keys(await counts(world.by.clerk)).length).toBeGreaterThan(25);
    expect(await counts(null)).toEqual(shown);
    expect(await counts({ post: newId() })).toEqual(shown);
    expect(await counts({ post: world.by.clerk.post, district: '330902' })).toEqual(shown);
  });

  test('a post that has ended reads nothing, whatever it was', async () => {
    const { clerk, administrator } = world.by;
    const ended = newId();
    const from = '2020-01-01';
    const post = { id: ended, person: clerk.person, role: 'clerk' as const, site: clerk.site, area: clerk.area, ranges: [...clerk.ranges] };
    await app.did(administrator, network.givePost, { ...post, department: null, from });
    const before = await counts({ post: ended });
    expect(before.residents_resident).toBeGreaterThan(0);
    await owner(`update network_post set valid_until = today_shanghai() - 1 where id = $1`, ended);
    expect(Object.keys(await counts({ post: ended }))).toEqual(OPEN_TABLES);
  });

  test('outside ranges and without a grant no row of any table names the matter', async () => {
    const ids = [matter.household, matter.resident, matter.ask, matter.case, matter.document, matter.parcel, matter.task, matter.consent];
    const naming = async (actor: Post): Promise<string[]> => {
      const found: string[] = [];
      for (const { name } of await readable()) {
        const like = [...ids, ...matter.secrets].map((one) => `%${one}%`);
        const rows = await as(actor, [`select 1 from ${pg.escapeIdentifier(name)} t where to_jsonb(t)::text like any ($1) limit 1`, like]);
        if (rows.length > 0) found.push(name);
      }
      return found;
    };
    const { clerk, clerkB, helperB, approverB, administrator, author } = world.by;
    expect((await naming(clerk)).length).toBeGreaterThan(15);
    for (const actor of [clerkB, helperB, approverB, administrator, author])
      expect([actor.role, await naming(actor)]).toEqual([actor.role, []]);
  });

  test('an auditor reads the ledger and no detail of it', async () => {
    const { auditor } = world.by;
    const seen = await counts(auditor);
    expect(seen.ledger).toBeGreaterThan(20);
    const personal = /^(residents|asks|cases|materials|custody|work|evaluation)_|^ledger_detail$/;
    expect(Object.keys(seen).filter((name) => personal.test(name))).toEqual([]);
  });

  test('the roles beside the application have no table of it', async () => {
    const rows = await owner(
      `select r.rolname as role, c.relname as name from pg_class c cross join (values ('daiban_public'), ('daiban_auth')) r (rolname)
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
       and (has_any_column_privilege(r.rolname, c.oid, 'select') or has_any_column_privilege(r.rolname, c.oid, 'insert'))`,
    );
    expect(rows).toEqual([]);
  });
});

describe('[W3] nobody changes what was written', () => {
  test('nothing is deleted but rows that are made again at any time, nothing truncated', async () => {
    const rows = await owner(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and (has_table_privilege('daiban_app', c.oid, 'delete') or has_table_privilege('daiban_app', c.oid, 'truncate')) order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['discovery_screened', 'discovery_verdict', 'work_open']);
  });

  test.each([
    'ledger',
    'ledger_detail',
    'ledger_erasure',
    'ledger_seal',
    'platform_command',
    'platform_look',
    'materials_acted',
    'materials_proxy_signature',
    'materials_consent_scope',
    'custody_handover',
    'custody_count',
    'evaluation_rating',
    'evaluation_callback',
  ])('%s: update and delete are refused', async (table) => {
    await expect(as(world.by.clerk, [`update ${table} set district = district`])).rejects.toMatchObject(denied);
    await expect(as(world.by.coordinator, [`delete from ${table}`])).rejects.toMatchObject(denied);
  });

  test('entries, grants and details about what can’t be seen, or in another’s name', async () => {
    const { clerk, clerkB } = world.by;
    const entry = (actor: Actor, stream: string, over: { post?: string; id?: string } = {}): Sql => [
      `insert into ledger (district, id, stream, stream_id, seq, event, data, command_id, n, actor, post, area, happened_at, recorded_at, algorithm, mac, hash)
       values ($1, $2, 'case', $3, 9999, 'cases.noted', '{}', $4, 0, $5, $6, $7, now(), now(), 'x', '\\x00', '\\x00')`,
      world.district,
      over.id ?? newId(),
      stream,
      newId(),
      actor.person,
      over.post ?? actor.post,
      actor.area,
    ];
    await as(clerk, entry(clerk, matter.case));
    await expect(as(clerkB, entry(clerkB, matter.case))).rejects.toMatchObject(wall);
    await expect(as(clerk, entry(clerk, matter.case, { post: clerkB.post }))).rejects.toMatchObject(wall);

    const grant = (subject: string): Sql => [
      `insert into platform_grant (district, id, subject, post, purpose, from_at) values ($1, $2, $3, $4, 'carries', now())`,
      world.district,
      newId(),
      subject,
      clerkB.post,
    ];
    await as(clerk, grant(matter.case));
    for (const subject of [matter.case, matter.resident, matter.ask, matter.parcel])
      await expect(as(clerkB, grant(subject))).rejects.toMatchObject(wall);

    const detail = (id: string): Sql => [
      `insert into ledger_detail (district, entry, nonce, body) values ($1, $2, '\\x00', '\\x00')`,
      world.district,
      id,
    ];
    const own = newId();
    await as(clerk, entry(clerk, matter.case, { id: own }), detail(own));
    const [bare] = await owner(
      `select id from ledger l where stream_id = $1 and not exists (select 1 from ledger_detail d where d.entry = l.id) limit 1`,
      matter.case,
    );
    await expect(as(clerkB, detail(bare!.id as string))).rejects.toMatchObject(wall);
    const command: Sql = [
      `insert into platform_command (district, id, actor, post, name, body_hash, outcome, answer, at) values ($1, $2, $3, $4, 'x', '', 'accepted', '{}', now())`,
      world.district,
      newId(),
      clerk.person,
      clerkB.post,
    ];
    await expect(as(clerkB, command)).rejects.toMatchObject(wall);
  });

  test('erasing is a coordinator’s, and within the own area only', async () => {
    const { clerk, coordinator } = world.by;
    const [found] = await owner(
      `select entry from ledger_detail d join ledger l on l.id = d.entry where l.stream_id = $1 limit 1`,
      matter.ask,
    );
    const erase: Sql = ['select ledger_erase($1, $2, $3)', world.district, found!.entry, newId()];
    const elsewhere = newId();
    const { baisha, mayi } = world.areas;
    await app.did(world.by.administrator, network.givePost, {
      id: elsewhere,
      person: world.by.clerkB.person,
      role: 'coordinator',
      site: world.sites.baisha,
      area: baisha,
      ranges: [baisha],
      department: null,
      from: '2020-01-01',
    });
    expect(coordinator.ranges).toEqual([mayi]);
    await as(coordinator, erase);
    await expect(as(clerk, erase)).rejects.toThrow('erasure_not_allowed');
    await expect(as({ post: elsewhere }, erase)).rejects.toThrow('erasure_not_allowed');
    await expect(
      as(coordinator, [
        `insert into ledger_erasure (district, entry, by_command, at) values ($1, $2, $3, now())`,
        world.district,
        found!.entry,
        newId(),
      ]),
    ).rejects.toMatchObject(denied);
  });
});
