import { z } from 'zod';
import { command, id, instant, prose } from '../../../kernel/contract.ts';

/** Why the free text of an entry must go: the five grounds of 个人信息保护法 第四十七条. */
export const ERASURE_BASES = ['purpose_over', 'period_over', 'consent_withdrawn', 'unlawful', 'other_law'] as const;

export const eraseDetail = command({
  name: 'cases.erase_detail',
  kind: 'report',
  payload: z.strictObject({
    /** the ledger entry, of any matter, whose free text and personal values are destroyed; the entry itself stays */
    entry: id,
    basis: z.enum(ERASURE_BASES),
    /** what happened, without repeating what is to be forgotten */
    reason: prose(300),
  }),
  answer: z.object({ entry: id }),
  allow: { coordinator: 'area' },
  says: { zh: '依法删除一条记录的附文', en: 'Erase an entry’s free text by law' },
});

/** Who erased an entry's free text, when and on what ground; `by` and `basis` are gone where a restore lost the erasing entry. */
export const erased = z.object({ by: z.string().nullable(), at: instant, basis: z.enum(ERASURE_BASES).nullable() });
