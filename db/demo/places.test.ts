import { expect, test } from 'vitest';
import { AREA_PATH } from '../../kernel/area.ts';
import { demoDistricts } from './places.ts';

const districts = demoDistricts();
const district = (code: string) => districts.find((d) => d.code === code)!;

test('[N1] 华容 is 1 + 5 + 76 sites and 113 helpers', () => {
  const kinds = district('420703').sites.map((s) => s.kind);
  expect(kinds.filter((k) => k === 'centre')).toHaveLength(1);
  expect(kinds.filter((k) => k === 'convenience_centre')).toHaveLength(5);
  expect(kinds.filter((k) => k === 'station')).toHaveLength(76);
  expect(district('420703').staff.filter((s) => s.role === 'helper')).toHaveLength(113);
});

test('[N1] 普陀 is 10 + 91 petition sites, 260 helpers, five groups on 蚂蚁岛', () => {
  const d = district('330903');
  expect(d.sites.filter((s) => s.kind === 'petition_station')).toHaveLength(10);
  expect(d.sites.filter((s) => s.kind === 'petition_point')).toHaveLength(91);
  expect(d.staff.filter((s) => s.role === 'helper')).toHaveLength(260);
  expect(d.areas.filter((a) => a.path.startsWith(`${d.root}myd.g`))).toHaveLength(5);
});

test('[N4] 静安 has 4 grids and 37 office buildings', () => {
  const d = district('310106');
  expect(d.areas.filter((a) => a.kind === 'grid')).toHaveLength(4);
  expect(d.sites.filter((s) => s.key.startsWith('office'))).toHaveLength(37);
});

test('[N1] every path is well-formed, given once, and every site and post stands somewhere', () => {
  for (const d of districts) {
    const paths = [...d.above, ...d.areas].map((a) => a.path);
    expect(paths.every((p) => AREA_PATH.test(p))).toBe(true);
    expect(new Set(paths).size).toBe(paths.length);
    const sites = new Set(d.sites.map((s) => s.key));
    expect(sites.size).toBe(d.sites.length);
    for (const site of d.sites) expect(paths).toContain(site.area);
    for (const person of d.staff) {
      expect(sites.has(person.site)).toBe(true);
      expect([person.area, ...person.ranges].every((p) => paths.includes(p))).toBe(true);
    }
  }
  expect(demoDistricts()).toEqual(districts);
});
