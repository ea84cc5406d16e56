import { describe, expect, test } from 'vitest';
import { dueBadge, sayDue } from './clock.ts';
import { toHtml } from './element.ts';

const TODAY = '2026-11-21';

describe('[K2] a due day in a list', () => {
  test.each([
    [{ due: null, level: 'calm' }, '没有期限'],
    [{ due: '2026-12-03', level: 'calm' }, '12月3日前'],
    [{ due: '2026-11-24', level: 'amber' }, '快到期，11月24日前'],
    [{ due: '2026-11-22', level: 'amber' }, '明天到期'],
    [{ due: '2026-11-21', level: 'amber' }, '今天到期'],
    [{ due: '2026-11-19', level: 'red' }, '超期，原定11月19日前'],
  ] as const)('%o reads %s', (due, said) => {
    expect(sayDue('zh', due, TODAY)).toBe(said);
  });

  test('red and amber have words and a shape, not only a colour', () => {
    const late = String(toHtml(dueBadge('en', { due: '2026-11-19', level: 'red' }, TODAY)));
    expect(late).toContain('Overdue');
    expect(late).toContain('clock__full');
  });
});
