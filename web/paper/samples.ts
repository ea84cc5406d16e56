import type { ItemVersion } from '../../modules/catalogue/contract.ts';
import { missingMaterials } from '../../modules/catalogue/domain.ts';
import { HINT } from '../../modules/discovery/contract.ts';
import type { BillListSlip } from './bill-list.ts';
import type { OwnListSlip } from './own-list.ts';
import type { CustodyReceipt, Mandate, OneTimeNotice, RatingSlip, ReceiptSlip } from './papers.ts';

const head = { office: '白沙岛便民服务站', code: 'BS-7K3Q', human: { name: '林海生', phone: '0580-6077001' } };
const resident = { zh: '陈阿姨', en: 'Mrs Chen' };

const PERSON = '01932c00-0000-7000-8000-000000000101';
const listed = (code: string, name: string, what: string, amount: string, where: string) => ({
  id: PERSON,
  code,
  version: PERSON,
  name: { zh: name, en: name },
  what,
  amount,
  where,
  line: '',
  itemCode: null,
  example: true,
});

/** One of each paper, of invented people, to test with and to look at. */
export type Samples = {
  readonly receipt: ReceiptSlip;
  readonly notice: OneTimeNotice;
  readonly mandate: Mandate;
  readonly custody: CustodyReceipt;
  readonly rating: RatingSlip;
  readonly ownList: OwnListSlip;
  readonly billList: BillListSlip;
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
  billList: {
    office: head.office,
    human: head.human,
    givenDay: '2026-11-21',
    resident: '陈阿姨',
    from: '2026-01-01',
    to: '2026-12-31',
    bills: [
      { day: '2026-03-02', kind: 'outpatient', place: '普陀医院', number: '3306012511112222', total: '90000', selfPaid: '80000' },
      { day: '2026-07-19', kind: 'inpatient', place: '舟山医院', number: '3306012533334444', total: '1234567', selfPaid: '345678' },
      { day: '2026-10-12', kind: 'outpatient', place: '普陀医院', number: '3306012555556666', total: '12050', selfPaid: '10005' },
    ],
  },
  ownList: {
    office: head.office,
    human: head.human,
    givenDay: '2026-11-21',
    list: {
      resident: { id: PERSON, name: '陈阿姨' },
      hint: HINT,
      lines: [
        {
          line: '民政',
          passedOn: null,
          items: [
            {
              policy: listed(
                'MZ-001',
                '低保低边门诊额外救助',
                '一年里自己付的门诊费多了，再给一笔救助。',
                '超过 5,000 元的部分，给六成',
                '白沙岛便民服务站',
              ),
              how: 'seems',
              ask: null,
              state: 'to_tell',
            },
            {
              policy: listed('MZ-002', '高龄津贴', '满八十岁，每个月一笔津贴。', '每月 100 元', '村里就能办'),
              how: 'seems',
              ask: null,
              state: 'applied',
            },
          ],
        },
        {
          line: '残联',
          passedOn: null,
          items: [
            {
              policy: listed(
                'CL-001',
                '重度残疾人护理补贴',
                '长期要人照料的，每个月一笔护理补贴。',
                '每月 500 元',
                '区残联窗口，代办员可以替您去',
              ),
              how: 'one_answer',
              ask: {
                name: '残疾等级',
                fact: '残疾等级',
                of: 'self',
                question: { zh: '残疾证上是几级？', en: 'Which grade is on the disability card?' },
                type: 'string',
                unit: null,
                values: ['一级', '二级', '三级', '四级'],
              },
              state: null,
            },
          ],
        },
      ],
    },
  },
});
