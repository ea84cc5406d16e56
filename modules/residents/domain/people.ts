import type { z } from 'zod';
import { withinAny } from '../../../kernel/area.ts';
import type { EventOf } from '../../../kernel/contract.ts';
import type { Sex } from '../../../kernel/identity.ts';
import { accept, type Decision, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';
import type * as contract from '../contract.ts';
import { type ContactInput, checkContact } from './contacts.ts';
import { aboutResident, type ResidentRef, residentDied } from './events.ts';
import { checkFact, type FactInput, factsRecorded } from './facts.ts';
import { alreadyKnown, areaMissing, type Ctx, checkIdentity, type Known, notFound, outsideArea } from './identity.ts';

type Event = EventOf;
type Changed = { id: string };

/** A person as far as decisions need it. */
export type Person = ResidentRef & {
  readonly name: string;
  readonly idNumber: string | null;
  readonly sex: Sex | null;
  readonly birth: Day | null;
  readonly household: string | null;
  readonly relation: string | null;
  readonly address: string | null;
  readonly livesElsewhere: string | null;
  readonly homeSince: Day | null;
  readonly diedOn: Day | null;
  readonly mergedInto: string | null;
};

const mergedAway = refuse(
  'resident_merged',
  '这一份已经并入另一份登记，请在那一份上修改',
  'This record was merged into another. Change that one.',
);

export type RegisterState = {
  readonly areaExists: boolean;
  readonly known: Known | null;
  /** null: no such household, or not visible */
  readonly household: ResidentRef | null;
};

/** A person is registered with all that was said at once: one entry, and one for the facts. */
export const register = (
  state: RegisterState,
  p: z.output<typeof contract.register.payload>,
  { actor, today }: Ctx,
): Decision<Event, Changed> => {
  if (!withinAny(p.area, actor.ranges)) return outsideArea;
  if (!state.areaExists) return areaMissing;
  const identity = checkIdentity(p, today);
  if (!identity.ok) return { kind: 'refused', refusal: identity.refusal };
  if (state.known !== null) return alreadyKnown(state.known);
  if (p.household !== null && state.household === null)
    return refuse('household_missing', '没有找到这一户，请先登记户', 'This household was not found. Register it first.');
  const contacts: ContactInput[] = [];
  for (const typed of p.contacts) {
    const contact = checkContact(typed);
    if (!contact.ok) return { kind: 'refused', refusal: contact.refusal };
    contacts.push(contact.value);
  }
  const facts: FactInput[] = [];
  for (const typed of p.facts) {
    const fact = checkFact(typed, { birth: identity.value.birth, diedOn: null }, today);
    if (!fact.ok) return { kind: 'refused', refusal: { ...fact.refusal, info: { fact: typed.id, name: typed.name } } };
    facts.push(fact.value);
  }
  const ref = { id: p.id, area: p.area };
  const { name, relation, address, livesElsewhere, language } = p;
  const registered = aboutResident(
    'residents.registered',
    ref,
    { id: p.id, household: p.household, registeredArea: p.registeredArea, homeSince: p.homeSince },
    { name, ...identity.value, relation, address, livesElsewhere, language, contacts },
  );
  return accept([registered, ...(facts.length > 0 ? [factsRecorded(ref, facts)] : [])], { id: p.id });
};

/** A household stands on a stream of its own. */
const aboutHousehold = (type: string, { id, area }: ResidentRef, data: unknown, detail: unknown): Event => ({
  type,
  stream: 'household',
  streamId: id,
  area,
  data,
  detail,
});

export const householdAdded = (ref: ResidentRef, number: string | null, address: string | null): Event =>
  aboutHousehold('residents.household_added', ref, { id: ref.id }, { number, address });

export const addHousehold = (
  state: { readonly areaExists: boolean },
  p: ResidentRef & { readonly number: string | null; readonly address: string | null },
  { actor }: Pick<Ctx, 'actor'>,
): Decision<Event, Changed> => {
  if (!withinAny(p.area, actor.ranges)) return outsideArea;
  if (!state.areaExists) return areaMissing;
  return accept([householdAdded(p, p.number, p.address)], { id: p.id });
};

export const changeHousehold = (
  household: (ResidentRef & { readonly address: string | null }) | null,
  p: { readonly id: string; readonly address: string | null; readonly reason: string },
): Decision<Event, Changed> => {
  if (!household) return notFound;
  return accept(
    [
      aboutHousehold(
        'residents.household_changed',
        household,
        { id: p.id },
        { address: p.address, was: household.address, reason: p.reason },
      ),
    ],
    { id: p.id },
  );
};

export const changeMembership = (
  state: { readonly person: Person | null; readonly household: ResidentRef | null },
  p: { readonly household: string | null; readonly relation: string | null; readonly since: Day; readonly reason: string },
  { today }: Pick<Ctx, 'today'>,
): Decision<Event, Changed> => {
  const { person } = state;
  if (!person) return notFound;
  if (person.mergedInto !== null) return mergedAway;
  if (p.household !== null && state.household === null)
    return refuse('household_missing', '没有找到这一户，请先登记户', 'This household was not found. Register it first.');
  if (p.since > today) return refuse('since_in_future', '生效日期在将来，请到那天再改', 'The day lies in the future. Change it then.');
  return accept(
    [
      aboutResident(
        'residents.membership_changed',
        person,
        { id: person.id, household: p.household, since: p.since, was: person.household },
        { relation: p.relation, wasRelation: person.relation, reason: p.reason },
      ),
    ],
    { id: person.id },
  );
};

export const changeHome = (
  state: { readonly person: Person | null; readonly areaExists: boolean },
  p: {
    readonly area: string;
    readonly address: string | null;
    readonly livesElsewhere: string | null;
    readonly since: Day;
    readonly reason: string;
  },
  { today }: Pick<Ctx, 'today'>,
): Decision<Event, Changed> => {
  const { person } = state;
  if (!person) return notFound;
  if (person.mergedInto !== null) return mergedAway;
  if (!state.areaExists) return areaMissing;
  if (p.since > today) return refuse('since_in_future', '生效日期在将来，请到那天再改', 'The day lies in the future. Change it then.');
  if (p.area === person.area && p.address === person.address && p.livesElsewhere === person.livesElsewhere)
    return refuse('home_unchanged', '和现在登记的住址一样，没有变化', 'This is the home as it is registered; nothing changed.');
  const was = { area: person.area, address: person.address, livesElsewhere: person.livesElsewhere, since: person.homeSince };
  return accept(
    [
      aboutResident(
        'residents.home_changed',
        person,
        { id: person.id, area: p.area, since: p.since, moved: p.area !== person.area },
        { address: p.address, livesElsewhere: p.livesElsewhere, was, reason: p.reason },
      ),
    ],
    { id: person.id },
  );
};

export type Correction = {
  readonly name?: string | undefined;
  readonly idNumber?: string | null | undefined;
  readonly sex?: Sex | null | undefined;
  readonly birth?: Day | null | undefined;
  readonly reason: string;
};
const CORRECTABLE = ['name', 'idNumber', 'sex', 'birth'] as const;

/** The values as they stand after a correction. A new ID number brings its own sex and birthday, unless those are corrected too. */
export const corrected = (person: Pick<Person, (typeof CORRECTABLE)[number]>, p: Correction) => {
  const renumbered = p.idNumber !== undefined && p.idNumber !== null;
  return {
    name: p.name ?? person.name,
    idNumber: p.idNumber === undefined ? person.idNumber : p.idNumber,
    sex: p.sex !== undefined ? p.sex : renumbered ? null : person.sex,
    birth: p.birth !== undefined ? p.birth : renumbered ? null : person.birth,
  };
};

/** What was wrong is put right by a further entry; the old value stays visible, struck through. */
export const correct = (
  state: { readonly person: Person | null; readonly known: Known | null },
  p: Correction,
  { today }: Pick<Ctx, 'today'>,
): Decision<Event, Changed> => {
  const { person, known } = state;
  if (!person) return notFound;
  if (person.mergedInto !== null) return mergedAway;
  const wanted = corrected(person, p);
  const identity = checkIdentity(wanted, today);
  if (!identity.ok) return { kind: 'refused', refusal: identity.refusal };
  if (known !== null && known.resident !== person.id) return alreadyKnown(known);
  const now = { name: wanted.name, ...identity.value };
  const fields = CORRECTABLE.filter((field) => now[field] !== person[field]);
  if (fields.length === 0)
    return refuse('nothing_corrected', '和现在登记的一样，没有要更正的', 'This is what is registered; nothing to correct.');
  const was = Object.fromEntries(fields.map((field) => [field, person[field]]));
  return accept([aboutResident('residents.corrected', person, { id: person.id, fields }, { now, was, reason: p.reason })], {
    id: person.id,
  });
};

export const recordDeath = (
  person: Person | null,
  p: { readonly diedOn: Day; readonly source: string; readonly note: string | null },
  { today }: Pick<Ctx, 'today'>,
): Decision<Event, Changed> => {
  if (!person) return notFound;
  if (person.mergedInto !== null) return mergedAway;
  if (person.diedOn !== null)
    return refuse('already_died', '已经登记过去世，如果日期不对请先撤销', 'The death is recorded. If the day is wrong, withdraw it first.');
  if (p.diedOn > today || (person.birth !== null && p.diedOn < person.birth))
    return refuse('death_day', '去世日期不对：在今天以后，或早于出生日期', 'The day is not right: after today, or before the birth.');
  return accept([residentDied(person, p)], { id: person.id });
};

export const withdrawDeath = (person: Person | null, p: { readonly reason: string }): Decision<Event, Changed> => {
  if (!person) return notFound;
  if (person.diedOn === null) return refuse('not_died', '没有登记过去世', 'No death is recorded.');
  return accept([aboutResident('residents.death_withdrawn', person, { id: person.id, was: person.diedOn }, { reason: p.reason })], {
    id: person.id,
  });
};
