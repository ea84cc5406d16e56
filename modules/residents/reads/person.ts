import { maskId, maskPhone } from '../../../kernel/identity.ts';
import { ageOn } from '../../../kernel/time.ts';
import type { ReadContext } from '../../../platform/executor/types.ts';
import type { PersonRow } from '../contract.ts';
import { places } from '../store.ts';

/** Columns and joins of a person as lists show them; `r` is the person's row of residents_v_person, further joins and conditions follow. */
export const PERSON_COLUMNS = `r.id, r.name, r.sex, r.birth, r.area, a.name as "areaName", r.household, r.address, r.lives_elsewhere as "livesElsewhere",
  r.died_on as "diedOn", r.id_sealed as "idSealed", p.id as "phoneId", p.phone_sealed as "phoneSealed",
  r.green_why as "greenWhy"`;
export const PERSON_JOINS = `left join network_v_area a on a.district = r.district and a.path = r.area
  left join lateral (
    select c.id, c.phone_sealed from residents_contact c
    where c.district = r.district and c.resident = r.id and c.kind = 'own_phone' and c.withdrawn_at is null and c.phone_sealed is not null
    order by c.id limit 1) p on true`;

export type PersonColumns = Omit<PersonRow, 'age' | 'idMasked' | 'phoneMasked' | 'green'> & {
  readonly idSealed: Buffer | null;
  readonly phoneId: string | null;
  readonly phoneSealed: Buffer | null;
};

export const maskedPhone = (sealed: Buffer | null, contact: string, { actor, services }: ReadContext): string | null =>
  sealed === null ? null : maskPhone(services.keys.openText(sealed, places.phone(actor.district, contact)));

/** Numbers never leave unmasked here. */
export const personRow = (row: PersonColumns, ctx: ReadContext): PersonRow => {
  const { actor, services, today } = ctx;
  return {
    id: row.id,
    name: row.name,
    sex: row.sex,
    birth: row.birth,
    age: row.birth === null ? null : ageOn(row.birth, row.diedOn ?? today),
    area: row.area,
    areaName: row.areaName,
    household: row.household,
    address: row.address,
    livesElsewhere: row.livesElsewhere,
    diedOn: row.diedOn,
    idMasked: row.idSealed === null ? null : maskId(services.keys.openText(row.idSealed, places.idNumber(actor.district, row.id))),
    phoneMasked: row.phoneId === null ? null : maskedPhone(row.phoneSealed, row.phoneId, ctx),
    green: row.greenWhy.length > 0,
    greenWhy: row.greenWhy,
  };
};
