import { z } from 'zod';
import { command, day, id, line, prose, read } from '../../../kernel/contract.ts';
import { isDay } from '../../../kernel/time.ts';

/** A day that the offices of the whole district work or rest, whatever the notice says: a typhoon, a local festival. */
export const setOfficeDay = command({
  name: 'work.set_office_day',
  kind: 'report',
  payload: z.strictObject({
    id,
    day: day.refine(isDay, 'day'),
    kind: z.enum(['work', 'rest']),
    /** what people are told; without `en` the Chinese stands in its place */
    reason: z.strictObject({ zh: line(40), en: line(80).nullable().default(null) }),
  }),
  answer: z.object({ id }),
  allow: { coordinator: 'district', administrator: 'district' },
  says: { zh: '定一个本区的休息日或上班日', en: 'Set a rest day or working day of the district' },
});

export const withdrawOfficeDay = command({
  name: 'work.withdraw_office_day',
  kind: 'report',
  payload: z.strictObject({ id, reason: line(200) }),
  answer: z.object({ id }),
  allow: { coordinator: 'district', administrator: 'district' },
  says: { zh: '撤回本区自定的日子', en: 'Withdraw a day of the district’s own' },
});

export const importYear = command({
  name: 'work.import_year',
  kind: 'report',
  payload: z.strictObject({
    id,
    /** the year's notice: JSON as chinese-days publishes it, or rows `2027-01-01,休,元旦` */
    text: prose(200_000),
    /** the import that this one takes the place of, as `work.calendar` names it */
    replaces: id.nullable().default(null),
  }),
  /** `added` false: the same days were known already, nothing changed. */
  answer: z.object({ year: z.number().int(), rest: z.number().int(), work: z.number().int(), added: z.boolean() }),
  allow: { coordinator: 'district', administrator: 'district' },
  says: { zh: '导入一年的放假安排', en: 'Import a year’s public holidays' },
});

const said = z.object({ zh: z.string(), en: z.string() });

export const calendar = read({
  name: 'work.calendar',
  path: '/work/calendar/:year',
  query: z.object({ year: z.coerce.number().int().min(2004).max(2100) }),
  answer: z.object({
    year: z.number().int(),
    /** where its days come from; null: no notice covers the year (未公布) */
    source: z.enum(['program', 'import']).nullable(),
    /** the import in force, to be named by one that replaces it */
    imported: id.nullable(),
    /** all years that a notice covers, ascending */
    years: z.array(z.number().int()),
    /** whether the asking post may set days and import years */
    mayChange: z.boolean(),
    /** every day of the year, in order; `name` of a holiday, of the one a make-up day belongs to, or the district's own reason */
    days: z.array(z.object({ day, kind: z.enum(['work', 'rest', 'unpublished']), name: said.nullable() })),
    /** the district's own days, those withdrawn too, in order */
    own: z.array(
      z.object({
        id,
        day,
        kind: z.enum(['work', 'rest']),
        reason: said,
        withdrawn: z.object({ at: z.string(), why: z.string() }).nullable(),
      }),
    ),
  }),
  allow: {
    clerk: 'district',
    helper: 'district',
    coordinator: 'district',
    referrer: 'district',
    partner: 'district',
    approver: 'district',
    auditor: 'district',
    administrator: 'district',
  },
  says: { zh: '一年的工作日', en: 'The working days of a year' },
});
