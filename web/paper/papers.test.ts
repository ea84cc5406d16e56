import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../db/demo/catalogue/index.ts';
import { HINT } from '../../modules/discovery/contract.ts';
import { openPaper } from '../../platform/paper/index.ts';
import { papersOn } from './papers.ts';
import { samplesOf } from './samples.ts';
import { capitalYuan, dayZh, instantZh, yuan } from './words.ts';

const paper = openPaper();
const papers = papersOn(paper);
const SAMPLES = samplesOf(DEMO_ITEMS.find(({ code }) => code === 'MZ-001')!);
afterAll(paper.close);

/** Text of a PDF, spaces and line ends taken out; null where the machine has no pdftotext. */
const textOf = (pdf: Buffer): string | null => {
  const run = spawnSync('pdftotext', ['-', '-'], { input: pdf, maxBuffer: 50_000_000 });
  return run.error === undefined ? run.stdout.toString('utf8').replace(/[\s\u200b]/g, '') : null;
};
const isPdf = (pdf: Buffer): boolean => pdf.subarray(0, 5).toString() === '%PDF-';

const expectText = (pdf: Buffer, ...wanted: string[]): void => {
  expect(isPdf(pdf)).toBe(true);
  const text = textOf(pdf);
  if (text !== null) for (const words of wanted) expect(text).toContain(words);
};

describe('papers', () => {
  test('[K2] the one-time notice says all that is missing, why, and what we get ourselves', async () => {
    const pdf = await papers.notice(SAMPLES.notice);
    expectText(pdf, '还差4样材料', '居民身份证', '上次交来的看不清', '医疗费票据', '村（居）委会盖章的情况说明', '不会再要别的');
  });
  test('[K10] the receipt says what was handed in, by when it is done, and whom to ring', async () => {
    const pdf = await papers.receipt(SAMPLES.receipt);
    expectText(pdf, 'BS-7K3Q', '2026年12月3日周四', '特病证或诊断证明', '林海生', '0580-6077001', '第1页');
  });
  test('[M3] the mandate names agent, matters, scope, term, place, kind of consent and witness', async () => {
    const pdf = await papers.mandate(SAMPLES.mandate);
    expectText(pdf, '周国平（儿子）', '申请临时救助；领取救助款', '2027年2月20日', '本人签名或按手印', '村会计王秀英', '不得转托');
  });
  test('[B1] [B4] the custody receipt says who gave what to whom, and the cash counted in figures and words', async () => {
    const pdf = await papers.custody(SAMPLES.custody);
    expectText(pdf, 'W4T9', '朱家尖蜈蚣峙码头', '2026年11月21日周六12:55', '1,250.50元', '壹仟贰佰伍拾元伍角整');
  });
  test('[E1] the rating slip offers five grades and a way back', async () => {
    expectText(await papers.rating(SAMPLES.rating), '非常满意', '非常不满意', '12345');
  });
  test('[D5] [D8] a person’s own list says what, how much, where, what is still asked, who decides and whom to ring', async () => {
    const pdf = await papers.ownList(SAMPLES.ownList);
    expectText(
      pdf,
      '照2026年11月21日周六知道的情况，下面2项您可能符合，还有1项，再问一句就更清楚。',
      HINT.zh,
      '超过5,000元的部分，给六成',
      '还要问您一句：残疾证上是几级？',
      '已申请',
      '0580-6077001',
      '示例',
    );
  });
});

describe('what a name may hold', () => {
  test.each([
    ['typst markup', '#panic("x") *粗* $x$ <label> @ref #read("/etc/passwd") \\ // /* "'],
    ['emoji and other scripts', '😀👩‍👩‍👧 Ünï עברית 𠮷𣘚'],
    ['one endless word', 'A'.repeat(4_000)],
    ['a very long text', '很长的名字'.repeat(2_000)],
    ['HTML', '<script>alert(1)</script>'],
  ])('[K2] %s is printed as it is, on a paper that stays whole', async (_, text) => {
    const words = { zh: text, en: text };
    const pdf = await papers.receipt({ ...SAMPLES.receipt, resident: words, item: words, office: '站', handedIn: [] });
    expect(isPdf(pdf)).toBe(true);
    const printed = textOf(pdf);
    const plain = text.replace(/\s/g, '').slice(0, 40);
    if (printed !== null && /^[\x20-\x7e\u4e00-\u9fff]+$/.test(plain)) expect(printed).toContain(plain.slice(0, 12));
  });
});

describe('words on paper', () => {
  test('[B4] sums in capitals, as receipts for money must say them', () => {
    const cases: [bigint, string][] = [
      [0n, '零元整'],
      [5n, '伍分'],
      [50n, '伍角整'],
      [100n, '壹元整'],
      [105n, '壹元零伍分'],
      [125_050n, '壹仟贰佰伍拾元伍角整'],
      [1_000_100n, '壹万零壹元整'],
      [10_000_000n, '壹拾万元整'],
      [100_500_000n, '壹佰万伍仟元整'],
      [100_050_000n, '壹佰万零伍佰元整'],
      [10_000_000_001n, '壹亿元零壹分'],
      [10_000_000_100n, '壹亿零壹元整'],
    ];
    for (const [fen, words] of cases) expect(capitalYuan(fen), String(fen)).toBe(words);
    expect(yuan(123_456_789n)).toBe('1,234,567.89 元');
  });
  test('[K6] days and instants are Shanghai’s', () => {
    expect(dayZh('2026-11-21')).toBe('2026年11月21日 周六');
    expect(instantZh('2026-11-20T16:30:00Z')).toBe('2026年11月21日 周六 00:30');
  });
  test('[M6] the list of bills for a claim names each with its number and adds them up, in figures and words', async () => {
    const pdf = await papers.billList(SAMPLES.billList);
    expectText(pdf, '陈阿姨', '3306012533334444', '舟山医院', '3张', '4,356.83元', '肆仟叁佰伍拾陆元捌角叁分', '900.05元');
  });
});
