import { type FactDefinition, YEAR } from './definition.ts';

/** Relief, pension, insurance and cards that a person has. */
export const BENEFITS = {
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
    holdsFor: 'calendar_year',
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
  刚性支出困难: {
    type: 'boolean',
    group: '保障',
    ofHousehold: true,
    validDays: YEAR,
    question: { zh: '被认定过刚性支出困难家庭吗？', en: 'Is the household recognised as burdened by unavoidable spending?' },
  },
  缴费年限: {
    type: 'number',
    unit: '年',
    min: 0,
    max: 60,
    rareAbove: 45,
    decimals: 2,
    group: '保障',
    validDays: YEAR,
    question: { zh: '养老保险一共交了几年？', en: 'For how many years have pension premiums been paid?' },
  },
  养老金领取: {
    type: 'boolean',
    group: '保障',
    question: { zh: '养老金开始领了吗？', en: 'Is the pension being paid?' },
  },
  上次资格认证日: {
    type: 'date',
    group: '保障',
    question: { zh: '领养老金的认证，上一次是哪天做的？', en: 'On which day was the last yearly check for the pension?' },
  },
  社保卡已激活: {
    type: 'boolean',
    group: '保障',
    question: { zh: '社保卡在银行激活了吗？能取钱吗？', en: 'Has the social-security card been activated at the bank?' },
  },
  残疾人生活补贴: {
    type: 'boolean',
    group: '保障',
    validDays: YEAR,
    question: { zh: '困难残疾人生活补贴领了吗？', en: 'Do you receive the living allowance for disabled people?' },
  },
  残疾人护理补贴: {
    type: 'boolean',
    group: '保障',
    validDays: YEAR,
    question: { zh: '重度残疾人护理补贴领了吗？', en: 'Do you receive the nursing allowance for severely disabled people?' },
  },
  工伤护理费: {
    type: 'boolean',
    group: '保障',
    sensitive: true,
    validDays: YEAR,
    question: { zh: '在领工伤的生活护理费吗？', en: 'Do you receive nursing pay after a work injury?' },
  },
  水电优惠: {
    type: 'boolean',
    group: '保障',
    ofHousehold: true,
    validDays: YEAR,
    question: { zh: '水费、电费、煤气费的优惠办了吗？', en: 'Are water, electricity and gas at the reduced price?' },
  },
} as const satisfies Record<string, FactDefinition>;
