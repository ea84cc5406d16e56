import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Config, type Flags, readConfig } from '../config/config.ts';

/** A command of `./daiban`: what stands after its name comes in, its exit code goes out. A file of a command exports it as `run`. */
export type Run = (args: readonly string[]) => Promise<number>;

/** A command line that can't be understood, said in both languages. */
export class UsageFault extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.name = 'UsageFault';
  }
}

/** The folder that `./daiban` stands in. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Flags and environment of a command as checked settings; `names` is what may stand beside the flags: `['FILE']`.
 * @throws UsageFault, ConfigFault
 */
export const settingsOf = (args: readonly string[], names: readonly string[] = []): { config: Config; values: readonly string[] } => {
  const { flags, values } = parse(args);
  if (values.length !== names.length) {
    const wanted = names.length === 0 ? '' : ` ${names.join(' ')}`;
    throw new UsageFault(`这里应写：${wanted || '（没有参数）'}`, `Expected here:${wanted || ' no arguments'}`);
  }
  return { config: readConfig(flags, process.env, { checkout: CHECKOUT, here: process.cwd() }), values };
};

const parse = (args: readonly string[]): { flags: Flags; values: readonly string[] } => {
  try {
    const { values: flags, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: 'string', short: 'p' }, data: { type: 'string', short: 'd' }, demo: { type: 'boolean' } },
    });
    return { flags, values: positionals };
  } catch (error) {
    throw new UsageFault(`命令写得不对：${(error as Error).message}`, `The command line is not right: ${(error as Error).message}`);
  }
};
