import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { dictionaryOf, type Value } from './dictionary.ts';
import { explain } from './explain.ts';
import { gather, nextQuestions, type Opening } from './questions.ts';
import { integer } from './rational.ts';
import { readBack } from './words.ts';

const dictionary = dictionaryOf([
  { name: '年龄', type: 'number', unit: '岁', min: integer(0) },
  { name: '低保', type: 'boolean' },
  { name: '月收入', type: 'number', unit: '元' },
  { name: '残疾等级', type: 'string', values: ['无', '一级', '二级'] },
]);
const ruleOf = (text: string) => {
  const made = compile(text, dictionary);
  if (!made.ok) throw new Error(made.refusal.en);
  return made.rule;
};
const alone = (...known: (Value | undefined)[]) => ({ members: [known], self: 0 });

test.each([
  ['年龄 >= 60 and 低保', '年龄至少60 岁，并且“低保”为是'],
  ['年龄 >= 60 and (低保 = false or 残疾等级 in ("一级", "二级"))', '年龄至少60 岁，并且（“低保”为否，或者残疾等级是“一级”或“二级”）'],
  ['sum(户.月收入) / count(户) < 1000', '（家中月收入合计除以家中人数）低于1000'],
  ['count(户[年龄 >= 60]) >= 2', '家中（其年龄至少60 岁）的人数至少2'],
  ['some 人 in 户 satisfies 人.残疾等级 = "一级"', '家中有人其残疾等级是“一级”'],
  ['not(年龄 between 18 and 59)', '不满足（年龄至少18、不超过59）'],
])('[D1] %s is read back as a sentence', (text, expected) => expect(readBack(ruleOf(text)).zh).toBe(expected));

test('[D2] each clause says what is known, what it waits for and how it stands', () => {
  const said = explain(ruleOf('年龄 >= 60 and (低保 or 残疾等级 = "一级")'), alone(integer(70), undefined, undefined, '无'), 0);
  expect(said).toMatchObject({
    verdict: 'unknown',
    missing: ['低保'],
    clause: {
      joins: 'and',
      parts: [
        { verdict: 'yes', known: [{ zh: '年龄 70 岁' }] },
        { joins: 'or', verdict: 'unknown', parts: [{ missing: ['低保'] }, { verdict: 'no' }] },
      ],
    },
  });
  expect(said.summary.zh).toContain('还缺 低保');
});

test('[D2] names the facts that alone would turn the verdict', () => {
  const turning = (known: (Value | undefined)[]) =>
    explain(ruleOf('年龄 >= 60 and (低保 or 月收入 < 800)'), alone(...known), 0).turning.map(({ fact, becomes }) => `${fact} ${becomes}`);
  expect(turning([integer(70), false, integer(900), undefined])).toEqual(['低保 yes', '月收入 yes']);
  expect(turning([integer(50), false, integer(900), undefined])).toEqual([]);
  expect(turning([integer(70), true, integer(900), undefined])).toEqual(['年龄 no', '低保 no']);
});

test('[D3] the next questions settle as much as any set of one, two or three facts', () => {
  const facts = ['甲', '乙', '丙', '丁', '戊', '己', '庚'];
  const opening: fc.Arbitrary<Opening> = fc.record({
    missing: fc.uniqueArray(fc.constantFrom(...facts), { minLength: 1, maxLength: 4 }),
    count: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(opening, { maxLength: 12 }), (openings) => {
      const best = (size: number): number => {
        const settles = (set: readonly string[]): number =>
          openings.reduce((sum, { missing, count }) => (missing.every((f) => set.includes(f)) ? sum + count : sum), 0);
        const sets = (from: number, left: number): string[][] =>
          left === 0 ? [[]] : facts.slice(from).flatMap((f, i) => sets(from + i + 1, left - 1).map((rest) => [f, ...rest]));
        return Math.max(...sets(0, size).map(settles));
      };
      const questions = nextQuestions(openings, facts);
      for (const size of [1, 2, 3]) {
        const ours = questions.filter(({ facts: asked }) => asked.length <= size).at(-1);
        expect(ours?.settles ?? 0).toBe(best(size));
      }
    }),
    { numRuns: 300 },
  );
});

test('[D3] a round adds up its residents; with nothing to settle soon it begins with what most wait for', () => {
  expect(
    gather([
      { missing: ['甲', '乙'], count: 1 },
      { missing: ['乙', '甲'], count: 2 },
    ]),
  ).toEqual([{ missing: ['乙', '甲'].sort(), count: 3 }]);
  expect(
    nextQuestions(
      [
        { missing: ['甲', '乙', '丙', '丁'], count: 3 },
        { missing: ['乙', '丙', '丁', '戊'], count: 1 },
      ],
      ['甲', '乙', '丙', '丁', '戊'],
    ),
  ).toEqual([{ facts: ['乙'], settles: 0 }]);
  expect(nextQuestions([], ['甲'])).toEqual([]);
});
