import { type FactDefinition, YEAR } from './definition.ts';

/** Disability and care. Health is sensitive: see SENSITIVE_ROLES. */
export const BODY = {
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
    question: { zh: '是不是一直躺在床上、下不了床？', en: 'Are you bedridden at present?' },
  },
  失能等级: {
    type: 'string',
    values: ['能力完好', '轻度', '中度', '重度', '完全丧失'],
    group: '身体',
    sensitive: true,
    validDays: 2 * YEAR,
    question: { zh: '做过老年人能力评估吗？结果是哪一档？', en: 'What did the care assessment say?' },
  },
  劳动能力: {
    type: 'boolean',
    group: '身体',
    sensitive: true,
    validDays: YEAR,
    question: { zh: '现在还能干活挣钱吗？', en: 'Are you able to work for a living?' },
  },
  自理缺项: {
    type: 'number',
    unit: '项',
    min: 0,
    max: 6,
    decimals: 0,
    group: '身体',
    sensitive: true,
    validDays: YEAR,
    question: {
      zh: '吃饭、穿衣、上下床、上厕所、室内走动、洗澡，有几样自己做不了？',
      en: 'Eating, dressing, getting in and out of bed, toilet, walking indoors, washing: how many can’t you do alone?',
    },
  },
} as const satisfies Record<string, FactDefinition>;
