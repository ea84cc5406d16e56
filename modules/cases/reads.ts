import type { AnyReader } from '../../platform/executor/types.ts';

export const readers: readonly AnyReader[] = [];
