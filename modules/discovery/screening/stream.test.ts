import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayText } from '../language/calendar.ts';
import { decimalText } from '../language/rational.ts';
import { judge, missingNames } from '../language/verdict.ts';
import { compiled, DAY, dictionary, households, knownValue, type Person, rule } from './arbitrary.ts';
import { HouseholdOrder, type ResidentRow, type Screened, Screening, screenStream } from './stream.ts';

const knownOf = (person: Person) => person.map((value, fact) => knownValue(fact, value));
/** As PostgreSQL writes it. */
const textOf = (person: Person): (string | null)[] =>
  knownOf(person).map((value, fact) =>
    value === undefined
      ? null
      : typeof value !== 'object'
        ? String(value)
        : dictionary.facts[fact]!.type === 'date'
          ? dayText(Number(value.n))
          : decimalText(value),
  );
const rowsOf = (homes: readonly (readonly Person[])[], facts: (person: Person) => ResidentRow['facts']): ResidentRow[] =>
  homes.flatMap((home, h) =>
    home.map((person, m) => ({ id: `${h}.${m}`, household: home.length === 1 ? null : String(h).padStart(3, '0'), facts: facts(person) })),
  );

test('[D2] residents that come one after another get the verdicts and missing facts of the evaluator', async () => {
  let looked = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(rule, fc.constantFrom('月收入 > 存款 and 低保', 'count(户[低保]) > 1 and 年龄 >= 60')), {
        minLength: 1,
        maxLength: 6,
      }),
      households,
      fc.boolean(),
      fc.integer({ min: 1, max: 5 }),
      async (texts, homes, asText, batch) => {
        const rules = compiled(texts);
        const expected = homes.flatMap((home) =>
          home.map((_, self) =>
            rules.map((one) => {
              const household = { members: home.map(knownOf), self };
              const verdict = judge(one, household, DAY);
              return { rule: one.text, verdict: verdict.verdict, missing: missingNames(one, household, verdict) };
            }),
          ),
        );
        const rows = rowsOf(homes, asText ? textOf : knownOf);
        const got = new Map<string, Screened>();
        const count = await screenStream(
          rows,
          new Screening(rules, dictionary, DAY),
          (screened) => {
            for (const one of screened) got.set(one.id, one);
          },
          { batch },
        );
        expect(count).toBe(rows.length);
        expect(rows.map(({ id }) => got.get(id)!.findings.map((finding, i) => ({ rule: rules[i]!.text, ...finding })))).toEqual(expected);
        looked += rows.length;
      },
    ),
    { numRuns: 60 },
  );
  expect(looked).toBeGreaterThan(200);
});

test('[D2] a batch is taken before more rows are read, and no household is split', async () => {
  let read = 0;
  async function* rows(): AsyncGenerator<ResidentRow> {
    for (let h = 0; h < 100; h += 1)
      for (let m = 0; m < 3; m += 1) {
        read += 1;
        yield { id: `${h}.${m}`, household: String(h).padStart(3, '0'), facts: [] };
      }
  }
  const most: number[] = [];
  await screenStream(
    rows(),
    new Screening(compiled(['sum(户.月收入) > 3']), dictionary, DAY),
    async (batch) => {
      const before = read;
      await new Promise((resolve) => setTimeout(resolve, 0));
      expect(read).toBe(before);
      most.push(batch.length);
      expect(new Set(batch.map(({ id }) => id.split('.')[0])).size * 3).toBe(batch.length);
    },
    { batch: 10 },
  );
  expect(Math.max(...most)).toBeLessThanOrEqual(12);
});

test('[D2] a text that is no value of its fact is told and taken for unknown', () => {
  const [one] = new Screening(compiled(['年龄 >= 60']), dictionary, DAY).household([{ id: 'a', household: null, facts: ['-3'] }]);
  expect(one!.findings).toEqual([{ verdict: 'unknown', missing: ['年龄'] }]);
  expect(one!.nonsense).toMatchObject([{ fact: 0, text: '-3' }]);
});

test('[D2] a household that comes back after another is refused', async () => {
  const rows = ['b', 'a'].map((household, i) => ({ id: String(i), household, facts: [] }));
  await expect(screenStream(rows, new Screening([], dictionary, DAY), () => undefined)).rejects.toThrow(HouseholdOrder);
});
