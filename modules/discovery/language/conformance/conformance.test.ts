import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDay } from '../calendar.ts';
import { evaluateFixed } from '../evaluate.ts';
import { parseDuration } from '../literals.ts';
import { equal, parseDecimal, type Rational } from '../rational.ts';

/** Public DMN conformance expressions (half of them) with the value each must give; `error`: it must not give one. */
type Case = {
  readonly suite: string;
  readonly expr: string;
  readonly type: string | null;
  readonly value: string | null;
  readonly error: boolean;
};
const cases = JSON.parse(readFileSync(new URL('./cases.json', import.meta.url), 'utf8')) as readonly Case[];

/** These two test that a *decision declared as another type* turns a text into null; the file doesn't carry the declaration. As a rule both are refused: a text is no verdict. */
const NOT_ABOUT_THE_EXPRESSION = new Set(['0082-feel-coercion "foo"']);

const agrees = ({ type, value }: Case, got: ReturnType<typeof evaluateFixed> & { ok: true }): boolean => {
  // the file can't tell an empty text from no value
  if (value === null) return got.value === null || (type === 'xsd:string' && got.value === '');
  if (got.value === null) return false;
  if (got.type === 'boolean') return String(got.value) === value;
  if (got.type === 'string') return got.value === value;
  const amount = got.value as Rational;
  if (got.type === 'number') return equal(amount, parseDecimal(value)!);
  if (got.type === 'date') return Number(amount.n) === parseDay(value);
  const expected = parseDuration(value);
  return expected?.type === got.type && equal(amount, expected.value as Rational);
};

test('[D1] every conformance expression that the compiler accepts gives the expected value', () => {
  const wrong: string[] = [];
  let accepted = 0;
  for (const item of cases) {
    const got = evaluateFixed(item.expr, 0);
    if (!got.ok || NOT_ABOUT_THE_EXPRESSION.has(`${item.suite} ${item.expr}`)) continue;
    accepted += 1;
    if (!agrees(item, got)) wrong.push(`${item.expr} should give ${item.value}`);
  }
  expect(wrong).toEqual([]);
  // the rest is times of day, contexts, functions, null, regular expressions: refused, never answered wrongly
  const withValue = cases.filter(({ error }) => !error).length;
  console.info(`FEEL conformance: ${accepted} of ${cases.length} accepted (${withValue} of them have a value)`);
  expect(accepted).toBeGreaterThanOrEqual(360);
});
