import { canonical } from '../../../kernel/canonical.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Id } from '../../../kernel/id.ts';
import { accept, type Decision, type Refusal, refuse } from '../../../kernel/result.ts';
import { addDays, type Day } from '../../../kernel/time.ts';
import type { ExampleResult, Impact, PolicyBody, PolicyState } from '../contract/policy.ts';
import { checkRule, factsRead, resultsOf } from './rule.ts';

/**
 * Policies are written by one person, tried on everybody, and published by another. A published version never changes: a newer one ends it
 * the day before, so that on each day there is one or none.
 */

export type Version = {
  readonly id: Id;
  readonly number: number;
  readonly state: PolicyState;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly areas: readonly string[];
  readonly body: PolicyBody;
  readonly impact: Impact | null;
  /** Everybody who ever wrote on it. */
  readonly writers: readonly Id[];
};

export type PolicyDraftState = {
  /** Of the policy named, if there is one. */
  readonly code: string | null;
  /** The policy that holds the code named. */
  readonly holderOfCode: Id | null;
  readonly versions: readonly Version[];
  /** Areas named that exist. */
  readonly areas: readonly string[];
  /** The item named is in the catalogue; true where none is named. */
  readonly itemKnown: boolean;
};

/** What decisions on an existing policy are given; null: there is none. */
export type PolicyDecisionState = {
  readonly versions: readonly Version[];
  /** Digest of `tried` of the version named: what a trial must have been of. */
  readonly digest: string;
} | null;

type Who = { readonly person: Id; readonly area: string };
type Of = { readonly policy: Id; readonly version: Id };
type Moved = { readonly version: Id; readonly state: PolicyState };

const refusals = {
  notFound: refuse('not_found', '没有找到这项政策或这个版本', 'This policy or version was not found.'),
  notDraft: refuse(
    'policy_not_draft',
    '这个版本不是草稿，不能再改；请另起一个新版本',
    'This version is no draft any more. Begin a new version.',
  ),
  notSubmitted: refuse(
    'policy_not_submitted',
    '这个版本还没有提交复核，或者已经处理过了',
    'This version is not waiting for a second person.',
  ),
  samePerson: refuse(
    'policy_same_person',
    '写过这个版本的人不能自己发布，请另一位同事复核',
    'Whoever wrote on this version can’t publish it. Ask a colleague.',
  ),
  trialMissing: refuse(
    'policy_trial_missing',
    '发布前请先试算：看看会多出、少掉多少人。规则或范围改过以后要重新试算',
    'Try it on everybody first, to see how many more and fewer seem to qualify. After a change it must be tried again.',
  ),
  datesReversed: refuse('dates_reversed', '结束日期早于开始日期，请改一下', 'The end lies before the start; please correct it.'),
};

/** What decides who qualifies: the ground of a trial. Words may change without another one. */
export const tried = ({ body, areas }: Pick<Version, 'body' | 'areas'>): string =>
  canonical({ rule: body.rule, rules: body.rules, areas: [...areas].sort() });

/** Which of several published versions holds on a day. */
export const versionInForce = <V extends Pick<Version, 'state' | 'validFrom' | 'validUntil'>>(versions: readonly V[], on: Day): V | null =>
  versions.find((v) => v.state === 'published' && v.validFrom <= on && (v.validUntil === null || on <= v.validUntil)) ?? null;

const isOpen = ({ state }: { readonly state: PolicyState }): boolean => state === 'draft' || state === 'submitted';
const find = (state: PolicyDecisionState, id: Id): Version | null => state?.versions.find((v) => v.id === id) ?? null;

const entry = <D, X = undefined>(type: string, policy: Id, who: Who, data: D, detail?: X): EventOf => ({
  type,
  stream: 'policy',
  streamId: policy,
  area: who.area,
  data,
  ...(detail === undefined ? {} : { detail }),
});

/** Why the rule is not accepted, with its place; null when it is. */
const ruleRefused = (body: PolicyBody): Refusal | null => {
  const checked = checkRule(body);
  if (checked.ok) return null;
  const { problem } = checked;
  const [where, whereEn] = problem.rule === null ? ['规则', 'Rule'] : [`子规则“${problem.rule}”`, `Sub-rule “${problem.rule}”`];
  return {
    code: 'rule_refused',
    zh: `${where}第 ${problem.line} 行第 ${problem.column} 列：${problem.zh}${problem.hint ? `（${problem.hint.zh}）` : ''}`,
    en: `${whereEn}, line ${problem.line}, column ${problem.column}: ${problem.en}${problem.hint ? ` (${problem.hint.en})` : ''}`,
    info: { ...problem },
  };
};

/** A new policy, a new version of one, or other words for a draft. */
export const draft = (
  state: PolicyDraftState,
  p: Of & {
    readonly code: string;
    readonly validFrom: Day;
    readonly validUntil: Day | null;
    readonly areas: readonly string[];
    readonly body: PolicyBody;
  },
  who: Who,
): Decision<EventOf, { policy: Id; version: Id; number: number }> => {
  if (state.holderOfCode !== null && state.holderOfCode !== p.policy)
    return refuse('policy_code_taken', '这个政策编号已经有了，请换一个', 'This policy code is taken; choose another.');
  if (state.code !== null && state.code !== p.code)
    return refuse('policy_code_fixed', `这项政策的编号是 ${state.code}，不能改`, `The code of this policy is ${state.code} and stays so.`);
  const same = state.versions.find((v) => v.id === p.version);
  if (same !== undefined && same.state !== 'draft') return refusals.notDraft;
  const open = state.versions.find(isOpen);
  if (same === undefined && open !== undefined)
    return refuse(
      'policy_version_open',
      `第 ${open.number} 版还没有发布，请先改完或撤回那一版`,
      `Version ${open.number} is not published yet. Finish or withdraw it first.`,
      { version: open.id },
    );
  if (p.validUntil !== null && p.validUntil < p.validFrom) return refusals.datesReversed;
  if (new Set(p.areas).size !== p.areas.length)
    return refuse('areas_repeated', '有的区划选了两次，请去掉一个', 'An area stands there twice; remove one.');
  const unknown = p.areas.filter((area) => !state.areas.includes(area));
  if (unknown.length > 0)
    return refuse('area_missing', '有的区划还没有，请重新选适用范围', 'An area does not exist. Choose again where it applies.', {
      areas: unknown,
    });
  if (!state.itemKnown)
    return refuse(
      'policy_item_unknown',
      '事项清单里没有这个事项，请重新选或留空',
      'There is no such item in the catalogue. Choose again or leave it empty.',
    );
  const problem = ruleRefused(p.body);
  if (problem !== null) return { kind: 'refused', refusal: problem };
  const checked = checkRule(p.body);
  const number = same?.number ?? Math.max(0, ...state.versions.map((v) => v.number)) + 1;
  return accept(
    [
      entry('discovery.drafted', p.policy, who, {
        ...p,
        number,
        first: state.versions.length === 0,
        again: same !== undefined,
        reads: checked.ok ? factsRead(checked.rule) : [],
      }),
    ],
    { policy: p.policy, version: p.version, number },
  );
};

/** The examples against the rule, on the first day of the version. */
export const tryExamples = (body: PolicyBody, on: Day): readonly ExampleResult[] => {
  const checked = checkRule(body);
  return checked.ok ? resultsOf(checked.rule, body.examples, on) : [];
};

/** Why the version may not be handed in or published; null when it may. The dictionary may have changed since it was written. */
const notGood = ({ body, validFrom }: Version): Refusal | null => {
  const problem = ruleRefused(body);
  if (problem !== null) return problem;
  const expected = new Set(body.examples.map(({ expect }) => expect));
  if (!expected.has('yes') || !expected.has('no'))
    return {
      code: 'policy_examples_missing',
      zh: '至少要有一个“符合”和一个“不符合”的例子，才能看出规则写得对不对',
      en: 'There must be at least one example that qualifies and one that does not, to show that the rule is right.',
    };
  const wrong = tryExamples(body, validFrom).filter(({ passes }) => !passes);
  if (wrong.length === 0) return null;
  const names = wrong.map(({ name }) => name);
  return {
    code: 'policy_examples_fail',
    zh: `有 ${wrong.length} 个例子和规则对不上：${names.slice(0, 5).join('、')}。请改规则或改例子`,
    en: `${wrong.length} examples don’t agree with the rule: ${names.slice(0, 5).join(', ')}. Correct the rule or the examples.`,
    info: { examples: names, problems: wrong.map(({ problem }) => problem) },
  };
};

export const submit = (state: PolicyDecisionState, p: Of, who: Who): Decision<EventOf, Moved> => {
  const version = find(state, p.version);
  if (version === null) return refusals.notFound;
  if (version.state !== 'draft') return refusals.notDraft;
  const problem = notGood(version);
  if (problem !== null) return { kind: 'refused', refusal: problem };
  return accept([entry('discovery.submitted', p.policy, who, p)], { version: p.version, state: 'submitted' });
};

export const withdrawDraft = (state: PolicyDecisionState, p: Of, who: Who): Decision<EventOf, Moved> => {
  const version = find(state, p.version);
  if (version === null) return refusals.notFound;
  if (!isOpen(version)) return refuse('policy_not_open', '这个版本已经发布或撤回了', 'This version is published or withdrawn already.');
  return accept([entry('discovery.draft_withdrawn', p.policy, who, p)], { version: p.version, state: 'withdrawn' });
};

export const sendBack = (state: PolicyDecisionState, p: Of & { readonly words: string }, who: Who): Decision<EventOf, Moved> => {
  const version = find(state, p.version);
  if (version === null) return refusals.notFound;
  if (version.state !== 'submitted') return refusals.notSubmitted;
  const { words, ...data } = p;
  return accept([entry('discovery.sent_back', p.policy, who, data, { words })], { version: p.version, state: 'draft' });
};

/** @param today a version that takes another's place can't begin on a day that has passed: people were told by the other */
export const publish = (state: PolicyDecisionState, p: Of, who: Who, today: Day): Decision<EventOf, Moved> => {
  const version = find(state, p.version);
  if (state === null || version === null) return refusals.notFound;
  if (version.state !== 'submitted') return refusals.notSubmitted;
  if (version.writers.includes(who.person)) return refusals.samePerson;
  const problem = notGood(version);
  if (problem !== null) return { kind: 'refused', refusal: problem };
  if (version.impact === null || version.impact.of !== state.digest) return refusals.trialMissing;
  if (version.validUntil !== null && version.validUntil < today)
    return refuse(
      'policy_over',
      '这个版本的最后一天已经过去，请退回改日期',
      'The last day of this version has passed. Send it back to have it changed.',
    );
  const others = state.versions.filter((v) => v.state === 'published');
  const later = others.find((v) => v.validFrom >= version.validFrom);
  if (later !== undefined)
    return refuse(
      'policy_version_order',
      `第 ${later.number} 版从 ${later.validFrom} 起生效，新版本要晚于它，请退回改生效日`,
      `Version ${later.number} takes effect on ${later.validFrom}; a newer one must begin after it. Send it back to have it changed.`,
    );
  const last = addDays(version.validFrom, -1);
  const ends = others.filter((v) => v.validUntil === null || v.validUntil > last);
  if (ends.length > 0 && version.validFrom < today)
    return refuse(
      'policy_begins_in_past',
      '现行版本已经用到今天，新版本最早从今天起生效，请退回改生效日',
      'The version in force was used until today, so a new one can begin today at the earliest. Send it back to have it changed.',
    );
  return accept(
    [entry('discovery.published', p.policy, who, { ...p, ends: ends.map((v) => v.id), until: last, validFrom: version.validFrom })],
    { version: p.version, state: 'published' },
  );
};

export const endVersion = (
  state: PolicyDecisionState,
  p: Of & { readonly lastDay: Day; readonly reason: string },
  who: Who,
  today: Day,
): Decision<EventOf, { version: Id; lastDay: Day }> => {
  const version = find(state, p.version);
  if (version === null) return refusals.notFound;
  if (version.state !== 'published')
    return refuse('policy_not_published', '这个版本没有发布，不用停', 'This version is not published; there is nothing to end.');
  if (p.lastDay < version.validFrom) return refusals.datesReversed;
  if (p.lastDay < today)
    return refuse(
      'policy_ends_in_past',
      '最后一天不能早于今天，已经按它办过的不能改',
      'The last day can’t lie before today: people were told by it.',
    );
  if (version.validUntil !== null && p.lastDay >= version.validUntil)
    return refuse(
      'policy_ends_already',
      `这个版本到 ${version.validUntil} 就结束，只能改得更早`,
      `This version ends on ${version.validUntil}; it can only be ended sooner.`,
    );
  const { reason, ...data } = p;
  return accept([entry('discovery.version_ended', p.policy, who, data, { reason })], { version: p.version, lastDay: p.lastDay });
};

/** Counting everybody takes a while: a job does it. */
export const tryVersion = (state: PolicyDecisionState, p: Of, who: Who): Decision<EventOf, { version: Id }> => {
  const version = find(state, p.version);
  if (version === null) return refusals.notFound;
  if (!isOpen(version))
    return refuse(
      'policy_not_open',
      '这个版本已经发布或撤回，不用试算',
      'This version is published or withdrawn; there is nothing to try.',
    );
  return accept([entry('discovery.trial_asked', p.policy, who, p)], { version: p.version });
};

export const noteTrial = (
  state: PolicyDecisionState,
  p: Of & { readonly impact: Impact },
  who: Who,
): Decision<EventOf, { version: Id }> => {
  const version = find(state, p.version);
  if (version === null) return refusals.notFound;
  // Published or withdrawn meanwhile: the trial comes too late and changes nothing.
  if (!isOpen(version)) return accept([], { version: p.version });
  return accept([entry('discovery.tried', p.policy, who, p)], { version: p.version });
};
