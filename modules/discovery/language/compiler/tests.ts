import type { CompareOp, Expr } from '../expression.ts';
import { HOUSEHOLD, type Syntax } from '../syntax.ts';
import { CompilerBase, isExpr, type Names } from './base.ts';

const BRACKETS = { zh: '请给 in 的部分加括号，如 (年龄 in [0..7]) or 低保', en: 'put the in part in brackets: (age in [0..7]) or other' };

/** Comparisons, `between` and what may follow `in`. */
export abstract class TestsCompiler extends CompilerBase {
  protected comparison(node: Syntax, names: Names): Expr {
    const at = { from: node.from, to: node.to };
    const [left, operator, right] = node.children;
    if (operator?.name === 'CompareOp')
      return this.compare(operator.text as CompareOp, this.scalar(left!, names), this.scalar(right!, names), node);
    const subject = this.scalar(left!, names);
    if (operator?.name === 'PositiveUnaryTest' || operator?.name === 'PositiveUnaryTests') {
      const tests = operator.name === 'PositiveUnaryTests' ? operator.children : [operator];
      const parts = tests.map((test) => this.test(subject, test, names));
      return { k: 'clause', type: 'boolean', of: parts.length === 1 ? parts[0]! : { k: 'or', type: 'boolean', parts, ...at }, ...at };
    }
    if (!right) throw this.no(node, 'unsupported', '不支持这种比较', 'this comparison is not supported');
    const parts = [
      this.compare('>=', subject, this.scalar(operator!, names), node),
      this.compare('<=', subject, this.scalar(right, names), node),
    ];
    return { k: 'clause', type: 'boolean', of: { k: 'and', type: 'boolean', parts, ...at }, ...at };
  }

  /** One of the tests after `in`. */
  protected test(subject: Expr, node: Syntax, names: Names): Expr {
    const at = { from: node.from, to: node.to };
    const [first, second] = node.children;
    switch (node.name) {
      case 'PositiveUnaryTest':
      case 'ParenthesizedExpression':
        return this.test(subject, first!, names);
      case 'Conjunction':
      case 'Disjunction':
      case 'Comparison':
        // lezer-feel reads `年龄 in [0..7] or 低保` as `年龄 in ([0..7] or 低保)`, which nobody means
        throw this.no(node, 'brackets', 'in 后面连着 and/or，读法不清楚', 'what belongs to in is unclear here', BRACKETS);
      case 'SimplePositiveUnaryTest': {
        if (first?.name === 'Interval') return this.interval(subject, first, names);
        if (first?.name === 'CompareOp') {
          if (/Conjunction|Disjunction|Comparison/.test(second!.name))
            throw this.no(node, 'brackets', 'in 后面连着 and/or，读法不清楚', 'what belongs to in is unclear here', BRACKETS);
          return this.compare(first.text as CompareOp, subject, this.scalar(second!, names), node);
        }
        return this.test(subject, first!, names);
      }
      case 'Interval':
        return this.interval(subject, node, names);
      case 'List':
        return this.anyOf(
          node.children.map((item) => this.test(subject, item, names)),
          at,
          node,
        );
      default: {
        const term = this.term(node, names);
        if (isExpr(term)) return this.compare('=', subject, term, node);
        if (term.k === 'member' || term.list.k === 'members' || term.list.k === 'filter')
          throw this.no(node, 'type', '这里要一列值，不是一组人', 'a list of values is needed here, not members', {
            zh: `如 ${HOUSEHOLD}.年龄`,
            en: `such as ${HOUSEHOLD}.fact`,
          });
        if (term.list.k === 'items')
          return this.anyOf(
            term.list.items.map((item) => this.compare('=', subject, item, node)),
            at,
            node,
          );
        const each = term.list;
        return { k: 'any', type: 'boolean', list: { ...each, body: this.compare('=', subject, each.body, node) }, ...at };
      }
    }
  }

  protected anyOf(parts: readonly Expr[], at: { from: number; to: number }, node: Syntax): Expr {
    if (parts.length === 0) throw this.no(node, 'unsupported', '列表是空的', 'the list is empty');
    return parts.length === 1 ? parts[0]! : { k: 'or', type: 'boolean', parts, ...at };
  }

  protected interval(subject: Expr, node: Syntax, names: Names): Expr {
    const [low, high] = node.children;
    const parts = [
      this.compare(node.text.startsWith('[') ? '>=' : '>', subject, this.scalar(low!, names), node),
      this.compare(node.text.endsWith(']') ? '<=' : '<', subject, this.scalar(high!, names), node),
    ];
    return { k: 'and', type: 'boolean', parts, from: node.from, to: node.to };
  }
}
