import { expect, test } from 'vitest';
import { parseIdNumber } from '../../kernel/identity.ts';
import { peopleOf } from './people.ts';
import { demoDistricts } from './places.ts';
import { randomFrom } from './random.ts';

const of = (code: string) => {
  const d = demoDistricts().find((one) => one.code === code)!;
  return peopleOf(code, d.root, d.areas, randomFrom(1));
};

test('[R1] 蚂蚁岛 has 3,985 registered, 2,300 living there, 1,400 of them elders', () => {
  const people = of('330903')
    .filter((h) => h.area.includes('.myd.'))
    .flatMap((h) => h.people);
  expect(people).toHaveLength(3985);
  const there = people.filter((p) => p.livesElsewhere === null);
  expect(there).toHaveLength(2300);
  expect(there.filter((p) => 2026 - Number(p.birth.slice(0, 4)) >= 60)).toHaveLength(1400);
});

test('[R2] 37 low-income households on 蚂蚁岛, 6 of them with a smartphone; most facts are unknown', () => {
  const households = of('330903').filter((h) => h.area.includes('.myd.'));
  const poor = households.filter((h) => h.people.some((p) => p.facts.some((f) => f.name === '低保' && f.value === true)));
  expect(poor).toHaveLength(37);
  expect(poor.filter((h) => h.people.some((p) => p.facts.some((f) => f.name === '智能手机' && f.value === true)))).toHaveLength(6);
});

test('[D2] of the low-income households’ elders a few have told what they spent, some of them much; of most it is not known', () => {
  const poor = of('330903').filter((h) => h.people.some((p) => p.facts.some((f) => f.name === '低保' && f.value === true)));
  const elders = poor.flatMap((h) => h.people).filter((p) => 2026 - Number(p.birth.slice(0, 4)) >= 60);
  const spent = elders.flatMap((p) => p.facts.filter((f) => f.name === '本年门诊自付').map((f) => Number(f.value)));
  expect(spent.length).toBeGreaterThan(5);
  expect(spent.length).toBeLessThan(elders.length / 2);
  expect(spent.some((yuan) => yuan > 5000)).toBe(true);
  expect(spent.some((yuan) => yuan < 5000)).toBe(true);
});

test('[R1] every ID number is well-formed, used once, and of a region that does not exist; every phone is nobody’s', () => {
  for (const code of ['330903', '420703', '310106', '330902', '330921']) {
    const people = of(code).flatMap((h) => h.people);
    const numbers = people.map((p) => p.idNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const p of people) {
      const parsed = parseIdNumber(p.idNumber);
      expect(parsed).toMatchObject({ ok: true, value: { birth: p.birth, sex: p.sex } });
      expect(p.idNumber.startsWith('330999')).toBe(true);
      for (const c of p.contacts) if (c.phone !== null) expect(c.phone).toMatch(/^142\d{8}$/);
    }
  }
});
