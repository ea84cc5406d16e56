import type { ASK_KINDS, ASK_STATES, CHANNELS } from '../../../../modules/asks/contract.ts';
import type { CHANNELS as CASE_CHANNELS } from '../../../../modules/cases/contract.ts';
import type { Text } from '../../../ui/words.ts';

/** What doors, states and entries of asks are called on screen. */
export type Channel = (typeof CHANNELS)[number];
export type AskState = (typeof ASK_STATES)[number];
export type AskKind = (typeof ASK_KINDS)[number];
type CaseChannel = (typeof CASE_CHANNELS)[number];

export const CHANNEL_NAMES: Readonly<Record<Channel, Text>> = {
  phone: { zh: '电话', en: 'Phone' },
  walk_in: { zh: '本人上门', en: 'Walk-in' },
  referral: { zh: '有人推荐', en: 'Referral' },
  home_visit: { zh: '走访', en: 'Home visit' },
  ferry_note: { zh: '漂流箱留条', en: 'Ferry-box note' },
  petition_window: { zh: '信访窗口', en: 'Petition window' },
  hotline_12345: { zh: '12345 热线', en: '12345 hotline' },
  wechat: { zh: '公众号', en: 'Official account' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  group: { zh: '村民群', en: 'Village group' },
  video: { zh: '视频', en: 'Video' },
  online: { zh: '网上', en: 'Online' },
};

/** The door through which a case that grew from an ask came in. */
export const CASE_CHANNEL: Readonly<Record<Channel, CaseChannel>> = {
  phone: 'phone',
  walk_in: 'walk_in',
  referral: 'referral',
  home_visit: 'visit',
  ferry_note: 'ferry_box',
  petition_window: 'petition',
  hotline_12345: 'hotline',
  wechat: 'chat',
  wecom: 'chat',
  group: 'group',
  video: 'video',
  online: 'online',
};

export const STATE_NAMES: Readonly<Record<AskState, Text>> = {
  open: { zh: '等分流', en: 'To triage' },
  triaged: { zh: '在办', en: 'In hand' },
  answered: { zh: '已答复', en: 'Answered' },
  joined: { zh: '已并入', en: 'Joined' },
  handed_over: { zh: '已转告', en: 'Passed on' },
};

export const KIND_NAMES: Readonly<Record<AskKind, Text>> = {
  advice: { zh: '咨询', en: 'Advice' },
  case: { zh: '办件', en: 'Case' },
  errand: { zh: '跑腿小事', en: 'Everyday errand' },
  petition: { zh: '信访', en: 'Petition' },
  not_ours: { zh: '不归我们管', en: 'Not ours' },
};

export const BECAUSE_NAMES: Readonly<Record<'person' | 'phone' | 'name', Text>> = {
  person: { zh: '同一个人', en: 'the same person' },
  phone: { zh: '同一个电话', en: 'the same phone' },
  name: { zh: '附近同名', en: 'the same name nearby' },
};

export const HOW_NAMES: Readonly<Record<string, Text>> = {
  phone: { zh: '打电话', en: 'by phone' },
  visit: { zh: '上门', en: 'by a visit' },
  chat: { zh: '微信', en: 'by chat' },
  relative: { zh: '托家人', en: 'through family' },
  in_person: { zh: '当面', en: 'in person' },
  post: { zh: '寄信', en: 'by letter' },
};

export const ENTRY_NAMES: Readonly<Record<string, Text>> = {
  'asks.recorded': { zh: '记下诉求', en: 'Recorded' },
  'asks.identified': { zh: '认出是谁', en: 'Identified' },
  'asks.contacted': { zh: '联系本人', en: 'Contacted' },
  'asks.triaged': { zh: '分流', en: 'Triaged' },
  'asks.answered': { zh: '答复本人', en: 'Answered' },
  'asks.handed_over': { zh: '转告别处', en: 'Passed on' },
  'asks.joined': { zh: '并入另一个诉求', en: 'Joined to another' },
  'asks.took_in': { zh: '并进来一个诉求', en: 'Took another in' },
  'asks.unjoined': { zh: '撤销合并', en: 'Join undone' },
  'asks.gave_back': { zh: '并错的分出去了', en: 'Gave one back' },
  'asks.corrected': { zh: '更正', en: 'Corrected' },
  'asks.became_case': { zh: '成了办件', en: 'Became a case' },
  'work.task_made': { zh: '添了待办', en: 'Task made' },
  'work.task_assigned': { zh: '待办换人', en: 'Task assigned' },
  'work.task_done': { zh: '待办办完', en: 'Task done' },
  'work.task_dropped': { zh: '待办取消', en: 'Task dropped' },
  'work.clock_started': { zh: '开始计时', en: 'Clock started' },
  'work.clock_stopped': { zh: '停止计时', en: 'Clock stopped' },
  'work.clock_recomputed': { zh: '重算到期日', en: 'Due day derived anew' },
};
