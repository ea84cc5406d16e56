/** What cases decide, from the telling to the delivery. Pure; runs on the server and on the phone. */
export * from './domain/begin.ts';
export * from './domain/case.ts';
export * from './domain/correct.ts';
export * from './domain/erase.ts';
export * from './domain/errand.ts';
export * from './domain/finish.ts';
export * from './domain/handle.ts';
export * from './domain/plan.ts';
export * from './domain/sentences.ts';
export * from './domain/spared.ts';
export * from './domain/status.ts';
export * from './domain/wait.ts';
