import { type AnyHandler, handle, type LoadContext, type Tx } from '../../../platform/executor/types.ts';
import * as contract from '../contract.ts';
import * as domain from '../domain.ts';

const CARER_SQL = `select role, ranges from network_v_post
  where district = $1 and id = $2 and valid_from <= $3 and (valid_until is null or valid_until >= $3)`;
const RESIDENT_SQL = `select id, area, died_on as "diedOn", merged_into as "mergedInto" from residents_resident where district = $1 and id = $2`;
const FACT_SQL = `select recorded_by as "recordedBy" from residents_v_fact where district = $1 and resident = $2 and name = $3 and value <> 'false'::jsonb`;
const ALREADY_SQL = `select 1 from residents_care
  where district = $1 and resident = $2 and kind = $3 and line = $4 and called is not distinct from $5 and ended_on is null`;
const ENTRY_SQL = `select id, area, carer, every_days as "everyDays", ended_on is not null as ended from residents_care where district = $1 and id = $2`;
/** Entries of the person, those of records merged into theirs included. */
const ENTRIES_SQL = `select id, area, carer, every_days as "everyDays", ended_on is not null as ended from residents_care
  where district = $1 and id = any($2) and resident in (select m.id from residents_resident m where m.district = $1 and (m.id = $3 or m.merged_into = $3))`;
const VISIT_SQL = `select area, care, by_post as "byPost", withdrawn_at is not null as withdrawn from residents_care_visit
  where district = $1 and id = $2 and resident = $3`;

const carerOf = async (tx: Tx, post: string, { actor, today }: LoadContext): Promise<domain.CarerPost | null> =>
  (await tx.row<domain.CarerPost>(CARER_SQL, [actor.district, post, today])) ?? null;
const entryOf = async (tx: Tx, id: string, { actor }: LoadContext): Promise<domain.CareEntry | null> =>
  (await tx.row<domain.CareEntry>(ENTRY_SQL, [actor.district, id])) ?? null;

const onCare = (p: { readonly care: string }) => [{ stream: 'care', id: p.care }];
const onResident = (p: { readonly resident: string }) => [{ stream: 'resident', id: p.resident }];

export const careHandlers: readonly AnyHandler[] = [
  handle(contract.putOnCareList, {
    load: async (tx, p, ctx) => {
      const { actor } = ctx;
      const [resident, carer, fact, already] = await Promise.all([
        tx.row<NonNullable<domain.PutOnState['resident']>>(RESIDENT_SQL, [actor.district, p.resident]),
        carerOf(tx, p.carer, ctx),
        tx.row<{ recordedBy: string }>(FACT_SQL, [actor.district, p.resident, p.because]),
        tx.row(ALREADY_SQL, [actor.district, p.resident, p.kind, p.line, p.called]),
      ]);
      const known = fact !== undefined && domain.maySeeFact(actor, { name: p.because ?? '', recordedBy: fact.recordedBy });
      return { resident: resident ?? null, carer, known, already: already !== undefined };
    },
    decide: domain.putOnCareList,
  }),
  handle(contract.changeCarer, {
    streams: onCare,
    load: async (tx, p, ctx) => {
      const [entry, carer] = await Promise.all([entryOf(tx, p.care, ctx), carerOf(tx, p.carer, ctx)]);
      return entry && { entry, carer };
    },
    decide: domain.changeCarer,
  }),
  handle(contract.takeOffCareList, { streams: onCare, load: (tx, p, ctx) => entryOf(tx, p.care, ctx), decide: domain.takeOffCareList }),
  handle(contract.recordCareVisit, {
    streams: onResident,
    load: async (tx, p, { actor }) => {
      const [resident, entries] = await Promise.all([
        tx.row<domain.ResidentRef>(RESIDENT_SQL, [actor.district, p.resident]),
        tx.rows<domain.CareEntry>(ENTRIES_SQL, [actor.district, p.care, p.resident]),
      ]);
      return resident ? { resident, entries } : null;
    },
    decide: domain.recordCareVisit,
  }),
  handle(contract.withdrawCareVisit, {
    streams: onResident,
    load: async (tx, p, { actor }) => {
      const row = await tx.row<{ area: string; care: string[]; byPost: string; withdrawn: boolean }>(VISIT_SQL, [
        actor.district,
        p.id,
        p.resident,
      ]);
      return row ? { resident: { id: p.resident, area: row.area }, care: row.care, byPost: row.byPost, withdrawn: row.withdrawn } : null;
    },
    decide: domain.withdrawCareVisit,
  }),
];
