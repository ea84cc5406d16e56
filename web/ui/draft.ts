/**
 * What is being typed, kept as it is typed: a closed laptop or a lost sign-in costs nothing.
 * In sessionStorage only: drafts hold residents' data, and a tab's storage ends with the tab.
 */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PREFIX = 'daiban.draft.';

export const keepDraft = (store: Store, key: string, value: unknown): void => store.setItem(PREFIX + key, JSON.stringify(value));

export const dropDraft = (store: Store, key: string): void => store.removeItem(PREFIX + key);

/** null where there is none, or where an older version of the screen left something unreadable. */
export const findDraft = <T>(store: Store, key: string): T | null => {
  const text = store.getItem(PREFIX + key);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    dropDraft(store, key);
    return null;
  }
};

/** Signing out leaves nothing of anyone behind. */
export const dropAllDrafts = (store: Storage): void => {
  for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key);
};
