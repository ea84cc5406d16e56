import type { CompareOp } from './expression.ts';
import { type Choice, NO, NULL, OPEN, type Truth, YES } from './ground.ts';
import { isOpen, type Quantity, rangeOf, sumOf } from './quantity.ts';
import { integer } from './rational.ts';
import { shiftScale, sumIntervals } from './theory/interval.ts';
import { ABOVE, BELOW, EQUAL, type Space, signsIn } from './theory/space.ts';

const WANTED: Readonly<Record<CompareOp, number>> = {
  '<': BELOW,
  '<=': BELOW | EQUAL,
  '=': EQUAL,
  '!=': BELOW | ABOVE,
  '>=': EQUAL | ABOVE,
  '>': ABOVE,
};

const mirrored = (mask: number): number => (mask & EQUAL) | (mask & BELOW ? ABOVE : 0) | (mask & ABOVE ? BELOW : 0);
/** Splits a set of signs into sets without a gap. */
const withoutGap = (mask: number): readonly number[] => (mask === (BELOW | ABOVE) ? [BELOW, ABOVE] : mask === 0 ? [] : [mask]);

/** Compares two quantities; what stays open is added to `choices`. */
export const compareQuantities = (op: CompareOp, a: Quantity, b: Quantity, space: Space, choices: Choice[]): Truth => {
  const wanted = WANTED[op];
  if (isOpen(a) || isOpen(b)) {
    if ([a, b].some((q) => isOpen(q) && q.nullable)) return OPEN;
    const signs = signsIn(sumIntervals(rangeOf(a, space), shiftScale(rangeOf(b, space), integer(-1))));
    return (signs & wanted) === signs ? YES : (signs & wanted) === 0 ? NO : OPEN;
  }
  const difference = sumOf(a, b, true);
  let need = wanted;
  if (difference.under) {
    const under = space.signsOf(difference.under);
    if (under & BELOW && under & ABOVE) {
      choices.push({ k: 'sign', sides: { poly: difference.under, parts: [BELOW, ABOVE] }, plain: false });
      return OPEN;
    }
    if (under & BELOW) need = mirrored(wanted);
  }
  const signs = space.signsOf(difference.over);
  if ((signs & need) === signs) return YES;
  if ((signs & need) === 0) return NO;
  choices.push({
    k: 'sign',
    sides: { poly: difference.over, parts: [...withoutGap(signs & need), ...withoutGap(signs & ~need)], yes: need },
    plain: !difference.under,
  });
  return OPEN;
};

/** Texts are compared by code point; null: no value; undefined: open. */
export const compareTexts = (op: CompareOp, a: string | null | undefined, b: string | null | undefined): Truth => {
  if (a === null || b === null) return NULL;
  if (a === undefined || b === undefined) return OPEN;
  if (op === '=' || op === '!=') return (a === b) === (op === '=') ? YES : NO;
  const [x, y] = [[...a], [...b]];
  const at = x.findIndex((char, i) => char !== y[i]);
  const order = at < 0 ? x.length - y.length : y[at] === undefined ? 1 : x[at]!.codePointAt(0)! - y[at]!.codePointAt(0)!;
  const signs = order < 0 ? BELOW : order > 0 ? ABOVE : EQUAL;
  return signs & WANTED[op] ? YES : NO;
};
