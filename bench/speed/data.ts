import { nameOf } from '../../db/demo/names.ts';
import { demoPhone, randomFrom } from '../../db/demo/random.ts';
import { addDays, dayOf } from '../../kernel/time.ts';

/** Invented people and cases, the same for Daiban and for the bare server. Repeatable: the same seed gives the same rows. */

export const DISTRICT = '330903';
export const ROOT = '33.3309.330903.';
const ISLANDS = 10;
const VILLAGES = 10;

export type Place = { readonly path: string; readonly kind: 'island' | 'village'; readonly name: string };

/** Ten islands with ten villages each. */
export const PLACES: readonly Place[] = Array.from({ length: ISLANDS }, (_, i): Place[] => {
  const island = `${ROOT}i${i}.`;
  return [
    { path: island, kind: 'island', name: `${'甲乙丙丁戊己庚辛壬癸'[i]}岛` },
    ...Array.from(
      { length: VILLAGES },
      (__, v): Place => ({ path: `${island}v${v}.`, kind: 'village', name: `${'甲乙丙丁戊己庚辛壬癸'[i]}岛${v + 1}村` }),
    ),
  ];
}).flat();
const villages = PLACES.filter(({ kind }) => kind === 'village');

export type Person = {
  readonly id: string;
  readonly area: string;
  readonly name: string;
  readonly sex: 'female' | 'male';
  readonly birth: string;
  readonly address: string;
  readonly phone: string | null;
  /** Of a division that does not exist, so it can be nobody's. */
  readonly idNumber: string;
  readonly poor: boolean;
};

const DAY_MS = 86_400_000;

export const peopleOf = (count: number, now: number): readonly Person[] => {
  const random = randomFrom(20);
  return Array.from({ length: count }, (_, i): Person => {
    const sex = random.chance(0.5) ? 'female' : 'male';
    const year = random.int(1930, 2018);
    const birth = `${year}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
    const area = random.pick(villages);
    return {
      id: random.id(now - 700 * DAY_MS + i),
      area: area.path,
      name: nameOf(random, sex, year),
      sex,
      birth,
      address: `${area.name}${random.int(1, 300)}号`,
      phone: random.chance(0.7) ? demoPhone(random) : null,
      idNumber: `9${String(Math.floor(i / 1000)).padStart(5, '0')}${birth.replaceAll('-', '')}${String(i % 1000).padStart(3, '0')}X`,
      poor: random.chance(0.1),
    };
  });
};

/** `informing`: just told, what `advance` uses up; `accepted`: open, with a task in a site's queue; `delivered`: over. */
export type BenchCase = {
  readonly id: string;
  readonly n: number;
  readonly person: Person;
  readonly state: 'informing' | 'accepted' | 'delivered';
  readonly openedAt: number;
  /** index of the site whose queue it is in */
  readonly site: number;
  readonly due: string;
};

/** Of a hundred cases this many are still being told, and accepted; the rest is over. */
const INFORMING = 30;
const ACCEPTED = 10;

export function* casesOf(count: number, people: readonly Person[], sites: number, now: number): Generator<BenchCase> {
  const random = randomFrom(21);
  for (let n = 0; n < count; n += 1) {
    const openedAt = now - 600 * DAY_MS + Math.floor((n / count) * 590 * DAY_MS);
    const of = n % 100;
    yield {
      id: random.id(openedAt),
      n,
      person: random.pick(people),
      state: of < INFORMING ? 'informing' : of < INFORMING + ACCEPTED ? 'accepted' : 'delivered',
      openedAt,
      site: random.int(0, sites - 1),
      due: addDays(dayOf(new Date(now).toISOString()), random.int(-5, 40)),
    };
  }
}
