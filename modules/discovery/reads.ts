import type { AnyReader } from '../../platform/executor/types.ts';
import { facts } from './reads/facts.ts';

export const readers: readonly AnyReader[] = [facts];
