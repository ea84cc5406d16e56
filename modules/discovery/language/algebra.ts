import { addMonths, monthsBetween, partsOf } from './calendar.ts';
import type { Expr } from './expression.ts';
import type { Choice, Truth } from './ground.ts';
import {
  exactly,
  fixedValue,
  floorOf,
  freeOf,
  isOpen,
  productOf,
  type Quantity,
  quotientOf,
  rangeOf,
  type Settled,
  stepOf,
  sumOf,
  wholeNumber,
} from './quantity.ts';
import { divide, integer, ONE, type Rational, ZERO } from './rational.ts';
import { hull, type Interval, productInterval, shiftScale, sumIntervals } from './theory/poly.ts';
import { ABOVE, BELOW, EQUAL, type Space } from './theory/space.ts';
import { stepOfDay, type Unknowns } from './theory/unknowns.ts';

const _NO = 0;
const YES = 1;

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

  either(options: readonly (Quantity | null)[]): Quantity {
    const real = options.filter((q) => q !== null);
    const open = real
      .map((q) => rangeOf(q, this.space))
      .reduce<Interval | undefined>((all, range) => (all ? hull(all, range) : range), undefined);
    return { open: open ?? {}, nullable: real.length < options.length || real.some((q) => isOpen(q) && q.nullable) };
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
    const result = e.op === '*' ? productOf(a, b) : this.divided(a, b);
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
    if (months)
      return stepOf(
        stepOfDay(`+${months.n}M`, true, (d) => addMonths(d, wholeNumber(months))),
        date,
        unknowns,
      );
    if (day)
      return stepOf(
        stepOfDay(`${day.n}+`, true, (m) => addMonths(wholeNumber(day), m)),
        by,
        unknowns,
      );
    return freeOf('addMonths', [date, by], {}, unknowns);
  }

  private truncated(q: Settled): Quantity {
    const signs = this.space.signsOf(q.over);
    if (q.under || !(signs & BELOW)) return floorOf(q, this.unknowns);
    if (!(signs & (EQUAL | ABOVE))) return productOf(floorOf(productOf(q, exactly(integer(-1))), this.unknowns), exactly(integer(-1)));
    this.choices.push({ k: 'sign', sides: { poly: q.over, parts: [BELOW, signs & (EQUAL | ABOVE)] }, plain: false });
    const range = this.space.rangeOfPoly(q.over);
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
        const signs = x.under ? undefined : space.signsOf(x.over);
        if (signs === undefined) return { open: {}, nullable: false };
        if (!(signs & BELOW)) return x;
        if (signs === BELOW || signs === (BELOW | EQUAL)) return productOf(x, minusOne);
        this.choices.push({ k: 'sign', sides: { poly: x.over, parts: [BELOW, signs & (EQUAL | ABOVE)] }, plain: false });
        return { open: { lo: ZERO }, nullable: false };
      }
      case 'floor':
        return floorOf(x, unknowns);
      case 'ceiling':
        return productOf(floorOf(productOf(x, minusOne), unknowns), minusOne);
      case 'power': {
        let out = exactly(ONE);
        for (let i = wholeNumber(fixedValue(b)!); i > 0; i -= 1) out = productOf(out, x);
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
        return stepOf(
          stepOfDay('year', true, (day) => partsOf(day).year),
          x,
          unknowns,
        );
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
    if (a)
      return stepOf(
        stepOfDay(`months from ${a.n}`, true, (day) => monthsBetween(wholeNumber(a), day)),
        to,
        unknowns,
      );
    if (b)
      return stepOf(
        stepOfDay(`months to ${b.n}`, false, (day) => monthsBetween(day, wholeNumber(b))),
        from,
        unknowns,
      );
    const [f, t] = [this.space.rangeOfPoly(from.over), this.space.rangeOfPoly(to.over)];
    const between = (x: Rational | undefined, y: Rational | undefined): Rational | undefined =>
      x && y && integer(monthsBetween(wholeNumber(x), wholeNumber(y)));
    return freeOf('months', [from, to], { lo: between(f.hi, t.lo), hi: between(f.lo, t.hi) }, unknowns);
  }

  openTotal(fn: string, parts: readonly { readonly inside: Truth; readonly value: Quantity | null }[]): Quantity {
    this.blur();
    const { space } = this;
    const nullable =
      !parts.some(({ inside }) => inside === YES) || parts.some(({ value }) => value === null || (isOpen(value) && value.nullable));
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
      const signs = difference.under ? undefined : space.signsOf(difference.over);
      if (signs === undefined) return { open: {}, nullable: false };
      const better = fn === 'max' ? ABOVE : BELOW;
      if (!(signs & better)) continue;
      if (signs & ~(better | EQUAL)) {
        this.choices.push({ k: 'sign', sides: { poly: difference.over, parts: [signs & better, signs & ~better] }, plain: false });
        return { open: values.map((value) => rangeOf(value, space)).reduce(hull), nullable: false };
      }
      best = next;
    }
    return best;
  }
}
