import type { EventOf } from '../../../kernel/contract.ts';
import { modernForm, parseIdNumber } from '../../../kernel/identity.ts';
import { accept, type Decision, type Refusal } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { ImportRow } from '../contract.ts';
import type { Ctx, Known } from './identity.ts';
import { householdAdded, register } from './people.ts';

export type RowProblem = { row: number; column: string | null; code: string; zh: string; en: string };
type Report = { registered: { row: number; id: string }[]; problems: RowProblem[] };

/** The heading under which each refusal belongs, so that a screen can mark the cell. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  id_length: '身份证号',
  id_shape: '身份证号',
  id_birthday: '身份证号',
  id_check: '身份证号',
  id_twice: '身份证号',
  resident_known: '身份证号',
  resident_known_elsewhere: '身份证号',
  id_birth_differs: '出生日期',
  birth_future: '出生日期',
  id_sex_differs: '性别',
  phone_shape: '手机',
  phone_short: '手机',
  area_missing: '村组',
  outside_area: '村组',
};

export const problemOf = (row: number, refusal: Refusal): RowProblem => {
  const fact = typeof refusal.info?.name === 'string' ? refusal.info.name : null;
  return { row, column: COLUMN_OF[refusal.code] ?? fact, code: refusal.code, zh: refusal.zh, en: refusal.en };
};

export const ID_TWICE: Refusal = {
  code: 'id_twice',
  zh: '这个身份证号在表格里出现了两次，请删去一行',
  en: 'This ID number stands in the table twice. Remove one row',
};

/** The number under which a row is looked up; null where there is none or it is wrong (then `register` says so). */
export const numberOf = (row: Pick<ImportRow, 'idNumber'>, today: Day): string | null => {
  const id = row.idNumber === null ? null : parseIdNumber(row.idNumber, today);
  return id?.ok ? modernForm(id.value) : null;
};

const householdKey = (area: string, number: string): string => `${area} ${number}`;

export type ImportState = {
  readonly areas: ReadonlySet<string>;
  /** By ID number. */
  readonly known: ReadonlyMap<string, Known>;
  readonly households: readonly { readonly id: string; readonly area: string; readonly number: string }[];
};

/** Registers the good rows and reports the others, row by row. A household is made where its number is new in the area. */
export const importRows = (
  state: ImportState,
  p: { readonly rows: readonly ImportRow[]; readonly at: Day; readonly check: boolean },
  ctx: Ctx & { newId(): string },
): Decision<EventOf, Report> => {
  const households = new Map(state.households.map((one) => [householdKey(one.area, one.number), one.id]));
  const seen = new Set<string>();
  const report: Report = { registered: [], problems: [] };
  const events: EventOf[] = [];
  for (const row of p.rows) {
    const number = numberOf(row, ctx.today);
    if (number !== null && seen.has(number)) {
      report.problems.push(problemOf(row.row, ID_TWICE));
      continue;
    }
    if (number !== null) seen.add(number);
    const key = row.householdNumber === null ? null : householdKey(row.area, row.householdNumber);
    const existing = key === null ? null : (households.get(key) ?? null);
    const household = key === null ? null : (existing ?? ctx.newId());
    const { row: _, householdNumber: __, phone, facts, ...person } = row;
    const decision = register(
      {
        areaExists: state.areas.has(row.area),
        known: number === null ? null : (state.known.get(number) ?? null),
        household: household === null ? null : { id: household, area: row.area },
      },
      {
        ...person,
        household,
        registeredArea: null,
        homeSince: null,
        contacts:
          phone === null
            ? []
            : [
                {
                  id: ctx.newId(),
                  kind: 'own_phone',
                  name: null,
                  relation: null,
                  phone,
                  place: null,
                  bestHours: null,
                  trusted: false,
                  note: null,
                },
              ],
        facts: facts.map((fact) => ({
          ...fact,
          id: ctx.newId(),
          at: p.at,
          validUntil: null,
          source: 'import',
          sure: 'certain',
          purpose: 'service',
          note: null,
        })),
      },
      ctx,
    );
    if (decision.kind !== 'accepted') {
      if (decision.kind === 'refused') report.problems.push(problemOf(row.row, decision.refusal));
      continue;
    }
    report.registered.push({ row: row.row, id: row.id });
    if (p.check) continue;
    if (key !== null && household !== null && existing === null) {
      households.set(key, household);
      events.push(householdAdded({ id: household, area: row.area }, row.householdNumber, row.address));
    }
    events.push(...decision.events);
  }
  return accept(events, report);
};
