import { Algebra } from './algebra.ts';
import { compareQuantities, compareTexts } from './comparison.ts';
import type { Value } from './dictionary.ts';
import type { Expr, ListExpr, MemberList, Scope } from './expression.ts';
import { concrete } from './functions.ts';
import {
  both,
  boundsOf,
  type Choice,
  type Ground,
  keyOf,
  type Missing,
  NO,
  NULL,
  not,
  OPEN,
  possibleTexts,
  type Supposed,
  type Truth,
  YES,
} from './ground.ts';
import { exactly, fixedValue, isOpen, productOf, type Quantity, type Settled, sumOf } from './quantity.ts';
import { compare as compareR, integer, type Rational } from './rational.ts';
import { unknown } from './theory/poly.ts';

/** One pass over a rule under what is supposed so far. Holds no state after `truth()` but the choices it met. */
export class Evaluation {
  /** Choices still open that the result rests on. */
  readonly choices: Choice[] = [];
  /** Unknown facts that were looked at. */
  readonly touched = new Map<string, Missing>();
  readonly ground: Ground;
  readonly supposed: Supposed;
  private readonly bound: number[];
  private readonly algebra: Algebra;

  constructor(ground: Ground, supposed: Supposed) {
    this.ground = ground;
    this.supposed = supposed;
    this.bound = [ground.household.self];
    this.algebra = new Algebra(supposed.space, ground.unknowns, this.choices);
  }

  truth(e: Expr = this.ground.rule.root): Truth {
    switch (e.k) {
      case 'constant':
        return e.value === true ? YES : NO;
      case 'fact':
        return this.booleanFact(e.fact, e.scope);
      case 'and':
        return this.all(e.parts.map((part) => () => this.truth(part)));
      case 'or':
        return not(this.all(e.parts.map((part) => () => not(this.truth(part)))));
      case 'not':
        return not(this.truth(e.of));
      case 'clause':
      case 'rule':
        return this.truth(e.of);
      case 'compare':
        return this.comparison(e);
      case 'if': {
        const condition = this.truth(e.condition);
        if (condition === NULL) return this.noValue();
        if (condition !== OPEN) return this.truth(condition === YES ? e.then : e.otherwise);
        const [then, otherwise] = [this.truth(e.then), this.truth(e.otherwise)];
        // both ways the same: the condition no longer matters (unless it may be null)
        return then === otherwise && then !== OPEN && !this.choices.some((c) => c.k === 'null') ? then : OPEN;
      }
      case 'some':
      case 'every': {
        const some = e.k === 'some';
        const part = (member: number, guard: () => Truth) => (): Truth => {
          const inside = guard();
          if (inside === NO) return some ? NO : YES;
          const body = this.within(e.scope, member, () => this.truth(e.body));
          return inside === YES ? body : some ? both(inside, body) : not(both(inside, not(body)));
        };
        const parts = this.members(e.list).map(({ member, guard }) => part(member, guard));
        return some ? not(this.all(parts.map((p) => () => not(p())))) : this.all(parts);
      }
      case 'any':
      case 'all': {
        const parts = this.elements(e.list).map(({ guard, body }) => (): Truth => {
          const inside = guard();
          if (inside === NO) return e.k === 'any' ? NO : YES;
          const value = body((item) => this.truth(item));
          return inside === YES ? value : e.k === 'any' ? both(inside, value) : not(both(inside, not(value)));
        });
        return e.k === 'any' ? not(this.all(parts.map((p) => () => not(p())))) : this.all(parts);
      }
      case 'call': {
        const value = this.concreteCall(e.fn, e.args);
        return value === null ? this.noValue() : value === undefined ? OPEN : value === true ? YES : NO;
      }
      default:
        throw new Error(`${e.k} is no truth value`);
    }
  }

  /** Kleene's and; choices of parts that no longer matter are forgotten. */
  private all(parts: readonly (() => Truth)[]): Truth {
    const before = this.choices.length;
    let result: Truth = YES;
    for (const part of parts) {
      const truth = part();
      if (truth === NO) {
        this.choices.length = before;
        return NO;
      }
      result = both(result, truth);
    }
    return result;
  }

  private noValue(): typeof NULL {
    this.choices.push({ k: 'null', plain: false });
    return NULL;
  }

  private comparison(e: Extract<Expr, { k: 'compare' }>): Truth {
    const before = this.choices.length;
    const result = this.compareOnce(e);
    const made = this.choices.slice(before);
    if (result !== OPEN) {
      if (result !== NULL) this.choices.length = before;
      return result;
    }
    // one fact with listed values decides it: try them all
    const [first] = made;
    if (first?.k !== 'value' || made.some((c) => c.k !== 'value' || c.key !== first.key)) return OPEN;
    const results = new Set(
      first.values.map((value) =>
        new Evaluation(this.ground, { ...this.supposed, chosen: new Map(this.supposed.chosen).set(first.key, value) })
          .withBound(this.bound)
          .compareOnce(e),
      ),
    );
    const [only] = results;
    this.choices.length = before;
    if (results.size === 1 && only !== OPEN && only !== undefined) return only === NULL ? this.noValue() : only;
    this.choices.push({ ...first, plain: !results.has(OPEN) && !results.has(NULL) });
    return OPEN;
  }

  private withBound(bound: readonly number[]): this {
    bound.forEach((member, scope) => {
      this.bound[scope] = member;
    });
    return this;
  }

  private compareOnce(e: Extract<Expr, { k: 'compare' }>): Truth {
    const { left, right, op } = e;
    if (left.type === 'boolean') {
      const [a, b] = [this.truth(left), this.truth(right)];
      if (a === NULL || b === NULL) return NULL;
      if (a === OPEN || b === OPEN) return OPEN;
      return (a === b) === (op === '=') ? YES : NO;
    }
    if (left.type === 'string') return compareTexts(op, this.string(left), this.string(right));
    const byMembers = this.extremeComparison(e);
    if (byMembers !== undefined) return byMembers;
    const [a, b] = [this.quantity(left), this.quantity(right)];
    if (a === null || b === null) return this.noValue();
    return compareQuantities(op, a, b, this.supposed.space, this.choices);
  }

  /** `max(L) > c` is `some x in L satisfies x > c`: settled member by member, without ranking the unknown ones. */
  private extremeComparison(e: Extract<Expr, { k: 'compare' }>): Truth | undefined {
    const turned = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' } as const;
    const swapped = e.left.k !== 'total';
    const total = swapped ? e.right : e.left;
    const op = swapped ? turned[e.op] : e.op;
    if (total.k !== 'total' || (total.fn !== 'max' && total.fn !== 'min') || op === '=' || op === '!=') return undefined;
    const elements = this.elements(total.list).map(({ guard, body }) => ({ inside: guard(), body }));
    if (elements.some(({ inside }) => inside !== YES && inside !== NO)) return undefined;
    const values = elements.filter(({ inside }) => inside === YES).map(({ body }) => body((item) => this.quantity(item)));
    const other = this.quantity(swapped ? e.left : e.right);
    if (other === null || values.length === 0 || values.includes(null)) return this.noValue();
    const some = (total.fn === 'max') === (op === '>' || op === '>=');
    const parts = values.map((value) => (): Truth => compareQuantities(op, value!, other, this.supposed.space, this.choices));
    return some ? not(this.all(parts.map((p) => () => not(p())))) : this.all(parts);
  }

  // — facts —

  private known(fact: number, scope: Scope): { readonly value: Value } | Missing {
    const member = this.bound[scope]!;
    const value = this.ground.household.members[member]![fact];
    if (value !== undefined) return { value };
    const missing = { member, fact };
    this.touched.set(keyOf(missing), missing);
    return missing;
  }
  /** The name under which an unknown fact is supposed things of. */
  private keyOfMissing(missing: Missing): string {
    const key = keyOf(missing);
    return key === this.ground.twin ? `${key}'` : key;
  }

  private booleanFact(fact: number, scope: Scope): Truth {
    const found = this.listed(fact, scope, [true, false], true);
    return found === undefined ? OPEN : found === true ? YES : NO;
  }

  /** A fact whose possible values can be listed; undefined while it is open. */
  private listed(fact: number, scope: Scope, otherwise: readonly Value[], plain: boolean): Value | undefined {
    const found = this.known(fact, scope);
    if ('value' in found) return found.value;
    const key = this.keyOfMissing(found);
    const chosen = this.supposed.chosen.get(key);
    if (chosen !== undefined) return chosen;
    const values = this.ground.rule.dictionary.facts[fact]!.values ?? otherwise;
    if (values.length === 1) return values[0]!;
    this.choices.push({ k: 'value', key, values, plain });
    return undefined;
  }

  string(e: Expr): string | null | undefined {
    if (e.k === 'constant') return e.value as string;
    if (e.k === 'fact') return this.listed(e.fact, e.scope, possibleTexts(this.ground), false) as string | undefined;
    if (e.k === 'rule') return this.string(e.of);
    if (e.k === 'if') return this.branch(e, (part) => this.string(part), undefined);
    if (e.k === 'arithmetic') {
      const [a, b] = [this.string(e.left), this.string(e.right)];
      return a === null || b === null ? null : a === undefined || b === undefined ? undefined : a + b;
    }
    if (e.k === 'call') return this.concreteCall(e.fn, e.args) as string | null | undefined;
    throw new Error(`${e.k} is no text`);
  }

  private branch<T>(e: Extract<Expr, { k: 'if' }>, read: (part: Expr) => T, open: T | ((a: T, b: T) => T)): T | null {
    const condition = this.truth(e.condition);
    if (condition === NULL) return null;
    if (condition !== OPEN) return read(condition === YES ? e.then : e.otherwise);
    const [a, b] = [read(e.then), read(e.otherwise)];
    this.algebra.blur();
    return typeof open === 'function' ? (open as (a: T, b: T) => T)(a, b) : open;
  }

  /** Null: no such value. Undefined: an argument is open. */
  private concreteCall(fn: string, args: readonly Expr[]): Value | null | undefined {
    const values: Value[] = [];
    let open = false;
    for (const arg of args) {
      const value = this.concreteValue(arg);
      if (value === null) return null;
      if (value === undefined) open = true;
      else values.push(value);
    }
    if (open) {
      this.algebra.blur();
      return undefined;
    }
    const apply = concrete(fn);
    if (!apply) throw new Error(`no meaning for ${fn}`);
    return apply(values) ?? null;
  }

  private concreteValue(e: Expr): Value | null | undefined {
    if (e.type === 'boolean') {
      const truth = this.truth(e);
      return truth === NULL ? null : truth === OPEN ? undefined : truth === YES;
    }
    if (e.type === 'string') return this.string(e);
    const quantity = this.quantity(e);
    return quantity === null ? null : fixedValue(quantity);
  }

  // — numbers, dates, durations —

  quantity(e: Expr): Quantity | null {
    switch (e.k) {
      case 'constant':
        return exactly(e.value as Rational);
      case 'today':
        return exactly(integer(this.ground.today));
      case 'fact':
        return this.quantityFact(e.fact, e.scope);
      case 'rule':
        return this.quantity(e.of);
      case 'if':
        return this.branch(
          e,
          (part) => this.quantity(part),
          (a, b) => this.algebra.either([a, b]),
        );
      case 'arithmetic':
        return this.arithmetic(e);
      case 'total':
        return this.total(e);
      case 'call':
        return this.callQuantity(e);
      default:
        throw new Error(`${e.k} is no number`);
    }
  }

  private quantityFact(index: number, scope: Scope): Quantity {
    const fact = this.ground.rule.dictionary.facts[index]!;
    if (fact.values) {
      const value = this.listed(index, scope, fact.values, false) as Rational | undefined;
      if (value) return exactly(value);
      const ordered = [...(fact.values as readonly Rational[])].sort(compareR);
      return { open: { lo: ordered[0]!, hi: ordered.at(-1)! }, nullable: false };
    }
    const found = this.known(index, scope);
    if ('value' in found) return exactly(found.value as Rational);
    return {
      over: unknown(
        this.ground.unknowns.intern(this.keyOfMissing(found), () => ({
          kind: fact.type === 'date' ? 'whole' : 'real',
          range: boundsOf(fact),
        })),
      ),
    };
  }

  private arithmetic(e: Extract<Expr, { k: 'arithmetic' }>): Quantity | null {
    const [a, b] = [this.quantity(e.left), this.quantity(e.right)];
    if (a === null || b === null) return null;
    return this.algebra.arithmetic(e, a, b);
  }

  private callQuantity(e: Extract<Expr, { k: 'call' }>): Quantity | null {
    const { fn, args } = e;
    if (concrete(fn)) {
      const value = this.concreteCall(fn, args);
      return value === null ? null : value === undefined ? { open: {}, nullable: true } : exactly(value as Rational);
    }
    const values: Quantity[] = [];
    for (const arg of args) {
      const value = this.quantity(arg);
      if (value === null) return null;
      values.push(value);
    }
    return this.algebra.call(fn, values);
  }

  // — the household —

  private within<T>(scope: Scope, member: number, read: () => T): T {
    const before = this.bound[scope];
    this.bound[scope] = member;
    const result = read();
    if (before !== undefined) this.bound[scope] = before;
    return result;
  }

  private members(list: MemberList): readonly { readonly member: number; readonly guard: () => Truth }[] {
    if (list.k === 'members') return this.ground.household.members.map((_, member) => ({ member, guard: () => YES }));
    return this.members(list.list).map(({ member, guard }) => ({
      member,
      guard: () => {
        const outer = guard();
        return outer === NO
          ? NO
          : both(
              outer,
              this.within(list.scope, member, () => this.truth(list.condition)),
            );
      },
    }));
  }

  private elements(list: ListExpr): readonly { readonly guard: () => Truth; readonly body: <T>(read: (item: Expr) => T) => T }[] {
    if (list.k === 'items') return list.items.map((item) => ({ guard: () => YES, body: (read) => read(item) }));
    if (list.k !== 'each') throw new Error('members have no value of their own');
    return this.members(list.list).map(({ member, guard }) => ({
      guard,
      body: (read) => this.within(list.scope, member, () => read(list.body)),
    }));
  }

  private total(e: Extract<Expr, { k: 'total' }>): Quantity | null {
    const { fn, list } = e;
    if (fn === 'count') {
      const guards =
        list.k === 'items' ? list.items.map(() => YES) : this.members(list.k === 'each' ? list.list : list).map(({ guard }) => guard());
      const sure = guards.filter((g) => g === YES).length;
      const open = guards.filter((g) => g === OPEN).length;
      if (guards.includes(NULL)) return null;
      if (open === 0) return exactly(integer(sure));
      this.algebra.blur();
      return { open: { lo: integer(sure), hi: integer(sure + open) }, nullable: false };
    }
    const parts = this.elements(list).map(({ guard, body }) => {
      const inside = guard();
      return { inside, value: inside === NO ? null : body((item) => this.quantity(item)) };
    });
    if (parts.some(({ inside, value }) => inside === NULL || (inside === YES && value === null))) return null;
    const present = parts.filter(({ inside }) => inside !== NO);
    // FEEL: the sum, largest or mean of nothing is null
    if (present.length === 0) return null;
    if (present.some(({ inside, value }) => inside !== YES || isOpen(value!))) return this.algebra.openTotal(fn, present);
    const values = present.map(({ value }) => value as Settled);
    if (fn === 'sum' || fn === 'mean') {
      const sum = values.reduce((all, value) => sumOf(all, value));
      return fn === 'sum' ? sum : productOf(sum, exactly({ n: 1n, d: BigInt(values.length) }));
    }
    return this.algebra.extreme(fn, values);
  }
}
