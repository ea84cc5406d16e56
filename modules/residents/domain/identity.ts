import type { Actor } from '../../../kernel/actor.ts';
import type { Checked } from '../../../kernel/checked.ts';
import { bad, good } from '../../../kernel/checked.ts';
import { modernForm, parseIdNumber, type Sex } from '../../../kernel/identity.ts';
import { type Decision, refuse } from '../../../kernel/result.ts';
import type { Day } from '../../../kernel/time.ts';

/** Somebody in the district who has an ID number already. `resident` only where the acting post may see the record. */
export type Known = { readonly resident: string | null; readonly office: string | null; readonly officePhone: string | null };

/** What a decision needs of its surroundings. */
export type Ctx = { readonly actor: Pick<Actor, 'ranges'>; readonly today: Day };

export type Identity = {
  readonly idNumber: string | null;
  readonly sex: Sex | null;
  readonly birth: Day | null;
};

/**
 * ID number, sex and birthday of one person, which must fit one another. From the number follow the other two.
 * Refused: what `parseIdNumber` refuses, `birth_future`, `id_birth_differs`, `id_sex_differs`.
 */
export const checkIdentity = (
  typed: { readonly idNumber: string | null; readonly sex: Sex | null; readonly birth: Day | null },
  today: Day,
): Checked<Identity> => {
  if (typed.birth !== null && (typed.birth > today || typed.birth < '1880-01-01'))
    return bad('birth_future', '出生日期不对：在今天以后，或早得不可能', 'The birthday is not right: after today, or impossibly early');
  if (typed.idNumber === null) return good(typed);
  const id = parseIdNumber(typed.idNumber, today);
  if (!id.ok) return id;
  if (typed.birth !== null && typed.birth !== id.value.birth)
    return bad(
      'id_birth_differs',
      '出生日期和身份证号上的不一样，请核对是哪一个写错了',
      'The birthday differs from the one in the ID number. Check which of them is wrong',
    );
  if (typed.sex !== null && typed.sex !== id.value.sex)
    return bad(
      'id_sex_differs',
      '性别和身份证号上的不一样，请核对是哪一个写错了',
      'The sex differs from the one in the ID number. Check which of them is wrong',
    );
  return good({ idNumber: modernForm(id.value), sex: id.value.sex, birth: id.value.birth });
};

/** An ID number that somebody has: says where, and nothing about the person. */
export const alreadyKnown = (known: Known): Decision<never, never> => {
  if (known.resident !== null)
    return refuse(
      'resident_known',
      '这个身份证号已经登记过了，请直接打开那一份',
      'This ID number is registered already. Open that record.',
      {
        resident: known.resident,
      },
    );
  const office = known.office ?? '本区另一个站点';
  const phone = known.officePhone === null ? '' : `（电话 ${known.officePhone}）`;
  return refuse(
    'resident_known_elsewhere',
    `这个人已经在“${office}”登记，请联系那里${phone}办理转入`,
    `This person is registered at ${office}. Ask them${known.officePhone === null ? '' : ` (${known.officePhone})`} to hand the record over.`,
    { office },
  );
};

export const notFound = refuse('not_found', '没有找到，可能不在您负责的范围内', 'Not found; it may lie outside your area.');
export const outsideArea = refuse(
  'outside_area',
  '这件事不在您负责的范围内，请联系当地的站点',
  'This lies outside your area. Please contact the local office.',
);
export const areaMissing = refuse('area_missing', '没有这个区划，请重新选择村组', 'There is no such area. Choose again.');
