import type { Circuit, Program } from './circuit.ts';
import type { Store } from './store.ts';

/** A verdict that turned: surely and possibly yes, before and after, as two bits (1 sure, 2 possible). */
export type Change = { readonly row: number; readonly policy: number; readonly before: number; readonly after: number };

const TEST = 0;
const UNKNOWN = 1;
const AND = 2;
const OR = 3;
const NOT = 4;
const FIXED = 5;
/** A program in threes: what, and two operands. Numbers in one array are read several times faster than objects. */
type Flat = { readonly steps: Int32Array; readonly sure: number; readonly possible: number };
const flatten = ({ steps, sure, possible }: Program, circuit: Circuit): Flat => ({
  sure,
  possible,
  steps: Int32Array.from(
    steps.flatMap((step) => {
      switch (step.op) {
        case 'test':
          return [TEST, step.of, circuit.tests[step.of]!.column];
        case 'unknown':
          return [UNKNOWN, step.of, 0];
        case 'and':
          return [AND, step.a, step.b];
        case 'or':
          return [OR, step.a, step.b];
        case 'not':
          return [NOT, step.a, 0];
        default:
          return [FIXED, step.op === 'all' ? 1 : 0, 0];
      }
    }),
  ),
});

/**
 * Screening kept current: which policies a fact touches, and what turns when one fact of one resident is told.
 * Verdicts are kept as two bits per resident and policy.
 */
export class Current {
  private readonly store: Store;
  private readonly circuit: Circuit;
  private readonly policiesOf: readonly (readonly number[])[];
  private readonly ownPoliciesOf: readonly (readonly number[])[];
  private readonly verdicts: Uint8Array;
  /** All codes of a resident side by side: one fact told touches one or two cache lines, not thirty. */
  private readonly byRow: Uint8Array;
  private readonly width: number;
  private readonly registers: Int32Array;
  private readonly flat: readonly (Flat | undefined)[];
  private readonly sets: readonly Uint8Array[];

  /** Screens everybody once. */
  constructor(store: Store) {
    this.store = store;
    this.circuit = store.circuit;
    this.width = store.codes.length;
    this.byRow = new Uint8Array(store.raw.size * this.width);
    for (let c = 0; c < this.width; c += 1) this.copy(c, 0, store.raw.size);
    this.flat = store.circuit.programs.map((program) => program && flatten(program, store.circuit));
    this.sets = store.circuit.tests.map((test) => test.in);
    this.registers = new Int32Array(Math.max(1, ...store.circuit.programs.map((p) => p?.steps.length ?? 0)));
    const facts = store.circuit.classes.length;
    const touches =
      (fact: number, totals: boolean) =>
      (program: Program | undefined): boolean =>
        !!program?.steps.some((step) => {
          if (!('of' in step)) return false;
          const column = step.op === 'unknown' ? step.of : this.circuit.tests[step.of]!.column;
          return column === fact || (totals && column >= facts && this.circuit.totals[(column - facts) >> 1]!.fact === fact);
        });
    const index = (totals: boolean): number[][] =>
      this.circuit.classes.map((_, fact) => this.circuit.programs.flatMap((program, p) => (touches(fact, totals)(program) ? [p] : [])));
    this.policiesOf = index(true);
    this.ownPoliciesOf = index(false);
    this.verdicts = new Uint8Array(store.raw.size * this.circuit.programs.length);
    for (let row = 0; row < store.raw.size; row += 1)
      for (let p = 0; p < this.circuit.programs.length; p += 1) this.verdicts[row * this.circuit.programs.length + p] = this.judge(row, p);
  }

  private copy(column: number, from: number, to: number): void {
    const codes = this.store.codes[column]!;
    if (codes.length > 0) for (let row = from; row < to; row += 1) this.byRow[row * this.width + column] = codes[row]!;
  }

  /** 0 no, 2 unknown, 3 yes. */
  verdict(row: number, policy: number): number {
    return this.verdicts[row * this.circuit.programs.length + policy]!;
  }

  private judge(row: number, policy: number): number {
    const flat = this.flat[policy];
    if (!flat) return 0;
    const { registers } = this;
    const { byRow, width } = this;
    const own = row * width;
    const { steps, sure, possible } = flat;
    for (let at = 0, r = 0; at < steps.length; at += 3, r += 1) {
      const a = steps[at + 1]!;
      const b = steps[at + 2]!;
      switch (steps[at]) {
        case TEST:
          registers[r] = this.sets[a]![byRow[own + b]!]!;
          break;
        case UNKNOWN:
          registers[r] = byRow[own + a] === 0 ? 1 : 0;
          break;
        case AND:
          registers[r] = registers[a]! & registers[b]!;
          break;
        case OR:
          registers[r] = registers[a]! | registers[b]!;
          break;
        case NOT:
          registers[r] = 1 - registers[a]!;
          break;
        default:
          registers[r] = a;
      }
    }
    return registers[sure]! | (registers[possible]! << 1);
  }

  /** A fact is told (value as in the raw column). @returns the verdicts that turned, the whole household's */
  tell(row: number, fact: number, value: number): readonly Change[] {
    const { from, to } = this.store.tell(row, fact, value);
    this.copy(fact, row, row + 1);
    const facts = this.circuit.classes.length;
    for (let t = 0; t < this.circuit.totals.length; t += 1) {
      if (this.circuit.totals[t]!.fact !== fact) continue;
      this.copy(facts + 2 * t, from, to);
      this.copy(facts + 2 * t + 1, from, to);
    }
    const changes: Change[] = [];
    const width = this.circuit.programs.length;
    for (let member = from; member < to; member += 1) {
      const policies = member === row ? this.policiesOf[fact]! : this.totalsOf(fact);
      for (const policy of policies) {
        const before = this.verdicts[member * width + policy]!;
        const after = this.judge(member, policy);
        if (before === after) continue;
        this.verdicts[member * width + policy] = after;
        changes.push({ row: member, policy, before, after });
      }
    }
    return changes;
  }

  /** Policies that look at the fact through a household total. */
  private totalsOf(fact: number): readonly number[] {
    const known = this.byTotal[fact];
    if (known) return known;
    const own = new Set(this.ownPoliciesOf[fact]);
    const made = this.policiesOf[fact]!.filter((p) => !own.has(p));
    this.byTotal[fact] = made;
    return made;
  }
  private readonly byTotal: (readonly number[] | undefined)[] = [];
}
