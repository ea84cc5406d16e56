import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDay } from './calendar.ts';
import { compile } from './compile.ts';
import { dictionaryOf, type Value } from './dictionary.ts';
import { fraction, integer } from './rational.ts';
import { judge, missingNames } from './verdict.ts';

/**
 * The oracle knows nothing of the evaluator: a rule is generated as text together with a plain function, and every completion of
 * the unknown facts is tried. Numbers lie between 0 and 2 and are tried at every eighth, finer than any two of the generated comparisons can meet.
 */
type Person = Readonly<Record<string, number | boolean | string>>;
/** true, false, or null for "has no value" */
type Truth = boolean | null;
type Oracle = { readonly text: string; readonly value: (self: Person, household: readonly Person[]) => Truth };

const DAY0 = parseDay('2026-01-01')!;
const days = (n: number): string => `2026-01-0${n + 1}`;
const dictionary = dictionaryOf([
  { name: '甲', type: 'number', min: integer(0), max: integer(2) },
  { name: '乙', type: 'number', min: integer(0), max: integer(2) },
  { name: '低保', type: 'boolean' },
  { name: '独居', type: 'boolean' },
  { name: '等级', type: 'string', values: ['一级', '二级', '三级'] },
  { name: '日子', type: 'date', min: integer(DAY0), max: integer(DAY0 + 5) },
  { name: '村', type: 'string' },
]);
const DOMAIN: Readonly<Record<string, readonly (number | boolean | string)[]>> = {
  甲: Array.from({ length: 17 }, (_, i) => i / 8),
  乙: Array.from({ length: 17 }, (_, i) => i / 8),
  低保: [true, false],
  独居: [true, false],
  等级: ['一级', '二级', '三级'],
  日子: [0, 1, 2, 3, 4, 5],
  村: ['东', '西', '别处'],
};
const FACTS = Object.keys(DOMAIN);

const n = (p: Person, name: string): number => p[name] as number;
const op = fc.constantFrom('<', '<=', '=', '!=', '>=', '>');
const holds = (o: string, a: number, b: number): boolean =>
  o === '<' ? a < b : o === '<=' ? a <= b : o === '=' ? a === b : o === '!=' ? a !== b : o === '>=' ? a >= b : a > b;
const amount = fc.constantFrom(0, 0.5, 1, 1.5, 2, 3);
const number = fc.constantFrom('甲', '乙');
const yesNo = fc.constantFrom('低保', '独居');

const clause: fc.Arbitrary<Oracle> = fc.oneof(
  fc.tuple(number, op, amount).map(([f, o, c]) => ({ text: `${f} ${o} ${c}`, value: (p: Person) => holds(o, n(p, f), c) })),
  fc
    .tuple(number, fc.constantFrom(0.5, 1), amount)
    .map(([f, a, b]) => ({ text: `(${f} in [${a}..${b}))`, value: (p: Person) => n(p, f) >= a && n(p, f) < b })),
  fc
    .tuple(number, amount, amount)
    .map(([f, a, b]) => ({ text: `${f} between ${a} and ${b}`, value: (p: Person) => n(p, f) >= a && n(p, f) <= b })),
  fc.tuple(op, amount).map(([o, c]) => ({ text: `甲 + 乙 ${o} ${c}`, value: (p: Person) => holds(o, n(p, '甲') + n(p, '乙'), c) })),
  op.map((o) => ({ text: `甲 - 乙 ${o} 0`, value: (p: Person) => holds(o, n(p, '甲') - n(p, '乙'), 0) })),
  fc.tuple(op, fc.constantFrom(1, 2)).map(([o, c]) => ({
    text: `甲 / 乙 ${o} ${c}`,
    value: (p: Person) => (n(p, '乙') === 0 ? null : holds(o, n(p, '甲') / n(p, '乙'), c)),
  })),
  fc
    .tuple(number, op, fc.constantFrom(0, 1, 2))
    .map(([f, o, c]) => ({ text: `floor(${f}) ${o} ${c}`, value: (p: Person) => holds(o, Math.floor(n(p, f)), c) })),
  fc.tuple(number, number, op, amount).map(([f, g, o, c]) => ({
    text: `max(${f}, ${g}, 0.5) ${o} ${c}`,
    value: (p: Person) => holds(o, Math.max(n(p, f), n(p, g), 0.5), c),
  })),
  fc.tuple(op, amount).map(([o, c]) => ({
    text: `(if 低保 then 甲 else 乙 * 2) ${o} ${c}`,
    value: (p: Person) => holds(o, p.低保 ? n(p, '甲') : n(p, '乙') * 2, c),
  })),
  yesNo.map((f) => ({ text: f, value: (p: Person) => p[f] as boolean })),
  fc.tuple(yesNo, yesNo).map(([f, g]) => ({ text: `${f} = ${g}`, value: (p: Person) => p[f] === p[g] })),
  fc.constantFrom('一级', '二级').map((v) => ({ text: `等级 = "${v}"`, value: (p: Person) => p.等级 === v })),
  fc.constant({ text: '(等级 in ("一级", "三级"))', value: (p: Person) => p.等级 !== '二级' }),
  fc.constantFrom('东', '西').map((v) => ({ text: `村 != "${v}"`, value: (p: Person) => p.村 !== v })),
  fc
    .tuple(op, fc.integer({ min: 0, max: 5 }))
    .map(([o, d]) => ({ text: `日子 ${o} date("${days(d)}")`, value: (p: Person) => holds(o, n(p, '日子'), d) })),
  fc
    .tuple(op, fc.integer({ min: -3, max: 3 }))
    .map(([o, d]) => ({ text: `(日子 - today()).days ${o} ${d}`, value: (p: Person) => holds(o, n(p, '日子') - 2, d) })),
  fc.tuple(fc.constantFrom('sum', 'max', 'min', 'mean'), number, op, amount).map(([fn, f, o, c]) => ({
    text: `${fn}(户.${f}) ${o} ${c}`,
    value: (_: Person, h: readonly Person[]) => {
      const all = h.map((p) => n(p, f));
      const sum = all.reduce((a, b) => a + b, 0);
      return holds(o, fn === 'sum' ? sum : fn === 'mean' ? sum / all.length : fn === 'max' ? Math.max(...all) : Math.min(...all), c);
    },
  })),
  fc.tuple(op, fc.integer({ min: 0, max: 2 }), amount).map(([o, k, c]) => ({
    text: `count(户[甲 >= ${c}]) ${o} ${k}`,
    value: (_: Person, h: readonly Person[]) => holds(o, h.filter((p) => n(p, '甲') >= c).length, k),
  })),
  fc.tuple(fc.constantFrom('some', 'every'), amount).map(([q, c]) => ({
    text: `(${q} 人 in 户 satisfies 人.甲 > ${c} or 低保)`,
    value: (self: Person, h: readonly Person[]) =>
      q === 'some' ? h.some((p) => n(p, '甲') > c || self.低保 === true) : h.every((p) => n(p, '甲') > c || self.低保 === true),
  })),
  fc.tuple(op, amount).map(([o, c]) => ({
    text: `sum(户[低保].甲) ${o} ${c}`,
    value: (_: Person, h: readonly Person[]) => {
      const some = h.filter((p) => p.低保);
      return some.length === 0
        ? null
        : holds(
            o,
            some.reduce((sum, p) => sum + n(p, '甲'), 0),
            c,
          );
    },
  })),
);

const both = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === null || b === null ? null : true);
const flip = (a: Truth): Truth => (a === null ? null : !a);
const { rule } = fc.letrec<{ rule: Oracle }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    clause,
    fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => ({
      text: `(${a.text} and ${b.text})`,
      value: (p: Person, h: readonly Person[]) => both(a.value(p, h), b.value(p, h)),
    })),
    fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => ({
      text: `(${a.text} or ${b.text})`,
      value: (p: Person, h: readonly Person[]) => flip(both(flip(a.value(p, h)), flip(b.value(p, h)))),
    })),
    tie('rule').map((a) => ({ text: `not(${a.text})`, value: (p: Person, h: readonly Person[]) => flip(a.value(p, h)) })),
  ),
}));

/** Known amounts are quarters, so that half of one still lies on the grid. */
const person: fc.Arbitrary<Person> = fc.record(
  Object.fromEntries(
    FACTS.map((f) => [f, fc.constantFrom(...DOMAIN[f]!.filter((value) => typeof value !== 'number' || (value * 4) % 1 === 0))]),
  ),
);
const toValue = (fact: string, value: number | boolean | string): Value =>
  fact === '日子' ? integer(DAY0 + (value as number)) : typeof value === 'number' ? fraction(BigInt(value * 8), 8n) : value;

type Hole = { readonly member: number; readonly fact: string };
/** At most three unknown numbers: the grid has 17 points along each. */
const holes = (count: number): fc.Arbitrary<readonly Hole[]> =>
  fc
    .uniqueArray(fc.record({ member: fc.integer({ min: 0, max: count - 1 }), fact: fc.constantFrom(...FACTS) }), {
      maxLength: 5,
      selector: (h) => `${h.member}${h.fact}`,
    })
    .map((all) =>
      all.filter((hole, i) => !['甲', '乙'].includes(hole.fact) || all.slice(0, i).filter((h) => ['甲', '乙'].includes(h.fact)).length < 3),
    );

const oracle = (made: Oracle, people: readonly Person[], unknown: readonly Hole[]): { verdict: string; missing: string[] } => {
  const results = new Map<string, Truth>();
  const walk = (at: number, filled: Person[], path: (number | boolean | string)[]): void => {
    const hole = unknown[at];
    if (!hole) {
      results.set(path.join('|'), made.value(filled[0]!, filled));
      return;
    }
    for (const value of DOMAIN[hole.fact]!) {
      const next = [...filled];
      next[hole.member] = { ...next[hole.member]!, [hole.fact]: value };
      walk(at + 1, next, [...path, value]);
    }
  };
  walk(0, [...people], []);
  const distinct = new Set(results.values());
  if (distinct.size === 1) {
    const [only] = distinct;
    return only === null ? { verdict: 'unknown', missing: ['!reason'] } : { verdict: only ? 'yes' : 'no', missing: [] };
  }
  const matters = unknown.filter((_, i) => {
    const seen = new Map<string, Truth>();
    for (const [path, truth] of results) {
      const others = path
        .split('|')
        .filter((_part, j) => j !== i)
        .join('|');
      if (seen.has(others) && seen.get(others) !== truth) return true;
      seen.set(others, truth);
    }
    return false;
  });
  const own = FACTS.filter((f) => matters.some((h) => h.member === 0 && h.fact === f));
  const theirs = FACTS.filter((f) => matters.some((h) => h.member > 0 && h.fact === f)).map((f) => `户.${f}`);
  return { verdict: 'unknown', missing: [...own, ...theirs] };
};

const cases = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(rule, fc.array(person, { minLength: count, maxLength: count }), holes(count)));

test('[D1] a verdict is yes or no exactly when every completion agrees, and names exactly the facts that could change it', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(cases, ([made, people, unknown]) => {
      const compiled = compile(made.text, dictionary);
      if (!compiled.ok) throw new Error(`${made.text}: ${compiled.refusal.en}`);
      const members = people.map((p, member) =>
        FACTS.map((fact) => (unknown.some((h) => h.member === member && h.fact === fact) ? undefined : toValue(fact, p[fact]!))),
      );
      const household = { members, self: 0 };
      const verdict = judge(compiled.rule, household, DAY0 + 2);
      expect({ rule: made.text, verdict: verdict.verdict, missing: missingNames(compiled.rule, household, verdict) }).toEqual({
        rule: made.text,
        ...oracle(made, people, unknown),
      });
    }),
    { numRuns: Number(process.env.ORACLE_RUNS ?? 600) },
  );
});
