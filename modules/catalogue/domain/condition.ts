import type { Answers, Condition } from '../contract.ts';

/** `unknown`: an answer that could settle it is missing. */
export type Verdict = 'yes' | 'no' | 'unknown';

const FLIP: Readonly<Record<Verdict, Verdict>> = { yes: 'no', no: 'yes', unknown: 'unknown' };

/** Kleene: one `no` settles `all`, one `yes` settles `any`, whatever else is unknown. null = no condition = yes. */
export const judge = (condition: Condition | null, answers: Answers): Verdict => {
  if (condition === null) return 'yes';
  if ('all' in condition) return combine(condition.all, answers, 'no');
  if ('any' in condition) return combine(condition.any, answers, 'yes');
  if ('not' in condition) return FLIP[judge(condition.not, answers)];
  const given = Object.hasOwn(answers, condition.answer) ? answers[condition.answer] : undefined;
  if (given === undefined) return 'unknown';
  if ('in' in condition) return condition.in.some((value) => value === given) ? 'yes' : 'no';
  // A number that is not one (a text from an old form) tells nothing: unknown, so that it is asked again.
  if (typeof given !== 'number' || Number.isNaN(given)) return 'unknown';
  return given >= (condition.atLeast ?? -Infinity) && given < (condition.below ?? Infinity) ? 'yes' : 'no';
};

const combine = (parts: readonly Condition[], answers: Answers, settles: 'yes' | 'no'): Verdict => {
  const verdicts = parts.map((part) => judge(part, answers));
  if (verdicts.includes(settles)) return settles;
  return verdicts.includes('unknown') ? 'unknown' : FLIP[settles];
};

/** Keys still worth asking: unanswered, and in a part that is not settled yet. */
export const openQuestions = (condition: Condition | null, answers: Answers): readonly string[] => {
  if (condition === null || judge(condition, answers) !== 'unknown') return [];
  if ('all' in condition) return unique(condition.all.flatMap((part) => openQuestions(part, answers)));
  if ('any' in condition) return unique(condition.any.flatMap((part) => openQuestions(part, answers)));
  if ('not' in condition) return openQuestions(condition.not, answers);
  return [condition.answer];
};

type Leaf = Extract<Condition, { readonly answer: string }>;

export const leaves = (condition: Condition | null): readonly Leaf[] => {
  if (condition === null) return [];
  if ('all' in condition) return condition.all.flatMap(leaves);
  if ('any' in condition) return condition.any.flatMap(leaves);
  if ('not' in condition) return leaves(condition.not);
  return [condition];
};

const unique = (keys: readonly string[]): readonly string[] => [...new Set(keys)];
