import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import { createHand } from '../../db/demo/office.ts';
import type { Actor, Role } from '../../kernel/actor.ts';
import { makeCode } from '../../kernel/codes.ts';
import type { EventOf } from '../../kernel/contract.ts';
import { dayOf } from '../../kernel/time.ts';
import * as catalogue from '../../modules/catalogue/contract.ts';
import { modules } from '../../modules/index.ts';
import * as network from '../../modules/network/contract.ts';
import { nameWords, placeWords } from '../../modules/residents/domain/words.ts';
import { clockStarted, datesOfNew, periodOf, tasksPlanned } from '../../modules/work/domain.ts';
import { createAuth } from '../../platform/auth/index.ts';
import { calendarFrom, PUBLISHED_YEARS } from '../../platform/calendar/index.ts';
import { cell, type Keys, openKeys } from '../../platform/crypto/index.ts';
import type { Engine } from '../../platform/db/engine.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { createPool } from '../../platform/db/pool.ts';
import { createExecutor, newId } from '../../platform/executor/execute.ts';
import { registryOf } from '../../platform/executor/registry.ts';
import { entriesOf, type Head } from '../../platform/ledger/entry.ts';
import { copyRows, type Row } from './copy.ts';
import { type BenchCase, DISTRICT, type Person, PLACES, ROOT } from './data.ts';

/** Who is signed in while Daiban is measured: a clerk at the centre, whose range is the whole district. */
export const CLERK = { account: 'bench', password: 'bench-窗口-2026' } as const;
export const ITEM = DEMO_ITEMS.find(({ code }) => code === 'LN-001')!;

export type Office = { readonly clerk: Actor; readonly sites: readonly { readonly id: string; readonly area: string }[] };

const actorOf = (role: Role, name: string, site: string | null = null): Actor => ({
  district: DISTRICT,
  person: newId(),
  post: newId(),
  role,
  site,
  area: ROOT,
  ranges: [ROOT],
  department: null,
  name,
});

/** Opens the office through commands: areas, sites, a clerk who can sign in, the example items. */
export const seedOffice = async (engine: Engine, dataDir: string): Promise<Office> => {
  await migrate(engine.ownerUrl);
  const keys = openKeys(join(dataDir, 'keys'));
  const calendar = calendarFrom(PUBLISHED_YEARS);
  const pool = createPool(engine.ownerUrl, { max: 4, name: 'bench seed' });
  const clock = { now: Date.now() };
  const hand = createHand(createExecutor(registryOf(modules), pool, { keys, calendar: () => calendar }), clock);
  const system = actorOf('system', '系统');
  const administrator = actorOf('administrator', '管理员');
  const above = [
    ['33.', 'province', '浙江省'],
    ['33.3309.', 'city', '舟山市'],
    [ROOT, 'district', '普陀区'],
  ] as const;
  await hand.did(system, network.openDistrict, {
    areas: above.map(([path, kind, name]) => ({ id: newId(), path, kind, name })),
    system: { person: system.person, post: system.post },
    administrator: { person: administrator.person, post: administrator.post, name: '管理员', account: 'admin-bench' },
    from: '2020-01-01',
  });
  for (const place of PLACES) await hand.did(administrator, network.addArea, { id: newId(), ...place });
  const sites = [{ id: newId(), area: ROOT, name: '政务服务中心', kind: 'centre' as const }].concat(
    PLACES.filter(({ kind }) => kind === 'island').map(({ path, name }) => ({
      id: newId(),
      area: path,
      name: `${name}便民服务站`,
      kind: 'station' as never,
    })),
  );
  for (const site of sites) await hand.did(administrator, network.addSite, site);
  const clerk = actorOf('clerk', '林窗口', sites[0]!.id);
  const coordinator = actorOf('coordinator', '周负责', sites[0]!.id);
  for (const one of [clerk, coordinator]) {
    const account = one === clerk ? CLERK.account : null;
    await hand.did(administrator, network.addPerson, { id: one.person, name: one.name, account, area: ROOT });
    await hand.did(administrator, network.givePost, {
      id: one.post,
      person: one.person,
      role: one.role as 'clerk',
      site: one.site,
      area: ROOT,
      ranges: [ROOT],
      from: '2020-01-01',
    });
  }
  for (const version of DEMO_ITEMS) await hand.did(coordinator, catalogue.publish, { item: newId(), version: version as never });
  await pool.end();
  const authPool = new pg.Pool({ connectionString: engine.urlFor('auth'), max: 1 });
  await createAuth({ pool: authPool, secret: keys.sessionSecrets()[0]!, secureCookies: false }).makeAccount(
    CLERK.account,
    clerk.name,
    CLERK.password,
  );
  await authPool.end();
  return { clerk, sites };
};

export const seedPeople = async (client: pg.ClientBase, keys: Keys, office: Office, people: readonly Person[]): Promise<void> => {
  const words = new Map<string, readonly string[]>();
  const wordsOf = (name: string): readonly string[] => {
    if (!words.has(name)) words.set(name, nameWords(name));
    return words.get(name)!;
  };
  for (let i = 0; i < people.length; i += 20_000) {
    const some = people.slice(i, i + 20_000);
    const contacts: Row[] = [];
    const facts: Row[] = [];
    const residents = some.map((p): Row => {
      const contact = newId();
      const [hash, tail] =
        p.phone === null ? [null, null] : [keys.lookup(p.phone, 'phone', DISTRICT), keys.lookupTail(p.phone, 'phone', DISTRICT)];
      if (p.phone !== null)
        contacts.push({
          district: DISTRICT,
          id: contact,
          area: p.area,
          resident: p.id,
          kind: 'own_phone',
          trusted: false,
          phone_hash: hash,
          phone_tail: tail,
          phone_sealed: keys.seal(p.phone, cell('residents_contact', 'phone_sealed', DISTRICT, contact)),
        });
      if (p.poor)
        facts.push({
          district: DISTRICT,
          id: newId(),
          area: p.area,
          resident: p.id,
          name: '低保',
          value: 'true',
          at: '2025-01-01',
          source: 'roster',
          sure: 'certain',
          purpose: 'service',
          recorded_by: office.clerk.post,
          recorded_at: '2025-01-01T00:00:00Z',
        });
      return {
        district: DISTRICT,
        id: p.id,
        area: p.area,
        name: p.name,
        sex: p.sex,
        birth: p.birth,
        address: p.address,
        registered_at: '2025-01-01T00:00:00Z',
        id_sealed: keys.seal(p.idNumber, cell('residents_resident', 'id_sealed', DISTRICT, p.id)),
        id_hash: keys.lookup(p.idNumber, 'id_number', DISTRICT),
        id_tail: keys.lookupTail(p.idNumber, 'id_number', DISTRICT),
        name_words: wordsOf(p.name),
        home_words: placeWords(p.address),
        phone_words: hash === null ? [] : [`#${hash}`, `#${tail}`],
      };
    });
    await copyRows(client, 'residents_resident', residents);
    await copyRows(client, 'residents_contact', contacts);
    await copyRows(client, 'residents_fact', facts);
  }
};

const TABLES = [
  'platform_command',
  'stream_head',
  'ledger',
  'ledger_detail',
  'cases_case',
  'cases_stage',
  'work_clock',
  'work_task',
  'work_open',
] as const;

/** Cases with their entries as commands would have written them: right hashes, heads, details. */
export const seedCases = async (client: pg.ClientBase, keys: Keys, office: Office, cases: Iterable<BenchCase>): Promise<void> => {
  let rows = new Map<string, Row[]>();
  const flush = async (): Promise<void> => {
    for (const table of TABLES) await copyRows(client, table, rows.get(table) ?? []);
    rows = new Map();
  };
  const add = (table: (typeof TABLES)[number], row: Row): void => {
    if (!rows.has(table)) rows.set(table, []);
    rows.get(table)!.push({ district: DISTRICT, ...row });
  };
  const calendar = calendarFrom(PUBLISHED_YEARS);
  const { clerk, sites } = office;
  // Seven random characters: two cases in two hundred thousand would share theirs; the one write door then says "press once more".
  const codes = new Set<string>();
  const newCode = (): string => {
    let code = makeCode('case', randomBytes(8));
    while (codes.has(code)) code = makeCode('case', randomBytes(8));
    codes.add(code);
    return code;
  };
  let n = 0;
  for (const c of cases) {
    const { area } = c.person;
    const ref = { stream: 'case', streamId: c.id, area };
    const at = new Date(c.openedAt);
    const day = dayOf(at.toISOString());
    const shortCode = newCode();
    const publicCode = makeCode('lookup', randomBytes(12));
    const site = sites[c.site]!.id;
    const heads = new Map<string, Head>();
    const told = { stage: 'inform', state: 'informing', turn: 'window' };
    const write = (name: string, events: readonly EventOf[]): readonly string[] => {
      const command = newId();
      const made = entriesOf(
        events,
        { district: DISTRICT, id: command, actor: clerk.person, post: clerk.post, happenedAt: c.openedAt, recordedAt: c.openedAt },
        heads,
        keys,
        newId,
      );
      add('platform_command', {
        id: command,
        actor: clerk.person,
        post: clerk.post,
        name,
        body_hash: Buffer.alloc(32, 1),
        outcome: 'accepted',
        answer: '{"answer":{}}',
        at,
      });
      for (const e of made.entries)
        add('ledger', {
          id: e.id,
          stream: e.stream,
          stream_id: e.streamId,
          seq: e.seq,
          event: e.event,
          data: e.data,
          detail_hash: e.detailHash,
          command_id: e.commandId,
          n: e.n,
          actor: e.actor,
          post: e.post,
          area: e.area,
          happened_at: at,
          recorded_at: at,
          algorithm: e.algorithm,
          mac: e.mac,
          hash: e.hash,
        });
      for (const d of made.details) add('ledger_detail', { entry: d.entry, nonce: d.nonce, body: d.body });
      return made.entries.map(({ id }) => id);
    };
    const stage = (entry: string, move: string, to: Row, from: Row | null): void =>
      add('cases_stage', {
        entry,
        case_id: c.id,
        area,
        move,
        stage: to.stage!,
        state: to.state!,
        turn: to.turn!,
        from_stage: from?.stage ?? null,
        from_state: from?.state ?? null,
        from_turn: from?.turn ?? null,
        at,
        post: clerk.post,
        site,
      });
    const answers = { own_photo: true };
    const [opened] = write('cases.open', [
      {
        ...ref,
        type: 'cases.opened',
        data: {
          case: c.id,
          shortCode,
          ask: null,
          item: ITEM.code,
          version: ITEM.version,
          resident: c.person.id,
          channel: 'phone',
          site,
          green: c.person.poor,
          to: told,
        },
        detail: { answers, publicCode },
      },
    ]);
    stage(opened!, 'opened', told, null);
    let now = told as Row;
    if (c.state !== 'informing') {
      const clock = newId();
      const task = newId();
      const accepted = { stage: 'accept', state: 'accepted', turn: 'window' };
      const limit = periodOf(ITEM.limits.promised, day);
      const started = clockStarted(ref, { id: clock, subject: c.id, subjectKind: 'case', kind: 'promised', limit, day }, calendar);
      const dates = datesOfNew({ kind: 'promised', limit, day }, calendar);
      const title = { zh: `办出结果：${ITEM.result.name.zh}`, en: `Make the result: ${ITEM.result.name.en}` };
      const events: EventOf[] = [
        { ...ref, type: 'cases.accepted', data: { on: day, promises: [], promiseDocument: null, case: c.id, from: told, to: accepted } },
        started,
        tasksPlanned(ref, [
          {
            id: task,
            kind: 'conclude',
            subject: c.id,
            subjectKind: 'case',
            label: shortCode,
            resident: c.person.id,
            routeKey: null,
            title,
            holder: { kind: 'site', site },
            clock,
            due: c.due,
            amberOn: c.due,
            green: c.person.poor,
            consentScope: null,
            after: [],
          },
        ]),
      ];
      const [entry, clockEntry] = write('cases.accept', events);
      stage(entry!, 'accepted', accepted, told);
      now = accepted;
      const open = c.state === 'accepted';
      add('work_clock', {
        id: clock,
        area,
        subject: c.id,
        subject_kind: 'case',
        kind: 'promised',
        state: open ? 'running' : 'stopped',
        started_on: day,
        due: open ? c.due : dates.due,
        amber_on: open ? c.due : dates.amberOn,
        steps: JSON.stringify([{ type: 'started', id: clockEntry!, day, limit, kind: 'promised' }]),
      });
      add('work_task', {
        id: task,
        area,
        kind: 'conclude',
        subject: c.id,
        subject_kind: 'case',
        label: shortCode,
        resident: c.person.id,
        title: title.zh,
        title_en: title.en,
        holder_kind: 'site',
        holder_site: site,
        clock,
        due: c.due,
        green: c.person.poor,
        state: open ? 'open' : 'done',
        made_at: at,
        done_at: open ? null : at,
      });
      if (open)
        add('work_open', {
          holder: `site:${site}`,
          rank: c.person.poor ? 0 : 1,
          due: c.due,
          task,
          area,
          subject: c.id,
          clock,
          amber_on: c.due,
        });
      else {
        const over = { stage: 'deliver', state: 'delivered', turn: null };
        const [last] = write('cases.deliver', [
          {
            ...ref,
            type: 'cases.delivered',
            data: { how: 'window', to_whom: 'self', receipt: null, case: c.id, from: accepted, to: over },
          },
        ]);
        stage(last!, 'delivered', over, accepted);
        now = over;
      }
    }
    add('cases_case', {
      id: c.id,
      area,
      short_code: shortCode,
      public_code_hash: keys.lookup(publicCode, 'code', DISTRICT),
      public_code: keys.seal(publicCode, cell('cases_case', 'public_code', DISTRICT, c.id)),
      item_code: ITEM.code,
      version: ITEM.version,
      resident: c.person.id,
      channel: 'phone',
      receiving_site: site,
      received_by: clerk.post,
      stage: now.stage!,
      state: now.state!,
      turn: now.turn!,
      green: c.person.poor,
      answers: JSON.stringify(answers),
      opened_at: at,
      accepted_on: c.state === 'informing' ? null : day,
      closed_at: c.state === 'delivered' ? at : null,
    });
    const head = heads.get(c.id)!;
    add('stream_head', { stream_id: c.id, stream: 'case', area, seq: head.seq, hash: head.hash });
    n += 1;
    if (n % 5_000 === 0) await flush();
  }
  await flush();
};
