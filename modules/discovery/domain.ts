/** What discovery decides. Pure: the phone and the server run the same. */
export * from './domain/dictionary.ts';
