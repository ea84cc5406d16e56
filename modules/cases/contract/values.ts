import { z } from 'zod';
import { line } from '../../../kernel/contract.ts';
import { key } from '../../catalogue/contract.ts';

/** Values that commands and reads of cases share. */

export const answers = z
  .record(key, z.union([line(80), z.number(), z.boolean()]))
  .refine((all) => Object.keys(all).length <= 40, 'too many answers');

export const STATES = [
  'informing',
  'accepted',
  'with_department',
  'awaiting_correction',
  'approved',
  'not_approved',
  'result_ready',
  'delivered',
  'refused_acceptance',
  'acceptance_revoked',
  'withdrawn',
] as const;
export const CHANNELS = [
  'phone',
  'walk_in',
  'chat',
  'group',
  'referral',
  'ferry_box',
  'visit',
  'video',
  'petition',
  'hotline',
  'online',
] as const;
/** Where a resident went in person; `station` is the own one, which it is there to make the only one. */
export const TRIP_PLACES = ['station', 'centre', 'department', 'bank', 'hospital'] as const;
export const TURNS = ['resident', 'helper', 'window', 'department', 'bank'] as const;
