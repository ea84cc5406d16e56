import { describe, expect, test } from 'vitest';
import { addMonths, dayText, monthsBetween, parseDay } from './calendar.ts';
import { compile } from './compile.ts';
import { dictionaryOf, type Fact, readValue, type Value } from './dictionary.ts';
import { integer } from './rational.ts';
import { judge, missingNames } from './verdict.ts';

const TODAY = parseDay('2026-11-21')!;
const facts: readonly Fact[] = [
  { name: '年龄', type: 'number', min: integer(0), max: integer(130) },
  { name: '低保', type: 'boolean' },
  { name: '月收入', type: 'number', min: integer(0) },
  { name: '残疾等级', type: 'string', values: ['无', '一级', '二级'] },
  { name: '出生日期', type: 'date', min: integer(parseDay('1900-01-01')!), max: integer(TODAY) },
  { name: '村', type: 'string' },
];
const dictionary = dictionaryOf(facts);

type Person = Readonly<Record<string, string>>;
const known = (person: Person): (Value | undefined)[] =>
  facts.map((fact) => {
    if (person[fact.name] === undefined) return undefined;
    const read = readValue(fact, person[fact.name]!);
    if (!read.ok) throw new Error(read.en);
    return read.value;
  });
const ask = (text: string, people: readonly Person[] = [{}], rules?: ReadonlyMap<string, string>): string => {
  const made = compile(text, dictionary, rules);
  if (!made.ok) throw new Error(`${text}: ${made.refusal.en}`);
  const household = { members: people.map(known), self: 0 };
  const verdict = judge(made.rule, household, TODAY);
  return [verdict.verdict, ...missingNames(made.rule, household, verdict)].join(' ');
};
const refusal = (text: string, rules?: ReadonlyMap<string, string>) => {
  const made = compile(text, dictionary, rules);
  return made.ok
    ? undefined
    : { code: made.refusal.code, at: `${made.refusal.place.line}:${made.refusal.place.column}`, hint: made.refusal.hint?.zh };
};

describe('[D1] unknown is not no', () => {
  test.each([
    ['年龄 >= 60', [{}], 'unknown 年龄'],
    ['年龄 >= 0', [{}], 'yes'],
    ['年龄 > 130', [{}], 'no'],
    ['年龄 >= 60 and 低保', [{ 低保: 'false' }], 'no'],
    ['年龄 >= 60 and 低保', [{}], 'unknown 年龄 低保'],
    ['年龄 >= 60 or 年龄 < 60', [{}], 'yes'],
    ['月收入 * 12 < 30000 or 月收入 >= 2500', [{}], 'yes'],
    ['残疾等级 in ("无", "一级", "二级")', [{}], 'yes'],
    ['村 = "东" and 村 = "西"', [{}], 'no'],
  ] as const)('%s', (text, people, expected) => expect(ask(text, people)).toBe(expected));
});

describe('[D2] households', () => {
  test.each([
    ['sum(户.月收入) > 3000', [{ 月收入: '2000' }, { 月收入: '1500' }, {}], 'yes'],
    ['sum(户.月收入) > 3000', [{ 月收入: '2000' }, {}], 'unknown 户.月收入'],
    ['max(户.年龄) >= 80', [{}, { 年龄: '85' }], 'yes'],
    ['count(户[年龄 >= 60]) >= 3', [{}, {}], 'no'],
    ['count(户[低保]) >= 1', [{ 低保: 'false' }, { 低保: 'true' }], 'yes'],
    ['some 人 in 户 satisfies 人.残疾等级 = "一级"', [{ 残疾等级: '无' }, {}], 'unknown 户.残疾等级'],
    ['sum(户.月收入) / count(户) < 1000', [{ 月收入: '900' }, { 月收入: '1099.99' }], 'yes'],
    ['sum(户[年龄 >= 200].月收入) > 1', [{}], 'unknown !reason'],
  ] as const)('%s', (text, people, expected) => expect(ask(text, people)).toBe(expected));
});

describe('[D1] dates are exact', () => {
  const age = 'years and months duration(出生日期, today()).years >= 60';
  test.each([
    [age, '1966-11-21', 'yes'],
    [age, '1966-11-22', 'no'],
    ['出生日期 + duration("P60Y") <= today()', '1966-11-21', 'yes'],
    ['(today() - 出生日期).days = 1', '2026-11-20', 'yes'],
    ['today().year - 出生日期.year >= 60', '1966-12-31', 'yes'],
  ] as const)('%s born %s', (text, born, expected) => expect(ask(text, [{ 出生日期: born }])).toBe(expected));
  test('two ways to say sixty settle an unknown date of birth', () => expect(ask(`${age} or 出生日期 > date("1966-11-21")`)).toBe('yes'));
  test('the time between two unknown dates waits for both', () => {
    const two = dictionaryOf(['入住', '退住'].map((name) => ({ name, type: 'date', min: integer(TODAY - 1000), max: integer(TODAY) })));
    const verdict = (text: string): string => {
      const made = compile(text, two);
      if (!made.ok) throw new Error(made.refusal.en);
      const household = { members: [[undefined, undefined]], self: 0 };
      const found = judge(made.rule, household, TODAY);
      return [found.verdict, ...missingNames(made.rule, household, found)].join(' ');
    };
    expect(verdict('years and months duration(入住, 退住).years >= 1')).toBe('unknown 入住 退住');
    expect(verdict('years and months duration(入住, 退住).years >= 3')).toBe('no');
    expect(verdict('入住 + duration("P1Y") <= 退住')).toBe('unknown 入住 退住');
  });
  test('months clamp at the end of a month and count whole ones', () => {
    expect(dayText(addMonths(parseDay('2024-02-29')!, 12))).toBe('2025-02-28');
    expect(monthsBetween(parseDay('2026-01-31')!, parseDay('2026-02-28')!)).toBe(0);
    expect(parseDay('2025-02-29')).toBeUndefined();
  });
});

describe('[D1] no value is not no', () => {
  test.each([
    ['1 / 0 > 3', 'unknown !reason'],
    ['not(1 / 0 > 3)', 'unknown !reason'],
    ['1 / 0 = 3 or true', 'yes'],
    ['1 / 0 = 3 and false', 'no'],
    ['10 / 月收入 > 1', 'unknown 月收入'],
  ])('%s', (text, expected) => expect(ask(text)).toBe(expected));
});

describe('[D1] what is not understood is refused, with its place', () => {
  test.each([
    ['年龄 in [0..7] or 低保', 'brackets', '1:7'],
    ['低保 or 年龄 in < 5 and 低保', 'brackets', '1:13'],
    ['年龄 ≥ 60', 'syntax', '1:4'],
    ['not 低保', 'unknown_name', '1:1'],
    ['年纪 > 3', 'unknown_name', '1:1'],
    ['低保 and\n  年龄 > "3"', 'type', '2:3'],
    ['年龄', 'type', '1:1'],
    ['户[1].年龄 > 3', 'type', '1:3'],
    ['年龄 > null', 'unsupported', '1:6'],
    ['sqrt(年龄) > 3', 'unsupported', '1:1'],
    ['contains(村, "岛")', 'unsupported', '1:10'],
    ['年龄 > 3 extra junk', 'syntax', '1:8'],
    ['', 'empty', '1:1'],
  ])('%s', (text, code, at) => expect(refusal(text)).toMatchObject({ code, at }));
  test('with what to write instead', () => {
    expect(refusal('年龄 in [0..7] or 低保')?.hint).toContain('括号');
    expect(refusal('年龄 ≥ 60')?.hint).toContain('>=');
    expect(refusal('not 低保')?.hint).toContain('not(低保)');
    expect(refusal('年龄 => 60')?.hint).toContain('>=');
    expect(refusal('年龄 >= 60 AND 低保')?.hint).toContain('and');
    expect(refusal('1 < 年龄 < 5')?.hint).toContain('between');
    expect(refusal(`${'('.repeat(5000)}低保${')'.repeat(5000)}`)).toMatchObject({ code: 'syntax', at: '1:5000' });
  });
});

describe('[D1] named sub-rules', () => {
  const rules = new Map([
    ['老人', '年龄 >= 60'],
    ['甲', '乙'],
    ['乙', '甲'],
  ]);
  test('are used by name', () => expect(ask('老人 and 低保', [{ 年龄: '70', 低保: 'true' }], rules)).toBe('yes'));
  test('may not go in a circle', () => expect(refusal('甲', rules)?.code).toBe('circular'));
  test('do not speak of another member', () => expect(refusal('count(户[老人]) > 1', rules)?.code).toBe('unsupported'));
});

test('[D1] twelve unknown facts, each used twice, are settled', () => {
  const names = Array.from({ length: 12 }, (_, i) => `事${i}`);
  const many = dictionaryOf(names.map((name) => ({ name, type: 'boolean' })));
  const made = compile(`(${names.join(' and ')}) or (${names.map((name) => `not(${name})`).join(' or ')})`, many);
  if (!made.ok) throw new Error(made.refusal.en);
  expect(judge(made.rule, { members: [names.map(() => undefined)], self: 0 }, TODAY).verdict).toBe('yes');
});

test('[R2] nonsense is not taken for a fact', () => {
  for (const [name, text] of [
    ['年龄', '-5'],
    ['年龄', '七十'],
    ['出生日期', '2027-01-01'],
    ['出生日期', '1950-02-30'],
    ['残疾等级', '九级'],
    ['低保', '也许'],
  ])
    expect(readValue(facts[dictionary.index.get(name!)!]!, text!).ok, `${name} ${text}`).toBe(false);
});
