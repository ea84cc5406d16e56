import { modernForm, parseIdNumber } from '../../kernel/identity.ts';
import { type AnyHandler, handle, type LoadContext, type Tx } from '../../platform/executor/types.ts';
import { careHandlers } from './commands/care.ts';
import * as contract from './contract.ts';
import * as domain from './domain.ts';
import { places } from './store.ts';

type Row = Omit<domain.Person, 'idNumber'> & { idSealed: Buffer | null };

const PERSON_SQL = `select id, area, name, id_sealed as "idSealed", sex, birth, household, relation, address, lives_elsewhere as "livesElsewhere",
    home_since as "homeSince", died_on as "diedOn", merged_into as "mergedInto"
  from residents_resident where district = $1 and id = $2`;

/** A person as a decision takes them; null where they can't be seen. */
export const personOf = async (tx: Tx, id: string, { actor, services }: LoadContext): Promise<domain.Person | null> => {
  const row = await tx.row<Row>(PERSON_SQL, [actor.district, id]);
  if (!row) return null;
  const { idSealed, ...rest } = row;
  return { ...rest, idNumber: idSealed === null ? null : services.keys.openText(idSealed, places.idNumber(actor.district, id)) };
};

const refOf = async (tx: Tx, id: string, { actor }: LoadContext): Promise<domain.ResidentRef | null> =>
  (await tx.row<domain.ResidentRef>('select id, area from residents_resident where district = $1 and id = $2', [actor.district, id])) ??
  null;

const householdOf = async (tx: Tx, id: string | null, { actor }: LoadContext) =>
  id === null
    ? null
    : ((await tx.row<domain.ResidentRef & { address: string | null }>(
        'select id, area, address from residents_household where district = $1 and id = $2',
        [actor.district, id],
      )) ?? null);

const areaExists = async (tx: Tx, path: string, { actor }: LoadContext): Promise<boolean> =>
  (await tx.row('select 1 from network_v_area where district = $1 and path = $2', [actor.district, path])) !== undefined;

type KnownRow = domain.Known & { hash: string };
const KNOWN_SQL = 'select hash, resident, office, office_phone as "officePhone" from residents_known($1)';

/** Who in the district has one of these ID numbers (in their one form), by number. */
const knownOf = async (
  tx: Tx,
  numbers: readonly string[],
  { actor, services }: LoadContext,
): Promise<ReadonlyMap<string, domain.Known>> => {
  if (numbers.length === 0) return new Map();
  const numberOf = new Map(
    numbers.flatMap((number) => services.keys.lookups(number, 'id_number', actor.district).map((hash) => [hash, number] as const)),
  );
  const rows = await tx.rows<KnownRow>(KNOWN_SQL, [[...numberOf.keys()]]);
  return new Map(rows.map(({ hash, ...known }) => [numberOf.get(hash)!, known]));
};

const knownAs = async (tx: Tx, typed: string | null | undefined, ctx: LoadContext): Promise<domain.Known | null> => {
  const id = typed === null || typed === undefined ? null : parseIdNumber(typed, ctx.today);
  if (!id?.ok) return null;
  const number = modernForm(id.value);
  return (await knownOf(tx, [number], ctx)).get(number) ?? null;
};

const onResident = (p: { readonly resident: string }) => [{ stream: 'resident', id: p.resident }];

export const handlers: readonly AnyHandler[] = [
  handle(contract.register, {
    load: async (tx, p, ctx) => {
      const [exists, known, household] = await Promise.all([
        areaExists(tx, p.area, ctx),
        knownAs(tx, p.idNumber, ctx),
        householdOf(tx, p.household, ctx),
      ]);
      return { areaExists: exists, known, household };
    },
    decide: domain.register,
  }),
  handle(contract.addHousehold, {
    load: async (tx, p, ctx) => ({ areaExists: await areaExists(tx, p.area, ctx) }),
    decide: domain.addHousehold,
  }),
  handle(contract.changeHousehold, {
    streams: (p) => [{ stream: 'household', id: p.id }],
    load: (tx, p, ctx) => householdOf(tx, p.id, ctx),
    decide: domain.changeHousehold,
  }),
  handle(contract.changeMembership, {
    streams: onResident,
    load: async (tx, p, ctx) => {
      const [person, household] = await Promise.all([personOf(tx, p.resident, ctx), householdOf(tx, p.household, ctx)]);
      return { person, household };
    },
    decide: domain.changeMembership,
  }),
  handle(contract.changeHome, {
    streams: onResident,
    load: async (tx, p, ctx) => {
      const [person, exists] = await Promise.all([personOf(tx, p.resident, ctx), areaExists(tx, p.area, ctx)]);
      return { person, areaExists: exists };
    },
    decide: domain.changeHome,
  }),
  handle(contract.correct, {
    streams: onResident,
    load: async (tx, p, ctx) => {
      const [person, known] = await Promise.all([personOf(tx, p.resident, ctx), knownAs(tx, p.idNumber, ctx)]);
      return { person, known };
    },
    decide: domain.correct,
  }),
  handle(contract.addContact, {
    streams: onResident,
    load: (tx, p, ctx) => refOf(tx, p.resident, ctx),
    decide: domain.addContact,
  }),
  handle(contract.withdrawContact, {
    streams: onResident,
    load: async (tx, p, { actor }) => {
      const row = await tx.row<{ area: string; withdrawn: boolean }>(
        'select area, withdrawn_at is not null as withdrawn from residents_contact where district = $1 and id = $2 and resident = $3',
        [actor.district, p.id, p.resident],
      );
      return row ? { resident: { id: p.resident, area: row.area }, withdrawn: row.withdrawn } : null;
    },
    decide: domain.withdrawContact,
  }),
  handle(contract.recordFacts, {
    streams: onResident,
    load: async (tx, p, { actor }) =>
      (await tx.row<NonNullable<domain.FactsState>>(
        `select r.id, r.area, r.birth, r.died_on as "diedOn",
           (select count(*)::int from residents_resident m where m.district = r.district and m.household = r.household
              and m.died_on is null and m.merged_into is null and m.lives_elsewhere is null) as "livingInHousehold"
         from residents_resident r where r.district = $1 and r.id = $2`,
        [actor.district, p.resident],
      )) ?? null,
    decide: domain.recordFacts,
  }),
  handle(contract.withdrawFact, {
    streams: onResident,
    load: async (tx, p, { actor }) => {
      const row = await tx.row<{ area: string; withdrawn: boolean }>(
        'select area, withdrawn_at is not null as withdrawn from residents_fact where district = $1 and id = $2 and resident = $3',
        [actor.district, p.id, p.resident],
      );
      return row ? { resident: { id: p.resident, area: row.area }, withdrawn: row.withdrawn } : null;
    },
    decide: domain.withdrawFact,
  }),
  handle(contract.withdrawDeath, {
    streams: onResident,
    load: (tx, p, ctx) => personOf(tx, p.resident, ctx),
    decide: domain.withdrawDeath,
  }),
  handle(contract.merge, {
    streams: (p) => [
      { stream: 'resident', id: p.keep },
      { stream: 'resident', id: p.merged },
    ],
    load: async (tx, p, ctx) => {
      const [keep, merged, other] = await Promise.all([
        personOf(tx, p.keep, ctx),
        personOf(tx, p.merged, ctx),
        tx.row('select 1 from residents_resident where district = $1 and merged_into = $2 limit 1', [ctx.actor.district, p.merged]),
      ]);
      return { keep, merged, mergedHasOthers: other !== undefined };
    },
    decide: domain.merge,
  }),
  handle(contract.undoMerge, {
    streams: (p) => [{ stream: 'resident', id: p.merged }],
    load: async (tx, p, ctx) => {
      const merged = await personOf(tx, p.merged, ctx);
      const keep = merged?.mergedInto ? await personOf(tx, merged.mergedInto, ctx) : null;
      return { merged, keep };
    },
    decide: domain.undoMerge,
  }),
  handle(contract.askAboutData, {
    load: (tx, p, ctx) => refOf(tx, p.resident, ctx),
    decide: domain.askAboutData,
  }),
  handle(contract.closeRequest, {
    streams: (p) => [{ stream: 'data_request', id: p.id }],
    load: async (tx, p, { actor }) =>
      (await tx.row<{ area: string; state: string }>('select area, state from residents_request where district = $1 and id = $2', [
        actor.district,
        p.id,
      ])) ?? null,
    decide: domain.closeRequest,
  }),
  handle(contract.importRows, {
    load: async (tx, p, ctx) => {
      const { district } = ctx.actor;
      const areas = [...new Set(p.rows.map((row) => row.area))];
      const numbers = [...new Set(p.rows.flatMap((row) => domain.numberOf(row, ctx.today) ?? []))];
      const houses = [...new Set(p.rows.flatMap((row) => row.householdNumber ?? []))];
      const [found, known, households] = await Promise.all([
        tx.rows<{ path: string }>('select path from network_v_area where district = $1 and path = any($2)', [district, areas]),
        knownOf(tx, numbers, ctx),
        tx.rows<{ id: string; area: string; number: string }>(
          'select id, area, number from residents_household where district = $1 and area = any($2) and number = any($3)',
          [district, areas, houses],
        ),
      ]);
      return { areas: new Set(found.map((row) => row.path)), known, households };
    },
    decide: domain.importRows,
  }),
  ...careHandlers,
];
