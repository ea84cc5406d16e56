import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { compile, type Rule } from '../language/compile.ts';
import { dictionaryOf, type Value } from '../language/dictionary.ts';
import { integer } from '../language/rational.ts';
import { judge, missingNames } from '../language/verdict.ts';
import { circuitOf } from './circuit.ts';
import { Current } from './incremental.ts';
import { screenerOf } from './plan.ts';
import { groupHouseholds, type Roll } from './roll.ts';
import type { Raw } from './store.ts';
import { digest, type Sweeper } from './sweep.ts';
import { openStore } from './wasm/sweeper.ts';

const DAY = 20_000;
const dictionary = dictionaryOf([
  { name: '年龄', type: 'number', min: integer(0), max: integer(120) },
  { name: '月收入', type: 'number', min: integer(0) },
  { name: '存款', type: 'number' },
  { name: '低保', type: 'boolean' },
  { name: '等级', type: 'string', values: ['一级', '二级', '三级'] },
  { name: '出生日期', type: 'date' },
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
  ),
  fc.constantFrom('years and months duration(出生日期, today()).years >= 1'),
  fc
    .tuple(fc.constantFrom('sum(户.月收入)', 'max(户.年龄)', 'sum(户.存款)'), fc.constantFrom('<', '<=', '>=', '>'), amount)
    .map((parts) => parts.join(' ')),
);
const { rule } = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    clause,
    fc.tuple(tie('rule'), fc.constantFrom('and', 'or'), tie('rule')).map((p) => `(${p.join(' ')})`),
    tie('rule').map((r) => `not(${r})`),
    fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
  ),
}));
/** Numbers in hundredths, dates around DAY, listed values 1 + place; null = unknown. */
const person = fc.tuple(
  fc.option(fc.constantFrom(0, 50, 300, 6000, 7000, 10025)),
  fc.option(fc.constantFrom(0, 300, 10000, 10025, 10026, 100000)),
  fc.option(fc.constantFrom(-100, 0, 300, 10025, 200000)),
  fc.option(fc.constantFrom(1, 2)),
  fc.option(fc.constantFrom(1, 2, 3)),
  fc.option(fc.constantFrom(DAY - 400, DAY - 366, DAY - 365, DAY - 364, DAY)),
);
type Person = readonly (number | null)[];
const households = fc.array(fc.array(person, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

const rawOf = (homes: readonly (readonly Person[])[]): Raw => {
  const people = homes.flat();
  const start = [0];
  for (const home of homes) start.push(start.at(-1)! + home.length);
  return {
    size: people.length,
    ids: Int32Array.from(people, (_, i) => i),
    start: Int32Array.from(start),
    columns: dictionary.facts.map(({ type }, f) =>
      type === 'number' || type === 'date'
        ? { kind: 'number', scale: type === 'date' ? 1 : 100, data: Float64Array.from(people, (p) => p[f] ?? Number.NaN) }
        : { kind: 'listed', data: Uint8Array.from(people, (p) => p[f] ?? 0) },
    ),
  };
};
const knownValue = (fact: number, v: number | null): Value | undefined => {
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

const compiled = (texts: readonly string[]): Rule[] =>
  texts.map((text) => {
    const made = compile(text, dictionary);
    if (!made.ok) throw new Error(`${text}: ${made.refusal.en}`);
    return made.rule;
  });
const verdicts = (sweeper: Sweeper, policy: number, size: number): string[] | undefined => {
  const lists = sweeper.lists(policy);
  if (!lists) return undefined;
  const out = new Array<string>(size).fill('no');
  for (const id of lists.yes) out[id] = 'yes';
  for (const id of lists.unknown) out[id] = 'unknown';
  return out;
};
const judged = (rules: readonly Rule[], homes: readonly (readonly Person[])[]): string[][] =>
  rules.map((one) =>
    homes.flatMap((home) =>
      home.map((_, self) => judge(one, { members: home.map((p) => p.map((v, f) => knownValue(f, v))), self }, DAY).verdict),
    ),
  );

afterEach(() => vi.unstubAllGlobals());

test('[D2] both sweeping paths give for everybody the verdict of the evaluator, and the same digest', () => {
  let covered = 0;
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), households, (texts, homes) => {
      const rules = compiled(texts);
      const raw = rawOf(homes);
      const circuit = circuitOf(rules, dictionary, DAY);
      const expected = judged(rules, homes);
      const digests = (['fastest', 'js'] as const).map((path) => {
        const { sweeper } = openStore(raw, circuit, dictionary, path);
        expect(sweeper.path).toBe(path === 'js' ? 'js' : 'wasm');
        sweeper.sweep();
        rules.forEach((one, p) => {
          const ours = verdicts(sweeper, p, raw.size);
          if (!ours) return;
          covered += 1;
          expect({ rule: one.text, verdicts: ours }).toEqual({ rule: one.text, verdicts: expected[p] });
          expect(sweeper.counts(p)).toEqual({
            yes: ours.filter((v) => v === 'yes').length,
            unknown: ours.filter((v) => v === 'unknown').length,
          });
        });
        return digest(sweeper, circuit);
      });
      expect(digests[0]).toBe(digests[1]);
    }),
    { numRuns: 150 },
  );
  // rules that no circuit holds are judged resident by resident; most must not be
  expect(covered).toBeGreaterThan(400);
});

const rollOf = (homes: readonly (readonly Person[])[]): Roll => {
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

test('[D1] a verdict looked up by classes is the verdict of the evaluator, with the same missing facts', () => {
  fc.assert(
    fc.property(
      fc.oneof(rule, fc.constantFrom('月收入 > 存款 and 低保', '100 / 存款 > 1 or 年龄 > 3', 'count(户[低保]) > 1 and 年龄 >= 60')),
      households,
      (text, homes) => {
        const [one] = compiled([text]);
        const screen = screenerOf(one!, rollOf(homes), DAY);
        let row = 0;
        for (const home of homes)
          for (let self = 0; self < home.length; self += 1) {
            const household = { members: home.map((p) => p.map((v, f) => knownValue(f, v))), self };
            const verdict = judge(one!, household, DAY);
            expect({ text, ...screen(row) }).toEqual({ text, verdict: verdict.verdict, missing: missingNames(one!, household, verdict) });
            row += 1;
          }
      },
    ),
    { numRuns: 150 },
  );
});

test('[D2] one told fact turns exactly what screening everybody again would turn, the household included', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 5 }), households, fc.nat(), fc.nat(5), person, (texts, homes, at, fact, told) => {
      const rules = compiled(texts);
      const circuit = circuitOf(rules, dictionary, DAY);
      const { store } = openStore(rawOf(homes), circuit, dictionary);
      const current = new Current(store);
      const before = rules.map((_, p) => Array.from({ length: store.raw.size }, (_row, row) => current.verdict(row, p)));
      const row = at % store.raw.size;
      const { kind } = store.raw.columns[fact]!;
      const changes = current.tell(row, fact, told[fact] ?? (kind === 'number' ? Number.NaN : 0));
      const fresh = new Current(store);
      rules.forEach((_, p) => {
        for (let r = 0; r < store.raw.size; r += 1) {
          const changed = changes.find((c) => c.row === r && c.policy === p);
          expect(current.verdict(r, p)).toBe(fresh.verdict(r, p));
          expect(changed?.after ?? before[p]![r]).toBe(fresh.verdict(r, p));
        }
      });
    }),
    { numRuns: 80 },
  );
});

test('[D2] without WebAssembly the plain path runs and says so', () => {
  vi.stubGlobal('WebAssembly', undefined);
  const circuit = circuitOf(compiled(['年龄 >= 60']), dictionary, DAY);
  const { sweeper } = openStore(rawOf([[[6000, null, null, null, null, null]]]), circuit, dictionary);
  expect(sweeper).toMatchObject({ path: 'js', because: expect.stringContaining('WebAssembly') });
  sweeper.sweep();
  expect([...sweeper.lists(0)!.yes]).toEqual([0]);
});
