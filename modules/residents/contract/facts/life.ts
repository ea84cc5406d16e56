import { type FactDefinition, YEAR } from './definition.ts';

/** How a person lives. */
export const LIFE = {
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
    decimals: 0,
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
  无子女: { type: 'boolean', group: '生活', question: { zh: '有没有子女？（没有填“是”）', en: 'Are you without children?' } },
  有赡养人: {
    type: 'boolean',
    group: '生活',
    validDays: YEAR,
    question: { zh: '有没有子女或者别的亲人在养您、管您？', en: 'Is there anybody obliged and able to support you?' },
  },
  户籍本地: { type: 'boolean', group: '生活', question: { zh: '户口在不在本地？', en: 'Is your household registered here?' } },
  近期急难: {
    type: 'boolean',
    group: '生活',
    validDays: 90,
    question: { zh: '最近家里出过急事吗？比如火灾、车祸、突然得了重病', en: 'Has a sudden misfortune struck the household lately?' },
  },
} as const satisfies Record<string, FactDefinition>;
