import fc from 'fast-check';
import { compile, type Rule } from '../language/compile.ts';
import { dictionaryOf, type Value } from '../language/dictionary.ts';
import { integer } from '../language/rational.ts';
import { judge } from '../language/verdict.ts';
import { groupHouseholds, type Roll } from './roll.ts';
import type { Raw } from './store.ts';

/** Random policies and households for the tests of this folder, in every form that screening takes. */
export const DAY = 20_000;
export const dictionary = dictionaryOf([
  { name: '年龄', type: 'number', min: integer(0), max: integer(120) },
  { name: '月收入', type: 'number', min: integer(0) },
  { name: '存款', type: 'number' },
  { name: '低保', type: 'boolean' },
  { name: '等级', type: 'string', values: ['一级', '二级', '三级'] },
  { name: '出生日期', type: 'date' },
  { name: '人口', type: 'number', values: [integer(1), integer(2), integer(4)] },
]);
const amount = fc.constantFrom('0.5', '3', '60', '100.25', '1000');
const op = fc.constantFrom('<', '<=', '>=', '>', '=', '!=');
const clause = fc.oneof(
  fc.tuple(fc.constantFrom('年龄', '月收入', '存款'), op, amount).map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('年龄', '存款'), amount, amount).map(([f, a, b]) => `(${f} in [${a}..${b}))`),
  fc.constantFrom(
    '低保',
    'not(低保)',
    '等级 = "一级"',
    '(等级 in ("一级", "三级"))',
    '月收入 * 12 > 1200',
    '出生日期 > date("2024-10-01")',
    '年龄 >= 0',
    '人口 >= 2',
  ),
  fc.constantFrom('years and months duration(出生日期, today()).years >= 1'),
  fc
    .tuple(fc.constantFrom('sum(户.月收入)', 'max(户.年龄)', 'sum(户.存款)', 'sum(户.人口)'), fc.constantFrom('<', '<=', '>=', '>'), amount)
    .map((parts) => parts.join(' ')),
);
export const { rule } = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    clause,
    fc.tuple(tie('rule'), fc.constantFrom('and', 'or'), tie('rule')).map((p) => `(${p.join(' ')})`),
    tie('rule').map((r) => `not(${r})`),
    fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
  ),
}));
/** Numbers in hundredths, dates around DAY, listed values 1 + place; null = unknown. */
export const person = fc.tuple(
  fc.option(fc.constantFrom(0, 50, 300, 6000, 7000, 10025)),
  fc.option(fc.constantFrom(0, 300, 10000, 10025, 10026, 100000)),
  fc.option(fc.constantFrom(-100, 0, 300, 10025, 200000)),
  fc.option(fc.constantFrom(1, 2)),
  fc.option(fc.constantFrom(1, 2, 3)),
  fc.option(fc.constantFrom(DAY - 400, DAY - 366, DAY - 365, DAY - 364, DAY)),
  fc.option(fc.constantFrom(1, 2, 3)),
);
export type Person = readonly (number | null)[];
export const households = fc.array(fc.array(person, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

export const rawOf = (homes: readonly (readonly Person[])[]): Raw => {
  const people = homes.flat();
  const start = [0];
  for (const home of homes) start.push(start.at(-1)! + home.length);
  return {
    size: people.length,
    ids: Int32Array.from(people, (_, i) => i),
    start: Int32Array.from(start),
    columns: dictionary.facts.map(({ type, values }, f) =>
      !values && (type === 'number' || type === 'date')
        ? { kind: 'number', scale: type === 'date' ? 1 : 100, data: Float64Array.from(people, (p) => p[f] ?? Number.NaN) }
        : { kind: 'listed', data: Uint8Array.from(people, (p) => p[f] ?? 0) },
    ),
  };
};
export const knownValue = (fact: number, v: number | null): Value | undefined => {
  if (v === null) return undefined;
  const { type, values } = dictionary.facts[fact]!;
  if (type === 'boolean') return v === 2;
  if (values) return values[v - 1];
  return type === 'date'
    ? integer(v)
    : integer(v).n % 100n === 0n
      ? integer(v / 100)
      : { n: BigInt(v) / gcd(BigInt(v), 100n), d: 100n / gcd(BigInt(v), 100n) };
};
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

export const compiled = (texts: readonly string[]): Rule[] =>
  texts.map((text) => {
    const made = compile(text, dictionary);
    if (!made.ok) throw new Error(`${text}: ${made.refusal.en}`);
    return made.rule;
  });
export const judged = (rules: readonly Rule[], homes: readonly (readonly Person[])[]): string[][] =>
  rules.map((one) =>
    homes.flatMap((home) =>
      home.map((_, self) => judge(one, { members: home.map((p) => p.map((v, f) => knownValue(f, v))), self }, DAY).verdict),
    ),
  );

export const rollOf = (homes: readonly (readonly Person[])[]): Roll => {
  const people = homes.flat();
  return {
    dictionary,
    size: people.length,
    columns: dictionary.facts.map((_, f) => {
      const different = [...new Set(people.map((p) => p[f] ?? null))].filter((v) => v !== null);
      return {
        values: [undefined, ...different.map((v) => knownValue(f, v))],
        which: Int32Array.from(people, (p) => (p[f] === null ? 0 : 1 + different.indexOf(p[f]!))),
      };
    }),
    household: groupHouseholds(Int32Array.from(homes.flatMap((home, h) => home.map(() => h))), homes.length),
  };
};
