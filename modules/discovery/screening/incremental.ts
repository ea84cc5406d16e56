import type { Circuit, Program } from './circuit.ts';
import type { Store } from './store.ts';

/** A verdict that turned: surely and possibly yes, before and after, as two bits (1 sure, 2 possible). */
export type Change = { readonly row: number; readonly policy: number; readonly before: number; readonly after: number };

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
  private readonly registers = new Uint8Array(4096);

  /** Screens everybody once. */
  constructor(store: Store) {
    this.store = store;
    this.circuit = store.circuit;
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

  /** 0 no, 2 unknown, 3 yes. */
  verdict(row: number, policy: number): number {
    return this.verdicts[row * this.circuit.programs.length + policy]!;
  }

  private judge(row: number, policy: number): number {
    const program = this.circuit.programs[policy];
    if (!program) return 0;
    const { steps, sure, possible } = program;
    const { registers } = this;
    const { codes } = this.store;
    for (let r = 0; r < steps.length; r += 1) {
      const step = steps[r]!;
      switch (step.op) {
        case 'test': {
          const test = this.circuit.tests[step.of]!;
          registers[r] = test.in[codes[test.column]![row]!]!;
          break;
        }
        case 'unknown':
          registers[r] = codes[step.of]![row] === 0 ? 1 : 0;
          break;
        case 'and':
          registers[r] = registers[step.a]! & registers[step.b]!;
          break;
        case 'or':
          registers[r] = registers[step.a]! | registers[step.b]!;
          break;
        case 'not':
          registers[r] = 1 - registers[step.a]!;
          break;
        default:
          registers[r] = step.op === 'all' ? 1 : 0;
      }
    }
    return registers[sure]! | (registers[possible]! << 1);
  }

  /** A fact is told (value as in the raw column). @returns the verdicts that turned, the whole household's */
  tell(row: number, fact: number, value: number): readonly Change[] {
    const { from, to } = this.store.tell(row, fact, value);
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
