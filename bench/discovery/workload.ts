import { dayText } from '../../modules/discovery/language/calendar.ts';
import { compile, type Rule } from '../../modules/discovery/language/compile.ts';
import { type Dictionary, dictionaryOf, type Fact } from '../../modules/discovery/language/dictionary.ts';
import { integer } from '../../modules/discovery/language/rational.ts';
import type { Raw, RawColumn } from '../../modules/discovery/screening/store.ts';

/**
 * 30 facts (12 numbers, 8 yes/no, 6 lists, 4 dates), 20 % unknown; households of 2.6 on average; 100 policies, and/or trees of 3–8 comparisons,
 * 10 of them with one household total. A policy names a fact once, so that peers, which know Kleene's tables at best, can give equal results.
 */
export type Op = '>=' | '<' | '=';
export type Comparison = { readonly fact: number; readonly op: Op; readonly value: number; readonly total?: 'sum' | 'max' };
export type Tree = { readonly k: 'and' | 'or'; readonly parts: readonly (Tree | Comparison)[] };
export const isTree = (t: Tree | Comparison): t is Tree => 'k' in t;
export type Workload = {
  readonly dictionary: Dictionary;
  readonly raw: Raw;
  readonly trees: readonly Tree[];
  readonly rules: readonly Rule[];
  readonly today: number;
};

/** Same numbers every run (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const TODAY = 20_778;
const POLICIES = 100;
const LEVELS = ['零', '一', '二', '三', '四', '五'];
/** Money in yuan up to 20,000; the rest small counts such as an age. */
const MONEY = 6;
export const facts: readonly Fact[] = [
  ...Array.from({ length: 12 }, (_, i): Fact => ({ name: `数${i}`, type: 'number', min: integer(0) })),
  ...Array.from({ length: 8 }, (_, i): Fact => ({ name: `否${i}`, type: 'boolean' })),
  ...Array.from({ length: 6 }, (_, i): Fact => ({ name: `级${i}`, type: 'string', values: LEVELS })),
  ...Array.from({ length: 4 }, (_, i): Fact => ({ name: `日${i}`, type: 'date' })),
];
const UNKNOWN = 0.2;

const columnOf = (fact: number, size: number, random: () => number): RawColumn => {
  const { type } = facts[fact]!;
  if (type === 'number' || type === 'date') {
    const draw =
      type === 'date'
        ? () => TODAY - Math.floor(random() * 36_000)
        : fact < MONEY
          ? () => Math.floor(random() ** 2 * 20_000)
          : () => Math.floor(random() * 100);
    return { kind: 'number', scale: 1, data: Float64Array.from({ length: size }, () => (random() < UNKNOWN ? Number.NaN : draw())) };
  }
  const kinds = type === 'boolean' ? 2 : LEVELS.length;
  return { kind: 'listed', data: Uint8Array.from({ length: size }, () => (random() < UNKNOWN ? 0 : 1 + Math.floor(random() * kinds))) };
};

const rawOf = (size: number, random: () => number): Raw => {
  const columns = facts.map((_, fact) => columnOf(fact, size, random));
  const start = [0];
  while (start.at(-1)! < size) start.push(Math.min(size, start.at(-1)! + 1 + Math.floor(random() * 4.2)));
  const ids = Int32Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [ids[i], ids[j]] = [ids[j]!, ids[i]!];
  }
  return { size, ids, columns, start: Int32Array.from(start) };
};

const comparisonOf = (fact: number, random: () => number): Comparison => {
  const { type } = facts[fact]!;
  if (type === 'boolean') return { fact, op: '=', value: random() < 0.5 ? 2 : 1 };
  if (type === 'string') return { fact, op: '=', value: 1 + Math.floor(random() * LEVELS.length) };
  const op = random() < 0.5 ? '>=' : '<';
  if (type === 'date') return { fact, op, value: TODAY - 1000 * Math.floor(random() * 36) };
  return { fact, op, value: fact < MONEY ? 500 * (1 + Math.floor(random() * 30)) : 5 * (1 + Math.floor(random() * 18)) };
};

const treeOf = (policy: number, random: () => number): Tree => {
  const left = facts.map((_, i) => i);
  const pick = (): number => left.splice(Math.floor(random() * left.length), 1)[0]!;
  const leaves: Comparison[] = Array.from({ length: 3 + Math.floor(random() * 6) }, () => comparisonOf(pick(), random));
  if (policy % 10 === 0) {
    const fact = (policy / 10) % 7;
    const free = leaves.filter((leaf) => leaf.fact !== fact);
    const total = fact < MONEY ? 'sum' : 'max';
    leaves.splice(0, leaves.length, ...free, {
      fact,
      op: random() < 0.5 ? '>=' : '<',
      value: fact < MONEY ? 5000 + 1000 * Math.floor(random() * 10) : 60,
      total,
    });
  }
  let parts: (Tree | Comparison)[] = leaves;
  while (parts.length > 3) {
    const next: (Tree | Comparison)[] = [];
    for (let i = 0; i < parts.length; i += 2) {
      const [a, b] = [parts[i]!, parts[i + 1]];
      next.push(b ? { k: random() < 0.6 ? 'and' : 'or', parts: [a, b] } : a);
    }
    parts = next;
  }
  return { k: 'and', parts };
};

export const ruleText = (t: Tree | Comparison): string => {
  if (isTree(t)) return `(${t.parts.map(ruleText).join(` ${t.k} `)})`;
  const { name, type } = facts[t.fact]!;
  if (t.total) return `${t.total}(户.${name}) ${t.op} ${t.value}`;
  if (type === 'boolean') return `${name} = ${t.value === 2}`;
  if (type === 'string') return `${name} = "${LEVELS[t.value - 1]}"`;
  return `${name} ${t.op} ${type === 'date' ? `date("${dayText(t.value)}")` : t.value}`;
};

/** @param seed of the residents: the policies are always the same */
export const workload = (size: number, seed = 20261122): Workload => {
  const random = randomFrom(20261121);
  const dictionary = dictionaryOf(facts);
  const trees = Array.from({ length: POLICIES }, (_, p) => treeOf(p, random));
  const rules = trees.map((tree) => {
    const made = compile(ruleText(tree), dictionary);
    if (!made.ok) throw new Error(made.refusal.en);
    return made.rule;
  });
  return { dictionary, raw: rawOf(size, randomFrom(seed)), trees, rules, today: TODAY };
};
