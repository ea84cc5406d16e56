import { z } from 'zod';
import { areaPath, command, day, id, line, page, prose, read } from '../../kernel/contract.ts';
import { ID } from '../../kernel/id.ts';
import { isDay } from '../../kernel/time.ts';
import { consentScope } from '../materials/contract.ts';
import { SUBJECT_KINDS } from './domain/task.ts';

export * from './contract/calendar.ts';

const subject = { task: id, subject: id };
const told = z.object({ task: id });

export const take = command({
  name: 'work.take',
  kind: 'report',
  payload: z.strictObject(subject),
  answer: told,
  allow: { clerk: 'area', helper: 'area', coordinator: 'area', referrer: 'area', partner: 'area', approver: 'department' },
  says: { zh: '接手一项待办', en: 'Take a task' },
});

/** To a post, or back to a site where anyone may take it. */
const receiver = z.union([z.strictObject({ post: id }), z.strictObject({ site: id })]);

export const assign = command({
  name: 'work.assign',
  kind: 'report',
  payload: z.strictObject({ ...subject, to: receiver, reason: line(200).nullable().default(null) }),
  answer: told,
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '把待办交给同事', en: 'Assign a task' },
});

export const done = command({
  name: 'work.done',
  kind: 'report',
  payload: z.strictObject({ ...subject, note: prose(500).nullable().default(null) }),
  answer: told,
  allow: { clerk: 'area', helper: 'area', coordinator: 'area', referrer: 'area', partner: 'area', approver: 'department' },
  says: { zh: '待办办完了', en: 'Finish a task' },
});

export const drop = command({
  name: 'work.drop',
  kind: 'report',
  payload: z.strictObject({ ...subject, reason: line(200) }),
  answer: told,
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '取消一项待办', en: 'Drop a task' },
});

/** A task that no route names: ring back, look in, ask the neighbour. */
export const addTask = command({
  name: 'work.add_task',
  kind: 'report',
  payload: z.strictObject({
    id,
    subject: id,
    subjectKind: z.enum(SUBJECT_KINDS),
    /** without personal data: it stands in lists */
    title: line(60),
    to: receiver,
    due: day.refine(isDay, 'day').nullable().default(null),
    after: z.array(id).max(10).default([]),
  }),
  answer: told,
  allow: { clerk: 'area', helper: 'area', coordinator: 'area' },
  says: { zh: '添一项待办', en: 'Add a task' },
});

export const handOverAll = command({
  name: 'work.hand_over_all',
  kind: 'report',
  payload: z.strictObject({ from: id, to: id, reason: line(200) }),
  /** `more`: there are others beyond the 200 that one command moves; send another */
  answer: z.object({ moved: z.number().int(), more: z.boolean() }),
  allow: { coordinator: 'area' },
  says: { zh: '把一位同事的待办全部转给另一位', en: 'Hand over all of a colleague’s tasks' },
});

export const recomputeClocks = command({
  name: 'work.recompute_clocks',
  kind: 'report',
  /** `after`: the last clock of the run before, to go on from */
  payload: z.strictObject({ after: id.nullable().default(null) }),
  answer: z.object({ changed: z.number().int(), next: id.nullable() }),
  allow: { system: 'district', coordinator: 'area' },
  says: { zh: '工作日有变后，重算到期日', en: 'Derive due days anew once working days have changed' },
});

const holder = z.object({
  kind: z.enum(['post', 'site', 'department', 'resident', 'bank']),
  /** id of the post or site, code of the department */
  of: z.string().nullable(),
  name: z.string().nullable(),
});

export const taskRow = z.object({
  id,
  kind: z.string(),
  subject: id,
  subjectKind: z.enum(SUBJECT_KINDS),
  label: z.string().nullable(),
  area: areaPath,
  resident: id.nullable(),
  residentName: z.string().nullable(),
  routeKey: z.string().nullable(),
  title: z.object({ zh: z.string(), en: z.string() }),
  holder,
  due: day.nullable(),
  /** amber from this day on, red after `due` */
  amberOn: day.nullable(),
  level: z.enum(['calm', 'amber', 'red']),
  green: z.boolean(),
  consentScope: consentScope.nullable(),
  state: z.enum(['waiting', 'open', 'done', 'dropped']),
});

/** Work waits for these roles; others have none. */
const workers = {
  clerk: 'own',
  helper: 'own',
  coordinator: 'own',
  referrer: 'own',
  partner: 'own',
  approver: 'own',
} as const;

/** `rank due task` of the last row, as answered. */
export const queueCursor = z
  .string()
  .regex(/^[01] (infinity|\d{4}-\d{2}-\d{2}) [0-9a-f-]{36}$/, 'cursor')
  .refine((text) => {
    const [, due = '', task = ''] = text.split(' ');
    return (due === 'infinity' || isDay(due)) && ID.test(task);
  }, 'cursor');

export const mine = read({
  name: 'work.mine',
  path: '/work/mine',
  query: page.extend({
    cursor: queueCursor.optional(),
    /** `own`: assigned to me; `site`, `department`: anyone may take it; absent: all three. */
    of: z.enum(['own', 'site', 'department']).optional(),
  }),
  /** Green channel first, then by due day, those without one last. */
  answer: z.object({ rows: z.array(taskRow), next: z.string().nullable() }),
  allow: workers,
  says: { zh: '我的待办', en: 'My work' },
});

const clockState = z.enum(['running', 'paused', 'stopped']);
/** One day of a period, as it can be checked against a calendar on the wall. */
const countedDay = z.object({
  day,
  counted: z.boolean(),
  /** How many were counted up to and with this day. */
  n: z.number().int(),
  says: z.object({ zh: z.string(), en: z.string() }),
});

export const clocks = read({
  name: 'work.clocks',
  path: '/work/clocks',
  query: z.object({ subject: id }),
  answer: z.object({
    rows: z.array(
      z.object({
        id,
        kind: z.string(),
        state: clockState,
        started: day,
        due: day.nullable(),
        level: z.enum(['calm', 'amber', 'red']),
        unit: z.enum(['workday', 'day']),
        allowed: z.number().int(),
        /** Working days left; negative when overdue; null where the calendar is not published. */
        remainingWorkdays: z.number().int().nullable(),
        pausedFor: z.object({ zh: z.string(), en: z.string() }).nullable(),
        days: z.array(countedDay),
      }),
    ),
  }),
  allow: { ...workers, auditor: 'district' },
  says: { zh: '一件事的时限，逐日算给人看', en: 'The clocks of a matter, day by day' },
});

export const dueDay = read({
  name: 'work.due_day',
  path: '/work/due-day',
  query: z.object({ n: z.coerce.number().int().min(1).max(366), unit: z.enum(['workday', 'day']).default('workday') }),
  /** `due` null: the calendar of that year is not published. */
  answer: z.object({ due: day.nullable(), days: z.array(countedDay) }),
  allow: workers,
  says: { zh: '从今天起算，到哪天为止', en: 'When a period that starts today ends' },
});

export const task = read({
  name: 'work.task',
  path: '/work/tasks/:id',
  query: z.object({ id }),
  answer: taskRow.extend({
    after: z.array(z.object({ id, title: z.object({ zh: z.string(), en: z.string() }), state: z.string() })),
    madeAt: z.string(),
    doneAt: z.string().nullable(),
    doneBy: z.string().nullable(),
  }),
  allow: workers,
  says: { zh: '一项待办', en: 'A task' },
});
