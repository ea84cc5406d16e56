/** What discovery decides. Pure: the phone and the server run the same. */
export * from './domain/dictionary.ts';
export * from './domain/follow-up.ts';
export * from './domain/lead.ts';
export * from './domain/passed.ts';
export * from './domain/policy.ts';
export * from './domain/rule.ts';
export * from './domain/sharing.ts';
