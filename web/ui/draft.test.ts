import { expect, test } from 'vitest';
import { dropDraft, findDraft, keepDraft, type Store } from './draft.ts';

const memory = (): Store & { readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};

test('[W2] what was typed comes back, until it was sent', () => {
  const store = memory();
  keepDraft(store, 'ask', { name: '王' });
  expect(findDraft(store, 'ask')).toEqual({ name: '王' });
  dropDraft(store, 'ask');
  expect(findDraft(store, 'ask')).toBeNull();
});

test('[W2] an unreadable draft is dropped, not shown', () => {
  const store = memory();
  store.setItem('daiban.draft.ask', '{');
  expect(findDraft(store, 'ask')).toBeNull();
  expect(store.kept.size).toBe(0);
});
