import { closeSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseDay } from './language/calendar.ts';
import { compile, type Rule } from './language/compile.ts';
import { refusalText } from './language/refusal.ts';
import { BadInput, csvField } from './screening/csv.ts';
import { type Finding, screenerOf } from './screening/plan.ts';
import { type PolicyFile, readPolicies } from './screening/policies.ts';
import { ResidentFile } from './screening/residents.ts';
import type { Roll } from './screening/roll.ts';

const USAGE = `用法：./daiban screen --residents 居民.csv --policies 政策.yaml --as-of 2026-11-21 --out 结果.csv
加 --bom 让表格软件认出中文；例子见 docs/handbook/screening.md
usage: ./daiban screen --residents R.csv --policies P.yaml --as-of 2026-11-21 --out O.csv
--bom marks the output as UTF-8 for spreadsheet programs
`;
/** Bytes read, or characters written, at a time. */
const CHUNK = 1 << 20;

/** What a person did wrong at the command line, or a file that can't be read or written. */
class Unusable extends Error {}

type Options = {
  readonly residents: string;
  readonly policies: string;
  readonly asOf: number;
  readonly out: string;
  readonly bom: boolean;
};

const optionsOf = (argv: string[]): Options | 'help' => {
  let values: { residents?: string; policies?: string; 'as-of'?: string; out?: string; bom?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        residents: { type: 'string' },
        policies: { type: 'string' },
        'as-of': { type: 'string' },
        out: { type: 'string' },
        bom: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new Unusable(`${(error as Error).message}\n${USAGE}`);
  }
  if (values.help) return 'help';
  for (const name of ['residents', 'policies', 'as-of', 'out'] as const)
    if (!values[name]) throw new Unusable(`缺少 --${name} | --${name} is missing\n${USAGE}`);
  const asOf = parseDay(values['as-of']!);
  if (asOf === undefined) throw new Unusable(`--as-of 应为日期，如 2026-11-21 | --as-of must be a date such as 2026-11-21\n`);
  return { residents: values.residents!, policies: values.policies!, out: values.out!, asOf, bom: values.bom === true };
};

/** Whatever goes wrong inside names the file. */
const inFile = <T>(file: string, use: () => T): T => {
  try {
    return use();
  } catch (error) {
    if (error instanceof BadInput)
      throw new Unusable(
        `${file} 第${error.line}行第${error.column}列：${error.zh} | ${file} line ${error.line}, column ${error.column}: ${error.en}\n`,
      );
    if ((error as NodeJS.ErrnoException).code !== undefined && 'syscall' in (error as object))
      throw new Unusable(`${file}：打不开或读不了 | ${file}: ${(error as Error).message}\n`);
    throw error;
  }
};

/** Feeds a file's text piece by piece, without a byte order mark. */
const readText = (file: string, take: (text: string) => void): void => {
  const handle = openSync(file, 'r');
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const buffer = Buffer.allocUnsafe(CHUNK);
  let first = true;
  let line = 1;
  const decode = (bytes: Uint8Array, more: boolean): void => {
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: more });
    } catch {
      throw new BadInput(line + brokenLine(bytes), 1, '不是 UTF-8 编码，请另存为 UTF-8', 'not UTF-8; save the file as UTF-8');
    }
    if (first && text !== '') {
      first = false;
      text = text.replace(/^\uFEFF/, '');
    }
    line += lineEndsIn(bytes);
    take(text);
  };
  try {
    for (let size = readSync(handle, buffer, 0, CHUNK, null); size > 0; size = readSync(handle, buffer, 0, CHUNK, null))
      decode(buffer.subarray(0, size), true);
    decode(new Uint8Array(), false);
  } finally {
    closeSync(handle);
  }
};

/** Line ends of a piece, whether they are LF, CRLF or CR. */
const lineEndsIn = (bytes: Uint8Array): number => {
  let [lf, cr] = [0, 0];
  for (const byte of bytes)
    if (byte === 10) lf += 1;
    else if (byte === 13) cr += 1;
  return Math.max(lf, cr);
};

/** Lines of the piece before the first byte that isn't UTF-8. */
const brokenLine = (bytes: Uint8Array): number => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return lineEndsIn(Buffer.from(text.slice(0, Math.max(text.indexOf('\uFFFD'), 0))));
};

/** @throws BadInput where the file is not UTF-8 */
const wholeText = (file: string): string => {
  let whole = '';
  readText(file, (text) => {
    whole += text;
  });
  return whole;
};

/**
 * Facts that are hard to believe although the file of policies sets them no bound: a date after the day screened for, a number below
 * zero. They are used, since a contract may well end next year and a balance be below zero, but never silently.
 */
const doubtful = (roll: Roll, asOf: number): readonly string[] =>
  roll.dictionary.facts.flatMap(({ name, type, min, max, values }, fact): string[] => {
    const { values: found, which } = roll.columns[fact]!;
    const [later, below] = [type === 'date' && !max && !values, type === 'number' && !min && !values];
    if (!later && !below) return [];
    const odd = found.map((value) => typeof value === 'object' && (later ? value.n > BigInt(asOf) : value.n < 0n));
    if (!odd.includes(true)) return [];
    let count = 0;
    let first = -1;
    which.forEach((value, row) => {
      if (!odd[value]) return;
      count += 1;
      if (first < 0) first = row + 1;
    });
    return [
      later
        ? `请核对：“${name}”有 ${count} 人晚于筛查日，第一个是第 ${first} 位居民；不可能时请在情况字典写 max | please check: ${name} lies after the day screened for ${count} times, first for resident ${first}; set max if that can't be\n`
        : `请核对：“${name}”有 ${count} 人是负数，第一个是第 ${first} 位居民；不可能时请在情况字典写 min | please check: ${name} is below zero ${count} times, first for resident ${first}; set min if that can't be\n`,
    ];
  });

type Ready = { readonly id: string; readonly rule: Rule };
const prepare = (
  file: PolicyFile,
  asOf: number,
): { readonly ready: readonly Ready[]; readonly refused: readonly { readonly id: string; readonly reason: string }[] } => {
  const ready: Ready[] = [];
  const refused: { id: string; reason: string }[] = [];
  for (const { id, rule, from, to } of file.policies) {
    const made = compile(rule, file.dictionary, file.rules);
    if (!made.ok) refused.push({ id, reason: refusalText(made.refusal) });
    else if ((from === undefined || from <= asOf) && (to === undefined || asOf <= to)) ready.push({ id, rule: made.rule });
  }
  return { ready, refused };
};

type Counts = { yes: number; no: number; unknown: number; noValue: number };

/** Writes beside the target and renames: a broken run leaves no half file. */
const writeFindings = (
  out: string,
  head: string,
  residents: readonly string[],
  roll: Roll,
  ready: readonly Ready[],
  asOf: number,
): Counts => {
  const screeners = ready.map(({ id, rule }) => ({
    id: csvField(id),
    screen: screenerOf(rule, roll, asOf),
    texts: new Map<Finding, string>(),
  }));
  const counts: Counts = { yes: 0, no: 0, unknown: 0, noValue: 0 };
  const partial = `${out}.partial`;
  const handle = openSync(partial, 'w');
  try {
    let text = head;
    for (let row = 0; row < roll.size; row += 1) {
      const resident = csvField(residents[row]!);
      for (const { id, screen, texts } of screeners) {
        const finding = screen(row);
        counts[finding.verdict] += 1;
        if (finding.missing[0] === '!reason') counts.noValue += 1;
        let rest = texts.get(finding);
        if (rest === undefined) {
          rest = `,${id},${finding.verdict},${csvField(finding.missing.join(';'))}\n`;
          texts.set(finding, rest);
        }
        text += resident + rest;
      }
      if (text.length > CHUNK) {
        writeFileSync(handle, text);
        text = '';
      }
    }
    writeFileSync(handle, text);
    renameSync(partial, out);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  return counts;
};

const run = (options: Options): number => {
  const file = inFile(options.policies, () => readPolicies(wholeText(options.policies)));
  const residents = new ResidentFile(file.dictionary);
  const roll = inFile(options.residents, () => {
    readText(options.residents, (text) => residents.push(text));
    return residents.end();
  });
  for (const warning of doubtful(roll, options.asOf)) process.stderr.write(warning);
  for (const { id, from, to } of file.policies)
    if (from !== undefined && to !== undefined && from > to)
      process.stderr.write(
        `请核对：政策“${id}”的 to 早于 from，永远不生效 | please check: ${id} ends before it begins and is never in force\n`,
      );
  const { ready, refused } = prepare(file, options.asOf);
  const head = `${options.bom ? '\uFEFF' : ''}resident,policy,verdict,missing\n${refused.map(({ id, reason }) => `*,${csvField(id)},refused,${csvField(reason)}\n`).join('')}`;
  const counts = inFile(options.out, () => writeFindings(options.out, head, residents.residents, roll, ready, options.asOf));
  for (const { id, reason } of refused) process.stderr.write(`${id}：${reason}\n`);
  process.stdout.write(
    `${roll.size} 人 × ${ready.length} 项政策：符合 ${counts.yes}，不符合 ${counts.no}，未知 ${counts.unknown}（其中算不出 ${counts.noValue}）；规则未通过 ${refused.length}\n` +
      `${roll.size} residents × ${ready.length} policies: yes ${counts.yes}, no ${counts.no}, unknown ${counts.unknown} (without a value ${counts.noValue}); refused ${refused.length}\n`,
  );
  return refused.length > 0 ? 3 : 0;
};

/**
 * `./daiban screen`: screens a file of residents against a file of policies; no server, no database.
 * @returns 0, 2 for a file or option that can't be used (said on stderr, with line and column), 3 when a policy was refused
 */
export const screen = async (argv: string[]): Promise<number> => {
  try {
    const options = optionsOf(argv);
    if (options === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    return run(options);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    process.stderr.write(error.message);
    return 2;
  }
};
