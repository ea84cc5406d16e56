import { BENEFITS } from './facts/benefits.ts';
import { BODY } from './facts/body.ts';
import { BUSINESS } from './facts/business.ts';
import type { FactDefinition } from './facts/definition.ts';
import { INCOME } from './facts/income.ts';
import { LIFE } from './facts/life.ts';
import { MEDICAL } from './facts/medical.ts';

export { FACT_GROUPS, type FactDefinition, type FactGroup } from './facts/definition.ts';

/** The dictionary of facts that are asked for and recorded. */
export const FACTS = { ...LIFE, ...BODY, ...MEDICAL, ...INCOME, ...BENEFITS, ...BUSINESS } as const satisfies Record<
  string,
  FactDefinition
>;
export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

/** What rules may use besides, and nobody records: it follows from the register on the day it is asked. */
export const DERIVED_FACTS = {
  年龄: {
    type: 'number',
    unit: '岁',
    min: 0,
    max: 130,
    decimals: 0,
    group: '生活',
    derived: 'birth',
    question: { zh: '哪年哪月哪天生的？', en: 'When were you born?' },
  },
  出生日期: { type: 'date', group: '生活', derived: 'birth', question: { zh: '哪年哪月哪天生的？', en: 'When were you born?' } },
  性别: {
    type: 'string',
    values: ['女', '男'],
    group: '生活',
    derived: 'sex',
    question: { zh: '性别？', en: 'Sex?' },
  },
} as const satisfies Record<string, FactDefinition>;

/** All a rule may name: recorded and derived. */
export const RULE_FACTS: Readonly<Record<string, FactDefinition>> = { ...FACTS, ...DERIVED_FACTS };

/** The definition, or undefined for a name that is not in the dictionary of recorded facts. */
export const factNamed = (name: string): FactDefinition | undefined => (Object.hasOwn(FACTS, name) ? FACTS[name as FactName] : undefined);
