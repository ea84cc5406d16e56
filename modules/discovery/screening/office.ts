import { createHash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import type { Id } from '../../../kernel/id.ts';
import type { Day } from '../../../kernel/time.ts';
import type { Tx } from '../../../platform/executor/types.ts';
import { RULE_FACTS } from '../../residents/contract.ts';
import { derivedFacts, usableFacts } from '../../residents/domain.ts';
import { DICTIONARY } from '../domain/dictionary.ts';
import type { FoundOf } from '../domain/follow-up.ts';
import { parseDay } from '../language/calendar.ts';
import { type Fact, readValue, type Value } from '../language/dictionary.ts';
import type { Household } from '../language/ground.ts';
import type { InForce } from '../reads/in-force.ts';
import { everyone, type Person, type Roll, rollOf, type Said } from '../reads/roll.ts';
import { Screening } from './stream.ts';

/**
 * The office's residents against the policies of a day. What contradicts itself, has run out or is nonsense is unknown, and unknown is never no.
 */

/** What may be used of a person on a day, by the name of the fact. */
export type Told = ReadonlyMap<string, boolean | string>;
export type Member = { readonly person: Person; readonly told: Told };

const ofHousehold = (name: string): boolean => RULE_FACTS[name]?.ofHousehold === true;

/** Members of one household with what is known of each; a fact of the household is everybody's, whoever it was told of. */
const membersOf = (people: readonly Person[], said: ReadonlyMap<Id, readonly Said[]>, day: Day): readonly Member[] => {
  const own = people.map(({ id }) => said.get(id) ?? []);
  const shared =
    people.length > 1
      ? usableFacts(
          own.flatMap((all) => all.filter(({ name }) => ofHousehold(name))),
          day,
        )
      : undefined;
  return people.map((person, i): Member => {
    const apart = shared === undefined ? own[i]! : own[i]!.filter(({ name }) => !ofHousehold(name));
    return { person, told: new Map([...usableFacts(apart, day), ...(shared ?? []), ...derivedFacts(person, day)]) };
  });
};

/** A roll's households, each with all its members. */
export const householdsOf = ({ people, said }: Roll, day: Day): readonly (readonly Member[])[] => {
  const saidOf = Map.groupBy(said, ({ resident }) => resident);
  return [...Map.groupBy(people, ({ household, id }) => household ?? id).values()].map((household) => membersOf(household, saidOf, day));
};

const factsOf = ({ told }: Member): readonly (boolean | string | undefined)[] => DICTIONARY.facts.map(({ name }) => told.get(name));

const exactValue = (fact: Fact, text: boolean | string | undefined): Value | undefined => {
  if (typeof text !== 'string') return text;
  const read = readValue(fact, text);
  return read.ok ? read.value : undefined;
};
/** As the language takes it, for explaining a verdict. */
export const knownHousehold = (members: readonly Member[], self: number): Household => ({
  members: members.map((member) => factsOf(member).map((text, i) => exactValue(DICTIONARY.facts[i]!, text))),
  self,
});

/** Years pass for everybody: a birthday alone is no news. */
const AS_BASIS: Readonly<Record<string, string>> = { 年龄: '出生日期' };

/**
 * Digest of what a verdict rests on: the rule's text, and what is known of the facts that it names, of the resident and, where it looks
 * at the household, of the others in no order. The same digest never brings a second lead.
 */
export const basisOf = ({ body, rule }: Pick<InForce, 'body' | 'rule'>, members: readonly Member[], self: number): string => {
  const names = [...new Set(rule.facts.map((fact) => AS_BASIS[DICTIONARY.facts[fact]!.name] ?? DICTIONARY.facts[fact]!.name))];
  const valuesOf = ({ told }: Member): string => JSON.stringify(names.map((name) => told.get(name) ?? null));
  const others = rule.household
    ? members
        .filter((_, i) => i !== self)
        .map(valuesOf)
        .sort()
    : [];
  const text = JSON.stringify([body.rule, body.rules.map(({ name, text }) => [name, text]), names, valuesOf(members[self]!), others]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
};

/** A verdict with the facts that could still change it. */
export type FoundVerdict = FoundOf['verdicts'][number] & { readonly missing: readonly string[] };
/** A resident with what may be theirs; policies that are not named don't apply. */
export type Found = { readonly resident: Id; readonly area: string; readonly verdicts: readonly FoundVerdict[] };

/** Days since 1970 of a day that exists. */
export const dayNumber = (day: Day): number => {
  const number = parseDay(day);
  if (number === undefined) throw new Error('not a day');
  return number;
};

/** The policies of a day made ready once, for any number of households. */
export const screeningOf = (policies: readonly InForce[], day: Day) => {
  const screening = new Screening(
    policies.map(({ rule }) => rule),
    DICTIONARY,
    dayNumber(day),
  );
  return (members: readonly Member[]): readonly Found[] => {
    const screened = screening.household(
      members.map((member) => ({ id: member.person.id, household: member.person.household, facts: factsOf(member) })),
    );
    return screened.map(({ findings }, self): Found => {
      const { id, area } = members[self]!.person;
      const verdicts = findings.flatMap(({ verdict, missing }, i): readonly FoundVerdict[] => {
        const policy = policies[i]!;
        if (verdict === 'no' || !policy.areas.some((one) => area.startsWith(one))) return [];
        const basis = (): string => basisOf(policy, members, self);
        return [{ policy: policy.policy, version: policy.version, verdict, missing, basis }];
      });
      return { resident: id, area, verdicts };
    });
  };
};

/** Others in this process wait no longer than this, ms, and one household. */
const TURN_MS = 20;

/** Everybody who lives in the district, some thousand at a time: memory does not grow with them. Reads as whoever acts in `tx`, one sweep at a time. */
export async function* screenEveryone(tx: Tx, district: string, policies: readonly InForce[], day: Day): AsyncGenerator<readonly Found[]> {
  const screen = screeningOf(policies, day);
  for await (const ids of everyone(tx, district)) {
    const found: Found[] = [];
    let turn = performance.now();
    for (const household of householdsOf(await rollOf(tx, district, ids), day)) {
      found.push(...screen(household));
      if (performance.now() - turn < TURN_MS) continue;
      await others();
      turn = performance.now();
    }
    yield found;
  }
}
