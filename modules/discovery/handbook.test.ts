import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkRule } from './domain.ts';

/** What docs/handbook/policies.md says may be written, and what is refused, is held against the language. */
const handbook = readFileSync(new URL('../../docs/handbook/policies.md', import.meta.url), 'utf8');
const section = (title: string): string => handbook.split(/^## /m).find((one) => one.startsWith(title))!;
const rows = (title: string): readonly (readonly string[])[] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'))
    .map((line) => line.slice(2, -2).split(' | '));
const code = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);
const refusal = (rule: string) => {
  const checked = checkRule({ rule, rules: [] });
  return checked.ok ? null : checked.problem;
};

const accepted = rows('规则的写法').flatMap(([, cell]) => code(cell!));
test.each(accepted.filter((rule) => rule !== 'today()'))('[D1] the handbook may say %s', (rule) => expect(refusal(rule)).toBeNull());

const refused = rows('会被退回的写法').map(([wrong, , right]) => [code(wrong!)[0]!, code(right!)[0]] as const);
test.each(refused)('[D1] %s is refused with its place, and what the handbook says instead is accepted', (wrong, right) => {
  expect(refusal(wrong)).toMatchObject({ line: 1, zh: expect.any(String), en: expect.any(String) });
  if (right !== undefined) expect(refusal(right)).toBeNull();
});

test('[D1] the handbook’s sub-rule is accepted with its rule', () => {
  const [name, text] = /^(重残) +(.+)$/m.exec(handbook)!.slice(1) as [string, string];
  const rule = /^规则 +(.+)$/m.exec(handbook)![1]!;
  expect(checkRule({ rule, rules: [{ name, text }] }).ok).toBe(true);
  expect(accepted.length).toBeGreaterThan(15);
  expect(refused).toHaveLength(8);
});
