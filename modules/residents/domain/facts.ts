import type { z } from 'zod';
import type { Role } from '../../../kernel/actor.ts';
import { bad, type Checked, good, toHalfWidth } from '../../../kernel/checked.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import { addDays, type Day, isDay, yearOf } from '../../../kernel/time.ts';
import { DERIVED_FACTS, type FactDefinition, type factInput, factNamed, SENSITIVE_ROLES } from '../contract.ts';
import { aboutResident, type ResidentRef } from './events.ts';
import { notFound } from './identity.ts';

export type FactInput = z.output<typeof factInput>;
export type FactValue = boolean | string | null;
export type Flag = { readonly name: string; readonly code: string; readonly zh: string; readonly en: string };

const DECIMAL = /^-?\d{1,12}(?:\.\d{1,4})?$/;

/**
 * A value as the dictionary has it; 是/否, 有/无 stand for true and false, digits may be full-width.
 * Refused: `fact_type`, `fact_value`, `fact_range`, `fact_decimals`.
 */
export const readFact = (name: string, definition: FactDefinition, value: FactValue): Checked<FactValue> => {
  if (value === null) return good(null);
  const text = typeof value === 'string' ? toHalfWidth(value).trim() : String(value);
  switch (definition.type) {
    case 'boolean': {
      if (/^(?:true|是|有|会)$/.test(text)) return good(true);
      if (/^(?:false|否|无|没有|不会)$/.test(text)) return good(false);
      return bad('fact_type', `“${name}”要填 是 或 否；不知道就空着`, `${name} is yes or no; leave it empty if not known`);
    }
    case 'number': {
      if (typeof value === 'boolean' || !DECIMAL.test(text))
        return bad('fact_type', `“${name}”要填数字，如 1200.5`, `${name} is a number, such as 1200.5`);
      if ((text.split('.')[1] ?? '').length > (definition.decimals ?? 4))
        return definition.decimals === 0
          ? bad('fact_decimals', `“${name}”要填整数`, `${name} is a whole number`)
          : bad('fact_decimals', `“${name}”小数点后最多 ${definition.decimals} 位`, `${name} has at most ${definition.decimals} decimals`);
      const number = Number(text);
      if (number < (definition.min ?? -Infinity) || number > (definition.max ?? Infinity))
        return bad(
          'fact_range',
          `“${name}”只能在 ${definition.min ?? '很小'} 到 ${definition.max ?? '很大'}${definition.unit ?? ''}之间，请核对`,
          `${name} lies between ${definition.min ?? 'any'} and ${definition.max ?? 'any'}. Check it`,
        );
      return good(text);
    }
    case 'date':
      return isDay(text) ? good(text) : bad('fact_type', `“${name}”要填日期，如 1950-03-08`, `${name} is a date, such as 1950-03-08`);
    case 'string':
      if (typeof value === 'boolean') return bad('fact_type', `“${name}”要填文字`, `${name} is a text`);
      return definition.values === undefined || definition.values.includes(text)
        ? good(text)
        : bad('fact_value', `“${name}”只能是：${definition.values.join('、')}`, `${name} is one of: ${definition.values.join(', ')}`);
  }
};

/** The day until which a fact of `at` holds by the dictionary; null: until a newer one. */
export const holdsUntil = (definition: FactDefinition, at: Day): Day | null =>
  definition.holdsFor === 'calendar_year'
    ? `${yearOf(at)}-12-31`
    : definition.validDays === undefined
      ? null
      : addDays(at, definition.validDays);

/** Health and money are shown to those who do the person's matters, and to whoever wrote them down. */
export const maySeeFact = (
  actor: { readonly role: Role; readonly post: string },
  fact: { readonly name: string; readonly recordedBy: string },
): boolean =>
  factNamed(fact.name)?.sensitive !== true || fact.recordedBy === actor.post || SENSITIVE_ROLES.some((role) => role === actor.role);

/** What is known of the person against which a fact must make sense. */
export type Life = { readonly birth: Day | null; readonly diedOn: Day | null };

/**
 * A fact as it is recorded, with the day until which it holds.
 * Refused beside what `readFact` refuses: `fact_unknown_name`, `fact_derived`, `fact_future`, `fact_dates`, `fact_before_birth`, `fact_after_death`.
 */
export const checkFact = (fact: FactInput, life: Life, today: Day): Checked<FactInput> => {
  const definition = factNamed(fact.name);
  if (Object.hasOwn(DERIVED_FACTS, fact.name))
    return bad(
      'fact_derived',
      `“${fact.name}”由登记的出生日期、性别得出，不用记；不对请更正登记`,
      `${fact.name} follows from the register and is not recorded. If it is wrong, correct the register`,
    );
  if (definition === undefined)
    return bad(
      'fact_unknown_name',
      `情况表里没有“${fact.name}”，请从列表里选`,
      `There is no fact called ${fact.name}. Choose one from the list`,
    );
  const value = readFact(fact.name, definition, fact.value);
  if (!value.ok) return value;
  if (fact.at > today) return bad('fact_future', '情况的日期在将来，请改一下', 'The day of the fact lies in the future. Correct it');
  if (definition.type === 'date' && typeof value.value === 'string') {
    if (value.value > today) return bad('fact_future', `“${fact.name}”在将来，请改一下`, `${fact.name} lies in the future. Correct it`);
    if (life.birth !== null && value.value < life.birth)
      return bad('fact_before_birth', `“${fact.name}”早于出生日期，请核对`, `${fact.name} lies before the birth. Check it`);
  }
  const validUntil = fact.validUntil ?? holdsUntil(definition, fact.at);
  if (validUntil !== null && validUntil < fact.at)
    return bad('fact_dates', '有效期早于情况的日期，请改一下', 'It would end before it began. Correct the dates');
  if (life.birth !== null && fact.at < life.birth)
    return bad('fact_before_birth', '情况的日期早于出生日期，请核对', 'The day lies before the person was born. Check it');
  if (life.diedOn !== null && fact.at > life.diedOn)
    return bad('fact_after_death', '这个人那时已经去世，请核对日期', 'The person had died by that day. Check it');
  return good({ ...fact, value: value.value, validUntil });
};

/** What is taken all the same but deserves a second look. */
export const oddities = (facts: readonly FactInput[], state: { readonly livingInHousehold: number }): readonly Flag[] =>
  facts.flatMap((fact): Flag[] => {
    const definition = factNamed(fact.name);
    const flags: Flag[] = [];
    if (definition?.rareAbove !== undefined && typeof fact.value === 'string' && Number(fact.value) > definition.rareAbove)
      flags.push({
        name: fact.name,
        code: 'fact_rare',
        zh: `“${fact.name}”这么大很少见，请再核对一遍`,
        en: `Such a large value of ${fact.name} is rare. Check it once more`,
      });
    if (fact.name === '独居' && fact.value === true && state.livingInHousehold > 1)
      flags.push({
        name: fact.name,
        code: 'fact_not_alone',
        zh: '记了独居，但户里还有别人，请核对',
        en: 'Recorded as living alone, but the household has other members. Check it',
      });
    return flags;
  });

export type FactsState = (ResidentRef & Life & { readonly livingInHousehold: number }) | null;

/** One entry for all the facts of a visit. The first one that is nonsense refuses the whole. */
export const recordFacts = (
  state: FactsState,
  p: { readonly resident: string; readonly facts: readonly FactInput[] },
  { today }: { readonly today: Day },
): Decision<EventOf, { ids: string[]; flags: Flag[] }> => {
  if (!state) return notFound;
  const facts: FactInput[] = [];
  for (const fact of p.facts) {
    const checked = checkFact(fact, state, today);
    if (!checked.ok) return { kind: 'refused', refusal: { ...checked.refusal, info: { fact: fact.id, name: fact.name } } };
    facts.push(checked.value);
  }
  return accept([factsRecorded(state, facts)], { ids: facts.map((fact) => fact.id), flags: [...oddities(facts, state)] });
};

/** Checked facts as one entry. Names and values are personal: detail. */
export const factsRecorded = (ref: ResidentRef, facts: readonly FactInput[]) =>
  aboutResident('residents.facts_recorded', ref, { resident: ref.id, ids: facts.map((fact) => fact.id) }, { facts });

export const withdrawFact = (
  state: { readonly resident: ResidentRef; readonly withdrawn: boolean } | null,
  p: { readonly id: string; readonly reason: string },
): Decision<EventOf, { id: string }> => {
  if (!state) return notFound;
  if (state.withdrawn) return refuse('fact_withdrawn', '这条情况已经撤销了', 'This fact is withdrawn already.');
  return accept(
    [aboutResident('residents.fact_withdrawn', state.resident, { id: p.id, resident: state.resident.id }, { reason: p.reason })],
    { id: p.id },
  );
};
