import type { Expr } from './expression.ts';
import { type Choice, type Truth, YES } from './ground.ts';
import {
  exactly,
  fixedValue,
  floorOf,
  freeOf,
  isOpen,
  monthsApart,
  productOf,
  type Quantity,
  quotientOf,
  rangeOf,
  type Settled,
  signedLike,
  stepOf,
  sumOf,
  wholeNumber,
} from './quantity.ts';
import { divide, integer, ONE, type Rational, ZERO } from './rational.ts';
import { hull, type Interval, productInterval, shiftScale, sumIntervals } from './theory/interval.ts';
import { degreeOf, minus } from './theory/poly.ts';
import { ABOVE, BELOW, EQUAL, type Space } from './theory/space.ts';
import { dayOnStep, monthsFromStep, monthsOnStep, monthsToStep, type Unknowns, YEAR } from './theory/unknowns.ts';

const MOST_TERMS = 400;
const MOST_FACTORS = 16;
const MOST_DIGITS = 6200;

/** Numbers, dates and durations under what is supposed so far; what must be decided first is added to `choices`. */
export class Algebra {
  private readonly space: Space;
  private readonly unknowns: Unknowns;
  private readonly choices: Choice[];

  constructor(space: Space, unknowns: Unknowns, choices: Choice[]) {
    this.space = space;
    this.unknowns = unknowns;
    this.choices = choices;
  }

  /** @param perhapsNone whether what chooses between them may have no value */
  either(options: readonly (Quantity | null)[], perhapsNone: boolean): Quantity {
    const real = options.filter((q) => q !== null);
    const open = real
      .map((q) => rangeOf(q, this.space))
      .reduce<Interval | undefined>((all, range) => (all ? hull(all, range) : range), undefined);
    return { open: open ?? {}, nullable: perhapsNone || real.length < options.length || real.some((q) => isOpen(q) && q.nullable) };
  }

  /** The choices met no longer are clauses of their own. */
  blur(): void {
    this.choices.forEach((choice, i) => {
      if (choice.plain) this.choices[i] = { ...choice, plain: false };
    });
  }

  arithmetic(e: Extract<Expr, { k: 'arithmetic' }>, a: Quantity, b: Quantity): Quantity | null {
    if (e.type === 'date') return this.shiftedDate(e, a, b);
    const days = e.op === '-' && e.left.type === 'date';
    if (isOpen(a) || isOpen(b)) return this.openArithmetic(e.op, a, b, days);
    if (e.op === '+' || e.op === '-') {
      const result = sumOf(a, b, e.op === '-');
      return days ? productOf(result, exactly(integer(86400))) : result;
    }
    const result = e.op === '*' ? this.product(a, b) : this.divided(a, b);
    // a duration in months counts whole months
    return result && e.type === 'months' && !isOpen(result) ? this.truncated(result) : result;
  }

  private openArithmetic(op: string, a: Quantity, b: Quantity, days: boolean): Quantity | null {
    const { space } = this;
    const nullable = [a, b].some((q) => isOpen(q) && q.nullable) || op === '/';
    const [x, y] = [rangeOf(a, space), rangeOf(b, space)];
    this.blur();
    if (op === '*') return { open: productInterval(x, y), nullable };
    const divisor = fixedValue(b);
    if (op === '/')
      return divisor
        ? divisor.n === 0n
          ? null
          : { open: shiftScale(x, divide(ONE, divisor)), nullable: isOpen(a) && a.nullable }
        : { open: {}, nullable };
    const sum = sumIntervals(x, op === '+' ? y : shiftScale(y, integer(-1)));
    return { open: days ? shiftScale(sum, integer(86400)) : sum, nullable };
  }

  /** Very long products of unknowns stay open: only their range is known. */
  private product(a: Settled, b: Settled): Quantity {
    if (a.over.size * b.over.size <= MOST_TERMS && degreeOf(a.over) + degreeOf(b.over) <= MOST_FACTORS) return productOf(a, b);
    return { open: a.under || b.under ? {} : productInterval(rangeOf(a, this.space), rangeOf(b, this.space)), nullable: false };
  }

  private divided(a: Settled, b: Settled): Quantity | null {
    const signs = this.space.signsOf(b.over);
    if (signs === EQUAL) return null;
    if (signs & EQUAL) {
      this.choices.push({ k: 'sign', sides: { poly: b.over, parts: [EQUAL, signs & BELOW, signs & ABOVE] }, plain: false });
      return { open: {}, nullable: true };
    }
    return quotientOf(a, b);
  }

  private shiftedDate(e: Extract<Expr, { k: 'arithmetic' }>, a: Quantity, b: Quantity): Quantity | null {
    const [date, shift, type] = e.left.type === 'date' ? [a, b, e.right.type] : [b, a, e.left.type];
    if (isOpen(date) || isOpen(shift)) {
      this.blur();
      return { open: {}, nullable: false };
    }
    const by = e.op === '-' ? productOf(shift, exactly(integer(-1))) : shift;
    const { unknowns } = this;
    if (type === 'seconds') return floorOf(sumOf(date, productOf(by, exactly({ n: 1n, d: 86400n }))), unknowns);
    const [day, months] = [fixedValue(date), fixedValue(by)];
    if (months) return stepOf(monthsOnStep(months.n), date, unknowns);
    if (day) return stepOf(dayOnStep(day.n), by, unknowns);
    return freeOf('addMonths', [date, by], {}, unknowns);
  }

  private truncated(q: Settled): Quantity {
    const poly = signedLike(q);
    const signs = this.space.signsOf(poly);
    if (!(signs & BELOW)) return floorOf(q, this.unknowns);
    if (!(signs & (EQUAL | ABOVE))) return productOf(floorOf(productOf(q, exactly(integer(-1))), this.unknowns), exactly(integer(-1)));
    this.choices.push({ k: 'sign', sides: { poly, parts: [BELOW, signs & (EQUAL | ABOVE)] }, plain: false });
    const range = rangeOf(q, this.space);
    const wider = (end: Rational | undefined, by: number): Rational | undefined => end && { n: end.n + BigInt(by) * end.d, d: end.d };
    return { open: { lo: wider(range.lo, -1), hi: wider(range.hi, 1) }, nullable: false };
  }

  /** The functions that take unknown numbers. */
  call(fn: string, values: readonly Quantity[]): Quantity | null {
    const [a, b] = values as [Quantity, Quantity];
    const { unknowns } = this;
    const { space } = this;
    if (values.some(isOpen)) {
      this.blur();
      const nullable = values.some((q) => isOpen(q) && q.nullable);
      if (fn === 'negate') return { open: shiftScale(rangeOf(a, space), integer(-1)), nullable };
      return { open: {}, nullable: nullable || fn === 'modulo' };
    }
    const [x, y] = values as [Settled, Settled];
    const minusOne = exactly(integer(-1));
    switch (fn) {
      case 'negate':
        return productOf(x, minusOne);
      case 'abs': {
        const poly = signedLike(x);
        const signs = space.signsOf(poly);
        if (!(signs & BELOW)) return x;
        if (signs === BELOW || signs === (BELOW | EQUAL)) return productOf(x, minusOne);
        this.choices.push({ k: 'sign', sides: { poly, parts: [BELOW, signs & (EQUAL | ABOVE)] }, plain: false });
        return { open: { lo: ZERO }, nullable: false };
      }
      case 'floor':
        return floorOf(x, unknowns);
      case 'ceiling':
        return productOf(floorOf(productOf(x, minusOne), unknowns), minusOne);
      case 'power': {
        const exponent = wholeNumber(fixedValue(b)!);
        const fixed = fixedValue(x);
        // larger than any number of FEEL (decimal128): it has no value
        if (fixed && Math.max(fixed.n.toString().length, fixed.d.toString().length) * exponent > MOST_DIGITS) return null;
        let out: Quantity = exactly(ONE);
        for (let i = exponent; i > 0 && !isOpen(out); i -= 1) out = this.product(out, x);
        return out;
      }
      case 'modulo': {
        const divisor = fixedValue(y)!;
        if (divisor.n === 0n) return null;
        return sumOf(x, productOf(floorOf(productOf(x, exactly(divide(ONE, divisor))), unknowns), y), true);
      }
      case 'years and months duration':
        return this.monthsOf(x, y);
      case '.year':
        return stepOf(YEAR, x, unknowns);
      case '.years':
        return this.truncated(productOf(x, exactly({ n: 1n, d: 12n })));
      case '.days':
        return this.truncated(productOf(x, exactly({ n: 1n, d: 86400n })));
      case '.months': {
        const years = this.truncated(productOf(x, exactly({ n: 1n, d: 12n })));
        return isOpen(years)
          ? { open: { lo: integer(-11), hi: integer(11) }, nullable: false }
          : sumOf(x, productOf(years, exactly(integer(12))), true);
      }
      default:
        throw new Error(`no meaning for ${fn}`);
    }
  }

  private monthsOf(from: Settled, to: Settled): Settled {
    const { unknowns } = this;
    const [a, b] = [fixedValue(from), fixedValue(to)];
    if (a) return stepOf(monthsFromStep(a.n), to, unknowns);
    if (b) return stepOf(monthsToStep(b.n), from, unknowns);
    return this.space.signsOf(minus(to.over, from.over)) === EQUAL ? exactly(ZERO) : monthsApart(from.over, to.over, unknowns);
  }

  openTotal(fn: string, parts: readonly { readonly inside: Truth; readonly value: Quantity | null }[], perhapsNone: boolean): Quantity {
    this.blur();
    const { space } = this;
    const nullable = perhapsNone || parts.some(({ value }) => value === null || (isOpen(value) && value.nullable));
    const ranges = parts.map(({ inside, value }) => ({ inside, range: value === null ? {} : rangeOf(value, space) }));
    if (fn !== 'sum') return { open: ranges.map(({ range }) => range).reduce(hull), nullable };
    const maybe = ranges.map(({ inside, range }) => (inside === YES ? range : hull(range, { lo: ZERO, hi: ZERO })));
    return { open: maybe.reduce(sumIntervals), nullable };
  }

  extreme(fn: 'min' | 'max', values: readonly Settled[]): Quantity {
    const { space } = this;
    let best = values[0]!;
    for (const next of values.slice(1)) {
      const difference = sumOf(next, best, true);
      const poly = signedLike(difference);
      const signs = space.signsOf(poly);
      const better = fn === 'max' ? ABOVE : BELOW;
      if (!(signs & better)) continue;
      if (signs & ~(better | EQUAL)) {
        this.choices.push({ k: 'sign', sides: { poly, parts: [signs & better, signs & ~better] }, plain: false });
        return { open: values.map((value) => rangeOf(value, space)).reduce(hull), nullable: false };
      }
      best = next;
    }
    return best;
  }
}
