import { type FactDefinition, RULE_FACTS } from '../../residents/contract.ts';
import { type Dictionary, dictionaryOf, type Fact } from '../language/dictionary.ts';
import { parseDecimal, type Rational } from '../language/rational.ts';

/** The facts of the register, as the language of rules knows them: bounds exact, in the order of the register. */

const exact = (bound: number): Rational => {
  const value = parseDecimal(String(bound));
  if (value === undefined) throw new Error(`the bound ${bound} is not a decimal number`);
  return value;
};

const factOf = ([name, d]: readonly [string, FactDefinition]): Fact => ({
  name,
  type: d.type,
  kind: d.group,
  sensitivity: d.sensitive ? 'sensitive' : 'personal',
  question: d.question,
  ...(d.values === undefined ? {} : { values: d.values }),
  ...(d.min === undefined ? {} : { min: exact(d.min) }),
  ...(d.max === undefined ? {} : { max: exact(d.max) }),
  ...(d.unit === undefined ? {} : { unit: d.unit }),
  ...(d.validDays === undefined ? {} : { validDays: d.validDays }),
});

export const DICTIONARY: Dictionary = dictionaryOf(Object.entries(RULE_FACTS).map(factOf));
