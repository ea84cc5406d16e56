import type { AnyHandler } from '../../platform/executor/types.ts';

export const handlers: readonly AnyHandler[] = [];
