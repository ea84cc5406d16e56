import type { Run } from './command.ts';

/** Who qualifies, from two files, without server or database. */
export const run: Run = async (args) => {
  const { screen } = (await import(new URL('../../modules/discovery/cli.ts', import.meta.url).href)) as {
    screen(argv: readonly string[]): Promise<number>;
  };
  return screen(args);
};
