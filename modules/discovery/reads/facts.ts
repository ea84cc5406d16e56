import { answer } from '../../../platform/executor/types.ts';
import { type FactDefinition, RULE_FACTS } from '../../residents/contract.ts';
import * as contract from '../contract.ts';

/** A fact as whoever writes rules sees it. */
export const ruleFactOf = (name: string, d: FactDefinition): contract.RuleFact => ({
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
});

export const facts = answer(contract.facts, async () => ({ rows: Object.entries(RULE_FACTS).map(([name, d]) => ruleFactOf(name, d)) }));
