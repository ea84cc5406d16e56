import { z } from 'zod';
import { areaPath, command, day, fen, id, instant, line, page, read } from '../../kernel/contract.ts';

/** Lines and their timetables: how one gets from island to town and back (T1, T2, B2). */

export const LINE_KINDS = ['ferry', 'bus', 'car', 'walk'] as const;
const minutes = z.number().int().min(1).max(2880);
/** China time, `13:30`. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const made = z.object({ id });
const allow = { coordinator: 'area', system: 'district' } as const;

export const addLine = command({
  name: 'trips.add_line',
  kind: 'report',
  payload: z.strictObject({
    id,
    kind: z.enum(LINE_KINDS),
    name: line(60),
    /** One way; the way back is a line of its own. */
    from: z.strictObject({ area: areaPath, place: line(60) }),
    to: z.strictObject({ area: areaPath, place: line(60) }),
    minutes,
    fareFen: fen,
  }),
  answer: made,
  allow,
  says: { zh: '新增航线、班线', en: 'Add a line' },
});

export const addSailing = command({
  name: 'trips.add_sailing',
  kind: 'report',
  payload: z.strictObject({
    id,
    line: id,
    departs: clockTime,
    /** 1 Monday … 7 Sunday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    validFrom: day,
    validUntil: day.nullable().default(null),
    /** null = the line's. */
    minutes: minutes.nullable().default(null),
  }),
  answer: made,
  allow,
  says: { zh: '新增班次', en: 'Add a sailing' },
});

export const cancelSailing = command({
  name: 'trips.cancel_sailing',
  kind: 'report',
  payload: z.strictObject({ id, days: z.array(day).min(1).max(60), reason: line(200) }),
  answer: made,
  allow,
  says: { zh: '停航、停班', en: 'Cancel a sailing on some days' },
});

export const restoreSailing = command({
  name: 'trips.restore_sailing',
  kind: 'report',
  payload: z.strictObject({ id, days: z.array(day).min(1).max(60), reason: line(200) }),
  answer: made,
  allow,
  says: { zh: '恢复停掉的班次', en: 'A cancelled sailing runs after all' },
});

export const endSailing = command({
  name: 'trips.end_sailing',
  kind: 'report',
  payload: z.strictObject({ id, until: day, reason: line(200) }),
  answer: made,
  allow,
  says: { zh: '班次取消（从某天起不再开）', en: 'End a sailing for good' },
});

const everyone = {
  clerk: 'district',
  helper: 'district',
  approver: 'district',
  coordinator: 'district',
  referrer: 'district',
  partner: 'district',
  administrator: 'district',
  auditor: 'district',
  system: 'district',
} as const;

export const lineRow = z.object({
  id,
  kind: z.enum(LINE_KINDS),
  name: z.string(),
  from: z.object({ area: areaPath, place: z.string() }),
  to: z.object({ area: areaPath, place: z.string() }),
  minutes: z.number().int(),
  fareFen: fen,
});
export type Line = z.infer<typeof lineRow>;
export const lines = read({
  name: 'trips.lines',
  path: '/lines',
  query: page.extend({ under: areaPath.optional() }),
  answer: z.object({ rows: z.array(lineRow), next: z.string().nullable() }),
  allow: everyone,
  says: { zh: '航线和班线', en: 'Lines' },
});

export const sailingRow = z.object({
  /** Of the timetable's row; with the day it names one sailing. */
  sailing: id,
  line: id,
  kind: z.enum(LINE_KINDS),
  name: z.string(),
  fromPlace: z.string(),
  toPlace: z.string(),
  departs: instant,
  arrives: instant,
  fareFen: fen,
});
export type SailingRow = z.infer<typeof sailingRow>;
export const sailings = read({
  name: 'trips.sailings',
  path: '/sailings',
  /** The next ones from one area to another; an area stands for all within it. */
  query: z.object({ from: areaPath, to: areaPath, at: instant.optional(), limit: z.coerce.number().int().min(1).max(50).default(5) }),
  answer: z.object({ rows: z.array(sailingRow) }),
  allow: everyone,
  says: { zh: '接下来的班次', en: 'The next sailings' },
});
