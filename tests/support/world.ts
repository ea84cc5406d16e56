import type { Actor, Role } from '../../kernel/actor.ts';
import * as network from '../../modules/network/contract.ts';
import { newId } from '../../platform/executor/execute.ts';
import { accountOf, type TestApp } from './app.ts';

/** A small district to test in: 普陀区 with 蚂蚁岛 (two groups) and 白沙岛, a centre, two island windows, and a person in each post. */
export type World = {
  readonly district: string;
  readonly areas: { readonly root: string; readonly mayi: string; readonly group1: string; readonly baisha: string };
  readonly sites: { readonly centre: string; readonly mayi: string; readonly baisha: string };
  /** One actor a role; `clerk`, `helper` and `coordinator` sit on 蚂蚁岛, those ending in `B` on 白沙岛; `approver` is of 民政 (civil_affairs), `approverB` of 医保 (medical_insurance). */
  readonly by: Readonly<
    Record<
      | 'administrator'
      | 'auditor'
      | 'coordinator'
      | 'clerk'
      | 'helper'
      | 'helper2'
      | 'clerkB'
      | 'helperB'
      | 'approver'
      | 'approverB'
      | 'referrer'
      | 'centreClerk'
      | 'partner'
      | 'author'
      | 'publisher'
      | 'system',
      Actor
    >
  >;
};

export const DEPARTMENTS = { civil: 'civil_affairs', medical: 'medical_insurance' } as const;

export const makeWorld = async (app: Pick<TestApp, 'operate' | 'did'>, district = '330903'): Promise<World> => {
  const root = `33.3309.${district}.`;
  const areas = { root, mayi: `${root}myd.`, group1: `${root}myd.g1.`, baisha: `${root}bsd.` };
  const from = '2020-01-01';
  const actor = (
    role: Role,
    area: string,
    ranges: readonly string[],
    site: string | null = null,
    department: string | null = null,
    name = '测试员',
  ): Actor => ({
    district,
    person: newId(),
    post: newId(),
    role,
    site,
    area,
    ranges,
    department,
    name,
  });
  const system = actor('system', root, [root], null, null, '系统');
  const administrator = actor('administrator', root, [root], null, null, '管理员');
  const opened = await app.operate(system, network.openDistrict, {
    areas: [
      { id: newId(), path: '33.', kind: 'province', name: '浙江省' },
      { id: newId(), path: '33.3309.', kind: 'city', name: '舟山市' },
      { id: newId(), path: root, kind: 'district', name: '普陀区' },
    ],
    system: { person: system.person, post: system.post },
    administrator: { person: administrator.person, post: administrator.post, name: '管理员', account: accountOf(administrator) },
    from,
  });
  if (opened.outcome === 'refused') throw new Error(opened.zh);

  for (const [path, kind, name] of [
    [areas.mayi, 'island', '蚂蚁岛'],
    [areas.group1, 'group', '蚂蚁岛一组'],
    [`${areas.mayi}g2.`, 'group', '蚂蚁岛二组'],
    [areas.baisha, 'island', '白沙岛'],
  ] as const) {
    await app.did(administrator, network.addArea, { id: newId(), path, kind, name });
  }
  const sites = { centre: newId(), mayi: newId(), baisha: newId() };
  await app.did(administrator, network.addSite, {
    id: sites.centre,
    area: root,
    kind: 'centre',
    name: '普陀区政务服务中心',
    phone: '0580-3010000',
  });
  await app.did(administrator, network.addSite, { id: sites.mayi, area: areas.mayi, kind: 'station', name: '蚂蚁岛便民服务站' });
  await app.did(administrator, network.addSite, { id: sites.baisha, area: areas.baisha, kind: 'station', name: '白沙岛便民服务站' });

  const by = {
    auditor: actor('auditor', root, [root], null, null, '审计员'),
    coordinator: actor('coordinator', areas.mayi, [areas.mayi], sites.mayi, null, '周负责'),
    clerk: actor('clerk', areas.mayi, [areas.mayi], sites.mayi, null, '林窗口'),
    helper: actor('helper', areas.mayi, [areas.mayi], sites.mayi, null, '李跑腿'),
    helper2: actor('helper', areas.mayi, [areas.mayi], sites.mayi, null, '王跑腿'),
    clerkB: actor('clerk', areas.baisha, [areas.baisha], sites.baisha, null, '孙窗口'),
    helperB: actor('helper', areas.baisha, [areas.baisha], sites.baisha, null, '赵跑腿'),
    approver: actor('approver', root, [root], sites.centre, DEPARTMENTS.civil, '钱审批'),
    approverB: actor('approver', root, [root], sites.centre, DEPARTMENTS.medical, '吴审批'),
    referrer: actor('referrer', areas.mayi, [areas.mayi], sites.mayi, null, '郑顾问'),
    centreClerk: actor('clerk', root, [root], sites.centre, null, '冯窗口'),
    partner: actor('partner', areas.mayi, [areas.mayi], sites.mayi, null, '陈柜员'),
    author: actor('policy_author', root, [root], sites.centre, null, '政策员'),
    publisher: actor('policy_publisher', root, [root], sites.centre, null, '复核员'),
  };
  for (const one of Object.values(by)) {
    await app.did(administrator, network.addPerson, { id: one.person, name: one.name, account: accountOf(one), area: root });
    await app.did(administrator, network.givePost, {
      id: one.post,
      person: one.person,
      role: one.role as Exclude<Role, 'system'>,
      site: one.site,
      area: one.area,
      ranges: [...one.ranges],
      department: one.department,
      from,
    });
  }
  return { district, areas, sites, by: { ...by, administrator, system } };
};
