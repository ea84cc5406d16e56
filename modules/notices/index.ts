/**
 * notices: what people are to be told of their case, and that they were.
 * Owns the ticks, the tries in vain, what was taken back. Promises: nothing that needs telling is forgotten, nobody is told twice.
 * Never: writes down what is to be told (it follows from the case), holds a phone number, sends anything by itself.
 */
import type { Module } from '../../platform/executor/types.ts';
import { handlers } from './commands.ts';
import { refusals } from './domain.ts';
import { readers } from './reads.ts';
import { projections } from './store.ts';

export const notices: Module = {
  name: 'notices',
  handlers,
  readers,
  projections,
  constraints: { notices_taken_back_once: refusals.takenBackAlready },
};
