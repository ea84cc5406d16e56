import type { Dictionary } from '../dictionary.ts';
import { type CompareOp, type Expr, everyNode, type ListExpr, type MemberList, type Scalar, type Scope, sizeOf } from '../expression.ts';
import type { Refused, RuleRefusal } from '../refusal.ts';
import { HOUSEHOLD, refused, type Syntax } from '../syntax.ts';
import { TYPE_WORDS } from '../types.ts';

/** What names mean at a place of the text. */
export type Names = {
  readonly scope: Scope;
  readonly bare: Scope;
  readonly members: ReadonlyMap<string, Scope>;
  readonly inFilter: boolean;
};
/** What a part of a rule may stand for. */
export type Term =
  | Expr
  | { readonly k: 'list'; readonly list: ListExpr; readonly of: Scalar | 'member' }
  | { readonly k: 'member'; readonly scope: Scope };
/** Sub-rules by name, each made once however often it is used. */
export type MadeRules = Map<string, Expr>;
export const isExpr = (t: Term): t is Expr => 'type' in t;

/** A rule written out, sub-rules and what stands before `in` each time it is meant, has at most so many parts. */
const MOST_PARTS = 10_000;

/** What every part of the compiler needs: types, lists, refusals with their place. */
export abstract class CompilerBase {
  protected readonly text: string;
  protected readonly dictionary: Dictionary;
  protected readonly rules: ReadonlyMap<string, string>;
  protected readonly made: MadeRules;
  protected readonly open: readonly string[];
  protected nextScope = 1;

  constructor(text: string, dictionary: Dictionary, rules: ReadonlyMap<string, string>, made: MadeRules, open: readonly string[]) {
    this.text = text;
    this.dictionary = dictionary;
    this.rules = rules;
    this.made = made;
    this.open = open;
  }

  protected abstract term(node: Syntax, names: Names): Term;

  protected no(at: { from: number; to: number }, code: RuleRefusal['code'], zh: string, en: string, hint?: RuleRefusal['hint']): Refused {
    return refused(this.text, at, code, zh, en, hint);
  }

  protected scalar(node: Syntax, names: Names, want?: Scalar): Expr {
    const term = this.term(node, names);
    if (!isExpr(term))
      throw this.no(node, 'type', '这里要一个值，不是一组人或一列值', 'one value is needed here, not a list', {
        zh: '可用 count、sum、max、min 或 some … satisfies',
        en: 'use count, sum, max, min or some … satisfies',
      });
    if (sizeOf(term) > MOST_PARTS)
      throw this.no(node, 'too_large', '规则写开来太长，请写得简单一些', 'the rule is too large when written out', {
        zh: 'in 和 between 前面的算式、子规则每用一次就算一遍',
        en: 'what stands before in and between, and each sub-rule, counts every time it is used',
      });
    if (want && term.type !== want)
      throw this.no(
        node,
        'type',
        `这里要${TYPE_WORDS[want].zh}，“${node.text}”是${TYPE_WORDS[term.type].zh}`,
        `${TYPE_WORDS[want].en} is needed here; “${node.text}” is ${TYPE_WORDS[term.type].en}`,
      );
    return term;
  }

  protected list(node: Syntax, names: Names): { readonly list: ListExpr; readonly of: Scalar | 'member' } {
    const term = this.term(node, names);
    if (!isExpr(term) && term.k === 'list') return term;
    if (isExpr(term)) return { list: { k: 'items', items: [term] }, of: term.type };
    throw this.no(node, 'type', '这里要一列值', 'a list is needed here');
  }

  protected members(node: Syntax, names: Names): MemberList {
    const { list } = this.list(node, names);
    if (list.k === 'members' || list.k === 'filter') return list;
    throw this.no(
      node,
      'unsupported',
      `这里只支持 ${HOUSEHOLD} 或 ${HOUSEHOLD}[条件]`,
      `only ${HOUSEHOLD} or ${HOUSEHOLD}[condition] is supported here`,
    );
  }

  protected compare(op: CompareOp, left: Expr, right: Expr, node: Syntax): Expr {
    if (left.type !== right.type)
      throw this.no(
        node,
        'type',
        `${TYPE_WORDS[left.type].zh}不能和${TYPE_WORDS[right.type].zh}比较`,
        `${TYPE_WORDS[left.type].en} can't be compared with ${TYPE_WORDS[right.type].en}`,
        left.k === 'compare' ? { zh: '两头都要比较时请写 between … and …', en: 'write between … and … to bound on both sides' } : undefined,
      );
    if (left.type === 'boolean' && op !== '=' && op !== '!=')
      throw this.no(node, 'type', '是/否只能比较相等', 'yes/no values can only be compared for equality');
    if (left.type === 'string' && op !== '=' && op !== '!=') {
      this.mustBeListed(left, node);
      this.mustBeListed(right, node);
    }
    return { k: 'compare', type: 'boolean', op, left, right, from: node.from, to: node.to };
  }

  /** Text functions and the like are exact only over values that can be listed. */
  protected mustBeListed(e: Expr, node: { from: number; to: number }): void {
    for (const part of everyNode(e)) {
      const fact = part.k === 'fact' ? this.dictionary.facts[part.fact]! : undefined;
      if (fact && fact.type !== 'boolean' && !fact.values)
        throw this.no(
          node,
          'unsupported',
          `这种写法只能用于列明可选值的情况，“${fact.name}”没有列明`,
          `this form needs a fact with listed values; “${fact.name}” has none`,
        );
    }
  }
}
