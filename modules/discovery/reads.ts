import type { AnyReader } from '../../platform/executor/types.ts';
import { facts } from './reads/facts.ts';
import { inForce, leads } from './reads/leads.ts';
import { follows, frequent, ownList } from './reads/lists.ts';
import { passedList } from './reads/passed.ts';
import { policyReaders } from './reads/policies.ts';
import { ofResident } from './reads/resident.ts';
import { round } from './reads/round.ts';

export const readers: readonly AnyReader[] = [
  facts,
  ...policyReaders,
  inForce,
  leads,
  ofResident,
  round,
  ownList,
  passedList,
  follows,
  frequent,
];
