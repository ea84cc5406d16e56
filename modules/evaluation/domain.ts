/** Ratings and what follows them. Pure. */
export * from './domain/callback.ts';
export * from './domain/limits.ts';
export * from './domain/look-code.ts';
export * from './domain/rating.ts';
