import { z } from 'zod';
import { areaPath, command, day, id, instant, page as paging, prose, read } from '../../../kernel/contract.ts';
import type { Text } from '../../../kernel/result.ts';

/** Leads (线索): somebody to tell, a helper to do it, what came of it. Said with every lead and verdict (D8): */
export const HINT: Text = {
  zh: '这只是提示，能不能享受由主管部门决定。',
  en: 'This is only a hint. Whether it is granted is for the department in charge to decide.',
};

/** `later`: come back on a day; `lapsed`: what it rested on no longer holds. */
export const LEAD_STATES = ['to_tell', 'told', 'later', 'applied', 'declined', 'not_true', 'lapsed'] as const;
export type LeadState = (typeof LEAD_STATES)[number];
export const LEAD_STATE_NAMES: Readonly<Record<LeadState, Text>> = {
  to_tell: { zh: '待告知', en: 'to tell' },
  told: { zh: '已告知', en: 'told' },
  later: { zh: '以后再说', en: 'later' },
  applied: { zh: '已申请', en: 'applied' },
  declined: { zh: '本人不要', en: 'declined' },
  not_true: { zh: '情况不符', en: 'not true' },
  lapsed: { zh: '已不符合', en: 'lapsed' },
};
/** Somebody still has to do something. */
export const OPEN_LEADS = ['to_tell', 'told', 'later'] as const satisfies readonly LeadState[];

export const TOLD_HOW = ['in_person', 'phone', 'message', 'through_other'] as const;
/** How a person came upon it. */
export const ENTERED_BY = ['visit', 'neighbour', 'group', 'department'] as const;
export const FOUND_BY = ['screening', ...ENTERED_BY] as const;
/** Why a lead lapsed: its verdict turned to no, its policy ended, the person died or was found to be somebody recorded before. */
export const LAPSE_REASONS = ['facts_changed', 'policy_ended', 'person_gone'] as const;
export type LapseReason = (typeof LAPSE_REASONS)[number];
export const STEPS = ['found', 'taken', 'told', 'declined', 'not_true', 'later', 'applied', 'passed_on'] as const;

/** Leads opened, lapsed or brought back by one command at most. */
export const LEAD_BATCH = 200;

const staff = { clerk: 'area', helper: 'area', coordinator: 'area' } as const;
const lead = { lead: id };
const words = prose(500).nullable().default(null);
const moved = z.object({ lead: id, state: z.enum(LEAD_STATES) });

export const take = command({
  name: 'discovery.take',
  kind: 'report',
  /** `from`: who held it as far as was seen; taking it over from a colleague is meant, never by accident. */
  payload: z.strictObject({ ...lead, from: id.nullable().default(null) }),
  answer: moved,
  allow: staff,
  says: { zh: '接下线索', en: 'Take on a lead' },
});

export const tell = command({
  name: 'discovery.tell',
  kind: 'report',
  payload: z.strictObject({ ...lead, how: z.enum(TOLD_HOW), words }),
  answer: moved,
  allow: staff,
  says: { zh: '记下已告知本人', en: 'Record that the person was told' },
});

export const decline = command({
  name: 'discovery.decline',
  kind: 'report',
  payload: z.strictObject({ ...lead, reason: prose(500) }),
  answer: moved,
  allow: staff,
  says: { zh: '记下本人不要', en: 'Record that the person declines' },
});

export const notTrue = command({
  name: 'discovery.not_true',
  kind: 'report',
  /** What is otherwise is recorded beside it, as a fact of the person. */
  payload: z.strictObject({ ...lead, words: prose(500) }),
  answer: moved,
  allow: staff,
  says: { zh: '记下情况不符', en: 'Record that it is not true of the person' },
});

export const later = command({
  name: 'discovery.later',
  kind: 'report',
  payload: z.strictObject({ ...lead, until: day, words }),
  answer: moved,
  allow: staff,
  says: { zh: '记下以后再说', en: 'Come back to it on a later day' },
});

export const apply = command({
  name: 'discovery.apply',
  kind: 'report',
  /** A case that was opened already; `cases.open` with `lead` opens one and does this in the same step. */
  payload: z.strictObject({ ...lead, case: id }),
  answer: moved,
  allow: staff,
  says: { zh: '线索关联办件', en: 'Link a lead to a case' },
});

/** Found by a person: on a visit, by a neighbour … Whoever learns of somebody in need says so (社会救助法 39). */
export const enterLead = command({
  name: 'discovery.enter_lead',
  kind: 'report',
  payload: z.strictObject({
    /** Of the lead, if there is none yet. */
    id,
    resident: id,
    policy: id,
    foundBy: z.enum(ENTERED_BY),
    words: prose(500),
  }),
  /** `joined`: there was a lead already; what was noticed stands with it. */
  answer: moved.extend({ joined: z.boolean() }),
  allow: { ...staff, referrer: 'area' },
  says: { zh: '记下发现某人可能符合', en: 'Enter a lead that a person found' },
});

const system = { system: 'district' } as const;
const digest = z.string().regex(/^[0-9a-f]{32}$/, 'digest');

export const openLeads = command({
  name: 'discovery.open_leads',
  kind: 'report',
  payload: z.strictObject({
    found: z
      .array(z.strictObject({ resident: id, policy: id, version: id, basis: digest }))
      .min(1)
      .max(LEAD_BATCH),
  }),
  answer: z.object({ opened: z.number().int() }),
  allow: system,
  says: { zh: '筛查开出线索', en: 'Open leads that screening found' },
});

export const lapseLeads = command({
  name: 'discovery.lapse_leads',
  kind: 'report',
  payload: z.strictObject({
    leads: z
      .array(z.strictObject({ ...lead, why: z.enum(LAPSE_REASONS) }))
      .min(1)
      .max(LEAD_BATCH),
  }),
  answer: z.object({ lapsed: z.number().int() }),
  allow: system,
  says: { zh: '收回不再成立的线索', en: 'Close leads whose ground is gone' },
});

export const bringBack = command({
  name: 'discovery.bring_back',
  kind: 'report',
  payload: z.strictObject({ day, leads: z.array(id).min(1).max(LEAD_BATCH) }),
  answer: z.object({ back: z.number().int() }),
  allow: system,
  says: { zh: '到日子再提醒的线索', en: 'Bring leads back on their day' },
});

const text = z.object({ zh: z.string(), en: z.string() });
/** A policy as a lead shows it. */
export const policyLine = z.object({
  id,
  code: z.string(),
  version: id,
  name: text,
  /** What it gives, and how much, in plain words. */
  what: z.string(),
  amount: z.string(),
  where: z.string(),
  /** 民政, 医保 … */
  line: z.string(),
  /** Item of the catalogue that it leads to. */
  itemCode: z.string().nullable(),
  example: z.boolean(),
});
export type PolicyLine = z.output<typeof policyLine>;

export const leadRow = z.object({
  id,
  resident: z.object({ id, name: z.string(), age: z.number().int().nullable(), greenWhy: z.array(z.string()) }),
  area: areaPath,
  areaName: z.string().nullable(),
  policy: policyLine,
  state: z.enum(LEAD_STATES),
  green: z.boolean(),
  foundBy: z.enum(FOUND_BY),
  holder: z.object({ id, name: z.string() }).nullable(),
  until: day.nullable(),
  case: z.object({ id, shortCode: z.string() }).nullable(),
  openedAt: instant,
  movedAt: instant,
});
export type LeadRow = z.output<typeof leadRow>;

export const leads = read({
  name: 'discovery.leads',
  path: '/discovery/leads',
  /** Without `state`: those on which somebody still has to do something. `mine`: taken on by the acting post. */
  query: paging.extend({
    state: z.enum([...LEAD_STATES, 'open']).default('open'),
    policy: id.optional(),
    under: areaPath.optional(),
    mine: z.enum(['true', 'false']).default('false'),
  }),
  answer: z.object({
    rows: z.array(leadRow),
    next: z.string().nullable(),
    /** Of the same policy, area and holder, by state; on the first page only. */
    counts: z.partialRecord(z.enum(LEAD_STATES), z.number().int()).nullable(),
    hint: text,
  }),
  allow: { ...staff, system: 'district' },
  says: { zh: '线索清单', en: 'Leads' },
});

export const inForce = read({
  name: 'discovery.in_force',
  path: '/discovery/in-force',
  query: z.object({}),
  /** Policies that hold today, by code. */
  answer: z.object({ rows: z.array(policyLine) }),
  allow: { ...staff, referrer: 'area' },
  says: { zh: '现行政策', en: 'Policies in force' },
});
