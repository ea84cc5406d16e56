import type { Role } from '../../kernel/actor.ts';
import type { Text } from './words.ts';

/** What a post is called on screen (design: vocabulary). */
export const ROLE_NAMES: Readonly<Record<Role, Text>> = {
  clerk: { zh: '综合窗口', en: 'Window clerk' },
  helper: { zh: '代办员', en: 'Helper' },
  approver: { zh: '审批人', en: 'Approver' },
  coordinator: { zh: '负责人', en: 'Coordinator' },
  referrer: { zh: '推荐人', en: 'Referrer' },
  partner: { zh: '合作网点', en: 'Partner' },
  policy_author: { zh: '政策撰写', en: 'Policy author' },
  policy_publisher: { zh: '政策发布', en: 'Policy publisher' },
  auditor: { zh: '审计员', en: 'Auditor' },
  administrator: { zh: '管理员', en: 'Administrator' },
  system: { zh: '系统', en: 'System' },
};
