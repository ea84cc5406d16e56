import type { Role } from '../../../kernel/actor.ts';
import { type Element, el } from '../../ui/element.ts';
import type { Text } from '../../ui/words.ts';

/**
 * The left rail, in the order of a working day. `roles` only keeps the rail short for each post: what a post may really
 * see and do is decided by the server.
 */
export type RailItem = {
  readonly path: string;
  readonly name: Text;
  readonly icon: Element;
  readonly roles: 'all' | readonly Role[];
  /** A key of its own besides Alt+number. */
  readonly key?: string;
};

const icon = (...paths: readonly string[]): Element =>
  el(
    'svg',
    {
      viewBox: '0 0 20 20',
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.6,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      'aria-hidden': 'true',
      focusable: 'false',
    },
    ...paths.map((d) => el('path', { d })),
  );

export const RAIL: readonly RailItem[] = [
  { path: '/work', name: { zh: '我的工作', en: 'My work' }, roles: 'all', icon: icon('M3 5h2M3 10h2M3 15h2M8.5 5H17M8.5 10H17M8.5 15h5') },
  {
    path: '/phone',
    name: { zh: '接电话', en: 'Phone desk' },
    roles: ['clerk', 'helper', 'coordinator', 'referrer'],
    key: 'F2',
    icon: icon('M6.2 3H4a1 1 0 0 0-1 1c.3 7.2 5.8 12.7 13 13a1 1 0 0 0 1-1v-2.6l-3.8-1.4-1.6 1.900c-2.4-1-4.5-3.100-5.5-5.5L8 6.8z'),
  },
  {
    path: '/asks',
    name: { zh: '诉求', en: 'Asks' },
    roles: ['clerk', 'helper', 'coordinator', 'referrer'],
    icon: icon('M3 4h14v9.5H9.5L6 16.5v-3H3z', 'M6.5 7.5h7M6.5 10h4.5'),
  },
  {
    path: '/cases',
    name: { zh: '办件', en: 'Cases' },
    roles: ['clerk', 'helper', 'coordinator', 'approver', 'auditor'],
    icon: icon('M3 6.5h4.5L9.5 8.5H17V16H3zM3 6.5V4h5l1.5 1.5', 'M6 12h8'),
  },
  {
    path: '/tell',
    name: { zh: '要告诉的', en: 'To tell' },
    roles: ['clerk', 'helper', 'coordinator'],
    icon: icon('M3 8v4h3l5 4V4L6 8zM14 7.5a3.5 3.5 0 0 1 0 5M16 5a7 7 0 0 1 0 10'),
  },
  {
    path: '/handover',
    name: { zh: '交接', en: 'Hand over' },
    roles: ['clerk', 'helper', 'coordinator', 'partner'],
    icon: icon('M3 7.5l7-4 7 4v6.500l-7 4-7-4z', 'M3 7.5l7 4 7-4M10 11.500v6'),
  },
  {
    path: '/residents',
    name: { zh: '居民', en: 'Residents' },
    roles: ['clerk', 'helper', 'coordinator', 'referrer'],
    icon: icon(
      'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c.4-3.2 2.6-5 5.5-5s5.100 1.8 5.5 5',
      'M13 4a2.7 2.7 0 0 1 0 5.2M15 12c1.7.7 2.8 2.2 3 4.5',
    ),
  },
  {
    path: '/care',
    name: { zh: '重点对象', en: 'Care lists' },
    roles: ['clerk', 'helper', 'coordinator', 'referrer'],
    icon: icon('M3 9.5L10 3.500l7 6V17H3z', 'M10 14.500l-2.600-2.500a1.600 1.600 0 0 1 2.600-1.800 1.600 1.600 0 0 1 2.600 1.800z'),
  },
  {
    path: '/leads',
    name: { zh: '线索', en: 'Leads' },
    roles: ['clerk', 'helper', 'coordinator'],
    icon: icon(
      'M10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.400 1.400M13.600 13.600L15 15M15 5l-1.400 1.400M6.400 13.600L5 15',
      'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
    ),
  },
  {
    path: '/policies',
    name: { zh: '政策', en: 'Policies' },
    roles: ['clerk', 'helper', 'coordinator', 'policy_author', 'policy_publisher', 'auditor'],
    icon: icon('M4 3h9l3 3v11H4zM13 3v3h3', 'M7 10.5l2 2 4-4'),
  },
  {
    path: '/ratings',
    name: { zh: '评价', en: 'Ratings' },
    roles: ['coordinator'],
    icon: icon('M3 4h14v9.5H9.5L6 16.5v-3H3z', 'M7 8.7l2 2 4-3.9'),
  },
  {
    path: '/items',
    name: { zh: '事项', en: 'Items' },
    roles: 'all',
    icon: icon('M4 3h9l3 3v11H4zM13 3v3h3M7 8h4M7 11h6M7 14h6'),
  },
  {
    path: '/duty',
    name: { zh: '值班', en: 'Duty today' },
    roles: 'all',
    icon: icon('M3 5h14v12H3zM3 8.5h14M7 3v3.5M13 3v3.5M7 12.5l2 2 4-3.5'),
  },
  {
    path: '/ledger',
    name: { zh: '台账', en: 'Ledger' },
    roles: ['clerk', 'coordinator', 'approver', 'auditor'],
    icon: icon('M5 3h11v14H5zM5 3v14M8.5 7H13M8.5 10.5H13M3 6h2M3 10h2M3 14h2'),
  },
  {
    path: '/approve',
    name: { zh: '审批', en: 'Approvals' },
    roles: ['approver'],
    icon: icon('M8 3h4v4l-1 2v2h4a1 1 0 0 1 1 1v2H4v-2a1 1 0 0 1 1-1h4V9L8 7zM4 17h12'),
  },
  {
    path: '/admin',
    name: { zh: '管理', en: 'Administration' },
    roles: ['administrator', 'coordinator'],
    icon: icon('M3 5.5h8M15 5.5h2M3 14.5h2M9 14.5h8M13 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 16.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z'),
  },
  {
    path: '/sign-ins',
    name: { zh: '登录记录', en: 'Sign-ins' },
    roles: ['administrator', 'auditor'],
    icon: icon('M9 4h7v12H9M3 10h9M9 7l3 3-3 3'),
  },
];

export const railOf = (role: Role | null): readonly RailItem[] =>
  RAIL.filter((item) => item.roles === 'all' || (role !== null && item.roles.includes(role)));
