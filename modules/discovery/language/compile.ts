import type { Dictionary, Value } from './dictionary.ts';
import { type CompareOp, type Expr, everyNode, isFixed, type ListExpr, type MemberList, type Scalar, type Scope } from './expression.ts';
import { FUNCTIONS, PROPERTIES } from './functions.ts';
import { dateFromParts, type Literal, parseDate, parseDuration, parseNumber, parseString } from './literals.ts';
import { isInteger, type Rational } from './rational.ts';
import { Refused, type RuleRefusal } from './refusal.ts';
import { HOUSEHOLD, habitHint, parseText, refused, type Syntax } from './syntax.ts';
import { arithmeticType, LIST_FUNCTIONS, TYPE_WORDS } from './types.ts';

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

type Names = { readonly scope: Scope; readonly bare: Scope; readonly members: ReadonlyMap<string, Scope>; readonly inFilter: boolean };
type Term =
  | Expr
  | { readonly k: 'list'; readonly list: ListExpr; readonly of: Scalar | 'member' }
  | { readonly k: 'member'; readonly scope: Scope };
const isExpr = (t: Term): t is Expr => 'type' in t;

const BRACKETS = { zh: '请给 in 的部分加括号，如 (年龄 in [0..7]) or 低保', en: 'put the in part in brackets: (age in [0..7]) or other' };

class Compiler {
  private readonly text: string;
  private readonly dictionary: Dictionary;
  private readonly rules: ReadonlyMap<string, string>;
  private readonly open: readonly string[];
  private nextScope = 1;

  constructor(text: string, dictionary: Dictionary, rules: ReadonlyMap<string, string>, open: readonly string[]) {
    this.text = text;
    this.dictionary = dictionary;
    this.rules = rules;
    this.open = open;
  }

  compile(): Expr {
    const tree = parseText(this.text, this.dictionary, [...this.rules.keys()]);
    return this.scalar(tree, { scope: 0, bare: 0, members: new Map(), inFilter: false });
  }

  private no(at: { from: number; to: number }, code: RuleRefusal['code'], zh: string, en: string, hint?: RuleRefusal['hint']): Refused {
    return refused(this.text, at, code, zh, en, hint);
  }

  private scalar(node: Syntax, names: Names, want?: Scalar): Expr {
    const term = this.term(node, names);
    if (!isExpr(term))
      throw this.no(node, 'type', '这里要一个值，不是一组人或一列值', 'one value is needed here, not a list', {
        zh: '可用 count、sum、max、min 或 some … satisfies',
        en: 'use count, sum, max, min or some … satisfies',
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

  private list(node: Syntax, names: Names): { readonly list: ListExpr; readonly of: Scalar | 'member' } {
    const term = this.term(node, names);
    if (!isExpr(term) && term.k === 'list') return term;
    if (isExpr(term)) return { list: { k: 'items', items: [term] }, of: term.type };
    throw this.no(node, 'type', '这里要一列值', 'a list is needed here');
  }

  private members(node: Syntax, names: Names): MemberList {
    const { list } = this.list(node, names);
    if (list.k === 'members' || list.k === 'filter') return list;
    throw this.no(
      node,
      'unsupported',
      `这里只支持 ${HOUSEHOLD} 或 ${HOUSEHOLD}[条件]`,
      `only ${HOUSEHOLD} or ${HOUSEHOLD}[condition] is supported here`,
    );
  }

  private term(node: Syntax, names: Names): Term {
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
          habitHint(node.text),
        );
    }
  }

  /** `a and b and c` is one clause list, not a nest. */
  private flat(node: Syntax): readonly Syntax[] {
    return node.children.flatMap((child) => (child.name === node.name ? this.flat(child) : [child]));
  }

  private dateLiteral(node: Syntax, names: Names): Literal & { readonly k: 'constant' } {
    const [head, params] = node.children;
    const bad = (): Refused =>
      this.no(node, 'syntax', `“${node.text}”不是日期或时长`, `“${node.text}” is not a date or duration`, {
        zh: '如 date("2026-01-31")、duration("P1Y6M")',
        en: 'such as date("2026-01-31"), duration("P1Y6M")',
      });
    const made = ((): Literal | undefined => {
      if (head?.name === 'AtLiteral') {
        const inner = parseString(head.children[0]!.text);
        return inner === undefined ? undefined : (parseDate(inner) ?? parseDuration(inner));
      }
      const kind = head?.text;
      if (kind !== 'date' && kind !== 'duration')
        throw this.no(node, 'unsupported', '不支持时刻，只支持日期和时长', 'times of day are not supported, only dates and durations');
      const args = (params?.children ?? []).map((arg) => this.scalar(arg.name === 'NamedParameter' ? arg.children[1]! : arg, names));
      if (args.some((arg) => arg.k !== 'constant'))
        throw this.no(node, 'unsupported', '这里要写明的日期或时长', 'a date or duration must be written out here');
      const values = args.map((arg) => (arg.k === 'constant' ? arg.value : ''));
      if (kind === 'date' && values.length === 1 && args[0]!.type === 'date') return { type: 'date', value: values[0]! };
      if (kind === 'date' && values.length === 3 && args.every((arg) => arg.type === 'number')) return dateFromParts(values as Rational[]);
      if (values.length !== 1 || args[0]!.type !== 'string') return undefined;
      return kind === 'date' ? parseDate(values[0] as string) : parseDuration(values[0] as string);
    })();
    if (!made) throw bad();
    return { k: 'constant', ...made };
  }

  private name(node: Syntax, names: Names): Term {
    const name = node.text.replace(/\s+/g, ' ');
    const at = { from: node.from, to: node.to };
    const bound = names.members.get(name);
    const fact = this.dictionary.index.get(name);
    if (names.inFilter && fact !== undefined) return { k: 'fact', type: this.dictionary.facts[fact]!.type, fact, scope: names.bare, ...at };
    if (bound !== undefined) return { k: 'member', scope: bound };
    if (fact !== undefined) return { k: 'fact', type: this.dictionary.facts[fact]!.type, fact, scope: names.bare, ...at };
    if (name === HOUSEHOLD) return { k: 'list', list: { k: 'members' }, of: 'member' };
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
    const made = compileExpr(this.rules.get(name)!, this.dictionary, this.rules, [...this.open, name]);
    if (made instanceof Refused)
      throw this.no(
        node,
        made.refusal.code,
        `子规则“${name}”有问题：${made.refusal.zh}`,
        `the sub-rule “${name}” is refused: ${made.refusal.en}`,
        made.refusal.hint,
      );
    return { of: made, type: made.type };
  }

  private comparison(node: Syntax, names: Names): Expr {
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

  private compare(op: CompareOp, left: Expr, right: Expr, node: Syntax): Expr {
    if (left.type !== right.type)
      throw this.no(
        node,
        'type',
        `${TYPE_WORDS[left.type].zh}不能和${TYPE_WORDS[right.type].zh}比较`,
        `${TYPE_WORDS[left.type].en} can't be compared with ${TYPE_WORDS[right.type].en}`,
      );
    if (left.type === 'boolean' && op !== '=' && op !== '!=')
      throw this.no(node, 'type', '是/否只能比较相等', 'yes/no values can only be compared for equality');
    if (left.type === 'string' && op !== '=' && op !== '!=') {
      this.mustBeListed(left, node);
      this.mustBeListed(right, node);
    }
    return { k: 'compare', type: 'boolean', op, left, right, from: node.from, to: node.to };
  }

  /** One of the tests after `in`. */
  private test(subject: Expr, node: Syntax, names: Names): Expr {
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

  private anyOf(parts: readonly Expr[], at: { from: number; to: number }, node: Syntax): Expr {
    if (parts.length === 0) throw this.no(node, 'unsupported', '列表是空的', 'the list is empty');
    return parts.length === 1 ? parts[0]! : { k: 'or', type: 'boolean', parts, ...at };
  }

  private interval(subject: Expr, node: Syntax, names: Names): Expr {
    const [low, high] = node.children;
    const parts = [
      this.compare(node.text.startsWith('[') ? '>=' : '>', subject, this.scalar(low!, names), node),
      this.compare(node.text.endsWith(']') ? '<=' : '<', subject, this.scalar(high!, names), node),
    ];
    return { k: 'and', type: 'boolean', parts, from: node.from, to: node.to };
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

  private call(node: Syntax, names: Names): Expr {
    const at = { from: node.from, to: node.to };
    const [head, params] = node.children;
    const fn = head!.text.replace(/\s+/g, ' ');
    const given = params?.children ?? [];
    if (fn === 'today' && given.length === 0) return { k: 'today', type: 'date', ...at };
    if (fn === 'not' && given.length === 1) return { k: 'not', type: 'boolean', of: this.scalar(given[0]!, names, 'boolean'), ...at };
    if (LIST_FUNCTIONS.has(fn)) return this.listCall(fn, node, given, names);
    const signature = Object.hasOwn(FUNCTIONS, fn) ? FUNCTIONS[fn] : undefined;
    if (!signature) throw this.no(head!, 'unsupported', `不支持函数 ${fn}`, `the function ${fn} is not supported`);
    const named = params?.name === 'NamedParameters';
    const byName = new Map(named ? given.map((p) => [p.children[0]!.text.replace(/\s+/g, ' '), p.children[1]!]) : []);
    const needed = signature.params.filter((p) => !p.optional).length;
    if (
      given.length > signature.params.length ||
      given.length < needed ||
      (named && [...byName.keys()].some((name) => !signature.params.some((p) => p.name === name)))
    )
      throw this.no(node, 'type', `${fn} 的参数不对`, `wrong arguments for ${fn}`, {
        zh: `要 ${signature.params.map((p) => p.name).join('、')}`,
        en: `it takes ${signature.params.map((p) => p.name).join(', ')}`,
      });
    const args: Expr[] = [];
    for (const [i, param] of signature.params.entries()) {
      const arg = named ? byName.get(param.name) : given[i];
      if (!arg) {
        if (param.optional) continue;
        throw this.no(node, 'type', `${fn} 缺少参数 ${param.name}`, `${fn} lacks ${param.name}`);
      }
      const made = fn === 'abs' ? this.scalar(arg, names) : this.scalar(arg, names, param.type);
      if (fn === 'abs' && made.type !== 'number' && made.type !== 'months' && made.type !== 'seconds')
        throw this.no(arg, 'type', 'abs 要数字或时长', 'abs takes a number or duration');
      if (signature.apply) this.mustBeListed(made, arg);
      args.push(made);
    }
    if (fn === 'modulo' && !isFixed(args[1]!))
      throw this.no(given[1]!, 'unsupported', 'modulo 的除数要写明', 'the divisor of modulo must be written out');
    return { k: 'call', fn, type: fn === 'abs' ? args[0]!.type : signature.result, args, ...at };
  }

  private listCall(fn: string, node: Syntax, given: readonly Syntax[], names: Names): Expr {
    const at = { from: node.from, to: node.to };
    const values = given.map((p) => (p.name === 'NamedParameter' ? p.children[1]! : p));
    if (given.some((p) => p.name === 'NamedParameter' && p.children[0]!.text !== 'list') || values.length === 0)
      throw this.no(node, 'type', `${fn} 的参数不对`, `wrong arguments for ${fn}`);
    if (fn === 'list contains') {
      if (values.length !== 2) throw this.no(node, 'type', 'list contains 要一列值和一个值', 'list contains takes a list and a value');
      return { k: 'clause', type: 'boolean', of: this.test(this.scalar(values[1]!, names), values[0]!, names), ...at };
    }
    const { list, of } = values.length === 1 ? this.list(values[0]!, names) : this.sameType(values, names);
    if (fn === 'count') return { k: 'total', fn, type: 'number', list, ...at };
    if (of === 'member' || list.k === 'members' || list.k === 'filter')
      throw this.no(node, 'type', `${fn} 要一列值`, `${fn} needs a list of values`, {
        zh: `如 ${fn}(${HOUSEHOLD}.月收入)`,
        en: `such as ${fn}(${HOUSEHOLD}.fact)`,
      });
    if (fn === 'any' || fn === 'all') {
      if (of !== 'boolean') throw this.no(node, 'type', `${fn} 要一列是/否`, `${fn} needs a list of yes/no`);
      return { k: fn, type: 'boolean', list, ...at };
    }
    const total = fn as 'sum' | 'min' | 'max' | 'mean';
    const fine =
      total === 'sum' || total === 'mean'
        ? of === 'number' || of === 'seconds' || (of === 'months' && total === 'sum')
        : of !== 'boolean' && of !== 'string';
    if (!fine) throw this.no(node, 'type', `${fn} 不能用于${TYPE_WORDS[of].zh}`, `${fn} is not defined for ${TYPE_WORDS[of].en}`);
    return { k: 'total', fn: total, type: of, list, ...at };
  }

  private sameType(values: readonly Syntax[], names: Names): { readonly list: ListExpr; readonly of: Scalar } {
    const items = values.map((value) => this.scalar(value, names));
    const other = items.findIndex((item) => item.type !== items[0]!.type);
    if (other > 0) throw this.no(values[other]!, 'type', '各个值要同一类', 'the values must be of one type');
    return { list: { k: 'items', items }, of: items[0]!.type };
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
    if (!context || context.children.length !== 1)
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

  /** Text functions and the like are exact only over values that can be listed. */
  private mustBeListed(e: Expr, node: { from: number; to: number }): void {
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

const compileExpr = (text: string, dictionary: Dictionary, rules: ReadonlyMap<string, string>, open: readonly string[]): Expr | Refused => {
  try {
    return new Compiler(text, dictionary, rules, open).compile();
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
 * @returns the rule, or why not, where, and what to write instead; never throws for a wrong text
 */
export const compile = (text: string, dictionary: Dictionary, rules: ReadonlyMap<string, string> = new Map()): Compiled => {
  const made = compileExpr(text, dictionary, rules, []);
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

/** Any expression, whatever its type: for examples and tests. */
export const compileValue = (
  text: string,
  dictionary: Dictionary,
): { readonly ok: true; readonly root: Expr } | { readonly ok: false; readonly refusal: RuleRefusal } => {
  const made = compileExpr(text, dictionary, new Map(), []);
  return made instanceof Refused ? { ok: false, refusal: made.refusal } : { ok: true, root: made };
};

export type { Value };
