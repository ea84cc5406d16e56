import type { Dictionary, Value } from '../language/dictionary.ts';
import type { Household, Known } from '../language/ground.ts';

/**
 * Everybody who is screened, by column: each fact's different values once, and per resident which one (0 = unknown).
 * 1M residents × 30 facts take 120 MB.
 */
export type Column = { readonly values: readonly (Value | undefined)[]; readonly which: Int32Array };
export type Roll = {
  readonly dictionary: Dictionary;
  readonly size: number;
  readonly columns: readonly Column[];
  /** Rows of a resident's household in the order of the roll, the resident among them. */
  readonly household: (row: number) => readonly number[];
};

export const knownOf = (roll: Roll, row: number): Known => roll.columns.map(({ values, which }) => values[which[row]!]);

export const householdOf = (roll: Roll, row: number): Household => {
  const rows = roll.household(row);
  return { members: rows.map((member) => knownOf(roll, member)), self: rows.indexOf(row) };
};

/** Groups rows by the household's number; -1 = alone. */
export const groupHouseholds = (numbers: Int32Array, count: number): ((row: number) => readonly number[]) => {
  const start = new Int32Array(count + 1);
  for (const n of numbers) if (n >= 0) start[n + 1]! += 1;
  for (let i = 0; i < count; i += 1) start[i + 1]! += start[i]!;
  const rows = new Int32Array(start[count]!);
  const next = start.slice();
  numbers.forEach((n, row) => {
    if (n >= 0) {
      rows[next[n]!] = row;
      next[n]! += 1;
    }
  });
  return (row) => {
    const n = numbers[row]!;
    return n < 0 ? [row] : [...rows.subarray(start[n]!, start[n + 1]!)];
  };
};
