import type { FactDefinition } from './definition.ts';

/** Small trade. */
export const BUSINESS = {
  个体户执照: {
    type: 'boolean',
    group: '经营',
    question: { zh: '有没有个体户营业执照？', en: 'Do you hold a licence as a sole trader?' },
  },
  已报年报: {
    type: 'boolean',
    group: '经营',
    holdsFor: 'calendar_year',
    question: { zh: '今年的个体户年报报了吗？', en: 'Has this year’s annual report been filed?' },
  },
} as const satisfies Record<string, FactDefinition>;
