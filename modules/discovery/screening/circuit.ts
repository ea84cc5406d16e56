import type { Rule } from '../language/compile.ts';
import { type Dictionary, sameValue, type Value } from '../language/dictionary.ts';
import { Evaluation } from '../language/evaluation.ts';
import { type Expr, everyNode } from '../language/expression.ts';
import { NO, YES } from '../language/ground.ts';
import { add, compare, floor, fraction, integer, multiply, type Rational, subtract } from '../language/rational.ts';
import { groundOf, nothingSupposed } from '../language/verdict.ts';
import { type Classes, classesOf } from './classes.ts';
import { type Total, totalsOf, totalText } from './totals.ts';

/**
 * Policies as bit arithmetic over byte codes. A fact's code is 0 when unknown, else its class (classes.ts) over all policies together.
 * A test asks whether a code lies in a set; equal tests are asked once for all policies. Each policy has two results per resident,
 * *surely yes* and *possibly yes*; unknown = possible and not sure.
 */
export type Test = { readonly column: number /** `in[code]` for every code; code 0 is never in. */; readonly in: Uint8Array };

/** One step; registers are written once. `test`/`unknown` read a bitmap, the others combine registers. */
export type Step =
  | { readonly op: 'test' | 'unknown'; readonly of: number }
  | { readonly op: 'and' | 'or'; readonly a: number; readonly b: number }
  | { readonly op: 'not'; readonly a: number }
  | { readonly op: 'none' }
  | { readonly op: 'all' };
export type Program = { readonly steps: readonly Step[]; readonly sure: number; readonly possible: number };

export type Circuit = {
  /** Household totals: total j has the columns `facts + 2j` (at least) and `facts + 2j + 1` (at most). */
  readonly totals: readonly Total[];
  readonly classes: readonly (Classes | undefined)[];
  readonly tests: readonly Test[];
  /** One per policy; undefined: this policy relates facts in ways that codes can't hold, and is judged resident by resident. */
  readonly programs: readonly (Program | undefined)[];
};

/** More classes than a byte can hold: the policy that brings them is judged resident by resident. */
const MOST_CLASSES = 255;

/** Adds steps, each different one once. */
class Builder {
  readonly steps: Step[] = [];
  private readonly known = new Map<string, number>();

  private step(step: Step): number {
    const text = JSON.stringify(step);
    const before = this.known.get(text);
    if (before !== undefined) return before;
    const at = this.steps.push(step) - 1;
    this.known.set(text, at);
    return at;
  }
  none = (): number => this.step({ op: 'none' });
  all = (): number => this.step({ op: 'all' });
  test = (of: number): number => this.step({ op: 'test', of });
  unknown = (of: number): number => this.step({ op: 'unknown', of });
  private is(at: number, op: 'none' | 'all'): boolean {
    return this.steps[at]!.op === op;
  }
  and = (a: number, b: number): number => {
    if (a === b || this.is(b, 'all') || this.is(a, 'none')) return a;
    if (this.is(a, 'all') || this.is(b, 'none')) return b;
    return this.step({ op: 'and', a: Math.min(a, b), b: Math.max(a, b) });
  };
  or = (a: number, b: number): number => {
    if (a === b || this.is(b, 'none') || this.is(a, 'all')) return a;
    if (this.is(a, 'none') || this.is(b, 'all')) return b;
    return this.step({ op: 'or', a: Math.min(a, b), b: Math.max(a, b) });
  };
  not = (a: number): number => {
    const step = this.steps[a]!;
    if (step.op === 'not') return step.a;
    return this.is(a, 'all') ? this.none() : this.is(a, 'none') ? this.all() : this.step({ op: 'not', a });
  };
}

/** A value standing for each class of a fact; undefined where bounds or whole days leave none. Index = code, 0 unused. */
export const representatives = (classes: Classes, dictionary: Dictionary): readonly (Value | undefined)[] => {
  const fact = dictionary.facts[classes.fact]!;
  if ('values' in classes) {
    const other = fact.type === 'string' && !fact.values ? ['\u0000'] : [undefined];
    return [undefined, ...classes.values, ...other];
  }
  const { cuts } = classes;
  const out: (Value | undefined)[] = [undefined];
  const inside = (v: Rational): boolean =>
    (!fact.min || compare(v, fact.min) >= 0) && (!fact.max || compare(v, fact.max) <= 0) && (fact.type !== 'date' || v.d === 1n);
  for (let i = 0; i <= cuts.length; i += 1) {
    const [below, above] = [cuts[i - 1], cuts[i]];
    let between: Rational;
    if (fact.type === 'date')
      between = below ? integer(floor(below) + 1n) : above ? subtract(integer(floor(above)), integer(1)) : integer(0);
    else
      between =
        below && above
          ? multiply(add(below, above), fraction(1n, 2n))
          : below
            ? add(below, integer(1))
            : above
              ? subtract(above, integer(1))
              : integer(0);
    const fits = inside(between) && (!above || compare(between, above) < 0) && (!below || compare(between, below) > 0);
    out.push(fits ? between : undefined);
    if (above) out.push(inside(above) ? above : undefined);
  }
  return out;
};

/** The classes of one fact over several policies. */
const merged = (all: readonly Classes[]): Classes => {
  const [first] = all;
  if ('values' in first!) {
    const values = [...new Set(all.flatMap((c) => ('values' in c ? c.values : [])))];
    return { fact: first!.fact, count: values.length + 2, values };
  }
  const cuts = all
    .flatMap((c) => ('cuts' in c ? c.cuts : []))
    .sort(compare)
    .filter((cut, i, sorted) => i === 0 || compare(sorted[i - 1]!, cut) !== 0);
  return { fact: first!.fact, count: 2 * cuts.length + 2, cuts };
};

type Values = readonly (readonly (Value | undefined)[] | undefined)[];
type Totals = { readonly all: readonly Total[]; readonly ids: ReadonlyMap<string, number>; readonly firstColumn: number };
type Leaf = { readonly column: number; readonly in: Uint8Array };
type Node =
  | { readonly k: 'leaf'; readonly leaf: Leaf }
  | { readonly k: 'total'; readonly sure: Leaf; readonly possible: Leaf }
  | { readonly k: 'fixed'; readonly value: boolean }
  | { readonly k: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly k: 'not'; readonly of: Node };

/** Whether codes by `given` tell apart all that codes by `wanted` do. */
const covers = (given: Classes | undefined, wanted: Classes): given is Classes =>
  !!given &&
  ('cuts' in wanted
    ? 'cuts' in given && wanted.cuts.every((cut) => given.cuts.some((other) => compare(cut, other) === 0))
    : 'values' in given && wanted.values.every((value) => given.values.some((other) => sameValue(value, other))));

/**
 * @param today days since 1970-01-01
 * @param given classes and totals of this circuit are taken over (the same objects) wherever they suffice
 */
export const circuitOf = (rules: readonly Rule[], dictionary: Dictionary, today: number, given?: Circuit): Circuit => {
  const own = rules.map((rule) => classesOf(rule, today, (clause) => totalText(clause, dictionary) !== undefined));
  const all = totalsOf(rules.filter((_, i) => own[i])).map(
    (total) =>
      given?.totals.find(
        ({ text, cuts }) => text === total.text && total.cuts.every((cut) => cuts.some((other) => compare(cut, other) === 0)),
      ) ?? total,
  );
  const totals: Totals = { all, ids: new Map(all.map((total, i) => [total.text, i])), firstColumn: dictionary.facts.length };
  const classes = dictionary.facts.map((_, fact) => {
    const of = own.flatMap((one) => one?.filter((c) => c.fact === fact) ?? []);
    if (of.length === 0) return undefined;
    const wanted = merged(of);
    const before = given?.classes[fact];
    return covers(before, wanted) ? before : wanted;
  });
  const values = classes.map((c) => c && representatives(c, dictionary));
  const tests: Test[] = [];
  const testIds = new Map<string, number>();
  const testId = ({ column, in: set }: Leaf): number => {
    const text = `${column}:${set.join('')}`;
    const before = testIds.get(text);
    if (before !== undefined) return before;
    const id = tests.push({ column, in: set }) - 1;
    testIds.set(text, id);
    return id;
  };
  const programs = rules.map((rule, i) => {
    if (!own[i] || own[i].some((c) => classes[c.fact]!.count > MOST_CLASSES)) return undefined;
    const node = nodeOf(rule, rule.root, values, totals, today);
    return node && independentTotals(node, totals) ? programOf(node, values, testId) : undefined;
  });
  return { classes, totals: all, tests, programs };
};

const nodeOf = (rule: Rule, e: Expr, values: Values, totals: Totals, today: number): Node | undefined => {
  const all = (parts: readonly Expr[]): Node[] | undefined => {
    const made = parts.map((part) => nodeOf(rule, part, values, totals, today));
    return made.some((node) => !node) ? undefined : (made as Node[]);
  };
  if (e.k === 'and' || e.k === 'or') {
    const parts = all(e.parts);
    return parts && { k: e.k, parts };
  }
  if (e.k === 'not') {
    const of = nodeOf(rule, e.of, values, totals, today);
    return of && { k: 'not', of };
  }
  if (e.k === 'clause' || e.k === 'rule') return nodeOf(rule, e.of, values, totals, today);
  if (e.k === 'if') {
    // its condition stands in the circuit twice; one within the other would double each time
    if ([...everyNode(e.condition)].some(({ k }) => k === 'if')) return undefined;
    const parts = all([e.condition, e.then, e.otherwise]);
    if (!parts) return undefined;
    const [condition, then, otherwise] = parts as [Node, Node, Node];
    return {
      k: 'or',
      parts: [
        { k: 'and', parts: [condition, then] },
        { k: 'and', parts: [{ k: 'not', of: condition }, otherwise] },
      ],
    };
  }
  return leafOf(rule, e, values, totals, today);
};

const truthAt = (rule: Rule, clause: Expr, fact: number, value: Value | undefined, today: number): number => {
  const known = rule.dictionary.facts.map((_, i) => (i === fact ? value : undefined));
  const ground = groundOf(rule, { members: [known], self: 0 }, today);
  return new Evaluation(ground, nothingSupposed(ground)).truth(clause);
};

const leafOf = (rule: Rule, clause: Expr, values: Values, totals: Totals, today: number): Node | undefined => {
  const total = totalOf(clause, rule.dictionary, totals);
  if (total) return total;
  const named = rule.facts.filter((fact) => namesFact(clause, fact));
  if (named.length === 0) {
    const truth = truthAt(rule, clause, -1, undefined, today);
    return truth === YES || truth === NO ? { k: 'fixed', value: truth === YES } : undefined;
  }
  const column = named[0]!;
  const reps = values[column]!;
  const set = new Uint8Array(reps.length);
  let possible = 0;
  let yes = 0;
  for (let code = 1; code < reps.length; code += 1) {
    const rep = reps[code];
    if (rep === undefined) continue;
    const truth = truthAt(rule, clause, column, rep, today);
    if (truth !== YES && truth !== NO) return undefined;
    possible += 1;
    if (truth === YES) {
      set[code] = 1;
      yes += 1;
    }
  }
  if (yes === possible || yes === 0) return { k: 'fixed', value: yes > 0 };
  return { k: 'leaf', leaf: { column, in: set } };
};

const namesFact = (e: Expr, fact: number): boolean => [...everyNode(e)].some((node) => node.k === 'fact' && node.fact === fact);

const leavesOf = (node: Node): Leaf[] =>
  node.k === 'leaf'
    ? [node.leaf]
    : node.k === 'total'
      ? [node.sure]
      : node.k === 'not'
        ? leavesOf(node.of)
        : node.k === 'fixed'
          ? []
          : node.parts.flatMap(leavesOf);
const at = (node: Node, column: number, code: number): Node => {
  if (node.k === 'leaf') return node.leaf.column === column ? { k: 'fixed', value: node.leaf.in[code] === 1 } : node;
  if (node.k === 'not') return { k: 'not', of: at(node.of, column, code) };
  return node.k === 'fixed' || node.k === 'total' ? node : { k: node.k, parts: node.parts.map((part) => at(part, column, code)) };
};

/** Surely and possibly, by Kleene's tables. A fact used twice is then tried class by class where it is unknown: what holds for each holds. */
const programOf = (node: Node, values: Values, testId: (leaf: Leaf) => number): Program => {
  const b = new Builder();
  const pair = (n: Node): { sure: number; possible: number } => {
    if (n.k === 'fixed') return n.value ? { sure: b.all(), possible: b.all() } : { sure: b.none(), possible: b.none() };
    if (n.k === 'total') return { sure: b.test(testId(n.sure)), possible: b.test(testId(n.possible)) };
    if (n.k === 'leaf') {
      const sure = b.test(testId(n.leaf));
      return { sure, possible: b.or(sure, b.unknown(n.leaf.column)) };
    }
    if (n.k === 'not') {
      const of = pair(n.of);
      return { sure: b.not(of.possible), possible: b.not(of.sure) };
    }
    const join = n.k === 'and' ? b.and : b.or;
    return n.parts.map(pair).reduce((x, y) => ({ sure: join(x.sure, y.sure), possible: join(x.possible, y.possible) }));
  };
  const exact = (n: Node, repeated: readonly number[]): { sure: number; possible: number } => {
    const [column, ...rest] = repeated;
    if (column === undefined) return pair(n);
    const plain = exact(n, rest);
    const leaves = leavesOf(n).filter((leaf) => leaf.column === column);
    const kinds = new Map<string, number>();
    values[column]!.forEach((rep, code) => {
      if (code > 0 && rep !== undefined) kinds.set(leaves.map((leaf) => leaf.in[code]).join(''), code);
    });
    const cases = [...kinds.values()].map((code) => exact(at(n, column, code), rest));
    const unknown = b.unknown(column);
    const always = cases.map((c) => c.sure).reduce(b.and);
    const ever = cases.map((c) => c.possible).reduce(b.or);
    return { sure: b.or(plain.sure, b.and(unknown, always)), possible: b.and(plain.possible, b.or(b.not(unknown), ever)) };
  };
  const count = new Map<number, number>();
  for (const { column } of leavesOf(node)) count.set(column, (count.get(column) ?? 0) + 1);
  const repeated = [...count].filter(([, n]) => n > 1).map(([column]) => column);
  const { sure, possible } = exact(node, repeated);
  return { steps: b.steps, sure, possible };
};

/** `sum(户.月收入) > 3000`: sure where even the least possible total is over it, possible where the greatest is. */
const totalOf = (clause: Expr, dictionary: Dictionary, { all, ids, firstColumn }: Totals): Node | undefined => {
  const text = totalText(clause, dictionary);
  const id = text === undefined ? undefined : ids.get(text.total);
  if (!text || id === undefined) return undefined;
  const { cuts } = all[id]!;
  const cut = cuts.findIndex((c) => compare(c, text.cut) === 0);
  const set = new Uint8Array(2 * cuts.length + 2);
  const up = text.op === '>' || text.op === '>=';
  for (let code = 1; code < set.length; code += 1)
    set[code] = Number(
      text.op === '>'
        ? code > 2 * cut + 2
        : text.op === '>='
          ? code >= 2 * cut + 2
          : text.op === '<'
            ? code < 2 * cut + 2
            : code <= 2 * cut + 2,
    );
  const least = { column: firstColumn + 2 * id, in: set };
  const most = { column: firstColumn + 2 * id + 1, in: set };
  return { k: 'total', sure: up ? least : most, possible: up ? most : least };
};

/** A total and one of its own facts in the same rule depend on each other: codes can't say that. */
const independentTotals = (node: Node, { all, firstColumn }: Totals): boolean => {
  const columns = leavesOf(node).map((leaf) => leaf.column);
  const facts = columns.map((column) => (column < firstColumn ? column : all[(column - firstColumn) >> 1]!.fact));
  return columns.every((column, i) => column < firstColumn || facts.every((fact, j) => j === i || fact !== facts[i]));
};

/** A program's two results for one resident. @param codes by column */
export const runOnce = (
  { steps, sure, possible }: Program,
  tests: readonly Test[],
  codes: readonly number[],
): { readonly sure: boolean; readonly possible: boolean } => {
  const registers: boolean[] = [];
  for (const step of steps)
    switch (step.op) {
      case 'test':
        registers.push(tests[step.of]!.in[codes[tests[step.of]!.column]!] === 1);
        break;
      case 'unknown':
        registers.push(codes[step.of] === 0);
        break;
      case 'and':
        registers.push(registers[step.a]! && registers[step.b]!);
        break;
      case 'or':
        registers.push(registers[step.a]! || registers[step.b]!);
        break;
      case 'not':
        registers.push(!registers[step.a]!);
        break;
      default:
        registers.push(step.op === 'all');
    }
  return { sure: registers[sure]!, possible: registers[possible]! };
};
