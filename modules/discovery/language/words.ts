import { dayText } from './calendar.ts';
import type { Rule } from './compile.ts';
import type { Dictionary, Value } from './dictionary.ts';
import type { CompareOp, Expr, ListExpr, MemberList, Scalar } from './expression.ts';
import { decimalText } from './rational.ts';

/** A rule said as one would at the counter. */
export type Said = { readonly zh: string; readonly en: string };

const say = (zh: string, en: string): Said => ({ zh, en });
const join = (parts: readonly Said[], zh: string, en: string): Said =>
  say(parts.map((p) => p.zh).join(zh), parts.map((p) => p.en).join(en));

const ORDER: Readonly<Record<CompareOp, Said>> = {
  '=': say('是', 'is'),
  '!=': say('不是', 'is not'),
  '<': say('低于', 'is below'),
  '<=': say('不超过', 'is at most'),
  '>': say('超过', 'is over'),
  '>=': say('至少', 'is at least'),
};
const DATE_ORDER: Readonly<Record<CompareOp, Said>> = {
  ...ORDER,
  '<': say('早于', 'is before'),
  '<=': say('不晚于', 'is no later than'),
  '>': say('晚于', 'is after'),
  '>=': say('不早于', 'is no earlier than'),
};
const TOTALS: Readonly<Record<string, Said>> = {
  sum: say('合计', 'total'),
  min: say('最小', 'least'),
  max: say('最大', 'greatest'),
  mean: say('平均', 'average'),
};
const CALLS: Readonly<Record<string, Said>> = {
  '.year': say('的年份', "'s year"),
  '.years': say('的整年数', ' in whole years'),
  '.months': say('余下的月数', "'s months"),
  '.days': say('的天数', ' in days'),
};

export const valueText = (value: Value, type: Scalar, unit = ''): Said => {
  if (typeof value === 'boolean') return value ? say('是', 'yes') : say('否', 'no');
  if (typeof value === 'string') return say(`“${value}”`, `“${value}”`);
  if (type === 'date') return say(dayText(Number(value.n)), dayText(Number(value.n)));
  if (type === 'months')
    return value.n % 12n === 0n ? say(`${value.n / 12n} 年`, `${value.n / 12n} years`) : say(`${value.n} 个月`, `${value.n} months`);
  if (type === 'seconds')
    return value.n % 86400n === 0n
      ? say(`${value.n / 86400n} 天`, `${value.n / 86400n} days`)
      : say(`${decimalText(value)} 秒`, `${decimalText(value)} seconds`);
  return say(`${decimalText(value)}${unit ? ` ${unit}` : ''}`, `${decimalText(value)}${unit ? ` ${unit}` : ''}`);
};

class Speaker {
  private readonly dictionary: Dictionary;
  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  say(e: Expr, unit?: string): Said {
    switch (e.k) {
      case 'constant':
        return valueText(e.value, e.type, unit);
      case 'today':
        return say('当天', 'the day');
      case 'fact':
        return this.fact(e.fact, e.scope);
      case 'and':
      case 'or': {
        const parts = e.parts.map((part) => (part.k === 'and' || part.k === 'or' ? bracket(this.holds(part)) : this.holds(part)));
        return e.k === 'and' ? join(parts, '，并且', ' and ') : join(parts, '，或者', ' or ');
      }
      case 'not':
        return e.of.k === 'fact' ? this.yesNo(e.of, false) : this.denied(this.holds(e.of));
      case 'clause':
        return this.list(e.of) ?? this.say(e.of);
      case 'rule':
        return say(`满足“${e.name}”`, `“${e.name}” holds`);
      case 'compare':
        return this.comparison(e);
      case 'if': {
        const [condition, then, otherwise] = [this.holds(e.condition), this.holds(e.then), this.holds(e.otherwise)];
        return say(`如果${condition.zh}，则${then.zh}，否则${otherwise.zh}`, `if ${condition.en} then ${then.en} else ${otherwise.en}`);
      }
      case 'arithmetic': {
        const [l, r] = [this.operand(e.left), this.operand(e.right)];
        const sign = { '+': '加', '-': '减', '*': '乘', '/': '除以' }[e.op];
        return say(`${l.zh}${sign}${r.zh}`, `${l.en} ${e.op} ${r.en}`);
      }
      case 'call': {
        const after = CALLS[e.fn];
        const args = e.args.map((arg) => this.say(arg));
        if (after) return say(`${args[0]!.zh}${after.zh}`, `${args[0]!.en}${after.en}`);
        if (e.fn === 'negate') return say(`负${args[0]!.zh}`, `minus ${args[0]!.en}`);
        if (e.fn === 'years and months duration')
          return say(`从${args[0]!.zh}到${args[1]!.zh}`, `the time from ${args[0]!.en} to ${args[1]!.en}`);
        return say(`${e.fn}（${args.map((a) => a.zh).join('，')}）`, `${e.fn}(${args.map((a) => a.en).join(', ')})`);
      }
      case 'total': {
        if (e.fn === 'count') {
          const who = this.people(e.list);
          return say(`${who.zh}人数`, `the number of ${who.en}`);
        }
        const what = this.each(e.list);
        return say(`${what.zh}${TOTALS[e.fn]!.zh}`, `the ${TOTALS[e.fn]!.en} of ${what.en}`);
      }
      case 'some':
      case 'every': {
        const [who, what] = [this.people(e.list), this.holds(e.body)];
        return e.k === 'some'
          ? say(`${who.zh}有人${what.zh}`, `one of ${who.en}: ${what.en}`)
          : say(`${who.zh}每个人${what.zh}`, `each of ${who.en}: ${what.en}`);
      }
      case 'any':
      case 'all': {
        const what = this.each(e.list);
        return e.k === 'any' ? say(`${what.zh}至少有一个`, `at least one: ${what.en}`) : say(`${what.zh}全都是`, `all: ${what.en}`);
      }
    }
  }

  private denied({ zh, en }: Said): Said {
    return say(`不满足（${zh}）`, `not (${en})`);
  }
  /** As a condition. */
  private holds(e: Expr): Said {
    return e.k === 'fact' && e.type === 'boolean' ? this.yesNo(e, true) : this.say(e);
  }
  private yesNo(e: Extract<Expr, { k: 'fact' }>, yes: boolean): Said {
    const { zh, en } = this.fact(e.fact, e.scope);
    return yes ? say(`“${zh}”为是`, `${en} is yes`) : say(`“${zh}”为否`, `${en} is no`);
  }
  private fact(index: number, scope: number): Said {
    const { name } = this.dictionary.facts[index]!;
    return scope === 0 ? say(name, name) : say(`其${name}`, `their ${name}`);
  }
  private operand(e: Expr): Said {
    return e.k === 'arithmetic' || e.k === 'if' ? bracket(this.say(e)) : this.say(e);
  }

  private comparison(e: Extract<Expr, { k: 'compare' }>): Said {
    if (e.right.k === 'constant' && typeof e.right.value === 'boolean' && e.left.k === 'fact')
      return this.yesNo(e.left, e.right.value === (e.op === '='));
    const words = (e.left.type === 'date' ? DATE_ORDER : ORDER)[e.op];
    const unit = e.left.k === 'fact' ? this.dictionary.facts[e.left.fact]!.unit : undefined;
    const [l, r] = [this.operand(e.left), this.say(e.right, unit)];
    return say(`${l.zh}${words.zh}${r.zh}`, `${l.en} ${words.en} ${r.en}`);
  }

  /** `x in ("a", "b")` as “x 是 a 或 b”. */
  private list(e: Expr): Said | undefined {
    const parts = e.k === 'or' || e.k === 'and' ? e.parts : [];
    const [first] = parts;
    if (first?.k !== 'compare') return undefined;
    if (e.k === 'or' && parts.every((p) => p.k === 'compare' && p.op === '=')) {
      const subject = this.say(first.left);
      const values = parts.map((p) => this.say((p as typeof first).right));
      return say(`${subject.zh}是${values.map((v) => v.zh).join('或')}`, `${subject.en} is ${values.map((v) => v.en).join(' or ')}`);
    }
    if (e.k === 'and' && parts.length === 2 && parts[1]!.k === 'compare') {
      const subject = this.say(first.left);
      const words = first.left.type === 'date' ? DATE_ORDER : ORDER;
      const said = (parts as readonly (typeof first)[]).map((p) => ({ word: words[p.op], value: this.say(p.right) }));
      return say(
        `${subject.zh}${said.map((s) => s.word.zh + s.value.zh).join('、')}`,
        `${subject.en} ${said.map((s) => `${s.word.en} ${s.value.en}`).join(' and ')}`,
      );
    }
    return undefined;
  }

  private people(list: ListExpr): Said {
    if (list.k === 'filter') {
      const who = this.people(list.list);
      const what = this.holds(list.condition);
      return say(`${who.zh}（${what.zh}）的`, `${who.en} for whom ${what.en}`);
    }
    if (list.k === 'each') return this.people(list.list as MemberList);
    return list.k === 'members' ? say('家中', 'the household') : say('所列', 'the list');
  }
  private each(list: ListExpr): Said {
    if (list.k === 'items')
      return join(
        list.items.map((item) => this.say(item)),
        '、',
        ', ',
      );
    if (list.k !== 'each') return this.people(list);
    const [who, what] = [this.people(list.list), this.holds(list.body)];
    return say(`${who.zh}${what.zh.replace(/^其/, '')}`, `${what.en.replace(/^their /, '')} over ${who.en}`);
  }
}

const bracket = (s: Said): Said => say(`（${s.zh}）`, `(${s.en})`);

export const sayExpr = (e: Expr, dictionary: Dictionary): Said => {
  const speaker = new Speaker(dictionary);
  return e.k === 'fact' && e.type === 'boolean'
    ? speaker.say({
        k: 'compare',
        type: 'boolean',
        op: '=',
        left: e,
        right: { k: 'constant', type: 'boolean', value: true, from: e.from, to: e.to },
        from: e.from,
        to: e.to,
      })
    : speaker.say(e);
};
/** The whole rule read back as a sentence. */
export const readBack = (rule: Rule): Said => sayExpr(rule.root, rule.dictionary);
