import type { Rule } from '../language/compile.ts';
import { type Dictionary, readValue, type Value } from '../language/dictionary.ts';
import type { Known } from '../language/ground.ts';
import { add, compare, type Rational, ZERO } from '../language/rational.ts';
import { type Circuit, circuitOf } from './circuit.ts';
import { classOf, classOfNumber } from './classes.ts';
import { type Finding, findingOf } from './plan.ts';
import { type Input, NO_VERDICT, type PolicyTable, tableOf, YES_VERDICT } from './tables.ts';
import { mattering, NO_GAP, namesOf } from './waiting.ts';

/**
 * One resident as a cursor gives them. `facts` by place in the dictionary: null or undefined = unknown, else a value,
 * or its text as a spreadsheet writes it (`value::text` in PostgreSQL). `household` null = alone.
 */
export type ResidentRow = {
  readonly id: string;
  readonly household: string | null;
  readonly facts: readonly (Value | null | undefined)[];
};
/** A text that is no possible value of its fact (a negative age): it was taken for unknown. */
export type Nonsense = { readonly fact: number; readonly text: string; readonly zh: string; readonly en: string };
export type Screened = {
  readonly id: string;
  /** One for each rule, in their order. Equal findings are one object. */
  readonly findings: readonly Finding[];
  readonly nonsense: readonly Nonsense[];
};

/** Different texts of one fact, and different situations of one policy, that are remembered. */
const REMEMBERED = 1 << 16;
const YES: Finding = { verdict: 'yes', missing: [] };
const NO: Finding = { verdict: 'no', missing: [] };

type Read = { readonly value: Value | undefined; readonly code: number; readonly nonsense?: Nonsense };
const UNKNOWN: Read = { value: undefined, code: 0 };
const NONE: readonly Nonsense[] = [];

/** A policy that has a table, and its findings by key; where it has totals, by key × 4 + who of the household is still to be asked. */
type Looked = {
  readonly table: PolicyTable;
  readonly matters: Uint32Array;
  readonly totals: readonly Input[];
  readonly kept: Map<number, Finding>;
};

/**
 * The rules of one day made ready once; then any number of households. Memory does not grow with the residents.
 * A verdict is that of `judge`; the table is only the short way there, and rules without one are judged.
 */
export class Screening {
  private readonly rules: readonly Rule[];
  private readonly dictionary: Dictionary;
  private readonly today: number;
  private readonly circuit: Circuit;
  private readonly names: readonly string[];
  private readonly looked: readonly (Looked | undefined)[];
  private readonly read: readonly Map<Value, Read>[];
  private readonly judged: readonly Map<string, Finding>[];
  private readonly width: number;
  private codes = new Uint8Array(0);

  /** @param today days since 1970-01-01 of the day screened for */
  constructor(rules: readonly Rule[], dictionary: Dictionary, today: number) {
    this.rules = rules;
    this.dictionary = dictionary;
    this.today = today;
    this.circuit = circuitOf(rules, dictionary, today);
    this.names = dictionary.facts.map(({ name }) => name);
    this.looked = rules.map((_, policy) => {
      const table = tableOf(this.circuit, policy, dictionary);
      return (
        table && { table, matters: mattering(table), totals: table.inputs.filter(({ total }) => total !== undefined), kept: new Map() }
      );
    });
    this.read = dictionary.facts.map(() => new Map());
    this.judged = rules.map(() => new Map());
    this.width = dictionary.facts.length + 2 * this.circuit.totals.length;
  }

  /** Screens one household: everybody of it, in any order. */
  household(members: readonly ResidentRow[]): readonly Screened[] {
    const { width, names, rules } = this;
    if (this.codes.length < members.length * width) this.codes = new Uint8Array(2 * members.length * width);
    const nonsense: Nonsense[][] = [];
    const known: Known[] = [];
    for (let member = 0; member < members.length; member += 1) {
      const values: (Value | undefined)[] = [];
      for (let fact = 0; fact < names.length; fact += 1) {
        const read = this.readFact(fact, members[member]!.facts[fact]);
        this.codes[member * width + fact] = read.code;
        values.push(read.value);
        if (read.nonsense) nonsense[member] = [...(nonsense[member] ?? []), read.nonsense];
      }
      known.push(values);
    }
    this.encodeTotals(known);
    const out: Screened[] = [];
    for (let self = 0; self < members.length; self += 1) {
      const findings: Finding[] = [];
      for (let policy = 0; policy < rules.length; policy += 1) {
        const looked = this.looked[policy];
        findings.push(looked ? this.lookUp(looked, known, self) : this.judge(rules[policy]!, policy, known, self));
      }
      out.push({ id: members[self]!.id, findings, nonsense: nonsense[self] ?? NONE });
    }
    return out;
  }

  private readFact(fact: number, given: Value | null | undefined): Read {
    if (given === null || given === undefined || given === '') return UNKNOWN;
    const kept = this.read[fact]!;
    const before = kept.get(given);
    if (before) return before;
    const made = this.readNew(fact, given);
    // an object is remembered by identity: only texts and yes/no come again
    if (typeof given !== 'object' && kept.size < REMEMBERED) kept.set(given, made);
    return made;
  }

  private readNew(fact: number, given: Value): Read {
    const described = this.dictionary.facts[fact]!;
    const classes = this.circuit.classes[fact];
    const read = typeof given === 'string' ? readValue(described, given) : { ok: true as const, value: given };
    if (!read.ok) return { ...UNKNOWN, nonsense: { fact, text: String(given), zh: read.zh, en: read.en } };
    if (read.value === undefined) return UNKNOWN;
    return { value: read.value, code: classes ? classOf(classes, read.value) : 0 };
  }

  private encodeTotals(known: readonly Known[]): void {
    const { width, names } = this;
    this.circuit.totals.forEach(({ fn, fact, cuts }, t) => {
      const { min, max } = this.dictionary.facts[fact]!;
      const ofAll = (unknown: Rational | undefined): Rational | undefined => {
        const values = known.map((one) => (one[fact] as Rational | undefined) ?? unknown);
        if (fn === 'sum') return values.includes(undefined) ? undefined : (values as Rational[]).reduce(add, ZERO);
        const [first, ...rest] = values.filter((value) => value !== undefined);
        return first && rest.reduce((a, b) => (compare(a, b) < 0 ? b : a), first);
      };
      const open = known.some((one) => one[fact] === undefined);
      const least = ofAll(min);
      const most = open && !max ? undefined : ofAll(max);
      const column = names.length + 2 * t;
      const low = least ? classOfNumber(cuts, least) : 1;
      const high = most ? classOfNumber(cuts, most) : 2 * cuts.length + 1;
      for (let member = 0; member < known.length; member += 1) {
        this.codes[member * width + column] = low;
        this.codes[member * width + column + 1] = high;
      }
    });
  }

  private lookUp({ table, matters, totals, kept }: Looked, known: readonly Known[], self: number): Finding {
    const key = table.key(this.codes, self * this.width);
    const verdict = table.verdicts[key]!;
    if (verdict === YES_VERDICT) return YES;
    if (verdict === NO_VERDICT) return NO;
    let situation = key;
    for (const { fact } of totals) {
      const own = known[self]![fact] === undefined;
      situation = situation * 4 + Number(own) + 2 * Number(anotherLacks(known, self, fact));
    }
    const before = kept.get(situation);
    if (before) return before;
    const gaps = table.inputs.map(({ fact }) => ({
      ...NO_GAP,
      own: known[self]![fact] === undefined,
      others: anotherLacks(known, self, fact),
    }));
    const made: Finding = { verdict: 'unknown', missing: namesOf(matters[key]!, table.inputs, gaps, this.names) };
    kept.set(situation, made);
    return made;
  }

  /** A rule that relates facts to one another or counts members. */
  private judge(rule: Rule, policy: number, known: readonly Known[], self: number): Finding {
    const members = rule.household ? known : [known[self]!];
    const place = rule.household ? self : 0;
    const text = `${place}:${members.map((one) => rule.facts.map((fact) => valueText(one[fact])).join('\u0001')).join('\u0002')}`;
    const kept = this.judged[policy]!;
    const before = kept.get(text);
    if (before) return before;
    const made = findingOf(rule, { members, self: place }, this.today);
    if (kept.size < REMEMBERED) kept.set(text, made);
    return made;
  }
}

const anotherLacks = (known: readonly Known[], self: number, fact: number): boolean => {
  for (let member = 0; member < known.length; member += 1) if (member !== self && known[member]![fact] === undefined) return true;
  return false;
};

const valueText = (value: Value | undefined): string =>
  value === undefined ? '' : typeof value === 'object' ? `${value.n}/${value.d}` : `${typeof value === 'string' ? '"' : ''}${value}`;

/** Rows came in an order in which households can't be told apart. */
export class HouseholdOrder extends Error {}

export type StreamOptions = {
  /** Residents per batch, about: a household is never split. 2,000 if not given. */
  readonly batch?: number;
};

/**
 * Screens residents as they come, holding one batch at a time: 1M from a PostgreSQL cursor in a few MB.
 * @param rows ordered by household as text by code unit (`order by household_id` for UUIDs); those alone (null) may stand anywhere
 * @param take is waited for before more rows are read
 * @returns how many residents were screened
 * @throws HouseholdOrder when a household comes after a later one: its totals would be wrong
 */
export const screenStream = async (
  rows: AsyncIterable<ResidentRow> | Iterable<ResidentRow>,
  screening: Screening,
  take: (batch: readonly Screened[]) => void | Promise<void>,
  { batch = 2000 }: StreamOptions = {},
): Promise<number> => {
  let ready: Screened[] = [];
  let members: ResidentRow[] = [];
  let screened = 0;
  const close = (): void => {
    if (members.length > 0) ready.push(...screening.household(members));
    members = [];
  };
  const deliver = async (): Promise<void> => {
    screened += ready.length;
    const full = ready;
    ready = [];
    if (full.length > 0) await take(full);
  };
  for await (const row of rows) {
    if (row.household === null) {
      ready.push(...screening.household([row]));
    } else {
      const open = members[0]?.household;
      if (open != null && row.household !== open) {
        if (row.household < open) throw new HouseholdOrder(`household ${row.household} comes after ${open}: order the rows by household`);
        close();
      }
      members.push(row);
    }
    if (ready.length >= batch) await deliver();
  }
  close();
  await deliver();
  return screened;
};
