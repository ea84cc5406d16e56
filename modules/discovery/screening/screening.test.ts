import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { judge, missingNames } from '../language/verdict.ts';
import { compiled, DAY, dictionary, households, judged, knownValue, person, rawOf, rollOf, rule } from './arbitrary.ts';
import { circuitOf } from './circuit.ts';
import { Current } from './incremental.ts';
import { screenerOf } from './plan.ts';
import { digest, type Sweeper } from './sweep.ts';
import { openStore } from './wasm/sweeper.ts';

const verdicts = (sweeper: Sweeper, policy: number, size: number): string[] | undefined => {
  const lists = sweeper.lists(policy);
  if (!lists) return undefined;
  const out = new Array<string>(size).fill('no');
  for (const id of lists.yes) out[id] = 'yes';
  for (const id of lists.unknown) out[id] = 'unknown';
  return out;
};
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
          expect(sweeper.countAll()[p]).toEqual(sweeper.counts(p));
        });
        return digest(sweeper, circuit);
      });
      expect(digests[0]).toBe(digests[1]);
    }),
    { numRuns: 60 },
  );
  // rules that no circuit holds are judged resident by resident; most must not be
  expect(covered).toBeGreaterThan(120);
});

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
      const current = new Current(store, dictionary);
      const before = rules.map((_, p) => Array.from({ length: store.raw.size }, (_row, row) => current.verdict(row, p)));
      const row = at % store.raw.size;
      const { kind } = store.raw.columns[fact]!;
      const changes = current.tell(row, fact, told[fact] ?? (kind === 'number' ? Number.NaN : 0));
      const fresh = new Current(store, dictionary);
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

test('[D2] codes that follow a told fact are swept like codes made anew', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 1, maxLength: 5 }),
      households,
      fc.array(fc.tuple(fc.nat(), fc.nat(6), person), { maxLength: 6 }),
      (texts, homes, told) => {
        const circuit = circuitOf(compiled(texts), dictionary, DAY);
        const digests = (['fastest', 'js'] as const).map((path) => {
          const { store, sweeper } = openStore(rawOf(homes), circuit, dictionary, path);
          sweeper.sweep();
          for (const [at, fact, values] of told)
            store.tell(at % store.raw.size, fact, values[fact] ?? (store.raw.columns[fact]!.kind === 'number' ? Number.NaN : 0));
          sweeper.sweep();
          const fresh = openStore(store.raw, circuit, dictionary).sweeper;
          fresh.sweep();
          expect(digest(sweeper, circuit)).toBe(digest(fresh, circuit));
          return digest(sweeper, circuit);
        });
        expect(digests[0]).toBe(digests[1]);
      },
    ),
    { numRuns: 60 },
  );
});

test('[D2] a rule that is being written, with thresholds that no policy has, screens as it would in force', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), rule, households, (texts, edited, homes) => {
      const [one] = compiled([edited]);
      const counts = (['fastest', 'js'] as const).map((path) => {
        const { sweeper } = openStore(rawOf(homes), circuitOf(compiled(texts), dictionary, DAY), dictionary, path);
        sweeper.sweep();
        return sweeper.preview(one!, DAY)?.counts;
      });
      const alone = openStore(rawOf(homes), circuitOf([one!], dictionary, DAY), dictionary, 'js').sweeper;
      alone.sweep();
      expect({ texts, edited, counts }).toEqual({ texts, edited, counts: [alone.counts(0), alone.counts(0)] });
      if (counts[0]) seen += 1;
    }),
    { numRuns: 60 },
  );
  expect(seen).toBeGreaterThan(20);
});

test('[D2] several threads sweep, count and list what one does', async () => {
  const policies = ['年龄 >= 60 and 低保', 'sum(户.月收入) < 1000 or 存款 > 3', '等级 = "一级"'];
  const [home] = fc.sample(households, { numRuns: 1, seed: 3 });
  const homes = Array.from({ length: 20_000 }, (_, i) => home![i % home!.length]!);
  const circuit = circuitOf(compiled(policies), dictionary, DAY);
  const { sweeper } = openStore(rawOf(homes), circuit, dictionary);
  sweeper.sweep();
  const [alone, counts] = [digest(sweeper, circuit), sweeper.countAll()];
  try {
    expect(await sweeper.withThreads(3)).toBe(3);
    for (let round = 0; round < 3; round += 1) {
      for (const bits of policies.map((_, p) => sweeper.bits(p)!)) bits.sure.fill(0);
      sweeper.sweep();
      sweeper.listAll();
      expect(digest(sweeper, circuit)).toBe(alone);
      expect(sweeper.countAll()).toEqual(counts);
    }
  } finally {
    await sweeper.close();
  }
  sweeper.sweep();
  expect(digest(sweeper, circuit)).toBe(alone);
});

test('[D2] without WebAssembly the plain path runs and says so', () => {
  vi.stubGlobal('WebAssembly', undefined);
  const circuit = circuitOf(compiled(['年龄 >= 60']), dictionary, DAY);
  const { sweeper } = openStore(rawOf([[[6000, null, null, null, null, null]]]), circuit, dictionary);
  expect(sweeper).toMatchObject({ path: 'js', because: expect.stringContaining('WebAssembly') });
  sweeper.sweep();
  expect([...sweeper.lists(0)!.yes]).toEqual([0]);
});
