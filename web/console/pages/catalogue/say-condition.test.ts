import { expect, test } from 'vitest';
import type { Question } from '../../../../modules/catalogue/contract.ts';
import { sayCondition } from './say-condition.ts';

const QUESTIONS: readonly Question[] = [
  {
    key: 'who',
    ask: { zh: '谁来办？', en: 'Who comes?' },
    kind: 'choice',
    options: [{ value: 'proxy', name: { zh: '托人办', en: 'somebody for you' } }],
  },
  { key: 'age', ask: { zh: '几岁？', en: 'How old?' }, kind: 'number', options: [] },
];

test('[C2] when a paper is needed is said in the words of the question', () => {
  expect(sayCondition({ answer: 'who', in: ['proxy'] }, QUESTIONS, 'zh')).toBe('谁来办？ 托人办');
  expect(
    sayCondition(
      {
        all: [
          { answer: 'who', in: ['proxy'] },
          { answer: 'age', atLeast: 70 },
        ],
      },
      QUESTIONS,
      'zh',
    ),
  ).toBe('谁来办？ 托人办，并且 几岁？ 满 70');
  expect(sayCondition({ not: { answer: 'age', below: 60 } }, QUESTIONS, 'en')).toBe('not: How old? below 60');
});
