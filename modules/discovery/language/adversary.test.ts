import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, dayText, monthsBetween, parseDay, partsOf } from './calendar.ts';
import { compile } from './compile.ts';
import { dictionaryOf, type Value } from './dictionary.ts';
import { compare, divide, floor, fraction, integer, multiply, type Rational, subtract } from './rational.ts';
import { judge, missingNames } from './verdict.ts';

/**
 * Rules of every form, nested at random, each beside a plain function, against sampled completions: bounds, thresholds, between them,
 * and far away. A verdict of yes or no that one sample contradicts, or a fact left out of `missing` that changes the result in one sample,
 * is an error, whatever the form: products, quotients, dates and steps of unknowns included.
 */
type Cell = Rational | boolean | string;
type Person = Readonly<Record<string, Cell>>;
type Nullable<T> = T | null;
type Of<T> = { readonly text: string; readonly at: (self: Person, household: readonly Person[]) => Nullable<T> };
type Num = Of<Rational>;
type Bool = Of<boolean>;
type Day = Of<number>;

const TODAY = parseDay('2026-03-01')!;
const FIRST = parseDay('2026-01-29')!;
const LAST = parseDay('2026-03-03')!;
const dictionary = dictionaryOf([
  { name: '甲', type: 'number', min: integer(0), max: integer(2) },
  { name: '乙', type: 'number', min: integer(-1), max: integer(2) },
  { name: '丙', type: 'number' },
  { name: '档', type: 'number', values: [integer(0), integer(1), fraction(5n, 2n)] },
  { name: '低保', type: 'boolean' },
  { name: '独居', type: 'boolean' },
  { name: '等级', type: 'string', values: ['一级', '二级', '三级'] },
  { name: '村', type: 'string' },
  { name: '籍贯', type: 'string' },
  { name: '起', type: 'date', min: integer(FIRST), max: integer(LAST) },
  { name: '止', type: 'date', min: integer(FIRST), max: integer(LAST) },
]);
const names = dictionary.facts.map(({ name }) => name);
const parts = (of: readonly number[], by: bigint): Rational[] => of.map((n) => fraction(BigInt(n), by));
const dates = Array.from({ length: LAST - FIRST + 1 }, (_, i) => integer(FIRST + i));
const SAMPLES: Readonly<Record<string, readonly Cell[]>> = {
  甲: parts([0, 1, 2, 3, 4, 5, 6, 7, 8], 4n),
  乙: parts([-4, -2, -1, 0, 1, 2, 3, 4, 6, 8], 4n),
  丙: parts([-400, -8, -4, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8104, 9999], 4n),
  档: [integer(0), integer(1), fraction(5n, 2n)],
  低保: [true, false],
  独居: [true, false],
  等级: ['一级', '二级', '三级'],
  村: ['东', '西', '一级', '二级', '三级', '别处'],
  籍贯: ['东', '西', '一级', '二级', '三级', '别处'],
  起: dates,
  止: dates,
};

const map = <A, B>(a: Nullable<A>, f: (a: A) => Nullable<B>): Nullable<B> => (a === null ? null : f(a));
const both = <A, B, C>(a: Nullable<A>, b: Nullable<B>, f: (a: A, b: B) => Nullable<C>): Nullable<C> =>
  a === null || b === null ? null : f(a, b);
const and = (a: Nullable<boolean>, b: Nullable<boolean>): Nullable<boolean> =>
  a === false || b === false ? false : a === null || b === null ? null : true;
const not = (a: Nullable<boolean>): Nullable<boolean> => map(a, (x) => !x);
const OPS = ['<', '<=', '=', '!=', '>=', '>'] as const;
const holds = (op: string, order: number): boolean =>
  ({ '<': order < 0, '<=': order <= 0, '=': order === 0, '!=': order !== 0, '>=': order >= 0, '>': order > 0 })[op]!;
const op = fc.constantFrom(...OPS);
const written = fc.constantFrom('0', '0.5', '1', '1.5', '2', '-1');
const rational = (text: string): Rational => fraction(BigInt(Math.round(Number(text) * 2)), 2n);
const minus = (a: Rational): Rational => subtract(integer(0), a);
const plus = (a: Rational, b: Rational): Rational => subtract(a, minus(b));

const { bool } = fc.letrec<{ bool: Bool; num: Num; day: Day }>((tie) => ({
  num: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom('甲', '乙', '丙', '档').map((f): Num => ({ text: f, at: (p) => p[f] as Rational })),
    written.map((t): Num => ({ text: t.startsWith('-') ? `(${t})` : t, at: () => rational(t) })),
    fc.tuple(tie('num'), fc.constantFrom('+', '-', '*'), tie('num')).map(
      ([a, o, b]): Num => ({
        text: `(${a.text} ${o} ${b.text})`,
        at: (p, h) => both(a.at(p, h), b.at(p, h), o === '+' ? plus : o === '-' ? subtract : multiply),
      }),
    ),
    fc.tuple(tie('num'), tie('num')).map(
      ([a, b]): Num => ({
        text: `(${a.text} / ${b.text})`,
        at: (p, h) => both(a.at(p, h), b.at(p, h), (x, y) => (y.n === 0n ? null : divide(x, y))),
      }),
    ),
    fc.tuple(tie('bool'), tie('num'), tie('num')).map(
      ([c, a, b]): Num => ({
        text: `(if ${c.text} then ${a.text} else ${b.text})`,
        at: (p, h) => map(c.at(p, h), (x) => (x ? a : b).at(p, h)),
      }),
    ),
    fc.tuple(fc.constantFrom('abs', 'floor', 'ceiling'), tie('num')).map(
      ([fn, a]): Num => ({
        text: `${fn}(${a.text})`,
        at: (p, h) =>
          map(a.at(p, h), (x) => (fn === 'abs' ? (x.n < 0n ? minus(x) : x) : integer(fn === 'floor' ? floor(x) : -floor(minus(x))))),
      }),
    ),
    fc.tuple(fc.constantFrom('min', 'max'), tie('num'), tie('num')).map(
      ([fn, a, b]): Num => ({
        text: `${fn}(${a.text}, ${b.text})`,
        at: (p, h) => both(a.at(p, h), b.at(p, h), (x, y) => (compare(x, y) < 0 === (fn === 'min') ? x : y)),
      }),
    ),
    fc.tuple(fc.constantFrom('sum', 'max', 'mean'), fc.constantFrom('甲', '档'), fc.boolean()).map(([fn, f, filtered]): Num => {
      const over = filtered ? `户[低保].${f}` : `户.${f}`;
      return {
        text: `${fn}(${over})`,
        at: (_, h) => {
          const all = h.filter((p) => !filtered || p.低保).map((p) => p[f] as Rational);
          if (all.length === 0) return null;
          if (fn === 'max') return all.reduce((x, y) => (compare(x, y) < 0 ? y : x));
          const sum = all.reduce(plus);
          return fn === 'sum' ? sum : divide(sum, integer(all.length));
        },
      };
    }),
    fc.constantFrom('甲 > 1', '低保', '等级 = "一级"').map(
      (c): Num => ({
        text: `count(户[${c}])`,
        at: (_, h) =>
          integer(
            h.filter((p) => (c === '低保' ? p.低保 : c.startsWith('甲') ? compare(p.甲 as Rational, integer(1)) > 0 : p.等级 === '一级'))
              .length,
          ),
      }),
    ),
    fc
      .tuple(tie('day'), tie('day'))
      .map(
        ([a, b]): Num => ({ text: `(${a.text} - ${b.text}).days`, at: (p, h) => both(a.at(p, h), b.at(p, h), (x, y) => integer(x - y)) }),
      ),
    fc.tuple(tie('day'), tie('day')).map(
      ([a, b]): Num => ({
        text: `years and months duration(${a.text}, ${b.text}).months`,
        at: (p, h) => both(a.at(p, h), b.at(p, h), (x, y) => integer(monthsBetween(x, y) % 12)),
      }),
    ),
    tie('day').map((a): Num => ({ text: `${a.text}.year`, at: (p, h) => map(a.at(p, h), (x) => integer(partsOf(x).year)) })),
  ),
  day: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    fc.constantFrom('起', '止').map((f): Day => ({ text: f, at: (p) => Number((p[f] as Rational).n) })),
    fc.constant<Day>({ text: 'today()', at: () => TODAY }),
    fc.integer({ min: FIRST, max: LAST }).map((d): Day => ({ text: `date("${dayText(d)}")`, at: () => d })),
    fc.tuple(tie('day'), fc.constantFrom(1, -1, 12)).map(
      ([a, m]): Day => ({
        text: `(${a.text} ${m < 0 ? '-' : '+'} duration("P${Math.abs(m)}M"))`,
        at: (p, h) => map(a.at(p, h), (d) => addMonths(d, m)),
      }),
    ),
    fc
      .tuple(tie('day'), fc.constantFrom(1, 30))
      .map(([a, n]): Day => ({ text: `(${a.text} + duration("P${n}D"))`, at: (p, h) => map(a.at(p, h), (d) => d + n) })),
  ),
  bool: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    fc.constantFrom('低保', '独居').map((f): Bool => ({ text: f, at: (p) => p[f] as boolean })),
    fc.tuple(tie('num'), op, tie('num')).map(
      ([a, o, b]): Bool => ({
        text: `${a.text} ${o} ${b.text}`,
        at: (p, h) => both(a.at(p, h), b.at(p, h), (x, y) => holds(o, compare(x, y))),
      }),
    ),
    fc
      .tuple(tie('day'), op, tie('day'))
      .map(
        ([a, o, b]): Bool => ({ text: `${a.text} ${o} ${b.text}`, at: (p, h) => both(a.at(p, h), b.at(p, h), (x, y) => holds(o, x - y)) }),
      ),
    fc.tuple(fc.constantFrom('等级', '村', '籍贯'), fc.boolean(), fc.constantFrom('"一级"', '"东"', '村', '籍贯', '等级')).map(
      ([f, same, to]): Bool => ({
        text: `${f} ${same ? '=' : '!='} ${to}`,
        at: (p) => (p[f] === (to.startsWith('"') ? to.slice(1, -1) : p[to])) === same,
      }),
    ),
    fc.tuple(fc.constantFrom('甲', '丙'), written, written, fc.boolean(), fc.boolean()).map(
      ([f, a, b, low, high]): Bool => ({
        text: `(${f} in ${low ? '[' : '('}${a}..${b}${high ? ']' : ')'})`,
        at: (p) =>
          holds(low ? '>=' : '>', compare(p[f] as Rational, rational(a))) &&
          holds(high ? '<=' : '<', compare(p[f] as Rational, rational(b))),
      }),
    ),
    fc.tuple(fc.constantFrom('some', 'every'), tie('num'), op).map(
      ([q, a, o]): Bool => ({
        text: `(${q} 人 in 户 satisfies 人.甲 ${o} ${a.text})`,
        at: (p, h) => {
          const each = h.map((m) => map(a.at(p, h), (x) => holds(o, compare(m.甲 as Rational, x))));
          return q === 'every' ? each.reduce(and) : not(each.map(not).reduce(and));
        },
      }),
    ),
    fc
      .tuple(tie('bool'), tie('bool'))
      .map(([a, b]): Bool => ({ text: `(${a.text} and ${b.text})`, at: (p, h) => and(a.at(p, h), b.at(p, h)) })),
    fc
      .tuple(tie('bool'), tie('bool'))
      .map(([a, b]): Bool => ({ text: `(${a.text} or ${b.text})`, at: (p, h) => not(and(not(a.at(p, h)), not(b.at(p, h)))) })),
    tie('bool').map((a): Bool => ({ text: `not(${a.text})`, at: (p, h) => not(a.at(p, h)) })),
    fc
      .tuple(tie('bool'), tie('bool'))
      .map(([a, b]): Bool => ({ text: `((${a.text}) = (${b.text}))`, at: (p, h) => both(a.at(p, h), b.at(p, h), (x, y) => x === y) })),
    fc.tuple(tie('bool'), tie('bool'), tie('bool')).map(
      ([c, a, b]): Bool => ({
        text: `(if ${c.text} then ${a.text} else ${b.text})`,
        at: (p, h) => map(c.at(p, h), (x) => (x ? a : b).at(p, h)),
      }),
    ),
  ),
}));

type Hole = { readonly member: number; readonly fact: string };
const person: fc.Arbitrary<Person> = fc.record(Object.fromEntries(names.map((f) => [f, fc.constantFrom(...SAMPLES[f]!)])));
const holes = (count: number): fc.Arbitrary<readonly Hole[]> =>
  fc.uniqueArray(fc.record({ member: fc.nat({ max: count - 1 }), fact: fc.constantFrom(...names) }), {
    maxLength: 4,
    selector: (h) => `${h.member}${h.fact}`,
  });
const cases = fc
  .integer({ min: 1, max: 2 })
  .chain((count) =>
    fc.tuple(bool, fc.array(person, { minLength: count, maxLength: count }), holes(count), fc.infiniteStream(fc.nat({ max: 1 << 20 }))),
  );

/** At most so many completions of each case; more are drawn at random. */
const MOST = 600;
function* completions(people: readonly Person[], unknown: readonly Hole[], random: Iterator<number>): Generator<readonly Person[]> {
  const all = unknown.reduce((n, { fact }) => n * SAMPLES[fact]!.length, 1);
  for (let i = 0; i < Math.min(all, MOST); i += 1) {
    let rest = i;
    const filled = [...people];
    for (const { member, fact } of unknown) {
      const from = SAMPLES[fact]!;
      const at = all > MOST ? (random.next().value as number) : rest;
      filled[member] = { ...filled[member]!, [fact]: from[at % from.length]! };
      rest = Math.floor(rest / from.length);
    }
    yield filled;
  }
}

const RUNS = Number(process.env.ORACLE_RUNS ?? 800);
test('[D1] no completion contradicts a verdict, whatever forms a rule is made of', { timeout: 300_000 }, () => {
  let settled = 0;
  let open = 0;
  fc.assert(
    fc.property(cases, ([made, people, unknown, stream]) => {
      const compiled = compile(made.text, dictionary);
      if (!compiled.ok) throw new Error(`${made.text}: ${compiled.refusal.en}`);
      const members = people.map((p, member) =>
        names.map((fact): Value | undefined => (unknown.some((h) => h.member === member && h.fact === fact) ? undefined : p[fact])),
      );
      const household = { members, self: 0 };
      const started = performance.now();
      const verdict = judge(compiled.rule, household, TODAY);
      expect(performance.now() - started, made.text).toBeLessThan(20_000);
      const named = missingNames(compiled.rule, household, verdict);
      const seen = new Set<Nullable<boolean>>();
      for (const filled of completions(people, unknown, stream[Symbol.iterator]())) {
        const value = made.at(filled[0]!, filled);
        seen.add(value);
        if (verdict.verdict !== 'unknown')
          expect({ rule: made.text, value }).toEqual({ rule: made.text, value: verdict.verdict === 'yes' });
        else
          for (const { member, fact } of unknown) {
            if (named.includes(member === 0 ? fact : `户.${fact}`)) continue;
            const other = SAMPLES[fact]![(stream.next().value as number) % SAMPLES[fact]!.length]!;
            const changed = filled.map((p, i) => (i === member ? { ...p, [fact]: other } : p));
            expect({ rule: made.text, fact, value: made.at(changed[0]!, changed) }).toEqual({ rule: made.text, fact, value });
          }
      }
      if (verdict.verdict === 'unknown' && seen.size === 1 && !seen.has(null)) {
        open += 1;
      } else settled += 1;
    }),
    { numRuns: RUNS },
  );
  console.info(`${settled} verdicts agree with the samples; ${open} stay open though no sample of theirs differs`);
});
