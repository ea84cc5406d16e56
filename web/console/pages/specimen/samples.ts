import type { Clock } from '../../../ui/clock.ts';
import type { Stop } from '../../../ui/route-line.ts';
import type { Lang } from '../../../ui/words.ts';

/** Invented rows for the specimen: what each shared part looks like with real-looking content, in both languages. */
const both = <T>(zh: T, en: T) => ({ zh, en });

export const CASE_STOPS: Readonly<Record<Lang, readonly Stop[]>> = both<readonly Stop[]>(
  [
    { name: '告知', state: 'passed', who: '林秀珍', at: '2026-11-17T01:20:00Z' },
    { name: '受理', state: 'passed', who: '林秀珍', at: '2026-11-17T01:48:00Z' },
    { name: '承办', state: 'present', who: '周建平（民政科）', at: '2026-11-19T02:05:00Z', due: '2026-11-26' },
    { name: '批准', state: 'coming', who: '民政科', due: '2026-11-27' },
    { name: '办结', state: 'coming', due: '2026-11-30' },
    { name: '送达', state: 'coming', who: '李海生', due: '2026-12-02' },
    { name: '评价', state: 'coming' },
  ],
  [
    { name: 'Told', state: 'passed', who: 'Lin Xiuzhen', at: '2026-11-17T01:20:00Z' },
    { name: 'Accepted', state: 'passed', who: 'Lin Xiuzhen', at: '2026-11-17T01:48:00Z' },
    { name: 'In hand', state: 'present', who: 'Zhou Jianping', at: '2026-11-19T02:05:00Z', due: '2026-11-26' },
    { name: 'Approved', state: 'coming', who: 'Civil affairs', due: '2026-11-27' },
    { name: 'Settled', state: 'coming', due: '2026-11-30' },
    { name: 'Delivered', state: 'coming', who: 'Li Haisheng', due: '2026-12-02' },
    { name: 'Rated', state: 'coming' },
  ],
);

export const PARCEL_STOPS: Readonly<Record<Lang, readonly Stop[]>> = both<readonly Stop[]>(
  [
    { name: '沈家门码头', state: 'passed', who: '王阿婆的儿子', at: '2026-11-20T00:30:00Z' },
    {
      name: '漂流箱 03 号',
      state: 'present',
      who: '慈航 2 号',
      at: '2026-11-20T01:10:00Z',
      mood: 'late',
      note: '昨天 9:50 应到，还没有人取',
    },
    { name: '蚂蚁岛便民服务站', state: 'coming', who: '李海生', due: '2026-11-21T02:00:00Z' },
    { name: '送到家', state: 'coming', who: '李海生', due: '2026-11-21' },
  ],
  [
    { name: 'Shenjiamen pier', state: 'passed', who: 'Mrs Wang’s son', at: '2026-11-20T00:30:00Z' },
    {
      name: 'Ferry box 03',
      state: 'present',
      who: 'Cihang 2',
      at: '2026-11-20T01:10:00Z',
      mood: 'late',
      note: 'Due yesterday 9:50, nobody has taken it out',
    },
    { name: 'Mayi island station', state: 'coming', who: 'Li Haisheng', due: '2026-11-21T02:00:00Z' },
    { name: 'At home', state: 'coming', who: 'Li Haisheng', due: '2026-11-21' },
  ],
);

export const WAITING_STOPS: Readonly<Record<Lang, readonly Stop[]>> = both<readonly Stop[]>(
  [
    { name: '受理', state: 'passed', at: '2026-11-18T01:20:00Z' },
    { name: '承办', state: 'present', who: '陈阿根', at: '2026-11-19T06:00:00Z', mood: 'waiting', note: '等他补两样材料' },
    { name: '批准', state: 'coming', due: '2026-12-03' },
  ],
  [
    { name: 'Accepted', state: 'passed', at: '2026-11-18T01:20:00Z' },
    {
      name: 'In hand',
      state: 'present',
      who: 'Chen Agen',
      at: '2026-11-19T06:00:00Z',
      mood: 'waiting',
      note: 'Two papers to come from him',
    },
    { name: 'Approved', state: 'coming', due: '2026-12-03' },
  ],
);

export const CLOCKS: Readonly<Record<Lang, readonly Clock[]>> = both<readonly Clock[]>(
  [
    { state: 'running', daysLeft: 8, due: '2026-12-03' },
    { state: 'running', daysLeft: 2, due: '2026-11-24' },
    { state: 'running', daysLeft: 0, due: '2026-11-21' },
    { state: 'running', daysLeft: -2, due: '2026-11-19' },
    { state: 'paused', waitingFor: '本人补材料' },
    { state: 'done', onTime: true },
    { state: 'running', daysLeft: null, due: '2027-01-20' },
  ],
  [
    { state: 'running', daysLeft: 8, due: '2026-12-03' },
    { state: 'running', daysLeft: 2, due: '2026-11-24' },
    { state: 'running', daysLeft: 0, due: '2026-11-21' },
    { state: 'running', daysLeft: -2, due: '2026-11-19' },
    { state: 'paused', waitingFor: 'two papers' },
    { state: 'done', onTime: true },
    { state: 'running', daysLeft: null, due: '2027-01-20' },
  ],
);

export type Row = {
  readonly key: string;
  readonly code: string;
  readonly person: string;
  readonly item: string;
  readonly turn: string;
  readonly clock: Clock;
  readonly green: boolean;
};
export const ROWS: Readonly<Record<Lang, readonly Row[]>> = both<readonly Row[]>(
  [
    {
      key: '1',
      code: 'K7M2QX',
      person: '王阿婆',
      item: '高龄津贴申领（示例）',
      turn: '轮到你',
      clock: { state: 'running', daysLeft: -2, due: '2026-11-19' },
      green: true,
    },
    {
      key: '2',
      code: 'P4RT9B',
      person: '陈阿根',
      item: '残疾人证换领（示例）',
      turn: '等本人',
      clock: { state: 'paused', waitingFor: '本人补材料' },
      green: true,
    },
    {
      key: '3',
      code: 'A9WC3D',
      person: '周水娟',
      item: '医保异地就医备案（示例）',
      turn: '等民政科',
      clock: { state: 'running', daysLeft: 2, due: '2026-11-24' },
      green: false,
    },
    {
      key: '4',
      code: 'H2NB6Y',
      person: '刘国良',
      item: '老年优待证（示例）',
      turn: '轮到你',
      clock: { state: 'running', daysLeft: 8, due: '2026-12-03' },
      green: false,
    },
  ],
  [
    {
      key: '1',
      code: 'K7M2QX',
      person: 'Wang',
      item: 'Old-age allowance (sample)',
      turn: 'Your turn',
      clock: { state: 'running', daysLeft: -2, due: '2026-11-19' },
      green: true,
    },
    {
      key: '2',
      code: 'P4RT9B',
      person: 'Chen Agen',
      item: 'Disability card, renewal (sample)',
      turn: 'Resident',
      clock: { state: 'paused', waitingFor: 'two papers' },
      green: true,
    },
    {
      key: '3',
      code: 'A9WC3D',
      person: 'Zhou Shuijuan',
      item: 'Treatment elsewhere (sample)',
      turn: 'Civil affairs',
      clock: { state: 'running', daysLeft: 2, due: '2026-11-24' },
      green: false,
    },
    {
      key: '4',
      code: 'H2NB6Y',
      person: 'Liu Guoliang',
      item: 'Senior card (sample)',
      turn: 'Your turn',
      clock: { state: 'running', daysLeft: 8, due: '2026-12-03' },
      green: false,
    },
  ],
);
