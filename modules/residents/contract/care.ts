import { z } from 'zod';
import { areaPath, command, day, id, line, page as paging, prose, read } from '../../../kernel/contract.ts';
import type { Text } from '../../../kernel/result.ts';
import type { FactName } from './facts.ts';
import { LOOK_REASONS } from './kinds.ts';

/** Care lists (重点对象): who is looked in on, for which line of work, by whom and how often. */

export const CARE_KINDS = ['elder_alone', 'disabled', 'low_income', 'bedridden', 'other'] as const;
export type CareKind = (typeof CARE_KINDS)[number];
export const CARE_KIND_NAMES: Readonly<Record<CareKind, Text>> = {
  elder_alone: { zh: '独居老人', en: 'Elder living alone' },
  disabled: { zh: '残疾人', en: 'Disabled' },
  low_income: { zh: '低保低边特困', en: 'Low income' },
  bedridden: { zh: '卧床', en: 'Bedridden' },
  other: { zh: '其他', en: 'Other' },
};
/** Lines of work (条线), each of which keeps lists of its own. */
export const CARE_LINES = ['civil_affairs', 'disabled_federation', 'ageing', 'health', 'women', 'community'] as const;
export type CareLine = (typeof CARE_LINES)[number];
export const CARE_LINE_NAMES: Readonly<Record<CareLine, Text>> = {
  civil_affairs: { zh: '民政', en: 'Civil affairs' },
  disabled_federation: { zh: '残联', en: 'Disabled Persons’ Federation' },
  ageing: { zh: '老龄', en: 'Ageing' },
  health: { zh: '卫健', en: 'Health' },
  women: { zh: '妇联', en: 'Women’s Federation' },
  community: { zh: '村社区', en: 'Village or neighbourhood' },
};
/** What usually goes with a kind: whose list it is, how often somebody looks in (days), the facts that speak for it. */
export const CARE_USUAL = {
  elder_alone: { line: 'ageing', everyDays: 7, facts: ['独居'] },
  disabled: { line: 'disabled_federation', everyDays: 30, facts: ['残疾'] },
  low_income: { line: 'civil_affairs', everyDays: 30, facts: ['低保', '低保边缘', '特困'] },
  bedridden: { line: 'health', everyDays: 7, facts: ['卧床'] },
  other: { line: 'community', everyDays: 30, facts: [] },
} as const satisfies Readonly<
  Record<CareKind, { readonly line: CareLine; readonly everyDays: number; readonly facts: readonly FactName[] }>
>;
/** From this age on somebody living alone is proposed for the list. */
export const ELDER_AGE = 60;
export const CARE_HOWS = ['home', 'phone'] as const;
export type CareHow = (typeof CARE_HOWS)[number];
export const CARE_HOW_NAMES: Readonly<Record<CareHow, Text>> = {
  home: { zh: '上门', en: 'at home' },
  phone: { zh: '电话', en: 'by phone' },
};
/** D8: said with every proposal. */
export const CARE_HINT: Text = {
  zh: '按已知情况提出来的，加不加由你定；不会自己加上去',
  en: 'Proposed from what is known. You decide; nobody is put on by itself.',
};
export const CARE_LEVELS = ['fine', 'due', 'overdue'] as const;

const staff = { clerk: 'area', helper: 'area', coordinator: 'area', referrer: 'area', system: 'district' } as const;
const window = { clerk: 'area', helper: 'area', coordinator: 'area', system: 'district' } as const;
const made = z.object({ id });
const everyDays = z.number().int().min(1).max(366);

export const putOnCareList = command({
  name: 'residents.put_on_care_list',
  kind: 'report',
  payload: z.strictObject({
    id,
    resident: id,
    kind: z.enum(CARE_KINDS),
    /** What the list is called; for `other`, and only there. */
    called: line(20).nullable().default(null),
    line: z.enum(CARE_LINES),
    /** The known fact that it rests on; without one, words. */
    because: line(40).nullable().default(null),
    words: prose(500).nullable().default(null),
    /** Post of whoever visits. */
    carer: id,
    everyDays,
    since: day,
  }),
  answer: made,
  allow: staff,
  says: { zh: '列入重点对象', en: 'Put on a care list' },
});

export const changeCarer = command({
  name: 'residents.change_carer',
  kind: 'decision',
  payload: z.strictObject({ care: id, carer: id, everyDays }),
  answer: made,
  allow: window,
  says: { zh: '改由谁去看、多久一次', en: 'Change who visits, and how often' },
});

export const recordCareVisit = command({
  name: 'residents.record_care_visit',
  kind: 'report',
  /** `care`: the entries it counts for, all of one resident. */
  payload: z.strictObject({
    id,
    resident: id,
    care: z.array(id).min(1).max(10),
    on: day,
    how: z.enum(CARE_HOWS),
    words: prose(1000).nullable().default(null),
  }),
  answer: made,
  allow: staff,
  says: { zh: '记一次看望', en: 'Record a visit' },
});

export const withdrawCareVisit = command({
  name: 'residents.withdraw_care_visit',
  kind: 'report',
  payload: z.strictObject({ resident: id, id, reason: line(200) }),
  answer: made,
  allow: staff,
  says: { zh: '撤销一次看望', en: 'Withdraw a visit' },
});

export const takeOffCareList = command({
  name: 'residents.take_off_care_list',
  kind: 'decision',
  payload: z.strictObject({ care: id, reason: line(200) }),
  answer: made,
  allow: window,
  says: { zh: '移出重点对象', en: 'Take off a care list' },
});

export const careRow = z.object({
  id,
  resident: z.object({ id, name: z.string(), age: z.number().int().nullable(), address: z.string().nullable() }),
  area: areaPath,
  areaName: z.string().nullable(),
  kind: z.enum(CARE_KINDS),
  called: z.string().nullable(),
  line: z.enum(CARE_LINES),
  because: z.string().nullable(),
  since: day,
  putBy: z.string().nullable(),
  carer: z.object({ id, name: z.string() }),
  everyDays: z.number().int(),
  /** Null: nobody has been there since. */
  last: z.object({ on: day, by: z.string().nullable(), how: z.enum(CARE_HOWS) }).nullable(),
  dueOn: day,
  level: z.enum(CARE_LEVELS),
  /** For decisions on this entry. */
  seq: z.number().int(),
});
export type CareRow = z.output<typeof careRow>;

export const CARE_STATES = ['all', 'overdue', 'due', 'never'] as const;
export const care = read({
  name: 'residents.care',
  path: '/care-list',
  query: paging.extend({
    kind: z.enum(CARE_KINDS).optional(),
    line: z.enum(CARE_LINES).optional(),
    state: z.enum(CARE_STATES).default('all'),
    /** Only those whom the acting post visits. */
    mine: z.enum(['true', 'false']).default('false'),
    under: areaPath.optional(),
  }),
  answer: z.object({
    /** Whoever is overdue longest first. */
    rows: z.array(careRow),
    next: z.string().nullable(),
    /** Of the same filter without `state`; on the first page only. */
    counts: z.record(z.enum(CARE_STATES), z.number().int()).nullable(),
  }),
  allow: staff,
  says: { zh: '重点对象', en: 'Care lists' },
});

export const careProposed = read({
  name: 'residents.care_proposed',
  path: '/care-list/proposed',
  query: paging.extend({ kind: z.enum(CARE_KINDS).optional(), under: areaPath.optional() }),
  answer: z.object({
    rows: z.array(
      z.object({
        resident: z.object({ id, name: z.string(), age: z.number().int().nullable(), address: z.string().nullable() }),
        area: areaPath,
        areaName: z.string().nullable(),
        kind: z.enum(CARE_KINDS),
        /** Known facts that speak for it. */
        because: z.array(z.string()),
      }),
    ),
    next: z.string().nullable(),
    hint: z.object({ zh: z.string(), en: z.string() }),
  }),
  allow: staff,
  says: { zh: '可能要列入重点对象的人', en: 'People who may belong on a care list' },
});
export type CareProposal = z.output<typeof careProposed.answer>['rows'][number];

export const careOf = read({
  name: 'residents.care_of',
  path: '/residents/:id/care',
  query: z.object({ id, reason: z.enum(LOOK_REASONS).optional(), words: line(180).optional() }),
  answer: z.object({
    /** Those in force first. */
    entries: z.array(careRow.extend({ words: z.string().nullable(), ended: z.object({ on: day, reason: z.string() }).nullable() })),
    /** The newest 50. */
    visits: z.array(
      z.object({
        id,
        on: day,
        how: z.enum(CARE_HOWS),
        /** Shown to those who do the person's matters, and to whoever wrote them. */
        words: z.string().nullable(),
        by: z.string().nullable(),
        withdrawn: z.string().nullable(),
      }),
    ),
  }),
  allow: staff,
  records: true,
  personal: true,
  says: { zh: '谁常去看他', en: 'Who looks in on a person' },
});
