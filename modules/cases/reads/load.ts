import type { Id } from '../../../kernel/id.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import type { Answers, Stage } from '../../catalogue/contract.ts';
import type { Given } from '../../catalogue/domain.ts';
import { getVersion } from '../../catalogue/index.ts';
import type { Consent } from '../../materials/contract.ts';
import type { CaseState, CaseTurn, Entry, OpenPromise, OpenState, StoredCase, StoredWait } from '../domain.ts';

/** Loads for decisions about a case. Each is one statement; start those that a decision needs together. */

type CaseRow = {
  id: Id;
  area: string;
  short_code: string;
  resident: Id;
  receiving_site: Id;
  department: string | null;
  stage: Stage;
  state: CaseState;
  turn: CaseTurn;
  green: boolean;
  answers: Answers;
  item_code: string;
  version: number;
};

/** The case with its item's version (from memory once read), or null where it can't be seen. */
export const findCase = async (tx: Tx, district: string, id: Id): Promise<StoredCase | null> => {
  const row = await tx.row<CaseRow>(
    `select id, area, short_code, resident, receiving_site, department, stage, state, turn, green, answers, item_code, version
     from cases_case where district = $1 and id = $2`,
    [district, id],
  );
  if (row === undefined) return null;
  return {
    id: row.id,
    area: row.area,
    shortCode: row.short_code,
    resident: row.resident,
    receivingSite: row.receiving_site,
    department: row.department,
    stage: row.stage,
    state: row.state,
    turn: row.turn,
    green: row.green,
    answers: row.answers,
    version: await getVersion(tx, district, row.item_code, row.version),
  };
};

/** Papers handed in, oldest first; those withdrawn are left out. */
export const givenOf = async (tx: Tx, district: string, id: Id): Promise<readonly Given[]> => {
  const rows = await tx.rows<{ material_key: string; state: 'given' | 'accepted' | 'unreadable' | 'wrong' }>(
    `select material_key, state from materials_v_given where district = $1 and case_id = $2 and state <> 'withdrawn' order by id`,
    [district, id],
  );
  return rows.map(({ material_key, state }) => ({ key: material_key, verdict: state === 'given' ? 'unchecked' : state }));
};

/** What is still to follow. */
export const promisesOf = (tx: Tx, district: string, id: Id): Promise<readonly OpenPromise[]> =>
  tx.rows<OpenPromise>(
    'select material_key as key, due, clock, task from cases_promise where district = $1 and case_id = $2 and cured_at is null order by material_key',
    [district, id],
  );

export const waitsOf = (tx: Tx, district: string, id: Id): Promise<readonly StoredWait[]> =>
  tx.rows<StoredWait>('select id, clock, task, whose, state from cases_wait where district = $1 and case_id = $2 order by since, id', [
    district,
    id,
  ]);

/** `key:why` of all that was told, and how many notices there were. */
export const toldOf = async (tx: Tx, district: string, id: Id): Promise<{ told: readonly string[]; notices: number }> => {
  const rows = await tx.rows<{ keys: string[] }>('select keys from cases_notice where district = $1 and case_id = $2', [district, id]);
  return { told: rows.flatMap(({ keys }) => keys), notices: rows.length };
};

/** Consents of the case's person that may count for the case. */
export const consentsOf = (tx: Tx, district: string, id: Id): Promise<readonly Consent[]> =>
  tx.rows<Consent>(
    `select v.id, v.resident, v.case_id as "caseId", v.item_code as "itemCode", v.grantee, v.kind, v.scopes, v.document, v.given_at as "givenAt", v.from_at as "from",
       v.until_at as until, v.revoked_at as "revokedAt", v.ended_at as "endedAt", v.ended_why as "endedWhy"
     from cases_case c join materials_v_consent v on v.district = c.district and v.resident = c.resident and (v.case_id is null or v.case_id = c.id)
     where c.district = $1 and c.id = $2 order by v.id`,
    [district, id],
  );

/** The last day of the case's person, if they have died. */
export const diedOn = async (tx: Tx, district: string, id: Id): Promise<Day | null> =>
  (
    await tx.row<{ died_on: Day | null }>(
      'select r.died_on from cases_case c join residents_v_person r on r.district = c.district and r.id = c.resident where c.district = $1 and c.id = $2',
      [district, id],
    )
  )?.died_on ?? null;

/** Whether an entry was put right already. */
export const struckOf = async (tx: Tx, district: string, id: Id, entry: Id): Promise<boolean> =>
  (await tx.row('select 1 from cases_correction where district = $1 and case_id = $2 and entry = $3', [district, id, entry])) !== undefined;

/** The last move that stands. */
export const lastMoveOf = async (tx: Tx, district: string, id: Id): Promise<Id | null> =>
  (
    await tx.row<{ entry: Id }>(
      `select s.entry from cases_stage s join ledger l on l.district = s.district and l.id = s.entry
       where s.district = $1 and s.case_id = $2 and s.struck_by is null order by l.seq desc limit 1`,
      [district, id],
    )
  )?.entry ?? null;

/** The person that a case is opened for, with the station at home. */
export const findPerson = async (tx: Tx, district: string, resident: Id): Promise<OpenState['resident']> =>
  (await tx.row<NonNullable<OpenState['resident']>>(
    `select r.area, r.died_on as "diedOn", r.green, home.id as "homeSite" from residents_v_person r
     left join lateral (select s.id from network_v_site s where s.district = r.district and starts_with(r.area, s.area) and s.closed_on is null
       order by length(s.area) desc, s.id limit 1) home on true
     where r.district = $1 and r.id = $2`,
    [district, resident],
  )) ?? null;

/** A site that receives cases today. */
export const findSite = async (tx: Tx, district: string, site: Id | null): Promise<OpenState['site']> =>
  (await tx.row<NonNullable<OpenState['site']>>(
    'select id, area from network_v_site where district = $1 and id = $2 and closed_on is null',
    [district, site],
  )) ?? null;

/** What the documents named belong to, by document; those withdrawn or out of sight are absent. */
export const subjectsOf = async (tx: Tx, district: string, documents: readonly Id[]): Promise<ReadonlyMap<Id, Id>> => {
  if (documents.length === 0) return new Map();
  const rows = await tx.rows<{ id: Id; subject: Id }>(
    `select id, subject from materials_v_document where district = $1 and id = any($2::uuid[]) and state = 'kept'`,
    [district, documents],
  );
  return new Map(rows.map(({ id, subject }) => [id, subject]));
};

/** Whether the department has another open case of the same person. */
export const hasOtherOfDepartment = async (tx: Tx, district: string, id: Id): Promise<boolean> =>
  (await tx.row(
    `select 1 from cases_case c join cases_case o on o.district = c.district and o.resident = c.resident and o.department = c.department
     where c.district = $1 and c.id = $2 and o.id <> c.id and o.closed_at is null limit 1`,
    [district, id],
  )) !== undefined;

/** An entry of the case and all others of its command, in order; empty where it is not of this case. */
export const entriesBeside = (tx: Tx, district: string, id: Id, entry: Id): Promise<readonly Entry[]> =>
  tx.rows<Entry>(
    `select id, event, data from ledger where district = $1 and stream_id = $2
       and command_id = (select command_id from ledger where district = $1 and stream_id = $2 and id = $3) order by seq`,
    [district, id, entry],
  );
