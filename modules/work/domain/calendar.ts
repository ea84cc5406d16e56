import type { Checked } from '../../../kernel/checked.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, type Refusal, refuse, type Text } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Calendar, PublishedYear } from '../../../kernel/workdays.ts';

/** The district's calendar: days of its own and years brought in by hand. Each entry is a stream of kind `calendar` at the district's root. */

/** Who asks, as the database sees it: `root` is the district's area, `may` whether the post answers for all of it. */
export type Setting = { readonly root: string | null; readonly may: boolean };

export const calendarRefusals = {
  dayTaken: {
    code: 'day_taken',
    zh: '这一天本区已经定过，要改请先撤回原来的',
    en: 'The district has set this day already. Withdraw that entry first.',
  },
  yearTaken: {
    code: 'year_imported',
    zh: '这一年已经导入过，请刷新看看；要换成这一份，请选“替换”',
    en: 'This year was imported already. Reload and look; to put this one in its place choose “replace”.',
  },
} as const satisfies Record<string, Refusal>;

const outside = refuse(
  'outside_area',
  '工作日全区通用，请由负责全区的负责人或管理员来定',
  'Working days hold for the whole district: a coordinator or administrator of all of it sets them.',
);

/** @param plain the day's kind without the district's own mark @param taken whether a mark is in force on that day */
export const setOfficeDay = (
  state: Setting & { readonly taken: boolean; readonly plain: ReturnType<Calendar['kindOf']> },
  p: {
    readonly id: Id;
    readonly day: Day;
    readonly kind: 'work' | 'rest';
    readonly reason: { readonly zh: string; readonly en: string | null };
  },
): Decision<EventOf, { id: Id }> => {
  if (state.root === null || !state.may) return outside;
  if (state.taken) return { kind: 'refused', refusal: calendarRefusals.dayTaken };
  if (state.plain === p.kind)
    return p.kind === 'rest'
      ? refuse('day_is_so', '这一天本来就休息，不用再定', 'This is a rest day anyway; nothing to set.')
      : refuse('day_is_so', '这一天本来就上班，不用再定', 'This is a working day anyway; nothing to set.');
  const reason: Text = { zh: p.reason.zh, en: p.reason.en ?? p.reason.zh };
  return accept(
    [
      {
        type: 'work.office_day_set',
        stream: 'calendar',
        streamId: p.id,
        area: state.root,
        data: { id: p.id, day: p.day, kind: p.kind },
        detail: { reason },
      },
    ],
    { id: p.id },
  );
};

export const withdrawOfficeDay = (
  state: Setting & { readonly found: { readonly withdrawn: boolean } | null },
  p: { readonly id: Id; readonly reason: string },
): Decision<EventOf, { id: Id }> => {
  if (state.root === null || !state.may) return outside;
  if (state.found === null) return refuse('not_found', '没有找到这一天，请刷新看看', 'This day was not found. Reload and look.');
  if (state.found.withdrawn) return refuse('day_withdrawn', '这一天已经撤回了，请刷新', 'This day is withdrawn already. Reload.');
  return accept(
    [
      {
        type: 'work.office_day_withdrawn',
        stream: 'calendar',
        streamId: p.id,
        area: state.root,
        data: { id: p.id },
        detail: { reason: p.reason },
      },
    ],
    { id: p.id },
  );
};

/** The first day on which two notices of a year differ; null where they say the same. Names may be spelt differently. */
const firstDifference = (a: PublishedYear, b: PublishedYear): Day | null => {
  const kind = (year: PublishedYear, day: Day): string => (day in year.rest ? 'rest' : day in year.work ? 'work' : '');
  const days = new Set([a, b].flatMap((year) => [...Object.keys(year.rest), ...Object.keys(year.work)]));
  return [...days].sort().find((day) => kind(a, day) !== kind(b, day)) ?? null;
};

/**
 * A year's notice arrives. The same days again add nothing; other days for a year that the program carries are refused, those for a year
 * that was imported take its place only where the sender has seen it.
 */
export const importYear = (
  state: Setting & {
    readonly file: Checked<PublishedYear>;
    /** as the program carries it */
    readonly carried: PublishedYear | null;
    readonly imported: { readonly id: Id; readonly body: PublishedYear } | null;
  },
  p: { readonly id: Id; readonly replaces: Id | null },
): Decision<EventOf, { year: number; rest: number; work: number; added: boolean }> => {
  if (state.root === null || !state.may) return outside;
  if (!state.file.ok) return { kind: 'refused', refusal: state.file.refusal };
  const file = state.file.value;
  const told = { year: file.year, rest: Object.keys(file.rest).length, work: Object.keys(file.work).length };
  const known = state.imported?.body ?? state.carried;
  const differs = known === null ? null : firstDifference(known, file);
  if (known !== null && differs === null) return accept([], { ...told, added: false });
  if (state.imported === null && differs !== null)
    return refuse(
      'year_carried',
      `${file.year}年的放假安排程序里已经有，和这份从${differs}起不一样，请核对；本区自己的休息日请单独定`,
      `The program has the holidays of ${file.year} already, and this file differs from ${differs} on. Check it; set days of the district’s own one by one.`,
    );
  if (state.imported !== null && p.replaces !== state.imported.id)
    return { kind: 'refused', refusal: { ...calendarRefusals.yearTaken, info: { year: file.year, imported: state.imported.id } } };
  return accept(
    [
      {
        type: 'work.year_imported',
        stream: 'calendar',
        streamId: p.id,
        area: state.root,
        data: { id: p.id, replaces: state.imported?.id ?? null, body: file },
      },
    ],
    { ...told, added: true },
  );
};
