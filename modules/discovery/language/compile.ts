import { isExpr, type MadeRules, type Names, type Term } from './compiler/base.ts';
import { CallsCompiler } from './compiler/calls.ts';
import type { Dictionary } from './dictionary.ts';
import { type Expr, everyNode, isFixed, type MemberList, type Scalar, type Scope } from './expression.ts';
import { PROPERTIES } from './functions.ts';
import { parseNumber, parseString } from './literals.ts';
import { isInteger, type Rational } from './rational.ts';
import { Refused, type RuleRefusal } from './refusal.ts';
import { HOUSEHOLD, habitHint, parseText, refused, type Syntax } from './syntax.ts';
import { arithmeticType, TYPE_WORDS } from './types.ts';

export type { MadeRules };

/** A rule that may be screened: checked, typed, every name resolved. */
export type Rule = {
  readonly text: string;
  readonly root: Expr;
  readonly dictionary: Dictionary;
  /** Indices of the facts it names, in dictionary order. */
  readonly facts: readonly number[];
  /** It looks at other members of the household. */
  readonly household: boolean;
};
export type Compiled = { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly refusal: RuleRefusal };

class Compiler extends CallsCompiler {
  compile(): Expr {
    const tree = parseText(this.text, this.dictionary, [...this.rules.keys()]);
    return this.scalar(tree, { scope: 0, bare: 0, members: new Map(), inFilter: false });
  }

  protected override term(node: Syntax, names: Names): Term {
    const at = { from: node.from, to: node.to };
    const [first, second, third] = node.children;
    switch (node.name) {
      case 'ParenthesizedExpression':
        return this.term(first!, names);
      case 'NumericLiteral': {
        const value = parseNumber(node.text);
        if (!value) throw this.no(node, 'syntax', `“${node.text}”不是数字`, `“${node.text}” is not a number`);
        return { k: 'constant', type: 'number', value, ...at };
      }
      case 'StringLiteral': {
        const value = parseString(node.text);
        if (value === undefined) throw this.no(node, 'syntax', '文字里的转义写法不对', 'an escape in the text is not known');
        return { k: 'constant', type: 'string', value, ...at };
      }
      case 'BooleanLiteral':
        return { k: 'constant', type: 'boolean', value: node.text === 'true', ...at };
      case 'DateTimeLiteral':
        return { ...this.dateLiteral(node, names), ...at };
      case 'VariableName':
        return this.name(node, names);
      case 'Conjunction':
      case 'Disjunction':
        return {
          k: node.name === 'Conjunction' ? 'and' : 'or',
          type: 'boolean',
          parts: this.flat(node).map((part) => this.scalar(part, names, 'boolean')),
          ...at,
        };
      case 'Comparison':
        return this.comparison(node, names);
      case 'ArithmeticExpression':
        return this.arithmetic(node, names);
      case 'IfExpression': {
        const then = this.scalar(second!, names);
        return {
          k: 'if',
          type: then.type,
          condition: this.scalar(first!, names, 'boolean'),
          then,
          otherwise: this.scalar(third!, names, then.type),
          ...at,
        };
      }
      case 'FunctionInvocation':
        return this.call(node, names);
      case 'PathExpression':
        return this.path(node, names);
      case 'FilterExpression':
        return this.filter(node, names);
      case 'QuantifiedExpression':
        return this.quantified(node, names);
      case 'ForExpression': {
        const { list, scope, names: inner } = this.binder(first!, names);
        const body = this.scalar(second!, inner);
        return { k: 'list', list: { k: 'each', list, scope, body }, of: body.type };
      }
      case 'List': {
        const items = node.children.map((item) => this.scalar(item, names));
        const other = items.findIndex((item) => item.type !== items[0]!.type);
        if (other > 0) throw this.no(node.children[other]!, 'type', '一列里的值要同一类', 'the values of a list must be of one type');
        if (!items[0]) throw this.no(node, 'unsupported', '列表是空的', 'the list is empty');
        return { k: 'list', list: { k: 'items', items }, of: items[0].type };
      }
      case 'null':
        throw this.no(
          node,
          'unsupported',
          '规则里不写 null：不知道的情况由系统按“未知”处理',
          'null is not written in rules: a missing fact is unknown by itself',
        );
      default:
        throw this.no(
          node,
          'unsupported',
          `不支持这种写法：“${node.text}”`,
          `this form is not supported: “${node.text}”`,
          habitHint(node.text) ?? habitHint(this.text.slice(Math.max(node.from - 3, 0), node.to)),
        );
    }
  }

  /** `a and b and c` is one clause list, not a nest. */
  private flat(node: Syntax): readonly Syntax[] {
    return node.children.flatMap((child) => (child.name === node.name ? this.flat(child) : [child]));
  }

  private name(node: Syntax, names: Names): Term {
    const name = node.text.replace(/\s+/g, ' ');
    const at = { from: node.from, to: node.to };
    const bound = names.members.get(name);
    if (name === HOUSEHOLD) return { k: 'list', list: { k: 'members' }, of: 'member' };
    const fact = this.dictionary.index.get(name);
    if (names.inFilter && fact !== undefined) return { k: 'fact', type: this.dictionary.facts[fact]!.type, fact, scope: names.bare, ...at };
    if (bound !== undefined) return { k: 'member', scope: bound };
    if (fact !== undefined) return { k: 'fact', type: this.dictionary.facts[fact]!.type, fact, scope: names.bare, ...at };
    if (this.rules.has(name)) {
      if (names.inFilter)
        throw this.no(
          node,
          'unsupported',
          `${HOUSEHOLD}[…] 里不能用子规则“${name}”，它说的是本人`,
          `the sub-rule “${name}” speaks of the resident and can't stand in ${HOUSEHOLD}[…]`,
        );
      return { k: 'rule', name, ...this.subRule(name, node), ...at };
    }
    const spelled = /^not (.+)$/.exec(name);
    const hint = spelled
      ? { zh: `请写成 not(${spelled[1]})`, en: `write not(${spelled[1]})` }
      : / not$/.test(name)
        ? { zh: '请写成 not(… in …)', en: 'write not(… in …)' }
        : (habitHint(name) ?? { zh: '请用情况字典里的名称', en: 'use a name from the dictionary of facts' });
    throw this.no(node, 'unknown_name', `没有叫“${name}”的情况`, `there is no fact called “${name}”`, hint);
  }

  private subRule(name: string, node: Syntax): { readonly of: Expr; readonly type: Scalar } {
    if (this.open.includes(name)) throw this.no(node, 'circular', `子规则“${name}”绕回了自己`, `the sub-rule “${name}” refers to itself`);
    const before = this.made.get(name);
    if (before !== undefined) return { of: before, type: before.type };
    const made = compileExpr(this.rules.get(name)!, this.dictionary, this.rules, this.made, [...this.open, name]);
    if (made instanceof Refused)
      throw this.no(
        node,
        made.refusal.code,
        `子规则“${name}”有问题：${made.refusal.zh}`,
        `the sub-rule “${name}” is refused: ${made.refusal.en}`,
        made.refusal.hint,
      );
    this.made.set(name, made);
    return { of: made, type: made.type };
  }

  private arithmetic(node: Syntax, names: Names): Expr {
    const at = { from: node.from, to: node.to };
    if (node.children.length === 2) {
      const of = this.scalar(node.children[1]!, names);
      if (of.type !== 'number' && of.type !== 'months' && of.type !== 'seconds')
        throw this.no(node, 'type', `${TYPE_WORDS[of.type].zh}前面不能加负号`, `${TYPE_WORDS[of.type].en} has no negative`);
      return { k: 'call', fn: 'negate', type: of.type, args: [of], ...at };
    }
    const [a, operator, b] = node.children;
    const [left, right] = [this.scalar(a!, names), this.scalar(b!, names)];
    if (operator!.text === '**') {
      if (
        left.type !== 'number' ||
        right.k !== 'constant' ||
        right.type !== 'number' ||
        !isInteger(right.value as Rational) ||
        (right.value as Rational).n > 64n ||
        (right.value as Rational).n < 0n
      )
        throw this.no(node, 'unsupported', '乘方的指数要写明，0 到 64 的整数', 'the exponent must be a written whole number from 0 to 64');
      return { k: 'call', fn: 'power', type: 'number', args: [left, right], ...at };
    }
    const op = operator!.text as '+' | '-' | '*' | '/';
    const type = arithmeticType(op, left.type, right.type);
    if (!type)
      throw this.no(
        node,
        'type',
        `${TYPE_WORDS[left.type].zh}和${TYPE_WORDS[right.type].zh}不能用“${op}”`,
        `“${op}” is not defined for ${TYPE_WORDS[left.type].en} and ${TYPE_WORDS[right.type].en}`,
      );
    if (type === 'string') for (const part of [left, right]) this.mustBeListed(part, node);
    const scaling = op === '*' ? (left.type === 'number' ? left : right) : right;
    if (type === 'months' && (op === '*' || op === '/') && !isFixed(scaling))
      throw this.no(
        node,
        'unsupported',
        '年月时长只能乘除写明的数',
        'a duration in years and months can only be multiplied by a written number',
      );
    return { k: 'arithmetic', op, type, left, right, ...at };
  }

  private path(node: Syntax, names: Names): Term {
    const [base, property] = node.children;
    const at = { from: node.from, to: node.to };
    const name = property!.text.replace(/\s+/g, ' ');
    const term = this.term(base!, names);
    if (!isExpr(term)) {
      const fact = this.dictionary.index.get(name);
      if (fact === undefined)
        throw this.no(property!, 'unknown_name', `没有叫“${name}”的情况`, `there is no fact called “${name}”`, {
          zh: '请用情况字典里的名称',
          en: 'use a name from the dictionary of facts',
        });
      const type = this.dictionary.facts[fact]!.type;
      if (term.k === 'member') return { k: 'fact', type, fact, scope: term.scope, ...at };
      if (term.list.k !== 'members' && term.list.k !== 'filter')
        throw this.no(node, 'unsupported', '这一列已经是值了', 'this list holds values already');
      const scope = this.nextScope++;
      return { k: 'list', list: { k: 'each', list: term.list, scope, body: { k: 'fact', type, fact, scope, ...at } }, of: type };
    }
    const found = PROPERTIES[`${term.type}.${name}`];
    if (!found)
      throw this.no(property!, 'unsupported', `${TYPE_WORDS[term.type].zh}没有“${name}”`, `${TYPE_WORDS[term.type].en} has no “${name}”`);
    if (found.apply) this.mustBeListed(term, node);
    return { k: 'call', fn: found.fn === 'year' || !found.apply ? `.${name}` : found.fn, type: 'number', args: [term], ...at };
  }

  private filter(node: Syntax, names: Names): Term {
    const [base, condition] = node.children;
    const list = this.members(base!, names);
    const scope = this.nextScope++;
    const inner: Names = { scope, bare: scope, members: new Map(names.members).set('item', scope), inFilter: true };
    const made = this.term(condition!, inner);
    if (!isExpr(made) || made.type !== 'boolean')
      throw this.no(condition!, 'type', `${HOUSEHOLD}[…] 里要一个条件`, `${HOUSEHOLD}[…] needs a condition`, {
        zh: `如 ${HOUSEHOLD}[年龄 >= 60]；不支持按序号取人`,
        en: `such as ${HOUSEHOLD}[age >= 60]; members can't be taken by number`,
      });
    return { k: 'list', list: { k: 'filter', list, scope, condition: made }, of: 'member' };
  }

  private binder(node: Syntax, names: Names): { readonly list: MemberList; readonly scope: Scope; readonly names: Names } {
    if (node.children.length !== 1) throw this.no(node, 'unsupported', '一次只能列举一组人', 'only one list at a time');
    const [variable, context] = node.children[0]!.children;
    if (context?.children.length !== 1)
      throw this.no(node, 'unsupported', `这里只支持 ${HOUSEHOLD}`, `only ${HOUSEHOLD} is supported here`);
    const list = this.members(context.children[0]!, names);
    const scope = this.nextScope++;
    const name = variable!.text.replace(/\s+/g, ' ');
    if (this.dictionary.index.has(name) || name === HOUSEHOLD)
      throw this.no(
        variable!,
        'unsupported',
        `“${name}”已经是情况的名称，请换一个代称`,
        `“${name}” is a fact already, choose another word`,
      );
    return { list, scope, names: { ...names, members: new Map(names.members).set(name, scope) } };
  }

  private quantified(node: Syntax, names: Names): Expr {
    const [bindings, body] = node.children;
    const { list, scope, names: inner } = this.binder(bindings!, names);
    const k = /^some\b/.test(node.text) ? 'some' : 'every';
    return { k, type: 'boolean', scope, list, body: this.scalar(body!, inner, 'boolean'), from: node.from, to: node.to };
  }
}

const compileExpr = (
  text: string,
  dictionary: Dictionary,
  rules: ReadonlyMap<string, string>,
  made: MadeRules,
  open: readonly string[] = [],
): Expr | Refused => {
  try {
    return new Compiler(text, dictionary, rules, made, open).compile();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
};

const factsOf = (root: Expr): readonly number[] => {
  const found = new Set<number>();
  for (const node of everyNode(root)) if (node.k === 'fact') found.add(node.fact);
  return [...found].sort((a, b) => a - b);
};
const usesHousehold = (root: Expr): boolean =>
  [...everyNode(root)].some(
    (node) =>
      node.k === 'some' || node.k === 'every' || ((node.k === 'total' || node.k === 'any' || node.k === 'all') && node.list.k !== 'items'),
  );

/**
 * Checks a rule and makes it ready to screen with.
 * @param rules named sub-rules that it may use by name
 * @param known sub-rules of the same texts that are made already; those made here are added
 * @returns the rule, or why not, where, and what to write instead; never throws for a wrong text
 */
export const compile = (
  text: string,
  dictionary: Dictionary,
  rules: ReadonlyMap<string, string> = new Map(),
  known: MadeRules = new Map(),
): Compiled => {
  const made = compileExpr(text, dictionary, rules, known);
  if (made instanceof Refused) return { ok: false, refusal: made.refusal };
  if (made.type !== 'boolean')
    return {
      ok: false,
      refusal: refused(
        text,
        made,
        'type',
        `规则的结果要是“是/否”，现在是${TYPE_WORDS[made.type].zh}`,
        `a rule must give yes or no; this gives ${TYPE_WORDS[made.type].en}`,
      ).refusal,
    };
  return { ok: true, rule: { text, root: made, dictionary, facts: factsOf(made), household: usesHousehold(made) } };
};

/** Any expression, whatever its type: for sub-rules that give a number, for examples and tests. */
export const compileValue = (
  text: string,
  dictionary: Dictionary,
  rules: ReadonlyMap<string, string> = new Map(),
  known: MadeRules = new Map(),
): { readonly ok: true; readonly root: Expr } | { readonly ok: false; readonly refusal: RuleRefusal } => {
  const made = compileExpr(text, dictionary, rules, known);
  return made instanceof Refused ? { ok: false, refusal: made.refusal } : { ok: true, root: made };
};
