import type { DemoRole } from '../../platform/auth/routes.ts';
import { demoDistricts } from './places.ts';

type Place = { readonly zh: string; readonly en: string };
const PLACES = {
  mayi: { zh: '蚂蚁岛', en: 'Mayi island' },
  baisha: { zh: '白沙岛', en: 'Baisha island' },
  putuo: { zh: '普陀区', en: 'Putuo district' },
  huarong: { zh: '华容区', en: 'Huarong district' },
  jingan: { zh: '静安区', en: 'Jing’an district' },
  islands: { zh: '舟山小岛', en: 'Small islands of Zhoushan' },
} as const satisfies Record<string, Place>;

/** Who can be tried with one click: the account, the place, what one does there. */
const CHOICES: readonly (readonly [account: string, place: Place, zh: string, en: string])[] = [
  ['mayi-clerk', PLACES.mayi, '综合窗口', 'Window clerk'],
  ['mayi-helper', PLACES.mayi, '跑小二', 'Helper'],
  ['mayi-coordinator', PLACES.mayi, '服务站站长', 'Station coordinator'],
  ['mayi-referrer', PLACES.mayi, '老龄干部', 'Referrer'],
  ['baisha-clerk', PLACES.baisha, '综合窗口', 'Window clerk'],
  ['baisha-helper', PLACES.baisha, '跑小二', 'Helper'],
  ['pier-keeper', PLACES.baisha, '漂流箱看管员', 'Keeper of the ferry box'],
  ['putuo-coordinator', PLACES.putuo, '区负责人', 'District coordinator'],
  ['putuo-civil-affairs', PLACES.putuo, '民政局审批', 'Approver, civil affairs'],
  ['putuo-medical-insurance', PLACES.putuo, '医保局审批', 'Approver, medical insurance'],
  ['putuo-clerk', PLACES.putuo, '政务中心窗口', 'Clerk, district centre'],
  ['putuo-policy-author', PLACES.putuo, '政策编写', 'Writes policies'],
  ['putuo-policy-publisher', PLACES.putuo, '政策发布', 'Checks and publishes policies'],
  ['putuo-auditor', PLACES.putuo, '审计员', 'Auditor'],
  ['admin-330903', PLACES.putuo, '系统管理员', 'Administrator'],
  ['miaoling-clerk', PLACES.huarong, '庙岭镇综合窗口', 'Window clerk, Miaoling'],
  ['miaoling-helper', PLACES.huarong, '庙岭镇代办员', 'Helper, Miaoling'],
  ['huarong-carrier', PLACES.huarong, '物件周转员', 'Overnight carrier'],
  ['huarong-clerk', PLACES.huarong, '政务中心窗口', 'Clerk, district centre'],
  ['huarong-transport', PLACES.huarong, '交通局制卡', 'Approver, transport'],
  ['huarong-coordinator', PLACES.huarong, '区负责人', 'District coordinator'],
  ['huarong-policy-author', PLACES.huarong, '政策编写', 'Writes policies'],
  ['huarong-policy-publisher', PLACES.huarong, '政策发布', 'Checks and publishes policies'],
  ['jingan-clerk-3', PLACES.jingan, '芷江西路受理窗口', 'Window clerk'],
  ['zhijiang-helper', PLACES.jingan, '居民区帮办员', 'Neighbourhood helper'],
  ['jingan-helper', PLACES.jingan, '上门帮办队员', 'Door-to-door helper'],
  ['zhijiang-referrer', PLACES.jingan, '芷江西路养老顾问', 'Elderly-care adviser'],
  ['jingan-referrer', PLACES.jingan, '南京西路养老顾问', 'Elderly-care adviser, Nanjing Road'],
  ['jingan-medical-insurance', PLACES.jingan, '医保局审批', 'Approver, medical insurance'],
  ['jingan-policy-author', PLACES.jingan, '政策编写', 'Writes policies'],
  ['jingan-policy-publisher', PLACES.jingan, '政策发布', 'Checks and publishes policies'],
  ['dapeng-clerk', PLACES.islands, '大鹏岛窗口', 'Clerk, Dapeng island'],
  ['dongju-helper', PLACES.islands, '东岠岛代办员', 'Helper, Dongju island'],
];

/** The one-click roles, with the invented name of whoever holds the post. */
export const demoRoles = (): readonly DemoRole[] => {
  const names = new Map(demoDistricts().flatMap((d) => d.staff.flatMap((s) => (s.account === null ? [] : [[s.account, s.name] as const]))));
  return CHOICES.map(([account, place, zh, en]) => ({ id: account, account, place, zh, en, name: names.get(account) ?? '系统管理员' }));
};
