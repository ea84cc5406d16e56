import { z } from 'zod';
import { command, id, instant, line, prose, read } from '../../../kernel/contract.ts';
import type { Text } from '../../../kernel/result.ts';

/** A person's own list goes to a line of work on their consent (D5): what it sees is that list, and what it answers is a sentence. */

const text = z.object({ zh: z.string(), en: z.string() });

export const LIST_ANSWERS = ['noted', 'will_contact', 'not_ours'] as const;
export type ListAnswer = (typeof LIST_ANSWERS)[number];
export const LIST_ANSWER_NAMES: Readonly<Record<ListAnswer, Text>> = {
  noted: { zh: '知道了', en: 'noted' },
  will_contact: { zh: '会联系本人', en: 'will contact the person' },
  not_ours: { zh: '不归我们管', en: 'not ours' },
};

export const passOn = command({
  name: 'discovery.pass_on',
  kind: 'report',
  payload: z.strictObject({
    id,
    resident: id,
    /** As the policies name it: 民政, 医保, 残联 … */
    line: line(40),
    /** The person's own, to share data, in force, and not for a single case. */
    consent: id,
    words: prose(500).nullable().default(null),
  }),
  /** `to`: code of the department that has it now; null: the coordinator of the area, because no department of this line works here. */
  answer: z.object({ id, to: z.string().nullable() }),
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '把本人的清单转给主管条线', en: 'Pass a person’s list on to a line of work' },
});

export const answerPassedOn = command({
  name: 'discovery.answer_passed_on',
  kind: 'report',
  payload: z.strictObject({ list: id, answer: z.enum(LIST_ANSWERS), words: prose(500) }),
  answer: z.object({ list: id }),
  allow: { approver: 'department', clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '答复转来的清单', en: 'Answer a list that was passed on' },
});

/** Lists ended by one command at most. */
export const ENDED_BATCH = 100;
export const endPassedOn = command({
  name: 'discovery.end_passed_on',
  kind: 'report',
  payload: z.strictObject({ lists: z.array(id).min(1).max(ENDED_BATCH) }),
  answer: z.object({ ended: z.number().int() }),
  allow: { system: 'district' },
  says: { zh: '授权结束，收回转出的清单', en: 'Take lists back whose consent has ended' },
});

const answered = z.object({ answer: z.enum(LIST_ANSWERS), words: z.string(), by: z.string().nullable(), at: instant });

/** As the person's page shows it. */
export const passedOn = z.object({
  id,
  line: z.string(),
  /** Code of the department; null: a coordinator. */
  department: z.string().nullable(),
  words: z.string().nullable(),
  by: z.string().nullable(),
  at: instant,
  /** The consent holds: whoever it went to can still see it. */
  holds: z.boolean(),
  answered: answered.nullable(),
});

export const passedList = read({
  name: 'discovery.passed_list',
  path: '/discovery/passed/:id',
  query: z.object({ id }),
  answer: z.object({
    id,
    line: z.string(),
    /** Who it is about, as far as the list says. */
    name: z.string(),
    place: z.string().nullable(),
    items: z.array(
      z.object({
        code: z.string(),
        name: text,
        what: z.string(),
        amount: z.string(),
        /** `seems`: as far as is known; `one_answer`: one question away. */
        how: z.enum(['seems', 'one_answer']),
        ask: text.nullable(),
      }),
    ),
    words: z.string().nullable(),
    /** Who passed it on, to ring them. */
    from: z.object({ name: z.string(), site: z.string().nullable(), phone: z.string().nullable() }),
    at: instant,
    until: instant.nullable(),
    answered: answered.nullable(),
    hint: text,
  }),
  allow: { approver: 'department', clerk: 'area', helper: 'area', coordinator: 'area' },
  personal: true,
  records: true,
  says: { zh: '转来的清单', en: 'A list that was passed on' },
});
