import { type Expr, isFixed, type ListExpr, type Scalar } from '../expression.ts';
import { FUNCTIONS } from '../functions.ts';
import { dateFromParts, type Literal, parseDate, parseDuration, parseString } from '../literals.ts';
import type { Rational } from '../rational.ts';
import type { Refused } from '../refusal.ts';
import { HOUSEHOLD, type Syntax } from '../syntax.ts';
import { LIST_FUNCTIONS, TYPE_WORDS } from '../types.ts';
import type { Names } from './base.ts';
import { TestsCompiler } from './tests.ts';

/** Functions, totals over lists, and dates written out. */
export abstract class CallsCompiler extends TestsCompiler {
  protected dateLiteral(node: Syntax, names: Names): Literal & { readonly k: 'constant' } {
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

  protected call(node: Syntax, names: Names): Expr {
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

  protected listCall(fn: string, node: Syntax, given: readonly Syntax[], names: Names): Expr {
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

  protected sameType(values: readonly Syntax[], names: Names): { readonly list: ListExpr; readonly of: Scalar } {
    const items = values.map((value) => this.scalar(value, names));
    const other = items.findIndex((item) => item.type !== items[0]!.type);
    if (other > 0) throw this.no(values[other]!, 'type', '各个值要同一类', 'the values must be of one type');
    return { list: { k: 'items', items }, of: items[0]!.type };
  }
}
