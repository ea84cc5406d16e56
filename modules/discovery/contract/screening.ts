import { z } from 'zod';
import { areaPath, day, id, instant, line, read } from '../../../kernel/contract.ts';
import { itemCode, LABELS } from '../../catalogue/contract.ts';
import { LOOK_REASONS } from '../../residents/contract.ts';
import { ENTERED_BY, LEAD_STATES, policyLine, STEPS, TOLD_HOW } from './lead.ts';
import { passedOn } from './passed.ts';
import { clause, VERDICTS } from './policy.ts';

/** What screening says of people: verdicts with their reasons, what to ask next, a person's own list. Each answer carries `hint` (D8). */

/** Jobs: everybody of a district · those whom a command was about, with their households. */
export const SCREEN_ALL = 'discovery.screen_all';
export const SCREEN_CHANGED = 'discovery.screen_changed';

const staff = { clerk: 'area', helper: 'area', coordinator: 'area', system: 'district' } as const;
const text = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int().min(0);
const verdict = z.enum(VERDICTS);
/** The look's reason goes with the question; `other` needs words. */
const why = { reason: z.enum(LOOK_REASONS).optional(), words: line(180).optional() };

/** A fact to ask for, as one asks at the table. */
export const asked = z.object({
  /** As verdicts name it: `户.月收入` is another member's. */
  name: z.string(),
  fact: z.string(),
  /** Of whom it is asked: the resident, or somebody of the household. */
  of: z.enum(['self', 'household']),
  question: text,
  type: z.enum(['boolean', 'number', 'string', 'date']),
  unit: z.string().nullable(),
  values: z.array(z.string()).nullable(),
});
export type Asked = z.output<typeof asked>;
/** Questions that together settle so many verdicts for certain, whatever the answers. */
export const questions = z.array(z.object({ facts: z.array(asked), settles: count }));

const step = z.object({
  what: z.enum(STEPS),
  how: z.enum(TOLD_HOW).nullable(),
  /** Of what a person found: how. */
  foundBy: z.enum(ENTERED_BY).nullable(),
  words: z.string().nullable(),
  line: z.string().nullable(),
  by: z.string().nullable(),
  at: instant,
});

export const ofResident = read({
  name: 'discovery.of_resident',
  path: '/discovery/residents/:id',
  /** `no`: also the policies that don't apply, with why. */
  query: z.object({ id, no: z.enum(['true', 'false']).default('false'), ...why }),
  answer: z.object({
    findings: z.array(
      z.object({
        policy: policyLine,
        verdict,
        /** First day on which it stood like this; null: since today. */
        since: day.nullable(),
        missing: z.array(z.string()),
        summary: text,
        /** Null where the household can't be seen whole: then only the verdict is known. */
        clause: clause.nullable(),
        /** Facts that alone would turn it if they were otherwise. */
        turning: z.array(z.object({ fact: z.string(), now: text, becomes: z.enum(['yes', 'no', 'either']) })),
        lead: id.nullable(),
      }),
    ),
    /** Policies that don't apply. */
    no: count,
    ask: questions,
    /** What is not used though something was said: sources contradict each other, it has run out, or can't be. */
    attention: z.array(z.object({ fact: z.string(), kind: z.enum(['conflict', 'expired', 'nonsense']), values: z.array(z.string()) })),
    leads: z.array(
      z.object({
        id,
        policy: policyLine,
        state: z.enum(LEAD_STATES),
        holder: z.object({ id, name: z.string() }).nullable(),
        until: day.nullable(),
        case: id.nullable(),
        openedAt: instant,
        steps: z.array(step),
      }),
    ),
    passedOn: z.array(passedOn),
    hint: text,
  }),
  allow: staff,
  personal: true,
  records: true,
  says: { zh: '一个人可能符合什么、为什么、还要问什么', en: 'What a person may qualify for, why, and what to ask' },
});

export const ROUND_RESIDENTS = 50;
export const round = read({
  name: 'discovery.round',
  path: '/discovery/round',
  /** A village, or the people of a tour. */
  query: z
    .object({ under: areaPath.optional(), residents: z.array(id).min(1).max(ROUND_RESIDENTS).optional() })
    .refine(({ under, residents }) => (under === undefined) !== (residents === undefined), 'an area or residents'),
  answer: z.object({
    /** Over the whole round. */
    questions,
    /** Verdicts that are not known yet. */
    open: count,
    /** Of an area those with most to settle. */
    residents: z.array(z.object({ id, name: z.string(), area: areaPath, areaName: z.string().nullable(), open: count, ask: questions })),
    hint: text,
  }),
  allow: staff,
  personal: true,
  says: { zh: '一趟走访问什么最有用', en: 'What a round of visits should ask' },
});

export const ownList = read({
  name: 'discovery.own_list',
  path: '/discovery/residents/:id/list',
  query: z.object({ id, ...why }),
  answer: z.object({
    resident: z.object({ id, name: z.string() }),
    /** By line of work: 民政, 医保 … */
    lines: z.array(
      z.object({
        line: z.string(),
        items: z.array(
          z.object({
            policy: policyLine,
            /** `seems`: as far as is known; `one_answer`: one question away. */
            how: z.enum(['seems', 'one_answer']),
            ask: asked.nullable(),
            state: z.enum(LEAD_STATES).nullable(),
          }),
        ),
        /** Last time that the list went there. */
        passedOn: instant.nullable(),
      }),
    ),
    /** The person's consent to share data that holds now; without it nothing is passed on. */
    consent: id.nullable(),
    hint: text,
  }),
  allow: staff,
  personal: true,
  records: true,
  says: { zh: '本人的清单：读给本人听、打印、转条线', en: 'A person’s own list, to read out, print, pass on' },
});

export const follows = read({
  name: 'discovery.follows',
  path: '/discovery/follows',
  /** What if this fact were so: of a resident, or of somebody of whom nothing else is known. */
  query: z.object({
    resident: id.optional(),
    fact: line(40),
    value: z.union([z.boolean(), line(200)]),
    ...why,
  }),
  answer: z.object({
    /** Would seem to qualify. */
    turns: z.array(policyLine),
    /** Fewer questions left than now, and these. */
    nearer: z.array(z.object({ policy: policyLine, missing: z.array(z.string()) })),
    /** Would no longer. */
    lost: z.array(policyLine),
    hint: text,
  }),
  allow: { ...staff, policy_author: 'district', policy_publisher: 'district' },
  personal: true,
  records: true,
  says: { zh: '身份变了，会跟着有什么', en: 'What follows from a new status' },
});

export const GROUPS = ['aged_80', 'aged_60', 'disabled', 'low_income', 'alone'] as const;
export const GROUP_NAMES = {
  aged_80: { zh: '80岁以上', en: 'aged 80 and over' },
  aged_60: { zh: '60岁以上', en: 'aged 60 and over' },
  disabled: { zh: '残疾人', en: 'disabled' },
  low_income: { zh: '低保、低边、特困', en: 'on low income' },
  alone: { zh: '独居', en: 'living alone' },
} as const satisfies Record<(typeof GROUPS)[number], z.output<typeof text>>;

export const frequent = read({
  name: 'discovery.frequent',
  path: '/discovery/frequent',
  /** Cases opened from the first to the last day, both included. */
  query: z.object({ from: day, to: day, under: areaPath.optional() }).refine(({ from, to }) => from <= to, 'from lies after to'),
  answer: z.object({
    groups: z.array(
      z.object({
        group: z.enum(GROUPS),
        name: text,
        /** Most frequent first, 20 at most. */
        items: z.array(
          z.object({
            code: itemCode,
            name: text,
            cases: count,
            labels: z.array(z.enum(LABELS)),
            online: z.boolean(),
            noMeeting: z.boolean(),
          }),
        ),
      }),
    ),
  }),
  allow: { ...staff, auditor: 'district' },
  says: { zh: '哪类人常办什么，哪些不用跑', en: 'What groups of people ask for most, and what needs no meeting' },
});
