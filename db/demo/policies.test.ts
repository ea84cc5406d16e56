import { expect, test } from 'vitest';
import { checkRule, factsRead, tryExamples } from '../../modules/discovery/domain.ts';
import { DEMO_ITEMS } from './catalogue/index.ts';
import type { DemoPerson } from './household.ts';
import { peopleOf } from './people.ts';
import { demoDistricts } from './places.ts';
import { policiesOf } from './policies.ts';
import { randomFrom } from './random.ts';

const places = demoDistricts().map(({ code, root }) => ({ code, root, policies: policiesOf(code) }));

test('[D1] there are at least 20 example policies, P01 to P20 among them, and all are marked as examples', () => {
  const codes = new Set(places.flatMap(({ policies }) => policies.map(({ code }) => code)));
  for (let n = 1; n <= 20; n += 1) expect(codes).toContain(`P${String(n).padStart(2, '0')}`);
  for (const { policies } of places) for (const { body } of policies) expect(body.example).toBe(true);
  expect(places.filter(({ policies }) => policies.length > 0).map(({ code }) => code)).toEqual(['330903', '420703', '310106']);
});

test('[D1] every rule is accepted, every example agrees, one qualifies and one does not', () => {
  for (const { code: district, policies } of places)
    for (const { code, body } of policies) {
      const checked = checkRule(body);
      expect(checked.ok ? null : checked.problem, `${district} ${code}`).toBeNull();
      for (const { name, verdict, passes, problem } of tryExamples(body, '2026-07-01'))
        expect({ district, code, name, verdict, problem, passes }).toMatchObject({ passes: true });
      const expected = body.examples.map(({ expect: one }) => one);
      expect(expected, `${district} ${code}`).toEqual(expect.arrayContaining(['yes', 'no']));
    }
});

test('[D1] an item that a policy leads to is offered in its place', () => {
  for (const { root, policies } of places)
    for (const { code, body } of policies) {
      const { itemCode } = body.benefit;
      if (itemCode === null) continue;
      const item = DEMO_ITEMS.find((one) => one.code === itemCode);
      expect(
        item?.areas.some((area) => root.startsWith(area)),
        `${root} ${code} ${itemCode}`,
      ).toBe(true);
    }
});

test('[D1] local values differ where places differ', () => {
  const ruleOf = (district: string, code: string) => policiesOf(district).find((one) => one.code === code)!.body.rule;
  expect(new Set(places.slice(0, 5).flatMap(({ code }) => (policiesOf(code).length > 0 ? [ruleOf(code, 'P01')] : []))).size).toBe(3);
  expect(ruleOf('310106', 'P10')).toContain('65');
});

test('[D2] for every kind of relief the demo knows somebody who fits and never asked', () => {
  const { root, areas } = demoDistricts().find(({ code }) => code === '330903')!;
  const households = peopleOf('330903', root, areas, randomFrom(1));
  const fits = (code: string): number => {
    const body = policiesOf('330903').find((one) => one.code === code)!.body;
    const checked = checkRule(body);
    const read = new Set(checked.ok ? factsRead(checked.rule) : []);
    const told = (person: DemoPerson) =>
      Object.fromEntries([...person.facts.map(({ name, value }) => [name, value]), ['出生日期', person.birth]]);
    const toldOf = (person: DemoPerson): number => person.facts.filter(({ name }) => read.has(name)).length;
    // those of whom most is known that the rule looks at
    const candidates = households.flatMap(({ people }) =>
      people.map((person) => ({ person, others: people.filter((one) => one !== person) })),
    );
    const examples = candidates
      .sort((x, y) => toldOf(y.person) - toldOf(x.person))
      .slice(0, 100)
      .map(({ person, others }) => ({ name: '人', facts: told(person), household: others.map(told), expect: 'yes' as const }));
    return tryExamples({ ...body, examples }, '2026-10-01').filter(({ passes }) => passes).length;
  };
  for (const code of ['P01', 'P02', 'P03', 'P05', 'P08', 'P09', 'P18']) expect(fits(code), code).toBeGreaterThan(0);
});
