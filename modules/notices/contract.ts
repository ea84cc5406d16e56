import { z } from 'zod';
import { areaPath, command, id, instant, line, page, prose, read } from '../../kernel/contract.ts';
import { ID } from '../../kernel/id.ts';
import { CONTACT_KINDS } from '../residents/contract.ts';

/** What people are told of their case, by hand until real channels come: read out or copied, and ticked. */

/** Entries of a case of which the person has to hear, as `cases_v_stage.move` calls them. */
export const TELLING = [
  'notice_given',
  'accepted',
  'acceptance_refused',
  'acceptance_revoked',
  'correction_requested',
  'decided',
  'decision_revoked',
  'result_made',
] as const;
export const HOWS = ['phone', 'in_person', 'chat', 'sms_by_hand', 'relative', 'post', 'knock'] as const;
export const WHOM = ['self', 'relative', 'neighbour'] as const;

const staff = { clerk: 'area', helper: 'area', coordinator: 'area' } as const;
const how = z.enum(HOWS);
const made = z.object({ id });

export const told = command({
  name: 'notices.told',
  kind: 'report',
  /** `entry`: the case's entry of which the person was told */
  payload: z.strictObject({ id, case: id, entry: id, how, to: z.enum(WHOM) }),
  answer: made,
  allow: staff,
  says: { zh: '已经告诉', en: 'The person was told' },
});

export const notReached = command({
  name: 'notices.not_reached',
  kind: 'report',
  payload: z.strictObject({ id, case: id, entry: id, how, says: prose(300).nullable().default(null) }),
  answer: made,
  allow: staff,
  says: { zh: '没有找到人', en: 'The person was not reached' },
});

export const takeBack = command({
  name: 'notices.take_back',
  kind: 'report',
  payload: z.strictObject({ id, case: id, told: id, reason: line(300) }),
  answer: made,
  allow: staff,
  says: { zh: '撤回“已告诉”', en: 'Take back that the person was told' },
});

const text = z.object({ zh: z.string(), en: z.string() });

/** `rank at entry` of the last row, as answered. */
const cursor = z.string().refine((typed) => {
  const [rank = '', at = '', entry = '', ...more] = typed.split(' ');
  return /^[01]$/.test(rank) && instant.safeParse(at).success && ID.test(entry) && more.length === 0;
}, 'cursor');

export const toTell = read({
  name: 'notices.to_tell',
  path: '/notices/to-tell',
  /** Green channel first, then the oldest. */
  query: page.extend({
    cursor: cursor.optional(),
    under: areaPath.optional(),
  }),
  /** One row a case: telling how it stands now tells what came before too. */
  answer: z.object({
    rows: z.array(
      z.object({
        entry: id,
        move: z.enum(TELLING),
        at: instant,
        case: id,
        shortCode: z.string(),
        item: text,
        resident: z.object({ id, name: z.string().nullable() }),
        areaName: z.string().nullable(),
        siteName: z.string().nullable(),
        green: z.boolean(),
        /** how often somebody tried in vain, and when last */
        tries: z.number().int(),
        triedAt: instant.nullable(),
        /** Ways to the person, without numbers: `residents.reveal` shows one, with a reason. */
        reach: z.array(
          z.object({
            id,
            kind: z.enum(CONTACT_KINDS),
            relation: z.string().nullable(),
            bestHours: z.string().nullable(),
            trusted: z.boolean(),
            hasPhone: z.boolean(),
          }),
        ),
      }),
    ),
    next: z.string().nullable(),
  }),
  allow: staff,
  says: { zh: '要告诉的', en: 'People to tell' },
});

export const ofCase = read({
  name: 'notices.of_case',
  path: '/cases/:case/notices',
  query: z.object({ case: id }),
  /** Newest first. */
  answer: z.object({
    rows: z.array(
      z.object({
        entry: id,
        move: z.enum(TELLING),
        at: instant,
        /** the person still has to be told of this one */
        open: z.boolean(),
        /** what the entry says in free text: reason, remedy, remedies, what */
        words: z.record(z.string(), z.string()),
        /** each tick, also those taken back */
        told: z.array(
          z.object({
            id,
            how,
            to: z.enum(WHOM),
            at: instant,
            by: z.string().nullable(),
            takenBack: z.object({ at: instant, by: z.string().nullable(), reason: z.string().nullable() }).nullable(),
          }),
        ),
        tries: z.array(z.object({ id, how, at: instant, by: z.string().nullable(), says: z.string().nullable() })),
      }),
    ),
  }),
  allow: { ...staff, approver: 'department', partner: 'area', referrer: 'area' },
  says: { zh: '一个办件告诉过本人什么', en: 'What the person was told of a case' },
});
