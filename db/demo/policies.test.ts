import { expect, test } from 'vitest';
import { checkRule, tryExamples } from '../../modules/discovery/domain.ts';
import { DEMO_ITEMS } from './catalogue/index.ts';
import { demoDistricts } from './places.ts';
import { policiesOf } from './policies.ts';

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
