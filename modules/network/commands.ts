import { type AnyHandler, handle } from '../../platform/executor/types.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';

/** The area directly above a path; a province has none. */
const parentOf = (path: string): string | null => path.replace(/[^.]+\.$/, '') || null;

type Staff = { account: string | null; area: string };
/** A person stands where the entry that added them stands. */
const STAFF_SQL = `select n.account, h.area from network_person n join stream_head h on h.district = n.district and h.stream_id = n.id
  where n.district = $1 and n.id = $2`;

export const handlers: readonly AnyHandler[] = [
  handle(contract.openDistrict, {
    load: async (tx, _p, { actor }) => ({
      opened: (await tx.row('select 1 from network_post where district = $1 limit 1', [actor.district])) !== undefined,
    }),
    decide: (state, p) => domain.openDistrict(state, p),
  }),
  handle(contract.addArea, {
    load: async (tx, p, { actor }) => {
      const parent = parentOf(p.path);
      const found = await tx.rows<{ path: string }>('select path from network_area where district = $1 and path = any($2)', [
        actor.district,
        [p.path, parent ?? ''],
      ]);
      return { parent: parent === null || found.some((row) => row.path === parent), taken: found.some((row) => row.path === p.path) };
    },
    decide: (state, p, { actor }) => domain.addArea(state, p, actor),
  }),
  handle(contract.addSite, {
    load: async (tx, p, { actor }) => ({
      areaExists: (await tx.row('select 1 from network_area where district = $1 and path = $2', [actor.district, p.area])) !== undefined,
    }),
    decide: (state, p, { actor }) => domain.addSite(state, p, actor),
  }),
  handle(contract.addPerson, {
    load: async (tx, p, { actor }) => ({
      accountTaken:
        p.account !== null &&
        (await tx.row('select 1 from network_person where district = $1 and account = $2', [actor.district, p.account])) !== undefined,
    }),
    decide: (state, p, { actor }) => domain.addPerson(state, p, actor),
  }),
  handle(contract.givePost, {
    load: async (tx, p, { actor }) => {
      const [person, site, held] = await Promise.all([
        tx.row('select 1 from network_person where district = $1 and id = $2', [actor.district, p.person]),
        tx.row<{ area: string }>('select area from network_site where district = $1 and id = $2', [actor.district, p.site]),
        tx.rows<{ role: string }>(
          'select role from network_post where district = $1 and person = $2 and (valid_until is null or valid_until >= $3)',
          [actor.district, p.person, p.from],
        ),
      ]);
      return { personExists: person !== undefined, siteArea: site?.area ?? null, heldRoles: held.map((row) => row.role) };
    },
    decide: (state, p, { actor }) => domain.givePost(state, p, actor),
  }),
  handle(contract.openAccount, {
    streams: (p) => [{ stream: 'person', id: p.person }],
    load: async (tx, p, { actor }) => {
      const [staff, taken] = await Promise.all([
        tx.row<Staff>(STAFF_SQL, [actor.district, p.person]),
        tx.row('select 1 from network_person where district = $1 and account = $2', [actor.district, p.account]),
      ]);
      return { staff: staff ?? null, taken: taken !== undefined };
    },
    decide: (state, p, { actor }) => domain.openAccount(state, p, actor),
  }),
  handle(contract.resetAccount, {
    streams: (p) => [{ stream: 'person', id: p.person }],
    load: async (tx, p, { actor }) => (await tx.row<Staff>(STAFF_SQL, [actor.district, p.person])) ?? null,
    decide: (state, p, { actor }) => domain.resetAccount(state, p, actor),
  }),
  handle(contract.endPost, {
    streams: (p) => [{ stream: 'post', id: p.id }],
    load: async (tx, p, { actor }) =>
      (await tx.row<{ area: string; from: string; until: string | null }>(
        'select area, valid_from as "from", valid_until as until from network_post where district = $1 and id = $2',
        [actor.district, p.id],
      )) ?? null,
    decide: (state, p, { actor }) => domain.endPost(state, p, actor),
  }),
  handle(contract.putOnDuty, {
    load: async (tx, p, { actor }) => {
      const [site, post] = await Promise.all([
        tx.row<{ area: string }>('select area from network_site where district = $1 and id = $2', [actor.district, p.site]),
        tx.row('select 1 from network_post where district = $1 and id = $2', [actor.district, p.post]),
      ]);
      return { siteArea: site?.area ?? null, postExists: post !== undefined };
    },
    decide: (state, p, { actor }) => domain.putOnDuty(state, p, actor),
  }),
  handle(contract.takeOffDuty, {
    streams: (p) => [{ stream: 'duty', id: p.id }],
    load: async (tx, p, { actor }) =>
      (await tx.row<{ area: string; withdrawn: boolean }>('select area, withdrawn from network_duty where district = $1 and id = $2', [
        actor.district,
        p.id,
      ])) ?? null,
    decide: (state, p, { actor }) => domain.takeOffDuty(state, p, actor),
  }),
];
