import type { Day, Instant } from '../../../kernel/time.ts';
import { ageOn } from '../../../kernel/time.ts';
import { DERIVED_FACTS, type FACT_SOURCES, factNamed, type SURENESS } from '../contract.ts';
import { type FactValue, readFact } from './facts.ts';

/**
 * What is known of a person on a day, out of all that was ever said. The rule of truth: unknown is not no;
 * where sources contradict each other it is not known; what has run out is not known.
 */

/** One statement about a person, as the table of facts keeps it. */
export type Statement = {
  readonly id: string;
  readonly name: string;
  readonly value: FactValue;
  readonly at: Day;
  readonly validUntil: Day | null;
  readonly source: (typeof FACT_SOURCES)[number];
  readonly sure: (typeof SURENESS)[number];
  readonly recordedAt: Instant;
  readonly withdrawn: boolean;
};

/** How one fact stands on the day asked for. */
export type Standing<S extends Statement = Statement> =
  /** `by`: the statement that carries it; `also`: others that agree. */
  | { readonly kind: 'known'; readonly value: boolean | string; readonly by: S; readonly also: readonly S[] }
  /** Different values, valid at the same time, none of which ends the other: newest first. */
  | { readonly kind: 'conflict'; readonly says: readonly S[] }
  /** Nothing holds any more; `last` is what was said at last. */
  | { readonly kind: 'expired'; readonly last: S }
  /** `asked`: somebody asked, and it was not known. Null: nobody has said anything that can be used. */
  | { readonly kind: 'unknown'; readonly asked: S | null };

/** What was seen on paper or in a department's register weighs more than what was seen, that more than what was said, that more than gossip. */
const STRENGTH: Readonly<Record<Statement['source'], number>> = {
  document: 4,
  department: 4,
  visit: 3,
  self: 2,
  relative: 2,
  roster: 2,
  import: 2,
  neighbour: 1,
};
const SURE: Readonly<Record<Statement['sure'], number>> = { certain: 3, likely: 2, hearsay: 1 };

/** Nonsense that came in (by import, or under an older dictionary) is kept and shown, and never used. */
export const isNonsense = (statement: Pick<Statement, 'name' | 'value' | 'at'>, day: Day): boolean => {
  const definition = factNamed(statement.name);
  if (definition === undefined || statement.at > day) return true;
  if (statement.value === null) return false;
  const read = readFact(statement.name, definition, statement.value);
  return !read.ok || (definition.type === 'date' && typeof read.value === 'string' && read.value > day);
};

const isLater = (a: Statement, b: Statement): boolean =>
  a.at !== b.at ? a.at > b.at : a.recordedAt !== b.recordedAt ? a.recordedAt > b.recordedAt : a.id > b.id;

/**
 * Whether a later statement takes the place of an earlier one. Never by being less sure. A source takes back its own word;
 * another's only when it is certain and, on a later day, of a source at least as strong, on the same day of a stronger one.
 * “Asked, not known” takes back one's own word only: it is no claim against another's.
 */
export const ends = (later: Statement, earlier: Statement): boolean => {
  if (!isLater(later, earlier) || SURE[later.sure] < SURE[earlier.sure]) return false;
  if (later.source === earlier.source) return true;
  if (later.value === null || later.sure !== 'certain') return false;
  const more = STRENGTH[later.source] - STRENGTH[earlier.source];
  return later.at > earlier.at ? more >= 0 : more > 0;
};

/** 1200, 1200.0 and 01200 are one number. */
const canonical = (name: string, value: boolean | string): boolean | string => {
  if (typeof value === 'boolean' || factNamed(name)?.type !== 'number') return value;
  const [, sign = '', whole = '0', rest = ''] = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(value) ?? [];
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
};

const holdsOn = (one: Statement, day: Day): boolean => one.validUntil === null || one.validUntil >= day;
const hasValue = <S extends Statement>(statement: S): statement is S & { readonly value: boolean | string } => statement.value !== null;
const heaviestFirst = (a: Statement, b: Statement): number =>
  STRENGTH[b.source] - STRENGTH[a.source] || SURE[b.sure] - SURE[a.sure] || (isLater(a, b) ? -1 : 1);
const latestFirst = (a: Statement, b: Statement): number => (isLater(a, b) ? -1 : 1);

/** How one fact stands; all statements are of one name. A statement that has run out still ends what it ended while it held. */
const standingOf = <S extends Statement>(statements: readonly S[], day: Day): Standing<S> => {
  const usable = statements.filter((one) => !one.withdrawn && !isNonsense(one, day));
  const left = usable.filter((one) => !usable.some((other) => ends(other, one)));
  const claims = left.filter(hasValue);
  const [by, ...also] = claims.filter((one) => holdsOn(one, day)).sort(heaviestFirst);
  if (by !== undefined) {
    const value = canonical(by.name, by.value);
    if (also.every((one) => canonical(one.name, one.value) === value)) return { kind: 'known', value, by, also };
    return { kind: 'conflict', says: [by, ...also].sort(latestFirst) };
  }
  const [last] = claims.sort(latestFirst);
  return last === undefined ? { kind: 'unknown', asked: left.sort(latestFirst)[0] ?? null } : { kind: 'expired', last };
};

/**
 * Every fact that anybody said something about, as it stands on `day`. Names that nobody spoke of are not in the map: they are unknown.
 * @param statements of one person, in any order, withdrawn ones included
 */
export const currentFacts = <S extends Statement>(statements: readonly S[], day: Day): ReadonlyMap<string, Standing<S>> => {
  const byName = new Map<string, S[]>();
  for (const statement of statements) {
    const before = byName.get(statement.name);
    if (before) before.push(statement);
    else byName.set(statement.name, [statement]);
  }
  return new Map([...byName].map(([name, said]) => [name, standingOf(said, day)]));
};

/** What a rule may use: a name that is missing is unknown. A conflict and what has run out are missing. */
export const usableFacts = (statements: readonly Statement[], day: Day): ReadonlyMap<string, boolean | string> => {
  const values = new Map<string, boolean | string>();
  for (const [name, one] of currentFacts(statements, day)) if (one.kind === 'known') values.set(name, one.value);
  return values;
};

/** 年龄, 出生日期, 性别 on `day`, as far as the register knows them. A birthday after `day` says nothing. */
export const derivedFacts = (
  person: { readonly birth: Day | null; readonly sex: 'female' | 'male' | null },
  day: Day,
): ReadonlyMap<keyof typeof DERIVED_FACTS, string> => {
  const values = new Map<keyof typeof DERIVED_FACTS, string>();
  if (person.birth !== null && person.birth <= day) {
    const age = ageOn(person.birth, day);
    if (age <= DERIVED_FACTS.年龄.max) values.set('年龄', String(age));
    values.set('出生日期', person.birth);
  }
  if (person.sex !== null) values.set('性别', person.sex === 'female' ? '女' : '男');
  return values;
};
