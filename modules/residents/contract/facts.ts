import type { Text } from '../../../kernel/result.ts';

/**
 * What may be known about a person (情况), in the words that policies use. A fact is dated and may be unknown: unknown is not no.
 * A number is carried as a decimal text, a day as `2026-11-21`.
 */
export type FactDefinition = {
  readonly type: 'boolean' | 'number' | 'string' | 'date';
  /** What is counted: 元 次 人 … */
  readonly unit?: string;
  /** Nothing else is possible. */
  readonly values?: readonly string[];
  /** Outside these it is nonsense and refused. */
  readonly min?: number;
  readonly max?: number;
  /** Above this it is rare: taken, and flagged so that somebody looks once more. */
  readonly rareAbove?: number;
  /** Must be asked again after so many days; without it the fact holds until a newer one. */
  readonly validDays?: number;
  /** For forms: 身体 生活 收入 保障 医疗. */
  readonly group: '生活' | '身体' | '医疗' | '收入' | '保障';
  /** Of the household rather than of the one person. */
  readonly ofHousehold?: true;
  /** Health and money: shown only where needed. */
  readonly sensitive?: true;
  /** As one asks at the table. */
  readonly question: Text;
};

const YEAR = 366;

export const FACTS = {
  独居: {
    type: 'boolean',
    group: '生活',
    validDays: YEAR,
    question: { zh: '平时家里就您一个人住吗？', en: 'Do you live on your own?' },
  },
  留守: {
    type: 'boolean',
    group: '生活',
    validDays: YEAR,
    question: { zh: '子女都在外地吗？', en: 'Do all your children live elsewhere?' },
  },
  智能手机: { type: 'boolean', group: '生活', question: { zh: '您自己会用智能手机吗？', en: 'Do you use a smartphone yourself?' } },
  识字: { type: 'boolean', group: '生活', question: { zh: '单子上的字您能看懂吗？', en: 'Can you read a printed form?' } },
  家庭人口: {
    type: 'number',
    unit: '人',
    min: 1,
    max: 30,
    rareAbove: 12,
    group: '生活',
    ofHousehold: true,
    question: { zh: '户口本上一共几个人？', en: 'How many people are in the household register?' },
  },
  住房: {
    type: 'string',
    values: ['自有', '租住', '借住', '危房', '无房'],
    group: '生活',
    ofHousehold: true,
    question: { zh: '现在住的房子是自己的吗？房子结实吗？', en: 'Is the home your own, and is it safe?' },
  },
  残疾: {
    type: 'boolean',
    group: '身体',
    sensitive: true,
    question: { zh: '有没有残疾证？', en: 'Do you hold a disability certificate?' },
  },
  残疾等级: {
    type: 'string',
    values: ['一级', '二级', '三级', '四级'],
    group: '身体',
    sensitive: true,
    question: { zh: '残疾证上写的是几级？', en: 'Which grade does the certificate say?' },
  },
  残疾类别: {
    type: 'string',
    values: ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'],
    group: '身体',
    sensitive: true,
    question: { zh: '残疾证上写的是哪一类？', en: 'Which kind does the certificate say?' },
  },
  卧床: {
    type: 'boolean',
    group: '身体',
    sensitive: true,
    validDays: 183,
    question: { zh: '现在能下床走动吗？', en: 'Can you get out of bed at present?' },
  },
  失能等级: {
    type: 'string',
    values: ['能力完好', '轻度', '中度', '重度', '完全丧失'],
    group: '身体',
    sensitive: true,
    validDays: 2 * YEAR,
    question: { zh: '做过老年人能力评估吗？结果是哪一档？', en: 'What did the care assessment say?' },
  },
  慢性病: {
    type: 'boolean',
    group: '医疗',
    sensitive: true,
    question: { zh: '有没有要长期吃药的病？', en: 'Do you have an illness that needs medicine all the time?' },
  },
  门诊慢特病备案: {
    type: 'boolean',
    group: '医疗',
    sensitive: true,
    question: { zh: '慢病在医保局备过案吗？', en: 'Is the illness on file with the medical insurance?' },
  },
  大病: {
    type: 'boolean',
    group: '医疗',
    sensitive: true,
    question: { zh: '近两年得过大病吗？', en: 'Have you been seriously ill in the last two years?' },
  },
  本年住院: {
    type: 'number',
    unit: '次',
    min: 0,
    max: 60,
    rareAbove: 12,
    group: '医疗',
    sensitive: true,
    validDays: YEAR,
    question: { zh: '今年住过几次院？', en: 'How often were you in hospital this year?' },
  },
  本年门诊自付: {
    type: 'number',
    unit: '元',
    min: 0,
    max: 5_000_000,
    rareAbove: 100_000,
    group: '医疗',
    sensitive: true,
    validDays: YEAR,
    question: { zh: '今年看门诊自己掏了多少钱？', en: 'How much did you pay yourself for out-patient care this year?' },
  },
  本年住院自付: {
    type: 'number',
    unit: '元',
    min: 0,
    max: 10_000_000,
    rareAbove: 300_000,
    group: '医疗',
    sensitive: true,
    validDays: YEAR,
    question: { zh: '今年住院自己掏了多少钱？', en: 'How much did you pay yourself for hospital stays this year?' },
  },
  用药: {
    type: 'string',
    group: '医疗',
    sensitive: true,
    validDays: YEAR,
    question: { zh: '现在吃哪些药？', en: 'Which medicines do you take?' },
  },
  月收入: {
    type: 'number',
    unit: '元',
    min: 0,
    max: 1_000_000,
    rareAbove: 30_000,
    group: '收入',
    sensitive: true,
    validDays: YEAR,
    question: { zh: '养老金和其他收入一个月一共多少？', en: 'What do pension and other income come to in a month?' },
  },
  家庭月收入: {
    type: 'number',
    unit: '元',
    min: 0,
    max: 10_000_000,
    rareAbove: 100_000,
    group: '收入',
    ofHousehold: true,
    sensitive: true,
    validDays: YEAR,
    question: { zh: '全家一个月收入一共多少？', en: 'What is the income of the whole household in a month?' },
  },
  低保: {
    type: 'boolean',
    group: '保障',
    validDays: YEAR,
    question: { zh: '家里现在吃低保吗？', en: 'Does the household receive the minimum living allowance?' },
  },
  低保边缘: {
    type: 'boolean',
    group: '保障',
    validDays: YEAR,
    question: { zh: '被认定过低保边缘家庭吗？', en: 'Is the household recognised as near the low-income line?' },
  },
  特困: {
    type: 'boolean',
    group: '保障',
    validDays: YEAR,
    question: { zh: '是不是特困供养人员？', en: 'Are you supported as a person in extreme hardship?' },
  },
  养老保险: {
    type: 'string',
    values: ['职工', '城乡居民', '机关事业', '未参保'],
    group: '保障',
    question: { zh: '养老保险参加的是哪一种？', en: 'Which pension insurance are you in?' },
  },
  医保: {
    type: 'string',
    values: ['职工', '城乡居民', '未参保'],
    group: '保障',
    validDays: YEAR,
    question: { zh: '今年医保交了吗？是职工的还是居民的？', en: 'Is this year’s medical insurance paid, and which kind?' },
  },
  高龄津贴: {
    type: 'boolean',
    group: '保障',
    question: { zh: '高龄津贴领了吗？', en: 'Do you receive the allowance for the very old?' },
  },
  退役军人: { type: 'boolean', group: '保障', question: { zh: '当过兵吗？', en: 'Did you serve in the army?' } },
  计生特殊家庭: {
    type: 'boolean',
    group: '保障',
    sensitive: true,
    question: { zh: '是不是计生特殊家庭？', en: 'Is it a family that lost its only child?' },
  },
} as const satisfies Record<string, FactDefinition>;
export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

/** The definition, or undefined for a name that is not in the dictionary. */
export const factNamed = (name: string): FactDefinition | undefined => (Object.hasOwn(FACTS, name) ? FACTS[name as FactName] : undefined);
