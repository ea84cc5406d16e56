import { join } from 'node:path';
import pg from 'pg';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import { createHand } from '../../db/demo/office.ts';
import type { Actor, Role } from '../../kernel/actor.ts';
import * as catalogue from '../../modules/catalogue/contract.ts';
import { modules } from '../../modules/index.ts';
import * as network from '../../modules/network/contract.ts';
import { nameWords, placeWords } from '../../modules/residents/domain/words.ts';
import { createAuth } from '../../platform/auth/index.ts';
import { calendarFrom, PUBLISHED_YEARS } from '../../platform/calendar/index.ts';
import { cell, type Keys, openKeys } from '../../platform/crypto/index.ts';
import type { Engine } from '../../platform/db/engine.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { createPool } from '../../platform/db/pool.ts';
import { createExecutor, newId } from '../../platform/executor/execute.ts';
import { registryOf } from '../../platform/executor/registry.ts';
import { copyRows, type Row } from './copy.ts';
import { DISTRICT, type Person, PLACES, ROOT } from './data.ts';

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
