import { expect, test } from 'vitest';
import { TOLD_EVENTS } from '../../../../modules/cases/domain.ts';
import { EVENT_WORDS, KIND_NAMES } from './event-words.ts';

test('[K8] whoever may not read a case still reads its entries in plain words', () => {
  expect([...TOLD_EVENTS].filter((event) => EVENT_WORDS[event] === undefined)).toEqual([]);
});

test('[K8] every kind of entry can be filtered for', () => {
  const kinds = new Set(Object.keys(EVENT_WORDS).map((event) => event.split('.')[0]!));
  expect([...kinds].filter((kind) => KIND_NAMES[kind] === undefined)).toEqual([]);
});
