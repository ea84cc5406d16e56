import type { AnyReader } from '../../platform/executor/types.ts';
import { facts } from './reads/facts.ts';
import { policyReaders } from './reads/policies.ts';

export const readers: readonly AnyReader[] = [facts, ...policyReaders];
