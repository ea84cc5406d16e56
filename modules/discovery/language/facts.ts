import type { Fact, Value } from './dictionary.ts';
import type { Scope } from './expression.ts';
import { type Choice, type Ground, keyOf, type Missing, type Supposed } from './ground.ts';

/** What is known or supposed of the facts that a rule names, and whose facts are meant where it speaks of members. */
export abstract class FactReader {
  /** Choices still open that the result rests on. */
  readonly choices: Choice[] = [];
  /** Unknown facts that were looked at. */
  readonly touched = new Map<string, Missing>();
  readonly ground: Ground;
  readonly supposed: Supposed;
  protected readonly bound: number[];

  constructor(ground: Ground, supposed: Supposed) {
    this.ground = ground;
    this.supposed = supposed;
    this.bound = [ground.household.self];
  }

  protected known(fact: number, scope: Scope): { readonly value: Value } | Missing {
    const member = this.bound[scope]!;
    const value = this.ground.household.members[member]![fact];
    if (value !== undefined) return { value };
    const missing = { member, fact };
    this.touched.set(keyOf(missing), missing);
    return missing;
  }
  /** The name under which an unknown fact is supposed things of. */
  protected keyOfMissing(missing: Missing): string {
    const key = keyOf(missing);
    return key === this.ground.twin ? `${key}'` : key;
  }

  protected factAt(fact: number): Fact {
    return this.ground.rule.dictionary.facts[fact]!;
  }

  /** A fact whose possible values can be listed; undefined while it is open. */
  protected listed(fact: number, scope: Scope, values: readonly Value[], plain: boolean): Value | undefined {
    const found = this.known(fact, scope);
    if ('value' in found) return found.value;
    const key = this.keyOfMissing(found);
    const chosen = this.supposed.chosen.get(key);
    if (chosen !== undefined) return chosen;
    if (values.length === 1) return values[0]!;
    this.choices.push({ k: 'value', key, values, plain });
    return undefined;
  }

  protected within<T>(scope: Scope, member: number, read: () => T): T {
    const before = this.bound[scope];
    this.bound[scope] = member;
    const result = read();
    if (before !== undefined) this.bound[scope] = before;
    return result;
  }

  withBound(bound: readonly number[]): this {
    bound.forEach((member, scope) => {
      this.bound[scope] = member;
    });
    return this;
  }
}
