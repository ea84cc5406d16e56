import type { AnyHandler } from '../../platform/executor/types.ts';
import { leadHandlers } from './commands/leads.ts';
import { passedHandlers } from './commands/passed.ts';
import { policyHandlers } from './commands/policies.ts';

export const handlers: readonly AnyHandler[] = [...policyHandlers, ...leadHandlers, ...passedHandlers];
