import { syntheticId } from '../../kernel/identity.ts';
import { knowMore } from './facts.ts';
import type { DemoFact, DemoHousehold, DemoPerson } from './household.ts';
import { nameOf } from './names.ts';
import { demoPhone, type Random } from './random.ts';

/** How many of an area; the account's own numbers where it gives them. */
export type Population = {
  readonly areas: readonly { readonly path: string; readonly name: string }[];
  readonly livingElders: number;
  readonly livingOthers: number;
  readonly away: number;
  readonly lowIncomeHouseholds: number;
  /** Of the low-income households, those with a smartphone. */
  readonly withSmartphone: number;
};

/** Year of the demo's present, for ages. */
const NOW_YEAR = 2026;

/** 330999 is no region, so that no number can be anybody's. Each birthday and sex is used up to 500 times. */
const numberMaker = () => {
  const used = new Map<string, number>();
  return (birth: string, sex: 'female' | 'male'): string => {
    const key = `${birth}${sex}`;
    const n = used.get(key) ?? 0;
    used.set(key, n + 1);
    return syntheticId('330999', birth, sex === 'male' ? 2 * n + 1 : 2 * n + 2);
  };
};

const AWAY: readonly (readonly [string, number])[] = [
  ['沈家门', 40],
  ['宁波', 25],
  ['定海', 12],
  ['杭州', 8],
  ['上海', 6],
  ['朱家尖', 5],
  ['在外打工', 4],
];

type Kind = 'elder' | 'other' | 'away';

export const makeHouseholds = (population: Population, random: Random, numberOf = numberMaker()): DemoHousehold[] => {
  const left: Record<Kind, number> = { elder: population.livingElders, other: population.livingOthers, away: population.away };
  const households: Kind[][] = [];
  const take = (kind: Kind): Kind[] => {
    if (left[kind] === 0) return [];
    left[kind] -= 1;
    return [kind];
  };
  while (left.elder + left.other + left.away > 0) {
    const shape = random.weighted<readonly Kind[]>([
      [['elder'], 18],
      [['elder', 'elder'], 26],
      [['elder', 'elder', 'away', 'away'], 12],
      [['elder', 'other', 'other'], 9],
      [['other', 'other', 'other'], 12],
      [['other', 'other', 'elder', 'elder'], 5],
      [['away', 'away', 'away'], 22],
      [['away', 'away'], 10],
      [['other'], 3],
    ]);
    const household = shape.flatMap(take);
    if (household.length > 0) households.push(household);
    else for (const kind of ['elder', 'other', 'away'] as const) if (left[kind] > 0) households.push(take(kind));
  }
  const poor = new Set<number>();
  const candidates = households.flatMap((household, i) => (household.includes('elder') && !household.includes('away') ? [i] : []));
  while (poor.size < Math.min(population.lowIncomeHouseholds, candidates.length)) poor.add(random.pick(candidates));
  const poorOnes = [...poor];
  const online = new Set(poorOnes.slice(0, population.withSmartphone));

  return households.map((kinds, i) => {
    const area = population.areas[i % population.areas.length]!;
    const lowIncome = poor.has(i);
    const birthOf = (kind: Kind, n: number): string => {
      const year =
        kind === 'elder'
          ? NOW_YEAR - random.int(61, 94)
          : n === 0
            ? NOW_YEAR - random.int(28, 58)
            : NOW_YEAR - random.int(kind === 'away' ? 5 : 8, 56);
      return `${year}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
    };
    const people = kinds.map((kind, n): DemoPerson => {
      const sex =
        kind === 'elder' && kinds[1] === 'elder' && n < 2 ? (n === 0 ? 'male' : 'female') : random.chance(0.5) ? 'female' : 'male';
      const birth = birthOf(kind, n);
      const age = NOW_YEAR - Number(birth.slice(0, 4));
      const facts: DemoFact[] = [];
      const know = (chance: number, name: string, value: boolean | string, source = 'visit', sure = 'certain'): void => {
        if (random.chance(chance)) facts.push({ name, value, source, sure });
      };
      if (lowIncome) facts.push({ name: '低保', value: true, source: 'department', sure: 'certain' });
      if (kind === 'elder') {
        if (kinds.length === 1) know(0.85, '独居', true);
        if (lowIncome) facts.push({ name: '智能手机', value: online.has(i) && n === 0, source: 'visit', sure: 'certain' });
        else know(0.3, '智能手机', age < 72 && random.chance(0.4));
        if (age >= 80) know(0.6, '高龄津贴', random.chance(0.8), 'department');
        if (age >= 85) know(0.25, '卧床', random.chance(0.3));
        know(0.06, '残疾', true, 'department');
        know(0.35, '慢性病', random.chance(0.7), random.chance(0.3) ? 'neighbour' : 'visit', random.chance(0.2) ? 'hearsay' : 'certain');
        know(0.2, '本年住院', String(random.int(0, 3)), 'self', 'likely');
        know(0.15, '本年门诊自付', String(random.int(2, 120) * 100), 'document');
        know(0.5, '医保', '城乡居民', 'department');
      } else if (kind === 'other' && !lowIncome) know(0.2, '智能手机', true);
      const contacts: {
        kind: string;
        name: string | null;
        relation: string | null;
        phone: string | null;
        trusted: boolean;
        bestHours: string | null;
      }[] = [];
      if (kind !== 'elder' ? age >= 16 : random.chance(lowIncome ? 0.35 : 0.6))
        contacts.push({ kind: 'own_phone', name: null, relation: null, phone: demoPhone(random), trusted: false, bestHours: null });
      if (kind === 'elder' && random.chance(0.5))
        contacts.push({
          kind: 'relative',
          name: nameOf(random, random.chance(0.5) ? 'female' : 'male', 1978),
          relation: random.pick(['女儿', '儿子', '侄子', '外甥女']),
          phone: demoPhone(random),
          trusted: true,
          bestHours: random.pick(['晚上7点以后', '中午', null]),
        });
      if (kind === 'elder' && contacts.length === 0)
        contacts.push({ kind: 'knock', name: null, relation: null, phone: null, trusted: false, bestHours: '上午' });
      return {
        key: null,
        name: nameOf(random, sex, Number(birth.slice(0, 4))),
        idNumber: numberOf(birth, sex),
        sex,
        birth,
        relation: n === 0 ? '户主' : kind === 'elder' ? '配偶' : age < 30 ? '子女' : '家人',
        livesElsewhere: kind === 'away' ? random.weighted(AWAY) : null,
        contacts,
        facts,
      };
    });
    return {
      area: area.path,
      number: `${area.path.split('.').at(-2)}-${String(Math.floor(i / population.areas.length) + 1).padStart(3, '0')}`,
      address: `${area.name}${random.int(1, 180)}号`,
      people,
    };
  });
};

const person = (
  key: string,
  name: string,
  sex: 'female' | 'male',
  birth: string,
  relation: string,
  numberOf: (birth: string, sex: 'female' | 'male') => string,
  more: Partial<DemoPerson> = {},
): DemoPerson => ({
  key,
  name,
  sex,
  birth,
  relation,
  idNumber: numberOf(birth, sex),
  livesElsewhere: null,
  contacts: [],
  facts: [],
  ...more,
});

const contact = (kind: string, phone: string | null, name: string | null = null, relation: string | null = null) => ({
  kind,
  name,
  relation,
  phone,
  trusted: name !== null,
  bestHours: null,
});
const fact = (name: string, value: boolean | string, source = 'department'): DemoFact => ({ name, value, source, sure: 'certain' });

/** The people whom the stories tell of; the phone numbers are nobody's. */
const storyHouseholds = (
  root: string,
  code: string,
  numberOf: (birth: string, sex: 'female' | 'male') => string,
): readonly DemoHousehold[] => {
  if (code === '330903')
    return [
      {
        area: `${root}bsd.g1.`,
        number: 'g1-900',
        address: '白沙岛一组12号',
        people: [
          person('chen', '陈阿香', 'female', '1955-03-08', '配偶', numberOf, {
            contacts: [contact('own_phone', '14200000001'), contact('relative', '14200000002', '陈海波', '侄子')],
            facts: [fact('低保边缘', true), fact('智能手机', false, 'visit')],
          }),
          person('chen-husband', '虞永祥', 'male', '1952-11-20', '户主', numberOf, { facts: [fact('大病', true, 'document')] }),
        ],
      },
      {
        area: `${root}myd.g2.`,
        number: 'g2-900',
        address: '蚂蚁岛二组36号',
        people: [
          person('zhou-father', '周根发', 'male', '1943-02-15', '户主', numberOf, {
            contacts: [contact('knock', null)],
            facts: [fact('智能手机', false, 'visit')],
          }),
          person('zhou-mother', '林桂花', 'female', '1946-08-02', '配偶', numberOf),
          person('zhou', '周海定', 'male', '1971-06-19', '子女', numberOf, {
            livesElsewhere: '沈家门',
            contacts: [contact('own_phone', '14200000003')],
            facts: [fact('低保', true), fact('大病', true, 'document')],
          }),
        ],
      },
    ];
  if (code === '420703')
    return [
      {
        area: `${root}102.`,
        number: '102-900',
        address: '庙岭镇街上8号',
        people: [person('wang', '汪秀英', 'female', '1959-10-06', '户主', numberOf, { contacts: [contact('own_phone', '14200000004')] })],
      },
    ];
  if (code === '310106')
    return [
      {
        area: `${root}022.`,
        number: '022-900',
        address: '芷江西路123弄6号302室',
        people: [
          person('xu', '徐德兴', 'male', '1938-04-11', '户主', numberOf, {
            contacts: [contact('relative', '14200000005', '徐敏', '女儿')],
            facts: [fact('卧床', true, 'visit')],
          }),
          person('xu-wife', '沈美娟', 'female', '1941-09-30', '配偶', numberOf),
        ],
      },
    ];
  return [];
};

type Area = { readonly path: string; readonly name: string };

/** Everyone of a district, stories first. */
export const peopleOf = (code: string, root: string, areas: readonly Area[], random: Random): readonly DemoHousehold[] => {
  const numberOf = numberMaker();
  const stories = storyHouseholds(root, code, numberOf);
  const under = (prefix: string): readonly Area[] =>
    areas.filter((a) => a.path.startsWith(`${root}${prefix}`) && a.path !== `${root}${prefix}`);
  const at = (prefix: string): readonly Area[] => areas.filter((a) => a.path === `${root}${prefix}`);
  const some = (list: readonly Area[], elders: number, others: number, away: number, poor: number): DemoHousehold[] =>
    list.length === 0
      ? []
      : makeHouseholds(
          { areas: list, livingElders: elders, livingOthers: others, away, lowIncomeHouseholds: poor, withSmartphone: 1 },
          random,
          numberOf,
        );
  const rest = ((): DemoHousehold[] => {
    switch (code) {
      case '330903': {
        const zhous = stories.filter((h) => h.area.startsWith(`${root}myd.`)).flatMap((h) => h.people);
        const away = zhous.filter((p) => p.livesElsewhere !== null).length;
        // 周's household is one of the 37.
        return [
          ...makeHouseholds(
            {
              areas: under('myd.'),
              livingElders: 1400 - (zhous.length - away),
              livingOthers: 900,
              away: 1685 - away,
              lowIncomeHouseholds: 36,
              withSmartphone: 6,
            },
            random,
            numberOf,
          ),
          ...some(under('bsd.'), 90, 60, 70, 4),
        ];
      }
      case '420703':
        return some(under('102.').slice(0, 6), 90, 80, 10, 5);
      case '310106':
        return [...some(under('022.').slice(0, 12), 110, 60, 0, 4), ...some(under('012.').slice(0, 12), 60, 40, 0, 2)];
      case '330902':
        return [...some(at('dpd.'), 190, 110, 100, 6), ...some(at('djd.'), 87, 20, 40, 4)];
      default:
        return areas.filter((a) => /\.[a-z]{3}\.$/.test(a.path)).flatMap((a) => some([a], 24, 12, 14, 2));
    }
  })();
  return [...stories, ...knowMore(rest, Number(code) + 11)];
};
