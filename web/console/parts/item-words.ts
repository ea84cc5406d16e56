import type { ConsentKind, ItemVersion, Limit, RouteStep } from '../../../modules/catalogue/contract.ts';
import { type Lang, pick, type Text } from '../../ui/words.ts';

/** What the coded parts of an item are called on screen. */
type Names<K extends string> = Readonly<Record<K, Text>>;

export const CONSENT_KIND_NAMES: Names<ConsentKind> = {
  signature: { zh: '签字', en: 'signature' },
  voice: { zh: '录音', en: 'voice' },
  video: { zh: '视频', en: 'video' },
  witness: { zh: '见证人', en: 'witness' },
  remote_message: { zh: '远程消息', en: 'message' },
};
export const PLACE_NAMES: Names<RouteStep['place']> = {
  home: { zh: '家里', en: 'at home' },
  village: { zh: '村社区', en: 'village' },
  site: { zh: '站点', en: 'station' },
  centre: { zh: '政务中心', en: 'service centre' },
  department: { zh: '部门', en: 'department' },
  bank: { zh: '银行', en: 'bank' },
  hospital: { zh: '医院', en: 'hospital' },
  boat: { zh: '船上', en: 'on the boat' },
  online: { zh: '网上', en: 'online' },
};
export const LEVEL_NAMES: Names<ItemVersion['level']> = {
  national: { zh: '国家级', en: 'national' },
  province: { zh: '省级', en: 'provincial' },
  city: { zh: '市级', en: 'city' },
  district: { zh: '区县级', en: 'district' },
  town: { zh: '乡镇级', en: 'township' },
  village: { zh: '村级', en: 'village' },
};
export const HANDLING_NAMES: Names<ItemVersion['handlingAt'][number]['level']> = {
  full: { zh: '全程办理', en: 'Everything' },
  delegated: { zh: '委托受理', en: 'Accepts on behalf' },
  collect_only: { zh: '代收件', en: 'Takes papers in' },
  assist: { zh: '帮办', en: 'Helps' },
};
export const CHANNEL_NAMES: Names<ItemVersion['channels'][number]> = {
  window: { zh: '窗口', en: 'window' },
  online: { zh: '网上', en: 'online' },
  app: { zh: '手机', en: 'app' },
  terminal: { zh: '自助终端', en: 'terminal' },
  phone: { zh: '电话', en: 'phone' },
  home: { zh: '上门', en: 'home visit' },
  post: { zh: '邮寄', en: 'post' },
};
export const DELIVERY_NAMES: Names<ItemVersion['result']['delivery'][number]> = {
  home: { zh: '送到家', en: 'brought home' },
  window: { zh: '窗口取', en: 'at the window' },
  site: { zh: '站点取', en: 'at the station' },
  post: { zh: '邮寄', en: 'by post' },
  bank: { zh: '打到卡上', en: 'into the account' },
  online: { zh: '网上取', en: 'online' },
};
export const SUBJECT_NAMES: Names<ItemVersion['subjects'][number]> = {
  person: { zh: '个人', en: 'person' },
  household: { zh: '家庭', en: 'household' },
  sole_trader: { zh: '个体户', en: 'sole trader' },
  company: { zh: '企业', en: 'company' },
  organisation: { zh: '组织', en: 'organisation' },
};
export const STAGE_BY_NAMES: Names<ItemVersion['stages'][number]['by']> = {
  window: { zh: '窗口', en: 'Window' },
  helper: { zh: '代办员', en: 'Helper' },
  department: { zh: '部门', en: 'Department' },
  resident: { zh: '本人', en: 'The person' },
};

const UNITS: Names<Limit['unit']> = {
  working_day: { zh: '个工作日', en: 'working day' },
  day: { zh: '天', en: 'day' },
  month: { zh: '个月', en: 'month' },
};

/** `10 个工作日`; `当场办好` where the limit is nought. */
export const sayLimit = (limit: Limit, lang: Lang): string => {
  if (limit.n === 0) return lang === 'zh' ? '当场办好' : 'while you wait';
  const unit = pick(lang, UNITS[limit.unit]);
  return lang === 'zh' ? `${limit.n} ${unit}` : `${limit.n} ${unit}${limit.n === 1 ? '' : 's'}`;
};

export const joined = (parts: readonly string[], lang: Lang): string => parts.join(lang === 'zh' ? '、' : ', ');
