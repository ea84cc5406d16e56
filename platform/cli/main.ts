import { existsSync } from 'node:fs';
import { BackupFault } from '../backup/fault.ts';
import { ConfigFault } from '../config/config.ts';
import { KeyFileRefusal } from '../crypto/index.ts';
import { DatabaseFault } from '../db/fault.ts';
import { type Run, UsageFault } from './command.ts';

/** A command's file is loaded only when it is called for, so that help and `db-url` stay quick. */
type Command = { readonly file: string; readonly usage: string; readonly zh: string; readonly en: string };

const COMMANDS: Readonly<Record<string, Command>> = {
  start: { file: './start.ts', usage: '[--demo] [--port P] [--data DIR]', zh: '启动', en: 'start the office' },
  test: { file: './test.ts', usage: '[STAGE…]', zh: '跑全部测试', en: 'run every test' },
  check: { file: './check.ts', usage: '', zh: '类型、格式、规则、无用代码', en: 'types, lint, rules, unused code' },
  verify: { file: './verify.ts', usage: '[--data DIR]', zh: '核对台账有没有被改动', en: 'check that nobody altered the ledger' },
  rebuild: { file: './rebuild.ts', usage: '[--data DIR]', zh: '按待办重排队列', en: 'make the work queue anew from the tasks' },
  'db-url': { file: './db-url.ts', usage: '[--data DIR]', zh: '数据库连接串（管理员用）', en: "the database owner's connection string" },
  import: { file: './import.ts', usage: 'DISTRICT FILE [--data DIR]', zh: '从表格登记居民', en: 'register residents from a spreadsheet' },
  bench: { file: './bench.ts', usage: '[NAME]', zh: '测速度', en: 'measure speed' },
  backup: { file: './backup.ts', usage: 'FILE [--data DIR]', zh: '备份', en: 'back up to a file' },
  restore: { file: './restore.ts', usage: 'FILE [--data DIR]', zh: '恢复备份', en: 'restore a backup' },
  'rotate-keys': { file: './rotate-keys.ts', usage: '[--data DIR]', zh: '换密钥', en: 'new keys for everything encrypted' },
  export: { file: './export.ts', usage: 'DIR [--data DIR]', zh: '导出数据库', en: 'export the database' },
  load: { file: './load.ts', usage: 'DIR', zh: '装入导出的数据库', en: 'load an export' },
  screen: { file: './screen.ts', usage: '', zh: '筛查谁符合政策', en: 'screen who qualifies' },
};

const present = (command: Command): boolean => existsSync(new URL(command.file, import.meta.url));

const help = (): string =>
  Object.entries(COMMANDS)
    .filter(([, command]) => present(command))
    .map(([name, { usage, zh, en }]) => `  ./daiban ${`${name} ${usage}`.padEnd(42)} ${zh} · ${en}`)
    .join('\n');

/** Said as it is: what stops the operator. Anything else is a bug and shows where it happened. */
const FAULTS = [UsageFault, ConfigFault, DatabaseFault, KeyFileRefusal, BackupFault];
const isFault = (error: unknown): error is Error => FAULTS.some((fault) => error instanceof fault);

const main = async (name: string, args: readonly string[]): Promise<number> => {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined || !present(command)) {
    const asked = ['help', '--help', '-h'].includes(name);
    (asked ? console.log : console.error)(`${asked ? '' : `没有这个命令：${name} · No such command: ${name}\n`}代办 Daiban\n${help()}`);
    return asked ? 0 : 2;
  }
  const { run } = (await import(new URL(command.file, import.meta.url).href)) as { run: Run };
  return run(args);
};

/** Ends the process even if something is still open: whoever runs a command waits for its end. */
const [name = 'help', ...args] = process.argv.slice(2);
process.exit(
  await main(name, args).catch((error: unknown) => {
    console.error(isFault(error) ? error.message : error);
    return 1;
  }),
);
