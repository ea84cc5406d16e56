import { answer } from '../../../platform/executor/types.ts';
import { RULE_FACTS } from '../../residents/contract.ts';
import * as contract from '../contract.ts';

export const facts = answer(contract.facts, async () => ({
  rows: Object.entries(RULE_FACTS).map(([name, d]) => ({
    name,
    type: d.type,
    unit: d.unit ?? null,
    values: d.values === undefined ? null : [...d.values],
    min: d.min ?? null,
    max: d.max ?? null,
    group: d.group,
    ofHousehold: d.ofHousehold ?? false,
    sensitive: d.sensitive ?? false,
    derived: d.derived !== undefined,
    validDays: d.validDays ?? null,
    holdsFor: d.holdsFor ?? null,
    question: d.question,
  })),
}));
