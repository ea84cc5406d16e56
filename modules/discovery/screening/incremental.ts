import type { Dictionary } from '../language/dictionary.ts';
import type { Store } from './store.ts';
import { type PolicyTable, tableOf } from './tables.ts';

/** A verdict that turned: surely and possibly yes, before and after, as two bits (1 sure, 2 possible). */
export type Change = { readonly row: number; readonly policy: number; readonly before: number; readonly after: number };

/** Policies that look at a column, by their tables. */
type Touched = { readonly policy: number; readonly table: PolicyTable };

/**
 * Screening kept current: which policies a fact touches, and what turns when one fact of one resident is told.
 * No verdict is kept: the one before and the one after are both read from the policy's table, a few bytes apart.
 */
export class Current {
  private readonly store: Store;
  private readonly tables: readonly (PolicyTable | undefined)[];
  /** By column: a fact, then the least and the most of each total. */
  private readonly touchedBy: readonly (readonly Touched[])[];
  /** All codes of a resident side by side: one fact told touches one or two cache lines, not thirty. */
  private readonly byRow: Uint8Array;
  private readonly width: number;

  constructor(store: Store, dictionary: Dictionary) {
    this.store = store;
    this.width = store.codes.length;
    this.byRow = new Uint8Array(store.raw.size * this.width);
    for (let c = 0; c < this.width; c += 1) this.copy(c);
    this.tables = store.circuit.programs.map((_, policy) => tableOf(store.circuit, policy, dictionary));
    this.touchedBy = store.codes.map((_, column) =>
      this.tables.flatMap((table, policy) => (table?.columns.includes(column) ? [{ policy, table }] : [])),
    );
  }

  private copy(column: number): void {
    const { byRow, width } = this;
    const codes = this.store.codes[column]!;
    if (codes.length > 0) for (let row = 0, at = column; row < this.store.raw.size; row += 1, at += width) byRow[at] = codes[row]!;
  }

  /** 0 no, 2 unknown, 3 yes; undefined for a policy without a table (tables.ts): those are judged one by one. */
  verdict(row: number, policy: number): number | undefined {
    const table = this.tables[policy];
    return table?.verdicts[table.key(this.byRow, row * this.width)];
  }

  /** A fact is told (value as in the raw column). @returns the verdicts that turned, the whole household's */
  tell(row: number, fact: number, value: number): readonly Change[] {
    const changes: Change[] = [];
    const { store } = this;
    const { from, to } = store.tell(row, fact, value);
    this.follow(row, fact, -1, changes);
    const facts = store.circuit.classes.length;
    for (let t = 0; t < store.circuit.totals.length; t += 1) {
      if (store.circuit.totals[t]!.fact !== fact) continue;
      for (let member = from; member < to; member += 1) this.follow(member, facts + 2 * t, facts + 2 * t + 1, changes);
    }
    return changes;
  }

  /** Takes over the codes of a column (or of a total's two), and notes what turned with them. */
  private follow(row: number, column: number, second: number, changes: Change[]): void {
    const { byRow, width } = this;
    const at = row * width;
    const before = byRow[at + column]!;
    const after = this.store.codes[column]![row]!;
    const before2 = second < 0 ? 0 : byRow[at + second]!;
    const after2 = second < 0 ? 0 : this.store.codes[second]![row]!;
    if (before === after && before2 === after2) return;
    for (const { policy, table } of this.touchedBy[column]!) {
      const move = table.move(column, before, after) + (second < 0 ? 0 : table.move(second, before2, after2));
      if (move === 0) continue;
      const key = table.key(byRow, at);
      const [was, is] = [table.verdicts[key]!, table.verdicts[key + move]!];
      if (was !== is) changes.push({ row, policy, before: was, after: is });
    }
    byRow[at + column] = after;
    if (second >= 0) byRow[at + second] = after2;
  }
}
