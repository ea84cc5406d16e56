import { z } from 'zod';
import { areaPath, command, day, id, instant, line, page, prose, read } from '../../../kernel/contract.ts';
import type { Text } from '../../../kernel/result.ts';
import { isDay } from '../../../kernel/time.ts';
import { itemCode } from '../../catalogue/contract.ts';
import { ruleFact } from './facts.ts';

/** Policies (政策) as rules that an official reads and writes (D1): body, versions by days, examples that must pass, a second person. */

/** `MZ-DB`, `P08`: short, and the same for all versions. */
export const policyCode = z.string().regex(/^[0-9A-Z][0-9A-Z-]{1,32}$/, 'policy code');
const realDay = day.refine(isDay, 'day');

/** A rule as typed: not trimmed, so that the places that a refusal names are those of the editor. */
export const ruleText = z
  .string()
  .max(4000)
  .refine((t) => t.isWellFormed() && !/[\p{Cc}]/u.test(t.replace(/[\n\t\r]/g, '')), 'text');
/** Begins with a Chinese character, so that it can be mistaken for no word of the language. */
export const ruleName = z
  .string()
  .regex(/^\p{Script=Han}[\p{Script=Han}A-Za-z0-9_]{0,39}$/u, 'a name that begins with a Chinese character');
/** A rule that others use by its name: `人均收入低 and 年龄 >= 60`. */
export const subRule = z.strictObject({ name: ruleName, text: ruleText });

/** Facts of one person in an example; null, or not there: unknown. */
const exampleFacts = z
  .record(line(40), z.union([z.boolean(), line(200), z.null()]))
  .refine((f) => Object.keys(f).length <= 60, 'at most 60 facts');

export const VERDICTS = ['yes', 'no', 'unknown'] as const;
export const VERDICT_NAMES: Readonly<Record<(typeof VERDICTS)[number], Text>> = {
  yes: { zh: '可能符合', en: 'seems to qualify' },
  no: { zh: '不符合', en: 'does not qualify' },
  unknown: { zh: '还不知道', en: 'not known yet' },
};

/** An invented person, and what the rule must say of them. */
export const policyExample = z.strictObject({
  name: line(80),
  facts: exampleFacts,
  /** The others of the household. */
  household: z.array(exampleFacts).max(12).default([]),
  expect: z.enum(VERDICTS),
});
export type PolicyExample = z.output<typeof policyExample>;

export const policyBody = z.strictObject({
  name: z.strictObject({ zh: line(80), en: line(160) }),
  /** In plain Chinese, as one tells it at the counter; no other language of these texts has any force. */
  benefit: z.strictObject({
    who: prose(400),
    what: prose(400),
    amount: prose(400),
    where: prose(400),
    /** Item of the catalogue by which it is applied for. */
    itemCode: itemCode.nullable(),
    /** Line of work that decides: 民政, 医保, 残联, 人社 … */
    line: line(40),
  }),
  /** What it rests on. */
  basis: z
    .array(z.strictObject({ title: line(200), article: line(80).nullable(), inForceFrom: realDay.nullable() }))
    .min(1)
    .max(10),
  /** Where a person may go who disagrees: 行政复议, 诉讼. */
  appeal: prose(400),
  /** FEEL with the names of the dictionary (discovery.facts). */
  rule: ruleText,
  rules: z.array(subRule).max(20),
  examples: z.array(policyExample).max(40),
  /** 示例: figures that no office has published. Shown as such wherever it appears. */
  example: z.boolean(),
});
export type PolicyBody = z.output<typeof policyBody>;

export const POLICY_STATES = ['draft', 'submitted', 'published', 'withdrawn'] as const;
export type PolicyState = (typeof POLICY_STATES)[number];
export const POLICY_STATE_NAMES: Readonly<Record<PolicyState, Text>> = {
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '待复核', en: 'waiting for the second person' },
  published: { zh: '已发布', en: 'published' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

const author = { policy_author: 'district' } as const;
const publisher = { policy_publisher: 'district' } as const;
const of = { policy: id, version: id };
const moved = z.object({ version: id, state: z.enum(POLICY_STATES) });

export const draft = command({
  name: 'discovery.draft',
  kind: 'decision',
  /** A new policy, a new version of one, or other words for a version that is still a draft. `version`: its id. */
  payload: z.strictObject({
    ...of,
    code: policyCode,
    validFrom: realDay,
    /** Last day, or null while it has no end. */
    validUntil: realDay.nullable().default(null),
    /** Where it applies; whatever lies below is included. */
    areas: z.array(areaPath).min(1).max(50),
    body: policyBody,
  }),
  answer: z.object({ policy: id, version: id, number: z.number().int() }),
  allow: author,
  says: { zh: '起草、修改政策', en: 'Draft a policy' },
});

export const submit = command({
  name: 'discovery.submit',
  kind: 'decision',
  payload: z.strictObject(of),
  answer: moved,
  allow: author,
  says: { zh: '提交政策复核', en: 'Hand a policy to the second person' },
});

export const withdrawDraft = command({
  name: 'discovery.withdraw_draft',
  kind: 'decision',
  payload: z.strictObject(of),
  answer: moved,
  allow: author,
  says: { zh: '撤回没有发布的政策', en: 'Withdraw a policy that is not published' },
});

export const sendBack = command({
  name: 'discovery.send_back',
  kind: 'decision',
  payload: z.strictObject({ ...of, words: prose(500) }),
  answer: moved,
  allow: publisher,
  says: { zh: '退回政策', en: 'Send a policy back to its author' },
});

export const publishPolicy = command({
  name: 'discovery.publish',
  kind: 'decision',
  payload: z.strictObject(of),
  answer: moved,
  allow: publisher,
  says: { zh: '发布政策', en: 'Publish a policy' },
});

export const endVersion = command({
  name: 'discovery.end_version',
  kind: 'decision',
  payload: z.strictObject({ ...of, lastDay: realDay, reason: prose(300) }),
  answer: z.object({ version: id, lastDay: day }),
  allow: publisher,
  says: { zh: '政策到哪天为止', en: 'Say on which day a policy ends' },
});

export const tryVersion = command({
  name: 'discovery.try_version',
  kind: 'report',
  payload: z.strictObject(of),
  answer: z.object({ version: id }),
  allow: { ...author, ...publisher },
  says: { zh: '试算：发布后多少人符合', en: 'Try a version on everybody' },
});

const count = z.number().int().min(0);
/** What a trial found: people who seem to qualify, against what is in force on the same day. */
export const impact = z.strictObject({
  day: realDay,
  /** Digest of the rules and areas tried: a trial of other rules does not count. */
  of: z.string().regex(/^[0-9a-f]{32}$/, 'digest'),
  residents: count,
  yes: count,
  unknown: count,
  /** Seem to qualify by this version and not by what is in force, and the other way round. */
  more: count,
  fewer: count,
});
export type Impact = z.output<typeof impact>;

export const noteTrial = command({
  name: 'discovery.note_trial',
  kind: 'report',
  payload: z.strictObject({ ...of, impact }),
  answer: z.object({ version: id }),
  allow: { system: 'district' },
  says: { zh: '记下试算结果', en: 'Keep what a trial found' },
});

const text = z.object({ zh: z.string(), en: z.string() });
const verdict = z.enum(VERDICTS);

/** Where a rule is wrong, and what to write instead. Offsets and columns count in the text as it was sent. */
export const ruleProblem = z.object({
  code: z.string(),
  /** null: the rule itself; else the sub-rule of this name. */
  rule: z.string().nullable(),
  line: z.number().int(),
  column: z.number().int(),
  from: z.number().int(),
  to: z.number().int(),
  zh: z.string(),
  en: z.string(),
  hint: text.nullable(),
});
export type RuleProblem = z.output<typeof ruleProblem>;

/** A clause of a rule with its verdict, and its parts. */
export type ClauseShown = {
  readonly text: Text;
  readonly joins: 'and' | 'or' | 'not' | null;
  readonly verdict: (typeof VERDICTS)[number];
  /** What is known of the facts it names: 年龄 70 岁 */
  readonly known: readonly Text[];
  readonly missing: readonly string[];
  readonly parts: readonly ClauseShown[];
};
export const clause: z.ZodType<ClauseShown> = z.object({
  text,
  joins: z.enum(['and', 'or', 'not']).nullable(),
  verdict,
  known: z.array(text),
  missing: z.array(z.string()),
  get parts() {
    return z.array(clause);
  },
});

export const exampleResult = z.object({
  name: z.string(),
  expect: verdict,
  /** null where a value can't be read: see `problem`. */
  verdict: verdict.nullable(),
  passes: z.boolean(),
  missing: z.array(z.string()),
  summary: text.nullable(),
  clause: clause.nullable(),
  problem: text.nullable(),
});
export type ExampleResult = z.output<typeof exampleResult>;

/** What a rule says and does, as far as it can be read. */
export const ruleReport = z.object({
  problem: ruleProblem.nullable(),
  /** The rule, then its sub-rules, as sentences. */
  readBack: text.nullable(),
  subRules: z.array(z.object({ name: z.string(), readBack: text })),
  /** The facts it looks at, with the questions that ask for them. */
  facts: z.array(ruleFact),
  examples: z.array(exampleResult),
});
export type RuleReport = z.output<typeof ruleReport>;

const readers = {
  clerk: 'district',
  helper: 'district',
  coordinator: 'district',
  policy_author: 'district',
  policy_publisher: 'district',
  auditor: 'district',
  system: 'district',
} as const;

export const checkRule = read({
  name: 'discovery.check_rule',
  path: '/discovery/check-rule',
  query: z.object({
    rule: ruleText,
    rules: z.array(subRule).max(20).default([]),
    examples: z.array(policyExample).max(40).default([]),
    /** Day on which the examples are judged; today if not given. */
    on: realDay.optional(),
  }),
  answer: ruleReport,
  allow: { ...author, ...publisher },
  /** Too long for an address. */
  personal: true,
  says: { zh: '检查规则：读回、例子、哪里不对', en: 'Check a rule: read it back, try its examples, say what is wrong' },
});

/** 可能符合 → 已告知 → 已申请 → 办成, of the areas that the acting post covers. */
export const funnel = z.object({ yes: count, unknown: count, toTell: count, told: count, applied: count, done: count });
export type Funnel = z.output<typeof funnel>;

const versionHead = z.object({
  id,
  number: z.number().int(),
  state: z.enum(POLICY_STATES),
  validFrom: day,
  validUntil: day.nullable(),
  name: z.string(),
});

export const POLICY_FILTERS = ['in_force', 'coming', 'ended', 'draft', 'submitted'] as const;
export const policyRow = z.object({
  id,
  code: policyCode,
  name: policyBody.shape.name,
  line: z.string(),
  itemCode: itemCode.nullable(),
  example: z.boolean(),
  /** The version in force today, else the one that comes next, else the last. */
  published: versionHead.nullable(),
  /** The one being written, or waiting for the second person. */
  open: versionHead.nullable(),
  funnel,
});
export type PolicyRow = z.output<typeof policyRow>;

export const policies = read({
  name: 'discovery.policies',
  path: '/discovery/policies',
  query: page.extend({ state: z.enum(POLICY_FILTERS).optional(), line: z.string().trim().min(1).max(40).optional() }),
  answer: z.object({ rows: z.array(policyRow), next: z.string().nullable(), lines: z.array(z.string()) }),
  allow: readers,
  says: { zh: '政策清单，每项多少人可能符合、走到哪一步', en: 'Policies, how many seem to qualify, how far they have come' },
});

export const policy = read({
  name: 'discovery.policy',
  path: '/discovery/policies/:id',
  /** The version named, else the one being written, else the one in force. */
  query: z.object({ id, version: id.optional() }),
  answer: z.object({
    id,
    code: policyCode,
    /** For `seen`; null for those who can't decide on it. */
    seq: z.number().int().nullable(),
    versions: z.array(
      versionHead.extend({
        writtenBy: z.string(),
        writtenAt: instant,
        publishedBy: z.string().nullable(),
        publishedAt: instant.nullable(),
      }),
    ),
    version: versionHead.extend({
      areas: z.array(z.object({ path: areaPath, name: z.string() })),
      body: policyBody,
      report: ruleReport,
      impact: impact.nullable(),
      /** The trial was of these very rules and areas. */
      impactHolds: z.boolean(),
      /** Why it was sent back. */
      sentBack: z.string().nullable(),
      /** The acting person wrote on it, and so can't publish it. */
      mine: z.boolean(),
    }),
    funnel,
  }),
  allow: readers,
  says: { zh: '一项政策：版本、规则、例子', en: 'A policy: versions, rule, examples' },
});
