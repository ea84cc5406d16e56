import { expect, test } from 'vitest';
import { readingOf } from './reading.ts';

test('[W1] a choice by link is kept in a cookie, and holds on the next page', () => {
  const chosen = readingOf({ size: 'large', lang: 'en' }, undefined);
  expect(chosen.reading).toEqual({ lang: 'en', size: 'large' });
  const cookies = chosen.setCookies.map((one) => one.split(';')[0]).join('; ');
  expect(readingOf({}, `other=1; ${cookies}`)).toEqual({ reading: { lang: 'en', size: 'large' }, setCookies: [] });
});

test('[W1] nonsense in address or cookie means Chinese in the usual size', () => {
  expect(readingOf({ lang: '<b>', size: ['large'] }, 'daiban_lang=xx; daiban_size=;;=')).toEqual({
    reading: { lang: 'zh', size: 'plain' },
    setCookies: [],
  });
});
