import type { ItemVersion } from '../../modules/catalogue/contract.ts';
import { missingMaterials } from '../../modules/catalogue/domain.ts';
import type { CustodyReceipt, Mandate, OneTimeNotice, RatingSlip, ReceiptSlip } from './papers.ts';

const head = { office: '白沙岛便民服务站', code: 'BS-7K3Q', human: { name: '林海生', phone: '0580-6077001' } };
const resident = { zh: '陈阿姨', en: 'Mrs Chen' };

/** One of each paper, of invented people, to test with and to look at. */
export type Samples = {
  readonly receipt: ReceiptSlip;
  readonly notice: OneTimeNotice;
  readonly mandate: Mandate;
  readonly custody: CustodyReceipt;
  readonly rating: RatingSlip;
};

/** @param relief the item 临时救助, of which the receipt and the notice speak */
export const samplesOf = (relief: ItemVersion): Samples => ({
  receipt: {
    ...head,
    resident,
    item: relief.name,
    receivedAt: '2026-11-21T05:40:00Z',
    promisedDay: '2026-12-03',
    stages: relief.stages.map(({ stage }) => stage),
    present: 'accept',
    handedIn: [
      { name: '居民身份证', form: 'original_and_copy', copies: 1 },
      { name: '户口簿', form: 'original_and_copy', copies: 1 },
      { name: '本人银行卡或存折', form: 'copy', copies: 1 },
    ],
    toFollow: [{ name: '特病证或诊断证明', byDay: '2026-12-04' }],
    lookUpUrl: 'https://daiban.example/w/7K3QHM2ZXCPW',
    proof: 'phone_tail',
  },
  notice: {
    ...head,
    resident,
    item: relief.name,
    notice: missingMaterials(
      relief,
      [
        { key: 'id_card', verdict: 'unreadable' },
        { key: 'household_book', verdict: 'accepted' },
      ],
      { cause: 'illness', by_proxy: false },
    ),
    promised: relief.limits.promised,
    givenDay: '2026-11-21',
    how: '您不用跑：装在信封里交给朱家尖码头的漂流箱，13:30 的船就能到。',
  },
  mandate: {
    ...head,
    principal: { name: '周德海', idNumber: '33090319450519000X' },
    agent: { name: '周国平', relation: '儿子' },
    matters: ['申请临时救助', '领取救助款'],
    scope: ['填表、签字', '递交和取回材料', '代领救助款，送到本人手里'],
    limits: ['不得代为放弃或变更本人的权利', '不得把材料用在别的事上'],
    fromDay: '2026-11-21',
    untilDay: '2027-02-20',
    place: '普陀区蚂蚁岛长沙塘村 12 号，本人家中',
    consent: 'signature',
    witness: '村会计 王秀英',
    mayRedelegate: false,
  },
  custody: {
    ...head,
    parcel: 'W4T9',
    what: '牛皮纸信封一个，内有材料 3 份',
    giver: '陈建军（申请人侄子）',
    taker: '朱家尖码头漂流箱 管理员 何师傅',
    place: '朱家尖蜈蚣峙码头',
    at: '2026-11-21T04:55:00Z',
    seal: 'sealed',
    stops: [
      { name: '侄子', note: '12:55 交出', state: 'done' },
      { name: '漂流箱', note: '现在在这里', state: 'now' },
      { name: '白沙岛站', note: '14:10 前到', state: 'next' },
    ],
    cash: [
      { fen: 10_000n, pieces: 12 },
      { fen: 5_000n, pieces: 1 },
      { fen: 50n, pieces: 1 },
    ],
    url: 'https://daiban.example/p/W4T9',
  },
  rating: {
    ...head,
    item: relief.name,
    doneDay: '2026-12-01',
    staff: '代办员 林海生',
    rateUrl: 'https://daiban.example/r/7K3QHM2ZXCPW',
    callBackDays: 1,
  },
});
