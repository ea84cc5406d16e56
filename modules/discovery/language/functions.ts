import { dayOf, partsOf, weekdayOf } from './calendar.ts';
import type { Value } from './dictionary.ts';
import { type Expr, everyNode, type ListExpr, type Scalar } from './expression.ts';
import {
  ceiling,
  divide,
  floor,
  fraction,
  integer,
  isInteger,
  multiply,
  negate,
  power,
  type Rational,
  sign,
  subtract,
  truncate,
} from './rational.ts';

/**
 * The functions of FEEL that a rule may use besides those over lists.
 * `any` functions take unknown numbers (their meaning is given in evaluate.ts); the others need arguments that are written down,
 * booleans, or facts with listed values, because nothing else could be settled exactly.
 */
export type Signature = {
  readonly params: readonly { readonly name: string; readonly type: Scalar; readonly optional?: true }[];
  readonly result: Scalar;
  /** Undefined = null (no such value). Absent: symbolic, see evaluate.ts. */
  readonly apply?: (args: readonly Value[]) => Value | undefined;
};

const number = (name: string): { readonly name: string; readonly type: 'number' } => ({ name, type: 'number' });
const text = (name: string): { readonly name: string; readonly type: 'string' } => ({ name, type: 'string' });
const r = (v: Value | undefined): Rational => v as Rational;
const s = (v: Value | undefined): string => v as string;

/** Digits after the point that FEEL allows in rounding. */
const SCALES = { least: -6111, most: 6176 };
const rounding =
  (whole: (x: Rational) => bigint) =>
  (args: readonly Value[]): Value | undefined => {
    const scale = args[1] === undefined ? integer(0) : r(args[1]);
    if (!isInteger(scale) || scale.n < BigInt(SCALES.least) || scale.n > BigInt(SCALES.most)) return undefined;
    const unit = power(integer(10), scale.n);
    return divide(integer(whole(multiply(r(args[0]), unit))), unit);
  };
const HALF = fraction(1n, 2n);
const awayFromZero = (x: Rational): bigint => (sign(x) < 0 ? floor(x) : ceiling(x));
const halfUp = (x: Rational): bigint => (sign(x) < 0 ? -halfUp(negate(x)) : floor(subtract(x, negate(HALF))));
const halfDown = (x: Rational): bigint => (sign(x) < 0 ? -halfDown(negate(x)) : ceiling(subtract(x, HALF)));
const halfEven = (x: Rational): bigint => {
  const below = floor(x);
  const rest = subtract(x, integer(below));
  const order = rest.n * 2n - rest.d;
  return order < 0n ? below : order > 0n ? below + 1n : below % 2n === 0n ? below : below + 1n;
};
const round = (whole: (x: Rational) => bigint, scaleNeeded = true): Signature => ({
  params: [number('n'), scaleNeeded ? number('scale') : { ...number('scale'), optional: true }],
  result: 'number',
  apply: rounding(whole),
});
const onText = (params: string[], result: Scalar, apply: (args: readonly string[]) => Value | undefined): Signature => ({
  params: params.map(text),
  result,
  apply: (args) => apply(args.map(s)),
});
const characters = (t: string): string[] => [...t];

export const FUNCTIONS: Readonly<Record<string, Signature>> = {
  // symbolic: exact with unknown arguments
  abs: { params: [number('n')], result: 'number' },
  floor: { params: [number('n')], result: 'number' },
  ceiling: { params: [number('n')], result: 'number' },
  modulo: { params: [number('dividend'), number('divisor')], result: 'number' },
  'years and months duration': {
    params: [
      { name: 'from', type: 'date' },
      { name: 'to', type: 'date' },
    ],
    result: 'months',
  },
  // exact with written or listed arguments
  even: { params: [number('number')], result: 'boolean', apply: ([n]) => isInteger(r(n)) && r(n).n % 2n === 0n },
  odd: { params: [number('number')], result: 'boolean', apply: ([n]) => isInteger(r(n)) && r(n).n % 2n !== 0n },
  decimal: round(halfEven),
  'round up': round(awayFromZero),
  'round down': round(truncate),
  'round half up': round(halfUp),
  'round half down': round(halfDown),
  'string length': onText(['string'], 'number', ([t]) => integer(characters(t!).length)),
  'upper case': onText(['string'], 'string', ([t]) => t!.toUpperCase()),
  'lower case': onText(['string'], 'string', ([t]) => t!.toLowerCase()),
  contains: onText(['string', 'match'], 'boolean', ([t, part]) => t!.includes(part!)),
  'starts with': onText(['string', 'match'], 'boolean', ([t, part]) => t!.startsWith(part!)),
  'ends with': onText(['string', 'match'], 'boolean', ([t, part]) => t!.endsWith(part!)),
  'substring before': onText(['string', 'match'], 'string', ([t, part]) => (t!.includes(part!) ? t!.slice(0, t!.indexOf(part!)) : '')),
  'substring after': onText(['string', 'match'], 'string', ([t, part]) =>
    t!.includes(part!) ? t!.slice(t!.indexOf(part!) + part!.length) : '',
  ),
  substring: {
    params: [text('string'), number('start position'), { ...number('length'), optional: true }],
    result: 'string',
    apply: ([t, start, length]) => {
      const all = characters(s(t));
      const at = Number(truncate(r(start)));
      if (at === 0 || Math.abs(at) > all.length) return undefined;
      const from = at > 0 ? at - 1 : all.length + at;
      if (length === undefined) return all.slice(from).join('');
      const count = Number(truncate(r(length)));
      return count < 1 ? undefined : all.slice(from, from + count).join('');
    },
  },
  'day of year': {
    params: [{ name: 'date', type: 'date' }],
    result: 'number',
    apply: ([d]) => {
      const day = Number(r(d).n);
      return integer(day - dayOf(partsOf(day).year, 1, 1) + 1);
    },
  },
};

/** What follows a point: `出生日期.year`, `duration.years`. `year`, `years`, `months`, `days` are exact for unknown values too. */
export const PROPERTIES: Readonly<
  Record<string, { readonly of: Scalar; readonly fn: string; readonly apply?: (v: Rational) => Rational }>
> = {
  'date.year': { of: 'date', fn: 'year' },
  'date.month': { of: 'date', fn: 'date.month', apply: (v) => integer(partsOf(Number(v.n)).month) },
  'date.day': { of: 'date', fn: 'date.day', apply: (v) => integer(partsOf(Number(v.n)).date) },
  'date.weekday': { of: 'date', fn: 'date.weekday', apply: (v) => integer(weekdayOf(Number(v.n))) },
  'months.years': { of: 'months', fn: 'years' },
  'months.months': { of: 'months', fn: 'months' },
  'seconds.days': { of: 'seconds', fn: 'days' },
  'seconds.hours': { of: 'seconds', fn: 'seconds.hours', apply: (v) => integer((truncate(v) / 3600n) % 24n) },
  'seconds.minutes': { of: 'seconds', fn: 'seconds.minutes', apply: (v) => integer((truncate(v) / 60n) % 60n) },
  'seconds.seconds': { of: 'seconds', fn: 'seconds.seconds', apply: (v) => subtract(v, integer((truncate(v) / 60n) * 60n)) },
};

/** The exact function behind a name, if it needs concrete arguments. */
export const concrete = (fn: string): ((args: readonly Value[]) => Value | undefined) | undefined => {
  const property = PROPERTIES[fn];
  if (property?.apply) return ([v]) => property.apply!(r(v));
  return FUNCTIONS[fn]?.apply;
};

/** Some completion may leave an expression without a value: it divides by something unknown, or totals a list that may be empty. */
export const mayLackValue = (e: Expr): boolean => {
  for (const node of everyNode(e)) {
    if (node.k === 'arithmetic' && node.op === '/' && !(node.right.k === 'constant' && (node.right.value as Rational).n !== 0n))
      return true;
    if (node.k === 'call' && (node.fn === 'modulo' || concrete(node.fn))) return true;
    const everybody = (list: ListExpr): boolean => list.k === 'items' || (list.k === 'each' && list.list.k === 'members');
    if (node.k === 'total' && node.fn !== 'count' && !everybody(node.list)) return true;
  }
  return false;
};
