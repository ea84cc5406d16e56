import divisions from './divisions.json' with { type: 'json' };
import { nameOf } from './names.ts';
import type { Random } from './random.ts';

/** What the places of the demo are made of: areas, sites, staff with posts. */
export type DemoArea = {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly officialCode: string | null;
  readonly aliases: readonly string[];
};
export type DemoSite = {
  readonly key: string;
  readonly area: string;
  readonly kind: string;
  readonly name: string;
  readonly phone: string | null;
  readonly hours: string | null;
};
export type DemoStaff = {
  readonly name: string;
  /** `huarong-clerk`: accounts only for those whom the sign-in page offers */
  readonly account: string | null;
  readonly role: string;
  readonly employment: 'full_time' | 'part_time' | 'volunteer' | null;
  readonly title: string;
  readonly site: string;
  readonly area: string;
  readonly ranges: readonly string[];
  readonly department: string | null;
};
export type DemoDistrict = {
  readonly code: string;
  readonly name: string;
  readonly root: string;
  readonly above: readonly DemoArea[];
  readonly areas: readonly DemoArea[];
  readonly sites: readonly DemoSite[];
  readonly staff: readonly DemoStaff[];
};

export const HOURS = '周一至周五 8:30–11:30，13:30–17:00';
export const ISLAND_HOURS = '每天 8:00–16:30，节假日照常';

export type Draft = { areas: DemoArea[]; sites: DemoSite[]; staff: DemoStaff[] };

/** Province, city, district and the official townships and villages of one district. */
export const official = (code: string) => {
  const name = (list: readonly (readonly string[])[], wanted: string): string => list.find(([c]) => c === wanted)![1]!;
  const root = `${code.slice(0, 2)}.${code.slice(0, 4)}.${code}.`;
  const area = (path: string, kind: string, label: string, officialCode: string): DemoArea => ({
    path,
    kind,
    name: label,
    officialCode,
    aliases: [],
  });
  const above = [
    area(`${code.slice(0, 2)}.`, 'province', name(divisions.provinces, code.slice(0, 2)), code.slice(0, 2)),
    area(`${code.slice(0, 2)}.${code.slice(0, 4)}.`, 'city', name(divisions.cities, code.slice(0, 4)), code.slice(0, 4)),
    area(root, 'district', name(divisions.districts, code), code),
  ];
  const townships = divisions.townships
    .filter(([c]) => c!.startsWith(code))
    .map(([c, n]) => area(`${root}${c!.slice(6)}.`, 'township', n!, c!));
  const villages = divisions.villages
    .filter(([c]) => c!.startsWith(code))
    .map(([c, n]) =>
      area(
        `${root}${c!.slice(6, 9)}.${c!.slice(9)}.`,
        'village',
        n!
          .replace(/村村委会$/, '村')
          .replace(/村委会$/, '村')
          .replace(/居委会$/, '居委'),
        c!,
      ),
    );
  return { root, name: above[2]!.name, above, townships, villages };
};

export const staffMaker = (draft: Draft, random: Random) => {
  return (s: Partial<DemoStaff> & Pick<DemoStaff, 'role' | 'site' | 'title' | 'area'>): void => {
    draft.staff.push({
      name: nameOf(random, random.chance(0.55) ? 'female' : 'male', random.int(1968, 2001)),
      account: null,
      employment: s.role === 'helper' ? 'full_time' : null,
      ranges: [s.area],
      department: null,
      ...s,
    });
  };
};

/** Those who run a district: coordinator, auditor, policy author and publisher, and an approver a department. */
export const head = (
  add: ReturnType<typeof staffMaker>,
  place: string,
  root: string,
  site: string,
  approvers: readonly (readonly [string, string])[],
): void => {
  add({ role: 'coordinator', title: '区帮代办负责人', site, area: root, account: `${place}-coordinator` });
  add({ role: 'auditor', title: '审计员', site, area: root, account: `${place}-auditor` });
  add({ role: 'policy_author', title: '政策编写', site, area: root, account: `${place}-policy-author` });
  add({ role: 'policy_publisher', title: '政策发布', site, area: root, account: `${place}-policy-publisher` });
  for (const [department, title] of approvers)
    add({ role: 'approver', title, site, area: root, department, account: `${place}-${department.replaceAll('_', '-')}` });
};

export const APPROVERS = [
  ['civil_affairs', '民政局审批'],
  ['medical_insurance', '医保局审批'],
  ['human_resources', '人社局审批'],
] as const;
