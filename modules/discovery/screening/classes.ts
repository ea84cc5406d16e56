import type { Rule } from '../language/compile.ts';
import type { Fact, Value } from '../language/dictionary.ts';
import { Evaluation } from '../language/evaluation.ts';
import { type Expr, everyNode } from '../language/expression.ts';
import { keyOf, OPEN, type Supposed } from '../language/ground.ts';
import { compare, type Rational } from '../language/rational.ts';
import { answersTo, groundOf, nothingSupposed } from '../language/verdict.ts';

/**
 * What a rule can tell apart about one fact. Two values of the same class give the same verdict whatever the rest,
 * so a verdict is a function of a few small numbers: 0 = unknown, else 1 + the class.
 * `cuts`: numbers and days; class 2i+1 lies between cut i-1 and cut i, class 2i+2 is cut i itself. `values`: listed values, the class after them is "another".
 */
export type Classes = { readonly fact: number; readonly count: number } & (
  | { readonly cuts: readonly Rational[] }
  | { readonly values: readonly Value[] }
);

/** Leaves of one comparison's decision tree that are worth telling apart; beyond it the rule is judged person by person. */
const MOST_LEAVES = 300;

/** The clauses of a rule: comparisons and yes/no facts below its and, or, not, if. */
export function* clausesOf(e: Expr): Generator<Expr> {
  if (e.k === 'and' || e.k === 'or') for (const part of e.parts) yield* clausesOf(part);
  else if (e.k === 'not' || e.k === 'clause' || e.k === 'rule') yield* clausesOf(e.of);
  else if (e.k === 'if' && e.type === 'boolean') for (const part of [e.condition, e.then, e.otherwise]) yield* clausesOf(part);
  else yield e;
}

const onlyFact = (clause: Expr): number | undefined | 'several' => {
  let only: number | undefined;
  for (const node of everyNode(clause)) {
    if (
      node.k === 'some' ||
      node.k === 'every' ||
      ((node.k === 'total' || node.k === 'any' || node.k === 'all') && node.list.k !== 'items')
    )
      return 'several';
    if (node.k !== 'fact') continue;
    if (only !== undefined && only !== node.fact) return 'several';
    only = node.fact;
  }
  return only;
};

/** Where a clause changes along one number or date; undefined when that can't be said by cuts. */
const cutsOf = (rule: Rule, clause: Expr, fact: number, today: number): readonly Rational[] | undefined => {
  const ground = groundOf(rule, { members: [rule.dictionary.facts.map(() => undefined)], self: 0 }, today);
  const cuts: Rational[] = [];
  let left = MOST_LEAVES;
  const visit = (supposed: Supposed): boolean => {
    left -= 1;
    if (left < 0 || !supposed.space.onlyRanges) return false;
    const pass = new Evaluation(ground, supposed);
    if (pass.truth(clause) === OPEN) {
      const choice = pass.choices.find((c) => c.k !== 'null');
      return !!choice && [...answersTo(choice, supposed)].every(visit);
    }
    const id = ground.unknowns.find(keyOf({ member: 0, fact }));
    if (id === undefined) return true;
    const { lo, hi } = supposed.space.rangeOf(id);
    if (lo) cuts.push(lo);
    if (hi) cuts.push(hi);
    return true;
  };
  return visit(nothingSupposed(ground)) ? cuts : undefined;
};

const unique = (cuts: readonly Rational[]): readonly Rational[] =>
  [...cuts].sort(compare).filter((cut, i, all) => i === 0 || compare(all[i - 1]!, cut) !== 0);

/**
 * The classes of each fact of a rule, or undefined if some clause relates several facts or looks at the household.
 * @param aside clauses that are dealt with otherwise
 */
export const classesOf = (rule: Rule, today: number, aside: (clause: Expr) => boolean = () => false): readonly Classes[] | undefined => {
  const clauses = new Map<number, Expr[]>();
  for (const clause of clausesOf(rule.root)) {
    if (aside(clause)) continue;
    const fact = onlyFact(clause);
    if (fact === 'several') return undefined;
    if (fact !== undefined) clauses.set(fact, [...(clauses.get(fact) ?? []), clause]);
  }
  const out: Classes[] = [];
  for (const index of rule.facts) {
    const fact: Fact = rule.dictionary.facts[index]!;
    const own = clauses.get(index);
    if (!own) continue;
    if (fact.values || fact.type === 'boolean') {
      const values = fact.values ?? [false, true];
      out.push({ fact: index, count: values.length + 1, values });
    } else if (fact.type === 'string') {
      const values = [
        ...new Set(
          own.flatMap((clause) =>
            [...everyNode(clause)].flatMap((node) => (node.k === 'constant' && node.type === 'string' ? [node.value] : [])),
          ),
        ),
      ];
      out.push({ fact: index, count: values.length + 2, values });
    } else {
      const found = own.map((clause) => cutsOf(rule, clause, index, today));
      if (found.some((cuts) => cuts === undefined)) return undefined;
      const cuts = unique(found.flatMap((c) => c ?? []));
      out.push({ fact: index, count: 2 * cuts.length + 2, cuts });
    }
  }
  return out;
};

/** The class of a known value (≥ 1). */
export const classOf = (classes: Classes, value: Value): number => {
  if ('values' in classes) {
    const at = classes.values.findIndex((v) =>
      typeof v === 'object' && typeof value === 'object' ? compare(v, value) === 0 : v === value,
    );
    return at < 0 ? classes.values.length + 1 : at + 1;
  }
  return classOfNumber(classes.cuts, value as Rational);
};

/** The class of a number or day among ascending cuts (≥ 1). */
export const classOfNumber = (cuts: readonly Rational[], value: Rational): number => {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compare(cuts[middle]!, value);
    if (order === 0) return 2 * middle + 2;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return 2 * low + 1;
};
