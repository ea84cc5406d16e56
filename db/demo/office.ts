import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Actor, Role } from '../../kernel/actor.ts';
import type { CommandContract } from '../../kernel/contract.ts';
import { idFrom } from '../../kernel/id.ts';
import { dayOf } from '../../kernel/time.ts';
import * as network from '../../modules/network/contract.ts';
import * as residents from '../../modules/residents/contract.ts';
import type { Executor } from '../../platform/executor/execute.ts';
import type { DemoHousehold } from './household.ts';
import type { DemoDistrict } from './place-parts.ts';
import { demoPhone, type Random, randomFrom } from './random.ts';

/** Gives commands as people of the demo, at instants of the past. Everything goes through the one write door. */
export type Hand = {
  /** Sets the clock on which the next commands are received. */
  at(instant: number): void;
  readonly now: () => number;
  /** @throws when refused: the demo must be right */
  did<C extends CommandContract>(as: Actor, contract: C, payload: z.input<C['payload']>, seen?: number): Promise<z.output<C['answer']>>;
  /** The `seq` after the last command on that matter. */
  seq(): number;
};

/** The clock is shared with the executor: `clock.now` is what commands see as the present. */
export const createHand = (execute: Executor, clock: { now: number }): Hand => {
  let last = 0;
  return {
    at(instant) {
      clock.now = instant;
    },
    now: () => clock.now,
    async did(as, contract, payload, seen) {
      const id = idFrom(clock.now, randomBytes(10));
      const outcome = await execute({ id, name: contract.name, post: as.post, payload, ...(seen === undefined ? {} : { seen }) }, as);
      if (outcome.outcome === 'refused')
        throw new Error(`demo: ${contract.name} was refused: ${outcome.code} ${outcome.zh} ${JSON.stringify(outcome.info ?? '')}`);
      last = outcome.seq ?? 0;
      return outcome.answer as never;
    },
    seq: () => last,
  };
};

/** The people of a district who act in the demo. */
export type Cast = {
  readonly district: DemoDistrict;
  readonly random: Random;
  readonly siteIds: ReadonlyMap<string, string>;
  /** Everyone's post, in the order of the district's staff. */
  readonly actors: readonly (Actor & { readonly account: string | null; readonly title: string })[];
  readonly system: Actor;
  readonly administrator: Actor;
  byAccount(account: string): Actor;
  /** Posts at a site. */
  at(site: string, role: Role): Actor;
};

const PARALLEL = 8;

/** Runs tasks a few at a time, so that the database and this process both stay busy. */
export const inParallel = async <T>(list: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> => {
  let next = 0;
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      while (next < list.length) {
        const index = next;
        next += 1;
        await work(list[index]!, index);
      }
    }),
  );
};

/** Opens a district and fills its network. */
export const makeOffice = async (hand: Hand, district: DemoDistrict): Promise<Cast> => {
  const random = randomFrom(Number(district.code) + 7);
  const id = () => random.id(hand.now());
  const since = '2024-01-02';
  const rootActor = (role: Role, name: string): Actor => ({
    district: district.code,
    person: id(),
    post: id(),
    role,
    site: null,
    area: district.root,
    ranges: [district.root],
    department: null,
    name,
  });
  const system = rootActor('system', '系统');
  const administrator = rootActor('administrator', '系统管理员');
  const asArea = (a: DemoDistrict['areas'][number]) => ({
    id: id(),
    path: a.path,
    kind: a.kind as never,
    name: a.name,
    officialCode: a.officialCode,
    aliases: [...a.aliases],
  });
  await hand.did(system, network.openDistrict, {
    areas: district.above.map(asArea),
    system: { person: system.person, post: system.post },
    administrator: { person: administrator.person, post: administrator.post, name: administrator.name, account: `admin-${district.code}` },
    from: since,
  });
  const depth = (path: string) => path.split('.').length;
  const byDepth = Map.groupBy(district.areas, (a) => depth(a.path));
  for (const level of [...byDepth.keys()].sort())
    await inParallel(byDepth.get(level)!.map(asArea), async (a) => void (await hand.did(administrator, network.addArea, a)));

  const siteIds = new Map(district.sites.map((s) => [s.key, id()]));
  await inParallel(
    district.sites,
    async (s) =>
      void (await hand.did(administrator, network.addSite, {
        id: siteIds.get(s.key)!,
        area: s.area,
        kind: s.kind as never,
        name: s.name,
        phone: s.phone,
        hours: s.hours,
      })),
  );

  const actors = district.staff.map((s) => ({
    district: district.code,
    person: id(),
    post: id(),
    role: s.role as Role,
    site: siteIds.get(s.site)!,
    area: s.area,
    ranges: s.ranges,
    department: s.department,
    name: s.name,
    account: s.account,
    title: s.title,
    employment: s.employment,
    phone: demoPhone(random),
  }));
  await inParallel(actors, async (a) => {
    await hand.did(administrator, network.addPerson, {
      id: a.person,
      name: a.name,
      phone: a.phone,
      account: a.account,
      area: district.root,
    });
    await hand.did(administrator, network.givePost, {
      id: a.post,
      person: a.person,
      role: a.role as never,
      employment: a.employment,
      title: a.title,
      site: a.site,
      area: a.area,
      ranges: [...a.ranges],
      department: a.department,
      from: since,
    });
  });
  return {
    district,
    random,
    siteIds,
    actors,
    system,
    administrator,
    byAccount(account) {
      const found = actors.find((a) => a.account === account);
      if (!found) throw new Error(`demo: nobody signs in as ${account}`);
      return found;
    },
    at(site, role) {
      const found = actors.find((a) => a.site === siteIds.get(site) && a.role === role);
      if (!found) throw new Error(`demo: no ${role} at ${site}`);
      return found;
    },
  };
};

/** Puts people on duty around today: windows in office hours, islands round the clock with one helper. */
export const makeDuty = async (hand: Hand, cast: Cast, today: string): Promise<void> => {
  const day = 86_400_000;
  const midnight = Date.parse(`${today}T00:00:00+08:00`);
  const shifts: { site: string; post: string; from: number; until: number; note: string | null; area: string }[] = [];
  for (const site of cast.district.sites) {
    const here = cast.actors.filter((a) => a.site === cast.siteIds.get(site.key) && (a.role === 'clerk' || a.role === 'helper'));
    if (here.length === 0 || site.kind === 'petition_point') continue;
    const island = site.kind === 'station' && cast.district.areas.find((a) => a.path === site.area)?.kind === 'island';
    for (let d = -1; d <= 6; d += 1) {
      const start = midnight + d * day;
      const one = here[((d % here.length) + here.length) % here.length]!;
      const weekend = [0, 6].includes(new Date(start + 8 * 3_600_000).getUTCDay());
      if (weekend && !island) continue;
      shifts.push({
        site: cast.siteIds.get(site.key)!,
        post: one.post,
        from: start + 8 * 3_600_000,
        until: start + 17 * 3_600_000,
        note: null,
        area: site.area,
      });
      if (island) {
        const night = here[(((d + 1) % here.length) + here.length) % here.length]!;
        shifts.push({
          site: cast.siteIds.get(site.key)!,
          post: night.post,
          from: start + 17 * 3_600_000,
          until: start + 32 * 3_600_000,
          note: '夜间值班',
          area: site.area,
        });
      }
    }
  }
  await inParallel(shifts, async (s) => {
    await hand.did(cast.administrator, network.putOnDuty, {
      id: cast.random.id(hand.now()),
      site: s.site,
      post: s.post,
      from: new Date(s.from).toISOString(),
      until: new Date(s.until).toISOString(),
      note: s.note,
    });
  });
};

/** Somebody registered: where they live decides which window serves them. */
export type Registered = { readonly id: string; readonly key: string | null; readonly area: string; readonly livesHere: boolean };

/** Registers everyone of the district. */
export const makePeople = async (hand: Hand, cast: Cast, households: readonly DemoHousehold[]): Promise<readonly Registered[]> => {
  const { random, system } = cast;
  const at = dayOf(new Date(hand.now()).toISOString());
  const planned = households.map((h) => ({
    ...h,
    id: random.id(hand.now()),
    people: h.people.map((p) => ({ ...p, id: random.id(hand.now()) })),
  }));
  await inParallel(planned, async (h) => {
    await hand.did(system, residents.addHousehold, { id: h.id, area: h.area, number: h.number, address: h.address });
    for (const { key: _key, facts, contacts, sex: _sex, birth: _birth, ...p } of h.people) {
      await hand.did(system, residents.register, {
        ...p,
        area: h.area,
        address: h.address,
        household: h.id,
        contacts: contacts.map((c) => ({
          ...c,
          kind: c.kind as never,
          id: random.id(hand.now()),
          place: c.kind === 'knock' ? h.address : null,
        })),
        facts: facts.map((f) => ({ ...f, source: f.source as never, sure: f.sure as never, id: random.id(hand.now()), at })),
      });
    }
  });
  return planned.flatMap((h) => h.people.map((p) => ({ id: p.id, key: p.key, area: h.area, livesHere: p.livesElsewhere === null })));
};
