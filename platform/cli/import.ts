import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Run, settingsOf, UsageFault } from './command.ts';

/** What `processes/import-residents.ts` does from the command line. */
type ImportFile = (options: {
  readonly config: ReturnType<typeof settingsOf>['config'];
  readonly district: string;
  readonly bytes: Uint8Array;
  readonly say: (line: string) => void;
}) => Promise<boolean>;

/** Registers residents from a spreadsheet for one district, as its system post; rows that are not right are named and left out. */
export const run: Run = async (args) => {
  const { config, values } = settingsOf(args, ['DISTRICT', 'FILE']);
  const [district = '', file = ''] = values;
  const bytes = await readFile(resolve(file)).catch(() => {
    throw new UsageFault(`打不开这个文件：${file}`, `This file can't be opened: ${file}`);
  });
  const { importFile } = (await import(new URL('../../processes/import-file.ts', import.meta.url).href)) as { importFile: ImportFile };
  const whole = await importFile({ config, district, bytes, say: (line) => console.log(line) });
  return whole ? 0 : 1;
};
