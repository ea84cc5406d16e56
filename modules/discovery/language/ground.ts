import type { Rule } from './compile.ts';
import type { Fact, Value } from './dictionary.ts';
import { children, everyNode } from './expression.ts';
import { compare, isInteger, type Rational } from './rational.ts';
import type { Poly } from './theory/poly.ts';
import type { Space } from './theory/space.ts';
import type { Definition, Unknowns } from './theory/unknowns.ts';

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

/** A polynomial and the ways its sign may be split; `yes`: the signs that make a clause true. */
export type Sides = { readonly poly: Poly; readonly parts: readonly number[]; readonly yes?: number };

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

export const rising = (values: readonly Value[]): readonly Rational[] => [...(values as readonly Rational[])].sort(compare);

/** The value of a number or date that can have no other. */
export const onlyValue = ({ values, min, max }: Fact): Value | undefined =>
  values ? (values.length === 1 ? values[0] : undefined) : min && max && compare(min, max) === 0 ? min : undefined;

/** An unknown number or date as a letter. */
export const unknownOf = ({ type, values, min, max }: Fact): Definition =>
  values
    ? { kind: 'listed', values: rising(values), whole: (values as readonly Rational[]).every(isInteger) }
    : { kind: type === 'date' ? 'whole' : 'real', range: { ...(min ? { lo: min } : {}), ...(max ? { hi: max } : {}) } };

/** How the texts of a rule are told apart: those written in it, and whether texts that aren't written matter too. */
type Texts = { readonly written: readonly string[]; readonly facts: readonly number[]; readonly alike: boolean };
const textsOf = (rule: Rule): Texts => {
  const written = new Set<string>();
  const facts = new Set<number>();
  let alike = true;
  for (const node of everyNode(rule.root)) {
    if (node.k === 'constant' && node.type === 'string') written.add(node.value as string);
    if (node.k === 'fact' && node.type === 'string') facts.add(node.fact);
    if (node.k === 'compare' && node.left.type === 'string') {
      const equality = node.op === '=' || node.op === '!=';
      if (!equality || (node.left.k !== 'constant' && node.right.k !== 'constant')) alike = false;
    }
    // a text function, or texts joined
    if ((node.k === 'call' || node.k === 'arithmetic') && [node, ...children(node)].some(({ type }) => type === 'string')) alike = false;
  }
  return { written: [...written], facts: [...facts], alike };
};
const textsByRule = new WeakMap<Rule, Texts>();

/** Beyond so many unknown texts in one household, more different ones are not tried. */
const MOST_TEXTS = 14;

/**
 * The texts that an unknown fact may stand for, as far as the rule can tell them apart: those it mentions; where facts are compared
 * with one another, those known or listed too; and as many others as there are unknown texts.
 */
const textsFor = ({ rule, household }: Ground, fact: number): readonly string[] => {
  let texts = textsByRule.get(rule);
  if (!texts) {
    texts = textsOf(rule);
    textsByRule.set(rule, texts);
  }
  const { written, facts, alike } = texts;
  const listed = rule.dictionary.facts[fact]!.values as readonly string[] | undefined;
  if (alike) {
    // another one first: it differs from them all, and so settles most at once
    if (!listed) return ['\u0000', ...written];
    const other = listed.find((value) => !written.includes(value));
    return [...listed.filter((value) => written.includes(value)), ...(other === undefined ? [] : [other])];
  }
  if (listed) return listed;
  const mentioned = new Set<string>(written);
  let unknownOnes = 1;
  for (const other of facts) for (const value of rule.dictionary.facts[other]!.values ?? []) mentioned.add(value as string);
  for (const known of household.members)
    for (const other of facts) {
      const value = known[other];
      if (value === undefined) unknownOnes += 1;
      else mentioned.add(value as string);
    }
  return [...mentioned, ...Array.from({ length: Math.min(unknownOnes, MOST_TEXTS) }, (_, i) => `\u0000${i}`)];
};

const textsKnown = new WeakMap<Ground, Map<number, readonly string[]>>();
/** `textsFor`, made once a question: they are looked at wherever the fact stands. */
export const possibleTexts = (ground: Ground, fact: number): readonly string[] => {
  let known = textsKnown.get(ground);
  if (!known) {
    known = new Map();
    textsKnown.set(ground, known);
  }
  let texts = known.get(fact);
  if (!texts) {
    texts = textsFor(ground, fact);
    known.set(fact, texts);
  }
  return texts;
};
