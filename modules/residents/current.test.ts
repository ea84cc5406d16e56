import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../kernel/time.ts';
import { DERIVED_FACTS, FACT_NAMES, FACT_SOURCES, FACTS, type FactDefinition, RULE_FACTS, SURENESS } from './contract.ts';
import { checkFact, currentFacts, derivedFacts, ends, type FactInput, type Statement, usableFacts } from './domain.ts';

const TODAY = '2026-11-22';
const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n));
const statement = fc
  .record({
    name: fc.constant('独居'),
    value: fc.constantFrom(true, false, null),
    at: day,
    lasts: fc.option(fc.integer({ min: 0, max: 200 })),
    source: fc.constantFrom(...FACT_SOURCES),
    sure: fc.constantFrom(...SURENESS),
    withdrawn: fc.boolean(),
  })
  .map(({ lasts, ...one }) => ({ ...one, validUntil: lasts === null ? null : addDays(one.at, lasts) }));
/** Recorded one after the other. */
const statements = fc
  .array(statement, { maxLength: 7 })
  .map((list) =>
    list.map((one, i): Statement => ({ ...one, id: String(i), recordedAt: `2026-12-31T00:00:${String(i).padStart(2, '0')}.000Z` })),
  );

const said = (value: Statement['value'], at: string, more: Partial<Statement> = {}): Statement => ({
  id: `${at} ${String(value)} ${more.source ?? 'self'}`,
  name: '低保',
  value,
  at,
  validUntil: null,
  source: 'self',
  sure: 'certain',
  recordedAt: `${at}T01:00:00.000Z`,
  withdrawn: false,
  ...more,
});
const standing = (...all: Statement[]) => currentFacts(all, TODAY).get('低保');

describe('what is known today', () => {
  test('[R2] two sources that contradict each other are both shown, and it counts as not known', () => {
    const department = said(true, '2026-03-01', { source: 'department' });
    const person = said(false, '2026-10-01');
    expect(standing(department, person)).toEqual({ kind: 'conflict', says: [person, department] });
    expect(usableFacts([department, person], TODAY).has('低保')).toBe(false);
    // Settled by taking one back, or by a certain, newer statement of a source as strong.
    expect(standing({ ...department, withdrawn: true }, person)).toMatchObject({ kind: 'known', value: false });
    const paper = said(true, '2026-11-01', { source: 'document' });
    expect(standing(department, person, paper)).toMatchObject({ kind: 'known', value: true, by: paper, also: [] });
  });

  test('[R2] what has run out is not known, nor does it bring back what it had ended', () => {
    const old = said(true, '2020-01-01');
    const newer = said(false, '2024-01-01', { validUntil: '2025-01-01' });
    expect(standing(old, newer)).toEqual({ kind: 'expired', last: newer });
    expect(usableFacts([old, newer], TODAY).size).toBe(0);
    expect(standing(old, { ...newer, withdrawn: true })).toMatchObject({ kind: 'known', value: true });
  });

  test('[R2] asked and not known takes back one’s own word, and contradicts nobody', () => {
    const yes = said(true, '2026-03-01');
    expect(standing(yes, said(null, '2026-04-01'))).toMatchObject({ kind: 'unknown', asked: { at: '2026-04-01' } });
    expect(standing(yes, said(null, '2026-04-01', { source: 'department' }))).toMatchObject({ kind: 'known', value: true });
  });

  test('[R2] one amount written in two ways is no conflict', () => {
    const amount = (value: string, source: Statement['source']) => said(value, '2026-03-01', { name: '月收入', source });
    const both = [amount('1200', 'self'), amount('1200.00', 'department')];
    expect(currentFacts(both, TODAY).get('月收入')).toMatchObject({ kind: 'known', value: '1200' });
  });

  test('[R2] nonsense that came in is never used', () => {
    for (const nonsense of [
      said('-3', '2026-03-01', { name: '家庭人口', source: 'import' }),
      said(true, addDays(TODAY, 1)),
      said('九级', '2026-03-01', { name: '残疾等级' }),
      said('2027-01-01', '2026-03-01', { name: '上次资格认证日' }),
      said('x', '2026-03-01', { name: '没有这一项' }),
    ])
      expect(currentFacts([nonsense], TODAY).get(nonsense.name)).toEqual({ kind: 'unknown', asked: null });
  });

  test('[R2] known exactly when what was neither withdrawn, nor ended, nor has run out speaks with one voice', () => {
    fc.assert(
      fc.property(statements, fc.integer(), (all, turn) => {
        const usable = all.filter((one) => !one.withdrawn && one.at <= TODAY);
        const left = usable.filter((one) => !usable.some((other) => ends(other, one)));
        const live = left.filter((one) => one.value !== null && (one.validUntil === null || one.validUntil >= TODAY));
        const values = new Set(live.map((one) => one.value));
        const shown = currentFacts(all, TODAY).get('独居') ?? { kind: 'unknown' };
        if (values.size === 1) expect(shown).toMatchObject({ kind: 'known', value: [...values][0] });
        else expect(shown.kind === 'conflict').toBe(values.size > 1);
        if (shown.kind === 'conflict') expect(new Set(shown.says)).toEqual(new Set(live));
        expect(usableFacts(all, TODAY).size).toBe(values.size === 1 ? 1 : 0);
        // The order in which they are read does not matter.
        const n = all.length === 0 ? 0 : Math.abs(turn) % all.length;
        expect(currentFacts([...all.slice(n), ...all.slice(0, n)], TODAY)).toEqual(currentFacts(all, TODAY));
      }),
    );
  });

  test('[R2] a statement never ends itself, nor a later one; a certain one of the strongest source ends all before it', () => {
    fc.assert(
      fc.property(statements, (all) => {
        for (const a of all) for (const b of all) expect(ends(a, b) && ends(b, a)).toBe(false);
        const last = said(true, TODAY, { name: '独居', source: 'document', id: 'z', recordedAt: '2027-01-01T00:00:00.000Z' });
        const before = all.filter((one) => one.at < TODAY);
        expect(currentFacts([...before, last], TODAY).get('独居')).toMatchObject({ kind: 'known', value: true, by: last });
      }),
    );
  });
});

describe('the dictionary', () => {
  test('[D1] each fact has a question, and bounds that make sense; what is counted is whole, money exact to the fen', () => {
    for (const [name, fact] of Object.entries<FactDefinition>(RULE_FACTS)) {
      expect([name, fact.question.zh.length > 0 && fact.question.en.length > 0]).toEqual([name, true]);
      if (fact.type !== 'number') continue;
      expect([name, fact.min! <= fact.max! && (fact.rareAbove ?? fact.max!) <= fact.max!, fact.unit === '元' ? fact.decimals : 2]).toEqual([
        name,
        true,
        2,
      ]);
    }
    expect(FACT_NAMES.filter((name) => name in DERIVED_FACTS)).toEqual([]);
    expect((['卧床', '月收入', '残疾等级', '大病'] as const).every((name) => FACTS[name].sensitive)).toBe(true);
  });

  const fact = (name: string, value: FactInput['value'], at = TODAY): FactInput => ({
    id: 'x',
    name,
    value,
    at,
    validUntil: null,
    source: 'self',
    sure: 'certain',
    purpose: 'service',
    note: null,
  });
  const code = (input: FactInput): string => {
    const checked = checkFact(input, { birth: '1950-01-01', diedOn: null }, TODAY);
    return checked.ok ? 'taken' : checked.refusal.code;
  };

  test('[R2] nonsense is refused on entry', () => {
    expect(code(fact('家庭人口', '-1'))).toBe('fact_range');
    expect(code(fact('家庭人口', '2.5'))).toBe('fact_decimals');
    expect(code(fact('月收入', '1200.555'))).toBe('fact_decimals');
    expect(code(fact('低保', true, addDays(TODAY, 1)))).toBe('fact_future');
    expect(code(fact('上次资格认证日', addDays(TODAY, 1)))).toBe('fact_future');
    expect(code(fact('上次资格认证日', '1949-12-31'))).toBe('fact_before_birth');
    expect(code(fact('年龄', '76'))).toBe('fact_derived');
    expect(code(fact('月收入', '1200.55'))).toBe('taken');
  });

  test('[R2] what is said of this year ends with it', () => {
    const checked = checkFact(fact('本年门诊自付', '6000', '2025-12-20'), { birth: null, diedOn: null }, TODAY);
    expect(checked).toMatchObject({ ok: true, value: { validUntil: '2025-12-31' } });
  });

  test('[R2] age follows from the birthday', () => {
    expect(Object.fromEntries(derivedFacts({ birth: '1950-11-23', sex: 'female' }, TODAY))).toEqual({
      年龄: '75',
      出生日期: '1950-11-23',
      性别: '女',
    });
    expect(derivedFacts({ birth: null, sex: null }, TODAY).size).toBe(0);
    expect(derivedFacts({ birth: addDays(TODAY, 1), sex: null }, TODAY).size).toBe(0);
  });
});
