import type { Actor } from '../../kernel/actor.ts';
import { withinAny } from '../../kernel/area.ts';
import type { EventOf } from '../../kernel/contract.ts';
import { accept, type Decision, refuse } from '../../kernel/result.ts';

type Made = { id: string };
type Event = EventOf;

const outside = refuse('outside_area', '这个地方不在您管理的范围内', 'This place lies outside the area you manage.');

/** An area is added under one that exists; its path is for ever. */
export const addArea = (
  state: { parent: boolean; taken: boolean },
  p: { id: string; path: string; kind: string; name: string; officialCode: string | null; aliases: string[] },
  actor: Actor,
): Decision<Event, Made> => {
  if (!withinAny(p.path, actor.ranges)) return outside;
  if (state.taken) return refuse('area_taken', '这个区划代码已经有了，请换一个', 'This area code is taken; choose another.');
  if (!state.parent)
    return refuse('area_parent_missing', '上一级区划还没有，请先建上一级', 'The area above does not exist yet; add it first.');
  return accept([{ type: 'network.area_added', stream: 'area', streamId: p.id, area: p.path, data: p }], { id: p.id });
};

export const addSite = (
  state: { areaExists: boolean },
  p: { id: string; area: string; kind: string; name: string; address: string | null; phone: string | null; hours: string | null },
  actor: Actor,
): Decision<Event, Made> => {
  if (!withinAny(p.area, actor.ranges)) return outside;
  if (!state.areaExists) return refuse('area_missing', '没有这个区划，请先建区划', 'There is no such area; add it first.');
  return accept([{ type: 'network.site_added', stream: 'site', streamId: p.id, area: p.area, data: p }], { id: p.id });
};

export const addPerson = (
  state: { accountTaken: boolean },
  p: { id: string; name: string; phone: string | null; account: string | null; area: string },
  actor: Actor,
): Decision<Event, Made> => {
  if (!withinAny(p.area, actor.ranges)) return outside;
  if (state.accountTaken) return refuse('account_taken', '这个登录名已经有人用了，请换一个', 'This sign-in name is taken; choose another.');
  return accept(
    [
      {
        type: 'network.person_added',
        stream: 'person',
        streamId: p.id,
        area: p.area,
        data: { id: p.id, account: p.account },
        detail: { name: p.name, phone: p.phone },
      },
    ],
    { id: p.id },
  );
};

export type PostPayload = {
  id: string;
  person: string;
  role: string;
  employment: string | null;
  title: string | null;
  site: string | null;
  area: string;
  ranges: string[];
  department: string | null;
  from: string;
  until: string | null;
};

/** Three administrators stay apart: who manages accounts may not also read residents, and an auditor changes nothing. */
const APART: readonly (readonly [string, readonly string[]])[] = [
  ['administrator', ['clerk', 'helper', 'coordinator', 'approver', 'auditor']],
  ['auditor', ['clerk', 'helper', 'coordinator', 'approver', 'administrator']],
];

export const givePost = (
  state: { personExists: boolean; siteArea: string | null; heldRoles: readonly string[] },
  p: PostPayload,
  actor: Actor,
): Decision<Event, Made> => {
  if (!withinAny(p.area, actor.ranges) || !p.ranges.every((range) => withinAny(range, actor.ranges))) return outside;
  if (!state.personExists)
    return refuse('person_missing', '没有这位工作人员，请先登记', 'There is no such member of staff; add them first.');
  if (p.site !== null && state.siteArea === null)
    return refuse('site_missing', '没有这个站点，请先建站点', 'There is no such site; add it first.');
  if (p.role === 'approver' && p.department === null)
    return refuse('department_missing', '审批岗位要写明部门', 'An approver’s post needs its department.');
  if (p.until !== null && p.until < p.from)
    return refuse('dates_reversed', '结束日期早于开始日期，请改一下', 'The end lies before the start; please correct it.');
  const clash = APART.find(
    ([role, apart]) =>
      (role === p.role && state.heldRoles.some((held) => apart.includes(held))) ||
      (state.heldRoles.includes(role) && apart.includes(p.role)),
  );
  if (clash)
    return refuse(
      'roles_kept_apart',
      '管理员、审计员和办事岗位不能由同一人担任',
      'Administrator, auditor and service posts may not be held by one person.',
    );
  return accept([{ type: 'network.post_given', stream: 'post', streamId: p.id, area: p.area, data: p }], { id: p.id });
};

export const endPost = (
  state: { area: string; from: string; until: string | null } | null,
  p: { id: string; until: string; reason: string },
  actor: Actor,
): Decision<Event, Made> => {
  if (!state) return refuse('not_found', '没有找到这个岗位', 'This post was not found.');
  if (!withinAny(state.area, actor.ranges)) return outside;
  if (p.until < state.from)
    return refuse('dates_reversed', '结束日期早于开始日期，请改一下', 'The end lies before the start; please correct it.');
  if (state.until !== null && state.until <= p.until) return refuse('post_ended', '这个岗位已经结束了', 'This post has already ended.');
  return accept(
    [
      {
        type: 'network.post_ended',
        stream: 'post',
        streamId: p.id,
        area: state.area,
        data: { id: p.id, until: p.until },
        detail: { reason: p.reason },
      },
    ],
    { id: p.id },
  );
};

export const putOnDuty = (
  state: { siteArea: string | null; postExists: boolean },
  p: { id: string; site: string; post: string; from: string; until: string; note: string | null },
  actor: Actor,
): Decision<Event, Made> => {
  if (state.siteArea === null || !state.postExists) return refuse('not_found', '没有找到这个站点或岗位', 'The site or post was not found.');
  if (!withinAny(state.siteArea, actor.ranges)) return outside;
  if (Date.parse(p.until) <= Date.parse(p.from))
    return refuse('dates_reversed', '下班时间早于上班时间，请改一下', 'The end lies before the start; please correct it.');
  return accept([{ type: 'network.put_on_duty', stream: 'duty', streamId: p.id, area: state.siteArea, data: p }], { id: p.id });
};

export const takeOffDuty = (
  state: { area: string; withdrawn: boolean } | null,
  p: { id: string; reason: string },
  actor: Actor,
): Decision<Event, Made> => {
  if (!state) return refuse('not_found', '没有找到这条排班', 'This duty was not found.');
  if (!withinAny(state.area, actor.ranges)) return outside;
  if (state.withdrawn) return refuse('already_withdrawn', '这条排班已经撤销了', 'This duty was already withdrawn.');
  return accept(
    [
      {
        type: 'network.taken_off_duty',
        stream: 'duty',
        streamId: p.id,
        area: state.area,
        data: { id: p.id },
        detail: { reason: p.reason },
      },
    ],
    { id: p.id },
  );
};

type Staff = { account: string | null; area: string } | null;

export const openAccount = (
  state: { staff: Staff; taken: boolean },
  p: { person: string; account: string },
  actor: Actor,
): Decision<Event, Made> => {
  if (!state.staff) return refuse('person_missing', '没有这位工作人员，请先登记', 'There is no such member of staff; add them first.');
  if (!withinAny(state.staff.area, actor.ranges)) return outside;
  if (state.staff.account !== null)
    return refuse(
      'account_exists',
      '这位同事已经有账号了，忘了密码请用“重置”',
      'This colleague has an account already; use “reset” for a forgotten password.',
    );
  if (state.taken) return refuse('account_taken', '这个登录名已经有人用了，请换一个', 'This sign-in name is taken; choose another.');
  return accept([{ type: 'network.account_opened', stream: 'person', streamId: p.person, area: state.staff.area, data: p }], {
    id: p.person,
  });
};

export const resetAccount = (
  staff: Staff,
  p: { person: string; reason: string },
  actor: Actor,
): Decision<Event, Made & { account: string }> => {
  if (!staff) return refuse('person_missing', '没有这位工作人员，请先登记', 'There is no such member of staff; add them first.');
  if (!withinAny(staff.area, actor.ranges)) return outside;
  if (staff.account === null)
    return refuse('account_missing', '这位同事还没有账号，请先开通', 'This colleague has no account yet; open one first.');
  return accept(
    [
      {
        type: 'network.account_reset',
        stream: 'person',
        streamId: p.person,
        area: staff.area,
        data: { person: p.person },
        detail: { reason: p.reason },
      },
    ],
    {
      id: p.person,
      account: staff.account,
    },
  );
};

type OpenDistrict = {
  areas: readonly { id: string; path: string; kind: string; name: string; officialCode: string | null; aliases: string[] }[];
  system: { person: string; post: string };
  administrator: { person: string; post: string; name: string; account: string };
  from: string;
};

/** The areas come outermost first; the last is the district, and the first two posts reach over all of it. */
export const openDistrict = (state: { opened: boolean }, p: OpenDistrict): Decision<Event, Made> => {
  if (state.opened) return refuse('district_opened', '这个区已经开通了', 'This district is already open.');
  const root = p.areas[p.areas.length - 1]!;
  const person = (id: string, name: string, account: string | null): Event => ({
    type: 'network.person_added',
    stream: 'person',
    streamId: id,
    area: root.path,
    data: { id, account },
    detail: { name, phone: null },
  });
  const post = (id: string, holder: string, role: string, title: string): Event => ({
    type: 'network.post_given',
    stream: 'post',
    streamId: id,
    area: root.path,
    data: {
      id,
      person: holder,
      role,
      employment: null,
      title,
      site: null,
      area: root.path,
      ranges: [root.path],
      department: null,
      from: p.from,
      until: null,
    },
  });
  return accept(
    [
      ...p.areas.map((a): Event => ({ type: 'network.area_added', stream: 'area', streamId: a.id, area: a.path, data: a })),
      person(p.system.person, '系统', null),
      post(p.system.post, p.system.person, 'system', '系统'),
      person(p.administrator.person, p.administrator.name, p.administrator.account),
      post(p.administrator.post, p.administrator.person, 'administrator', '系统管理员'),
    ],
    { id: root.id },
  );
};
