import type { Rule } from '../language/compile.ts';
import type { Dictionary } from '../language/dictionary.ts';
import type { CompareOp, Expr } from '../language/expression.ts';
import { compare, type Rational } from '../language/rational.ts';
import { clausesOf } from './classes.ts';

/** The sum or the largest of one number over everybody in the household, and the amounts it is compared with. */
export type Total = { readonly text: string; readonly fn: 'sum' | 'max'; readonly fact: number; readonly cuts: readonly Rational[] };

const TURNED: Readonly<Record<string, CompareOp>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** `sum(户.事) op 数`, either way round; undefined for anything else. */
export const totalText = (
  clause: Expr,
  dictionary: Dictionary,
):
  | { readonly total: string; readonly fn: 'sum' | 'max'; readonly fact: number; readonly op: CompareOp; readonly cut: Rational }
  | undefined => {
  if (clause.k !== 'compare' || !TURNED[clause.op]) return undefined;
  const swapped = clause.left.k === 'constant';
  const [total, cut] = swapped ? [clause.right, clause.left] : [clause.left, clause.right];
  if (total.k !== 'total' || (total.fn !== 'sum' && total.fn !== 'max') || cut.k !== 'constant' || total.type !== 'number')
    return undefined;
  const { list } = total;
  if (list.k !== 'each' || list.list.k !== 'members' || list.body.k !== 'fact' || list.body.scope !== list.scope) return undefined;
  // of listed amounts not every sum between the least and the most is possible
  if (dictionary.facts[list.body.fact]!.values) return undefined;
  return {
    total: `${total.fn}:${list.body.fact}`,
    fn: total.fn,
    fact: list.body.fact,
    op: swapped ? TURNED[clause.op]! : clause.op,
    cut: cut.value as Rational,
  };
};

/** Every different total of the rules, with all amounts it is compared with. */
export const totalsOf = (rules: readonly Rule[]): readonly Total[] => {
  const found = new Map<string, { text: string; fn: 'sum' | 'max'; fact: number; cuts: Rational[] }>();
  for (const rule of rules)
    for (const clause of clausesOf(rule.root)) {
      const total = totalText(clause, rule.dictionary);
      if (!total) continue;
      const known = found.get(total.total);
      if (!known) found.set(total.total, { text: total.total, fn: total.fn, fact: total.fact, cuts: [total.cut] });
      else if (!known.cuts.some((cut) => compare(cut, total.cut) === 0)) known.cuts.push(total.cut);
    }
  return [...found.values()].map((total) => ({ ...total, cuts: total.cuts.sort(compare) }));
};
