import { z } from 'zod';
import { ROLES } from '../../kernel/actor.ts';
import { areaPath, command, day, id, instant, line, page, read } from '../../kernel/contract.ts';

export const AREA_KINDS = ['province', 'city', 'district', 'township', 'village', 'zone', 'island', 'group', 'grid'] as const;
export const SITE_KINDS = [
  'centre',
  'convenience_centre',
  'station',
  'stationed_point',
  'agent_point',
  'extension_point',
  'terminal',
  'bank_point',
  'petition_station',
  'petition_point',
  'harbour_post',
  'drift_box',
] as const;
const EMPLOYMENT = ['full_time', 'part_time', 'volunteer'] as const;
const POST_ROLES = ROLES.filter((role) => role !== 'system');

const made = z.object({ id });

export const addArea = command({
  name: 'network.add_area',
  kind: 'report',
  payload: z.strictObject({
    id,
    path: areaPath,
    kind: z.enum(AREA_KINDS),
    name: line(60),
    officialCode: z
      .string()
      .regex(/^\d{2,12}$/)
      .nullable()
      .default(null),
    aliases: z.array(line(60)).max(20).default([]),
  }),
  answer: made,
  allow: { administrator: 'area', coordinator: 'area' },
  says: { zh: '新增区划', en: 'Add an area' },
});

export const addSite = command({
  name: 'network.add_site',
  kind: 'report',
  payload: z.strictObject({
    id,
    area: areaPath,
    kind: z.enum(SITE_KINDS),
    name: line(80),
    address: line(200).nullable().default(null),
    phone: line(30).nullable().default(null),
    hours: line(120).nullable().default(null),
  }),
  answer: made,
  allow: { administrator: 'area', coordinator: 'area' },
  says: { zh: '新增站点', en: 'Add a site' },
});

export const addPerson = command({
  name: 'network.add_person',
  kind: 'report',
  payload: z.strictObject({
    id,
    name: line(40),
    phone: line(30).nullable().default(null),
    account: line(60).nullable().default(null),
    area: areaPath,
  }),
  answer: made,
  allow: { administrator: 'area' },
  says: { zh: '新增工作人员', en: 'Add a member of staff' },
});

export const givePost = command({
  name: 'network.give_post',
  kind: 'report',
  payload: z.strictObject({
    id,
    person: id,
    role: z.enum(POST_ROLES),
    employment: z.enum(EMPLOYMENT).nullable().default(null),
    title: line(40).nullable().default(null),
    site: id.nullable().default(null),
    area: areaPath,
    ranges: z.array(areaPath).min(1).max(20),
    department: z
      .string()
      .regex(/^[a-z_]{2,30}$/)
      .nullable()
      .default(null),
    from: day,
    until: day.nullable().default(null),
  }),
  answer: made,
  allow: { administrator: 'area' },
  says: { zh: '安排岗位', en: 'Give a post' },
});

/** Records that an account was made; the one-time password itself is told once on paper and never stored in clear. */
export const openAccount = command({
  name: 'network.open_account',
  kind: 'report',
  payload: z.strictObject({
    person: id,
    account: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}._-]{2,40}$/u),
  }),
  answer: made,
  allow: { administrator: 'area' },
  says: { zh: '开通账号', en: 'Open an account' },
});

/** Records a one-time reset; every session of the account ends. */
export const resetAccount = command({
  name: 'network.reset_account',
  kind: 'report',
  payload: z.strictObject({ person: id, reason: line(200) }),
  answer: z.object({ id, account: z.string() }),
  allow: { administrator: 'area', coordinator: 'area' },
  says: { zh: '重置账号', en: 'Reset an account' },
});

export const endPost = command({
  name: 'network.end_post',
  kind: 'decision',
  payload: z.strictObject({ id, until: day, reason: line(200) }),
  answer: made,
  allow: { administrator: 'area', coordinator: 'area' },
  says: { zh: '结束岗位', en: 'End a post' },
});

export const putOnDuty = command({
  name: 'network.put_on_duty',
  kind: 'report',
  payload: z.strictObject({ id, site: id, post: id, from: instant, until: instant, note: line(200).nullable().default(null) }),
  answer: made,
  allow: { coordinator: 'area', administrator: 'area' },
  says: { zh: '排班', en: 'Put on duty' },
});

export const takeOffDuty = command({
  name: 'network.take_off_duty',
  kind: 'report',
  payload: z.strictObject({ id, reason: line(200) }),
  answer: made,
  allow: { coordinator: 'area', administrator: 'area' },
  says: { zh: '撤销排班', en: 'Take off duty' },
});

/** The first command of a district, given by the operator of the machine: the areas down to it, the system post, the first administrator. */
export const openDistrict = command({
  name: 'network.open_district',
  kind: 'report',
  payload: z.strictObject({
    areas: z.array(addArea.payload).min(1).max(6),
    system: z.strictObject({ person: id, post: id }),
    administrator: z.strictObject({ person: id, post: id, name: line(40), account: line(60) }),
    from: day,
  }),
  answer: made,
  allow: { system: 'district' },
  says: { zh: '开通一个区', en: 'Open a district' },
});

const everyone = {
  clerk: 'district',
  helper: 'district',
  approver: 'district',
  coordinator: 'district',
  referrer: 'district',
  partner: 'district',
  auditor: 'district',
  administrator: 'district',
  policy_author: 'district',
  policy_publisher: 'district',
} as const;

export const area = z.object({
  id,
  path: areaPath,
  kind: z.enum(AREA_KINDS),
  name: z.string(),
  officialCode: z.string().nullable(),
  aliases: z.array(z.string()),
});
export const areas = read({
  name: 'network.areas',
  path: '/areas',
  query: page.extend({ under: areaPath.optional(), q: z.string().trim().max(60).optional() }),
  answer: z.object({ rows: z.array(area), next: z.string().nullable() }),
  allow: everyone,
  says: { zh: '区划', en: 'Areas' },
});

export const site = z.object({
  id,
  area: areaPath,
  areaName: z.string(),
  kind: z.enum(SITE_KINDS),
  name: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  hours: z.string().nullable(),
});
export const sites = read({
  name: 'network.sites',
  path: '/sites',
  query: page.extend({ under: areaPath.optional(), kind: z.enum(SITE_KINDS).optional(), q: z.string().trim().max(60).optional() }),
  answer: z.object({ rows: z.array(site), next: z.string().nullable() }),
  allow: everyone,
  says: { zh: '站点', en: 'Sites' },
});

export const staffPost = z.object({
  id,
  person: id,
  name: z.string(),
  phone: z.string().nullable(),
  role: z.enum(ROLES),
  employment: z.string().nullable(),
  title: z.string().nullable(),
  site: id.nullable(),
  siteName: z.string().nullable(),
  area: areaPath,
  areaName: z.string(),
  department: z.string().nullable(),
  from: day,
  until: day.nullable(),
  seq: z.number().int(),
});
export const staff = read({
  name: 'network.staff',
  path: '/staff',
  query: page.extend({
    under: areaPath.optional(),
    site: id.optional(),
    role: z.enum(ROLES).optional(),
    q: z.string().trim().max(60).optional(),
  }),
  answer: z.object({ rows: z.array(staffPost), next: z.string().nullable() }),
  allow: everyone,
  says: { zh: '工作人员和岗位', en: 'Staff and posts' },
});

export const duty = z.object({
  id,
  site: id,
  siteName: z.string(),
  siteArea: areaPath,
  post: id,
  name: z.string(),
  role: z.enum(ROLES),
  phone: z.string().nullable(),
  from: instant,
  until: instant,
  note: z.string().nullable(),
});
export const onDuty = read({
  name: 'network.on_duty',
  path: '/duty',
  query: page.extend({ site: id.optional(), under: areaPath.optional(), at: instant.optional(), until: instant.optional() }),
  answer: z.object({ rows: z.array(duty), next: z.string().nullable() }),
  allow: everyone,
  says: { zh: '谁在值班', en: 'Who is on duty' },
});

export const SIGN_IN_OUTCOMES = ['in', 'wrong', 'locked', 'code_needed', 'out'] as const;

export const signIns = read({
  name: 'network.sign_ins',
  path: '/sign-ins',
  /** Newest first. */
  query: page.extend({
    account: line(60).optional(),
    outcome: z.enum(SIGN_IN_OUTCOMES).optional(),
    cursor: z
      .string()
      .regex(/^\S+ [0-9a-f-]{36}$/, 'cursor')
      .optional(),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        at: instant,
        /** null: the name that was typed is no account, and is not kept */
        account: z.string().nullable(),
        name: z.string().nullable(),
        outcome: z.enum(SIGN_IN_OUTCOMES),
        /** network address that it came from */
        from: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
  allow: { auditor: 'district', administrator: 'district' },
  says: { zh: '登录记录', en: 'Sign-ins' },
});
