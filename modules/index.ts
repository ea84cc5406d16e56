import type { Module } from '../platform/executor/types.ts';
import { network } from './network/index.ts';

/** All modules, in the order of modules/order.ts. */
export const modules: readonly Module[] = [network];
