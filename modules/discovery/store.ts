import type { Projections } from '../../platform/executor/types.ts';
import type { SealedTable } from '../../platform/rotation/sealed.ts';
import { leadProjections, sealedSteps } from './store/leads.ts';
import { passedProjections, sealedPassed } from './store/passed.ts';
import { policyProjections } from './store/policies.ts';

/** What discovery keeps encrypted: every sealed column stands here, or a rotation of the keys refuses to begin. */
export const sealed: readonly SealedTable[] = [sealedSteps, sealedPassed];

/** The rows that discovery's events make. The only SQL that writes discovery's tables stands in store/. */
export const projections: Projections = { ...policyProjections, ...leadProjections, ...passedProjections };
