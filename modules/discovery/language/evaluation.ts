import { Algebra } from './algebra.ts';
import { compareQuantities, compareTexts } from './comparison.ts';
import type { Value } from './dictionary.ts';
import type { Effort } from './effort.ts';
import type { Expr, ListExpr, MemberList, Scope } from './expression.ts';
import { FactReader } from './facts.ts';
import { concrete, mayLackValue } from './functions.ts';
import {
  both,
  type Ground,
  NO,
  NULL,
  not,
  OPEN,
  onlyValue,
  possibleTexts,
  rising,
  type Supposed,
  type Truth,
  unknownOf,
  YES,
} from './ground.ts';
import { costOfQuantity, exactly, fixedValue, isOpen, productOf, type Quantity, type Settled, sumOf } from './quantity.ts';
import { integer, type Rational } from './rational.ts';
import { unknown } from './theory/poly.ts';

/** A text fact compared with a written text, `=` or `!=`: what the possible texts come to, without trying each. */
const onlyOneText = ({ left, right, op }: Extract<Expr, { k: 'compare' }>, texts: readonly Value[]): ReadonlySet<Truth> | undefined => {
  if (left.k !== 'fact' || right.k !== 'constant' || left.type !== 'string' || (op !== '=' && op !== '!=')) return undefined;
  const same = texts.includes(right.value);
  const [met, missed]: readonly Truth[] = op === '=' ? [YES, NO] : [NO, YES];
  return new Set(same ? (texts.length === 1 ? [met!] : [met!, missed!]) : [missed!]);
};

/** Written texts that are looked through in the time of a step. */
const TEXTS_A_STEP = 128;

/** One pass over a rule under what is supposed so far. Holds no state after `truth()` but the choices it met. */
export class Evaluation extends FactReader {
  private readonly algebra: Algebra;
  /** Listed numbers are wanted one by one, not as letters: a function takes them that is known only value by value. */
  private concretely = false;
  private readonly effort: Effort;

  constructor(ground: Ground, supposed: Supposed) {
    super(ground, supposed);
    this.effort = ground.unknowns.effort;
    this.algebra = new Algebra(supposed.space, ground.unknowns, this.choices);
  }

  truth(e: Expr = this.ground.rule.root): Truth {
    this.effort.spend(2);
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
        // both ways the same: the condition no longer matters, unless it may have no value
        return then === otherwise && then !== OPEN && !mayLackValue(e.condition) ? then : OPEN;
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
    this.effort.spend(Math.ceil(first.values.length / TEXTS_A_STEP));
    const direct = onlyOneText(e, first.values);
    const results =
      direct ??
      new Set(
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

  private compareOnce(e: Extract<Expr, { k: 'compare' }>): Truth {
    const { left, right, op } = e;
    if (left.type === 'boolean') {
      const [a, b] = [this.truth(left), this.truth(right)];
      if (a === NULL || b === NULL) return NULL;
      if (a === OPEN || b === OPEN) return OPEN;
      return (a === b) === (op === '=') ? YES : NO;
    }
    if (left.type === 'string') return compareTexts(op, this.string(left), this.string(right));
    const before = this.choices.length;
    const byMembers = this.extremeComparison(e);
    if (byMembers !== undefined) return byMembers;
    this.choices.length = before;
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
    // a member without a value leaves the total without one, however the others compare
    if (values.some((value) => isOpen(value!) && value!.nullable)) return undefined;
    const some = (total.fn === 'max') === (op === '>' || op === '>=');
    const parts = values.map((value) => (): Truth => compareQuantities(op, value!, other, this.supposed.space, this.choices));
    return some ? not(this.all(parts.map((p) => () => not(p())))) : this.all(parts);
  }

  private booleanFact(fact: number, scope: Scope): Truth {
    const found = this.listed(fact, scope, this.factAt(fact).values ?? [true, false], true);
    return found === undefined ? OPEN : found === true ? YES : NO;
  }

  string(e: Expr): string | null | undefined {
    this.effort.spend(1);
    if (e.k === 'constant') return e.value as string;
    if (e.k === 'fact') return this.listed(e.fact, e.scope, possibleTexts(this.ground, e.fact), false) as string | undefined;
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
    const before = this.concretely;
    this.concretely = true;
    const values = args.map((arg) => this.concreteValue(arg));
    this.concretely = before;
    if (values.includes(null)) return null;
    if (values.includes(undefined)) {
      this.algebra.blur();
      return undefined;
    }
    const apply = concrete(fn);
    if (!apply) throw new Error(`no meaning for ${fn}`);
    return apply(values as Value[]) ?? null;
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
    const value = this.reckoned(e);
    this.effort.spend(value === null || isOpen(value) ? 1 : costOfQuantity(value));
    return value;
  }

  private reckoned(e: Expr): Quantity | null {
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
          (a, b) => this.algebra.either([a, b], mayLackValue(e.condition)),
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
    const fact = this.factAt(index);
    if (fact.values && this.concretely) {
      const value = this.listed(index, scope, fact.values, false) as Rational | undefined;
      if (value) return exactly(value);
      const ordered = rising(fact.values);
      return { open: { lo: ordered[0]!, hi: ordered.at(-1)! }, nullable: false };
    }
    const found = this.known(index, scope);
    if ('value' in found) return exactly(found.value as Rational);
    const key = this.keyOfMissing(found);
    const value = this.supposed.chosen.get(key) ?? onlyValue(fact);
    if (value !== undefined) return exactly(value as Rational);
    return { over: unknown(this.ground.unknowns.intern(key, () => unknownOf(fact))) };
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
      return { open: { lo: integer(sure), hi: integer(sure + open) }, nullable: mayLackValue(e) };
    }
    const parts = this.elements(list).map(({ guard, body }) => {
      const inside = guard();
      return { inside, value: inside === NO ? null : body((item) => this.quantity(item)) };
    });
    if (parts.some(({ inside, value }) => inside === NULL || (inside === YES && value === null))) return null;
    const present = parts.filter(({ inside }) => inside !== NO);
    // FEEL: the sum, largest or mean of nothing is null
    if (present.length === 0) return null;
    if (present.some(({ inside, value }) => inside !== YES || isOpen(value!))) return this.algebra.openTotal(fn, present, mayLackValue(e));
    const values = present.map(({ value }) => value as Settled);
    if (fn === 'sum' || fn === 'mean') {
      const sum = values.reduce((all, value) => sumOf(all, value));
      return fn === 'sum' ? sum : productOf(sum, exactly({ n: 1n, d: BigInt(values.length) }));
    }
    return this.algebra.extreme(fn, values);
  }
}
