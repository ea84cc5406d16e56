import type { Dictionary } from '../language/dictionary.ts';
import type { Opening } from '../language/questions.ts';
import type { Store } from './store.ts';
import type { Bits } from './sweep.ts';
import { type PolicyTable, tableOf, UNKNOWN_VERDICT } from './tables.ts';
import { type Fewest, fewestAnswers, mattering, NO_GAP, namesOf, type TotalGap } from './waiting.ts';

/** What an unknown verdict waits for. */
export type Waiting = {
  /** Facts that could still change it, as `missingNames` writes them. */
  readonly missing: readonly string[];
  /** Fewest answers that can make it a certain yes (255: none can), and one such set of facts. */
  readonly fewest: number;
  readonly ask: readonly string[];
};
/** Unknown verdicts of one policy: the resident in row `rows[i]` waits for `kinds[of[i]]`. Equal situations are one kind. */
export type Waitings = { readonly rows: Int32Array; readonly of: Uint32Array; readonly kinds: readonly Waiting[] };

/** The most answers that are told apart for a household's total. */
const MANY = 63;
const PACKED = 4 * (MANY + 1) * (MANY + 1);
const pack = ({ own, others, toHold, toFail }: TotalGap): number =>
  Number(own) + 2 * Number(others) + 4 * (Math.min(toHold, MANY) + (MANY + 1) * Math.min(toFail, MANY));

type Policy = {
  readonly table: PolicyTable;
  readonly matters: Uint32Array;
  readonly offsets: readonly { readonly column: number; readonly offset: Int32Array }[];
  readonly totals: readonly { readonly input: number; readonly total: number; readonly set: Uint8Array }[];
  readonly fewest: Map<string, Fewest>;
};

/**
 * Facts that matter and fewest answers, for everybody at once: residents of whom a policy knows the same are one kind, and a kind
 * is worked out once. Equal to `judge` and `missingNames` resident by resident, which tests hold it to.
 */
export class Bulk {
  private readonly store: Store;
  private readonly names: readonly string[];
  private readonly policies: readonly (Policy | undefined)[];

  constructor(store: Store, dictionary: Dictionary) {
    this.store = store;
    this.names = dictionary.facts.map(({ name }) => name);
    const { circuit } = store;
    this.policies = circuit.programs.map((program, policy) => {
      const table = tableOf(circuit, policy, dictionary);
      if (!program || !table) return undefined;
      const offsets = [...table.columns].map((column, i) => ({
        column,
        offset: table.offsets.slice(table.bases[i], table.bases[i + 1] ?? table.offsets.length),
      }));
      const totals = table.inputs.flatMap(({ total }, input) => {
        if (total === undefined) return [];
        const test = program.steps.find(
          (step) => step.op === 'test' && circuit.tests[step.of]!.column === circuit.classes.length + 2 * total,
        );
        return test?.op === 'test' ? [{ input, total, set: circuit.tests[test.of]!.in }] : [];
      });
      return { table, matters: mattering(table), offsets, totals, fewest: new Map() };
    });
  }

  /** Everybody of whom the policy's verdict is unknown; undefined for a policy without a table (tables.ts): those are judged one by one. */
  waitings(policy: number, bits: Bits): Waitings | undefined {
    const known = this.policies[policy];
    return known && this.of(known, openRows(bits));
  }

  /** One resident; undefined where the verdict isn't unknown. */
  waiting(policy: number, row: number): Waiting | undefined {
    const known = this.policies[policy];
    const key = known && this.openKey(known, row);
    if (!known || key === undefined) return undefined;
    return this.kind(known, key, known.totals.length > 0 ? this.gapsOf(known, key, row) : []);
  }

  /** Only the facts that matter, of one resident; undefined where the verdict isn't unknown. */
  missing(policy: number, row: number): readonly string[] | undefined {
    const known = this.policies[policy];
    const key = known && this.openKey(known, row);
    if (!known || key === undefined) return undefined;
    return namesOf(known.matters[key]!, known.table.inputs, known.totals.length > 0 ? this.gapsOf(known, key, row) : [], this.names);
  }

  private openKey({ table, offsets }: Policy, row: number): number | undefined {
    let key = 0;
    for (const { column, offset } of offsets) key += offset[this.store.codes[column]![row]!]!;
    return table.verdicts[key] === UNKNOWN_VERDICT ? key : undefined;
  }

  private of(policy: Policy, rows: Int32Array): Waitings {
    const keys = new Int32Array(rows.length);
    for (const { column, offset } of policy.offsets) addOffsets(keys, rows, this.store.codes[column]!, offset);
    const kinds: Waiting[] = [];
    const of = new Uint32Array(rows.length);
    if (policy.totals.length === 0) {
      const place = new Int32Array(policy.table.verdicts.length).fill(-1);
      for (let i = 0; i < rows.length; i += 1) {
        const key = keys[i]!;
        if (place[key] === -1) place[key] = kinds.push(this.kind(policy, key, [])) - 1;
        of[i] = place[key]!;
      }
      return { rows, of, kinds };
    }
    const places = new Map<number, number>();
    for (let i = 0; i < rows.length; i += 1) {
      const key = keys[i]!;
      const gaps = this.gapsOf(policy, key, rows[i]!);
      let situation = key;
      for (const { input } of policy.totals) situation = situation * PACKED + pack(gaps[input]!);
      let place = places.get(situation);
      if (place === undefined) {
        place = kinds.push(this.kind(policy, key, gaps)) - 1;
        places.set(situation, place);
      }
      of[i] = place;
    }
    return { rows, of, kinds };
  }

  private gapsOf({ table, totals }: Policy, key: number, row: number): readonly TotalGap[] {
    const gaps = new Array<TotalGap>(table.inputs.length).fill(NO_GAP);
    for (const { input, total, set } of totals)
      if (table.digit(key, table.inputs[input]!) === 0) gaps[input] = this.store.gapOf(total, row, set);
    return gaps;
  }

  private kind(policy: Policy, key: number, gaps: readonly TotalGap[]): Waiting {
    const { table, matters } = policy;
    const costs = gaps.map(({ toHold, toFail }) => `${toHold}/${toFail}`).join();
    let fewest = policy.fewest.get(costs);
    if (!fewest) {
      fewest = fewestAnswers(table, gaps);
      policy.fewest.set(costs, fewest);
    }
    return {
      missing: namesOf(matters[key]!, table.inputs, gaps, this.names),
      fewest: fewest.answers[key]!,
      ask: namesOf(fewest.ask[key]!, table.inputs, gaps, this.names),
    };
  }
}

/** A column at a time: the loop stays free of everything but three arrays. */
const addOffsets = (keys: Int32Array, rows: Int32Array, codes: Uint8Array, offset: Int32Array): void => {
  for (let i = 0; i < rows.length; i += 1) keys[i] = keys[i]! + offset[codes[rows[i]!]!]!;
};

const openRows = ({ sure, possible }: Bits): Int32Array => {
  let size = 0;
  const out = new Int32Array(32 * sure.length);
  for (let w = 0; w < sure.length; w += 1) {
    let word = possible[w]! & ~sure[w]!;
    while (word !== 0) {
      out[size++] = w * 32 + 31 - Math.clz32(word & -word);
      word &= word - 1;
    }
  }
  return out.slice(0, size);
};

/** For `nextQuestions`: how many verdicts wait for the same facts. */
export const openingsOf = ({ of, kinds }: Waitings): readonly Opening[] => {
  const count = new Float64Array(kinds.length);
  for (const kind of of) count[kind]! += 1;
  return kinds.map(({ missing }, kind) => ({ missing, count: count[kind]! }));
};
