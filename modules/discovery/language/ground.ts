import type { Rule } from './compile.ts';
import type { Fact, Value } from './dictionary.ts';
import { everyNode } from './expression.ts';
import type { Interval, Poly } from './theory/poly.ts';
import type { Space } from './theory/space.ts';
import type { Unknowns } from './theory/unknowns.ts';

/** A truth value while unknowns are left: `NULL` has no value (division by zero), `OPEN` isn't settled yet. */
export const NO = 0;
export const YES = 1;
export const NULL = 2;
export const OPEN = 3;
export type Truth = 0 | 1 | 2 | 3;

/** The known facts of one member, by index in the dictionary; undefined = unknown. */
export type Known = readonly (Value | undefined)[];
/** Everybody of one household; `self` is the resident the rule is about. Alone: one member. */
export type Household = { readonly members: readonly Known[]; readonly self: number };

/** One unknown fact of one member. */
export type Missing = { readonly member: number; readonly fact: number };
export const keyOf = ({ member, fact }: Missing): string => `${member}.${fact}`;

/** What has been supposed about the unknown facts. */
export type Supposed = { readonly space: Space; readonly chosen: ReadonlyMap<string, Value> };

/** A polynomial and the ways its sign may be split. */
export type Sides = { readonly poly: Poly; readonly parts: readonly number[] };

/** A question whose answer narrows things: the value of a fact that can be listed, or the sign of a sum. `plain`: it alone is the clause, both ways possible. */
export type Choice =
  | { readonly k: 'value'; readonly key: string; readonly values: readonly Value[]; readonly plain: boolean }
  | { readonly k: 'sign'; readonly sides: Sides; readonly plain: boolean }
  | { readonly k: 'null'; readonly plain: false };

export type Ground = {
  readonly rule: Rule;
  readonly household: Household;
  readonly today: number;
  readonly unknowns: Unknowns;
  /** Facts of which a second, independent copy is meant (does changing this one change the verdict?). */
  readonly twin?: string;
};

export const not = (truth: Truth): Truth => (truth === YES ? NO : truth === NO ? YES : truth);
/** Kleene's and, a missing value before an open one only when nothing is open. */
export const both = (a: Truth, b: Truth): Truth =>
  a === NO || b === NO ? NO : a === OPEN || b === OPEN ? OPEN : a === NULL || b === NULL ? NULL : YES;

export const boundsOf = (fact: Fact): Interval => ({ ...(fact.min ? { lo: fact.min } : {}), ...(fact.max ? { hi: fact.max } : {}) });

/** A text with no listed values is one of those the rule or the household mentions, or another one. */
export const possibleTexts = ({ rule, household }: Ground): readonly string[] => {
  const mentioned = new Set<string>();
  const facts = new Set<number>();
  let factPairs = false;
  for (const node of everyNode(rule.root)) {
    if (node.k === 'constant' && node.type === 'string') mentioned.add(node.value as string);
    if (node.k === 'fact' && node.type === 'string') facts.add(node.fact);
    if (node.k === 'compare' && node.left.type === 'string' && node.left.k !== 'constant' && node.right.k !== 'constant') factPairs = true;
  }
  if (!factPairs) return [...mentioned, '\u0000'];
  let unknownOnes = 1;
  for (const known of household.members)
    for (const fact of facts) {
      const value = known[fact];
      if (value === undefined) unknownOnes += 1;
      else mentioned.add(value as string);
    }
  return [...mentioned, ...Array.from({ length: Math.min(unknownOnes, 14) }, (_, i) => `\u0000${i}`)];
};
