import { describe, expect, test } from 'vitest';
import { type Compiled, compile, compileValue, type Rule } from './compile.ts';
import { dictionaryOf } from './dictionary.ts';
import { Effort, Exhausted } from './effort.ts';
import { explain } from './explain.ts';
import { integer } from './rational.ts';
import { judge, missingNames } from './verdict.ts';

/** Rules that nobody would write, and that would keep the office waiting. */
const numbers = Array.from({ length: 13 }, (_, i) => `数${i}`);
const dictionary = dictionaryOf([
  ...numbers.map((name) => ({ name, type: 'number' as const, min: integer(0) })),
  { name: '低保', type: 'boolean' },
  { name: '村', type: 'string' },
]);
const nothing = { members: [dictionary.facts.map(() => undefined)], self: 0 };
const ruleOf = (made: Compiled): Rule => {
  if (!made.ok) throw new Error(made.refusal.en);
  return made.rule;
};
const rule = (text: string): Rule => ruleOf(compile(text, dictionary));
const products = rule(numbers.map((name, i) => `${name} * ${numbers[(i + 1) % 13]} > ${7 * i + 5}`).join(' and '));

describe('[D1] a verdict that would take too long', () => {
  test('is unknown and names what is unknown, each time the same', () => {
    const verdict = judge(products, nothing, 0);
    expect(verdict).toMatchObject({ verdict: 'unknown', noValue: false, cutShort: true });
    expect(missingNames(products, nothing, verdict)).toEqual(numbers);
    expect(judge(products, nothing, 0)).toEqual(verdict);
  });

  test('with all its clauses costs no more than was allowed', () => {
    const effort = new Effort(100_000);
    const said = explain(products, nothing, 0, effort);
    expect(said).toMatchObject({ verdict: 'unknown', cutShort: true, missing: numbers });
    expect(said.summary.zh).toContain('规则太复杂，没有算到底，可能还缺 数0');
    expect(said.clause.parts).toHaveLength(13);
    expect(effort.spent).toBe(true);
  });

  test('is no guess where even the first look takes too long', () => {
    const nested = Array.from({ length: 9 }, (_, i) => `人${i}`).reduce(
      (inner, name) => `(some ${name} in 户 satisfies (${inner} or ${name}.数0 < 0))`,
      '人0.数0 < 0',
    );
    const household = { members: Array.from({ length: 13 }, () => dictionary.facts.map(() => integer(1))), self: 0 };
    const verdict = judge(rule(nested.replace('人0.数0 < 0', '数1 < 0')), household, 0);
    expect(verdict).toEqual({ verdict: 'unknown', missing: [], noValue: true, cutShort: true });
  });

  test('leaves an ordinary verdict alone', () => {
    const verdict = judge(rule('数0 * 数1 > 50'), nothing, 0);
    expect(verdict).toEqual({
      verdict: 'unknown',
      missing: [
        { member: 0, fact: 0 },
        { member: 0, fact: 1 },
      ],
      noValue: false,
    });
  });
});

test('[D1] a list of a thousand texts is looked through once', () => {
  const listed = rule(`村 in (${Array.from({ length: 1000 }, (_, i) => `"村${i}"`).join()})`);
  const effort = new Effort(100_000);
  const verdict = judge(listed, nothing, 0, effort);
  expect(missingNames(listed, nothing, verdict)).toEqual(['村']);
  expect(effort.spent).toBe(false);
});

test('[D1] brackets 200 deep are said once, not once more for each', () => {
  const deep = rule(`${'not('.repeat(200)}数0 > 5${')'.repeat(200)}`);
  expect(explain(deep, nothing, 0).clause.text.zh).toHaveLength('不满足（）'.length * 200 + '数0超过5'.length);
});

test('[D1] what stands before in counts once for each test', () => {
  const doubled = Array.from({ length: 60 }).reduce<string>((inner) => `(if ${inner} in [0..1] then 1 else 0)`, '数0');
  const made = compile(`${doubled} > 0`, dictionary);
  expect(made.ok ? null : made.refusal.code).toBe('too_large');
});

test('[D1] a sub-rule is made once, however often it is used', () => {
  const rules = new Map(Array.from({ length: 40 }, (_, i) => [`甲${i}`, i === 0 ? '数0' : `甲${i - 1} + 甲${i - 1}`] as const));
  const made = compileValue('甲5 > 3', dictionary, rules);
  expect(made.ok).toBe(true);
  const large = compileValue('甲39 > 3', dictionary, rules);
  expect(large.ok ? null : large.refusal.code).toBe('too_large');
});

test('effort is shared equally, and what one leaves goes to the others', () => {
  const effort = new Effort(30);
  const first = effort.share(3);
  first.spend(4);
  const second = effort.share(2);
  second.spend(13);
  expect(() => second.spend(1)).toThrow(Exhausted);
  expect(second.spent).toBe(true);
  expect(effort.spent).toBe(false);
  expect(() => effort.part(100).spend(14)).toThrow(Exhausted);
  expect(effort.spent).toBe(true);
});
