import type { Projections } from '../../platform/executor/types.ts';

/** The rows that discovery's events make. The only SQL that writes discovery's tables stands in store/. */
export const projections: Projections = {};
