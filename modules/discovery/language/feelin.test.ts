import fc from 'fast-check';
import { evaluate } from 'feelin';
import { expect, test } from 'vitest';
import { parseDay } from './calendar.ts';
import { compile } from './compile.ts';
import { dictionaryOf, type Value } from './dictionary.ts';
import { fraction, integer } from './rational.ts';
import { judge } from './verdict.ts';

const dictionary = dictionaryOf([
  { name: '年龄', type: 'number' },
  { name: '月收入', type: 'number' },
  { name: '低保', type: 'boolean' },
  { name: '残疾等级', type: 'string' },
]);

/** The subset on which both must agree when everything is known (money in whole yuan: feelin counts in floats). */
const SUBSET = [
  '年龄 >= 60 and 低保 = true',
  '年龄 < 18 or not(低保)',
  '年龄 between 16 and 59',
  '年龄 in [0..7]',
  '(年龄 in (60..80]) and 月收入 <= 1200',
  '年龄 in (7, 18, > 60)',
  '残疾等级 in ("一级", "二级")',
  '残疾等级 != "无"',
  '月收入 * 12 + 100 > 36000 - 年龄',
  '-月收入 < 0',
  'if 低保 then 年龄 > 50 else 年龄 > 60',
  '(if 年龄 > 30 then 月收入 else 0) >= 1000',
  'sum(户.月收入) / count(户) < 1000',
  'max(户.年龄) >= 80 and min(户.年龄) < 18',
  'count(户[年龄 >= 60]) >= 2',
  'sum(户[年龄 >= 0].月收入) > 3000',
  'some 人 in 户 satisfies 人.残疾等级 = "一级"',
  'every 人 in 户 satisfies 人.月收入 < 2000 or 人.低保',
  'sum(for 人 in 户 return 人.月收入 * 2) > 4000',
  'abs(月收入 - 1000) <= 500',
  'floor(年龄 / 10) = 6',
  'modulo(年龄, 2) = 0',
  'years and months duration(date("1960-05-31"), date("2026-11-21")).years >= 年龄',
  'date("2020-01-31") + duration("P1M") = date("2020-02-29")',
  '(date("2026-11-21") - date("2026-01-01")).days > 年龄',
];

const person = fc.record({
  年龄: fc.integer({ min: 0, max: 100 }),
  月收入: fc.integer({ min: 0, max: 4000 }),
  低保: fc.boolean(),
  残疾等级: fc.constantFrom('无', '一级', '二级', '三级'),
});

test.each(SUBSET)('agrees with feelin when everything is known: %s', (text) => {
  const compiled = compile(text, dictionary);
  if (!compiled.ok) throw new Error(compiled.refusal.en);
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 4 }), (people) => {
      const members = people.map((p) =>
        dictionary.facts.map(
          ({ name }): Value => (typeof p[name as '年龄'] === 'number' ? integer(p[name as '年龄']) : (p[name as '低保'] as Value)),
        ),
      );
      const ours = judge(compiled.rule, { members, self: 0 }, parseDay('2026-11-21')!).verdict;
      const theirs = evaluate(text, { ...people[0], 户: people }).value;
      expect(ours).toBe(theirs === true ? 'yes' : theirs === false ? 'no' : 'unknown');
    }),
    { numRuns: 60 },
  );
});

/** Where they differ on purpose. */
test('differs from feelin: decimals are exact, a bare yes/no in a filter means the member, an unknown is not no', () => {
  const verdict = (text: string, members: readonly (readonly (Value | undefined)[])[]): string => {
    const compiled = compile(text, dictionary);
    if (!compiled.ok) throw new Error(compiled.refusal.en);
    return judge(compiled.rule, { members, self: 0 }, 0).verdict;
  };
  const alone = [[integer(70), fraction(1n, 10n), false, '无']];
  expect(verdict('月收入 + 0.2 = 0.3', alone)).toBe('yes');
  expect(evaluate('月收入 + 0.2 = 0.3', { 月收入: 0.1 }).value).toBe(false);
  expect(
    verdict('count(户[低保]) = 1', [
      [integer(70), integer(0), false, '无'],
      [integer(70), integer(0), true, '无'],
    ]),
  ).toBe('yes');
  expect(evaluate('count(户[低保]) = 1', { 低保: false, 户: [{ 低保: false }, { 低保: true }] }).value).toBe(false);
  expect(verdict('年龄 = 3', [[undefined, undefined, undefined, undefined]])).toBe('unknown');
  expect(evaluate('年龄 = 3', { 年龄: null }).value).toBe(false);
  expect(verdict('月收入 / 0 > 1', alone)).toBe('unknown');
});
