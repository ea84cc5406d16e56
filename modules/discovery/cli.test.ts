import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { screen } from './cli.ts';

const POLICIES = `facts:
  年龄: {type: number, min: 0, max: 130}
  低保: {type: boolean}
  月收入: {type: number, min: 0}
  出生日期: {type: date, max: 2026-11-21}
policies:
  - {id: 高龄, rule: "年龄 >= 60 and 低保"}
  - {id: 户收入, rule: "sum(户.月收入) > 2000"}
  - {id: 未到期, rule: "年龄 >= 0", from: 2026-11-22}
  - {id: 今天到期, rule: "年龄 >= 0", from: 2026-11-21, to: 2026-11-21}
`;
const RESIDENTS = 'resident,household,年龄,低保,月收入\nr1,h1,70,true,\nr2,h1,,,2000.5\n"r,3",,30,false,1\n';

let folder: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daiban-screen-'));
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const run = async (
  residents: string | Uint8Array,
  policies: string | Uint8Array,
  ...more: string[]
): Promise<{ code: number; out: string }> => {
  const [r, p, o] = ['R.csv', 'P.yaml', 'O.csv'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(r, residents);
  writeFileSync(p, policies);
  const code = await screen(['--residents', r, '--policies', p, '--as-of', '2026-11-21', '--out', o, ...more]);
  return { code, out: code === 2 ? '' : readFileSync(o, 'utf8') };
};

test('[D1] screens files in the order of residents, then policies', async () => {
  const { code, out } = await run(RESIDENTS, POLICIES);
  expect(code).toBe(0);
  expect(out).toBe(`resident,policy,verdict,missing
r1,高龄,yes,
r1,户收入,yes,
r1,今天到期,yes,
r2,高龄,unknown,年龄;低保
r2,户收入,yes,
r2,今天到期,yes,
"r,3",高龄,no,
"r,3",户收入,no,
"r,3",今天到期,yes,
`);
});

test('[D1] a byte order mark and CRLF change nothing', async () => {
  const plain = await run(RESIDENTS, POLICIES);
  expect(await run(`\uFEFF${RESIDENTS.replaceAll('\n', '\r\n')}`, `\uFEFF${POLICIES}`)).toEqual(plain);
  expect((await run(RESIDENTS, POLICIES, '--bom')).out).toBe(`\uFEFF${plain.out}`);
});

test('[D1] lines that end with CR alone are lines', async () => {
  const plain = await run(RESIDENTS, POLICIES);
  expect(await run(RESIDENTS.replaceAll('\n', '\r'), POLICIES)).toEqual(plain);
  expect((await run('resident,年龄\rr1,old\r', POLICIES)).code).toBe(2);
  expect(said).toMatch(/第2行第2列/);
});

test('[D1] a policy that does not compile is named, in force or not; the others run; exit 3', async () => {
  const { code, out } = await run(RESIDENTS, `${POLICIES}  - {id: 坏, rule: "年龄 in [0..7] or 低保", to: 2020-01-01}\n`);
  expect(code).toBe(3);
  expect(out.split('\n')[1]).toMatch(/^\*,坏,refused,"?第1行第7列/);
  expect(out.split('\n')).toHaveLength(12);
});

test('[D1] a rule without a value says so', async () => {
  const { out } = await run('resident,月收入\nr1,0\n', 'facts: {月收入: {type: number}}\npolicies: [{id: a, rule: "1 / 月收入 > 1"}]\n');
  expect(out.split('\n')[1]).toBe('r1,a,unknown,!reason');
});

test('[D1] another member’s missing fact comes after the resident’s own', async () => {
  const { out } = await run(
    'resident,household,年龄,月收入\nr1,h,,\nr2,h,,\n',
    'facts: {月收入: {type: number}, 年龄: {type: number}}\npolicies: [{id: a, rule: "sum(户.月收入) > 1 and 年龄 > 2"}]\n',
  );
  expect(out.split('\n')[1]).toBe('r1,a,unknown,月收入;年龄;户.月收入');
});

describe('[D1] a bad file is named with line and column, exit 2', () => {
  test.each([
    ['resident,年龄\nr1,-5\n', POLICIES, /R\.csv 第2行第2列.*line 2, column 2/],
    ['resident,年龄\nr1,70\nr2,old\n', POLICIES, /第3行第2列/],
    ['resident,年龄\nr1,70,1\n', POLICIES, /第2行第3列/],
    ['resident,年龄\nr1,70\nr1,70\n', POLICIES, /第3行第1列.*第 2 行/],
    ['resident,身高\n', POLICIES, /第1行第2列.*身高/],
    ['name\n', POLICIES, /第1行第1列/],
    ['resident,年龄,household\n', POLICIES, /第1行第3列.*household.*second/],
    ['resident,年龄\n"r1,70\n', POLICIES, /第2行第1列.*引号/],
    ['resident,出生日期\nr1,2027-01-01\n', POLICIES, /第2行第2列/],
    [Uint8Array.of(...new TextEncoder().encode('resident,年龄\n'), 0xff, 0x2c, 0x31, 0x0a), POLICIES, /第2行.*UTF-8/],
    [RESIDENTS, 'facts:\n  年龄: {type: numbr}\npolicies: []\n', /P\.yaml 第2行第14列/],
    [RESIDENTS, 'facts: [\n', /P\.yaml 第\d+行/],
    [RESIDENTS, POLICIES.replace('2026-11-22', '2026-13-22'), /P\.yaml 第9行第38列/],
    [RESIDENTS, POLICIES.replace('from:', 'form:'), /P\.yaml 第9行第32列.*form.*id, rule, from, to/],
    [RESIDENTS, POLICIES.replace('max: 130', 'maximum: 130'), /P\.yaml 第2行第30列.*maximum.*type, min, max, values/],
    [RESIDENTS, `${POLICIES}rule:\n  老人: 年龄 >= 60\n`, /P\.yaml 第11行第1列.*rule.*facts, rules, policies/],
    [RESIDENTS, 'facts:\n  低保: &yes {type: boolean}\n  特困: *yes\npolicies: []\n', /P\.yaml 第3行第7列.*\*yes.*aliases/],
    [RESIDENTS, 'facts:\n  低保: {<<: {type: boolean}}\npolicies: []\n', /P\.yaml 第2行第8列.*<<.*merge/],
    [RESIDENTS, 'facts:\n  ? [低保]\n  : {type: boolean}\npolicies: []\n', /P\.yaml 第2行第5列.*name is missing/],
  ])('%s', async (residents, policies, message) => {
    expect((await run(residents, policies)).code).toBe(2);
    expect(said).toMatch(message);
  });
  test('so is a missing file or option', async () => {
    expect(await screen(['--residents', join(folder, 'none.csv')])).toBe(2);
    expect(said).toContain('--policies');
    expect(await screen(['--wrong'])).toBe(2);
  });
});

test('[R2] facts that are hard to believe are used, but said aloud', async () => {
  const policies =
    'facts: {余额: {type: number}, 到期: {type: date}}\npolicies: [{id: a, rule: "余额 < 0"}, {id: b, rule: "1 > 0", from: 2026-12-01, to: 2026-01-01}]\n';
  const { code, out } = await run('resident,余额,到期\nr1,5,2020-01-01\nr2,-5,2027-01-01\n', policies);
  expect(code).toBe(0);
  expect(out).toBe('resident,policy,verdict,missing\nr1,a,no,\nr2,a,yes,\n');
  expect(said).toMatch(/余额 is below zero 1 times, first for resident 2/);
  expect(said).toMatch(/到期 lies after the day screened for 1 times/);
  expect(said).toMatch(/b ends before it begins/);
});

test('[D1] policies that are not UTF-8 are a bad file, not other names', async () => {
  const { code } = await run(
    RESIDENTS,
    Buffer.concat([Buffer.from('# '), Buffer.from([0xb5, 0xcd, 0xb1, 0xa3, 0x0a]), Buffer.from(POLICIES)]),
  );
  expect(code).toBe(2);
  expect(said).toMatch(/P\.yaml 第1行.*UTF-8/);
});

test('[D1] a rule with ten thousand brackets, and one named like a word of the language, harm no other', async () => {
  const deep = `${'('.repeat(9000)}x${')'.repeat(9000)}`;
  const { code, out } = await run(
    'resident,x,and\nr1,true,\n',
    `facts: {x: {type: boolean}, and: {type: boolean}}\npolicies: [{id: deep, rule: "${deep}"}, {id: fine, rule: "x and x"}]\n`,
  );
  expect(code).toBe(3);
  expect(out).toMatch(/^resident,policy,verdict,missing\n\*,deep,refused,.*\nr1,fine,yes,\n$/);
});

test('[D1] what can’t be written is named, and leaves nothing behind', async () => {
  const [r, p] = [join(folder, 'R.csv'), join(folder, 'P.yaml')];
  writeFileSync(r, RESIDENTS);
  writeFileSync(p, POLICIES);
  const out = join(folder, 'none', 'O.csv');
  expect(await screen(['--residents', r, '--policies', p, '--as-of', '2026-11-21', '--out', out])).toBe(2);
  expect(said).toContain(out);
  expect(await screen(['--residents', r, '--policies', p, '--as-of', '2026-11-21', '--out', folder])).toBe(2);
  expect(existsSync(`${folder}.partial`)).toBe(false);
});
