import { expect, test } from 'vitest';
import { dictionary, sayIn } from './words.ts';

const words = dictionary({ 还没有办件: 'No cases yet', '还差 {n} 样材料，{who}来取': '{n} {n:paper|papers} missing, {who} collects' });

test('[W1] Chinese is the key, English stands beside it', () => {
  expect(sayIn('zh', words)('还没有办件')).toBe('还没有办件');
  expect(sayIn('en', words)('还没有办件')).toBe('No cases yet');
  expect(sayIn('zh', words)('还差 {n} 样材料，{who}来取', { n: 2, who: '李师傅' })).toBe('还差 2 样材料，李师傅来取');
});

test('[W1] English counts one and many', () => {
  const t = sayIn('en', words);
  expect(t('还差 {n} 样材料，{who}来取', { n: 1, who: 'Mr Li' })).toBe('1 paper missing, Mr Li collects');
  expect(t('还差 {n} 样材料，{who}来取', { n: 2, who: 'Mr Li' })).toBe('2 papers missing, Mr Li collects');
});

test('[W1] a missing value is a bug, in types and at run time', () => {
  // @ts-expect-error who is missing
  expect(() => sayIn('zh', words)('还差 {n} 样材料，{who}来取', { n: 2 })).toThrow('{who}');
  // @ts-expect-error this sentence is not in the dictionary
  expect(() => sayIn('en', words)('没有这句话')).toThrow();
});
