import type { Dictionary } from '../language/dictionary.ts';
import { type Circuit, type Program, representatives, runOnce, type Test } from './circuit.ts';

/**
 * A policy's verdict as a table. What it can tell apart about a resident is one small digit for each fact and total it names
 * (0 = unknown, else which of its own comparisons hold), so a verdict is looked up: add one offset per column, read one byte.
 * Numbers are flat arrays on purpose: this is the inner loop of the incremental path and of everything per resident.
 */

/** A fact, or a household total, of one policy. */
export type Input = {
  readonly fact: number;
  /** Index in `circuit.totals`, where the household's total is meant. */
  readonly total: number | undefined;
  /** Digit times `stride` is this input's part of the key. */
  readonly stride: number;
  /** Digits that a completion of the unknown can have. For a total 1 = the comparison fails, 2 = it holds. */
  readonly possible: readonly number[];
  readonly radix: number;
};

/** Larger tables cost more than they save; the policy is then evaluated step by step. */
const MOST_STATES = 1 << 16;

export const NO_VERDICT = 0;
export const UNKNOWN_VERDICT = 2;
export const YES_VERDICT = 3;

export class PolicyTable {
  readonly inputs: readonly Input[];
  /** Two bits per key: 1 surely, 2 possibly. */
  readonly verdicts: Uint8Array;
  /** `columns[i]` is read at `codes[at + columns[i]]`, and `offsets[bases[i] + code]` added. */
  readonly columns: Int32Array;
  readonly bases: Int32Array;
  readonly offsets: Int32Array;

  constructor(
    inputs: readonly Input[],
    verdicts: Uint8Array,
    parts: readonly { readonly column: number; readonly offset: readonly number[] }[],
  ) {
    this.inputs = inputs;
    this.verdicts = verdicts;
    this.columns = Int32Array.from(parts, ({ column }) => column);
    let base = 0;
    this.bases = Int32Array.from(parts, ({ offset }) => {
      base += offset.length;
      return base - offset.length;
    });
    this.offsets = Int32Array.from(parts.flatMap(({ offset }) => offset));
  }

  /** Where in the table a resident stands. @param codes of all columns side by side, the resident's from `at` */
  key(codes: Uint8Array, at: number): number {
    const { columns, bases, offsets } = this;
    let key = 0;
    for (let i = 0; i < columns.length; i += 1) key += offsets[bases[i]! + codes[at + columns[i]!]!]!;
    return key;
  }

  /** How the key moves when a column's code changes; 0 where the policy can't tell the two apart. */
  move(column: number, before: number, after: number): number {
    const { columns, bases, offsets } = this;
    for (let i = 0; i < columns.length; i += 1)
      if (columns[i] === column) return offsets[bases[i]! + after]! - offsets[bases[i]! + before]!;
    return 0;
  }

  digit(key: number, input: Input): number {
    return Math.floor(key / input.stride) % input.radix;
  }
}

type Draft = {
  readonly fact: number;
  readonly total: number | undefined;
  readonly possible: readonly number[];
  readonly radix: number;
  /** Per column the digit of each code, before the stride. */
  readonly parts: readonly { readonly column: number; readonly digits: readonly number[] }[];
  /** For every digit but 0, codes that have it: one per part. */
  readonly examples: readonly (readonly number[])[];
};

/** Codes that none of the policy's tests tell apart share a digit. */
const factDraft = (fact: number, tests: readonly Test[], possibleCodes: readonly boolean[]): Draft => {
  const groups = new Map<string, number>();
  const examples: number[][] = [[0]];
  const possible = new Set<number>();
  const digits = possibleCodes.map((canBe, code) => {
    if (code === 0) return 0;
    const kind = tests.map(({ in: set }) => set[code]).join('');
    const digit = groups.get(kind) ?? groups.size + 1;
    if (!groups.has(kind)) {
      groups.set(kind, digit);
      examples.push([code]);
    }
    if (canBe) possible.add(digit);
    return digit;
  });
  return {
    fact,
    total: undefined,
    possible: [...possible].sort((a, b) => a - b),
    radix: groups.size + 1,
    parts: [{ column: fact, digits }],
    examples,
  };
};

/**
 * A total has two columns, the least and the most it can be. The comparison surely holds by one of them and possibly by the other;
 * digits that add up to 0 undecided, 1 no, 2 yes: surely 3 (else 1), possibly −1 (else 0).
 */
const totalDraft = (total: number, fact: number, firstColumn: number, { in: set }: Test): Draft => {
  const up = set[set.length - 1] === 1;
  const [least, most] = [firstColumn + 2 * total, firstColumn + 2 * total + 1];
  const codes = [...set].map((inside) => inside === 1);
  const inside = codes.indexOf(true, 1);
  const outside = codes.indexOf(false, 1);
  return {
    fact,
    total,
    possible: [1, 2],
    radix: 3,
    parts: [
      { column: up ? least : most, digits: codes.map((yes) => (yes ? 3 : 1)) },
      { column: up ? most : least, digits: codes.map((yes) => (yes ? -1 : 0)) },
    ],
    examples: [[], [outside, outside], [inside, inside]],
  };
};

const draftsOf = (program: Program, circuit: Circuit, dictionary: Dictionary): readonly Draft[] => {
  const facts = circuit.classes.length;
  const byColumn = new Map<number, Test[]>();
  for (const step of program.steps) {
    if (step.op !== 'test') continue;
    const test = circuit.tests[step.of]!;
    byColumn.set(test.column, [...(byColumn.get(test.column) ?? []), test]);
  }
  return [...byColumn]
    .sort(([a], [b]) => a - b)
    .flatMap(([column, tests]): Draft[] => {
      if (column < facts)
        return [
          factDraft(
            column,
            tests,
            representatives(circuit.classes[column]!, dictionary).map((value) => value !== undefined),
          ),
        ];
      const total = (column - facts) >> 1;
      return (column - facts) % 2 === 0 ? [totalDraft(total, circuit.totals[total]!.fact, facts, tests[0]!)] : [];
    });
};

/** The table of one policy; undefined where it has no program, or too many states. */
export const tableOf = (circuit: Circuit, policy: number, dictionary: Dictionary): PolicyTable | undefined => {
  const program = circuit.programs[policy];
  if (!program) return undefined;
  const drafts = draftsOf(program, circuit, dictionary);
  let states = 1;
  const inputs = drafts.map(({ fact, total, possible, radix }): Input => {
    const stride = states;
    states *= radix;
    return { fact, total, stride, possible, radix };
  });
  if (states > MOST_STATES) return undefined;
  const verdicts = new Uint8Array(states);
  const codes = new Array<number>(circuit.classes.length + 2 * circuit.totals.length).fill(0);
  for (let key = states - 1; key >= 0; key -= 1) {
    const open = inputs.find(({ stride, radix }) => Math.floor(key / stride) % radix === 0);
    if (open) {
      // what holds whatever the unknown is, holds; larger keys are done already
      let [sure, possible] = [1, 0];
      for (const digit of open.possible) {
        const verdict = verdicts[key + digit * open.stride]!;
        sure &= verdict;
        possible |= verdict;
      }
      verdicts[key] = (sure & 1) | (possible & 2);
    } else {
      drafts.forEach(({ parts, examples }, i) => {
        const digit = Math.floor(key / inputs[i]!.stride) % inputs[i]!.radix;
        parts.forEach(({ column }, part) => {
          codes[column] = examples[digit]![part]!;
        });
      });
      verdicts[key] = runOnce(program, circuit.tests, codes).sure ? YES_VERDICT : NO_VERDICT;
    }
  }
  const parts = drafts.flatMap(({ parts: own }, i) =>
    own.map(({ column, digits }) => ({ column, offset: digits.map((digit) => digit * inputs[i]!.stride) })),
  );
  return new PolicyTable(inputs, verdicts, parts);
};
