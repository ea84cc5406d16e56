import { expect, test } from 'vitest';
import { bySite, clockOf, type Duty, instantAt, mondayOf, type Site, sayShift, touching, weekFrom } from './shift.ts';

const shift = (site: string, from: string, until: string): Duty => ({
  id: `${site}${from}`,
  site,
  siteName: site,
  siteArea: '33.',
  post: 'p',
  name: '林秀珍',
  role: 'clerk',
  phone: null,
  from,
  until,
  note: null,
});
const place = (id: string, kind: Site['kind']): Site => ({
  id,
  area: '33.',
  areaName: '岛',
  kind,
  name: id,
  address: null,
  phone: null,
  hours: null,
});

test('[K12] a shift is read on the wall clock of China', () => {
  expect(instantAt('2026-11-21', '08:00')).toBe('2026-11-21T00:00:00.000Z');
  expect(clockOf('2026-11-21T09:30:00.000Z')).toBe('17:30');
  const night = shift('a', '2026-11-21T12:00:00.000Z', '2026-11-22T00:00:00.000Z');
  expect(sayShift(night, 'zh')).toBe('20:00–次日 08:00');
  expect(sayShift(shift('a', '2026-11-21T12:00:00.000Z', '2026-11-23T00:00:00.000Z'), 'zh')).toBe('20:00–11月23日 08:00');
});

test('[K12] a night shift stands on both its days', () => {
  const night = shift('a', '2026-11-21T12:00:00.000Z', '2026-11-22T00:00:00.000Z');
  expect(touching([night], '2026-11-21')).toHaveLength(1);
  expect(touching([night], '2026-11-22')).toHaveLength(1);
  expect(touching([night], '2026-11-23')).toHaveLength(0);
});

test('[K12] the week begins on Monday, also when today is Sunday', () => {
  expect(mondayOf('2026-11-22')).toBe('2026-11-16');
  expect(weekFrom('2026-11-16').at(-1)).toBe('2026-11-22');
});

test('[K12] a window without anybody is a gap; an unstaffed box is not', () => {
  const sites = [place('window', 'station'), place('empty', 'centre'), place('box', 'drift_box')];
  const { there, gaps, quiet } = bySite(sites, [shift('window', '2026-11-21T00:00:00.000Z', '2026-11-21T09:00:00.000Z')]);
  expect([there, gaps, quiet].map((list) => list.map((one) => one.site.id))).toEqual([['window'], ['empty'], ['box']]);
});
