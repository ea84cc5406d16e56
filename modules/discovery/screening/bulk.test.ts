import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Value } from '../language/dictionary.ts';
import { gather, nextQuestions, type Opening } from '../language/questions.ts';
import { judge, missingNames } from '../language/verdict.ts';
import { compiled, DAY, dictionary, households, judged, knownValue, type Person, rawOf, rule } from './arbitrary.ts';
import { Bulk, openingsOf } from './bulk.ts';
import { circuitOf } from './circuit.ts';
import { openStore } from './wasm/sweeper.ts';

const names = dictionary.facts.map(({ name }) => name);
const rules = fc.array(rule, { minLength: 1, maxLength: 5 });

test('[D3] for everybody at once: the facts that matter are those of the evaluator, one resident after another', () => {
  let compared = 0;
  fc.assert(
    fc.property(rules, households, (texts, homes) => {
      const made = compiled(texts);
      const { store, sweeper } = openStore(rawOf(homes), circuitOf(made, dictionary, DAY), dictionary);
      sweeper.sweep();
      const bulk = new Bulk(store, dictionary);
      const expected = judged(made, homes);
      const perPerson: Opening[] = [];
      const atOnce: Opening[] = [];
      made.forEach((one, policy) => {
        const bits = sweeper.bits(policy);
        const all = bits && bulk.waitings(policy, bits);
        if (!all) return;
        const rows = expected[policy]!.flatMap((verdict, row) => (verdict === 'unknown' ? [row] : []));
        expect([...all.rows]).toEqual(rows);
        let row = 0;
        for (const home of homes)
          for (let self = 0; self < home.length; self += 1, row += 1) {
            const alone = bulk.waiting(policy, row);
            const at = rows.indexOf(row);
            expect(alone).toEqual(at < 0 ? undefined : all.kinds[all.of[at]!]);
            expect(bulk.missing(policy, row)).toEqual(alone?.missing);
            if (!alone) continue;
            const household = { members: home.map((p) => p.map((v, f) => knownValue(f, v))), self };
            const missing = missingNames(one, household, judge(one, household, DAY));
            expect({ rule: one.text, missing: alone.missing }).toEqual({ rule: one.text, missing });
            perPerson.push({ missing: alone.missing, count: 1 });
            compared += 1;
          }
        atOnce.push(...openingsOf(all));
      });
      const sorted = (openings: readonly Opening[]) => gather(openings).toSorted((a, b) => (a.missing.join() < b.missing.join() ? -1 : 1));
      expect(sorted(atOnce)).toEqual(sorted(perPerson));
      expect(nextQuestions(atOnce, names)).toEqual(nextQuestions(perPerson, names));
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(100);
});

/** Values that meet or straddle every amount the rules compare with. */
const TRIED: readonly (readonly number[])[] = [
  [0, 50, 300, 1000, 6000, 10000, 10025, 12000],
  [0, 50, 300, 6000, 9999, 10000, 10001, 10025, 10026, 100000, 1e9],
  [-1e9, 0, 50, 300, 6000, 10025, 100000, 1e9],
  [1, 2],
  [1, 2, 3],
  [DAY - 900, DAY - 366, DAY - 365, DAY - 364, DAY],
  [1, 2, 3],
];

/** Every way to answer `open` in turn. */
function* answered(home: readonly Person[], open: readonly { member: number; fact: number }[]): Generator<readonly Person[]> {
  const [first, ...rest] = open;
  if (!first) {
    yield home;
    return;
  }
  for (const value of TRIED[first.fact]!)
    yield* answered(
      home.map((person, member) => (member === first.member ? person.map((v, fact) => (fact === first.fact ? value : v)) : person)),
      rest,
    );
}
function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) yield [];
  else for (let i = from; i < items.length; i += 1) for (const rest of subsets(items, size - 1, i + 1)) yield [items[i]!, ...rest];
}

test('[D3] the fewest answers are those found by trying every set of up to three facts and every answer', () => {
  let tried = 0;
  fc.assert(
    fc.property(rule, households, (text, homes) => {
      const [one] = compiled([text]);
      const few = homes.slice(0, 2).map((home) => home.slice(0, 3));
      const { store, sweeper } = openStore(rawOf(few), circuitOf([one!], dictionary, DAY), dictionary);
      if (!sweeper.bits(0)) return;
      const bulk = new Bulk(store, dictionary);
      let row = 0;
      for (const home of few)
        for (let self = 0; self < home.length; self += 1, row += 1) {
          const waiting = bulk.waiting(0, row);
          if (!waiting) continue;
          const household = (people: readonly Person[]) => ({
            members: people.map((p): (Value | undefined)[] => p.map((v, f) => knownValue(f, v))),
            self,
          });
          const verdict = judge(one!, household(home), DAY);
          let fewest = 255;
          for (let size = 1; size <= Math.min(3, verdict.missing.length) && fewest === 255; size += 1)
            for (const set of subsets(verdict.missing, size))
              for (const told of answered(home, set)) if (judge(one!, household(told), DAY).verdict === 'yes') fewest = size;
          tried += 1;
          if (fewest < 255 || waiting.fewest <= 3)
            expect({ text, home, self, fewest: waiting.fewest }).toEqual({ text, home, self, fewest });
          for (const name of waiting.ask) expect(waiting.missing).toContain(name);
        }
    }),
    { numRuns: 100 },
  );
  expect(tried).toBeGreaterThan(20);
});
