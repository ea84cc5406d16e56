import type { Module } from '../platform/executor/types.ts';
import { grants } from '../platform/grants.ts';
import { asks } from './asks/index.ts';
import { cases } from './cases/index.ts';
import { catalogue } from './catalogue/index.ts';
import { custody } from './custody/index.ts';
import { discovery } from './discovery/index.ts';
import { evaluation } from './evaluation/index.ts';
import { materials } from './materials/index.ts';
import { network } from './network/index.ts';
import { notices } from './notices/index.ts';
import { residents } from './residents/index.ts';
import { trips } from './trips/index.ts';
import { work } from './work/index.ts';

/** All modules, in the order of modules/order.ts. */
export const modules: readonly Module[] = [
  network,
  grants,
  catalogue,
  residents,
  materials,
  work,
  custody,
  asks,
  cases,
  trips,
  discovery,
  notices,
  evaluation,
];
