import type { DemoFact, DemoHousehold, DemoPerson } from './household.ts';
import { type Random, randomFrom } from './random.ts';

/** More of what is known about the people of the demo, so that policies find somebody; most stays unknown, as it is. */

const NOW_YEAR = 2026;
const ageOf = (person: DemoPerson): number => NOW_YEAR - Number(person.birth.slice(0, 4));

/** Collects what is known, each with a chance of its own; what is known already is not told again. */
const knower = (random: Random, person: DemoPerson) => {
  const facts: DemoFact[] = [...person.facts];
  const has = (name: string): boolean => facts.some((one) => one.name === name);
  return {
    facts,
    know(chance: number, name: string, value: boolean | string, source = 'visit', sure = 'certain'): void {
      if (random.chance(chance) && !has(name)) facts.push({ name, value, source, sure });
    },
  };
};

/** People who fit a policy for certain and never asked, a few of each kind in a hundred households. */
const SILENT: readonly (readonly [
  chance: number,
  elders: boolean,
  facts: (random: Random) => Readonly<Record<string, boolean | string>>,
])[] = [
  [0.006, false, (r) => ({ 低保: false, 特困: false, 人均月收入: String(r.int(30, 69) * 10), 财产在标准内: true, 户籍本地: true })],
  [0.006, false, (r) => ({ 低保: false, 低保边缘: false, 人均月收入: String(r.int(152, 225) * 5), 财产在标准内: true, 户籍本地: true })],
  [0.008, true, () => ({ 低保: false, 低保边缘: true, 大病: true })],
  [
    0.004,
    false,
    (r) => ({ 低保: false, 刚性支出困难: false, 人均月收入: '1500', 近12个月刚性支出: String(r.int(400, 900) * 100), 户籍本地: true }),
  ],
  [0.01, true, () => ({ 特困: false, 劳动能力: false, 有赡养人: false, 人均月收入: '200', 户籍本地: true })],
  [0.005, true, () => ({ 低保边缘: true, 特困: false, 残疾: true, 残疾等级: '三级', 残疾类别: '肢体', 残疾人生活补贴: false })],
  [0.005, true, (r) => ({ 特困: false, 残疾: true, 残疾等级: r.pick(['一级', '二级']), 工伤护理费: false, 残疾人护理补贴: false })],
  [0.01, true, () => ({ 低保边缘: true, 医保: '未参保' })],
  [0.004, true, () => ({ 无子女: true, 失能等级: '中度' })],
];

const silent = (k: ReturnType<typeof knower>, random: Random, age: number): void => {
  for (const [chance, elders, facts] of SILENT) {
    if (!random.chance(chance) || (elders && age < 60)) continue;
    for (const [name, value] of Object.entries(facts(random))) k.know(1, name, value, 'department');
    return;
  }
};

/** What the household has together, told of its first person. */
const ofHousehold = (k: ReturnType<typeof knower>, random: Random, poor: boolean): void => {
  if (poor) {
    k.know(0.4, '人均月收入', String(random.int(30, 85) * 10), 'department');
    k.know(0.4, '财产在标准内', true, 'department');
    k.know(0.5, '水电优惠', random.chance(0.5), 'visit');
    k.know(0.15, '近12个月医疗自付', String(random.int(5, 900) * 100), 'document');
    return;
  }
  k.know(0.05, '人均月收入', String(random.int(60, 400) * 10), 'self', 'likely');
  k.know(0.04, '财产在标准内', random.chance(0.7), 'self', 'likely');
  k.know(0.03, '近12个月刚性支出', String(random.int(20, 900) * 100), 'self', 'likely');
  k.know(0.01, '近期急难', true, 'neighbour', 'likely');
};

const pensionOf = (k: ReturnType<typeof knower>, random: Random, age: number): void => {
  k.know(0.5, '养老保险', random.chance(0.85) ? '城乡居民' : '职工', 'department');
  if (age >= 60) {
    k.know(0.45, '养老金领取', random.chance(0.92), 'department');
    // Long before the demo's past begins, some of it more than a year ago.
    const [year, month] = random.pick([[NOW_YEAR - 1, random.int(1, 9)] as const, [NOW_YEAR, random.int(1, 6)] as const]);
    k.know(0.25, '上次资格认证日', `${year}-0${month}-${String(random.int(1, 28)).padStart(2, '0')}`, 'department');
  }
  k.know(0.15, '社保卡已激活', random.chance(0.75), 'visit');
};

const ofPerson = (person: DemoPerson, random: Random, poor: boolean, first: boolean): DemoPerson => {
  const k = knower(random, person);
  const age = ageOf(person);
  if (first && !poor && person.livesElsewhere === null) silent(k, random, age);
  if (person.livesElsewhere === null) k.know(0.85, '户籍本地', true, 'department');
  if (first) ofHousehold(k, random, poor);
  if (!poor && person.livesElsewhere === null) {
    k.know(0.3, '低保', false, 'department');
    k.know(0.03, '低保边缘', true, 'department');
  }
  if (age >= 59) pensionOf(k, random, age);
  if (poor && age >= 60) k.know(0.25, '本年门诊自付', String(random.int(3, 95) * 100), 'document');
  if (k.facts.some(({ name, value }) => name === '残疾' && value === true)) {
    k.know(0.6, '残疾等级', random.pick(['一级', '二级', '三级', '四级']), 'department');
    k.know(0.6, '残疾类别', random.pick(['视力', '听力', '肢体', '智力', '精神']), 'department');
    k.know(0.5, '残疾人生活补贴', random.chance(0.6), 'department');
    k.know(0.5, '残疾人护理补贴', random.chance(0.5), 'department');
  }
  if (age >= 60) {
    k.know(0.05, '无子女', random.chance(0.4));
    k.know(0.04, '自理缺项', String(random.int(0, 5)));
  } else if (age >= 25) {
    k.know(0.06, '个体户执照', random.chance(0.5), 'department');
    if (k.facts.some(({ name, value }) => name === '个体户执照' && value === true))
      k.know(0.6, '已报年报', random.chance(0.6), 'department');
  }
  return { ...person, facts: k.facts };
};

/** The people of the stories stay as their stories have them. */
export const knowMore = (households: readonly DemoHousehold[], seed: number): readonly DemoHousehold[] => {
  const random = randomFrom(seed);
  return households.map((household) => {
    const poor = household.people.some(({ facts }) => facts.some(({ name, value }) => name === '低保' && value === true));
    return { ...household, people: household.people.map((person, n) => ofPerson(person, random, poor, n === 0)) };
  });
};
